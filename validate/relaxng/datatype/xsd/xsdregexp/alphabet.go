package xsdregexp

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"unicode"
	"unicode/utf8"
)

// An alphabet divides the characters into classes whose members no set of the
// expression tells apart, so that a state needs one transition for each class.
type alphabet struct {
	ascii  [utf8.RuneSelf]int32 // class of each ASCII character
	starts []rune               // where runs of one class begin: ascending, from 0
	of     []int32              // the class of each run
	sample []rune               // a character of each class
}

// class is the class of r.
func (a *alphabet) class(r rune) int32 {
	i, found := slices.BinarySearch(a.starts, r)
	if !found {
		i--
	}
	return a.of[i]
}

// A mark stands for a set of sets: the exclusive or of random numbers that
// each stand for one set.
type mark [2]uint64

// An edge is where a set begins or ends.
type edge struct {
	at  rune
	set mark
}

// newAlphabet makes the alphabet of sets by going through all characters from
// edge to edge, keeping the mark of the sets that the place is in.
func newAlphabet(sets []set) *alphabet {
	a := new(alphabet)
	edges := edgesOf(sets)
	classes := make(map[mark]int32)
	var here mark
	for i, at := 0, rune(0); at <= unicode.MaxRune; {
		for ; i < len(edges) && edges[i].at == at; i++ {
			here[0] ^= edges[i].set[0]
			here[1] ^= edges[i].set[1]
		}
		class, ok := classes[here]
		if !ok {
			class = int32(len(classes))
			classes[here] = class
			a.sample = append(a.sample, at)
		}
		a.starts = append(a.starts, at)
		a.of = append(a.of, class)
		at = unicode.MaxRune + 1
		if i < len(edges) {
			at = edges[i].at
		}
	}
	for r := range a.ascii {
		a.ascii[r] = a.class(rune(r))
	}
	return a
}

// edgesOf is where sets begin and end, ascending.
func edgesOf(sets []set) []edge {
	var edges []edge
	for _, s := range sets {
		m := mark{rand.Uint64(), rand.Uint64()}
		for _, p := range s {
			edges = append(edges, edge{p.lo, m}, edge{p.hi + 1, m})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	return edges
}
