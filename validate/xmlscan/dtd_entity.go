package xmlscan

import (
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
)

// entityDecl reads the rest of an entity declaration (XML 1.0 §4.2).
func (s *Scanner) entityDecl(c *cursor) {
	c.space()
	table := &s.general
	if c.accept("%") {
		table = &s.parameter
		if !isSpace(c.peek()) && nameEnd(c.buf, c.pos) > c.pos {
			c.pos--
		}
		c.space()
	}
	start := c.pos
	e := &entity{name: c.ncName("name of an entity"), inside: len(s.entities) > 0}
	e.declared = s.span(start, c.pos)
	c.space()
	if b := c.peek(); b == '"' || b == '\'' {
		e.text, e.size = c.entityValue(len(s.entities) == 0)
	} else {
		e.kind = externalEntity
		c.externalID(true)
		if spaced := c.skip(); table == &s.general && c.keyword("NDATA") {
			c.notation(e, spaced)
		}
	}
	c.skip()
	c.expect(">")
	if c.failed() || s.ignoring() || (*table)[e.name] != nil || !s.keep(len(e.name)+e.size, start, start+len(e.name)) {
		return
	}
	if *table == nil {
		*table = make(map[string]*entity)
	}
	(*table)[e.name] = e
}

// notation reads the notation of an unparsed entity.
func (c *cursor) notation(e *entity, spaced bool) {
	e.kind = unparsedEntity
	if !spaced {
		c.pos -= len("NDATA")
		c.want("white space")
	}
	c.space()
	c.ncName("name of a notation")
}

// entityValue reads an EntityValue (§2.3) and gives the replacement text
// (§4.5), in which references to characters are replaced and those to
// entities are not. Where the literal stands in the document itself its line
// ends are made "\n".
func (c *cursor) entityValue(document bool) (text []byte, size int) {
	end, ok := c.quoted("text of the entity")
	if !ok {
		return nil, 0
	}
	c.plain(end)
	text = make([]byte, 0, end-c.pos+padding)
	for c.pos < end && !c.failed() {
		switch b := c.buf[c.pos]; {
		case b == '%':
			c.valuePercent()
		case b == '&':
			text = c.valueReference(text, end)
		case b == '\r' && document:
			text = append(text, '\n')
			if c.pos++; c.buf[c.pos] == '\n' {
				c.pos++
			}
		default:
			text = append(text, b)
			c.pos++
		}
	}
	c.pos++
	size = len(text)
	return append(text, make([]byte, padding)...), size
}

// valuePercent is the fault of a "%" in the text of an entity.
func (c *cursor) valuePercent() {
	if end := nameEnd(c.buf, c.pos+1); end > c.pos+1 && c.buf[end] == ';' {
		c.fail(diag.MisplacedParameterEntity, c.pos, end+1, "reference to a parameter entity within a declaration; it may only stand between declarations here")
		return
	}
	c.fail(diag.MalformedReference, c.pos, c.pos+1, `"%%" starts no reference; write "&#37;"`)
}

// valueReference reads a reference in the text of an entity.
func (c *cursor) valueReference(text []byte, end int) []byte {
	r := readReference(c.buf, c.pos)
	switch {
	case r.code != "":
		c.fail(r.code, c.pos, r.end, "%s", r.problem)
	case c.buf[c.pos+1] == '#':
		text = utf8.AppendRune(text, r.char)
	default:
		text = append(text, c.buf[c.pos:r.end]...)
	}
	c.pos = r.end
	return text
}
