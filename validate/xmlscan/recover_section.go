package xmlscan

import (
	"bytes"
	"cmp"

	"github.com/snapxml/snapxml/validate/diag"
)

// A search remembers where a text was found last, so that looking for it
// again and again does not take more than one pass over the document.
type search struct {
	from, at int // at is the first place from there on; -1 for none
	done     bool
}

// find is the first place of the closing delimiter of a kind of section from
// buf[i] on, or -1; of none, that of an end tag.
func (s *Scanner) find(kind sectionKind, i int) int {
	f := &s.recovery.searches[kind]
	if !f.done || i < f.from || f.at >= 0 && f.at < i {
		*f = search{from: i, at: -1, done: true}
		delimiter := cmp.Or(sections[kind].close, "</")
		if n := bytes.Index(s.buf[i:max(i, s.end)], []byte(delimiter)); n >= 0 {
			f.at = i + n
		}
	}
	return f.at
}

// sectionEnd is where the section of a kind that begins at buf[i] ends, and
// whether it does by its closing delimiter.
func (s *Scanner) sectionEnd(kind sectionKind, i int) (end int, closed bool) {
	switch kind {
	case commentSection:
		return s.commentEnd(i)
	case cdataSection:
		return s.cdataEnd(i)
	}
	return s.instructionEnd(i)
}

// sectionCloses reports whether the section of a kind that begins at buf[i]
// has its closing delimiter. In the text of an entity that is found out later.
func (s *Scanner) sectionCloses(kind sectionKind, i int) bool {
	if len(s.entities) > 0 {
		return true
	}
	_, closed := s.sectionEnd(kind, i)
	return closed
}

// commentEnd is the end of the comment at buf[i]. One that another comment
// begins in, on another line, is not closed. Such a comment ends with its
// line, with what looks like the end of one there, or before markup that comes
// right behind its "<!--".
func (s *Scanner) commentEnd(i int) (end int, closed bool) {
	start := i + len("<!--")
	if n := s.find(commentSection, start); n >= 0 {
		inner := bytes.Index(s.buf[start:n], []byte("<!--"))
		if inner < 0 || !lineBreak(s.buf[i:start+inner]) {
			return n + len("-->"), true
		}
	}
	line := bytes.TrimRight(s.line(start), spaces)
	if hasPrefix(bytes.TrimLeft(line, spaces), "<") { // it was begun before markup
		return start, false
	}
	if n := bytes.Index(line, []byte("->")); n >= 0 {
		return start + n + len("->"), false
	}
	if n := bytes.Index(line, []byte("--")); n >= 0 {
		rest := bytes.TrimLeft(line[n+len("--"):], spaces)
		if hasPrefix(rest, ">") {
			return start + len(line) - len(rest) + 1, false
		}
		return start + n + len("--"), false
	}
	return start + len(line), false
}

// cdataEnd is the end of the CDATA section at buf[i]. One that is not closed
// ends before the next end tag, or else with its line.
func (s *Scanner) cdataEnd(i int) (end int, closed bool) {
	start := i + len("<![CDATA[")
	if n := s.find(cdataSection, start); n >= 0 {
		return n + len("]]>"), true
	}
	if n := s.find(noSection, start); n >= 0 {
		return n, false
	}
	return start + len(s.line(start)), false
}

// instructionEnd is the end of the processing instruction at buf[i]. One that
// is not closed ends with a ">" on its line, or else with the line.
func (s *Scanner) instructionEnd(i int) (end int, closed bool) {
	start := i + len("<?")
	if n := s.find(instructionSection, start); n >= 0 {
		return n + len("?>"), true
	}
	return s.markupEnd(start), false
}

// markupEnd is where markup without its end is taken to end, from buf[i] on:
// behind a ">" or before a "<" on the line, or else with the line.
func (s *Scanner) markupEnd(i int) int {
	line := s.line(i)
	switch n := bytes.IndexAny(line, "<>"); {
	case n < 0:
		return i + len(bytes.TrimRight(line, spaces))
	case line[n] == '>':
		return i + n + 1
	default:
		return i + n
	}
}

// unclosedSection takes a comment or CDATA section that is not closed and
// whose opening has n bytes. In a document type declaration it is a fault.
func (s *Scanner) unclosedSection(kind sectionKind, n int) Kind {
	sec := sections[kind]
	start := s.pos + n
	end, _ := s.sectionEnd(kind, s.pos)
	s.fail(sec.code, s.pos, start, "%s is not closed; expected %s", sec.name, diag.Quote(sec.close))
	if s.inSubset {
		return EOF
	}
	text := bytes.TrimRight(s.buf[start:end], "->")
	if kind == cdataSection {
		text = s.buf[start:end]
	}
	s.fix(start+len(text), end, sec.close, "insert "+diag.Quote(sec.close))
	s.keepFault()
	s.recovery.doubt = kind == cdataSection
	s.rng = s.span(s.pos, end)
	s.text, s.cdata = s.sanitised(text), kind == cdataSection
	s.pos = end
	return sec.kind
}

// sanitised is text without what is no UTF-8.
func (s *Scanner) sanitised(text []byte) []byte {
	return bytes.ToValidUTF8(text, []byte("\uFFFD"))
}

