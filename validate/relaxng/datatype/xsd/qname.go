package xsd

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// A qname is the value of a QName or a NOTATION (§3.2.18, §3.2.19).
type qname struct{ space, local string }

// qualified is QName or NOTATION.
func qualified(name string) *kind {
	return &kind{
		name: name, noun: "a qualified name", want: "a name such as name or prefix:name",
		context: true,
		valid: func(s string, ctx datatype.Context) bool {
			_, ok := resolve(s, ctx)
			return ok
		},
		explain: explainQName,
		value: func(s string, ctx datatype.Context) any {
			q, _ := resolve(s, ctx)
			return q
		},
	}
}

// resolve reads a name with the namespaces in scope.
func resolve(s string, ctx datatype.Context) (q qname, ok bool) {
	prefix, local, ok := splitQName(s)
	if !ok {
		return q, false
	}
	if prefix == "xml" {
		return qname{"http://www.w3.org/XML/1998/namespace", local}, true
	}
	if ctx != nil {
		q.space, ok = ctx.Namespace(prefix)
	} else {
		ok = false
	}
	q.local = local
	return q, ok || prefix == ""
}

// splitQName reads a name; the prefix is "" if there is none.
func splitQName(s string) (prefix, local string, ok bool) {
	prefix, local, found := strings.Cut(s, ":")
	if !found {
		return "", s, IsNCName(s)
	}
	return prefix, local, IsNCName(prefix) && IsNCName(local)
}

// explainQName says what is wrong with a name whose prefix is not bound.
func explainQName(s string, _ datatype.Context) string {
	prefix, _, ok := splitQName(s)
	if !ok {
		return ""
	}
	return `a name whose prefix is declared; "` + shorten(prefix) + `" is not`
}
