package diag

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/source"
)

func edit(start, end int64, text string) Edit {
	return Edit{Range: source.Range{Start: start, End: end}, Text: text}
}

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name    string
		fixes   []Fix
		want    string
		applied []int
	}{
		{"nothing", nil, "0123456789", nil},
		{"one", []Fix{{Edits: []Edit{edit(2, 4, "ab")}}}, "01ab456789", []int{0}},
		{"in any order", []Fix{{Edits: []Edit{edit(8, 9, ""), edit(0, 1, "zero")}}, {Edits: []Edit{edit(4, 4, "-")}}}, "zero123-45679", []int{0, 1}},
		{"neighbours", []Fix{{Edits: []Edit{edit(2, 4, "a")}}, {Edits: []Edit{edit(4, 6, "b")}}}, "01ab6789", []int{0, 1}},
		{"the first wins", []Fix{{Edits: []Edit{edit(2, 5, "a")}}, {Edits: []Edit{edit(4, 6, "b")}}, {Edits: []Edit{edit(6, 7, "c")}}}, "01a5c789", []int{0, 2}},
		{"all or none", []Fix{{Edits: []Edit{edit(2, 5, "a")}}, {Edits: []Edit{edit(0, 1, "b"), edit(4, 6, "b")}}}, "01a56789", []int{0}},
		{"two insertions at a place", []Fix{{Edits: []Edit{edit(5, 5, "a")}}, {Edits: []Edit{edit(5, 5, "b")}}}, "01234a56789", []int{0}},
		{"insertion within what goes", []Fix{{Edits: []Edit{edit(2, 8, "")}}, {Edits: []Edit{edit(5, 5, "b")}}}, "0189", []int{0}},
		{"overlaps itself", []Fix{{Edits: []Edit{edit(2, 8, ""), edit(5, 9, "b")}}}, "0123456789", nil},
		{"outside", []Fix{{Edits: []Edit{edit(2, 11, "")}}, {Edits: []Edit{edit(-1, 1, "")}}, {Edits: []Edit{edit(3, 2, "")}}, {}}, "0123456789", nil},
	} {
		got, applied := Apply([]byte("0123456789"), c.fixes)
		if string(got) != c.want || !slices.Equal(applied, c.applied) {
			t.Errorf("%s: %q with %v, want %q with %v", c.name, got, applied, c.want, c.applied)
		}
	}
}

// The result is the text with the edits of the applied fixes carried out one
// after the other from the end, and a fix that was left out really was in the
// way of an earlier one.
func TestApplyRandom(t *testing.T) {
	const text = "the quick brown fox"
	rapid.Check(t, func(t *rapid.T) {
		fixes := rapid.SliceOfN(rapid.Custom(randomFix), 0, 6).Draw(t, "fixes")
		got, applied := Apply([]byte(text), fixes)
		var edits []Edit
		for i, fix := range fixes {
			if slices.Contains(applied, i) {
				edits = append(edits, fix.Edits...)
			} else if !slices.ContainsFunc(fix.Edits, func(e Edit) bool { return slices.ContainsFunc(edits, e.touches) }) {
				t.Fatalf("fix %d was left out without need", i)
			}
		}
		slices.SortFunc(edits, func(a, b Edit) int { return int(b.Range.Start - a.Range.Start) })
		want := text
		for _, e := range edits {
			want = want[:e.Range.Start] + e.Text + want[e.Range.End:]
		}
		if string(got) != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

// randomFix has one or two edits that do not overlap.
func randomFix(t *rapid.T) Fix {
	places := rapid.SliceOfNDistinct(rapid.Int64Range(0, 19), 4, 4, rapid.ID).Draw(t, "places")
	slices.Sort(places)
	fix := Fix{Edits: []Edit{edit(places[0], places[1], strings.Repeat("x", int(places[1])%3))}}
	if rapid.Bool().Draw(t, "two") {
		fix.Edits = append(fix.Edits, edit(places[2], places[3], "y"))
	}
	return fix
}
