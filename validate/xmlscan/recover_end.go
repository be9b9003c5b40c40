package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
)

// planned does what the plan has for the tag at pos, beyond what would be done
// anyway: elements without an end tag are ended before it, and an end tag is
// taken for what it is meant to be. It gives a token if the latter does.
// It reports whether it did anything.
func (s *Scanner) planned() (kind Kind, did bool) {
	if len(s.entities) > 0 || s.section.kind != noSection || s.inSubset {
		return EOF, false
	}
	if len(s.open) == 0 {
		for isSpace(s.buf[s.pos]) {
			s.pos++
		}
	}
	a := s.actionAt(s.pos)
	if a == nil {
		return EOF, false
	}
	if n := s.above(a.keep); n > 0 {
		s.recovery.closing = n
		return EOF, true
	}
	if a.end == proper {
		return EOF, false
	}
	return s.plannedEnd(a.end), true
}

// above is how many elements are open in the one whose start tag is at
// buf[start].
func (s *Scanner) above(start int) int {
	for n := len(s.open) - 1; n >= 0; n-- {
		if s.open[n].start == start {
			return len(s.open) - 1 - n
		}
	}
	return 0
}

// plannedEnd takes an end tag that is not as it should be.
func (s *Scanner) plannedEnd(v verdict) Kind {
	if v == stray || len(s.open) == 0 {
		return s.strayEnd()
	}
	if v == slashless {
		return s.slashlessEnd()
	}
	end, next, ok := s.endTagEnd(s.pos)
	switch {
	case !ok:
		s.badEnd(end, next)
	case v == misspelt:
		s.misspeltEndTag(s.pos+len("</"), end)
		s.keepFault()
	}
	return s.endElement(end, next)
}

// slashlessEnd takes the start tag at pos for the end tag of the innermost
// element, which has the same name.
func (s *Scanner) slashlessEnd() Kind {
	top := &s.open[len(s.open)-1]
	name := s.qnames[top.qname].name
	s.unclosedBefore(top, diag.Quote("<"+name+">"))
	s.fix(s.pos+1, s.pos+1, "/", "write "+diag.Quote("</"+name+">"))
	s.keepFault()
	end := s.pos + len("<") + len(name)
	nameRng := s.span(s.pos+1, end)
	kind := s.endElement(end, end+1)
	s.nameRng = nameRng
	return kind
}

// endElement ends the innermost element with the end tag at pos.
func (s *Scanner) endElement(nameEnd, next int) Kind {
	top := &s.open[len(s.open)-1]
	s.rng, s.nameRng = s.span(s.pos, next), s.span(min(s.pos+len("</"), nameEnd), nameEnd)
	s.name, s.qname, s.text = top.name, s.qnames[top.qname].name, nil
	s.attrs, s.decls = s.attrs[:0], s.decls[:0]
	s.pos = next
	return EndElement
}

// endTagEnd is where the name of the end tag at buf[i] ends, and the tag
// itself; ok is false if it is not as it should be. Such a tag ends before the
// next markup, and with its line.
func (s *Scanner) endTagEnd(i int) (name, next int, ok bool) {
	name = nameEnd(s.buf, i+len("</"))
	j := name
	for isSpace(s.buf[j]) {
		j++
	}
	if s.buf[j] == '>' && name > i+len("</") {
		return name, j + 1, true
	}
	if next = s.markupEnd(name); s.buf[next-1] != '>' {
		next = name
	}
	return name, next, false
}

// badEnd lists the fault of an end tag whose name ends at buf[end], which
// ends itself at buf[next], and which is not as it should be.
func (s *Scanner) badEnd(end, next int) {
	want := ""
	if len(s.open) > 0 {
		want = s.qnames[s.open[len(s.open)-1].qname].name
	}
	i := end
	for isSpace(s.buf[i]) {
		i++
	}
	if s.buf[i] < ' ' && i < s.end || s.buf[i] >= 0x80 && multibyte(s.buf, i) == i {
		s.badCharacter(i)
	} else {
		s.malformedEndTag(want, end, i)
		if d := s.fault; end == s.pos+len("</") && len(d.Fixes) > 0 { // the fix is for the whole tag
			d.Fixes[0].Edits[0].Range = s.span(s.pos, next)
		}
	}
	s.keepFault()
}

// recoverEnd goes on after a fault in an end tag of which the plan knows
// nothing: it is not as it should be, but has the right name.
func (s *Scanner) recoverEnd() Kind {
	s.take()
	end, next, ok := s.endTagEnd(s.pos)
	if len(s.open) > 0 && !ok && s.qnames[s.open[len(s.open)-1].qname].name == string(s.buf[s.pos+len("</"):end]) {
		s.badEnd(end, next)
		return s.endElement(end, next)
	}
	return s.strayEnd()
}

// strayEnd passes over an end tag that belongs to no element. One behind the
// root element goes with what has been reported there.
func (s *Scanner) strayEnd() Kind {
	end, next, ok := s.endTagEnd(s.pos)
	r := s.recovery
	name := string(s.buf[s.pos+len("</") : end])
	owed := r.paid(name)
	name = diag.Quote("</" + name + ">")
	switch {
	case owed:
	case len(s.open) == 0 && r.extra:
	case len(s.open) == 0:
		s.unexpectedEndTag()
	case !ok:
		s.badEnd(end, next)
	default:
		want := s.qnames[s.open[len(s.open)-1].qname].name
		s.fail(diag.UnexpectedEndTag, s.pos, next, "end tag %s without a start tag; expected %s", name, diag.Quote("</"+want+">"))
	}
	if s.fault != nil {
		s.fix(s.pos, next, "", "remove "+name)
		s.keepFault()
	}
	r.doubt = true
	s.pos = next
	return EOF
}
