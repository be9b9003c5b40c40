package xmlscan

import (
	"bytes"
	"math"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// A Rescanner reads a document that is being edited. It reads as a [Scanner]
// with recovery does, and after a change can go on from a [Checkpoint] before
// it instead of the beginning.
//
// What can be read in parts is a document in UTF-8 without a document type
// declaration, whose comments and sections are closed. Of any other, what stands
// at its end may decide what its beginning means.
type Rescanner struct {
	scanner *Scanner
	text    []byte
	marks   []tagMark
	plan    []action
	whole   bool // it cannot be read in parts

	before, behind int64 // see the methods
}

// NewRescanner makes a rescanner. See [NewScanner].
func NewRescanner(names *Names, o Options) *Rescanner {
	return &Rescanner{scanner: NewScanner(names, o)}
}

// Scanner is the scanner that the tokens come from.
func (r *Rescanner) Scanner() *Scanner { return r.scanner }

// Text is the document as it is.
func (r *Rescanner) Text() []byte { return r.text }

// Faults are those found since the last [Rescanner.Reset] or
// [Rescanner.Resume], in the order in which they were found.
func (r *Rescanner) Faults() []*diag.Diagnostic { return r.scanner.recovery.faults }

// Reset starts a document. It returns false if it cannot be read in parts; then
// there is nothing to be read.
func (r *Rescanner) Reset(document []byte) bool {
	s := r.scanner
	s.ResetRecovering(document)
	r.text, r.marks, r.plan, r.whole = document, r.marks[:0], nil, false
	if !s.begin() || s.enc.unit != 0 || s.base != 0 {
		r.whole = true
		return false
	}
	s.state, s.kind = stateRead, Comment
	r.mark(s.pos, func(*tagMark) bool { return false })
	r.makePlan()
	s.pos, s.recovery.plan = int(s.xmlDeclaration.End), r.plan
	return !r.whole
}

const (
	// headSpan is how many bytes at the start of a document may be those of a
	// byte order mark or the begin of an XML declaration.
	headSpan = 16
	// manyNames is how many distinct names the scanner may have met before a
	// change has it begin anew.
	manyNames = 50_000
)

// Change takes the document as it is after a change: the bytes from start to
// end have become n others. It returns false if the document has to be read
// from its beginning, by [Rescanner.Reset]. Else a call of [Rescanner.Resume]
// must follow.
func (r *Rescanner) Change(document []byte, start, end, n int) bool {
	s := r.scanner
	if r.whole || s.recovery == nil || start <= int(s.xmlDeclaration.End) || start < headSpan || s.count > manyNames {
		return false
	}
	s.memory.Reset(document)
	s.window.open(&s.memory, wholeWindow(document))
	s.fill()
	s.direct = true
	s.recovery.searches = [len(s.recovery.searches)]search{}
	old := r.plan
	r.remark(document, start, end, n)
	r.makePlan()
	r.comparePlans(old, start, end, n-(end-start))
	return !r.whole
}

// remark finds the tags of the changed document. Those well before the change
// are as they were, and so are those behind it from the first on that is.
func (r *Rescanner) remark(document []byte, start, end, n int) {
	first, from := r.firstMark(start), int(r.scanner.xmlDeclaration.End)
	if first > 0 {
		from = int(r.marks[first].at)
	}
	old := slices.Clone(r.marks[first:])
	r.marks, r.text = r.marks[:first], document
	delta, next, met := n-(end-start), 0, false
	r.mark(from, func(m *tagMark) bool {
		at := int(m.at)
		for next < len(old) && int(old[next].at)+delta < at {
			next++
		}
		met = next < len(old) && int(old[next].at) >= end && *m == old[next].moved(delta) &&
			at > start+n && bytes.IndexByte(document[start+n:at], '\n') >= 0
		return met
	})
	if !met {
		return
	}
	for _, m := range old[next:] {
		r.marks = append(r.marks, m.moved(delta))
	}
}

// moved is a mark that many bytes further on.
func (m tagMark) moved(delta int) tagMark {
	m.at = uint32(int(m.at) + delta)
	return m
}

// firstMark is the first mark that a change from an index on may concern. What
// is wrong with a tag may depend on the line of the tag behind it.
func (r *Rescanner) firstMark(start int) int {
	line := bytes.LastIndexByte(r.text[:start], '\n') + 1
	n, _ := slices.BinarySearchFunc(r.marks, line, func(m tagMark, at int) int { return int(m.at) - at })
	return max(0, n-2)
}

// mark notes the tags from an index on, until a function has enough of them;
// the one that it is given then is left out.
func (r *Rescanner) mark(i int, enough func(*tagMark) bool) {
	s := r.scanner
	s.recovery.plan, s.recovery.planning = nil, true
	for !r.whole {
		n := bytes.IndexByte(s.buf[i:s.end], '<')
		if n < 0 {
			break
		}
		i += n
		m := tagMark{at: uint32(i), partner: -1, indent: int16(min(indent(s.buf, i), math.MaxInt16))}
		closed := s.closes(i)
		next, isTag := s.markAt(&m)
		r.whole = !closed || s.fault != nil // not nil at a limit
		i = next
		if isTag && enough(&m) {
			break
		}
		if isTag {
			r.marks = append(r.marks, m)
		}
	}
	s.recovery.planning = false
	s.fault, s.told = nil, nil
	s.attrs, s.empty, s.recovery.open = s.attrs[:0], false, false
}

// closes reports whether what begins with the "<" at buf[i], if it is no tag,
// is a comment, section or instruction with an end.
func (s *Scanner) closes(i int) bool {
	rest, closed := s.buf[i:s.end], true
	switch {
	case hasPrefix(rest, "<!--"):
		_, closed = s.commentEnd(i)
	case hasPrefix(rest, "<![CDATA["):
		_, closed = s.cdataEnd(i)
	case hasPrefix(rest, "<?"):
		_, closed = s.instructionEnd(i)
	case hasPrefix(rest, "<!"):
		return false
	}
	return closed
}

// makePlan finds out which tags belong together, as [Scanner.makePlan] does.
func (r *Rescanner) makePlan() {
	s := r.scanner
	r.plan = nil
	depth, balanced := nesting(r.marks)
	if r.whole = r.whole || depth > s.limits.Depth; r.whole || balanced {
		return
	}
	marks := make([]tagMark, 0, len(r.marks))
	for _, m := range r.marks {
		marks, _ = noteMark(marks, m)
	}
	p := newPlanner(s.buf, s.end, marks, len(s.qnames), func(i uint32) string { return s.qnames[i].name })
	p.pair()
	r.plan = p.actions()
}

// nesting is how deep the elements are nested, and whether all tags belong
// together in pairs.
func nesting(marks []tagMark) (depth int, balanced bool) {
	var open []uint32
	balanced = true
	for i := range marks {
		switch m := &marks[i]; {
		case m.kind == emptyMark:
		case m.half:
			balanced = false
		case m.kind == startMark:
			open = append(open, m.name)
			depth = max(depth, len(open))
		case len(open) > 0 && open[len(open)-1] == m.name:
			open = open[:len(open)-1]
		default:
			balanced = false
		}
	}
	return depth, balanced && len(open) == 0
}

// comparePlans finds out how far the plan is as it was before the change, from
// the beginning and from the end.
func (r *Rescanner) comparePlans(old []action, start, end, delta int) {
	moved := func(at int) int {
		if at >= end {
			return at + delta
		}
		return at
	}
	same := func(a, b action) bool {
		inside := a.at >= start && a.at < end || a.keep >= start && a.keep < end
		return !inside && moved(a.at) == b.at && moved(a.keep) == b.keep && a.end == b.end && a.open == b.open
	}
	now := r.plan
	r.before, r.behind = int64(len(r.text)), 0
	for len(old) > 0 && len(now) > 0 && old[0].at < start && same(old[0], now[0]) {
		old, now = old[1:], now[1:]
	}
	for len(old) > 0 && len(now) > 0 && same(old[len(old)-1], now[len(now)-1]) {
		old, now = old[:len(old)-1], now[:len(now)-1]
	}
	for _, a := range now {
		r.before, r.behind = min(r.before, int64(a.at)), max(r.behind, int64(a.at)+1)
	}
	for _, a := range old {
		r.before, r.behind = min(r.before, int64(a.at)), max(r.behind, int64(moved(a.at))+1)
	}
}

// Before is the offset up to which the tags of the document have, after the
// last change, the same partners as before it.
func (r *Rescanner) Before() int64 { return r.before }

// Behind is the offset from which on that is so.
func (r *Rescanner) Behind() int64 { return r.behind }
