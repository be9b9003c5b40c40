package xmlscan

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// An encoding turns bytes of the input into characters.
type encoding struct {
	name string
	unit int // bytes of a code unit; 0 for UTF-8, which needs no decoding

	// char is the first character of a text and its length, which is 0 where
	// more bytes are needed. What is no character has the value -1. There is
	// at least one byte; last says that no more follow.
	char func(text []byte, last bool) (r rune, n int)
}

// badByte stands for bytes that are no character of the encoding. It does not
// occur in UTF-8, so that the scanner finds it.
const badByte = 0xFF

// decode turns bytes of src into UTF-8 and says how many it wrote and read.
func (e *encoding) decode(dst, src []byte, last bool) (d, s int) {
	for s < len(src) && len(dst)-d >= utf8.UTFMax {
		r, n := e.char(src[s:], last)
		if n == 0 {
			break
		}
		if r < 0 {
			dst[d] = badByte
			d++
		} else {
			d += utf8.EncodeRune(dst[d:], r)
		}
		s += n
	}
	return d, s
}

// width is the number of bytes of the input that became text.
func (e *encoding) width(text []byte) int64 {
	if e.unit == 0 {
		return int64(len(text))
	}
	n := utf8.RuneCount(text)
	if e.unit == 2 {
		for _, c := range text {
			if c >= 0xF0 && c != badByte {
				n++ // a surrogate pair
			}
		}
	}
	return int64(n * e.unit)
}

var (
	encUTF8    = &encoding{name: "UTF-8"}
	encUTF16LE = &encoding{"UTF-16LE", 2, charUTF16LE}
	encUTF16BE = &encoding{"UTF-16BE", 2, charUTF16BE}
	encLatin1  = single("ISO-8859-1", func(b byte) rune { return rune(b) })
	encASCII   = single("US-ASCII", func(byte) rune { return utf8.RuneError })
)

// single is an encoding with one byte for each character, of which the lower
// half is ASCII. The function gives U+FFFD for a byte that means nothing.
func single(name string, char func(byte) rune) *encoding {
	return &encoding{name, 1, func(text []byte, _ bool) (rune, int) {
		if b := text[0]; b < utf8.RuneSelf {
			return rune(b), 1
		}
		if r := char(text[0]); r != utf8.RuneError {
			return r, 1
		}
		return -1, 1
	}}
}

func table(m *charmap.Charmap, name string) *encoding { return single(name, m.DecodeByte) }

func charUTF16LE(p []byte, last bool) (rune, int) { return charUTF16(p, last, binary.LittleEndian) }

func charUTF16BE(p []byte, last bool) (rune, int) { return charUTF16(p, last, binary.BigEndian) }

func charUTF16(p []byte, last bool, order binary.ByteOrder) (rune, int) {
	if len(p) < 2 {
		return incomplete(p, last)
	}
	r := rune(order.Uint16(p))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(p) < 4 && !last {
		return -1, 0
	}
	if len(p) >= 4 {
		if pair := utf16.DecodeRune(r, rune(order.Uint16(p[2:]))); pair != utf8.RuneError {
			return pair, 4
		}
	}
	return -1, 2
}

// incomplete is a part of a code unit.
func incomplete(p []byte, last bool) (rune, int) {
	if last {
		return -1, len(p)
	}
	return -1, 0
}

