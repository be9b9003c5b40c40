package relaxng

import (
	"slices"
)

// Same reports whether from both states equal events lead not only to equal
// verdicts but to the same words: what is remembered of children that came
// before, for messages, is alike too. Where they stand does not count.
func (s State) Same(t State) bool {
	return s.Equal(t) && slices.Equal(s.strange, t.strange) && slices.EqualFunc(s.stack, t.stack, func(f, g frame) bool {
		return f.children == g.children && slices.EqualFunc(f.seen, g.seen, func(a, b occurrence) bool { return a.name == b.name })
	})
}

// Moved is a state at a later place of a document, after a change before it. The
// states was and is are those at one place between the two, before and after the
// change, and the same; delta is how far things behind that place have moved.
func (s State) Moved(was, is State, delta int64) State {
	m := s
	m.stack = slices.Clone(s.stack)
	shared := 0 // frames of elements that were open at that place
	for shared < len(was.stack) && shared < len(m.stack) && m.stack[shared].nameRange == was.stack[shared].nameRange {
		f := &m.stack[shared]
		f.nameRange = is.stack[shared].nameRange
		f.seen = movedSeen(f.seen, is.stack[shared].seen, delta)
		shared++
	}
	for i := shared; i < len(m.stack); i++ {
		f := &m.stack[i]
		f.nameRange = f.nameRange.Shift(delta)
		f.seen = movedSeen(f.seen, nil, delta)
	}
	return m
}

// movedSeen is occurrences of which the first ones are known anew.
func movedSeen(seen, known []occurrence, delta int64) []occurrence {
	moved := slices.Clone(seen)
	n := copy(moved, known)
	for i := n; i < len(moved); i++ {
		moved[i].at = moved[i].at.Shift(delta)
	}
	return moved
}
