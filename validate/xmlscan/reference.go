package xmlscan

import (
	"fmt"
	"unicode"

	"github.com/snapxml/snapxml/validate/diag"
)

// A reference is what "&" begins (XML 1.0 §4.1).
type reference struct {
	char rune   // of a reference to a character or a predefined entity; else 0
	name []byte // of an entity
	end  int    // behind the ";", or where the fault is

	code    diag.Code // of the fault, or ""
	problem string    // its message
}

// readReference reads the reference at buf[i], an "&".
func readReference(buf []byte, i int) reference {
	i++
	if buf[i] == '#' {
		return charReference(buf, i+1)
	}
	end := nameEnd(buf, i)
	switch {
	case end == i:
		return reference{end: i, code: diag.StrayAmpersand, problem: `"&" starts no reference; write "&amp;"`}
	case buf[end] != ';':
		name := string(buf[i:end])
		return reference{end: end, code: diag.MalformedReference,
			problem: "reference " + diag.Quote("&"+name) + ` does not end with ";"; write "&amp;" if the character "&" is meant`}
	}
	if c := predefined(buf[i:end]); c != 0 {
		return reference{char: c, end: end + 1}
	}
	return reference{name: buf[i:end], end: end + 1}
}

// predefined is the character of a predefined entity (§4.6), or 0.
func predefined(name []byte) rune {
	switch string(name) {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "apos":
		return '\''
	case "quot":
		return '"'
	}
	return 0
}

// charReference reads the reference to a character behind its "&#".
func charReference(buf []byte, i int) reference {
	base, digits := 10, "decimal digits"
	if buf[i] == 'x' {
		i++
		base, digits = 16, "hexadecimal digits"
	}
	first, c := i, 0
	for d := digit(buf[i]); d < base; d = digit(buf[i]) {
		if c = c*base + d; c > 0x10FFFF {
			c = 0x110000
		}
		i++
	}
	switch {
	case buf[i] != ';' || i == first:
		return reference{end: i, code: diag.MalformedReference,
			problem: "reference to a character is not complete; expected " + digits + ` and ";"`}
	case c > unicode.MaxRune:
		return reference{end: i + 1, code: diag.InvalidCharacter, problem: "reference to a character that does not exist; the last one is U+10FFFF"}
	case !isChar(rune(c)):
		return reference{end: i + 1, code: diag.InvalidCharacter,
			problem: fmt.Sprintf("reference to the character %U, which is not allowed in XML 1.0", c)}
	}
	return reference{char: rune(c), end: i + 1}
}

// digit is the value of a digit, or one that no base has.
func digit(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b >= 'a' && b <= 'f':
		return int(b-'a') + 10
	case b >= 'A' && b <= 'F':
		return int(b-'A') + 10
	}
	return 99
}

// badReference is the fault of a reference that begins at buf[i].
func (s *Scanner) badReference(i int, r reference) Kind {
	if j := r.end; j < s.end && (s.buf[j] >= 0x80 && multibyte(s.buf, j) == j) {
		return s.badCharacter(j)
	}
	s.fail(r.code, i, min(r.end, s.end), "%s", r.problem)
	if end := nameEnd(s.buf, i+1); r.code == diag.MalformedReference && predefined(s.buf[i+1:end]) != 0 {
		s.fix(end, end, ";", `insert ";"`)
	}
	if r.code != diag.InvalidCharacter {
		s.fix(i, i+1, "&amp;", `write "&amp;"`)
	}
	if r.code == diag.StrayAmpersand {
		s.sure()
	}
	return EOF
}
