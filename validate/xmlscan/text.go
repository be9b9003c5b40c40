package xmlscan

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/diag"
)

// characters reads character data up to the next markup, to the end of the
// window or to a fault, which is then found at the start of the next token.
// The window has enough for at least one character.
func (s *Scanner) characters() Kind {
	i, cr := s.lexText()
	if i == s.pos {
		return s.badText(i)
	}
	return s.emitText(i, cr)
}

// lexText is the end of the run of character data at pos. What only makes
// sense with what follows it stays behind at the end of the window: "\r", and
// brackets that may become "]]>".
func (s *Scanner) lexText() (end int, cr bool) {
	buf, i := s.buf, s.pos
	for {
		for class[buf[i]]&classText == 0 {
			i++
		}
		switch c := buf[i]; {
		case c == '<' || c == '&':
			return i, cr
		case c == '>':
			if i-s.pos >= 2 && buf[i-1] == ']' && buf[i-2] == ']' {
				return i - 2, cr
			}
			i++
		case c == '\r':
			if i+1 == s.end && !s.last() {
				return i, cr
			}
			cr = true
			i++
		case i == s.end:
			return s.holdBrackets(i), cr
		default:
			n := i
			if c >= 0x80 {
				n = multibyte(buf, i)
			}
			if n == i {
				return i, cr
			}
			i = n
		}
	}
}

// holdBrackets is the end of the text that ends with the window at i, without
// the brackets there.
func (s *Scanner) holdBrackets(i int) int {
	for n := 0; n < 2 && i > s.pos && s.buf[i-1] == ']' && !s.last(); n++ {
		i--
	}
	return i
}

func (s *Scanner) emitText(end int, cr bool) Kind {
	s.rng = s.span(s.pos, end)
	s.text, s.cdata = s.buf[s.pos:end], false
	if cr && len(s.entities) == 0 {
		s.text = s.lineEnds(s.text)
	}
	s.pos = end
	return Text
}

// lineEnds is the text with each line end as "\n" (XML 1.0 §2.11).
func (s *Scanner) lineEnds(text []byte) []byte {
	out := s.scratch[:0]
	for {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			break
		}
		out = append(out, text[:i]...)
		out = append(out, '\n')
		text = text[i+1:]
		if len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
	}
	s.scratch = append(out, text...)
	return s.scratch
}

// badText is the fault of what may not stand in character data.
func (s *Scanner) badText(i int) Kind {
	if s.buf[i] == ']' {
		s.fail(diag.SectionEndInText, i, i+3, `"]]>" ends a CDATA section, and none is open; write "]]&gt;"`)
		s.fix(i, i+3, "]]&gt;", `write "]]&gt;"`)
		s.sure()
		return EOF
	}
	return s.badCharacter(i)
}
