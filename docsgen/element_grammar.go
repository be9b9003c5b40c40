package docsgen

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// An elementGrammars has, of the grammar, what makes a grammar of one element.
type elementGrammars struct {
	elements map[string]*syntax.Pattern   // by anchor
	defines  map[string]*syntax.Component // by name
	order    []*syntax.Component
}

// newElementGrammars reads the grammar in XML syntax. Without one there are no
// elements.
func newElementGrammars(rng []byte) (*elementGrammars, error) {
	g := &elementGrammars{elements: make(map[string]*syntax.Pattern), defines: make(map[string]*syntax.Component)}
	if rng == nil {
		return g, nil
	}
	p, faults, err := syntax.ParseXML(source.NewFile("grammar.rng", rng), syntax.Options{})
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, fmt.Errorf("the grammar is not correct: %s", faults[0].Message)
	}
	g.pattern(p)
	return g, nil
}

func (g *elementGrammars) pattern(p *syntax.Pattern) {
	if p.Op == syntax.OpElement && p.Annotations != nil {
		anchors, _ := p.Annotations.Attr(syntax.SnapxmlNS, syntax.AnchorAttr)
		for _, id := range strings.Fields(anchors) {
			g.elements[id] = p
		}
	}
	if p.Grammar != nil {
		for _, c := range p.Grammar.Content {
			if c.Kind == syntax.Def {
				g.defines[c.Name] = c
				g.order = append(g.order, c)
			}
			if c.Pattern != nil {
				g.pattern(c.Pattern)
			}
		}
	}
	for _, sub := range p.Sub {
		g.pattern(sub)
	}
}

// of is a grammar whose documents are one element alone, in both syntaxes; nil
// if the grammar does not have the element.
func (g *elementGrammars) of(id string) (rng, rnc []byte, err error) {
	element := g.elements[id]
	if element == nil {
		return nil, nil, nil
	}
	used := make(map[string]bool)
	g.use(element, used)
	content := []*syntax.Component{{Kind: syntax.Start, Pattern: element}}
	for _, c := range g.order {
		if used[c.Name] {
			content = append(content, c)
		}
	}
	whole := &syntax.Pattern{Op: syntax.OpGrammar, Grammar: &syntax.Grammar{Content: content}}
	var x, c bytes.Buffer
	if err := syntax.WriteXML(&x, whole); err != nil {
		return nil, nil, err
	}
	err = syntax.WriteCompact(&c, whole)
	return x.Bytes(), c.Bytes(), err
}

// use notes the definitions that a pattern needs.
func (g *elementGrammars) use(p *syntax.Pattern, used map[string]bool) {
	if d := g.defines[p.Ref]; p.Op == syntax.OpRef && d != nil && !used[p.Ref] {
		used[p.Ref] = true
		g.use(d.Pattern, used)
	}
	for _, sub := range p.Sub {
		g.use(sub, used)
	}
	if p.Data != nil && p.Except != nil {
		g.use(p.Except, used)
	}
}

// elementGrammars adds for each element a grammar of its own.
func (s *site) elementGrammars(p *page) {
	g, err := newElementGrammars(s.options.RNG)
	if err != nil {
		s.fail(err)
		return
	}
	for _, e := range p.Entries {
		rng, rnc, err := g.of(e.ID)
		s.fail(err)
		if rng == nil {
			continue
		}
		for _, twin := range []struct {
			name string
			data []byte
		}{{"RNG", rng}, {"RNC", rnc}} {
			name := "elements/" + e.ID + "." + strings.ToLower(twin.name)
			s.add(name, twin.data)
			e.Grammars = append(e.Grammars, linkTo(twin.name, name))
		}
	}
}
