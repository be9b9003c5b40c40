package xmlscan

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// An entity is one that the document type declaration declares.
type entity struct {
	name     string
	text     []byte       // replacement text (XML 1.0 §4.5), zero bytes behind it
	size     int          // its length without them
	kind     entityKind   //
	inside   bool         // declared in a parameter entity
	open     bool         // being read
	declared source.Range // its name in the declaration
}

type entityKind uint8

const (
	internalEntity entityKind = iota
	externalEntity            // never read
	unparsedEntity
)

// An inclusion is an entity being read in the place of its reference. It
// keeps what the window was.
type inclusion struct {
	entity   *entity
	ref      source.Range // the reference in the document
	depth    int          // elements open at the reference
	sections int          // conditional sections open at the reference
	buf      []byte
	pos, end int
}

// contentReference reads a reference in content. It gives a token, or begins
// to read an entity; then it is not done.
func (s *Scanner) contentReference() (kind Kind, done bool) {
	r := readReference(s.buf, s.pos)
	for r.code != "" {
		if !s.cut(r.end) || !s.more() {
			return s.badReference(s.pos, r), true
		}
		r = readReference(s.buf, s.pos)
	}
	s.rng = s.span(s.pos, r.end)
	if r.char != 0 {
		s.scratch = utf8.AppendRune(s.scratch[:0], r.char)
		s.text, s.cdata = s.scratch, false
		s.pos = r.end
		return Text, true
	}
	e := s.lookup(r.name, s.rng)
	switch {
	case s.fault != nil:
		return EOF, true
	case e == nil || e.kind == externalEntity:
		s.qname = string(r.name)
		s.pos = r.end
		return SkippedEntity, true
	}
	return EOF, !s.openEntity(e, r.end)
}

// lookup finds a general entity that is referred to at the range. It gives
// nil without a fault where the entity may be declared in a place that is not
// read (§4.1, "Entity Declared").
func (s *Scanner) lookup(name []byte, r source.Range) *entity {
	e := s.general[string(name)]
	switch {
	case len(name) > s.limits.Name:
		s.failAt(diag.NameLimit, r, "name of %d bytes; the limit of %d is reached", len(name), s.limits.Name)
	case e == nil && bytes.IndexByte(name, ':') >= 0:
		s.failAt(diag.MalformedName, r, "entity %s must have no colon", diag.Quote(string(name)))
	case e == nil && s.loose && !s.standalone:
		return nil
	case e == nil:
		s.undeclared(string(name), r)
	case e.inside && s.standalone:
		s.failAt(diag.UndeclaredEntity, r, `entity %s is declared in a parameter entity only; that does not count with standalone="yes"`, diag.Quote(e.name))
	case e.kind == unparsedEntity:
		s.failAt(diag.UnparsedEntity, r, "entity %s is not text (NDATA); it may only be named in an attribute of type ENTITY", diag.Quote(e.name))
		s.relate(e.declared, "declared here")
	case e.open:
		s.failAt(diag.EntityRecursion, r, "entity %s refers to itself", diag.Quote(e.name))
		s.relate(e.declared, "declared here")
	default:
		return e
	}
	return nil
}

// UnparsedEntity reports whether the document type declaration declares an
// unparsed entity of that name, which an attribute of type ENTITY may name.
func (s *Scanner) UnparsedEntity(name string) bool {
	e := s.general[name]
	return e != nil && e.kind == unparsedEntity
}

// undeclared is the fault of an entity that is not declared.
func (s *Scanner) undeclared(name string, r source.Range) {
	c, ok := htmlEntities[name]
	if !ok {
		s.failAt(diag.UndeclaredEntity, r, `entity %s is not declared; write "&amp;" if the character "&" is meant`, diag.Quote(name))
		return
	}
	number := fmt.Sprintf("&#%d;", c)
	s.failAt(diag.UndeclaredEntity, r, `entity %s is not declared, as it is in HTML; write %s`, diag.Quote(name), diag.Quote(number))
	if s.direct && s.told != nil {
		s.told.Fixes = []diag.Fix{{Title: "write " + diag.Quote(number), Edits: []diag.Edit{{Range: r, Text: number}}}}
	}
}

// htmlEntities are the entities of HTML that people most often expect in XML.
var htmlEntities = map[string]rune{
	"nbsp": 0xA0, "copy": 0xA9, "laquo": 0xAB, "reg": 0xAE, "deg": 0xB0, "middot": 0xB7, "raquo": 0xBB, "times": 0xD7,
	"auml": 0xE4, "eacute": 0xE9, "ouml": 0xF6, "uuml": 0xFC, "szlig": 0xDF, "ndash": 0x2013, "mdash": 0x2014,
	"lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "bull": 0x2022, "hellip": 0x2026, "euro": 0x20AC, "trade": 0x2122, "rarr": 0x2192,
}

// openEntity begins to read an entity. The input goes on at buf[next].
func (s *Scanner) openEntity(e *entity, next int) bool {
	ref := s.span(s.pos, next)
	if !s.deeper(len(s.entities), ref) || !s.spend(e.size, ref) {
		return false
	}
	s.entities = append(s.entities, inclusion{
		entity: e, ref: ref, depth: len(s.open), sections: s.conditional,
		buf: s.buf, pos: next, end: s.end,
	})
	e.open = true
	s.buf, s.pos, s.end = e.text, 0, e.size
	s.direct = false
	return true
}

// closeEntity goes on behind the reference to the entity that was read to its
// end. What the entity opened it must have closed (§4.3.2).
func (s *Scanner) closeEntity() bool {
	top := &s.entities[len(s.entities)-1]
	if len(s.open) > top.depth {
		e := &s.open[len(s.open)-1]
		name := s.qnames[e.qname].name
		s.failAt(diag.EntityNesting, top.ref, "element %s is not closed in it; expected %s", diag.Quote(name), diag.Quote("</"+name+">"))
		return false
	}
	top.entity.open = false
	s.buf, s.pos, s.end = top.buf, top.pos, top.end
	s.entities = s.entities[:len(s.entities)-1]
	s.direct = len(s.entities) == 0 && s.enc.unit == 0
	return true
}

// deeper checks that one more entity may be opened within n others.
func (s *Scanner) deeper(n int, r source.Range) bool {
	if n >= s.limits.EntityDepth {
		s.failAt(diag.EntityDepthLimit, r, "entities nested too deeply; the limit of %d is reached", s.limits.EntityDepth)
		return false
	}
	return true
}

// spend counts n bytes that come from an entity or a default, and checks that
// they are in proportion to the input.
func (s *Scanner) spend(n int, r source.Range) bool {
	s.spent += n + entityCost
	if s.spent <= s.limits.Expansion {
		return true
	}
	if int64(s.spent/s.limits.ExpansionFactor) <= s.consumed() {
		return true
	}
	s.failAt(diag.ExpansionLimit, r, "entities and attribute defaults bring more than %d times the text of the document; the limit is reached", s.limits.ExpansionFactor)
	return false
}

// consumed is how much of the document has been read.
func (s *Scanner) consumed() int64 {
	if len(s.entities) > 0 {
		return s.entities[0].ref.End
	}
	return s.offset(s.pos)
}
