package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A dtd is what the document type declaration of a document says, as far as
// a processor that does not validate needs it.
type dtd struct {
	standalone bool
	declared   bool // there is a document type declaration
	general    map[string]*entity
	parameter  map[string]*entity
	lists      map[uint32]*attlist // by the index of the element's name
	held       int                 // bytes of what is kept

	// loose says that there is an external subset or a reference to a
	// parameter entity. Then an entity that is not declared is no fault,
	// unless the document is standalone (XML 1.0 §4.1).
	loose bool
	// unread says that a parameter entity was not read. What is declared
	// behind it must not be used, unless the document is standalone (§5.1).
	unread bool

	conditional int // conditional sections that are open

	inSubset     bool // the internal subset is being read
	doctypeStart int64
	doctypeAt    int // the same in the window, for the recovering reader
	rootName     string
	rootRange    source.Range
}

// An attlist is what is declared of an element's attributes.
type attlist struct {
	known    map[uint32]bool // names of attributes; the first declaration counts
	tokens   map[uint32]bool // those of a type other than CDATA
	defaults []attDefault
}

// An attDefault is an attribute that a tag has even if it is left out.
type attDefault struct {
	qname      uint32
	value      []byte
	incomplete bool
}

func (d *dtd) reset() {
	clear(d.general)
	clear(d.parameter)
	clear(d.lists)
	*d = dtd{general: d.general, parameter: d.parameter, lists: d.lists}
}

// keep counts what a declaration leaves in memory.
func (s *Scanner) keep(n, i, j int) bool {
	const overhead = 100
	if s.held += n + overhead; s.held <= s.limits.DTD {
		return true
	}
	s.fail(diag.DTDLimit, i, j, "the document type declaration has too much to keep; the limit of %d bytes is reached", s.limits.DTD)
	return false
}

// doctype reads a document type declaration (XML 1.0 §2.8).
func (s *Scanner) doctype() Kind {
	if s.rooted || s.declared {
		return s.misplacedDoctype()
	}
	s.declared = true
	s.doctypeAt = s.pos
	s.doctypeStart = s.span(s.pos, s.pos).Start
	end := s.declEnd(true)
	if s.fault != nil {
		return EOF
	}
	c := newCursor(s.buf, s.pos, end)
	c.code = diag.MalformedDoctype
	c.expect("<!DOCTYPE")
	c.space()
	name := c.pos
	s.rootName = c.qName("name of the root element")
	s.rootRange = s.span(name, c.pos)
	if c.skip() && c.peek() != '[' && c.peek() != '>' {
		s.loose = true
		c.externalID(true)
		c.skip()
	}
	subset := c.accept("[")
	if !subset {
		c.expect(">")
	}
	if c.failed() {
		s.report(c)
		return EOF
	}
	s.pos = c.pos
	if subset {
		s.inSubset = true
		return s.subset()
	}
	return s.emitDoctype()
}

func (s *Scanner) emitDoctype() Kind {
	s.rng = s.span(s.pos, s.pos)
	s.rng.Start = s.doctypeStart
	s.nameRng, s.qname, s.text = s.rootRange, s.rootName, nil
	return Doctype
}

// endDoctype reads what follows the internal subset, from its "]" on.
func (s *Scanner) endDoctype() Kind {
	s.inSubset = false
	s.pos++
	for isSpace(s.buf[s.pos]) || s.cut(s.pos) && s.more() {
		if isSpace(s.buf[s.pos]) {
			s.pos++
		}
	}
	if s.buf[s.pos] != '>' {
		return s.fail(diag.MalformedDoctype, s.pos, s.pos, `document type declaration is not closed; expected ">"`)
	}
	s.pos++
	return s.emitDoctype()
}

// declEnd is the index behind the ">" that closes the declaration at pos, or,
// if asked for, behind a "[". Text in quotes is passed over. If there is none
// it is the end of the document.
func (s *Scanner) declEnd(bracket bool) int {
	for {
		quote := byte(0)
		for i := s.pos; i < s.end; i++ {
			switch c := s.buf[i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '"' || c == '\'':
				quote = c
			case c == '>' || bracket && c == '[':
				if i-s.pos > s.limits.Tag {
					s.fail(diag.TagLimit, s.pos, s.pos+1, "declaration of more than %d bytes; the limit is reached", s.limits.Tag)
				}
				return i + 1
			}
		}
		if !s.more() {
			return s.end
		}
	}
}

