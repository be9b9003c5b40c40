package xmlscan

import (
	"bytes"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// An expansion is an entity being read in an attribute value.
type expansion struct {
	buf      []byte
	pos, end int
	entity   *entity
	literal  bool         // as it stands in the document, where line ends are not yet normalised
	ref      source.Range // the reference in the document's own text
}

// normalise is the value of the literal buf[i:j] with references replaced and
// white space as spaces (XML 1.0 §3.3.3). It is incomplete where an entity is
// not known. Entities within entities are kept on a stack.
func (s *Scanner) normalise(buf []byte, i, j int) (value []byte, incomplete bool) {
	from := len(s.values)
	x := expansion{buf: buf, pos: i, end: j, literal: len(s.entities) == 0}
	s.expansions = s.expansions[:0]
	for s.fault == nil {
		s.copyPlain(&x)
		if len(s.values) > s.limits.Tag {
			s.fail(diag.TagLimit, s.pos, s.pos+1, "attribute values of more than %d bytes in one tag; the limit is reached", s.limits.Tag)
			break
		}
		if x.pos == x.end {
			if len(s.expansions) == 0 {
				break
			}
			x.entity.open = false
			x = s.expansions[len(s.expansions)-1]
			s.expansions = s.expansions[:len(s.expansions)-1]
			continue
		}
		incomplete = s.expand(&x) || incomplete
	}
	n := len(s.values)
	return s.values[from:n:n], incomplete
}

// copyPlain copies what means itself, and white space as spaces.
func (s *Scanner) copyPlain(x *expansion) {
	for x.pos < x.end {
		start := x.pos
		for c := x.buf[x.pos]; x.pos < x.end && c != '&' && c != '<' && (c == ' ' || !isSpace(c)); c = x.buf[x.pos] {
			x.pos++
		}
		s.values = append(s.values, x.buf[start:x.pos]...)
		if x.pos == x.end || !isSpace(x.buf[x.pos]) {
			return
		}
		if x.literal && x.buf[x.pos] == '\r' && x.buf[x.pos+1] == '\n' {
			x.pos++
		}
		s.values = append(s.values, ' ')
		x.pos++
	}
}

// expand replaces the reference at the expansion's place. It reports whether
// the entity is not known.
func (s *Scanner) expand(x *expansion) (skipped bool) {
	if x.buf[x.pos] == '<' && x.entity == nil { // reported when the tag was read
		s.values = append(s.values, '<')
		x.pos++
		return true
	}
	if x.buf[x.pos] == '<' {
		s.failAt(diag.LessThanInValue, x.ref, `"<" may not come into an attribute value, not from an entity either; declare it as "&#38;lt;"`)
		s.blame(x)
		x.pos++
		return true
	}
	r := readReference(x.buf, x.pos)
	if x.entity == nil {
		x.ref = s.span(x.pos, min(r.end, x.end))
	}
	if r.code != "" {
		s.badValueReference(x, r)
		end := min(max(r.end, x.pos+1), x.end)
		s.values = append(s.values, x.buf[x.pos:end]...)
		x.pos = end
		return true
	}
	x.pos = r.end
	if r.char != 0 {
		s.values = utf8.AppendRune(s.values, r.char)
		return false
	}
	e := s.lookup(r.name, x.ref)
	switch {
	case s.fault != nil:
		s.blame(x)
	case e == nil:
		return true
	case e.kind == externalEntity:
		s.failAt(diag.ExternalEntity, x.ref, "entity %s is external; an attribute value may not refer to it", diag.Quote(e.name))
		s.relate(e.declared, "declared here")
	case s.deeper(len(s.entities)+len(s.expansions), x.ref) && s.spend(e.size, x.ref):
		s.expansions = append(s.expansions, *x)
		e.open = true
		*x = expansion{buf: e.text, end: e.size, entity: e, ref: x.ref}
	}
	return false
}

// badValueReference is the fault of a reference that is not well-formed.
func (s *Scanner) badValueReference(x *expansion, r reference) {
	if x.entity == nil {
		s.badReference(x.pos, r)
		return
	}
	s.failAt(r.code, x.ref, "%s", r.problem)
	s.blame(x)
}

// blame says in the fault which entity it comes from.
func (s *Scanner) blame(x *expansion) {
	if x.entity != nil && s.told != nil {
		s.inEntity(x.entity)
	}
}

// collapse takes the spaces out of a value of a type other than CDATA that
// stand at its ends or behind another one.
func collapse(value []byte) []byte {
	value = bytes.Trim(value, " ")
	if !bytes.Contains(value, []byte("  ")) {
		return value
	}
	out := make([]byte, 0, len(value))
	for i, c := range value {
		if c != ' ' || value[i-1] != ' ' {
			out = append(out, c)
		}
	}
	return out
}
