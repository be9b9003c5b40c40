package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/xmlscan"
)

// insertAttributes tries each attribute that may be missing.
func (s *search) insertAttributes(i int32, p path) {
	cost := priceMissing
	if s.closeTag(p.asked).op != opNotAllowed {
		cost = priceShape
	}
	for _, attr := range s.usefulAttributes(p.asked) {
		s.take(i, place{p.at, s.attDeriv(p.asked, attr)}, step{change: insertAttribute, as: attr, cost: cost})
	}
}

// changeAttribute tries to change, rename or drop an attribute.
func (s *search) changeAttribute(i int32, p path, at *xmlscan.Attr) {
	rest, others := s.takeAttribute(p.asked, s.node, at)
	for _, attr := range others {
		s.take(i, place{p.at + 1, s.attDeriv(p.asked, attr)}, step{change: replaceValue, attr: at, as: attr, cost: s.attributeValuePrice(attr, at)})
	}
	known := matching(s.auto.attributesOf(s.content(s.elem)), s.ctx.NameOf(at.Name))
	if !slices.ContainsFunc(known, func(attr *attribute) bool { return !attr.name.wild }) {
		s.renameAttribute(i, p, at)
	}
	drop := step{change: dropAttribute, attr: at, cost: s.dropAttributePrice(known)}
	if rest.op != opNotAllowed {
		drop.cost += priceFitting
	}
	s.take(i, place{p.at + 1, p.asked}, drop)
}

// attributeValuePrice is the price of a value that the attribute does not
// take. One that it takes elsewhere in the element was hardly misspelt.
func (s *search) attributeValuePrice(attr *attribute, at *xmlscan.Attr) price {
	for _, other := range matching(s.auto.attributesOf(s.content(s.elem)), s.ctx.NameOf(at.Name)) {
		if s.valueFits(other, s.node, at) {
			return priceLegalValue
		}
	}
	return s.valuePrice(string(at.Value), literals(valuesIn(s.auto.valueOf(attr))))
}

// dropAttributePrice is the price of an attribute that may not stand there.
func (s *search) dropAttributePrice(known []*attribute) price {
	switch {
	case len(known) == 0:
		return priceUnknownAttr
	case slices.ContainsFunc(known, func(attr *attribute) bool { return len(literals(valuesIn(s.auto.valueOf(attr)))) > 0 }):
		return priceDiscriminator
	}
	return priceExcluded
}

// renameAttribute takes an attribute that the element never has for one that
// it may have and is not given.
func (s *search) renameAttribute(i int32, p path, at *xmlscan.Attr) {
	needed := s.usefulAttributes(p.asked)
	for _, attr := range s.auto.attributesOf(p.asked) {
		if attr.name.wild || len(attr.name.ids) != 1 || s.node.has(attr.name.ids[0]) {
			continue
		}
		cost := priceOtherAttr
		name, want := s.ctx.NameOf(at.Name), s.ctx.NameOf(attr.name.ids[0])
		if d, ok := nearly(name, want); ok || name.Local == want.Local {
			cost = misspelt(d)
		} else if !slices.Contains(needed, attr) {
			continue
		}
		if !s.valueFits(attr, s.node, at) {
			cost += s.valuePrice(string(at.Value), literals(valuesIn(s.auto.valueOf(attr))))
		}
		s.take(i, place{p.at + 1, s.attDeriv(p.asked, attr)}, step{change: renameAttribute, attr: at, as: attr, cost: cost})
	}
}

// has reports whether an attribute of that name is given.
func (n *node) has(name xmlscan.ID) bool {
	return slices.ContainsFunc(n.attrs, func(at xmlscan.Attr) bool { return at.Name == name })
}
