package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// The namespaces that are bound from the start (Namespaces in XML 1.0 §3).
const (
	xmlNamespace   = "http://www.w3.org/XML/1998/namespace"
	xmlnsNamespace = "http://www.w3.org/2000/xmlns/"
)

// An NSDecl is a namespace declaration of a start tag.
type NSDecl struct {
	Prefix     string // "" for the default namespace
	URI        string // "" for none
	Range      source.Range
	NameRange  source.Range
	ValueRange source.Range // without the quotes
	Specified  bool         // false: from the document type declaration
}

// Indexes that stand for the same thing in every document.
const (
	noPrefix, prefixXML, prefixXMLNS = 0, 1, 2
	noURI, uriXML, uriXMLNS          = 0, 1, 2
)

// namespaces are the prefixes of a document and what they are bound to.
type namespaces struct {
	prefixes    []prefix
	prefixIndex map[string]uint32
	uris        []uri
	uriIndex    map[string]uint32

	bindings []binding
	scope    uint64 // stands for all that is bound now
	scopes   uint64 // the number of the last scope
}

// A prefix and the index of the URI it is bound to. For the default namespace
// noURI means that names are in none, for others that they are not declared.
type prefix struct {
	name string
	uri  uint32
}

// A uri is the name of a namespace; shared is its number in the table of
// names, or -1.
type uri struct {
	text   string
	shared int
}

// A binding remembers what a prefix was bound to before.
type binding struct{ prefix, before uint32 }

// reset starts a new document. Where the table of names is a new one the
// prefixes are too.
func (n *namespaces) reset(shared *Names, renewed bool) {
	if renewed {
		n.prefixes = nil
		n.prefixIndex = make(map[string]uint32)
		for _, name := range []string{"", "xml", "xmlns"} {
			n.prefix(name)
		}
	}
	for i := range n.prefixes {
		n.prefixes[i].uri = noURI
	}
	n.prefixes[prefixXML].uri, n.prefixes[prefixXMLNS].uri = uriXML, uriXMLNS
	if len(n.uris) > keepNames || n.uriIndex == nil {
		n.uris, n.uriIndex = nil, make(map[string]uint32)
	}
	clear(n.uris)
	clear(n.uriIndex)
	n.uris = n.uris[:0]
	for _, text := range []string{"", xmlNamespace, xmlnsNamespace} {
		n.addURI(text, shared)
	}
	n.bindings = n.bindings[:0]
	n.scopes++
	n.scope = n.scopes
}

// prefix is the index of a prefix.
func (n *namespaces) prefix(name string) uint32 {
	i, ok := n.prefixIndex[name]
	if !ok {
		i = uint32(len(n.prefixes))
		n.prefixes = append(n.prefixes, prefix{name: name})
		n.prefixIndex[name] = i
	}
	return i
}

func (n *namespaces) addURI(text string, shared *Names) uint32 {
	number, ok := shared.spaces[text]
	u := uri{text, -1}
	if ok {
		u = uri{shared.uris[number], int(number)}
	}
	i := uint32(len(n.uris))
	n.uris = append(n.uris, u)
	n.uriIndex[u.text] = i
	return i
}

// Namespace is the URI that a prefix is bound to at the current token; ok is
// false where it is not declared. For the prefix "" it is the default
// namespace, "" where there is none. At an end tag the element's own
// declarations still hold.
func (s *Scanner) Namespace(prefix string) (uri string, ok bool) {
	i, ok := s.prefixIndex[prefix]
	if !ok {
		return "", prefix == ""
	}
	u := s.prefixes[i].uri
	return s.uris[u].text, u != noURI || i == noPrefix
}

// uriAt is the index of the URI that an attribute has as its value.
func (s *Scanner) uriAt(a *Attr) uint32 {
	if i, ok := s.uriIndex[string(a.Value)]; ok {
		return i
	}
	if s.nameBytes += len(a.Value); s.nameBytes > s.limits.NameBytes {
		s.failAt(diag.NamesLimit, a.ValueRange, "distinct names of too many bytes; the limit of %d is reached", s.limits.NameBytes)
		return noURI
	}
	if number, ok := s.shared.spaces[string(a.Value)]; ok {
		return s.addURI(s.shared.uris[number], s.shared)
	}
	return s.addURI(string(a.Value), s.shared)
}

