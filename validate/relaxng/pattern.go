package relaxng

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// op is the kind of a pattern.
type op uint8

const (
	opNotAllowed op = iota
	opEmpty
	opText
	opChoice     // subs, sorted by id, two or more, no empty beside a nullable
	opInterleave // subs, sorted by id (repeats count), two or more
	opGroup      // head, tail
	opOneOrMore  // head
	opList       // head
	opData       // data
	opValue      // data
	opAttribute  // attr
	opElement    // elem
)

// A pattern is an interned node: within one automaton equal patterns are the
// same pointer. It does not change, but for its lazily built index.
type pattern struct {
	shape
	id     int32
	begins uint64   // a set of the letters that the content can begin with, with false positives
	other  *pattern // the next one with the same hash

	index *index // of a large choice, built when first asked for

	// What attributes do to the pattern, for matching without a lock.
	steps  table[attStep] // by name key
	closed atomic.Pointer[pattern]
}

// A shape is what makes a pattern the one it is.
type shape struct {
	op       op
	nullable bool // matches the empty content (attributes never do)
	has      features

	head, tail *pattern
	subs       []*pattern
	data       *dataType
	attr       *attribute
	elem       *element
}

// features are what occurs anywhere within a pattern.
type features uint8

const (
	hasAttribute features = 1 << iota
	hasText
	hasString // data, value or list: needs the characters
	hasElement
	hasContext // a datatype that asks for namespaces
)

// An element is an element pattern of the schema, a letter of the content
// expressions. The first stands for the document itself.
type element struct {
	id   int32
	name *nameClass
	def  *syntax.Define
	src  *syntax.Pattern // the element pattern; of the document, the start pattern
}

// An attribute is an attribute pattern of the schema.
type attribute struct {
	id   int32
	name *nameClass
	src  *syntax.Pattern
}

// A dataType is a data or value pattern of the schema.
type dataType struct {
	id      int32
	typ     datatype.Datatype
	isValue bool
	lexical string          // of a value pattern: as the schema writes it
	except  *syntax.Pattern // of a data pattern, or nil
	src     *syntax.Pattern

	once    sync.Once
	meaning any // see value
}

// value is what the string of a value pattern means, found out once.
func (d *dataType) value() any {
	d.once.Do(func() { d.meaning, _ = d.typ.Value(d.lexical, valueContext(d.src)) })
	return d.meaning
}

// A builder makes and interns patterns. Its methods are the only place where
// patterns are made; they do the algebra, so that equal languages tend to be
// equal pointers.
type builder struct {
	table      map[uint64]*pattern // by hash; see pattern.other
	room       []pattern
	count      int32
	cells      int // pointers held in subs, a measure of memory
	empty      *pattern
	notAllowed *pattern
	text       *pattern
}

func newBuilder() *builder {
	b := &builder{table: map[uint64]*pattern{}}
	b.notAllowed = b.intern(shape{op: opNotAllowed})
	b.empty = b.intern(shape{op: opEmpty, nullable: true})
	b.text = b.intern(shape{op: opText, nullable: true, has: hasText})
	return b
}

// intern is the one pattern of a shape.
func (b *builder) intern(s shape) *pattern {
	hash := s.hash()
	first := b.table[hash]
	for p := first; p != nil; p = p.other {
		if p.same(&s) {
			return p
		}
	}
	p := take(&b.room)
	p.shape, p.id, p.other = s, b.count, first
	p.begins = p.computeBegins()
	b.count++
	b.cells += len(p.subs)
	b.table[hash] = p
	return p
}

// hash mixes the identity of the parts (FNV-1a over ids).
func (p *shape) hash() uint64 {
	h := uint64(14695981039346656037)
	mix := func(n uint64) { h = (h ^ n) * 1099511628211 }
	mix(uint64(p.op))
	for _, q := range [...]*pattern{p.head, p.tail} {
		if q != nil {
			mix(uint64(q.id) + 1)
		}
	}
	for _, q := range p.subs {
		mix(uint64(q.id) + 1)
	}
	switch {
	case p.data != nil:
		mix(uint64(p.data.id))
	case p.attr != nil:
		mix(uint64(p.attr.id))
	case p.elem != nil:
		mix(uint64(p.elem.id))
	}
	return h ^ h>>32
}

// computeBegins is the union of what the parts that can come first begin with.
func (p *pattern) computeBegins() uint64 {
	switch p.op {
	case opText, opElement, opData, opValue:
		return letter{p.elem, p.data}.bit()
	case opOneOrMore:
		return p.head.begins
	case opGroup:
		if p.head.nullable || p.head.has&hasAttribute != 0 {
			return p.head.begins | p.tail.begins
		}
		return p.head.begins
	}
	begins := uint64(0)
	for _, q := range p.subs {
		begins |= q.begins
	}
	return begins
}

func (p *shape) same(q *shape) bool {
	return p.op == q.op && p.head == q.head && p.tail == q.tail && p.data == q.data &&
		p.attr == q.attr && p.elem == q.elem && slices.Equal(p.subs, q.subs)
}

