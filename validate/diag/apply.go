package diag

import (
	"cmp"
	"slices"
)

// Apply applies fixes to the text that their ranges speak of. Of fixes that
// touch the same place the first one in the list wins; a fix is applied with
// all its edits or not at all. It returns the mended text and, in the order of
// the list, the numbers of the fixes that are in it. The text itself is left
// alone; without any fix that can be applied it is returned as it is.
func Apply(text []byte, fixes []Fix) (mended []byte, applied []int) {
	var chosen []Edit
	for i, fix := range fixes {
		if merged, ok := mergeEdits(chosen, fix.Edits, int64(len(text))); ok {
			chosen = merged
			applied = append(applied, i)
		}
	}
	if len(chosen) == 0 {
		return text, applied
	}
	return applyEdits(text, chosen), applied
}

// mergeEdits adds the edits of one more fix to those chosen before, sorted by
// place, which it may change. It fails where they touch, and for a fix that is
// none: without edits, outside the text or with edits that overlap each other.
func mergeEdits(chosen, edits []Edit, size int64) ([]Edit, bool) {
	if len(edits) == 0 {
		return nil, false
	}
	edits = slices.Clone(edits)
	sortEdits(edits)
	for i, e := range edits {
		if e.Range.Start < 0 || e.Range.End < e.Range.Start || e.Range.End > size {
			return nil, false
		}
		if i > 0 && e.Range.Start < edits[i-1].Range.End {
			return nil, false
		}
		if i := placeAmong(chosen, e); i < len(chosen) && e.touches(chosen[i]) || i > 0 && e.touches(chosen[i-1]) {
			return nil, false
		}
	}
	for _, e := range edits {
		chosen = slices.Insert(chosen, placeAmong(chosen, e), e)
	}
	return chosen, true
}

// placeAmong is the first of sorted edits that do not overlap which begins where
// another one does, or behind.
func placeAmong(edits []Edit, e Edit) int {
	i, _ := slices.BinarySearchFunc(edits, e, func(a, b Edit) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
	return i
}

// touches reports whether two edits concern the same place, so that their
// order or their sense would be in doubt: they overlap or begin together.
func (e Edit) touches(o Edit) bool {
	return e.Range.Start == o.Range.Start || e.Range.Start < o.Range.End && o.Range.Start < e.Range.End
}

func sortEdits(edits []Edit) {
	slices.SortStableFunc(edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Range.Start, b.Range.Start), cmp.Compare(a.Range.End, b.Range.End))
	})
}

// applyEdits applies sorted edits that do not overlap.
func applyEdits(text []byte, edits []Edit) []byte {
	var out []byte
	at := int64(0)
	for _, e := range edits {
		out = append(out, text[at:e.Range.Start]...)
		out = append(out, e.Text...)
		at = e.Range.End
	}
	return append(out, text[at:]...)
}