// encodings are the encodings by the lower-case names they are declared by
// (XML 1.0 §4.3.3; the names are those of the IANA registry and common
// aliases).
var encodings = map[string]*encoding{
	"utf-8": encUTF8, "utf8": encUTF8,
	"utf-16le": encUTF16LE, "utf-16be": encUTF16BE,
	"iso-8859-1": encLatin1, "iso_8859-1": encLatin1, "latin1": encLatin1, "l1": encLatin1,
	"us-ascii": encASCII, "ascii": encASCII,
	"iso-8859-2":   table(charmap.ISO8859_2, "ISO-8859-2"),
	"iso-8859-5":   table(charmap.ISO8859_5, "ISO-8859-5"),
	"iso-8859-7":   table(charmap.ISO8859_7, "ISO-8859-7"),
	"iso-8859-9":   table(charmap.ISO8859_9, "ISO-8859-9"),
	"iso-8859-15":  table(charmap.ISO8859_15, "ISO-8859-15"),
	"windows-1250": table(charmap.Windows1250, "windows-1250"),
	"windows-1251": table(charmap.Windows1251, "windows-1251"),
	"windows-1252": table(charmap.Windows1252, "windows-1252"),
	"windows-1253": table(charmap.Windows1253, "windows-1253"),
	"windows-1254": table(charmap.Windows1254, "windows-1254"),
	"windows-1255": table(charmap.Windows1255, "windows-1255"),
	"windows-1256": table(charmap.Windows1256, "windows-1256"),
	"windows-1257": table(charmap.Windows1257, "windows-1257"),
	"windows-1258": table(charmap.Windows1258, "windows-1258"),
}

// A sniff is what the first bytes of a document tell of its encoding
// (XML 1.0 appendix F).
type sniff struct {
	enc    *encoding // nil if the document is in one that the reader does not know
	family string    // name of enc, or of what is not supported
	bom    int       // length of the byte order mark
}

// signatures are the first bytes that appendix F lists, longest first.
var signatures = []struct {
	bytes string
	sniff
}{
	{"\x00\x00\xFE\xFF", sniff{nil, "UTF-32", 4}},
	{"\xFF\xFE\x00\x00", sniff{nil, "UTF-32", 4}},
	{"\x00\x00\x00<", sniff{nil, "UTF-32", 0}},
	{"<\x00\x00\x00", sniff{nil, "UTF-32", 0}},
	{"\x4C\x6F\xA7\x94", sniff{nil, "EBCDIC", 0}},
	{"\xEF\xBB\xBF", sniff{encUTF8, "UTF-8", 3}},
	{"\xFE\xFF", sniff{encUTF16BE, "UTF-16BE", 2}},
	{"\xFF\xFE", sniff{encUTF16LE, "UTF-16LE", 2}},
	{"\x00<", sniff{encUTF16BE, "UTF-16BE", 0}},
	{"<\x00", sniff{encUTF16LE, "UTF-16LE", 0}},
}

// sniffEncoding looks at the first bytes of a document, up to headSize. In a
// document without a byte order mark that begins with ASCII the encoding is
// the declared one, if that is known and goes with ASCII.
func sniffEncoding(head []byte) sniff {
	for _, g := range signatures {
		if bytes.HasPrefix(head, []byte(g.bytes)) {
			return g.sniff
		}
	}
	s := sniff{encUTF8, "UTF-8", 0}
	if name := declaredEncoding(head); name != "" {
		if e := encodings[strings.ToLower(name)]; e != nil && e.unit != 2 {
			s.enc, s.family = e, e.name
		}
	}
	return s
}

// declaredEncoding is the encoding that the XML declaration at the start of
// the text names, or "" where that is not well-formed.
func declaredEncoding(head []byte) string {
	end := bytes.Index(head, []byte("?>"))
	if end < 0 || !isXMLDecl(head) {
		return ""
	}
	text := append(bytes.Clone(head[:end+2]), make([]byte, padding)...)
	c := newCursor(text, 0, end+2)
	return c.xmlDecl().encoding
}

// agrees reports whether a document that the sniff found may be declared to
// be in that encoding.
func (s sniff) agrees(declared string) bool {
	declared = strings.ToLower(declared)
	if s.enc.unit == 2 && declared == "utf-16" {
		return true
	}
	return encodings[declared] == s.enc
}

// declare is the name by which a document should declare its encoding.
func (s sniff) declare() string {
	if s.enc.unit == 2 {
		return "UTF-16"
	}
	return s.family
}

// knownEncoding reports whether the reader knows an encoding of that name.
func knownEncoding(name string) bool {
	name = strings.ToLower(name)
	return name == "utf-16" || encodings[name] != nil
}
