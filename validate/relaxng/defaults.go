package relaxng

import (
	"cmp"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Defaults are the default values that a schema gives to attributes by
// a:defaultValue (RELAX NG DTD Compatibility §4). A validator changes no
// document, so they are not applied; what they would add can be reported.
type Defaults struct {
	grammar  *Grammar
	elements map[xmlscan.ID][]defaultAttribute // by element, sorted by name
}

type defaultAttribute struct {
	id    xmlscan.ID
	name  xmlscan.Name
	value string
}

// Defaults finds the default values of a schema. Only attributes with one name
// in elements with one name can have any.
func (g *Grammar) Defaults() *Defaults {
	d := &Defaults{grammar: g, elements: map[xmlscan.ID][]defaultAttribute{}}
	for _, e := range g.elements[1:] {
		for _, p := range within(e.src.Sub[0]) {
			value, ok := p.Annotations.Attr(syntax.AnnotationsNS, "defaultValue")
			if p.Op != syntax.OpAttribute || !ok || e.name.wild {
				continue
			}
			if a := g.attributeOf(p); !a.name.wild && len(a.name.ids) == 1 {
				for _, element := range e.name.ids {
					d.add(element, defaultAttribute{a.name.ids[0], g.names.Name(a.name.ids[0]), value})
				}
			}
		}
	}
	return d
}

func (d *Defaults) add(element xmlscan.ID, a defaultAttribute) {
	list := d.elements[element]
	at, found := slices.BinarySearchFunc(list, a, func(x, y defaultAttribute) int {
		return cmp.Or(cmp.Compare(x.name.Local, y.name.Local), cmp.Compare(x.name.Space, y.name.Space))
	})
	if !found {
		d.elements[element] = slices.Insert(list, at, a)
	}
}

// Report tells of each attribute that a start tag leaves to its default.
func (d *Defaults) Report(tag *StartTag, report func(*diag.Diagnostic)) {
	for _, a := range d.elements[tag.Name] {
		if slices.ContainsFunc(tag.Attrs, func(at xmlscan.Attr) bool { return at.Name == a.id }) {
			continue
		}
		x := diag.Errorf(diag.AttributeDefault, tag.NameRange, "attribute %s is not given; the schema's default is %s",
			diag.Quote(a.name.Local), diag.Quote(a.value))
		x.Severity = diag.Info
		report(x)
	}
}
