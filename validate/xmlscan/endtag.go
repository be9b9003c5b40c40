package xmlscan

import (
	"strings"

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
	case s.malformedEndTag(want, end, i):
		return EOF
	case top.entities != len(s.entities):
		s.fail(diag.EntityNesting, s.pos, i+1, "end tag %s closes an element that was opened outside; an entity must close what it opens, and nothing else", diag.Quote(found))
		s.relate(top.tag, "start tag %s", diag.Quote(want))
		return EOF
	}
	if s.recovery == nil && s.isOpen(found) {
		s.unclosedBefore(top, diag.Quote("</"+found+">"))
		s.fix(s.pos, s.pos, "</"+want+">", "insert "+diag.Quote("</"+want+">"))
		return EOF
	}
	s.misspeltEndTag(start, end)
	return EOF
}

// malformedEndTag is the fault of an end tag that is none, if it is one: its
// name ends at buf[end], and buf[i] is where its ">" must stand.
func (s *Scanner) malformedEndTag(want string, end, i int) bool {
	start := s.pos + len("</")
	found := string(s.buf[start:end])
	name := diag.Quote(found)
	switch {
	case end == start && want != "":
		s.fail(diag.MalformedTag, s.pos, start, `"</" begins no end tag; expected %s`, diag.Quote("</"+want+">"))
		s.fix(s.pos, start, "</"+want+">", "write "+diag.Quote("</"+want+">"))
	case end == start:
		s.fail(diag.MalformedTag, s.pos, start, `"</" begins no end tag; expected a name`)
	case s.buf[i] == '>':
		return false
	case s.cut(i) || s.buf[i] == '<':
		s.unclosedEndTag(want, found, end)
	default:
		s.fail(diag.MalformedTag, i, i+1, `end tag %s must have nothing but its name; expected ">"`, name)
	}
	return true
}

// unclosedEndTag is the fault of an end tag without ">". The name that was
// found may be the beginning of what is wanted, or all of it.
func (s *Scanner) unclosedEndTag(want, found string, end int) {
	if want == found || !strings.HasPrefix(want, found) {
		s.fail(diag.UnclosedTag, s.pos, end, `end tag %s is not closed; expected ">"`, diag.Quote(found))
		s.fix(end, end, ">", `insert ">"`)
		if want == found {
			s.sure()
		}
		return
	}
	tag := "</" + want + ">"
	s.fail(diag.UnclosedTag, s.pos, end, `end tag %s is not complete; expected %s`, diag.Quote(found), diag.Quote(tag))
	s.fix(s.pos, end, tag, "write "+diag.Quote(tag))
}

// misspeltEndTag is the fault of an end tag with another name than the start
// tag. The name is buf[start:end].
func (s *Scanner) misspeltEndTag(start, end int) {
	top := &s.open[len(s.open)-1]
	want := s.qnames[top.qname].name
	s.fail(diag.TagMismatch, start, end, "end tag %s does not match start tag %s; expected %s",
		diag.Quote(string(s.buf[start:end])), diag.Quote(want), diag.Quote("</"+want+">"))
	s.relate(top.tag, "start tag %s", diag.Quote(want))
	s.fix(start, end, want, "write "+diag.Quote("</"+want+">"))
}

// unclosedBefore is the fault of an element that lacks its end tag before
// something, given as it is to appear in the message.
func (s *Scanner) unclosedBefore(e *element, before string) {
	name := s.qnames[e.qname].name
	s.failAt(diag.UnclosedElement, e.tag, "element %s is not closed; expected %s before %s",
		diag.Quote(name), diag.Quote("</"+name+">"), before)
}

// unexpectedEndTag is the fault of an end tag outside the root element.
func (s *Scanner) unexpectedEndTag() Kind {
	return s.fail(diag.UnexpectedEndTag, s.pos, s.pos+len("</"), "end tag without a start tag; no element is open here")
}

func (s *Scanner) isOpen(name string) bool {
	for i := range s.open {
		if s.qnames[s.open[i].qname].name == name {
			return true
		}
	}
	return false
}
