package xsd

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// explainURI says what is wrong with a URI.
func explainURI(s string, _ datatype.Context) string {
	return "a URI; " + uriFault(s)
}

// uriFault says what no URI reference may have, whatever its scheme (§3.2.17,
// RFC 2396 §4), or "". Characters that a URI must escape may stand in an
// anyURI as they are.
func uriFault(s string) string {
	switch {
	case !percentsRight(s):
		return `"%" must be followed by two hexadecimal digits`
	case strings.Count(s, "#") > 1:
		return `"#" may occur once`
	case !schemeRight(s):
		return `what stands before the first ":" is not the name of a scheme, or nothing follows`
	}
	return ""
}

// percentsRight reports whether two hexadecimal digits follow every "%".
func percentsRight(s string) bool {
	for {
		i := strings.IndexByte(s, '%')
		if i < 0 {
			return true
		}
		s = s[i+1:]
		if len(s) < 2 || !isHexDigit(s[0]) || !isHexDigit(s[1]) {
			return false
		}
	}
}

// schemeRight reports whether s has no scheme or a right one with something
// after it. A ":" behind "/", "?" or "#" ends no scheme.
func schemeRight(s string) bool {
	i := strings.IndexAny(s, ":/?#")
	if i < 0 || s[i] != ':' {
		return true
	}
	scheme := s[:i]
	for j := range len(scheme) {
		c := scheme[j]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (j == 0 || (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return scheme != "" && i+1 < len(s)
}
