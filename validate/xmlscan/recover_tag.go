package xmlscan

import (
	"github.com/snapxml/snapxml/validate/diag"
)

// recoverStart goes on after a fault in a start tag, which is read again.
func (s *Scanner) recoverStart() Kind {
	r := s.recovery
	d := s.take()
	known := len(r.faults)
	end, half := s.recoverTag()
	if s.fault != nil { // a limit
		s.keepFault()
		return EOF
	}
	if end == 0 {
		return s.recoverLess(d)
	}
	if half && !s.opens() && !s.rooted && len(s.open) == 0 { // begun before the root element
		s.pos = end
		return EOF
	}
	if half {
		r.repair |= RepairHalfTag
		if !s.opens() {
			s.empty = true
			r.repair |= RepairUnknown
			r.doubt = true
		}
	}
	for _, d := range r.faults[known:] {
		if d.Code == diag.MalformedTag || d.Code == diag.MalformedName {
			r.repair |= RepairAttribute
		}
	}
	kind := s.enter(end)
	r.soft = false
	if kind == EOF { // at a limit
		s.keepFault()
		s.pos = end
	} else if half {
		s.open[len(s.open)-1].silent = true
	}
	return kind
}

// opens reports whether an end tag belongs to the start tag without ">" at
// pos.
func (s *Scanner) opens() bool {
	a := s.actionAt(s.pos)
	return a != nil && a.open
}

// actionAt is what the plan has for the tag at buf[i], or nil.
func (s *Scanner) actionAt(i int) *action {
	r := s.recovery
	for len(r.plan) > 0 && r.plan[0].at < i {
		r.plan = r.plan[1:]
	}
	if len(r.plan) == 0 || r.plan[0].at != i {
		return nil
	}
	return &r.plan[0]
}

// recoverLess takes a "<" that begins no tag for text, and those that follow
// it with it. It gets the fault, which may be that of the next character.
func (s *Scanner) recoverLess(d *diag.Diagnostic) Kind {
	r := s.recovery
	r.doubt = true
	end := s.pos + 1
	for s.buf[end] == '<' && s.buf[end+1] == '<' {
		end++
	}
	if s.buf[end] == '<' && !in(s.buf[end+1], "/?!") && nameEnd(s.buf, end+1) == end+1 {
		end++
	}
	if end > s.pos+1 && d.Code == diag.StrayLessThan {
		d.Range, d.Fixes = s.span(s.pos, end), nil
		s.told = d
		s.fix(s.pos, end, "", "remove "+diag.Quote(string(s.buf[s.pos:end])))
	}
	outside := len(s.open) == 0
	if outside || d.Code != diag.InvalidCharacter && d.Code != diag.InvalidBytes { // else it comes with the character
		r.add(d)
	}
	if outside {
		s.pos = end
		s.skipOutside()
		return EOF
	}
	return s.recoverText(end)
}

// looseName is where the name of a tag begins that has white space between the
// "<" at buf[i] and its name, or 0 if that is not likely to be a tag: a ">"
// or an attribute must follow.
func (s *Scanner) looseName(i int) int {
	i++
	for s.buf[i] == ' ' || s.buf[i] == '\t' {
		i++
	}
	end := nameEnd(s.buf, i)
	rest := s.buf[end:]
	if end == i || !(rest[0] == '>' || hasPrefix(rest, "/>") || nextAttr(s.line(end)) == 0) {
		return 0
	}
	return i
}

// recoverTag reads a start tag with faults, which it adds to the list. The
// result is 0 if it is no tag at all, or at a limit. A tag that is not closed
// is half; it ends before the next markup or, if only white space comes
// before that, with its line.
func (s *Scanner) recoverTag() (end int, half bool) {
	r := s.recovery
	s.tag.number++
	s.tag.value, s.tag.special, s.tag.prefixed = 0, false, 0
	s.attrs = s.attrs[:0]
	name := s.pos + 1
	i := nameEnd(s.buf, name)
	if i == name {
		if name = s.looseName(s.pos); name == 0 {
			return 0, false
		}
		i = nameEnd(s.buf, name)
		s.fail(diag.StrayLessThan, s.pos, s.pos+1, `"<" must stand right before the name of a tag; expected %s`, diag.Quote("<"+string(s.buf[name:i])))
		s.fix(s.pos+1, name, "", "remove the white space")
		s.addFault()
	}
	if s.tag.name = s.qnameAt(s.buf, name, i); s.fault != nil {
		return 0, false
	}
	s.tag.nameAt, s.tag.nameEnd = name, i
	t := tagRecovery{good: i, first: len(r.faults), faults: len(r.faults)}
	for {
		spaced := i
		for isSpace(s.buf[i]) {
			i++
		}
		switch {
		case s.buf[i] == '>':
			s.empty = t.slash
			return i + 1, false
		case s.buf[i] == '/' && s.buf[i+1] == '>':
			s.empty = true
			return i + 2, false
		case s.atEnd(i) || s.buf[i] == '<':
			return s.halfTag(t, spaced, i), true
		}
		if i = s.recoverPart(&t, spaced, i); s.fault != nil {
			return 0, false
		}
	}
}

