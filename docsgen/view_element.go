package docsgen

import (
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/schema"
)

// element makes the entry of an element.
func (b *builder) element(e *schema.Entry) *element {
	shapes := b.shapes(e)
	v := &element{
		common:  b.common(e),
		Content: b.elementContent(e),
		Access:  elementAccess(e),
		Model:   b.compact(e),
		Rules:   b.rules(e),
	}
	for p := e.Parent; p != nil; p = p.Parent {
		v.Path = append([]link{b.link(p, nil)}, v.Path...)
	}
	v.Occurs, v.Parents = b.parents(e)
	for _, c := range e.Children {
		v.Children = append(v.Children, b.link(c, e))
	}
	for _, a := range e.Attributes {
		v.Attributes = append(v.Attributes, b.attribute(a))
	}
	v.Values = b.values(e)
	if len(shapes) > 1 {
		for _, s := range shapes {
			v.Shapes = append(v.Shapes, b.shapeRow(e, s))
		}
	}
	for _, name := range b.usedIn[e] {
		v.Examples = append(v.Examples, link{Name: name, Href: anchor(exampleID(name))})
	}
	return v
}

// JSON is the file with the entry for programs.
func (e element) JSON() string { return "elements/" + e.ID + ".json" }

// Markdown is the file with the entry as Markdown.
func (e element) Markdown() string { return "elements/" + e.ID + ".md" }

// common makes what entries of all kinds have.
func (b *builder) common(e *schema.Entry) common {
	return common{ID: e.ID, Name: e.Name, Since: e.Since().String(), Until: e.Facts().Until.String(), Prose: b.pieces(e)}
}

// parents are the elements that e stands in, and how often it does where that
// is the same in all of them.
func (b *builder) parents(e *schema.Entry) (occurs string, list []parent) {
	if len(e.UsedBy) == 0 {
		return "the root element", nil
	}
	occurs = b.bounds(e.UsedBy[0], e).Words()
	same := true
	for _, p := range e.UsedBy {
		in := b.bounds(p, e).Words()
		same = same && in == occurs
		list = append(list, parent{link: b.link(p, nil), In: in})
	}
	if !same {
		return "depends on the parent", list
	}
	for i := range list {
		list[i].In = ""
	}
	return occurs, list
}

// elementContent says what an element holds.
func (b *builder) elementContent(e *schema.Entry) content {
	if shapes := b.shapes(e); len(shapes) > 1 {
		return content{Words: fmt.Sprintf("one of %d shapes", len(shapes))}
	} else if len(shapes) == 1 {
		return b.structContent(e, shapes[0])
	}
	return b.simpleContent(e)
}

// structContent says what the one shape of an element holds.
func (b *builder) structContent(e *schema.Entry, s shape) content {
	children := 0
	for _, f := range s.fields {
		switch f.Kind {
		case schema.Element:
			children++
		case schema.Text:
			return b.fieldContent(f)
		}
	}
	switch {
	case s.open == schema.AnyElements:
		return content{Words: "any elements"}
	case s.open != schema.Closed:
		return content{Words: "any attributes, elements and text"}
	case children == 0 && len(e.Attributes) == 0:
		return content{Words: "empty"}
	case children == 0:
		return content{Words: "attributes only"}
	case children == 1:
		return content{Words: "elements"}
	case e.Contents[0].Order == schema.Sequence:
		return content{Words: "elements in the order given"}
	}
	return content{Words: "elements in any order"}
}

// simpleContent says which text an element or attribute holds.
func (b *builder) simpleContent(e *schema.Entry) content {
	c := content{}
	for _, t := range e.Contents {
		if t.Kind == schema.Data {
			c.Types = append(c.Types, typeLink(t))
		}
		if t.Since.Compare(e.Since()) > 0 {
			c.Before = t.Since.String()
		}
	}
	switch {
	case len(e.Values) == 1:
		c.Words = "one value"
	case len(e.Values) > 1:
		c.Words = fmt.Sprintf("one of %d values", len(e.Values))
	case len(c.Types) == 0:
		c.Words = "any text"
	}
	return c
}

// fieldContent says which text the character content of an element is.
func (b *builder) fieldContent(f *schema.Field) content {
	t := b.types[f.Type]
	switch {
	case t == nil:
		return content{Words: "any text"}
	case t.Kind == schema.Enum:
		return content{Words: fmt.Sprintf("one of %d values", len(t.Values))}
	}
	return content{Types: []link{typeLink(t)}}
}

func typeLink(t *schema.Type) link {
	return link{Name: label(t), Href: anchor(typeID(t))}
}

func typeID(t *schema.Type) string { return "type:" + kebab(t.Name) }

// attribute makes the entry of an attribute.
func (b *builder) attribute(e *schema.Entry) *attribute {
	return &attribute{
		common:  b.common(e),
		Occurs:  b.occurs(e),
		Content: b.simpleContent(e),
		Only:    b.only(e),
		Access:  attributeAccess(e),
		Values:  b.values(e),
	}
}

// only says which shapes have the attribute, if there are others without it.
func (b *builder) only(e *schema.Entry) string {
	with := b.titles(e.Parent, func(s shape) bool { return b.has(s, e) })
	without := b.titles(e.Parent, func(s shape) bool { return !b.has(s, e) })
	switch {
	case len(without) == 0:
		return ""
	case len(without) < len(with):
		return "Not in the " + shapeList(without) + "."
	}
	return "Only in the " + shapeList(with) + "."
}

// shapeList is "file shape", or "file and block shapes".
func shapeList(titles []string) string {
	if len(titles) == 1 {
		return titles[0] + " shape"
	}
	return list(titles, "and") + " shapes"
}

// occurs says how often an attribute stands where the shape allows it at all.
func (b *builder) occurs(e *schema.Entry) string {
	words := ""
	for _, s := range b.shapes(e.Parent) {
		for _, f := range s.fields {
			if !slices.Contains(b.index.Of(f), e) {
				continue
			}
			here := bounds{f.Min, f.Max}.Words()
			if words != "" && words != here {
				return "depends on the shape"
			}
			words = here
		}
	}
	return words
}

// values make the entries of an entry's values. A value that is as old as
// what it belongs to does not say so.
func (b *builder) values(e *schema.Entry) []*value {
	var list []*value
	for _, entry := range e.Values {
		v := &value{b.common(entry)}
		if v.Since == e.Since().String() {
			v.Since = ""
		}
		list = append(list, v)
	}
	return list
}
