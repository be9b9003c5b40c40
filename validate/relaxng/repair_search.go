package relaxng

import (
	"container/heap"
	"slices"

	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A change is one kind of step that a repair makes.
type change uint8

const (
	keep            change = iota // what stands there is taken as it is
	fitChild                      // a child is taken for a definition that it does not quite fit
	renameChild                   // a child has the wrong name
	dropChild                     // a child may not stand there
	insertChild                   // a child is missing
	dropText                      // text may not stand there
	wrapText                      // text lacks the element around it
	replaceText                   // the text of an element is not of its type
	textForElements               // elements stand where text should
	renameAttribute               // an attribute has the wrong name
	dropAttribute                 // an attribute may not stand there
	insertAttribute               // an attribute is missing
	replaceValue                  // an attribute's value is not of its type
)

// A step is one change of a repair, with what it is about.
type step struct {
	change change
	at     *pattern      // what was asked for at that point
	item   int           // the item concerned, or before which something is inserted
	elem   *element      // the definition that a child is taken for, or that is inserted
	attr   *xmlscan.Attr // the attribute concerned
	as     *attribute    // the attribute that it is taken for, or that is inserted
	cost   price
}

// A search finds the least change that makes a node fit a definition. Its
// places are, in this order: before each attribute, at the end of the start
// tag, before each item, at the end tag, and past it.
type search struct {
	*repairer
	node  *node
	elem  *element
	items []item
	paths []path
	queue []int32 // of paths, a heap
	done  map[place]bool
	ban   func(*step) bool // changes that may not be made, or nil
}

// A place is a point of the node and what is asked for there.
type place struct {
	at    int
	asked *pattern
}

// A path is a way to a place. One that is stuck stands for all the changes
// that may be made at its place, which are only worked out when nothing
// cheaper is left.
type path struct {
	place
	cost  price
	stuck bool
	from  int32 // the path that it continues, or -1
	step  step
}

func (s *search) Len() int      { return len(s.queue) }
func (s *search) Swap(i, j int) { s.queue[i], s.queue[j] = s.queue[j], s.queue[i] }
func (s *search) Push(p any)    { s.queue = append(s.queue, p.(int32)) }

func (s *search) Pop() any {
	last := s.queue[len(s.queue)-1]
	s.queue = s.queue[:len(s.queue)-1]
	return last
}

// Less prefers what is cheaper, then what has come further, then what was
// found first.
func (s *search) Less(i, j int) bool {
	x, y := &s.paths[s.queue[i]], &s.paths[s.queue[j]]
	switch {
	case x.cost != y.cost:
		return x.cost < y.cost
	case x.at != y.at:
		return x.at > y.at
	}
	return s.queue[i] < s.queue[j]
}

// run is the least change, or nil if the search took too long.
func (s *search) run() *fitting {
	s.done = map[place]bool{}
	s.items = s.node.items
	if t := s.node.text(); s.node.kids == 0 && !t.inked && !t.holes {
		s.items = nil
	}
	s.add(path{place: place{0, s.content(s.elem)}, from: -1})
	for len(s.queue) > 0 {
		if s.steps--; s.steps < 0 || s.checks < 0 {
			return nil
		}
		i := heap.Pop(s).(int32)
		p := s.paths[i]
		switch {
		case p.stuck:
			s.changes(i, p)
		case s.done[p.place]:
		case p.at > s.endTag():
			return s.trace(i)
		default:
			s.done[p.place] = true
			s.advance(i, p)
			p.stuck, p.cost, p.from = true, p.cost+leastPrice, i
			s.add(p)
		}
	}
	return nil
}

func (s *search) add(p path) {
	if p.asked.op == opNotAllowed || !p.stuck && s.done[p.place] {
		return
	}
	s.steps--
	s.paths = append(s.paths, p)
	heap.Push(s, int32(len(s.paths)-1))
}

// take continues a path by a step to a place. For a path that is stuck, from
// is the path it stands for.
func (s *search) take(from int32, to place, st step) {
	origin := &s.paths[from]
	cost := origin.cost
	if origin.stuck {
		from, cost = origin.from, cost-leastPrice
	}
	if s.ban != nil && s.ban(&st) || s.undoes(&st, from) {
		return
	}
	st.at = origin.asked
	s.add(path{place: to, cost: cost + st.cost, from: from, step: st})
}

// undoes reports whether a step after a path puts in what was taken out at the
// same place, or takes out what was put in there.
func (s *search) undoes(st *step, after int32) bool {
	if st.change != insertChild && st.change != dropChild {
		return false
	}
	for i := after; i >= 0; i = s.paths[i].from {
		before := &s.paths[i].step
		switch {
		case st.change == insertChild && before.change == dropChild:
			return slices.Contains(st.elem.name.ids, s.items[before.item].child.name)
		case before.change != insertChild:
			return false
		case st.change == dropChild && slices.Contains(before.elem.name.ids, s.items[st.item].child.name):
			return true
		}
	}
	return false
}

// same reports whether two steps make the same change of the same thing.
func (st *step) same(o *step) bool {
	return st.change == o.change && st.item == o.item && st.attr == o.attr && st.elem == o.elem && st.as == o.as
}

func (s *search) closing() int  { return len(s.node.attrs) }
func (s *search) first() int    { return s.closing() + 1 }
func (s *search) endTag() int   { return s.first() + len(s.items) }
func (s *search) finish() place { return place{s.endTag() + 1, s.auto.empty} }
func (s *search) item(p path) *item {
	if i := p.at - s.first(); i >= 0 && i < len(s.items) {
		return &s.items[i]
	}
	return nil
}

// trace is the changes that lead to a place, in the order of the document.
func (s *search) trace(i int32) *fitting {
	f := &fitting{cost: s.paths[i].cost}
	for ; i >= 0; i = s.paths[i].from {
		if st := s.paths[i].step; st.change != keep {
			f.steps = append(f.steps, st)
		}
	}
	slices.Reverse(f.steps)
	return f
}

// advance goes on with what fits as it is, or whose faults lie further down.
func (s *search) advance(i int32, p path) {
	switch it := s.item(p); {
	case p.at < s.closing():
		rest, _ := s.takeAttribute(p.asked, s.node, &s.node.attrs[p.at])
		s.take(i, place{p.at + 1, rest}, step{})
	case p.at == s.closing():
		s.take(i, place{p.at + 1, s.closeTag(p.asked)}, step{})
	case it == nil:
		s.end(i, p)
	case it.child != nil:
		s.fitItem(i, p, it.child)
	case s.node.kids > 0:
		s.take(i, place{p.at + 1, s.derive(p.asked, letter{})}, step{})
	case s.textMatches(s.node, p.asked):
		s.take(i, s.finish(), step{})
	}
}

// end is at the end tag.
func (s *search) end(i int32, p path) {
	if p.asked.nullable || s.node.kids == 0 && len(s.items) == 0 && s.textMatches(s.node, p.asked) {
		s.take(i, s.finish(), step{})
	}
}

// fitItem takes a child for each definition of its name that may stand there.
func (s *search) fitItem(i int32, p path, child *node) {
	for _, e := range s.candidates(p.asked, child.name) {
		st := step{item: p.at - s.first(), elem: e}
		if st.cost = s.repairer.cost(child, e); st.cost == unaffordable {
			continue
		}
		if st.cost > 0 {
			st.change = fitChild
		}
		if p.cost > 0 && e.name.wild {
			st.cost += s.wildPrice(child)
		}
		s.take(i, place{p.at + 1, s.derive(p.asked, letter{elem: e})}, st)
	}
}

// wildPrice is what it says against earlier changes that only a wildcard takes
// a child.
func (s *search) wildPrice(child *node) price {
	if len(s.named(child)) > 0 {
		return priceWildKnown
	}
	return priceWild
}

// changes tries all that may be changed where a path is stuck.
func (s *search) changes(i int32, p path) {
	switch it := s.item(p); {
	case p.at < s.closing():
		s.changeAttribute(i, p, &s.node.attrs[p.at])
	case p.at == s.closing():
		s.insertAttributes(i, p)
	default:
		s.insertChildren(i, p)
		switch {
		case it == nil:
			s.endOfContent(i, p)
		case it.child != nil:
			s.changeChild(i, p, it.child)
		default:
			s.changeText(i, p)
		}
	}
}
