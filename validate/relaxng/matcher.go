package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Context is what a matcher asks of the document beyond its events. A
// scanner is one.
type Context interface {
	// NameOf is the expanded name that an ID stands for.
	NameOf(id xmlscan.ID) xmlscan.Name
	// Namespace is what a prefix is bound to at this point.
	Namespace(prefix string) (uri string, ok bool)
}

// A StartTag is the event of a start tag. The matcher keeps nothing of it.
type StartTag struct {
	Name      xmlscan.ID
	Attrs     []xmlscan.Attr
	Range     source.Range // the whole tag
	NameRange source.Range // the name in it
}

// maxHeld is the most bytes of text that are held to be compared with a
// datatype. A longer value is a mistake of its own.
const maxHeld = 10_000_000

// A Matcher matches one document. Feed it the events in order: [Matcher.Start],
// [Matcher.Text] and [Matcher.End]. Each mistake is reported once, and matching
// goes on as if it had been mended.
//
// A matcher is for one goroutine; any number may share a [Grammar].
type Matcher struct {
	grammar *Grammar
	auto    *automaton
	ctx     Context
	report  func(*diag.Diagnostic)

	stack []frame
	skip  int // how many open elements are being passed over
	text  text

	strangeSpaces []string // namespaces that have been reported to be wrong

	tangled []*xmlscan.Attr // scratch of matchAttributes
	taken   []int           // scratch of matchAttributes
	alts    []alternative   // scratch of open
	done    []*element      // scratch of completed
	judged  map[string]*judgement
}

// A frame is one open element.
type frame struct {
	level     *level
	name      xmlscan.ID
	nameRange source.Range
	after     *level // the level above once this element ends, where a mistake fixed it
	children  bool   // a child has begun
	faulty    bool   // something in it was not allowed: do not ask for what is missing
	seen      []occurrence
}

// An occurrence remembers where a child of some name stood first.
type occurrence struct {
	name xmlscan.ID
	at   source.Range
}

// text is the character content since the last tag.
type text struct {
	held  []byte       // all of it, while a datatype may want it
	ink   source.Range // what is not whitespace, first to last
	inked bool
	long  bool // held would have passed maxHeld
	holes bool // an entity that was not read is part of it
}

// NewMatcher makes a matcher for a document. It reports to a function, which
// may be called during any event.
func (g *Grammar) NewMatcher(ctx Context, report func(*diag.Diagnostic)) *Matcher {
	m := &Matcher{grammar: g, ctx: ctx, report: report}
	m.Reset()
	return m
}

// Reset makes the matcher ready for another document.
func (m *Matcher) Reset() {
	if a := m.grammar.current.Load(); a != m.auto {
		m.auto, m.judged = a, nil
	}
	m.stack = append(m.stack[:0], frame{level: m.auto.start})
	m.skip = 0
	m.strangeSpaces = nil
	m.text.reset()
}

func (m *Matcher) top() *frame { return &m.stack[len(m.stack)-1] }

// Start takes a start tag.
func (m *Matcher) Start(tag *StartTag) {
	if m.skip > 0 {
		m.skip++
		return
	}
	if m.auto != m.grammar.current.Load() {
		m.move()
	}
	parent := m.top()
	m.flushText(parent)
	parent.children = true
	o := m.auto.startTagOpenDeriv(parent.level, tag.Name, m.ctx)
	if o == nil {
		m.unexpectedElement(parent, tag)
		return
	}
	m.push(tag, m.open(o, tag), nil)
}

// push makes the element of a start tag the one that is open.
func (m *Matcher) push(tag *StartTag, inside, after *level) {
	m.top().remember(tag)
	if len(m.stack) < cap(m.stack) {
		m.stack = m.stack[:len(m.stack)+1]
		f := m.top()
		*f = frame{level: inside, name: tag.Name, nameRange: tag.NameRange, after: after, seen: f.seen[:0]}
		return
	}
	m.stack = append(m.stack, frame{level: inside, name: tag.Name, nameRange: tag.NameRange, after: after})
}

// open is the level inside the element of a start tag that may begin here.
func (m *Matcher) open(o *opening, tag *StartTag) *level {
	if o.sole != nil {
		if rest, ok := m.matchAttributes(o.sole, tag); ok {
			return m.auto.inside(o.sole, rest)
		}
		return m.explainAttributes(o.elements, tag)
	}
	m.alts = m.alts[:0]
	for _, e := range o.elements {
		if rest, ok := m.matchAttributes(m.auto.contentOf(e), tag); ok {
			m.alts = append(m.alts, alternative{e, rest})
		}
	}
	switch len(m.alts) {
	case 0:
		return m.explainAttributes(o.elements, tag)
	case 1:
		return m.auto.inside(m.auto.contentOf(m.alts[0].elem), m.alts[0].rest)
	}
	return m.levelOf(m.alts)
}

