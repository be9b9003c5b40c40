package hierarchy

import "iter"

// Walk goes through the hierarchy as virsh draws it: each snapshot before its
// children. It gives the depth, from 0 for a root.
func (h *Hierarchy) Walk() iter.Seq2[*Snapshot, int] {
	return func(yield func(*Snapshot, int) bool) {
		for step := range walk(h.Roots, (*Snapshot).children) {
			if step.enter && !yield(step.snapshot, step.depth) {
				return
			}
		}
	}
}

func (s *Snapshot) children() []*Snapshot { return s.Children }

// A step is one of a walk through a tree: to a snapshot, or back from it when
// all below it was visited.
type step struct {
	snapshot *Snapshot
	depth    int
	enter    bool
	last     bool // it is the last one of its siblings; roots always are
}

// walk goes through trees without recursion.
func walk(roots []*Snapshot, children func(*Snapshot) []*Snapshot) iter.Seq[step] {
	return func(yield func(step) bool) {
		stack := make([]step, 0, len(roots))
		push := func(list []*Snapshot, depth int) {
			for i := len(list) - 1; i >= 0; i-- {
				stack = append(stack, step{list[i], depth, true, depth == 0 || i == len(list)-1})
			}
		}
		push(roots, 0)
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			now := *top
			if !now.enter {
				stack = stack[:len(stack)-1]
			} else {
				top.enter = false
				push(children(now.snapshot), now.depth+1)
			}
			if !yield(now) {
				return
			}
		}
	}
}
