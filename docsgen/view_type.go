package docsgen

import (
	"strconv"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// dataType makes the entry of a data type.
func (b *builder) dataType(t *schema.Type) *dataType {
	v := &dataType{ID: typeID(t), Name: capitalized(label(t)), Says: t.Doc, Since: t.Since.String(), Params: t.Params, Base: base(t)}
	if t.Doc != "" {
		v.Prose = b.text(v.ID, b.index.Root, 3, t.Doc)
	}
	for _, name := range t.Union {
		if m := b.types[name]; m != nil {
			v.Members = append(v.Members, member(m))
		}
	}
	return v
}

// member is a part of a union: a data type, or an enumeration, which has no
// entry of its own.
func member(t *schema.Type) link {
	if t.Kind == schema.Data {
		return typeLink(t)
	}
	var words []string
	for _, v := range t.Values {
		words = append(words, strconv.Quote(v.Name))
	}
	return link{Name: list(words, "or")}
}

// base is the datatype that a data type narrows, as compact syntax names it.
func base(t *schema.Type) string {
	switch {
	case len(t.Union) > 0:
		return ""
	case t.Library == syntax.XSDDatatypes:
		return "xsd:" + t.Datatype
	}
	return t.Datatype
}