func (m *Matcher) levelOf(alts []alternative) *level {
	m.auto.mu.Lock()
	defer m.auto.mu.Unlock()
	return m.auto.level(alts)
}

// Text takes a piece of character content. Pieces that follow each other
// count as one text.
func (m *Matcher) Text(piece []byte, r source.Range) {
	if m.skip > 0 {
		return
	}
	m.text.add(piece, r, m.top().level.has&hasString != 0)
}

// Skipped takes a reference to an entity that was not read. What it stands for
// is unknown, so text around it is not compared with a datatype.
func (m *Matcher) Skipped() {
	if m.skip == 0 {
		m.text.holes = true
	}
}

// End takes the end tag of the element that is open.
func (m *Matcher) End() {
	if m.skip > 0 {
		m.skip--
		return
	}
	f := m.top()
	done := m.completed(f)
	after := f.after
	m.text.reset()
	m.stack = m.stack[:len(m.stack)-1]
	parent := m.top()
	if after == nil {
		after = m.auto.endTagDeriv(parent.level, done)
	}
	if after != nil {
		parent.level = after
	}
}

// completed is which of the alternatives of the open element are complete
// when it ends. If none is, it reports why and takes all of them.
func (m *Matcher) completed(f *frame) *elementSet {
	if f.children || f.level.has&hasString == 0 {
		m.flushText(f)
		if done := f.level.complete; len(done.elements) > 0 {
			return done
		}
		m.incomplete(f)
		return m.all(f.level)
	}
	if m.text.holes {
		return m.all(f.level)
	}
	m.done = m.done[:0]
	for _, x := range f.level.alts {
		if m.valueMatch(x.rest, m.text.held) {
			m.done = append(m.done, x.elem)
		}
	}
	if len(m.done) == 0 || m.text.long {
		m.invalidContent(f, string(m.text.held))
		return m.all(f.level)
	}
	return m.setOf(m.done)
}

// all is the set of the elements that a level may stand for.
func (m *Matcher) all(l *level) *elementSet {
	elements := make([]*element, len(l.alts))
	for i, x := range l.alts {
		elements[i] = x.elem
	}
	return m.setOf(elements)
}

func (m *Matcher) setOf(elements []*element) *elementSet {
	if len(elements) == 1 {
		if s := m.auto.single[elements[0].id].Load(); s != nil {
			return s
		}
	}
	m.auto.mu.Lock()
	defer m.auto.mu.Unlock()
	s := m.auto.set(elements)
	if len(elements) == 1 {
		m.auto.single[elements[0].id].Store(s)
	}
	return s
}

// flushText judges the text that stands before a tag, beside elements.
func (m *Matcher) flushText(f *frame) {
	if m.text.inked {
		if l := m.auto.textDeriv(f.level); l != nil {
			f.level = l
		} else {
			m.unexpectedText(f)
		}
	}
	m.text.reset()
}

// move takes the open elements over into the automaton that is current now.
func (m *Matcher) move() {
	a := m.grammar.current.Load()
	for i := range m.stack {
		f := &m.stack[i]
		f.level = a.adopt(f.level)
		if f.after != nil {
			f.after = a.adopt(f.after)
		}
	}
	m.auto, m.judged = a, nil
}

// maxSeen is how many names of children a frame remembers.
const maxSeen = 16

func (f *frame) remember(tag *StartTag) {
	n := len(f.seen)
	if n == maxSeen || n > 0 && f.seen[n-1].name == tag.Name {
		return
	}
	if !slices.ContainsFunc(f.seen, func(o occurrence) bool { return o.name == tag.Name }) {
		f.seen = append(f.seen, occurrence{tag.Name, tag.NameRange})
	}
}

// firstSeen is where a child of that name stood first.
func (f *frame) firstSeen(name xmlscan.ID) (at source.Range, ok bool) {
	for _, o := range f.seen {
		if o.name == name {
			return o.at, true
		}
	}
	return source.Range{}, false
}

func (t *text) reset() { *t = text{held: t.held[:0]} }

func (t *text) add(piece []byte, r source.Range, hold bool) {
	if hold {
		if len(t.held)+len(piece) > maxHeld {
			t.long = true
		} else {
			t.held = append(t.held, piece...)
		}
	}
	ink, ok := inkOf(piece, r)
	if !ok {
		return
	}
	if t.inked {
		ink = t.ink.Cover(ink)
	}
	t.ink, t.inked = ink, true
}

// inkOf is where a piece of text is not whitespace, from first to last.
func inkOf(piece []byte, at source.Range) (ink source.Range, ok bool) {
	first := slices.IndexFunc(piece, isInk)
	if first < 0 {
		return at, false
	}
	if at.Len() != int64(len(piece)) { // references in it: no way to trim
		return at, true
	}
	last := len(piece) - 1
	for !isInk(piece[last]) {
		last--
	}
	return source.Range{Start: at.Start + int64(first), End: at.Start + int64(last) + 1}, true
}

func isInk(c byte) bool { return !isSpace(c) }
