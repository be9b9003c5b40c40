package xsd

import (
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// textKinds are the types that accept every string, and language.
var textKinds = []*kind{
	{name: "string", space: preserve, noun: "a string", length: characters, unit: "character"},
	{name: "normalizedString", space: replace, noun: "a string", length: characters, unit: "character"},
	{name: "token", noun: "a string", length: characters, unit: "character"},
	{name: "anyAtomicType", space: preserve, noun: "a string", length: characters, unit: "character"},
	{name: "untypedAtomic", space: preserve, noun: "a string", length: characters, unit: "character"},
	{
		name: "language", noun: "a language tag", want: "a language tag such as en or en-GB",
		valid:  func(s string, _ datatype.Context) bool { return isLanguage(s) },
		length: characters, unit: "character",
	},
}

// characters is the length of a string.
func characters(s string) int { return utf8.RuneCountInString(s) }

// isLanguage judges a language tag (§3.3.3, RFC 3066): subtags of one to eight
// letters, with digits too after the first.
func isLanguage(s string) bool {
	n, first := 0, true
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' && !first:
			n++
		case c == '-' && n > 0:
			n, first = 0, false
			continue
		default:
			return false
		}
		if n > 8 {
			return false
		}
	}
	return n > 0
}
