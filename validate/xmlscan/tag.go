package xmlscan

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// Results of functions that read a part of a tag: the index behind the part,
// or one of these. An index is never 0, as a tag begins with "<".
const (
	needMore = 0  // the window ends before the part does
	faulty   = -1 // a fault was found
)

// A tag is what is known of a start tag while it is read.
type tag struct {
	number   uint64 // counts start tags, to find attributes given twice
	name     uint32
	nameAt   int
	nameEnd  int
	attr     uint32 // the attribute being read
	value    int    // where a value begins whose end is not found yet, or 0
	attrs    int
	special  bool // has values to normalise or declares namespaces
	prefixed int  // attributes with a prefix
}

// startTag reads a start tag. If the window ends within it more is brought in
// and the tag begun again.
func (s *Scanner) startTag() Kind {
	for {
		end := s.lexTag()
		if end > 0 {
			return s.enter(end)
		}
		if end == faulty && s.bare {
			s.bare, s.fault, s.told = false, nil, nil // the attributes are needed to tell it
			continue
		}
		if end == faulty {
			return EOF
		}
		if !s.more() {
			return s.cutTag()
		}
	}
}

// lexTag reads a start tag up to its end. Names are looked up in the table,
// but what they and the values mean is seen to afterwards.
func (s *Scanner) lexTag() int {
	buf := s.buf
	s.tag.number++
	s.tag.value, s.tag.special, s.tag.prefixed, s.tag.attrs = 0, false, 0, 0
	s.attrs = s.attrs[:0]
	name, i := s.lexName(s.pos + 1)
	if i <= 0 {
		if i == faulty {
			s.strayLess()
		}
		return i
	}
	s.tag.name, s.tag.nameAt, s.tag.nameEnd = name, s.pos+1, i
	for {
		spaced := i
		for isSpace(buf[i]) {
			i++
		}
		switch {
		case buf[i] == '>':
			s.empty = false
			return i + 1
		case buf[i] == '/' && buf[i+1] == '>':
			s.empty = true
			return i + 2
		case s.cut(i), buf[i] == '/' && s.cut(i+1):
			return needMore
		case buf[i] == '/' || buf[i] == '<' || spaced == i:
			return s.badTag(i)
		}
		if i = s.lexAttr(i); i <= 0 {
			return i
		}
	}
}

// lexName reads a name and looks it up. Where none begins at i it returns
// faulty and leaves the message to the caller; a limit gives a fault itself.
func (s *Scanner) lexName(i int) (name uint32, end int) {
	buf := s.buf
	word := wordAt(buf, i)
	n := first(nameStops(word))
	if n == 8 {
		more := wordAt(buf, i+8)
		if m := first(nameStops(more)); m > 0 {
			return s.lexLongName(i, word, more, 8+m)
		}
	}
	word <<= 64 - 8*n // what is in the table is a name
	slot := &s.slots[word*s.key>>s.shift]
	if q := &s.qnames[slot.name]; slot.word == word && len(q.name) == n && q.document == s.document && i+n < s.end {
		return slot.name, i + n // by far the most common case
	}
	return s.lexAnyName(i)
}

// lexLongName is lexName for a name of n bytes, more than eight. If they are
// sixteen the name may be longer.
func (s *Scanner) lexLongName(i int, word, more uint64, n int) (name uint32, end int) {
	if n < 16 {
		more <<= 128 - 8*n
		hash := s.hash(word, more)
		slot := &s.slots[hash>>s.shift]
		if q := &s.qnames[slot.name]; slot.word == hash && q.tail == more && len(q.name) == n && q.document == s.document && i+n < s.end {
			return slot.name, i + n
		}
	}
	return s.lexAnyName(i)
}

// lexAnyName is lexName for a name that the document did not have yet, whose
// place in the table another one took, or that is longer still.
func (s *Scanner) lexAnyName(i int) (name uint32, end int) {
	buf := s.buf
	j := i
	if class[buf[j]]&classStart != 0 {
		for class[buf[j]]&className != 0 {
			j++
		}
	}
	if j == i || buf[j] >= 0x80 {
		if j = nameEnd(buf, i); j == i && !s.cut(i) {
			return 0, faulty
		}
	}
	if s.cut(j) {
		return 0, needMore
	}
	if name = s.qnameAt(buf, i, j); name == 0 {
		return 0, faulty
	}
	return name, j
}

// enter opens the element whose start tag ends at end.
func (s *Scanner) enter(end int) Kind {
	if end-s.pos > s.limits.Tag {
		return s.fail(diag.TagLimit, s.pos, s.pos+1, "tag of more than %d bytes; the limit is reached", s.limits.Tag)
	}
	if len(s.open) >= s.limits.Depth {
		return s.fail(diag.DepthLimit, s.pos, s.tag.nameEnd, "elements nested too deeply; the limit of %d is reached", s.limits.Depth)
	}
	s.rng, s.nameRng = s.span(s.pos, end), s.span(s.tag.nameAt, s.tag.nameEnd)
	n := len(s.open)
	if n == cap(s.open) {
		s.open = slices.Grow(s.open, 1)
	}
	e := &s.open[:n+1][n] // filled in place, as it is large
	*e = element{
		qname: s.tag.name, bindings: len(s.bindings), scope: s.scope,
		entities: len(s.entities), start: s.pos, tag: s.rng,
	}
	if len(s.entities) > 0 {
		e.start = -1
	}
	if s.recovery != nil {
		s.recovery.soft = true
	}
	s.decls = s.decls[:0]
	if s.tag.special || len(s.lists) > 0 {
		s.finishAttrs()
	}
	q := &s.qnames[s.tag.name]
	if q.scope == s.scope {
		e.name = q.expanded
	} else {
		e.name = s.resolve(s.tag.name, s.nameRng, true)
	}
	if s.tag.prefixed > 0 {
		s.resolveAttrs()
	}
	if s.fault != nil {
		return EOF
	}
	s.open = s.open[:n+1]
	s.rooted = true
	s.name, s.qname = e.name, q.name
	s.text = nil
	s.pos = end
	return StartElement
}
