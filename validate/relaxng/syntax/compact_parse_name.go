package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// nameClass reads the name class of an element or attribute.
func (c *compactParser) nameClass(attribute bool) *NameClass {
	if !c.enter() {
		return &NameClass{Op: NameAny, Range: c.tok.rng}
	}
	defer c.leave()
	first, except := c.basicName(attribute)
	if !c.sees("|") || except {
		if c.sees("|") {
			c.unexpected("parentheses around the name class with \"-\"")
		}
		return first
	}
	choice := &NameClass{Op: NameChoice, Sub: []*NameClass{first}}
	for c.accept("|") {
		var next *NameClass
		if next, except = c.basicName(attribute); except {
			c.fail(diag.SchemaSyntax, next.Range, "\"|\" and \"-\" must not be mixed; expected parentheses")
		}
		choice.Sub = append(choice.Sub, next)
	}
	choice.Range = c.from(first.Range.Start)
	return choice
}

// basicName reads a name class without "|". It says whether it has an except.
func (c *compactParser) basicName(attribute bool) (nc *NameClass, except bool) {
	nc = c.leadName(attribute)
	if c.sees("-") {
		if nc.Op != NameAny && nc.Op != NameNS || nc.Except != nil {
			c.unexpected(`"|"`, `"{"`)
			return nc, false
		}
		c.take()
		nc.Except = c.leadName(attribute)
		nc.Range = c.from(nc.Range.Start)
		except = true
	}
	c.following(&nc.Annotations)
	return nc, except
}

// leadName reads a name, a wildcard or a name class in parentheses, with the
// annotations before it.
func (c *compactParser) leadName(attribute bool) *NameClass {
	a := c.annotations()
	t := c.tok
	nc := &NameClass{Op: NameOnly, Range: t.rng, Annotations: a}
	switch {
	case c.sees("("):
		return c.nameParenthesis(a, attribute)
	case c.sees("*"):
		nc.Op = NameAny
	case c.broken:
	case t.kind == tokenWord || t.kind == tokenQuoted:
		c.localName(nc, t, attribute)
	case t.kind == tokenCName:
		b := c.resolve(t)
		nc.Space, nc.Inherit, nc.Local, nc.Prefix = b.uri, b.open, t.text, t.prefix
	case t.kind == tokenNSName:
		b := c.resolve(t)
		nc.Op, nc.Space, nc.Inherit = NameNS, b.uri, b.open
	default:
		c.unexpected("a name", `"*"`, `"("`)
		return nc
	}
	c.take()
	return nc
}

// localName fills in a name without prefix: on attributes it has no
// namespace.
func (c *compactParser) localName(nc *NameClass, t token, attribute bool) {
	nc.Local = t.text
	if !attribute {
		nc.Space, nc.Inherit = c.standard.uri, c.standard.open
	}
}

func (c *compactParser) nameParenthesis(a *Annotations, attribute bool) *NameClass {
	start := c.take().rng.Start
	nc := c.nameClass(attribute)
	nc.Annotations = withEnd(nc.Annotations, c.takeComments())
	c.expect(")")
	if nc.Op != NameOnly {
		nc.Range = source.Range{Start: start, End: c.behind}
	}
	nc.Annotations = wrapAnnotations(a, nc.Annotations, nc.Op == NameOnly)
	return nc
}
