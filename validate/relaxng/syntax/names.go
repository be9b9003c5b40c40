package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// trim takes XML white space off both ends (§4.2).
func trim(s string) string {
	for s != "" && datatype.IsSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && datatype.IsSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// isXMLChar reports whether XML 1.0 (§2.2) allows the character.
func isXMLChar(r rune) bool {
	return r >= 0x20 && r <= 0xD7FF || r == '\t' || r == '\n' || r == '\r' ||
		r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// nameStarts are the characters that begin an NCName (XML 1.0 fifth edition
// §2.3, without the colon).
var nameStarts = [][2]rune{
	{'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D},
	{0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
	{0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

// nameRest are the further characters within an NCName.
var nameRest = [][2]rune{{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}

func within(table [][2]rune, r rune) bool {
	for _, span := range table {
		if span[0] <= r && r <= span[1] {
			return true
		}
	}
	return false
}

// isNameStart reports whether a name may begin with the character. It is none
// of the combining marks that the fifth edition newly allows there: RELAX NG
// builds on the editions before, and its own tests ask for theirs.
func isNameStart(r rune) bool {
	return within(nameStarts, r) && (r < 0x300 || !unicode.Is(unicode.M, r)) && r != utf8.RuneError
}

func isNameChar(r rune) bool {
	return (within(nameStarts, r) || within(nameRest, r)) && r != utf8.RuneError
}

// isNCName reports whether s is a name without a colon.
func isNCName(s string) bool {
	if isPlainName(s) {
		return true
	}
	for i, r := range s {
		if i == 0 && !isNameStart(r) || !isNameChar(r) {
			return false
		}
	}
	return s != ""
}

// isPlainName reports whether s is a name of ASCII letters and digits, as most
// are.
func isPlainName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
		if !letter && (i == 0 || (c < '0' || c > '9') && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

// splitQName cuts a name at its colon; ok is false if it is no QName.
func splitQName(s string) (prefix, local string, ok bool) {
	prefix, local, colon := strings.Cut(s, ":")
	if !colon {
		return "", s, isNCName(s)
	}
	return prefix, local, isNCName(prefix) && isNCName(local)
}

// A namespaces value is the namespace declarations in scope somewhere in a
// schema. It does not change; an inner scope points to the outer one. Nil is
// the scope outside the outermost element.
type namespaces struct {
	outer       *namespaces
	prefix, uri string
	size        int // declarations in scope
}

// declare is the scope within another one that has one declaration more.
func (n *namespaces) declare(prefix, uri string) *namespaces {
	inner := &namespaces{outer: n, prefix: prefix, uri: uri, size: 1}
	if n != nil {
		inner.size += n.size
	}
	return inner
}

// Namespace is the name that a prefix is bound to. It makes namespaces a
// [datatype.Context].
func (n *namespaces) Namespace(prefix string) (uri string, ok bool) {
	for ; n != nil; n = n.outer {
		if n.prefix == prefix {
			return n.uri, n.uri != "" || prefix == ""
		}
	}
	if prefix == "xml" {
		return XMLNamespace, true
	}
	return "", prefix == ""
}
