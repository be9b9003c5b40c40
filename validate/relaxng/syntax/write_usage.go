package syntax

import (
	"fmt"
	"strings"
)

// A usage is what a schema uses and a writer has to declare: namespaces with
// their prefixes, and datatype libraries.
type usage struct {
	prefixes map[string]string // prefix to URI
	names    map[string]string // URI to its first prefix
	order    []string          // prefixes in the order of their first use

	space     string // the first namespace that names without prefix have
	hasSpace  bool
	inherits  bool     // some names leave their namespace open
	libraries []string // datatype libraries in the order of their first use
}

// newUsage walks a schema as written.
func newUsage(p *Pattern) *usage {
	u := &usage{prefixes: map[string]string{"xml": XMLNamespace}, names: map[string]string{XMLNamespace: "xml"}}
	u.pattern(p)
	return u
}

func (u *usage) pattern(p *Pattern) {
	u.annotations(p.Annotations)
	switch p.Op {
	case OpElement:
		u.nameClass(p.Name)
	case OpAttribute:
		if !isLocalName(p.Name) {
			u.nameClass(p.Name)
		} else {
			u.annotations(p.Name.Annotations)
		}
	case OpExternalRef:
		u.plain(p.External.NS, p.Inherit)
	case OpData:
		u.datatypeLibrary(p.Library)
		for _, param := range p.Params {
			u.annotations(param.Annotations)
		}
		if p.Except != nil {
			u.pattern(p.Except)
		}
	case OpValue:
		u.value(p)
	case OpGrammar:
		u.grammar(p.Grammar, p.Annotations == nil)
	}
	for _, sub := range p.Sub {
		u.pattern(sub)
	}
}

func (u *usage) grammar(g *Grammar, annotations bool) {
	if annotations {
		u.annotations(g.Annotations)
	}
	for _, c := range g.Content {
		u.annotations(c.Annotations)
		switch c.Kind {
		case Start, Def:
			u.pattern(c.Pattern)
		case Include:
			u.plain(c.NS, c.Inherit)
			u.grammar(c.Grammar, c.Annotations == nil)
		case Div:
			u.grammar(c.Grammar, c.Annotations == nil)
		case Foreign:
			u.element(c.Element)
		}
	}
}

// isLocalName reports whether an attribute's name is one in no namespace,
// which needs nothing declared.
func isLocalName(nc *NameClass) bool {
	return nc.Op == NameOnly && nc.Space == "" && !nc.Inherit
}

func (u *usage) nameClass(nc *NameClass) {
	u.annotations(nc.Annotations)
	switch {
	case nc.Op == NameOnly && nc.Prefix != "" && nc.Space != "":
		u.declare(nc.Prefix, nc.Space)
	case nc.Op == NameOnly || nc.Op == NameNS:
		u.plain(nc.Space, nc.Inherit)
	}
	if nc.Except != nil {
		u.nameClass(nc.Except)
	}
	for _, sub := range nc.Sub {
		u.nameClass(sub)
	}
}

// plain notes a namespace that stands without a prefix.
func (u *usage) plain(space string, open bool) {
	switch {
	case open:
		u.inherits = true
	case !u.hasSpace:
		u.space, u.hasSpace = space, true
	}
}

// declare notes a prefix; if it stands for something else already, another one
// is found for the namespace.
func (u *usage) declare(prefix, uri string) {
	if _, ok := u.names[uri]; ok && u.prefixes[prefix] == uri {
		return
	}
	if bound, ok := u.prefixes[prefix]; ok && bound != uri || prefix == "" || prefix == "xml" || prefix == "xmlns" {
		if _, ok := u.names[uri]; ok {
			return
		}
		prefix = u.invent(prefix)
	}
	u.prefixes[prefix] = uri
	u.order = append(u.order, prefix)
	if _, ok := u.names[uri]; !ok {
		u.names[uri] = prefix
	}
}

// invent is a prefix that is not taken.
func (u *usage) invent(like string) string {
	if like == "" || like == "xml" || like == "xmlns" {
		like = "ns"
	}
	for i := 1; ; i++ {
		prefix := fmt.Sprintf("%s%d", like, i)
		if _, taken := u.prefixes[prefix]; !taken {
			return prefix
		}
	}
}

// prefixFor is the prefix for a namespace that was declared: the one that was
// written if it is right.
func (u *usage) prefixFor(written, uri string) string {
	if written != "" && u.prefixes[written] == uri {
		return written
	}
	return u.names[uri]
}

func (u *usage) datatypeLibrary(uri string) {
	for _, known := range u.libraries {
		if known == uri {
			return
		}
	}
	u.libraries = append(u.libraries, uri)
}

// value notes what a value needs. Its namespaces matter to types such as
// QName only: what is written looks like a name, then.
func (u *usage) value(p *Pattern) {
	if p.Type != "token" || p.Library != "" {
		u.datatypeLibrary(p.Library)
	}
	prefix, _, ok := splitQName(trim(p.Value))
	if p.Library == "" || !ok {
		return
	}
	if prefix == "" {
		if isContextual(p) {
			u.plain(p.Data.NS, p.Inherit)
		}
	} else if uri, ok := lookup(p, prefix); ok && prefix != "xml" {
		if _, taken := u.prefixes[prefix]; !taken {
			u.declare(prefix, uri)
		}
	}
}

// isContextual reports whether a value's type is known to look at namespaces.
func isContextual(p *Pattern) bool {
	return p.Library == XSDDatatypes && (p.Type == "QName" || p.Type == "NOTATION")
}

// lookup is what a prefix stands for where a value is written.
func lookup(p *Pattern, prefix string) (uri string, ok bool) {
	if p.Context == nil {
		return "", false
	}
	return p.Context.Namespace(prefix)
}

func (u *usage) annotations(a *Annotations) {
	if a == nil {
		return
	}
	u.attrs(a.Attrs)
	for _, list := range [][]*AnnotationElement{a.Elements, a.After} {
		for _, e := range list {
			u.element(e)
		}
	}
}

func (u *usage) attrs(attrs []AnnotationAttr) {
	for _, at := range attrs {
		if at.Space != "" && at.Space != XMLNamespace {
			u.declare(at.Prefix, at.Space)
		}
	}
}

// element notes the namespaces of an annotation. Those of RELAX NG and of
// nothing need no prefix in XML.
func (u *usage) element(e *AnnotationElement) {
	if e.Space != "" && e.Space != XMLNamespace {
		u.declare(e.Prefix, e.Space)
	}
	u.attrs(e.Attrs)
	for _, n := range e.Content {
		if n.Element != nil {
			u.element(n.Element)
		}
	}
}

// safeComment is the text of a comment as XML can hold it.
func safeComment(text string) string {
	for strings.Contains(text, "--") {
		text = strings.ReplaceAll(text, "--", "- -")
	}
	return strings.Map(func(r rune) rune {
		if isXMLChar(r) {
			return r
		}
		return ' '
	}, text)
}
