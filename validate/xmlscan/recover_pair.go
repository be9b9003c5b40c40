package xmlscan

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// A planner finds out which start and end tags belong together in a document
// where not all do. It looks at each tag a bounded number of times.
type planner struct {
	buf    []byte
	end    int
	marks  []tagMark
	nameOf func(uint32) string
	root   int // the mark of the root element, or -1

	stack  []openMark
	opened []int32 // by name: index in stack, plus one, of the innermost element
	count  []int32 // by name: elements that are open
	ends   []int32 // by name: end tags to come, less start tags to come
}

// An openMark is an element that is open, and the next outer one of that name.
type openMark struct {
	mark  int32
	outer int32 // index in stack, plus one
}

// nearby is how many of the innermost elements an end tag is compared with
// that is the end tag of none.
const nearby = 16

func newPlanner(buf []byte, end int, marks []tagMark, names int, nameOf func(uint32) string) *planner {
	p := &planner{
		buf: buf, end: end, marks: marks, nameOf: nameOf,
		opened: make([]int32, names), count: make([]int32, names), ends: make([]int32, names),
	}
	for i := range marks {
		p.announce(&marks[i], 1)
	}
	p.findRoot()
	return p
}

// announce counts a tag to come, or takes it out of the count.
func (p *planner) announce(m *tagMark, n int32) {
	switch {
	case m.kind == endMark:
		p.ends[m.name] += n
	case m.kind == startMark && !m.half:
		p.ends[m.name] -= n
	}
}

// closes reports whether there are enough end tags to come for the elements of
// a name that are open.
func (p *planner) closes(name uint32) bool { return p.ends[name] >= p.count[name] }

// pair gives each tag its partner.
func (p *planner) pair() {
	for i := range p.marks {
		m := &p.marks[i]
		p.announce(m, -1)
		switch {
		case m.kind == endMark:
			p.endTag(int32(i))
		case m.kind == startMark && m.half && p.ends[m.name] <= p.count[m.name] && i != p.root:
		case m.kind == startMark:
			p.push(int32(i))
		}
	}
	p.slashless()
}

// findRoot finds the start tag that must hold all others, even if it is only
// half there: the first one. If that is half there and the next one has the
// last end tag of the document it is that one.
func (p *planner) findRoot() {
	p.root = -1
	for i := range p.marks {
		m := &p.marks[i]
		if m.kind == endMark {
			continue
		}
		last := &p.marks[len(p.marks)-1]
		if p.root >= 0 && m.kind == startMark && !m.half && last.kind == endMark && last.name == m.name {
			p.root = i
		}
		if p.root >= 0 {
			return
		}
		if p.root = i; !m.half {
			return
		}
	}
}

func (p *planner) push(i int32) {
	name := p.marks[i].name
	p.stack = append(p.stack, openMark{i, p.opened[name]})
	p.opened[name] = int32(len(p.stack))
	p.count[name]++
}

// endAt gives the element at an index of the stack the end tag. Those in it
// that are open stay without one.
func (p *planner) endAt(level int, end int32) {
	start := p.stack[level].mark
	p.marks[start].partner, p.marks[end].partner = end, start
	for n := len(p.stack); n > level; n-- {
		top := p.stack[n-1]
		name := p.marks[top.mark].name
		p.opened[name] = top.outer
		p.count[name]--
	}
	p.stack = p.stack[:level]
}

// at is the tag of the element at an index of the stack.
func (p *planner) at(level int) *tagMark { return &p.marks[p.stack[level].mark] }

// endTag finds the element that an end tag belongs to, if any.
func (p *planner) endTag(i int32) {
	m := &p.marks[i]
	top := len(p.stack) - 1
	if top < 0 || m.last {
		if m.last && top >= 0 {
			p.endAt(top, i)
		}
		return
	}
	level := int(p.opened[m.name]) - 1
	switch {
	case m.half && strings.HasPrefix(p.nameOf(p.at(top).name), p.nameOf(m.name)) && !p.closes(p.at(top).name):
		p.endAt(top, i)
	case level == top:
		p.endAt(p.ownLevel(m, top), i)
	case level >= 0:
		p.endOuter(i, level)
	default:
		if level := p.misspelt(m); level >= 0 {
			p.endAt(level, i)
		}
	}
}

// ownLevel is which of the elements with the name of an end tag it ends, where
// the innermost is one. It is an outer one if the two are aligned, and there
// are not enough end tags for both.
func (p *planner) ownLevel(m *tagMark, top int) int {
	if t := p.at(top); m.indent < 0 || t.indent < 0 || t.indent == m.indent || p.ends[m.name] >= p.count[m.name]-1 {
		return top
	}
	if outer := int(p.stack[top].outer) - 1; outer >= 0 && p.at(outer).indent == m.indent {
		return outer
	}
	return top
}

// endOuter judges an end tag whose name is not that of the innermost element
// but of the one at the level.
func (p *planner) endOuter(i int32, level int) {
	m, top := &p.marks[i], len(p.stack)-1
	inner, outer := p.at(top), p.at(level)
	aligned := m.indent >= 0 && outer.indent == m.indent && inner.indent >= 0 && inner.indent != m.indent
	switch {
	case !p.closes(inner.name) && p.closes(m.name) && !aligned:
		p.endAt(top, i) // misspelt, as the outer element has another end tag
	case !p.closes(inner.name):
		p.endAt(level, i)
	case p.closes(m.name): // both have another end tag
	case level == top-1 && p.next(i, inner.name):
		p.marks[i+1].last = true // the two have changed places
		p.endAt(top, i)
	default:
		p.endAt(level, i)
	}
}

// next reports whether the next tag is an end tag of that name.
func (p *planner) next(i int32, name uint32) bool {
	return int(i)+1 < len(p.marks) && p.marks[i+1].kind == endMark && p.marks[i+1].name == name
}

// misspelt is the level of the element that was meant by an end tag whose name
// no open element has, or -1: the one with nearly that name, else the one that
// is aligned with it, else the innermost. An element with an end tag to come
// is not, nor is what is around it.
func (p *planner) misspelt(m *tagMark) int {
	top := len(p.stack) - 1
	var names []string
	lowest := top + 1
	for n := top; n >= 0 && top-n < nearby && !p.closes(p.at(n).name); n-- {
		names = append(names, p.nameOf(p.at(n).name))
		lowest = n
	}
	if lowest > top {
		return -1
	}
	if best := diag.Nearest(p.nameOf(m.name), names); best != "" && m.name != 0 {
		for n := top; n >= lowest; n-- {
			if p.nameOf(p.at(n).name) == best {
				return n
			}
		}
	}
	if m.indent >= 0 {
		for n := top; n >= lowest; n-- {
			if p.at(n).indent == m.indent {
				return n
			}
		}
	}
	return top
}
