package diag

import (
	"iter"
	"strings"
	"unicode"
)

// width is how many cells of a terminal the excerpt of a line takes; with the
// bar before it that makes 80.
const width = 76

// fit cuts a line down to width cells around the marked part.
func fit(before, marked, after string) (b, m, a string) {
	b, m, a = before, marked, after
	if cells(m) > width*3/4 {
		m = head(m, width*3/4-1) + "…"
		a = ""
	}
	room := width - cells(m)
	if most := max(room*2/3, room-cells(a)); cells(b) > most {
		b = "…" + tail(b, most-1)
	}
	if rest := room - cells(b); cells(a) > rest {
		a = head(a, rest-1) + "…"
	}
	return b, m, a
}

// lines breaks a text at spaces into lines of at most n cells. A word that is
// longer has a line of its own.
func lines(text string, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		line := ""
		for word := range strings.FieldsSeq(text) {
			switch {
			case line == "":
				line = word
			case cells(line)+1+cells(word) <= n:
				line += " " + word
			default:
				if !yield(line) {
					return
				}
				line = word
			}
		}
		if line != "" {
			yield(line)
		}
	}
}

// head is the beginning of a text, at most n cells of it.
func head(text string, n int) string {
	for i, r := range text {
		if n -= runeCells(r); n < 0 {
			return text[:i]
		}
	}
	return text
}

// tail is the end of a text, at most n cells of it.
func tail(text string, n int) string {
	excess := cells(text) - n
	for i, r := range text {
		if excess <= 0 {
			return text[i:]
		}
		excess -= runeCells(r)
	}
	return ""
}

// cells is how many cells of a terminal a text takes.
func cells(text string) (n int) {
	for _, r := range text {
		n += runeCells(r)
	}
	return n
}

// runeCells is how many cells a character takes: none if it combines with the
// one before it, two for the wide ones of East Asia and for pictures.
func runeCells(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// wide is the blocks whose characters Unicode calls wide or fullwidth (UAX
// #11); what is narrow within them is rare.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115F, Stride: 1}, // Hangul Jamo, leading consonants
		{Lo: 0x2E80, Hi: 0x303E, Stride: 1}, // radicals, CJK punctuation
		{Lo: 0x3041, Hi: 0x4DBF, Stride: 1}, // kana to CJK extension A
		{Lo: 0x4E00, Hi: 0xA4CF, Stride: 1}, // CJK, Yi
		{Lo: 0xA960, Hi: 0xA97F, Stride: 1}, // Hangul Jamo extended A
		{Lo: 0xAC00, Hi: 0xD7A3, Stride: 1}, // Hangul syllables
		{Lo: 0xF900, Hi: 0xFAFF, Stride: 1}, // CJK compatibility
		{Lo: 0xFE30, Hi: 0xFE6F, Stride: 1}, // CJK compatibility and small forms
		{Lo: 0xFF00, Hi: 0xFF60, Stride: 1}, // fullwidth forms
		{Lo: 0xFFE0, Hi: 0xFFE6, Stride: 1}, // fullwidth signs
	},
	R32: []unicode.Range32{
		{Lo: 0x1F300, Hi: 0x1F64F, Stride: 1}, // pictographs and faces
		{Lo: 0x1F680, Hi: 0x1F6FF, Stride: 1}, // transport
		{Lo: 0x1F900, Hi: 0x1F9FF, Stride: 1}, // more pictographs
		{Lo: 0x20000, Hi: 0x3FFFD, Stride: 1}, // CJK extensions
	},
}
