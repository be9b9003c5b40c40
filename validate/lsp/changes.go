package lsp

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// changes are edits that make one text of another: one for each run of lines
// that differ, cut to what differs in them. Lines that moved far count as
// changed.
func changes(before, after string) []diag.Edit {
	a, b := splitLines(before), splitLines(after)
	var edits []diag.Edit
	offset := int64(0)
	for len(a) > 0 || len(b) > 0 {
		if len(a) > 0 && len(b) > 0 && a[0] == b[0] {
			offset += int64(len(a[0]))
			a, b = a[1:], b[1:]
			continue
		}
		m, n := meet(a, b)
		old, text := strings.Join(a[:m], ""), strings.Join(b[:n], "")
		edits = append(edits, narrowed(offset, old, text))
		offset += int64(len(old))
		a, b = a[m:], b[n:]
	}
	return edits
}

func splitLines(s string) []string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, line)
	}
	return lines
}

// farthest is how many lines ahead two texts are looked through for the place
// where they agree again.
const farthest = 200

// meet is how many lines of each text come before they agree again.
func meet(a, b []string) (m, n int) {
	for sum := 1; sum <= 2*farthest; sum++ {
		for m = max(0, sum-farthest); m <= min(sum, farthest); m++ {
			n = sum - m
			if m <= len(a) && n <= len(b) && agree(a[m:], b[n:]) {
				return m, n
			}
		}
	}
	return len(a), len(b)
}

// agree reports whether texts begin with the same lines: two, or as many as
// there are.
func agree(a, b []string) bool {
	for i := range 2 {
		if i >= len(a) || i >= len(b) {
			return len(a) == len(b)
		}
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// narrowed is the edit that makes one text of another at an offset, without what
// both begin and end with. It never parts a character.
func narrowed(offset int64, old, text string) diag.Edit {
	start := 0
	for start < len(old) && start < len(text) && old[start] == text[start] {
		start++
	}
	for start > 0 && (start < len(old) && !startsRune(old[start]) || start < len(text) && !startsRune(text[start])) {
		start--
	}
	end := 0
	for end < len(old)-start && end < len(text)-start && old[len(old)-1-end] == text[len(text)-1-end] {
		end++
	}
	for end > 0 && !startsRune(old[len(old)-end]) {
		end--
	}
	return diag.Edit{
		Range: source.Range{Start: offset + int64(start), End: offset + int64(len(old)-end)},
		Text:  text[start : len(text)-end],
	}
}

func startsRune(c byte) bool { return c&0xC0 != 0x80 }
