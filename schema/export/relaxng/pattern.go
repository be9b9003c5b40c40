package relaxng

import (
	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// element makes an element of a declaration.
func (x *exporter) element(name string, d *schema.Declaration, in []*schema.Entry) *syntax.Pattern {
	p := &syntax.Pattern{Op: syntax.OpElement, Name: only(name), Sub: []*syntax.Pattern{x.content(d, in)}}
	x.annotate(p, d, in)
	return p
}

// attribute makes an attribute of a declaration.
func (x *exporter) attribute(name string, d *schema.Declaration, in []*schema.Entry) *syntax.Pattern {
	p := &syntax.Pattern{Op: syntax.OpAttribute, Name: unprefixed(name), Sub: []*syntax.Pattern{x.content(d, in)}}
	x.annotate(p, d, in)
	return p
}

// content is what an element or attribute holds.
func (x *exporter) content(d *schema.Declaration, in []*schema.Entry) *syntax.Pattern {
	t := d.Content
	switch {
	case t == nil:
		return &syntax.Pattern{Op: syntax.OpText}
	case t.Kind == schema.Struct && len(t.Fields) == 0 && t.Open == schema.Closed:
		x.shown[t] = true
		return &syntax.Pattern{Op: syntax.OpEmpty}
	case t.Kind == schema.Enum:
		var fixed []string
		if d.Field != nil {
			fixed = d.Field.Fixed
		}
		if len(fixed) == 0 && len(x.values[t]) == 1 {
			return x.ref(t)
		}
		return x.enumeration(t, fixed, in)
	}
	return x.ref(t)
}

// structure is the content that a struct describes: attributes first, for
// they have no order, then the elements and text.
func (x *exporter) structure(t *schema.Type) *syntax.Pattern {
	var attributes, elements []*syntax.Pattern
	for _, f := range t.Fields {
		if x.factored[f] {
			continue
		}
		p := x.field(t, f)
		if x.attributesOnly(f, nil) {
			attributes = append(attributes, p)
		} else {
			elements = append(elements, p)
		}
	}
	switch t.Open {
	case schema.AnyElements:
		return together(attributes, mixed(t.Order, elements, x.anyElements(t)))
	case schema.AnyContent:
		return x.open(t, attributes, elements)
	}
	return together(attributes, ordered(t.Order, elements))
}

// field is the pattern of a field, as often as it occurs.
func (x *exporter) field(t *schema.Type, f *schema.Field) *syntax.Pattern {
	d := &schema.Declaration{Type: t, Field: f, Content: x.types[f.Type]}
	in := x.index.Of(f)
	switch f.Kind {
	case schema.Attribute:
		return occurs(f, func() *syntax.Pattern { return x.attribute(f.Name, d, in) })
	case schema.Element:
		return occurs(f, func() *syntax.Pattern { return x.element(f.Name, d, in) })
	}
	return occurs(f, func() *syntax.Pattern { return x.content(d, in) })
}

// choice is the content of a sealed interface.
func (x *exporter) choice(t *schema.Type) *syntax.Pattern {
	var common, variants []*syntax.Pattern
	for i, name := range t.Variants {
		v := x.types[name]
		if i == 0 {
			for _, f := range x.common[t] {
				common = append(common, x.field(v, f))
			}
		}
		variants = append(variants, x.ref(v))
	}
	return together(common, one(syntax.OpChoice, variants))
}

// data is the definition of a datatype.
func (x *exporter) data(t *schema.Type) *syntax.Pattern {
	if len(t.Union) > 0 {
		var members []*syntax.Pattern
		for _, name := range t.Union {
			members = append(members, x.content(&schema.Declaration{Content: x.types[name]}, x.values[t]))
		}
		return one(syntax.OpChoice, members)
	}
	p := &syntax.Pattern{Op: syntax.OpData, Data: &syntax.Data{Library: t.Library, Type: t.Datatype}}
	for _, param := range t.Params {
		made := &syntax.Param{}
		made.Name, made.Value = param.Name, param.Value
		p.Params = append(p.Params, made)
	}
	return p
}

// enumeration is a choice of values: all of them, or the fixed ones.
func (x *exporter) enumeration(enum *schema.Type, fixed []string, in []*schema.Entry) *syntax.Pattern {
	var values []*syntax.Pattern
	field := &schema.Field{Fixed: fixed}
	for _, v := range enum.Values {
		if !field.Allows(v) {
			continue
		}
		p := &syntax.Pattern{Op: syntax.OpValue, Data: &syntax.Data{Type: "token", Value: v.Name}, Inherit: true}
		annotate(&p.Annotations, syntax.AnchorAttr, anchors(in, "="+v.Name))
		facts(&p.Annotations, v.Facts)
		annotate(&p.Annotations, syntax.DocAttr, folded(v.Doc))
		values = append(values, p)
	}
	return one(syntax.OpChoice, values)
}

// occurs repeats a pattern as often as a field allows. Each repetition is
// made anew, for a pattern stands in one place only.
func occurs(f *schema.Field, made func() *syntax.Pattern) *syntax.Pattern {
	var parts []*syntax.Pattern
	for range f.Min - 1 {
		parts = append(parts, made())
	}
	switch {
	case f.Max == schema.Unbounded && f.Min == 0:
		parts = append(parts, around(syntax.OpZeroOrMore, made()))
	case f.Max == schema.Unbounded:
		parts = append(parts, around(syntax.OpOneOrMore, made()))
	default:
		if f.Min > 0 {
			parts = append(parts, made())
		}
		if rest := atMost(f.Max-f.Min, made); rest != nil {
			parts = append(parts, rest)
		}
	}
	return one(syntax.OpGroup, parts)
}

// atMost is a pattern up to n times: p?, or (p, p?)?, and so on.
func atMost(n int, made func() *syntax.Pattern) *syntax.Pattern {
	var p *syntax.Pattern
	for range n {
		inner := []*syntax.Pattern{made()}
		if p != nil {
			inner = append(inner, p)
		}
		p = around(syntax.OpOptional, inner...)
	}
	return p
}

// ordered puts elements in their order.
func ordered(o schema.Order, elements []*syntax.Pattern) *syntax.Pattern {
	if o == schema.Sequence {
		return one(syntax.OpGroup, elements)
	}
	return one(syntax.OpInterleave, elements)
}

// together puts attributes before the rest, which may be empty.
func together(attributes []*syntax.Pattern, rest *syntax.Pattern) *syntax.Pattern {
	switch {
	case len(attributes) == 0:
		return rest
	case rest.Op == syntax.OpEmpty:
		return one(syntax.OpGroup, attributes)
	case rest.Op == syntax.OpGroup && rest.Annotations == nil:
		return one(syntax.OpGroup, append(attributes, rest.Sub...))
	}
	return one(syntax.OpGroup, append(attributes, rest))
}

// one is a list of patterns as one pattern.
func one(op syntax.Op, list []*syntax.Pattern) *syntax.Pattern {
	switch len(list) {
	case 0:
		return &syntax.Pattern{Op: syntax.OpEmpty}
	case 1:
		return list[0]
	}
	return &syntax.Pattern{Op: op, Sub: list}
}

func around(op syntax.Op, list ...*syntax.Pattern) *syntax.Pattern {
	return &syntax.Pattern{Op: op, Sub: list}
}

// only is the name class of one name. The grammar leaves the namespace open,
// so that it is none.
func only(name string) *syntax.NameClass {
	return &syntax.NameClass{Op: syntax.NameOnly, Local: name, Inherit: true}
}

// unprefixed is the name class of an attribute, which is in no namespace.
func unprefixed(name string) *syntax.NameClass {
	return &syntax.NameClass{Op: syntax.NameOnly, Local: name}
}
