package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Template is an element with nothing in it but what it must have, for an
// editor to fill in.
type Template struct {
	Name       xmlscan.Name
	Attributes []Blank
	Children   []*Template
	Text       *Blank // what the text must be, or nil
	Content    bool   // it may hold more, so that it wants an end tag
	Elements   bool   // what it may hold is elements, and no text
}

// A Blank is a value to be filled in.
type Blank struct {
	Name   xmlscan.Name // of an attribute
	Values []string     // that the schema lists, in its order
}

// Bounds of a template: how deeply it is nested, and how many children an
// element of it has.
const (
	deepestTemplate = 6
	widestTemplate  = 12
)

// Template is the template of an element pattern of the schema; nil for one
// without a name of its own.
func (g *Grammar) Template(p *syntax.Pattern) *Template {
	e := g.elementOf(p)
	if e == nil || e.name == nil || !e.name.isSingle() {
		return nil
	}
	x := templater{&explainer{repairer: &repairer{grammar: g, auto: g.current.Load(), useful: map[*pattern][]*element{}}}}
	return x.template(e, 0)
}

// A templater makes templates. It goes through a definition as the explainer of
// a document does that lacks one.
type templater struct{ *explainer }

func (x templater) template(e *element, depth int) *Template {
	t := &Template{Name: x.grammar.names.Name(e.name.ids[0])}
	p := x.content(e)
	for x.closeTag(p).op == opNotAllowed {
		attr := x.blankAttribute(p)
		if attr == nil {
			break
		}
		t.Attributes = append(t.Attributes, Blank{x.grammar.names.Name(attr.name.ids[0]), literals(valuesIn(x.auto.valueOf(attr)))})
		p = x.attDeriv(p, attr)
	}
	t.Content = p.has&(hasElement|hasText|hasString) != 0
	t.Elements = p.has&(hasElement|hasText|hasString) == hasElement
	x.fillTemplate(t, x.closeTag(p), depth)
	return t
}

// blankAttribute is an attribute that p cannot do without.
func (x templater) blankAttribute(p *pattern) *attribute {
	for _, either := range neededAttributes(p) {
		if i := slices.IndexFunc(either, func(a *attribute) bool { return a.name.isSingle() }); i >= 0 {
			return either[i]
		}
	}
	return nil
}

// fillTemplate adds what must be between the tags.
func (x templater) fillTemplate(t *Template, p *pattern, depth int) {
	switch {
	case depth == deepestTemplate || p.op == opNotAllowed:
		return
	case p.has&hasString != 0:
		t.Text = &Blank{Values: literals(valuesIn(p))}
		return
	case p.op == opText:
		t.Text = &Blank{}
		return
	}
	for !p.nullable && p.op != opNotAllowed && len(t.Children) < widestTemplate {
		next := x.firstRequired(p)
		if next == nil || !next.name.isSingle() {
			return
		}
		t.Children = append(t.Children, x.template(next, depth+1))
		p = x.derive(p, letter{elem: next})
	}
}
