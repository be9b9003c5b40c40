package relaxng

import (
	"slices"
	"sync"
	"sync/atomic"
)

// An automaton is what a grammar has learned of documents so far: patterns,
// levels and their successors. Levels are read without a lock; everything
// else happens under mu.
type automaton struct {
	grammar *Grammar
	mu      sync.Mutex
	*builder

	contents []atomic.Pointer[content] // by element
	values   []*pattern                // by attribute
	memo     map[memoKey]*pattern
	attrs    map[*pattern][]*attribute
	levels   map[string]*level
	sets     map[string]*elementSet
	single   []atomic.Pointer[elementSet] // sets of one, by element
	entries  int                          // in tables of levels

	start *level // before the root element
	work  int    // steps done, a measure of time for tests
}

// A memoKey is a pattern and the letter it is derived by; see letter.key.
type memoKey struct {
	p      *pattern
	letter int64
}

// cacheLimits bound an automaton. When one is passed the automaton is dropped.
// The size of the schema is added to both.
type cacheLimits struct {
	patterns int // patterns, memo entries and table entries together
	cells    int // operands of choices and interleaves
}

var defaultCacheLimits = cacheLimits{patterns: 400_000, cells: 4_000_000}

func newAutomaton(g *Grammar) *automaton {
	a := &automaton{
		grammar:  g,
		builder:  newBuilder(),
		contents: make([]atomic.Pointer[content], len(g.elements)),
		values:   make([]*pattern, len(g.attributes)),
		memo:     map[memoKey]*pattern{},
		attrs:    map[*pattern][]*attribute{},
		levels:   map[string]*level{},
		sets:     map[string]*elementSet{},
		single:   make([]atomic.Pointer[elementSet], len(g.elements)),
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	document := g.elements[0]
	a.start = a.level([]alternative{{document, a.contentLocked(document).whole}})
	return a
}

// renewIfFull replaces the automaton by an empty one when it has outgrown its
// limits, for all matchers to come; those under way move over when they next
// look. The lock is held.
func (a *automaton) renewIfFull() {
	l := a.grammar.limits
	if int(a.count)+len(a.memo)+a.entries > l.patterns || a.cells > l.cells {
		a.grammar.current.CompareAndSwap(a, newAutomaton(a.grammar))
	}
}

// valueOf is the pattern of an attribute's value.
func (a *automaton) valueOf(attr *attribute) *pattern {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.valueLocked(attr)
}

// attributesOf is attributesIn, remembered.
func (a *automaton) attributesOf(p *pattern) []*attribute {
	a.mu.Lock()
	defer a.mu.Unlock()
	attrs, ok := a.attrs[p]
	if !ok {
		attrs = attributesIn(p)
		a.attrs[p] = attrs
	}
	return attrs
}

// adopt makes the same level in another automaton.
func (a *automaton) adopt(l *level) *level {
	a.mu.Lock()
	defer a.mu.Unlock()
	copied := map[*pattern]*pattern{}
	alts := make([]alternative, len(l.alts))
	for i, alt := range l.alts {
		alts[i] = alternative{alt.elem, a.copyPattern(alt.rest, copied)}
	}
	return a.level(alts)
}

func (a *automaton) copyPattern(p *pattern, copied map[*pattern]*pattern) *pattern {
	if q, ok := copied[p]; ok {
		return q
	}
	q := shape{op: p.op, nullable: p.nullable, has: p.has, data: p.data, attr: p.attr, elem: p.elem}
	if p.head != nil {
		q.head = a.copyPattern(p.head, copied)
	}
	if p.tail != nil {
		q.tail = a.copyPattern(p.tail, copied)
	}
	subs := make([]*pattern, len(p.subs))
	for i, s := range p.subs {
		subs[i] = a.copyPattern(s, copied)
	}
	made := (*pattern)(nil)
	switch p.op {
	case opChoice:
		made = a.choice(subs...)
	case opInterleave:
		made = a.interleave(subs...)
	default:
		made = a.intern(q)
	}
	copied[p] = made
	return made
}

// An elementSet is a set of elements, interned: sorted, no repeats.
type elementSet struct {
	id       uint32
	elements []*element
}

// set interns a sorted list of elements, of which it keeps nothing. The lock is
// held.
func (a *automaton) set(elements []*element) *elementSet {
	key := make([]byte, 0, 64)
	for _, e := range elements {
		key = appendID(key, e.id)
	}
	if s, ok := a.sets[string(key)]; ok {
		return s
	}
	s := &elementSet{id: uint32(len(a.sets)), elements: slices.Clone(elements)}
	a.sets[string(key)] = s
	return s
}

func appendID(key []byte, id int32) []byte {
	return append(key, byte(id), byte(id>>8), byte(id>>16), byte(id>>24))
}
