package libvirt

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
)

// element is xmlParseElement: the root element with all that is in it.
func (x *libxml2) element() bool {
	if !x.startTag() {
		return false
	}
	for len(x.open) > 0 {
		if !x.piece() {
			return false
		}
	}
	return true
}

// piece is one round of xmlParseContentInternal.
func (x *libxml2) piece() bool {
	switch {
	case x.pos >= len(x.text):
		last := x.open[len(x.open)-1]
		return x.fail("Premature end of data in tag %s line %d", last.name, last.line)
	case x.has("<?"):
		return x.instruction()
	case x.has("<![CDATA["):
		return x.section()
	case x.has("<!--"):
		return x.comment()
	case x.has("</"):
		return x.endTag()
	case x.peek() == '<':
		return x.startTag()
	case x.peek() == '&':
		return x.reference()
	}
	return x.characters()
}

// startTag is xmlParseElementStart with xmlParseStartTag2.
func (x *libxml2) startTag() bool {
	line := x.lineAt(x.pos)
	if len(x.open) >= maxDepth {
		return x.fail("Excessive depth in document: %d use XML_PARSE_HUGE option", maxDepth)
	}
	x.pos++
	name := x.name()
	if name == "" {
		return x.fail("StartTag: invalid element name")
	}
	var attrs []string
	x.blanks()
	for x.peek() != '>' && !x.has("/>") && x.peek() >= ' ' {
		attr := x.attribute()
		if attr == "" {
			return false
		}
		attrs = append(attrs, attr)
		if x.peek() == '>' || x.has("/>") {
			break
		}
		if x.blanks() == 0 {
			return x.fail("attributes construct error")
		}
	}
	met := make(map[string]bool, len(attrs))
	for _, a := range attrs {
		if met[a] {
			return x.fail("Attribute %s redefined", a)
		}
		met[a] = true
	}
	switch {
	case x.has("/>"):
		x.pos += 2
		return true
	case x.peek() != '>':
		return x.fail("Couldn't find end of Start Tag %s line %d", name, line)
	}
	x.pos++
	x.open = append(x.open, openTag{name, line})
	return true
}

// attribute is xmlParseAttribute2; "" for a fault.
func (x *libxml2) attribute() string {
	name := x.name()
	if name == "" {
		x.fail("error parsing attribute name")
		return ""
	}
	x.blanks()
	if x.peek() != '=' {
		x.fail("Specification mandates value for attribute %s", name)
		return ""
	}
	x.pos++
	x.blanks()
	if !x.value() {
		return ""
	}
	return name
}

// value is xmlParseAttValueInternal.
func (x *libxml2) value() bool {
	quote := x.peek()
	if quote != '"' && quote != '\'' {
		return x.fail("AttValue: \" or ' expected")
	}
	x.pos++
	for {
		switch c := x.peek(); {
		case x.pos >= len(x.text):
			return x.fail("AttValue: ' expected")
		case c == quote:
			x.pos++
			return true
		case c == '<':
			return x.fail("Unescaped '<' not allowed in attributes values")
		case c == '&':
			if !x.reference() {
				return false
			}
		case c < ' ' && !isSpace(c):
			return x.fail("invalid character in attribute value")
		default:
			if !x.character() {
				return false
			}
		}
	}
}

// endTag is xmlParseEndTag2.
func (x *libxml2) endTag() bool {
	last := x.open[len(x.open)-1]
	x.pos += 2
	name := x.name()
	x.blanks()
	if x.peek() != '>' {
		return x.fail("expected '>'")
	}
	x.pos++
	if name != last.name {
		if name == "" {
			name = "unparsable"
		}
		return x.fail("Opening and ending tag mismatch: %s line %d and %s", last.name, last.line, name)
	}
	x.open = x.open[:len(x.open)-1]
	return true
}

// section is xmlParseCDSect.
func (x *libxml2) section() bool {
	end := bytes.Index(x.rest(), []byte("]]>"))
	if end < 0 {
		x.pos = len(x.text)
		return x.fail("CData section not finished")
	}
	x.pos += end + 3
	return true
}

// characters is xmlParseCharData, up to the next markup.
func (x *libxml2) characters() bool {
	for x.pos < len(x.text) {
		switch c := x.peek(); {
		case c == '<' || c == '&':
			return true
		case x.has("]]>"):
			return x.fail("Sequence ']]>' not allowed in content")
		case c < ' ' && !isSpace(c):
			return x.fail("PCDATA invalid Char value %d", c)
		}
		if !x.character() {
			return false
		}
	}
	return true
}

// character passes over one character, which must be UTF-8.
func (x *libxml2) character() bool {
	_, size := utf8.DecodeRune(x.rest())
	if size == 1 && x.peek() >= utf8.RuneSelf {
		return x.fail("Input is not proper UTF-8, indicate encoding !")
	}
	x.pos += size
	return true
}

// reference is xmlParseReference.
func (x *libxml2) reference() bool {
	if x.has("&#") {
		return x.charRef()
	}
	start := x.pos
	x.pos++
	name := x.name()
	switch {
	case name == "":
		return x.fail("xmlParseEntityRef: no name")
	case x.peek() != ';':
		return x.fail("EntityRef: expecting ';'")
	}
	x.pos++
	if x.isUndeclared(start) {
		return x.fail("Entity '%s' not defined", name)
	}
	return true
}

// isUndeclared reports whether our reader says that the entity referred to at
// an offset is not declared.
func (x *libxml2) isUndeclared(pos int) bool {
	return slices.ContainsFunc(x.undeclared, func(d *diag.Diagnostic) bool {
		return d.Code == diag.UndeclaredEntity && d.Range.Start <= int64(pos)+1 && int64(pos) <= d.Range.End
	})
}

// charRef is xmlParseCharRef.
func (x *libxml2) charRef() bool {
	base, kind := 10, "decimal"
	x.pos += 2
	if x.peek() == 'x' {
		base, kind = 16, "hexadecimal"
		x.pos++
	}
	start := x.pos
	for digit(x.peek()) < base {
		x.pos++
	}
	if x.peek() != ';' {
		return x.fail("CharRef: invalid %s value", kind)
	}
	value, _ := strconv.ParseInt(string(x.text[start:x.pos]), base, 32)
	x.pos++
	if !isCharacter(value) {
		return x.fail("xmlParseCharRef: invalid xmlChar value %d", value)
	}
	return true
}

// isCharacter is IS_CHAR (XML 1.0 §2.2).
func isCharacter(c int64) bool {
	return c == '\t' || c == '\n' || c == '\r' || ' ' <= c && c <= 0xd7ff || 0xe000 <= c && c <= 0xfffd || 0x10000 <= c && c <= 0x10ffff
}