func (b *builder) element(e *element) *pattern {
	return b.intern(shape{op: opElement, elem: e, has: hasElement})
}

func (b *builder) attribute(a *attribute) *pattern {
	return b.intern(shape{op: opAttribute, attr: a, has: hasAttribute})
}

func (b *builder) dataPattern(d *dataType) *pattern {
	o := opData
	if d.isValue {
		o = opValue
	}
	has := hasString
	if d.typ.UsesContext() || d.except != nil {
		has |= hasContext // an except may ask for them
	}
	return b.intern(shape{op: o, data: d, has: has})
}

func (b *builder) list(p *pattern) *pattern {
	if p == b.notAllowed {
		return p
	}
	return b.intern(shape{op: opList, head: p, has: hasString | p.has&hasContext})
}

// group is p followed by q. Groups lean to the right.
func (b *builder) group(p, q *pattern) *pattern {
	switch {
	case p == b.notAllowed || q == b.notAllowed:
		return b.notAllowed
	case p == b.empty:
		return q
	case q == b.empty:
		return p
	}
	var heads []*pattern
	for ; p.op == opGroup; p = p.tail {
		heads = append(heads, p.head)
	}
	q = b.intern(shape{op: opGroup, head: p, tail: q, nullable: p.nullable && q.nullable, has: p.has | q.has})
	for _, h := range slices.Backward(heads) {
		q = b.intern(shape{op: opGroup, head: h, tail: q, nullable: h.nullable && q.nullable, has: h.has | q.has})
	}
	return q
}

// oneOrMore is p at least once. A repeat directly within a repeat says
// nothing new and is taken out.
func (b *builder) oneOrMore(p *pattern) *pattern {
	switch p.op {
	case opNotAllowed, opEmpty, opText, opOneOrMore:
		return p
	case opChoice:
		flat := make([]*pattern, len(p.subs))
		for i, q := range p.subs {
			flat[i] = q
			if q.op == opOneOrMore {
				flat[i] = q.head
			}
		}
		if flat[0] == b.empty { // ids sort empty first, after notAllowed
			return b.choice(b.empty, b.oneOrMore(b.choice(flat[1:]...)))
		}
		if p = b.choice(flat...); p.op != opChoice {
			return b.oneOrMore(p)
		}
	}
	return b.intern(shape{op: opOneOrMore, head: p, nullable: p.nullable, has: p.has})
}

// choice is one of the patterns. The order of choices has no meaning; a
// pattern that stands twice counts once; empty is left out where another
// pattern takes the empty content too.
func (b *builder) choice(ps ...*pattern) *pattern {
	flat := make([]*pattern, 0, len(ps))
	for _, p := range ps {
		switch p.op {
		case opNotAllowed:
		case opChoice:
			flat = append(flat, p.subs...)
		default:
			flat = append(flat, p)
		}
	}
	slices.SortFunc(flat, byID)
	flat = slices.Compact(flat)
	p := shape{op: opChoice}
	for _, q := range flat {
		p.has |= q.has
		p.nullable = p.nullable || q.nullable
	}
	if len(flat) > 1 && flat[0] == b.empty && slices.ContainsFunc(flat[1:], (*pattern).isNullable) {
		flat = flat[1:]
	}
	switch len(flat) {
	case 0:
		return b.notAllowed
	case 1:
		return flat[0]
	}
	p.subs = flat
	return b.intern(p)
}

// interleave is all the patterns, shuffled in any way.
func (b *builder) interleave(ps ...*pattern) *pattern {
	flat := make([]*pattern, 0, len(ps))
	for _, p := range ps {
		switch p.op {
		case opNotAllowed:
			return p
		case opEmpty:
		case opInterleave:
			flat = append(flat, p.subs...)
		default:
			flat = append(flat, p)
		}
	}
	slices.SortFunc(flat, byID)
	for len(flat) > 1 && flat[0] == b.text && flat[1] == b.text { // text & text is text
		flat = flat[1:]
	}
	return b.interleaveSorted(flat)
}

// replaceInterleaved is the interleave p with its i-th part replaced by q.
func (b *builder) replaceInterleaved(p *pattern, i int, q *pattern) *pattern {
	if q == b.notAllowed {
		return q
	}
	rest := make([]*pattern, 0, len(p.subs))
	rest = append(rest, p.subs[:i]...)
	rest = append(rest, p.subs[i+1:]...)
	if q == b.empty {
		return b.interleave(rest...)
	}
	if q.op != opInterleave {
		at, _ := slices.BinarySearchFunc(rest, q, byID)
		return b.interleaveSorted(slices.Insert(rest, at, q))
	}
	return b.interleave(append(rest, q)...)
}

func (b *builder) interleaveSorted(flat []*pattern) *pattern {
	switch len(flat) {
	case 0:
		return b.empty
	case 1:
		return flat[0]
	}
	p := shape{op: opInterleave, nullable: true, subs: flat}
	for _, q := range flat {
		p.has |= q.has
		p.nullable = p.nullable && q.nullable
	}
	return b.intern(p)
}

func (p *pattern) isNullable() bool { return p.nullable }

func byID(a, b *pattern) int { return int(a.id) - int(b.id) }
