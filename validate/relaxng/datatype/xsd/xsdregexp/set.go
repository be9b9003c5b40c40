package xsdregexp

import (
	"cmp"
	"slices"
	"sort"
	"unicode"
)

// A span is the characters from lo to hi, both included.
type span struct{ lo, hi rune }

// A set is a set of characters: spans in ascending order with gaps between.
// A set does not change once made; several may share memory.
type set []span

// newSet makes a set of spans in any order.
func newSet(spans ...span) set {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	s := spans[:0]
	for _, p := range spans {
		if n := len(s); n > 0 && p.lo <= s[n-1].hi+1 {
			s[n-1].hi = max(s[n-1].hi, p.hi)
		} else {
			s = append(s, p)
		}
	}
	return slices.Clip(s)
}

// tableSet is the set of the characters in tables.
func tableSet(tables ...*unicode.RangeTable) set {
	var spans []span
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			spans = append(spans, span{lo, hi})
			return
		}
		for r := lo; r <= hi; r += stride {
			spans = append(spans, span{r, r})
		}
	}
	for _, t := range tables {
		for _, r := range t.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range t.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return newSet(spans...)
}

// contains reports whether r is in s.
func (s set) contains(r rune) bool {
	i := sort.Search(len(s), func(i int) bool { return s[i].hi >= r })
	return i < len(s) && s[i].lo <= r
}

// not is the characters outside s.
func (s set) not() set {
	out := make(set, 0, len(s)+1)
	next := rune(0)
	for _, p := range s {
		if next < p.lo {
			out = append(out, span{next, p.lo - 1})
		}
		next = p.hi + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, span{next, unicode.MaxRune})
	}
	return out
}

// minus is the characters of s that are not in t.
func (s set) minus(t set) set {
	if len(t) == 0 {
		return s
	}
	// What is in neither the complement of s nor t.
	return newSet(slices.Concat(s.not(), t)...).not()
}
