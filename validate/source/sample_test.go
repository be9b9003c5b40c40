package source

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

// A sample says of the offsets it was made for what the whole file says.
func TestSample(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.StringOfN(rapid.RuneFrom([]rune("ab\n\rä€😀 ")), 0, 40, -1).Draw(t, "piece")
		text := bytes.Repeat([]byte(piece), rapid.SampledFrom([]int{1, 50, 9000}).Draw(t, "times"))
		if rapid.Bool().Draw(t, "byte order mark") {
			text = append([]byte("\ufeff"), text...)
		}
		var offsets []int64
		for range rapid.IntRange(1, 6).Draw(t, "offsets") {
			o := rapid.IntRange(0, len(text)).Draw(t, "offset")
			for o > 0 && o < len(text) && text[o]&0xC0 == 0x80 {
				o--
			}
			if o > 0 && o < len(text) && text[o-1] == '\r' && text[o] == '\n' {
				o-- // nothing stands between the two
			}
			offsets = append(offsets, int64(o))
		}
		whole := NewFile("x", text)
		sample, err := Sample("x", bytes.NewReader(text), int64(len(text)), offsets)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range offsets {
			if got, want := sample.Position(o), whole.Position(o); got != want {
				t.Fatalf("offset %d: %v at %d, want %v at %d", o, got, got.Offset, want, want.Offset)
			}
			line, kept := whole.LineAt(o), sample.LineAt(o)
			o = max(o, line.Start) // a byte order mark is in no line
			if kept.Start < line.Start || kept.End > line.End || kept.Start > o || o <= line.End && kept.End < o {
				t.Fatalf("offset %d: line %v, kept %v", o, line, kept)
			}
			if got, want := sample.Slice(kept), whole.Slice(kept); !bytes.Equal(got, want) {
				t.Fatalf("offset %d: %q, want %q", o, got, want)
			}
			if kept.Start > line.Start && o-kept.Start < around-4 || kept.End < line.End && kept.End-o < around-4 {
				t.Fatalf("offset %d: line %v, kept only %v", o, line, kept)
			}
		}
	})
}
