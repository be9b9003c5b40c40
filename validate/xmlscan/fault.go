package xmlscan

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// fail ends the reading with a fault at buf[i:j]. It returns EOF.
func (s *Scanner) fail(code diag.Code, i, j int, format string, args ...any) Kind {
	return s.failAt(code, s.span(i, j), format, args...)
}

// failAt is fail for a range of the input. Only the first fault counts, and
// none does where the input could not be read to its end. Within an entity
// the message says so, as the range can only be that of the reference.
func (s *Scanner) failAt(code diag.Code, r source.Range, format string, args ...any) Kind {
	if s.fault != nil || s.err != nil {
		return EOF
	}
	r.End = min(r.End, s.total) // the input may end within a code unit
	if s.recovery.quiet(code) {
		s.told = nil
		if !s.recovery.soft || isLimit(code) {
			s.recovery.unsaid = diag.Diagnostic{Code: code, Range: r}
			s.fault = &s.recovery.unsaid
		}
		return EOF
	}
	s.told = diag.Errorf(code, r, format, args...)
	if n := len(s.entities); n > 0 {
		s.inEntity(s.entities[n-1].entity)
	}
	if s.recovery == nil || !s.recovery.note(s.told) {
		s.fault = s.told
	}
	return EOF
}

// inEntity adds to the fault that it stands in the text of an entity.
func (s *Scanner) inEntity(e *entity) {
	s.told.Message = fmt.Sprintf("in the text of entity %s: %s", diag.Quote(e.name), s.told.Message)
	s.relate(e.declared, "entity %s is declared here", diag.Quote(e.name))
}

// relate adds a related place to the fault, if it has not been mentioned.
func (s *Scanner) relate(r source.Range, format string, args ...any) {
	if s.told != nil && !slices.ContainsFunc(s.told.Related, func(o diag.Related) bool { return o.Range == r }) {
		s.told.Related = append(s.told.Related, diag.Related{Range: r, Message: fmt.Sprintf(format, args...)})
	}
}

// fix adds to the fault a fix that replaces buf[i:j]. There is none within an
// entity, nor in an encoding whose bytes are not those of the text.
func (s *Scanner) fix(i, j int, text, title string) {
	if s.told == nil || !s.direct {
		return
	}
	s.told.Fixes = append(s.told.Fixes, diag.Fix{
		Title: title,
		Edits: []diag.Edit{{Range: s.span(i, j), Text: text}},
	})
}

// sure says of the fix that was added last that it is certain ([diag.Fix]).
func (s *Scanner) sure() {
	if d := s.told; d != nil && len(d.Fixes) > 0 {
		d.Fixes[len(d.Fixes)-1].Certain = true
	}
}

// badCharacter is the fault of a byte that is no character of XML.
func (s *Scanner) badCharacter(i int) Kind {
	r, n := decodeRune(s.buf, i)
	switch {
	case s.buf[i] < ' ':
		r, n = rune(s.buf[i]), 1
	case n == 0:
		return s.badBytes(i)
	}
	return s.fail(diag.InvalidCharacter, i, i+n, "character %U is not allowed in XML 1.0", r)
}

// badBytes is the fault of bytes that are no character of the encoding.
func (s *Scanner) badBytes(i int) Kind {
	return s.fail(diag.InvalidBytes, i, i+1, "these bytes are not %s; expected %[1]s, or the right encoding in the XML declaration", s.enc.name)
}

// unclosed is the fault of a document that ends within an element.
func (s *Scanner) unclosed() Kind {
	s.unclosedBefore(&s.open[len(s.open)-1], "the end of the document")
	return EOF
}

// secondRoot is the fault of an element behind the root element.
func (s *Scanner) secondRoot() Kind {
	end := nameEnd(s.buf, s.pos+1)
	for s.cut(end) && s.more() {
		end = nameEnd(s.buf, s.pos+1)
	}
	if end == s.pos+1 {
		return s.startTag()
	}
	return s.fail(diag.ContentAfterRoot, s.pos, end,
		"second root element %s; a document has one root element", diag.Quote(string(s.buf[s.pos+1:end])))
}

// misplacedText is the fault of character data or a reference outside the
// root element.
func (s *Scanner) misplacedText() Kind {
	if i := s.pos; s.buf[i] < ' ' || s.buf[i] >= 0x80 && multibyte(s.buf, i) == i {
		return s.badCharacter(i)
	}
	n := 0
	for s.pos+n < s.end || s.more() {
		i := s.pos + n
		switch c := s.buf[i]; {
		case c >= utf8.RuneSelf && s.cut(i) && s.more():
			continue
		case c >= utf8.RuneSelf && multibyte(s.buf, i) > i:
			n = multibyte(s.buf, i) - s.pos
			continue
		case n == 0 || class[c]&(classText|classSpace) == 0:
			n++
			continue
		}
		break
	}
	end := s.pos + n
	if s.rooted {
		return s.fail(diag.ContentAfterRoot, s.pos, end, "text after the root element; only comments and processing instructions may stand here")
	}
	return s.fail(diag.ContentBeforeRoot, s.pos, end, `text before the root element; expected "<"`)
}

// badPrologMarkup is the fault of a "<!" outside the root element that begins
// nothing.
func (s *Scanner) badPrologMarkup() Kind {
	const word = "<!DOCTYPE"
	end := s.pos + len(word)
	if end <= s.end && strings.EqualFold(string(s.buf[s.pos:end]), word) {
		s.fail(diag.MalformedMarkup, s.pos, end, `"DOCTYPE" must be in capitals; expected "<!DOCTYPE"`)
		s.fix(s.pos, end, word, `write "<!DOCTYPE"`)
		return EOF
	}
	return s.fail(diag.MalformedMarkup, s.pos, s.pos+2, `"<!" begins neither a comment nor a document type declaration; expected "<!--" or "<!DOCTYPE"`)
}

func (s *Scanner) misplacedDoctype() Kind {
	return s.fail(diag.MisplacedDoctype, s.pos, s.pos+len("<!DOCTYPE"),
		"misplaced document type declaration; there may be one, before the root element")
}

// describe is the character at buf[i] as messages name it, and its length.
func describe(buf []byte, i int) (string, int) {
	n := 1
	if _, m := decodeRune(buf, i); m > 0 {
		n = m
	}
	if buf[i] == '"' {
		return "quotation mark", n
	}
	return diag.Quote(string(buf[i : i+n])), n
}
