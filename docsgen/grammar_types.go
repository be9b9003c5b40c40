package docsgen

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A grammarType is a definition of text, which the pages show as a datatype.
type grammarType struct {
	ID    string
	Name  string
	Place string
	Prose []prosePiece
	Model template.HTML

	define *writtenDefine
}

// Href leads to the datatype on its own page.
func (t *grammarType) Href() template.URL { return anchor(t.ID) }

// typeOf is the entry of a definition of text, made when it is first asked for.
func (b *grammarBuilder) typeOf(d *writtenDefine) *grammarType {
	t := b.types[d]
	if t == nil {
		t = &grammarType{Name: d.Name, define: d}
		t.ID = "type:" + anchorID(d.Name)
		for n := 2; b.typeIDs[t.ID]; n++ {
			t.ID = fmt.Sprintf("type:%s-%d", anchorID(d.Name), n)
		}
		b.typeIDs[t.ID] = true
		b.types[d] = t
		b.unshown = append(b.unshown, t)
	}
	return t
}

// typeNamed is the datatype that a piece of text is written in, unless this is
// the definition that is being shown.
func (b *grammarBuilder) typeNamed(p *syntax.Pattern, shown *writtenDefine) *grammarType {
	d := b.defineOf(p)
	if d == nil || d == shown || !b.isTextual(d) {
		return nil
	}
	return b.typeOf(d)
}

// showTypes makes the entries of all datatypes that were asked for, and of
// those that these ask for.
func (b *grammarBuilder) showTypes() []*grammarType {
	var list []*grammarType
	for len(b.unshown) > 0 {
		t := b.unshown[0]
		b.unshown = b.unshown[1:]
		p := &grammarPrinter{grammarBuilder: b, define: t.define}
		content := p.term(t.define.Pattern)
		if content.op != "|" || content.before != "" {
			content = term{op: ",", sub: []term{content}}
		}
		content.before, content.after = template.HTMLEscapeString(t.Name)+" = ", ""
		t.Model = laidOut(content)
		t.Prose = b.pieces(b.saidOfType(t.define))
		t.Place = placeOf(t.define.File, t.define.Range)
		list = append(list, t)
	}
	slices.SortStableFunc(list, func(t, u *grammarType) int {
		return cmp.Or(cmp.Compare(strings.ToLower(t.Name), strings.ToLower(u.Name)), cmp.Compare(t.ID, u.ID))
	})
	return list
}

func (b *grammarBuilder) saidOfType(d *writtenDefine) []string {
	if text := documentation(d.Annotations); text != "" {
		return []string{text}
	}
	if said := comments(d.File, d.Range, d.Annotations); len(said) > 0 {
		return said
	}
	return b.said(d.Pattern)
}

// grammarAttribute makes the entry of an attribute of an element, which may be
// declared in several places.
func (b *grammarBuilder) grammarAttribute(e *grammarElement, name string) *attribute {
	a := &attribute{Occurs: e.held.counts[name].Words()}
	a.ID, a.Name = e.ID+"/@"+anchorID(name), name
	var text []*syntax.Pattern
	var said []string
	seen := make(map[*syntax.Pattern]bool)
	for _, p := range e.found.attributes[name] {
		b.leaves(p.Sub[0], seen, &text)
		for _, s := range b.said(p) {
			if !slices.Contains(said, s) {
				said = append(said, s)
			}
		}
		if v, ok := sinceOf(p.Annotations); ok {
			a.Since = v
		}
	}
	shown := b.defineOf(e.found.attributes[name][0])
	a.Prose = b.pieces(said)
	a.Content = b.simple(text, shown)
	a.Values = b.valuesOf(a.ID, text, shown)
	return a
}

func sinceOf(a *syntax.Annotations) (string, bool) {
	if a == nil {
		return "", false
	}
	return a.Attr(syntax.SnapxmlNS, syntax.SinceAttr)
}

// leaves are the datatypes and values that a piece of text may be.
func (b *grammarBuilder) leaves(p *syntax.Pattern, seen map[*syntax.Pattern]bool, list *[]*syntax.Pattern) {
	if seen[p] {
		return
	}
	seen[p] = true
	switch p.Op {
	case syntax.OpText, syntax.OpData, syntax.OpValue, syntax.OpList:
		*list = append(*list, p)
	default:
		for _, sub := range p.Sub {
			b.leaves(sub, seen, list)
		}
	}
}

// simple says what a piece of text may be: named datatypes, those of a library,
// any text, and how many values.
func (b *grammarBuilder) simple(text []*syntax.Pattern, shown *writtenDefine) content {
	var c content
	values := 0
	add := func(l link) {
		if !slices.ContainsFunc(c.Types, func(k link) bool { return k.Name == l.Name && k.Href == l.Href }) {
			c.Types = append(c.Types, l)
		}
	}
	for _, p := range text {
		t := b.typeNamed(p, shown)
		switch {
		case p.Op == syntax.OpText:
			return content{Words: "any text"}
		case t != nil:
			add(link{Name: t.Name, Href: b.hrefOfType(t)})
		case p.Op == syntax.OpList:
			c.Words = "a list"
		case p.Op == syntax.OpValue:
			values++
		default:
			add(link{Name: typeWords(p)})
		}
	}
	switch {
	case values == 1:
		c.Words = list(nonEmpty(c.Words, "one value"), "or")
	case values > 1:
		c.Words = list(nonEmpty(c.Words, fmt.Sprintf("one of %d values", values)), "or")
	case c.Words == "" && len(c.Types) == 0:
		c.Words = "empty"
	}
	return c
}

func nonEmpty(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// longParam is how long a facet is that is still shown beside its datatype.
const longParam = 40

// typeWords is a datatype with what narrows it, if that is short.
func typeWords(p *syntax.Pattern) string {
	if label, ok := labelOf(p.Annotations); ok {
		return label
	}
	var params []string
	for _, param := range p.Params {
		params = append(params, param.Name+" "+param.Value)
	}
	if words := strings.Join(params, ", "); words != "" && len(words) <= longParam {
		return typeName(p) + " (" + words + ")"
	}
	return typeName(p)
}

func labelOf(a *syntax.Annotations) (string, bool) {
	if a == nil {
		return "", false
	}
	return a.Attr(syntax.SnapxmlNS, syntax.LabelAttr)
}

// valuesOf make the entries of the values among a piece of text, each once.
// Those of a named datatype are with that, unless the schema says something of
// them.
func (b *grammarBuilder) valuesOf(id string, text []*syntax.Pattern, shown *writtenDefine) []*value {
	var list []*value
	at := make(map[string]*value)
	ids := make(map[string]bool)
	for _, p := range text {
		if p.Op != syntax.OpValue {
			continue
		}
		v := at[p.Value]
		if v == nil {
			v = &value{common{Name: p.Value, ID: id + "=" + anchorID(p.Value)}}
			for base, n := v.ID, 2; ids[v.ID]; n++ {
				v.ID = fmt.Sprintf("%s-%d", base, n)
			}
			ids[v.ID] = true
			at[p.Value] = v
			list = append(list, v)
		}
		if len(v.Prose) == 0 {
			v.Prose = b.pieces(b.said(p))
			v.Since, _ = sinceOf(p.Annotations)
		}
	}
	return list
}
