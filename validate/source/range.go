package source

import "fmt"

// A Range is a stretch of a file: the bytes from Start up to, but without,
// End. An empty range (Start == End) is a place between two bytes.
type Range struct {
	Start, End int64
}

// At is the empty range at an offset.
func At(offset int64) Range { return Range{offset, offset} }

// Len is the number of bytes in the range.
func (r Range) Len() int64 { return r.End - r.Start }

// Contains reports whether the offset lies in the range or at its end, which
// is what an editor's cursor means by "in".
func (r Range) Contains(offset int64) bool { return r.Start <= offset && offset <= r.End }

// Cover is the smallest range that holds both.
func (r Range) Cover(o Range) Range {
	return Range{min(r.Start, o.Start), max(r.End, o.End)}
}

// Shift is the range that many bytes further on.
func (r Range) Shift(by int64) Range { return Range{r.Start + by, r.End + by} }

// A Position is a place as people name it. Line and Column count from 1;
// Column counts code points, and a byte that is no text counts as one.
type Position struct {
	Line   int   `json:"line"`
	Column int   `json:"column"`
	Offset int64 `json:"offset"`
}

// String is "line:column".
func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }
