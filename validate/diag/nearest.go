package diag

import "unicode/utf8"

// Bounds of the search for the name that was meant.
const (
	longestGuess = 64    // characters of a name
	mostGuesses  = 5_000 // names to compare with
)

// Nearest is the candidate that a misspelt name was most likely meant to be:
// at most a third of its characters differ, but one always may. It is "" if
// there is none, and never the name itself. Of equally near ones the first
// in alphabetical order wins.
func Nearest(name string, candidates []string) string {
	length := utf8.RuneCountInString(name)
	if length > longestGuess {
		return ""
	}
	best, least := "", max(1, length/3)+1
	for i, c := range candidates {
		if i == mostGuesses {
			break
		}
		if len(c) > longestGuess || c == name || c == "" {
			continue
		}
		d := Distance(name, c)
		if d < least || d == least && best != "" && c < best {
			best, least = c, d
		}
	}
	return best
}

// DidYouMean is `; did you mean "…"?` with the [Nearest] candidate, to end a
// message with, or "" if there is none.
func DidYouMean(name string, candidates []string) string {
	if best := Nearest(name, candidates); best != "" {
		return "; did you mean " + Quote(best) + "?"
	}
	return ""
}

// Distance is how many characters to insert, remove, replace or swap with
// their neighbour to make b of a (optimal string alignment).
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			d := last[j-1]
			if x[i-1] != y[j-1] {
				d++
			}
			row[j] = min(d, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
