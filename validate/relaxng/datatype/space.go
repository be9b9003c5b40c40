package datatype

import "strings"

// IsSpace reports whether b is whitespace to XML (XML 1.0 §2.3): a space, a
// tab, a line feed or a carriage return.
func IsSpace(b byte) bool {
	return b == ' ' || b == '\t' || b == '\n' || b == '\r'
}

// Collapse removes the whitespace at both ends of s and makes one space of
// every run of whitespace inside (RELAX NG §6.2.9, normalizeWhiteSpace). A
// string that needs no space of its own is not copied.
func Collapse(s string) string {
	for len(s) > 0 && IsSpace(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && IsSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	for i := 0; i < len(s); i++ {
		// Not at the end: the last byte is not whitespace.
		if IsSpace(s[i]) && (s[i] != ' ' || IsSpace(s[i+1])) {
			return collapseFrom(s, i)
		}
	}
	return s
}

// collapseFrom is Collapse of a trimmed s that is collapsed up to i.
func collapseFrom(s string, i int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for i < len(s) {
		if !IsSpace(s[i]) {
			b.WriteByte(s[i])
			i++
			continue
		}
		b.WriteByte(' ')
		for IsSpace(s[i]) {
			i++
		}
	}
	return b.String()
}
