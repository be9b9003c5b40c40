package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/source"
)

// NewText writes for people: one line for each diagnostic as compilers do it,
//
//	disk.xml:7:5: error: element "sorce" not allowed here [element-not-allowed]
//
// then the line of the document with the range underlined, related places and
// fixes.
func NewText(w io.Writer) Writer { return &textWriter{w: bufio.NewWriter(w)} }

type textWriter struct{ w *bufio.Writer }

func (t *textWriter) Report(r *Report) error {
	for _, d := range r.Diagnostics {
		t.diagnostic(r, d)
	}
	return t.w.Flush()
}

func (t *textWriter) Close(Summary) error { return t.w.Flush() }

func (t *textWriter) diagnostic(r *Report, d *Diagnostic) {
	file := r.FileOf(d)
	fmt.Fprintf(t.w, "%s:%s: %s: %s [%s]\n", visible([]byte(r.PathOf(file))), file.Position(d.Range.Start), d.Severity, d.Message, d.Code)
	t.excerpt(file, d.Range)
	for _, rel := range d.Related {
		other := rel.File
		if other == nil {
			other = file
		}
		fmt.Fprintf(t.w, "  %s:%s: %s\n", visible([]byte(r.PathOf(other))), other.Position(rel.Range.Start), rel.Message)
	}
	for _, fix := range d.Fixes {
		fmt.Fprintf(t.w, "  fix: %s\n", fix.Title)
	}
}

// width is how many characters of a line an excerpt shows.
const width = 100

// excerpt shows the first line of a range and underlines the range in it. Of
// a long line only the surroundings are shown.
func (t *textWriter) excerpt(file *source.File, r source.Range) {
	if file.Size() == 0 {
		return
	}
	line := file.LineAt(r.Start)
	r.Start = min(r.Start, line.End)
	r.End = max(r.Start, min(r.End, line.End))
	before := visible(file.Slice(source.Range{Start: line.Start, End: r.Start}))
	marked := visible(file.Slice(r))
	after := visible(file.Slice(source.Range{Start: r.End, End: line.End}))
	before, marked, after = fit(before, marked, after)
	blank := strings.Repeat(" ", utf8.RuneCountInString(before))
	underline := strings.Repeat("^", max(1, utf8.RuneCountInString(marked)))
	fmt.Fprintf(t.w, "  | %s%s%s\n  | %s%s\n", before, marked, after, blank, underline)
}

// fit cuts a line down to width characters around the marked part.
func fit(before, marked, after string) (b, m, a string) {
	b, m, a = before, marked, after
	if n := utf8.RuneCountInString(m); n > width*3/4 {
		m = string([]rune(m)[:width*3/4]) + "…"
		a = ""
	}
	room := width - utf8.RuneCountInString(m)
	if n := utf8.RuneCountInString(b); n > room*2/3 {
		b = "…" + string([]rune(b)[n-room*2/3:])
	}
	if rest := room - utf8.RuneCountInString(b); utf8.RuneCountInString(a) > rest {
		a = string([]rune(a)[:max(0, rest)]) + "…"
	}
	return b, m, a
}

// visible replaces what would upset a terminal: tabs by one space, control
// characters and bytes that are not UTF-8 by U+FFFD.
func visible(text []byte) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(string(text), string(utf8.RuneError)))
}
