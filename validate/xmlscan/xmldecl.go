package xmlscan

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/diag"
)

// An xmlDecl is what an XML declaration says (XML 1.0 §2.8).
type xmlDecl struct {
	encoding      string // "" if it does not say
	encodingStart int
	standalone    bool
}

// isXMLDecl reports whether a text begins with an XML declaration.
func isXMLDecl(text []byte) bool {
	const start = "<?xml"
	return hasPrefix(text, start) && len(text) > len(start) && class[text[len(start)]]&className == 0 && text[len(start)] < 0x80
}

// xmlDecl reads an XML declaration.
func (c *cursor) xmlDecl() (d xmlDecl) {
	c.code = diag.MalformedXMLDecl
	c.expect("<?xml")
	c.space()
	if start, ok := c.pseudo("version"); ok {
		c.version(start)
	} else {
		c.want(`version="1.0"`)
	}
	spaced := c.skip()
	if start, ok := c.pseudo("encoding"); ok {
		c.spaceBefore(spaced, start)
		d.encodingStart = start
		d.encoding = c.encodingName(start)
		spaced = c.skip()
	}
	if start, ok := c.pseudo("standalone"); ok {
		c.spaceBefore(spaced, start)
		value := string(c.buf[start : c.pos-1])
		d.standalone = value == "yes"
		if value != "yes" && value != "no" {
			c.fail(c.code, start, c.pos-1, `standalone may not be %s; expected "yes" or "no"`, diag.Quote(value))
		}
		c.skip()
	}
	if hasPrefix(c.buf[c.pos:c.end], "encoding") {
		c.fail(c.code, c.pos, c.pos+len("encoding"), `"encoding" must stand before "standalone"`)
	}
	c.expect("?>")
	return d
}

// pseudo reads name="value". It gives the start of the value and leaves the
// cursor behind the closing quote.
func (c *cursor) pseudo(name string) (start int, ok bool) {
	if !c.accept(name) {
		return 0, false
	}
	c.skip()
	c.expect("=")
	c.skip()
	end, ok := c.quoted("value")
	if !ok {
		return 0, false
	}
	start = c.pos
	c.pos = end + 1
	return start, true
}

func (c *cursor) spaceBefore(spaced bool, i int) {
	if !spaced {
		c.fail(c.code, i-1, i-1, "expected white space between the parts of the XML declaration")
	}
}

// version checks VersionNum, 1 and a number, in the literal that was read.
func (c *cursor) version(start int) {
	v := c.buf[start : c.pos-1]
	ok := len(v) > 2 && v[0] == '1' && v[1] == '.'
	for _, b := range v[min(len(v), 2):] {
		ok = ok && b >= '0' && b <= '9'
	}
	if !ok {
		c.fail(c.code, start, c.pos-1, `version %s is not supported; expected "1.0"`, diag.Quote(string(v)))
	}
}

// encodingName checks EncName in the literal that was read.
func (c *cursor) encodingName(start int) string {
	name := c.buf[start : c.pos-1]
	ok := len(name) > 0 && name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z'
	for _, b := range name {
		ok = ok && class[b]&className != 0 && b != ':'
	}
	if !ok {
		c.fail(c.code, start, c.pos-1, `%s is no name of an encoding; expected one such as "UTF-8"`, diag.Quote(string(name)))
	}
	return string(name)
}

// begin finds the encoding of the document and reads its XML declaration.
func (s *Scanner) begin() bool {
	found := sniffEncoding(s.raw)
	if found.enc == nil {
		s.direct = true
		s.fail(diag.UnsupportedEncoding, 0, min(4, len(s.raw)), "the document is in %s, which is not supported; expected UTF-8 or UTF-16", found.family)
		return false
	}
	s.enc, s.direct = found.enc, found.enc.unit == 0
	s.raw = s.raw[found.bom:]
	s.base = int64(found.bom)
	s.knownOffset = s.base
	s.fill()
	switch {
	case isXMLDecl(s.buf[:s.end]):
		return s.readXMLDecl(found)
	case found.enc.unit == 2 && found.bom == 0:
		s.fail(diag.EncodingConflict, 0, 1, "the document is in UTF-16, but has neither a byte order mark nor an XML declaration; expected one of them")
		return false
	}
	return true
}

// readXMLDecl reads the XML declaration at the start of the document.
func (s *Scanner) readXMLDecl(found sniff) bool {
	n := bytes.IndexByte(s.buf[:s.end], '>')
	for n < 0 && s.more() {
		n = bytes.IndexByte(s.buf[:s.end], '>')
	}
	end := s.end
	if n >= 0 {
		end = n + 1
	}
	c := newCursor(s.buf, s.pos, end)
	d := c.xmlDecl()
	if c.failed() {
		return s.report(c)
	}
	s.xmlDeclaration = s.span(s.pos, c.pos)
	s.pos = c.pos
	s.standalone = d.standalone
	if d.encoding == "" {
		if found.enc.unit == 2 && found.bom == 0 {
			s.fail(diag.EncodingConflict, 0, end, "the document is in UTF-16, but neither a byte order mark nor the XML declaration says so; expected one of them")
			return false
		}
		return true
	}
	return s.checkEncoding(found, d)
}

// checkEncoding compares the declared encoding with what the document is in.
func (s *Scanner) checkEncoding(found sniff, d xmlDecl) bool {
	start, end := d.encodingStart, d.encodingStart+len(d.encoding)
	name := diag.Quote(d.encoding)
	switch {
	case !knownEncoding(d.encoding):
		s.fail(diag.UnsupportedEncoding, start, end, "encoding %s is not supported; expected UTF-8 or UTF-16", name)
	case !found.agrees(d.encoding):
		s.fail(diag.EncodingConflict, start, end, "encoding %s is declared, but the document is in %s; expected %s", name, found.family, diag.Quote(found.declare()))
	default:
		return true
	}
	return false
}

// report makes the cursor's problem the fault. It returns false.
func (s *Scanner) report(c *cursor) bool {
	p := c.problem
	if p.start < c.end && (s.buf[p.start] >= 0x80 && multibyte(s.buf, p.start) == p.start || s.buf[p.start] < ' ' && !isSpace(s.buf[p.start])) {
		s.badCharacter(p.start)
		return false
	}
	s.fail(p.code, p.start, p.end, "%s", p.message)
	return false
}
