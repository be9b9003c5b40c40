package syntax

import (
	"github.com/beevik/etree"
)

// combineNames are the values of the combine attribute.
var combineNames = map[Combine]string{CombineChoice: "choice", CombineInterleave: "interleave"}

// grammar writes components with empty lines between them; a comment belongs to
// what follows it.
func (x *xmlWriter) grammar(e *etree.Element, g *Grammar, in setting) {
	for i, c := range g.Content {
		if i > 0 && g.Content[i-1].Kind != Comment {
			e.CreateText("\n")
		}
		x.component(e, c, in)
	}
}

func (x *xmlWriter) component(parent *etree.Element, c *Component, in setting) {
	switch c.Kind {
	case Comment:
		x.newline(parent)
		x.commentToken(parent, c.Text)
		return
	case Foreign:
		x.foreign(parent, c.Element, NS)
		return
	}
	x.before(parent, c.Annotations)
	a := c.Annotations
	if a == nil && c.Grammar != nil {
		a = c.Grammar.Annotations
	}
	name := [...]string{Start: "start", Def: "define", Div: "div", Include: "include"}[c.Kind]
	x.add(parent, name, func(e *etree.Element) {
		in := x.componentAttrs(e, c, in)
		x.open(e, a)
		switch {
		case c.Grammar != nil:
			x.grammar(e, c.Grammar, in)
		case c.Kind == Def:
			for _, sub := range ungroup([]*Pattern{c.Pattern}) {
				x.pattern(e, sub, in)
			}
		default:
			x.pattern(e, c.Pattern, in)
		}
		x.close(e, a)
	})
	x.after(parent, c.Annotations)
}

// componentAttrs writes the attributes of a component and gives the setting
// within it: the ns of an include is also that of its definitions.
func (x *xmlWriter) componentAttrs(e *etree.Element, c *Component, in setting) setting {
	switch c.Kind {
	case Def:
		e.CreateAttr("name", c.Name)
	case Include:
		e.CreateAttr("href", c.Href)
		if x.ns(e, c.NS, c.Inherit, in); !c.Inherit {
			in.ns, in.inherit = c.NS, false
		}
	}
	if combine := combineNames[c.Combine]; combine != "" {
		e.CreateAttr("combine", combine)
	}
	return in
}
