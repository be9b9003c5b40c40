package xmlscan

import (
	"bytes"
	"math"
)

// A tagMark is a tag of the document, as the first reading of a document that
// is not well-formed notes it. There may be millions.
type tagMark struct {
	at      uint32 // where it begins in the window
	name    uint32
	partner int32 // the end tag of a start tag, the start tag of an end tag; -1 for none
	indent  int16 // columns before it, if it is the first on its line, else -1
	kind    tagKind
	half    bool // without ">", or not an end tag as it should be
	inked   bool // text comes right behind the start tag
	last    bool // of an end tag: another one has taken its place
	slash   bool // of an end tag: it is written as a start tag
	gap     bool // tags of empty elements follow that are not noted
}

type tagKind uint8

const (
	startMark tagKind = iota
	emptyMark
	endMark
)

// An action is what to do at a tag other than what would be done anyway.
type action struct {
	at   int // where the tag begins in the window
	keep int // the start of the element that must be the innermost at the tag, or -1
	end  verdict
	open bool // of a start tag without ">": an end tag belongs to it
}

// A verdict is what an end tag is.
type verdict uint8

const (
	proper    verdict = iota // as it should be
	misspelt                 // ends the innermost element, under another name
	crossed                  // the same, but that has been said
	stray                    // belongs to no element
	slashless                // a start tag that is meant to be the end tag of the innermost element
)

// makePlan reads the tags of the document from pos on and finds out which
// start and end tags belong together. It has nothing to say of a document in
// which all do.
func (s *Scanner) makePlan() []action {
	if s.end > math.MaxUint32 {
		return nil
	}
	start := s.pos
	s.recovery.planning = true
	marks := s.tagMarks()
	s.recovery.planning = false
	s.pos, s.fault, s.told = start, nil, nil
	s.attrs, s.empty, s.recovery.open = s.attrs[:0], false, false
	if marks == nil {
		return nil
	}
	p := newPlanner(s.buf, s.end, marks, len(s.qnames), func(i uint32) string { return s.qnames[i].name })
	p.pair()
	return p.actions()
}

// tagMarks reads the tags of the document. It is nil if they are balanced.
func (s *Scanner) tagMarks() (marks []tagMark) {
	var open []uint32
	balanced, halves := true, 0
	for i := s.pos; ; {
		n := bytes.IndexByte(s.buf[i:s.end], '<')
		if n < 0 {
			break
		}
		i += n
		m := tagMark{at: uint32(i), partner: -1, indent: int16(min(indent(s.buf, i), math.MaxInt16))}
		next, isTag := s.markAt(&m)
		if s.fault != nil { // a limit
			break
		}
		i = next
		if !isTag {
			continue
		}
		var noted bool
		if marks, noted = noteMark(marks, m); !noted {
			continue
		}
		switch {
		case m.half:
			balanced = false
			if halves++; halves > maxFaults { // the reading ends before
				return marks
			}
		case m.kind == startMark:
			open = append(open, m.name)
			if len(open) > s.limits.Depth {
				return nil
			}
		case m.kind == endMark && len(open) > 0 && open[len(open)-1] == m.name:
			open = open[:len(open)-1]
		case m.kind == endMark:
			balanced = false
		}
	}
	if balanced && len(open) == 0 {
		return nil
	}
	return marks
}

// noteMark adds a mark to those before it, unless it is that of an empty element
// that ends nothing.
func noteMark(marks []tagMark, m tagMark) (all []tagMark, noted bool) {
	last := len(marks) - 1
	if m.kind == emptyMark && m.indent < 0 && (last < 0 || !marks[last].inked && (marks[last].kind != startMark || marks[last].name != m.name)) {
		if last >= 0 {
			marks[last].gap = true
		}
		return marks, false
	}
	return append(marks, m), true
}

// markAt reads what begins with the "<" where the mark is, and fills in the
// mark if it is a tag. It gives the index where to go on.
func (s *Scanner) markAt(m *tagMark) (next int, isTag bool) {
	i := int(m.at)
	rest := s.buf[i:s.end]
	switch {
	case hasPrefix(rest, "<!--"):
		next, _ = s.commentEnd(i)
		return next, false
	case hasPrefix(rest, "<![CDATA["):
		next, _ = s.cdataEnd(i)
		return next, false
	case hasPrefix(rest, "<!"):
		return s.declarationEnd(i), false
	case hasPrefix(rest, "<?"):
		next, _ = s.instructionEnd(i)
		return next, false
	case hasPrefix(rest, "</"):
		return s.markEnd(m), true
	}
	s.pos = i
	if nameEnd(s.buf, i+1) == i+1 && s.looseName(i) == 0 {
		return i + 1, false
	}
	end := s.lexTag()
	if end <= 0 {
		s.fault = nil
		known := len(s.recovery.faults)
		end, m.half = s.recoverTag()
		s.recovery.faults = s.recovery.faults[:known]
		if end == 0 {
			return i + 1, false
		}
	}
	m.name, m.kind = s.tag.name, startMark
	if s.empty && !m.half {
		m.kind = emptyMark
	}
	j := end
	for isSpace(s.buf[j]) {
		j++
	}
	m.inked = s.buf[j] != '<' && j < s.end
	return end, true
}

// markEnd fills in the mark of an end tag.
func (s *Scanner) markEnd(m *tagMark) (next int) {
	i := int(m.at)
	start := i + len("</")
	m.kind = endMark
	end, next, ok := s.endTagEnd(i)
	m.half = !ok
	if end > start {
		m.name = s.qnameAt(s.buf, start, end)
	}
	return next
}

// indent is the number of columns before buf[i] on its line, or -1 if there is
// more than white space. Tab stops are eight columns apart.
func indent(buf []byte, i int) int {
	columns := 0
	for _, c := range buf[lineStart(buf, i):i] {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 8 - columns%8
		default:
			return -1
		}
	}
	return columns
}

// lineStart is the start of the line if there is nothing but white space
// before buf[i], and else the index of the byte before that white space.
func lineStart(buf []byte, i int) int {
	for i > 0 && (buf[i-1] == ' ' || buf[i-1] == '\t') {
		i--
	}
	if i > 0 && buf[i-1] != '\n' && buf[i-1] != '\r' {
		return i - 1
	}
	return i
}

func lineBreak(text []byte) bool {
	return bytes.IndexByte(text, '\n') >= 0 || bytes.IndexByte(text, '\r') >= 0
}
