package xmlscan

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A section is a comment, CDATA section or processing instruction that is
// being read. It comes in pieces as long as the window.
type section struct {
	kind   sectionKind
	first  bool         // no piece of it was read
	opened source.Range // its opening delimiter
	at     int          // where that stands in the window, for the recovering reader
	blank  bool         // in an instruction: white space before the data is to be skipped
}

type sectionKind uint8

const (
	noSection sectionKind = iota
	commentSection
	cdataSection
	instructionSection
)

// sections are what the kinds have: the token they give, what closes them,
// and what they are called.
var sections = [...]struct {
	kind  Kind
	close string
	name  string
	code  diag.Code
}{
	commentSection:     {Comment, "-->", "comment", diag.UnclosedComment},
	cdataSection:       {Text, "]]>", "CDATA section", diag.UnclosedSection},
	instructionSection: {ProcInst, "?>", "processing instruction", diag.UnclosedInstruction},
}

// openSection begins a section at pos, whose opening has n bytes.
func (s *Scanner) openSection(kind sectionKind, n int) Kind {
	if s.recovery != nil && !s.sectionCloses(kind, s.pos) {
		return s.unclosedSection(kind, n)
	}
	s.section = section{kind: kind, first: true, opened: s.span(s.pos, s.pos+n), at: s.pos}
	s.pos += n
	return s.piece()
}

// piece reads a piece of a section: to its end, to the end of the window, or
// to a fault.
func (s *Scanner) piece() Kind {
	if s.section.blank && !s.skipBlank() {
		return EOF
	}
	for {
		i, closed, cr := s.lexSection()
		if closed || i > s.pos {
			return s.emitPiece(i, closed, cr)
		}
		if !s.last() && s.end-i < utf8.UTFMax {
			s.more()
			continue
		}
		switch {
		case s.atEnd(i):
			sec := sections[s.section.kind]
			return s.failAt(sec.code, s.section.opened, "%s is not closed; expected %s", sec.name, diag.Quote(sec.close))
		case s.buf[i] == '-' && s.buf[i+1] == '-':
			return s.doubleHyphen(i)
		}
		return s.badCharacter(i)
	}
}

// lexSection is the end of the piece at pos. It reports whether the section
// is closed there, and whether there are "\r" in the piece.
func (s *Scanner) lexSection() (end int, closed, cr bool) {
	buf, i := s.buf, s.pos
	closing := sections[s.section.kind].close
	for {
		for class[buf[i]]&classSection == 0 {
			i++
		}
		switch c := buf[i]; {
		case i == s.end:
			return i, false, cr
		case c == '\r':
			if i+1 == s.end && !s.last() {
				return i, false, cr
			}
			cr = true
			i++
		case c == closing[0]:
			if s.end-i < len(closing) && !s.last() {
				return i, false, cr
			}
			if hasPrefix(buf[i:s.end], closing) {
				return i, true, cr
			}
			if c == '-' && buf[i+1] == '-' {
				return i, false, cr
			}
			i++
		case c < 0x80 && c >= ' ':
			i++
		default:
			n := i
			if c >= 0x80 {
				n = multibyte(buf, i)
			}
			if n == i {
				return i, false, cr
			}
			i = n
		}
	}
}

// doubleHyphen is the fault of a "--" in a comment.
func (s *Scanner) doubleHyphen(i int) Kind {
	s.fail(diag.DoubleHyphen, i, i+2, `"--" may not stand in a comment; expected "-->"`)
	s.fix(i+1, i+1, " ", `write "- -"`)
	return EOF
}

func (s *Scanner) emitPiece(i int, closed, cr bool) Kind {
	sec := &sections[s.section.kind]
	end := i
	if closed {
		end += len(sec.close)
	}
	s.rng = s.span(s.pos, end)
	if s.section.first {
		s.rng.Start = s.section.opened.Start
	}
	s.text, s.cdata = s.buf[s.pos:i], s.section.kind == cdataSection
	if cr && len(s.entities) == 0 {
		s.text = s.lineEnds(s.text)
	}
	s.pos = end
	s.section.first = false
	if closed {
		s.section.kind = noSection
	}
	return sec.kind
}

// instruction begins a processing instruction (XML 1.0 §2.6).
func (s *Scanner) instruction() Kind {
	start := s.pos + len("<?")
	end := nameEnd(s.buf, start)
	for (s.cut(end) || s.buf[end] == '?' && s.cut(end+1)) && s.more() {
		start = s.pos + len("<?")
		end = nameEnd(s.buf, start)
	}
	target := s.buf[start:end]
	switch {
	case end == start && !s.cut(end):
		return s.fail(diag.MalformedInstruction, s.pos, start, `"<?" begins a processing instruction; expected its target, a name, right behind`)
	case strings.EqualFold(string(target), "xml"):
		return s.reservedTarget(start, end)
	case bytes.IndexByte(target, ':') >= 0:
		return s.fail(diag.MalformedName, start, end, "target %s must have no colon", diag.Quote(string(target)))
	case len(target) > s.limits.Name:
		return s.fail(diag.NameLimit, start, end, "name of %d bytes; the limit of %d is reached", len(target), s.limits.Name)
	case s.cut(end) || s.buf[end] == '?' && s.cut(end+1):
		return s.fail(diag.UnclosedInstruction, s.pos, start, `processing instruction is not closed; expected "?>"`)
	case !isSpace(s.buf[end]) && s.buf[end] != '?':
		s.badTarget(end)
		return EOF
	}
	return s.openInstruction(start, end)
}

func (s *Scanner) openInstruction(start, end int) Kind {
	if s.buf[end] == '?' && s.buf[end+1] != '>' {
		s.badTarget(end)
		return EOF
	}
	if s.recovery != nil && !s.sectionCloses(instructionSection, s.pos) {
		return s.fail(diag.UnclosedInstruction, s.pos, start, `processing instruction is not closed; expected "?>"`)
	}
	s.target = append(s.target[:0], s.buf[start:end]...)
	s.nameRng = s.span(start, end)
	s.section = section{kind: instructionSection, first: true, blank: true, opened: s.span(s.pos, start), at: s.pos}
	s.pos = end
	return s.piece()
}

// skipBlank skips white space between the target and the data.
func (s *Scanner) skipBlank() bool {
	for {
		for isSpace(s.buf[s.pos]) {
			s.pos++
		}
		if s.pos < s.end || !s.more() {
			s.section.blank = false
			return s.fault == nil
		}
	}
}

func (s *Scanner) badTarget(i int) {
	if s.buf[i] < ' ' || s.buf[i] >= 0x80 && multibyte(s.buf, i) == i {
		s.badCharacter(i)
		return
	}
	c, n := describe(s.buf, i)
	s.fail(diag.MalformedInstruction, i, i+n, `%s may not stand in the target of a processing instruction; expected a space or "?>"`, c)
}

// reservedTarget is the fault of a target that is "xml" in any case.
func (s *Scanner) reservedTarget(start, end int) Kind {
	if string(s.buf[start:end]) == "xml" {
		return s.fail(diag.MisplacedXMLDecl, s.pos, end, "misplaced XML declaration; it must be the first thing in the document, with nothing before it")
	}
	return s.fail(diag.ReservedTarget, start, end, "target %s is reserved; expected another name", diag.Quote(string(s.buf[start:end])))
}