// A tagRecovery is what is known of a start tag with faults.
type tagRecovery struct {
	first  int  // faults before the tag
	good   int  // behind the last part that is as it should be
	faults int  // faults up to there
	attrs  int  // attributes up to there
	cut    bool // the last part was a value without its closing quote
	slash  bool // the last part was a "/"
}

// splitName cuts the name of a tag without ">" where its text begins, if the
// end tag that follows at buf[i] tells: <nametext</name>.
func (s *Scanner) splitName(t *tagRecovery, i int) {
	end := nameEnd(s.buf, i+len("</"))
	if !hasPrefix(s.buf[i:s.end], "</") || end == i+len("</") {
		return
	}
	name := s.buf[i+len("</") : end]
	if len(name) >= s.tag.nameEnd-s.tag.nameAt || !hasPrefix(s.buf[s.tag.nameAt:s.tag.nameEnd], string(name)) {
		return
	}
	s.tag.name = s.qnameAt(s.buf, i+len("</"), end)
	s.tag.nameEnd = s.tag.nameAt + len(name)
	s.recovery.faults = s.recovery.faults[:t.first]
	*t = tagRecovery{good: s.tag.nameEnd, first: t.first, faults: t.first}
}

// recoverPart reads an attribute, or what stands in the place of one. White
// space before it begins at spaced.
func (s *Scanner) recoverPart(t *tagRecovery, spaced, i int) int {
	t.cut, t.slash = false, s.buf[i] == '/'
	if spaced == i || s.buf[i] == '/' {
		if s.buf[i] == '/' || nameEnd(s.buf, i) == i {
			next := s.skipJunk(i)
			s.badTag(i)
			s.fixJunk(i, next)
			s.addFault()
			if s.buf[i] == '/' {
				return i + 1
			}
			t.good, t.faults, t.attrs = next, len(s.recovery.faults), len(s.attrs)
			return next
		}
		if i > s.tag.nameEnd {
			s.badTag(i)
			s.addFault()
		}
	}
	known := len(s.recovery.faults)
	next := s.lexAttr(i)
	if next > 0 {
		if k := s.swallowed(next); k > 0 {
			next, t.cut = s.cutAttr(i, k), true
		}
	} else {
		next, t.cut = s.recoverAttr(i)
	}
	if s.fault != nil {
		return next
	}
	if n := len(s.recovery.faults); n == known || s.recovery.faults[n-1].Code != diag.MissingValue {
		t.good, t.faults, t.attrs = next, n, len(s.attrs)
	}
	return next
}

// addFault lists the fault of a part of a tag. A limit stays where it is.
func (s *Scanner) addFault() {
	if s.fault != nil && !isLimit(s.fault.Code) {
		s.recovery.add(s.take())
	}
}

// skipJunk is the index behind what can be no part of a tag.
func (s *Scanner) skipJunk(i int) int {
	i++
	for i < s.end && !isSpace(s.buf[i]) && !in(s.buf[i], "<>/") && class[s.buf[i]]&classStart == 0 {
		i++
	}
	return i
}

// fixJunk offers to remove what can be no part of a tag, up to buf[next]. A "/"
// may have been meant for the end of the tag.
func (s *Scanner) fixJunk(i, next int) {
	if s.told == nil {
		return
	}
	if s.buf[i] != '/' {
		s.fix(i, next, "", "remove "+diag.Quote(string(s.buf[i:next])))
		return
	}
	j := i + 1
	for isSpace(s.buf[j]) {
		j++
	}
	if s.buf[j] == '>' {
		s.fix(i, j+1, "/>", `write "/>"`)
		s.sure()
		return
	}
	s.fix(i, i+1, "", `remove "/"`)
}

// halfTag ends a tag without ">" at buf[i], where the next markup begins or
// the document ends. Words without a value that stand before are part of the
// tag, unless they are the text of the element: then its end tag follows.
func (s *Scanner) halfTag(t tagRecovery, spaced, i int) (end int) {
	r := s.recovery
	r.faults = r.faults[:t.faults]
	s.splitName(&t, i)
	name := s.buf[s.tag.nameAt:s.tag.nameEnd]
	end = spaced
	for end < i && s.buf[end] != '\n' && s.buf[end] != '\r' {
		end++
	}
	if hasPrefix(s.buf[i:], "</"+string(name)) {
		if t.attrs == 0 { // what is no attribute either is text
			t.good = s.tag.nameEnd
			r.faults = r.faults[:t.first]
		}
		s.attrs = s.attrs[:t.attrs]
		end = t.good
	}
	s.empty, s.tag.value = false, 0
	if t.cut {
		return end // the missing quote has been reported
	}
	if s.atEnd(i) {
		s.cutTag()
	} else {
		s.badTag(i)
	}
	switch {
	case t.slash:
		s.fix(spaced, spaced, ">", `insert ">"`)
	case s.opens():
		s.fix(t.good, t.good, ">", `insert ">"`)
	default:
		s.fix(t.good, t.good, "/>", `insert "/>"`)
	}
	s.addFault()
	return end
}
