package relaxng

import (
	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// anyContentName is the define of content that is not described.
const anyContentName = "anyContent"

// anyContentDefine is any number of attributes, elements and text.
func anyContentDefine() *syntax.Component {
	c := &syntax.Component{Kind: syntax.Def, Name: anyContentName}
	c.Pattern = around(syntax.OpZeroOrMore, around(syntax.OpChoice,
		anyAttribute(nil), &syntax.Pattern{Op: syntax.OpText}, anyElement(nil)))
	document(&c.Annotations, "Anything: attributes, elements and text.")
	return c
}

// open is the content of a struct that allows anything beyond its fields.
// What the fields declare is taken out of the rest, as RELAX NG §7.3 and §7.4
// ask.
func (x *exporter) open(t *schema.Type, attributes, elements []*syntax.Pattern) *syntax.Pattern {
	x.anyContent = true
	declaredAttributes, declaredElements := x.declared(t)
	if len(attributes)+len(elements) == 0 {
		return &syntax.Pattern{Op: syntax.OpRef, Ref: anyContentName}
	}
	text := &syntax.Pattern{Op: syntax.OpText}
	if len(elements) == 0 {
		rest := around(syntax.OpChoice, anyAttribute(declaredAttributes), text, anyElement(nil))
		return together(attributes, around(syntax.OpZeroOrMore, rest))
	}
	attributes = append(attributes, around(syntax.OpZeroOrMore, anyAttribute(declaredAttributes)))
	rest := around(syntax.OpZeroOrMore, around(syntax.OpChoice, text, anyElement(declaredElements)))
	return together(attributes, mixed(t.Order, elements, rest))
}

// mixed interleaves elements that keep their order with the rest.
func mixed(o schema.Order, elements []*syntax.Pattern, rest *syntax.Pattern) *syntax.Pattern {
	if len(elements) == 0 {
		return rest
	}
	if o == schema.Sequence {
		elements = []*syntax.Pattern{one(syntax.OpGroup, elements)}
	}
	return one(syntax.OpInterleave, append(elements, rest))
}

// anyElements is any number of elements that a struct does not declare.
func (x *exporter) anyElements(t *schema.Type) *syntax.Pattern {
	x.anyContent = true
	_, declared := x.declared(t)
	return around(syntax.OpZeroOrMore, anyElement(declared))
}

// declared are the names that a struct declares, those of groups included.
func (x *exporter) declared(t *schema.Type) (attributes, elements []string) {
	visited := make(map[*schema.Type]bool)
	var visit func(t *schema.Type)
	visit = func(t *schema.Type) {
		if t == nil || visited[t] {
			return
		}
		visited[t] = true
		for _, name := range t.Variants {
			visit(x.types[name])
		}
		for _, f := range t.Fields {
			switch f.Kind {
			case schema.Attribute:
				attributes = append(attributes, f.Name)
			case schema.Element:
				elements = append(elements, f.Name)
			case schema.Group:
				visit(x.types[f.Type])
			}
		}
	}
	visit(t)
	return attributes, elements
}

func anyElement(except []string) *syntax.Pattern {
	return &syntax.Pattern{Op: syntax.OpElement, Name: anyName(except, only), Sub: []*syntax.Pattern{{Op: syntax.OpRef, Ref: anyContentName}}}
}

func anyAttribute(except []string) *syntax.Pattern {
	return &syntax.Pattern{Op: syntax.OpAttribute, Name: anyName(except, unprefixed), Sub: []*syntax.Pattern{{Op: syntax.OpText}}}
}

// anyName is the name class of all names but some, made by the function.
func anyName(except []string, class func(string) *syntax.NameClass) *syntax.NameClass {
	n := &syntax.NameClass{Op: syntax.NameAny}
	var names []*syntax.NameClass
	seen := make(map[string]bool)
	for _, name := range except {
		if !seen[name] {
			seen[name] = true
			names = append(names, class(name))
		}
	}
	switch len(names) {
	case 0:
	case 1:
		n.Except = names[0]
	default:
		n.Except = &syntax.NameClass{Op: syntax.NameChoice, Sub: names}
	}
	return n
}