// subset reads an internal subset, up to a processing instruction or to its
// end. Entities that it refers to are read in place of their references.
func (s *Scanner) subset() Kind {
	for s.fault == nil {
		for isSpace(s.buf[s.pos]) {
			s.pos++
		}
		if s.end-s.pos < lookahead && !s.last() {
			s.more()
			continue
		}
		rest := s.buf[s.pos:]
		switch {
		case hasPrefix(rest, "<?"):
			return s.instruction()
		case s.atEnd(s.pos) && len(s.entities) == 0:
			return s.fail(diag.MalformedDoctype, s.pos, s.pos, `document type declaration is not closed; expected "]>"`)
		case s.atEnd(s.pos):
			s.closeParameter()
		case rest[0] == ']' && len(s.entities) == 0:
			return s.endDoctype()
		case rest[0] == '%':
			s.parameterReference()
		case hasPrefix(rest, "<!--"):
			s.skipComment()
		case len(s.entities) > 0 && (hasPrefix(rest, "<![") || hasPrefix(rest, "]]>")):
			s.conditionalSection()
		case hasPrefix(rest, "<!"):
			s.declaration()
		default:
			s.strayInSubset()
		}
	}
	return EOF
}

func (s *Scanner) strayInSubset() {
	i := s.pos
	if s.buf[i] < ' ' || s.buf[i] >= 0x80 && multibyte(s.buf, i) == i {
		s.badCharacter(i)
		return
	}
	c, n := describe(s.buf, i)
	s.fail(diag.MalformedDoctype, i, i+n, `%s not expected here; expected a declaration or "]"`, c)
}

// skipComment reads a comment between declarations, which is not handed out.
func (s *Scanner) skipComment() {
	s.openSection(commentSection, len("<!--"))
	for s.section.kind != noSection && s.fault == nil {
		s.piece()
	}
}

// parameterReference reads a reference between declarations and begins to
// read the parameter entity.
func (s *Scanner) parameterReference() {
	start := s.pos + 1
	end := nameEnd(s.buf, start)
	for s.cut(end) && s.more() {
		start = s.pos + 1
		end = nameEnd(s.buf, start)
	}
	if end == start || s.buf[end] != ';' {
		s.fail(diag.MalformedReference, s.pos, end, `reference to a parameter entity is not complete; expected a name and ";"`)
		return
	}
	s.loose = true
	e := s.parameter[string(s.buf[start:end])]
	r := s.span(s.pos, end+1)
	switch {
	case e == nil || e.kind == externalEntity:
		s.unread = true
		s.pos = end + 1
	case e.open:
		s.failAt(diag.EntityRecursion, r, "parameter entity %s refers to itself", diag.Quote(e.name))
		s.relate(e.declared, "declared here")
	default:
		s.openEntity(e, end+1)
	}
}

// closeParameter ends a parameter entity. The conditional sections that it
// opened it must have closed.
func (s *Scanner) closeParameter() {
	if s.conditional > s.entities[len(s.entities)-1].sections {
		s.fail(diag.MalformedDeclaration, s.pos, s.pos, `conditional section is not closed; expected "]]>"`)
		return
	}
	s.closeEntity()
}

// conditionalSection opens or closes a conditional section (§3.4), which only
// a parameter entity may have. One to be ignored is passed over.
func (s *Scanner) conditionalSection() {
	c := newCursor(s.buf, s.pos, s.end)
	if c.accept("]]>") {
		if s.conditional == s.entities[len(s.entities)-1].sections {
			s.strayInSubset()
			return
		}
		s.conditional--
		s.pos = c.pos
		return
	}
	c.expect("<![")
	c.skip()
	include := c.keyword("INCLUDE")
	if !include && !c.keyword("IGNORE") {
		c.want(`"INCLUDE" or "IGNORE"`)
	}
	c.skip()
	c.expect("[")
	if include {
		s.conditional++
	} else {
		c.ignore()
	}
	s.pos = c.pos
	if c.failed() {
		s.report(c)
	}
}

// ignore passes the rest of a section to be ignored, with those in it.
func (c *cursor) ignore() {
	for depth := 1; depth > 0 && !c.failed(); {
		switch {
		case c.accept("<!["):
			depth++
		case c.accept("]]>"):
			depth--
		case c.pos == c.end:
			c.want(`"]]>"`)
		default:
			c.pos++
		}
	}
}