// declare makes the namespace declarations among the attributes take effect
// and takes them out of the list.
func (s *Scanner) declare() {
	kept := s.attrs[:0]
	changed := false
	for i := range s.attrs {
		a := &s.attrs[i]
		q := &s.qnames[a.qname]
		if q.form != defaultDecl && q.form != prefixDecl {
			kept = append(kept, *a)
			continue
		}
		u := s.uriAt(a)
		if s.fault == nil && !s.declarable(a, q.prefix, u) && s.recovery != nil {
			s.recovery.tell(q.prefix) // say nothing about its use
			continue
		}
		if s.fault != nil {
			return
		}
		if p := &s.prefixes[q.prefix]; p.uri != u {
			s.bindings = append(s.bindings, binding{q.prefix, p.uri})
			p.uri = u
			changed = true
		}
		s.decls = append(s.decls, NSDecl{
			Prefix: s.prefixes[q.prefix].name, URI: s.uris[u].text,
			Range: a.Range, NameRange: a.NameRange, ValueRange: a.ValueRange, Specified: a.Specified,
		})
	}
	s.attrs = kept
	if changed {
		s.scopes++
		s.scope = s.scopes
	}
	if n := len(s.decls); n > s.limits.Namespaces {
		s.failAt(diag.NamespaceLimit, s.decls[n-1].NameRange, "too many namespace declarations in one tag; the limit of %d is reached", s.limits.Namespaces)
	}
}

// declarable checks the constraints on prefixes and namespace names
// (Namespaces in XML 1.0 §3).
func (s *Scanner) declarable(a *Attr, prefix, u uint32) bool {
	switch {
	case prefix == prefixXMLNS:
		s.failAt(diag.ReservedNamespace, a.NameRange, `prefix "xmlns" must not be declared`)
	case prefix == prefixXML && u != uriXML:
		s.failAt(diag.ReservedNamespace, a.ValueRange, `prefix "xml" must not be bound to another namespace; expected %s`, diag.Quote(xmlNamespace))
	case u == uriXML && prefix != prefixXML:
		s.failAt(diag.ReservedNamespace, a.Range, `namespace %s belongs to the prefix "xml" and must not be declared otherwise`, diag.Quote(xmlNamespace))
	case u == uriXMLNS:
		s.failAt(diag.ReservedNamespace, a.ValueRange, "namespace %s must not be declared", diag.Quote(xmlnsNamespace))
	case u == noURI && prefix != noPrefix:
		s.failAt(diag.EmptyNamespace, a.Range, "prefix %s is bound to no namespace; expected a namespace name that is not empty", diag.Quote(s.prefixes[prefix].name))
	default:
		return true
	}
	return false
}

// restore undoes the bindings of an element.
func (s *Scanner) restore(e *element) {
	for n := len(s.bindings); n > e.bindings; n-- {
		b := s.bindings[n-1]
		s.prefixes[b.prefix].uri = b.before
		s.bindings = s.bindings[:n-1]
	}
	s.scope = e.scope
}

// resolve is the ID of a name as an element's or, if it has a prefix, an
// attribute's, in the scope there is now. The range is that of the name if it
// is written there, and else of what brought it.
func (s *Scanner) resolve(index uint32, r source.Range, written bool) ID {
	q := &s.qnames[index]
	if q.scope == s.scope {
		return q.expanded
	}
	switch {
	case q.form == badQName:
		s.badQName(q.name, r)
		return 0
	case q.form == prefixDecl || q.prefix == prefixXMLNS:
		s.failAt(diag.ReservedNamespace, r, `name %s has the prefix "xmlns"; that is for namespace declarations`, diag.Quote(q.name))
		return 0
	case q.prefix != noPrefix && s.prefixes[q.prefix].uri == noURI && s.recovery != nil && !s.recovery.tell(q.prefix):
		return 0
	case q.prefix != noPrefix && s.prefixes[q.prefix].uri == noURI:
		name := s.prefixes[q.prefix].name
		if written && len(s.entities) == 0 {
			r.End = r.Start + s.enc.width([]byte(name))
		}
		s.failAt(diag.UndeclaredPrefix, r,
			"prefix %s is not declared; expected a declaration %s in this element or one around it",
			diag.Quote(name), "xmlns:"+name+`="…"`)
		return 0
	}
	id := s.id(s.prefixes[q.prefix].uri, q.local)
	q.expanded, q.scope = id, s.scope
	return id
}

func (s *Scanner) badQName(name string, r source.Range) {
	s.failAt(diag.MalformedName, r, "name %s is no qualified name; expected at most one colon, between two names", diag.Quote(name))
}
