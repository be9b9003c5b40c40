package xmlscan

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/diag"
)

// attlistDecl reads the rest of an attribute-list declaration (XML 1.0 §3.3).
func (s *Scanner) attlistDecl(c *cursor) {
	c.space()
	start := c.pos
	c.qName("name of an element")
	list := s.attlist(c, start)
	for s.fault == nil && !c.failed() {
		spaced := c.skip()
		if c.accept(">") {
			return
		}
		if !spaced {
			c.want(`white space or ">"`)
		}
		s.attDef(c, list)
	}
}

// attlist is the list of the element whose name was read at start.
func (s *Scanner) attlist(c *cursor, start int) *attlist {
	if c.failed() {
		return nil
	}
	element := s.qnameAt(c.buf, start, c.pos)
	if element == 0 || s.ignoring() {
		return nil
	}
	list := s.lists[element]
	if list == nil && s.keep(0, start, c.pos) {
		if s.lists == nil {
			s.lists = make(map[uint32]*attlist)
		}
		list = &attlist{known: make(map[uint32]bool), tokens: make(map[uint32]bool)}
		s.lists[element] = list
	}
	return list
}

// attDef reads the definition of an attribute into the list, which may be
// nil.
func (s *Scanner) attDef(c *cursor, list *attlist) {
	start := c.pos
	c.qName("name of an attribute")
	end := c.pos
	c.space()
	tokens := c.attType()
	c.space()
	from, to := c.attDefault()
	if c.failed() {
		return
	}
	attr := s.qnameAt(c.buf, start, end)
	if attr == 0 || list == nil || list.known[attr] {
		if from > 0 {
			s.checkDefault(from, to)
		}
		return
	}
	if !s.keep(to-from, start, end) {
		return
	}
	list.known[attr] = true
	if tokens {
		list.tokens[attr] = true
	}
	if from == 0 {
		return
	}
	value, incomplete := s.defaultValue(from, to)
	if tokens {
		value = collapse(value)
	}
	if s.fault == nil && s.keep(len(value), start, end) {
		list.defaults = append(list.defaults, attDefault{attr, value, incomplete})
	}
}

// defaultValue is the value of a default, whose literal is buf[from:to].
func (s *Scanner) defaultValue(from, to int) (value []byte, incomplete bool) {
	s.values = s.values[:0]
	value, incomplete = s.normalise(s.buf, from, to)
	return bytes.Clone(value), incomplete
}

// checkDefault checks a default that has no effect, as another one came
// before it. Where declarations are not used the entities cannot be looked
// up.
func (s *Scanner) checkDefault(from, to int) {
	if !s.ignoring() {
		s.defaultValue(from, to)
	}
}

// attType reads an AttType (§3.3.1). It reports whether it is another than
// CDATA.
func (c *cursor) attType() (tokens bool) {
	if c.accept("(") {
		c.enumeration(c.nmtoken)
		return true
	}
	end := nmtokenEnd(c.buf, c.pos)
	switch string(c.buf[c.pos:min(end, c.end)]) {
	case "CDATA":
		c.pos = end
		return false
	case "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS":
		c.pos = end
	case "NOTATION":
		c.pos = end
		c.space()
		c.expect("(")
		c.enumeration(func() { c.ncName("name of a notation") })
	default:
		c.want(`an attribute type such as "CDATA", or "("`)
	}
	return true
}

// enumeration reads the rest of a list in parentheses.
func (c *cursor) enumeration(item func()) {
	for !c.failed() {
		c.skip()
		item()
		c.skip()
		if c.accept(")") {
			return
		}
		if !c.accept("|") {
			c.want(`"|" or ")"`)
		}
	}
}

func (c *cursor) nmtoken() {
	if c.failed() {
		return
	}
	end := nmtokenEnd(c.buf, c.pos)
	if end == c.pos {
		c.want("a name token")
	}
	c.pos = end
}

// attDefault reads a DefaultDecl (§3.3.2) and gives the literal of the
// default, or zeros if there is none.
func (c *cursor) attDefault() (from, to int) {
	switch {
	case c.accept("#"):
		switch {
		case c.keyword("REQUIRED"), c.keyword("IMPLIED"):
			return 0, 0
		case c.keyword("FIXED"):
			c.space()
		default:
			c.want(`"REQUIRED", "IMPLIED" or "FIXED"`)
		}
	case c.peek() != '"' && c.peek() != '\'':
		c.want(`"#REQUIRED", "#IMPLIED", "#FIXED" or a value in quotes`)
	}
	return c.attValue()
}

// attValue reads an AttValue (§2.3) and gives its literal.
func (c *cursor) attValue() (from, to int) {
	to, ok := c.quoted("default value")
	if !ok {
		return 0, 0
	}
	from = c.pos
	c.plain(to)
	for i := from; i < to; i++ {
		switch c.buf[i] {
		case '<':
			c.fail(diag.LessThanInValue, i, i+1, `"<" may not stand in an attribute value; write "&lt;"`)
		case '&':
			if r := readReference(c.buf, i); r.code != "" {
				c.fail(r.code, i, r.end, "%s", r.problem)
			}
		}
	}
	c.pos = to + 1
	return from, to
}
