package syntax

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A compactText gives the characters of a schema in compact syntax: it
// decodes UTF-8 or UTF-16, makes one line feed of each line end, and replaces
// escapes such as \x{41}. Offsets stay those of the file.
type compactText struct {
	file   *source.File
	rep    *reporter
	text   []byte
	decode func([]byte) (rune, int)
}

// A char is a character of the schema.
type char struct {
	r       rune // -1 at the end
	end     int  // offset behind it
	escaped bool // by \x{…}; a line feed so written ends no line
}

// newCompactText starts behind the byte order mark, whose length it returns.
func newCompactText(file *source.File, rep *reporter) (*compactText, int) {
	t := &compactText{file: file, rep: rep, text: file.Bytes(), decode: utf8.DecodeRune}
	switch {
	case bytes.HasPrefix(t.text, []byte("\xEF\xBB\xBF")):
		return t, 3
	case bytes.HasPrefix(t.text, []byte("\xFE\xFF")):
		t.decode = decodeUTF16(1, 0)
		return t, 2
	case bytes.HasPrefix(t.text, []byte("\xFF\xFE")):
		t.decode = decodeUTF16(0, 1)
		return t, 2
	}
	return t, 0
}

// decodeUTF16 decodes characters whose low and high bytes are at those places.
func decodeUTF16(low, high int) func([]byte) (rune, int) {
	unit := func(b []byte) rune { return rune(b[low]) | rune(b[high])<<8 }
	return func(b []byte) (rune, int) {
		if len(b) < 2 {
			return utf8.RuneError, len(b)
		}
		r := unit(b)
		switch {
		case !utf16.IsSurrogate(r):
			return r, 2
		case len(b) < 4 || utf16.DecodeRune(r, unit(b[2:])) == utf8.RuneError:
			return utf8.RuneError, 1
		}
		return utf16.DecodeRune(r, unit(b[2:])), 4
	}
}

// at is the character at an offset.
func (t *compactText) at(i int) char {
	r, n := t.raw(i)
	switch {
	case r == '\\':
		if c, ok := t.escape(i); ok {
			return c
		}
	case r == '\r':
		if next, m := t.raw(i + n); next == '\n' {
			n += m
		}
		r = '\n'
	}
	return char{r, i + n, false}
}

// raw is the character at an offset as it is in the file.
func (t *compactText) raw(i int) (rune, int) {
	if i >= len(t.text) {
		return -1, 0
	}
	if c := t.text[i]; c < utf8.RuneSelf && t.text[0] < 0xFE {
		return rune(c), 1
	}
	return t.decode(t.text[i:])
}

// escape reads \x{…}, with one x or more. It is not ok where the backslash
// begins something else.
func (t *compactText) escape(i int) (c char, ok bool) {
	_, n := t.raw(i)
	j, xs := i+n, 0
	r, n := t.raw(j)
	for ; r == 'x'; r, n = t.raw(j) {
		j += n
		xs++
	}
	if xs == 0 || r != '{' {
		return char{}, false
	}
	j += n
	code, digits := rune(0), 0
	for r, n = t.raw(j); r > 0 && r < utf8.RuneSelf && isHex(byte(r)); r, n = t.raw(j) {
		code = min(code<<4|hexValue(byte(r)), utf8.MaxRune+1)
		digits++
		j += n
	}
	if r == '}' {
		j += n
	}
	if r != '}' || digits == 0 || !isXMLChar(code) {
		t.fail(i, max(j, i+1), "an escape must be \\x{…} around the number of a character of XML in hexadecimal digits")
		code = utf8.RuneError
	}
	return char{code, j, true}, true
}

func hexValue(c byte) rune {
	if c <= '9' {
		return rune(c - '0')
	}
	return rune(c|0x20-'a') + 10
}

// fail reports a fault of the text between two offsets.
func (t *compactText) fail(i, j int, format string, args ...any) {
	t.rep.errorf(t.file, diag.SchemaSyntax, source.Range{Start: int64(i), End: int64(j)}, format, args...)
}
