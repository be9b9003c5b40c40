package xmlscan

// Pass reads on to the next comment, the end or a fault, as [Scanner.Next] does,
// and checks what stands between without telling it. It is for a document of
// which only the form matters.
func (s *Scanner) Pass() Kind {
	for {
		if s.recovery == nil && s.state == stateRead && !s.passContent() {
			s.kind, s.state = EOF, stateDone
			return EOF
		}
		if kind := s.Next(); kind == Comment || kind == EOF {
			return kind
		}
	}
}

// passContent passes tags and text within the root element, up to what only
// Next reads. It leaves the scanner as it is behind a text. It reports whether
// the document goes on.
func (s *Scanner) passContent() bool {
	if s.kind == EndElement || s.kind == StartElement && s.empty {
		s.leave()
	}
	s.kind = Text
	s.bare = len(s.lists) == 0
	defer func() { s.bare = false }()
	for len(s.open) > 0 && s.section.kind == noSection {
		if s.end-s.pos < lookahead {
			s.more()
		}
		switch c := s.buf[s.pos]; {
		case c != '<':
			end, _ := s.lexText()
			if end == s.pos {
				return true
			}
			s.pos = end
		case s.buf[s.pos+1] == '/':
			if s.endTag() == EOF {
				return false
			}
			s.leave()
		case class[s.buf[s.pos+1]]&classStart == 0:
			return true
		case s.startTag() == EOF:
			return false
		case s.empty:
			s.leave()
		}
	}
	return true
}
