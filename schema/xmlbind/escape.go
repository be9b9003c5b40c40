package xmlbind

import (
	"strings"
	"unicode/utf8"
)

var (
	textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	attrEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&apos;",
		"\t", "&#9;", "\n", "&#10;", "\r", "&#13;")
)

// escapeText writes character data so that a reader gets the same string.
func escapeText(b *strings.Builder, s string) { b.WriteString(textEscapes.Replace(s)) }

// escapeAttr writes the value of an attribute in single quotes.
func escapeAttr(b *strings.Builder, s string) { b.WriteString(attrEscapes.Replace(s)) }

// writable reports whether XML 1.0 can represent a string (§2.2).
func writable(s string) bool {
	for i, r := range s {
		switch {
		case r == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			return false
		}
	}
	return true
}
