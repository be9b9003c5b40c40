package syntax

import (
	"github.com/beevik/etree"
)

// A nameForm is how an element or attribute pattern says its name.
type nameForm uint8

const (
	asAttribute nameForm = iota // name="…"
	withSpace                   // ns="…" name="…"
	asChild                     // a name class within
)

// form chooses how to write the name of a pattern. An ns beside the name would
// also be that of everything within, so that it is used only where nothing
// within leaves its namespace open.
func (x *xmlWriter) form(p *Pattern, in setting) nameForm {
	nc := p.Name
	switch {
	case nc.Op != NameOnly || nc.Annotations != nil:
		return asChild
	case nc.Prefix != "" && nc.Space != "":
		return asAttribute
	case p.Op == OpAttribute && isLocalName(nc):
		return asAttribute
	case p.Op == OpAttribute && nc.Inherit:
		return asChild
	case p.Op == OpElement && nc.Inherit == in.inherit && nc.Space == in.ns:
		return asAttribute
	case x.inherits:
		return asChild
	}
	return withSpace
}

// named writes the name of an element or attribute as far as it is one of
// their attributes.
func (x *xmlWriter) named(e *etree.Element, p *Pattern, in setting) setting {
	switch x.form(p, in) {
	case asAttribute:
		e.CreateAttr("name", x.qName(p.Name))
	case withSpace:
		e.CreateAttr("name", p.Name.Local)
		if e.SelectAttr("ns") == nil {
			e.CreateAttr("ns", p.Name.Space)
		}
		in.ns, in.inherit = p.Name.Space, false
	}
	return in
}

// nameChild writes the name class within an element or attribute.
func (x *xmlWriter) nameChild(e *etree.Element, p *Pattern, in setting) {
	if e.SelectAttr("name") == nil {
		x.nameClass(e, p.Name, in)
	}
}

// qName is a name with its prefix.
func (x *xmlWriter) qName(nc *NameClass) string {
	if nc.Prefix == "" || nc.Space == "" {
		return nc.Local
	}
	return x.prefixFor(nc.Prefix, nc.Space) + ":" + nc.Local
}

func (x *xmlWriter) nameClass(parent *etree.Element, nc *NameClass, in setting) {
	x.before(parent, nc.Annotations)
	name := [...]string{NameOnly: "name", NameAny: "anyName", NameNS: "nsName", NameChoice: "choice"}[nc.Op]
	x.add(parent, name, func(e *etree.Element) {
		if nc.Op == NameNS || nc.Op == NameOnly && (nc.Prefix == "" || nc.Space == "") {
			x.ns(e, nc.Space, nc.Inherit, in)
		}
		x.open(e, nc.Annotations)
		if nc.Op == NameOnly {
			e.CreateText(x.qName(nc))
		}
		for _, sub := range nc.Sub {
			x.nameClass(e, sub, in)
		}
		if nc.Except != nil {
			x.exceptName(e, nc.Except, in)
		}
		x.close(e, nc.Annotations)
	})
	x.after(parent, nc.Annotations)
}

func (x *xmlWriter) exceptName(parent *etree.Element, nc *NameClass, in setting) {
	x.add(parent, "except", func(e *etree.Element) {
		if nc.Op == NameChoice && nc.Annotations == nil {
			for _, sub := range nc.Sub {
				x.nameClass(e, sub, in)
			}
			return
		}
		x.nameClass(e, nc, in)
	})
}
