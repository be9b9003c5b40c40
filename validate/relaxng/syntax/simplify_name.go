package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// xmlnsNamespaces are what xmlns attributes might be taken to be in (§4.16).
var xmlnsNamespaces = [...]string{"http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/"}

// nameClass is a name class with all its namespaces filled in. It checks what
// excepts hold (§4.16).
func (s *simplifier) nameClass(nc *NameClass, file *source.File, at place) *NameClass {
	if nc.Op == NameOnly && inherit(nc.Space, nc.Inherit, at) == nc.Space {
		return nc
	}
	simple := s.classes.new()
	*simple = *nc
	simple.Space, simple.Inherit = inherit(nc.Space, nc.Inherit, at), false
	if nc.Except != nil {
		s.checkExcept(nc, nc.Except, file)
		simple.Except = s.nameClass(nc.Except, file, at)
	}
	if nc.Sub != nil {
		simple.Sub = make([]*NameClass, len(nc.Sub))
		for i, sub := range nc.Sub {
			simple.Sub[i] = s.nameClass(sub, file, at)
		}
	}
	return simple
}

// checkExcept reports a name class within an except that it may not hold.
func (s *simplifier) checkExcept(outer, nc *NameClass, file *source.File) {
	for _, sub := range nc.Sub {
		s.checkExcept(outer, sub, file)
	}
	switch {
	case nc.Op == NameAny && outer.Op == NameAny:
		s.rep.errorf(file, diag.SchemaNameClass, nc.Range, "the except of anyName must not hold anyName (RELAX NG §4.16)")
	case (nc.Op == NameAny || nc.Op == NameNS) && outer.Op == NameNS:
		s.rep.errorf(file, diag.SchemaNameClass, nc.Range, "the except of nsName must hold names only (RELAX NG §4.16)")
	}
}

// attributeName is the name class of an attribute, which must not be that of a
// namespace declaration.
func (s *simplifier) attributeName(p *Pattern, at place) *NameClass {
	nc := s.nameClass(p.Name, p.File, at)
	s.checkXMLNS(nc, p)
	return nc
}

func (s *simplifier) checkXMLNS(nc *NameClass, p *Pattern) {
	for _, sub := range nc.Sub {
		s.checkXMLNS(sub, p)
	}
	if nc.Except != nil {
		s.checkXMLNS(nc.Except, p)
	}
	named := nc.Op == NameOnly || nc.Op == NameNS
	switch {
	case nc.Op == NameOnly && nc.Space == "" && nc.Local == "xmlns":
		s.rep.errorf(p.File, diag.SchemaXMLNS, where(nc, p), "\"xmlns\" is a namespace declaration, not an attribute (RELAX NG §4.16)")
	case named && (nc.Space == xmlnsNamespaces[0] || nc.Space == xmlnsNamespaces[1]):
		s.rep.errorf(p.File, diag.SchemaXMLNS, where(nc, p), "the namespace %s is that of namespace declarations, not of attributes (RELAX NG §4.16)", diag.Quote(nc.Space))
	}
}
