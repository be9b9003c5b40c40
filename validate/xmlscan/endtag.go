package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
)

// leave closes the element whose end was the last token.
func (s *Scanner) leave() {
	top := len(s.open) - 1
	s.restore(&s.open[top])
	s.open = s.open[:top]
	s.empty = false
}

// endTag reads an end tag. Most are as they should be, so the name is not
// looked up but compared with the one expected.
func (s *Scanner) endTag() Kind {
	for {
		top := &s.open[len(s.open)-1]
		q := &s.qnames[top.qname]
		start := s.pos + len("</")
		end := start + len(q.name)
		if end < s.end && string(s.buf[start:end]) == q.name && class[s.buf[end]]&className == 0 {
			i := end
			for isSpace(s.buf[i]) {
				i++
			}
			if s.buf[i] == '>' && top.entities == len(s.entities) {
				s.rng, s.nameRng = s.span(s.pos, i+1), s.span(start, end)
				s.name, s.qname, s.text = top.name, q.name, nil
				s.attrs, s.decls = s.attrs[:0], s.decls[:0]
				s.pos = i + 1
				return EndElement
			}
		}
		if !s.endTagCut() || !s.more() {
			return s.badEndTag()
		}
	}
}

// endTagCut reports whether the end of the window is reached before the fault
// in an end tag can be known.
func (s *Scanner) endTagCut() bool {
	i := nameEnd(s.buf, s.pos+len("</"))
	for isSpace(s.buf[i]) {
		i++
	}
	return s.cut(i)
}

// badEndTag is the fault of an end tag that is not the one expected.
func (s *Scanner) badEndTag() Kind {
	top := &s.open[len(s.open)-1]
	want := s.qnames[top.qname].name
	start := s.pos + len("</")
	end := nameEnd(s.buf, start)
	i := end
	for isSpace(s.buf[i]) {
		i++
	}
	found := string(s.buf[start:end])
	switch {
	case end == start:
		return s.fail(diag.MalformedTag, s.pos, start, `"</" begins no end tag; expected %s`, diag.Quote("</"+want+">"))
	case s.buf[i] != '>':
		if s.cut(i) || s.buf[i] == '<' {
			return s.fail(diag.UnclosedTag, s.pos, end, `end tag %s is not closed; expected ">"`, diag.Quote(found))
		}
		return s.fail(diag.MalformedTag, i, i+1, `end tag %s must have nothing but its name; expected ">"`, diag.Quote(found))
	case top.entities != len(s.entities):
		s.fail(diag.EntityNesting, s.pos, i+1, "end tag %s closes an element that was opened outside; an entity must close what it opens, and nothing else", diag.Quote(found))
		s.relate(top.tag, "start tag %s", diag.Quote(want))
		return EOF
	}
	s.fail(diag.TagMismatch, start, end, "end tag %s does not match start tag %s; expected %s",
		diag.Quote(found), diag.Quote(want), diag.Quote("</"+want+">"))
	s.relate(top.tag, "start tag %s", diag.Quote(want))
	if s.isOpen(found) {
		s.fix(s.pos, s.pos, "</"+want+">", "insert "+diag.Quote("</"+want+">"))
	} else {
		s.fix(start, end, want, "write "+diag.Quote("</"+want+">"))
	}
	return EOF
}

func (s *Scanner) isOpen(name string) bool {
	for i := range s.open {
		if s.qnames[s.open[i].qname].name == name {
			return true
		}
	}
	return false
}
