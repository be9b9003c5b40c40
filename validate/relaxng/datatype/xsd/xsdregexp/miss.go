package xsdregexp

import (
	"strconv"
	"unicode/utf8"
)

// A Miss says where a string that does not match leaves the expression.
type Miss struct {
	Offset int  // how many bytes of it can begin a match
	Done   bool // those bytes match on their own
	Lacks  int  // if all of it can begin a match: the fewest characters that are missing, or 0 if that is not known
}

// Miss follows a string as far as it can begin a match. What it says of a
// string that does match has no meaning.
func (re *Regexp) Miss(s string) Miss {
	d := re.automaton()
	st := d.start
	for i, r := range s {
		class := re.alphabet.class(r)
		next := st.next[class].Load()
		if next == nil {
			d, next = re.step(d, st, class)
		}
		if next.dead() {
			return Miss{Offset: i, Done: st.accept}
		}
		st = next
	}
	return Miss{Offset: len(s), Lacks: re.lacks(d, st)}
}

// mostTried is how many states are looked at to find the end of a match.
const mostTried = 500

// lacks is the fewest characters that lead from a state to the end of a match,
// or 0 if that is too far.
func (re *Regexp) lacks(d *dfa, from *state) int {
	seen := map[*state]bool{from: true}
	last := []*state{from}
	for n := 1; len(last) > 0 && len(seen) < mostTried; n++ {
		var reached []*state
		for _, st := range last {
			for class := range re.alphabet.sample {
				next := st.next[class].Load()
				if next == nil {
					d, next = re.step(d, st, int32(class))
				}
				switch {
				case next.accept:
					return n
				case !next.dead() && !seen[next]:
					seen[next] = true
					reached = append(reached, next)
				}
			}
		}
		last = reached
	}
	return 0
}

// lastRunes is the end of a string, at most n characters of it.
func lastRunes(s string, n int) string {
	start := len(s)
	for ; n > 0 && start > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return s[start:]
}

// Words says what a miss of a string is, in words that end a message: `1
// character is missing at its end`.
func (m Miss) Words(s string) string {
	before, after := lastRunes(s[:m.Offset], 12), s[m.Offset:]
	switch {
	case m.Offset == len(s) && m.Lacks == 1:
		return "1 character is missing at its end"
	case m.Offset == len(s) && m.Lacks > 1:
		return strconv.Itoa(m.Lacks) + " characters are missing at its end"
	case m.Offset == len(s):
		return "it ends too early"
	case m.Done && len(after) <= 12:
		return `the "` + after + `" at its end is too much`
	}
	r, size := utf8.DecodeRuneInString(after)
	if r == utf8.RuneError && size <= 1 {
		return "a byte in it is no character"
	}
	return `the "` + string(r) + `" behind "` + before + `" does not fit`
}
