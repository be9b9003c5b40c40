package hierarchy

import (
	"cmp"
	"slices"
	"unicode"
)

// A row is a snapshot in a picture: one below the other, each in a lane.
type row struct {
	snapshot *Snapshot
	lane     int
	parent   int // its row, -1 for a root
}

// layout gives each snapshot a row and a lane so that no two lines cross. The
// child with the most snapshots below it goes on in its parent's lane, after
// all the others, which move one lane to the right. So there are at most log2 n
// lanes beside the first one, and a chain is a straight line.
func (h *Hierarchy) layout() []row {
	ordered := h.branches()
	index := make(map[*Snapshot]int, len(h.Snapshots))
	rows := make([]row, 0, len(h.Snapshots))
	for step := range walk(h.Roots, func(s *Snapshot) []*Snapshot { return ordered[s] }) {
		if !step.enter {
			continue
		}
		s := step.snapshot
		r := row{snapshot: s, parent: -1}
		if s.Parent != nil {
			r.parent = index[s.Parent]
			r.lane = rows[r.parent].lane
			if !step.last {
				r.lane++
			}
		}
		index[s] = len(rows)
		rows = append(rows, r)
	}
	return rows
}

// branches is the children of each snapshot in the order of a picture: by time,
// but the one that goes on in the lane last. Of equally large ones it is the
// way to the current snapshot, or else the youngest.
func (h *Hierarchy) branches() map[*Snapshot][]*Snapshot {
	size := make(map[*Snapshot]int, len(h.Snapshots))
	for _, s := range slices.Backward(h.Snapshots) { // children come before their parents
		size[s]++
		if s.Parent != nil {
			size[s.Parent] += size[s]
		}
	}
	line := h.line()
	ordered := make(map[*Snapshot][]*Snapshot, len(h.Snapshots))
	for _, s := range h.Snapshots {
		if len(s.Children) == 0 {
			continue
		}
		list := slices.Clone(s.Children)
		slices.SortStableFunc(list, func(a, b *Snapshot) int { return cmp.Compare(a.Created, b.Created) })
		trunk := 0
		for i, c := range list {
			if more := size[c] - size[list[trunk]]; more > 0 || more == 0 && !line[list[trunk]] {
				trunk = i
			}
		}
		c := list[trunk]
		ordered[s] = append(slices.Delete(list, trunk, trunk+1), c)
	}
	return ordered
}

// line is the current snapshot and all above it.
func (h *Hierarchy) line() map[*Snapshot]bool {
	line := map[*Snapshot]bool{}
	for s := h.Current; s != nil; s = s.Parent {
		line[s] = true
	}
	return line
}

// cells is how wide a text is in a typeface of fixed width, in which ideographs
// and the like take two cells and combining marks none.
func cells(text string) (n int) {
	for _, r := range text {
		n += runeCells(r)
	}
	return n
}

func runeCells(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana), r >= 0xFF01 && r <= 0xFF60, r >= 0x1F300 && r <= 0x1FAFF:
		return 2
	}
	return 1
}

// cut is the beginning of a text that is wider than a number of cells, with an
// ellipsis.
func cut(text string, most int) string {
	if cells(text) <= most {
		return text
	}
	room := most - 1
	for i, r := range text {
		if room -= runeCells(r); room < 0 {
			return text[:i] + "…"
		}
	}
	return text
}