// recoverPiece goes on after a fault in a section that is closed. What follows
// comes as one piece.
func (s *Scanner) recoverPiece() Kind {
	sec := sections[s.section.kind]
	end, _ := s.sectionEnd(s.section.kind, s.section.at)
	start, limit := s.pos, end-len(sec.close)
	for s.fault != nil && s.pos < limit {
		if s.fault.Code == diag.DoubleHyphen {
			s.keepFault()
			for s.pos < limit && s.buf[s.pos] == '-' {
				s.pos++
			}
		} else {
			s.keepCharacter()
			s.pos = max(s.badRun(s.pos), s.pos+1)
		}
		s.nextInSection(limit)
	}
	if s.fault != nil { // hyphens that run into the end
		s.keepFault()
	}
	s.rng = s.span(start, end)
	if s.section.first {
		s.rng.Start = s.section.opened.Start
	}
	s.recovery.doubt = s.section.kind == cdataSection
	s.text, s.cdata = s.sanitised(s.buf[start:max(start, limit)]), s.section.kind == cdataSection
	s.pos = end
	s.section = section{}
	return sec.kind
}

// nextInSection goes to the next fault in the section before buf[limit], if
// there is one.
func (s *Scanner) nextInSection(limit int) {
	if s.pos >= limit || s.recovery.stopped {
		return
	}
	i, closed, _ := s.lexSection()
	switch s.pos = i; {
	case closed || i >= limit:
		s.pos = limit
	case s.buf[i] == '-':
		s.doubleHyphen(i)
	default:
		s.badCharacter(i)
	}
}

// recoverInstruction passes over a processing instruction with a fault in its
// target, or without an end.
func (s *Scanner) recoverInstruction() Kind {
	s.keepFault()
	s.pos, _ = s.instructionEnd(s.pos)
	return EOF
}

// recoverDoctype passes over a document type declaration with a fault. What it
// declares is not known.
func (s *Scanner) recoverDoctype() Kind {
	s.keepFault()
	s.leaveEntities()
	first, ended := s.inSubset || s.pos == s.doctypeAt, false
	switch {
	case s.inSubset:
		s.pos = s.doctypeAt
	case !first && !hasPrefix(s.buf[s.pos:s.end], "<!DOCTYPE"): // behind the subset
		first, ended = true, true
		if !isSpace(s.buf[s.pos]) {
			s.pos = s.markupEnd(s.pos)
		}
	}
	s.section, s.inSubset, s.conditional = section{}, false, 0
	s.loose, s.unread, s.standalone = true, true, false
	if !ended {
		s.pos = s.declarationEnd(s.pos)
	}
	if first && !s.recovery.stopped {
		return s.emitDoctype()
	}
	return EOF
}

// recoverDeclaration passes over a "<!" that begins nothing, or a CDATA section
// outside the root element.
func (s *Scanner) recoverDeclaration() Kind {
	if hasPrefix(s.buf[s.pos:s.end], "<![CDATA[") {
		end, _ := s.cdataEnd(s.pos)
		if s.fault.Code == diag.ContentAfterRoot && s.recovery.extra {
			s.take()
		}
		s.recovery.extra = s.recovery.extra || s.rooted
		s.keepFault()
		s.pos = end
		return EOF
	}
	s.keepFault()
	s.recovery.doubt = true
	s.loose = s.loose || len(s.open) == 0 // it may have declared something
	s.pos = s.declarationEnd(s.pos)
	return EOF
}

// declarationEnd is the end of what begins with the "<!" at buf[i] and is
// neither a comment nor a CDATA section: of a document type declaration, the
// ">" that closes it, with text in quotes, comments and instructions passed
// over; of anything else the end of a line. A document type declaration that is
// not closed ends with a "]>", or before the next tag.
func (s *Scanner) declarationEnd(i int) int {
	const word = "<!DOCTYPE"
	if end := i + len(word); !s.recovery.open && end <= s.end && bytes.EqualFold(s.buf[i:end], []byte(word)) {
		if n := s.doctypeEnd(end); n > 0 {
			return n
		}
		s.recovery.open = true
		return s.openDoctypeEnd(end)
	}
	return s.markupEnd(i + len("<!"))
}

// openDoctypeEnd is the end of a document type declaration that is not closed,
// from buf[i] on.
func (s *Scanner) openDoctypeEnd(i int) int {
	if n := bytes.Index(s.buf[i:s.end], []byte("]>")); n >= 0 {
		return i + n + len("]>")
	}
	for ; i < s.end; i++ {
		if s.buf[i] == '<' && nameEnd(s.buf, i+1) > i+1 {
			return i
		}
	}
	return i
}

// doctypeEnd is the index behind the ">" that closes a document type
// declaration, from buf[i] on, or 0 if there is none.
func (s *Scanner) doctypeEnd(i int) int {
	subset := false
	for i < s.end {
		switch c := s.buf[i]; {
		case hasPrefix(s.buf[i:s.end], "<!--"):
			n := s.find(commentSection, i+len("<!--"))
			if n < 0 {
				return 0
			}
			i = n + len("-->")
			continue
		case hasPrefix(s.buf[i:s.end], "<?"):
			n := s.find(instructionSection, i+len("<?"))
			if n < 0 {
				return 0
			}
			i = n + len("?>")
			continue
		case c == '"' || c == '\'':
			if n := bytes.IndexByte(s.buf[i+1:s.end], c); n >= 0 {
				i += n + 1
			}
		case c == '[':
			subset = true
		case c == ']':
			subset = false
		case c == '>' && !subset:
			return i + 1
		}
		i++
	}
	return 0
}
