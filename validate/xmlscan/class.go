package xmlscan

import "unicode/utf8"

// Classes of bytes. A byte of a class that "ends a run" needs a second look;
// all others are passed over without one. NUL ends every run, so that the
// zero bytes behind the window stop each loop without a test for its end.
const (
	classStart   = 1 << iota // NameStartChar in ASCII, ":" included
	className                // NameChar in ASCII, ":" included
	classSpace               // S (XML 1.0 §2.3)
	classText                // ends a run of character data
	classValue               // ends a run in an attribute value
	classSection             // ends a run in a comment, CDATA section or instruction
	classPubid               // PubidChar (§2.3)
)

var class = makeClass()

func makeClass() (t [256]uint8) {
	for c := range 256 {
		b := byte(c)
		letter := b|0x20 >= 'a' && b|0x20 <= 'z' || b == '_' || b == ':'
		digit := b >= '0' && b <= '9'
		control := b < ' '
		foreign := b >= utf8.RuneSelf
		set := func(class uint8, in bool) {
			if in {
				t[c] |= class
			}
		}
		set(classStart, letter)
		set(className, letter || digit || b == '-' || b == '.')
		set(classSpace, b == ' ' || b == '\t' || b == '\n' || b == '\r')
		blank := b == '\t' || b == '\n'
		set(classText, control && !blank || foreign || in(b, "<&>"))
		set(classValue, control || foreign || in(b, `<&"'`))
		set(classSection, control && !blank || foreign || in(b, "]-?"))
		set(classPubid, letter || digit || in(b, " \n\r-'()+,./=?;!*#@$%"))
	}
	return t
}

func in(b byte, set string) bool {
	for i := range len(set) {
		if set[i] == b {
			return true
		}
	}
	return false
}

func isSpace(b byte) bool { return class[b]&classSpace != 0 }

// isChar reports whether a character may stand in a document (XML 1.0 §2.2).
func isChar(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0xD800 && r <= 0xDFFF:
		return false
	}
	return r != 0xFFFE && r != 0xFFFF && r <= utf8.MaxRune
}

// A span is a range of characters, both ends included.
type span struct{ low, high rune }

// nameStart are the ranges of NameStartChar beyond ASCII (§2.3).
var nameStart = [...]span{
	{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF},
	{0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
	{0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

// nameMore are the ranges that NameChar adds to them.
var nameMore = [...]span{{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}

// isNameStart reports whether a character may begin a Name (§2.3, fifth
// edition). A colon may.
func isNameStart(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r]&classStart != 0
	}
	return within(nameStart[:], r)
}

// isNameChar reports whether a character may stand in a Name.
func isNameChar(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r]&className != 0
	}
	return within(nameStart[:], r) || within(nameMore[:], r)
}

func within(spans []span, r rune) bool {
	for _, s := range spans {
		if r <= s.high {
			return r >= s.low
		}
	}
	return false
}

// nameEnd is the end of the Name that begins at buf[i], or i where none does.
// The text must be followed by a byte that belongs to no name.
func nameEnd(buf []byte, i int) int {
	if class[buf[i]]&classStart == 0 {
		r, n := decodeRune(buf, i)
		if n == 0 || !isNameStart(r) {
			return i
		}
		i += n
	}
	return nmtokenEnd(buf, i)
}

// nmtokenEnd is the end of the run of NameChars that begins at buf[i].
func nmtokenEnd(buf []byte, i int) int {
	for {
		for class[buf[i]]&className != 0 {
			i++
		}
		r, n := decodeRune(buf, i)
		if n == 0 || !isNameChar(r) {
			return i
		}
		i += n
	}
}

// decodeRune is the character beyond ASCII at buf[i] and its length, which is
// 0 where there is an ASCII character or no valid UTF-8.
func decodeRune(buf []byte, i int) (rune, int) {
	if buf[i] < utf8.RuneSelf {
		return 0, 0
	}
	r, n := utf8.DecodeRune(buf[i:])
	if n == 1 {
		return 0, 0
	}
	return r, n
}

// multibyte is the end of the run of valid characters beyond ASCII that
// begins at buf[i].
func multibyte(buf []byte, i int) int {
	for {
		c := buf[i]
		switch {
		case c >= 0xC2 && c < 0xE0 && buf[i+1]&0xC0 == 0x80:
			i += 2
		case c < 0xE0:
			return i
		default:
			r, n := utf8.DecodeRune(buf[i:])
			if n == 1 || !isChar(r) {
				return i
			}
			i += n
		}
	}
}
