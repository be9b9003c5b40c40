package relaxng

import (
	"slices"
	"sort"

	"github.com/snapxml/snapxml/validate/source"
)

// This file changes a record after a change of its document: the part that has
// changed is fed again, between Resume and Meet, and the rest stays, with what
// was found out about it.

// A cut is what was taken off an element that is open at the place where a
// document is fed again.
type cut struct {
	node  *node
	items []item       // that come behind the place
	end   source.Range // the end tag as it was
}

// Resume has the record take the events of its document anew from behind the
// end of an element on. What came behind is kept aside for [Record.Meet]. The
// record must be complete.
func (r *Record) Resume(offset int64) {
	r.cuts, r.depth = nil, 0
	for n := r.top; ; r.depth++ {
		i := n.itemBehind(offset)
		child := n.childAround(i, offset)
		kept := i
		if child != nil {
			kept++
		}
		r.cuts = append(r.cuts, cut{n, n.items[kept:], n.end})
		n.items = slices.Clip(n.items[:kept])
		n.kids = countChildren(n.items)
		r.forget(n)
		r.open = n
		if child == nil {
			return
		}
		n = child
	}
}

// itemBehind is the first item of a node that ends behind an offset.
func (n *node) itemBehind(offset int64) int {
	return sort.Search(len(n.items), func(i int) bool { return n.items[i].end() > offset })
}

// childAround is the child at an index if it begins before an offset, or nil.
func (n *node) childAround(i int, offset int64) *node { return around(n.items, i, offset) }

func around(items []item, i int, offset int64) *node {
	if i < len(items) && items[i].child != nil && items[i].child.tag.Start < offset {
		return items[i].child
	}
	return nil
}

func (it item) end() int64 {
	if it.child != nil {
		return it.child.whole().End
	}
	return it.text.whole.End
}

func countChildren(items []item) (n int) {
	for _, it := range items {
		if it.child != nil {
			n++
		}
	}
	return n
}

// forget forgets what is known of a node that changes.
func (r *Record) forget(n *node) {
	for _, e := range r.grammar.elements {
		delete(r.sound, fitKey{n, e})
	}
}

// An oldLevel is an element that was open at a place of the old document, and
// what came behind the place in it.
type oldLevel struct {
	node *node
	tail []item
	end  source.Range
}

// Meet takes the rest of the document from what was there before the change, if
// that fits: the element that has just ended at an offset ended there before,
// when everything behind lay delta bytes before its place now, and the elements
// around it have the same names. Then the record is complete.
func (r *Record) Meet(offset, delta int64) bool {
	old := r.oldLevels(offset - delta)
	var open []*node
	for n := r.open; n != nil; n = n.parent {
		open = append(open, n)
	}
	slices.Reverse(open)
	if len(old) != len(open) {
		return false
	}
	for i, n := range open {
		if n.name != old[i].node.name || n.kids == 0 {
			return false
		}
	}
	for i, n := range open {
		n.adopt(old[i].tail, delta)
		n.dropBlanks()
		if i > 0 {
			n.end = old[i].end.Shift(delta)
		}
		r.forget(n)
	}
	r.open = r.top
	r.Finish()
	return true
}

// Finish says that the document was fed to its end since [Record.Resume].
func (r *Record) Finish() {
	r.depth, r.cuts = 0, nil
	r.recount()
}

// oldLevels are the elements that were open behind the end of an element at an
// offset of the old document, nil if none ended there.
func (r *Record) oldLevels(offset int64) []oldLevel {
	var levels []oldLevel
	for i := range r.cuts {
		c := &r.cuts[i]
		if i+1 < len(r.cuts) && r.cuts[i+1].end.End > offset {
			levels = append(levels, oldLevel{c.node, c.items, c.end})
			continue
		}
		ended := i+1 < len(r.cuts) && r.cuts[i+1].end.End == offset
		return descend(levels, oldLevel{c.node, c.items, c.end}, offset, ended)
	}
	return nil
}

// descend goes down from a level to the place. ended says that an element which
// is not among the items ended there.
func descend(levels []oldLevel, l oldLevel, offset int64, ended bool) []oldLevel {
	for {
		i := sort.Search(len(l.tail), func(i int) bool { return l.tail[i].end() > offset })
		child := around(l.tail, i, offset)
		if child == nil {
			if i > 0 {
				ended = l.tail[i-1].child != nil && l.tail[i-1].end() == offset
			}
			if !ended {
				return nil
			}
			l.tail = l.tail[i:]
			return append(levels, l)
		}
		l.tail = l.tail[i+1:]
		levels = append(levels, l)
		l, ended = oldLevel{child, child.items, child.end}, false
	}
}

// adopt makes items of an old element those of a node, further on by some bytes.
func (n *node) adopt(items []item, delta int64) {
	for _, it := range items {
		if it.child != nil {
			it.child.parent = n
			n.kids++
		}
		it.shift(delta)
	}
	n.items = append(n.items, items...)
}

// shift moves an item with all it holds.
func (it item) shift(delta int64) {
	if delta == 0 {
		return
	}
	for todo := []item{it}; len(todo) > 0; {
		it := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if t := it.text; t != nil {
			t.ink, t.whole = t.ink.Shift(delta), t.whole.Shift(delta)
			continue
		}
		n := it.child
		n.tag, n.nameRange, n.end = n.tag.Shift(delta), n.nameRange.Shift(delta), n.end.Shift(delta)
		for i := range n.attrs {
			a := &n.attrs[i]
			a.Range, a.NameRange, a.ValueRange = a.Range.Shift(delta), a.NameRange.Shift(delta), a.ValueRange.Shift(delta)
		}
		todo = append(todo, n.items...)
	}
}

// recount counts the elements anew, and drops what is known of nodes if that is
// mostly about such as are gone.
func (r *Record) recount() {
	r.nodes = 0
	for range r.all() {
		r.nodes++
	}
	if len(r.sound) > 4*r.nodes+10_000 {
		r.sound = map[fitKey]bool{}
	}
}
