package docsgen

import (
	"html/template"
	"slices"

	"github.com/snapxml/snapxml/schema"
)

// compact is the content model of an element in RELAX NG's compact syntax.
// Names lead to their entries; the content of child elements is left to
// theirs.
func (b *builder) compact(e *schema.Entry) template.HTML {
	var bodies []term
	for _, t := range e.Contents {
		bodies = append(bodies, b.pattern(e, t, nil))
	}
	if len(bodies) == 0 {
		bodies = append(bodies, keyword("text"))
	}
	var w termWriter
	w.block(term{before: keyword("element").html + " " + e.Name + " { ", after: " }", sub: []term{join("|", bodies)}}, 0)
	return template.HTML(w.String())
}

// pattern is what an element may hold of a type. A choice within itself is
// left out.
func (b *builder) pattern(e *schema.Entry, t *schema.Type, within []*schema.Type) term {
	if slices.Contains(within, t) {
		return keyword("notAllowed")
	}
	within = append(slices.Clip(within), t)
	switch t.Kind {
	case schema.Choice:
		var variants []term
		for _, name := range t.Variants {
			if v := b.types[name]; v != nil {
				variants = append(variants, b.pattern(e, v, within))
			}
		}
		return join("|", variants)
	case schema.Struct:
		front, children := b.fields(e, t, within)
		op := "&"
		if t.Order == schema.Sequence {
			op = ","
		}
		if len(children) > 0 {
			front = append(front, join(op, children))
		}
		return join(",", append(front, openTerms(t.Open)...))
	}
	return textTerm(t, e, nil)
}

// fields are the terms of a struct: attributes, text and groups in front, the
// child elements apart.
func (b *builder) fields(e *schema.Entry, t *schema.Type, within []*schema.Type) (front, children []term) {
	for _, f := range t.Fields {
		held := b.types[f.Type]
		switch f.Kind {
		case schema.Attribute:
			front = append(front, b.attributeTerm(e, f))
		case schema.Text:
			front = append(front, textTerm(held, e, f))
		case schema.Element:
			children = append(children, b.childTerm(e, f))
		case schema.Group:
			if held != nil && held.Kind == schema.Struct {
				moreFront, more := b.fields(e, held, within)
				front, children = append(front, moreFront...), append(children, more...)
			} else if held != nil {
				front = append(front, b.pattern(e, held, within))
			}
		}
	}
	return front, children
}

func (b *builder) attributeTerm(e *schema.Entry, f *schema.Field) term {
	entry := b.among(e.Attributes, f)
	return term{
		before: keyword("attribute").html + " " + reference(f.Name, entry) + " { ",
		after:  " }" + bounds{f.Min, f.Max}.Mark(),
		sub:    []term{textTerm(b.types[f.Type], entry, f)},
	}
}

func (b *builder) childTerm(e *schema.Entry, f *schema.Field) term {
	return leaf(keyword("element").html + " " + reference(f.Name, b.among(e.Children, f)) + " { … }" + bounds{f.Min, f.Max}.Mark())
}

// among is the entry in the list that a field declares.
func (b *builder) among(list []*schema.Entry, f *schema.Field) *schema.Entry {
	for _, e := range b.index.Of(f) {
		if slices.Contains(list, e) {
			return e
		}
	}
	return nil
}

// textTerm is a datatype, an enumeration or any text. The values are those of
// the entry e, as far as the field allows them.
func textTerm(t *schema.Type, e *schema.Entry, f *schema.Field) term {
	switch {
	case t == nil:
		return keyword("text")
	case t.Kind != schema.Enum:
		return leaf(`<a href="` + template.HTMLEscapeString(string(anchor(typeID(t)))) + `">` + t.Name + `</a>`)
	}
	var values []term
	for _, v := range t.Values {
		if f != nil && !f.Allows(v) {
			continue
		}
		var entry *schema.Entry
		if e != nil {
			entry = named(e.Values, v.Name)
		}
		values = append(values, leaf(`<span class="s">"`+reference(v.Name, entry)+`"</span>`))
	}
	return join("|", values)
}

// openTerms are what a struct may hold beyond its fields.
func openTerms(open schema.Open) []term {
	anyElement := keyword("element").html + " * { … }"
	anyAttribute := keyword("attribute").html + " * { " + keyword("text").html + " }*"
	switch open {
	case schema.AnyElements:
		return []term{leaf(anyElement + "*")}
	case schema.AnyContent:
		return []term{leaf(anyAttribute), leaf("(" + anyElement + " | " + keyword("text").html + ")*")}
	}
	return nil
}

// reference is a name that leads to its entry, if there is one.
func reference(name string, e *schema.Entry) string {
	name = template.HTMLEscapeString(name)
	if e == nil {
		return name
	}
	return `<a href="` + template.HTMLEscapeString(string(anchor(e.ID))) + `">` + name + `</a>`
}
