package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
)

// declaration reads a markup declaration (XML 1.0 §2.8, markupdecl).
func (s *Scanner) declaration() {
	end := s.declEnd(false)
	if s.fault != nil {
		return
	}
	c := newCursor(s.buf, s.pos, end)
	switch {
	case c.accept("<!ELEMENT"):
		c.elementDecl()
	case c.accept("<!ATTLIST"):
		s.attlistDecl(c)
	case c.accept("<!ENTITY"):
		s.entityDecl(c)
	case c.accept("<!NOTATION"):
		c.notationDecl()
	case c.accept("<!["):
		c.fail(c.code, s.pos, c.pos, "conditional section in the internal subset; expected a declaration")
	default:
		c.fail(c.code, c.pos, c.pos+2, `unknown declaration; expected "<!ELEMENT", "<!ATTLIST", "<!ENTITY", "<!NOTATION" or a comment "<!--"`)
	}
	if c.failed() {
		s.report(c)
	}
	s.pos = c.pos
}

// ignoring reports whether declarations have no effect any more.
func (s *Scanner) ignoring() bool { return s.unread && !s.standalone }

// elementDecl reads the rest of an element type declaration (§3.2).
func (c *cursor) elementDecl() {
	c.space()
	c.qName("name of an element")
	c.space()
	c.contentSpec()
	c.skip()
	c.expect(">")
}

func (c *cursor) contentSpec() {
	switch {
	case c.keyword("EMPTY"), c.keyword("ANY"):
	case c.accept("("):
		c.skip()
		if c.accept("#PCDATA") {
			c.mixed()
		} else {
			c.children()
		}
	default:
		c.want(`"EMPTY", "ANY" or "("`)
	}
}

// mixed reads the rest of a mixed-content model (§3.2.2).
func (c *cursor) mixed() {
	names := 0
	for c.skip(); c.accept("|"); c.skip() {
		c.skip()
		c.qName("name of an element")
		names++
	}
	c.expect(")")
	if !c.accept("*") && names > 0 {
		c.want(`"*", as names are mixed with text`)
	}
}

// children reads the rest of an element-content model (§3.2.1), whose first
// "(" was read. The groups that are open are on a stack, each with the
// separator it uses, or 0 before the first one.
func (c *cursor) children() {
	groups := []byte{0}
	for !c.failed() {
		c.skip()
		if c.accept("(") {
			groups = append(groups, 0)
			continue
		}
		c.qName("name of an element")
		c.occurrence()
		for c.skip(); c.accept(")"); c.skip() {
			c.occurrence()
			if groups = groups[:len(groups)-1]; len(groups) == 0 {
				return
			}
		}
		c.separator(&groups[len(groups)-1])
	}
}

func (c *cursor) occurrence() {
	if b := c.peek(); b != 0 && in(b, "?*+") {
		c.pos++
	}
}

// separator passes "|" or ",", the one that the group has used before.
func (c *cursor) separator(used *byte) {
	b := c.peek()
	switch {
	case b == *used && b != 0, (b == '|' || b == ',') && *used == 0:
		*used = b
		c.pos++
	case *used != 0:
		c.want(diag.Or([]string{diag.Quote(string(rune(*used))), `")"`}))
	default:
		c.want(`"|", "," or ")"`)
	}
}

// notationDecl reads the rest of a notation declaration (§4.7).
func (c *cursor) notationDecl() {
	c.space()
	c.ncName("name of a notation")
	c.space()
	c.externalID(false)
	c.skip()
	c.expect(">")
}

// externalID reads an ExternalID (§4.2.2). Where the system identifier need
// not be there a PublicID will do.
func (c *cursor) externalID(system bool) {
	switch {
	case c.keyword("SYSTEM"):
		c.space()
		c.literal("system identifier")
	case c.keyword("PUBLIC"):
		c.space()
		c.pubidLiteral()
		spaced := c.skip()
		if b := c.peek(); !system && b != '"' && b != '\'' {
			return
		}
		if !spaced {
			c.want("white space")
		}
		c.literal("system identifier")
	default:
		c.want(`"SYSTEM" or "PUBLIC"`)
	}
}

func (c *cursor) pubidLiteral() {
	end, ok := c.quoted("public identifier")
	if !ok {
		return
	}
	for ; c.pos < end; c.pos++ {
		if class[c.buf[c.pos]]&classPubid == 0 {
			what, n := describe(c.buf, c.pos)
			c.fail(c.code, c.pos, c.pos+n, "%s may not stand in a public identifier", what)
			return
		}
	}
	c.pos++
}
