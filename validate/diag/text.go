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
// fixes. Lines of the document are cut to fit a terminal of 80 columns.
func NewText(w io.Writer) Writer { return &textWriter{w: bufio.NewWriter(w)} }

// NewColorText is [NewText] with the colours of a terminal.
func NewColorText(w io.Writer) Writer { return &textWriter{w: bufio.NewWriter(w), color: true} }

type textWriter struct {
	w     *bufio.Writer
	color bool
}

// A style is the parameters of an escape sequence "select graphic rendition"
// (ECMA-48 §8.3.117).
type style string

const (
	bold  style = "1"
	faint style = "2"
	green style = "32"
)

// severityStyles are bold red, bold yellow and bold cyan.
var severityStyles = [...]style{Error: "1;31", Warning: "1;33", Info: "1;36"}

// paint puts a text into a style, if the terminal shows any.
func (t *textWriter) paint(s style, text string) string {
	if !t.color || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

func (t *textWriter) Report(r *Report) error {
	for _, d := range r.Diagnostics {
		t.diagnostic(r, d)
	}
	return t.w.Flush()
}

func (t *textWriter) Close(Summary) error { return t.w.Flush() }

func (t *textWriter) diagnostic(r *Report, d *Diagnostic) {
	file := r.FileOf(d)
	severity := severityStyles[d.Severity]
	fmt.Fprintf(t.w, "%s %s %s %s\n", t.paint(bold, t.place(r, file, d.Range)), t.paint(severity, d.Severity.String()+":"),
		t.paint(bold, visible(d.Message)), t.paint(faint, "["+string(d.Code)+"]"))
	t.excerpt(file, d.Range, severity)
	for _, rel := range d.Related {
		other := rel.File
		if other == nil {
			other = file
		}
		fmt.Fprintf(t.w, "  %s %s\n", t.place(r, other, rel.Range), visible(rel.Message))
	}
	for _, fix := range d.Fixes {
		fmt.Fprintf(t.w, "  %s %s\n", t.paint(green, "fix:"), visible(fix.Title))
	}
	mark := t.paint(faint, "=")
	for line := range lines(visible(d.Prose), width) {
		fmt.Fprintf(t.w, "  %s %s\n", mark, line)
		mark = " "
	}
}

// place is "file:line:column:".
func (t *textWriter) place(r *Report, file *source.File, at source.Range) string {
	return fmt.Sprintf("%s:%s:", visible(r.PathOf(file)), file.Position(at.Start))
}

// nearby is how many bytes of a line are looked at on either side of a place:
// enough for the width, so that a line of megabytes costs no more than another.
const nearby = 4 << 10

// excerpt shows the first line of a range and underlines the range in it. Of
// a long line only the surroundings are shown.
func (t *textWriter) excerpt(file *source.File, r source.Range, severity style) {
	if file.Size() == 0 {
		return
	}
	line := file.LineAt(r.Start)
	r.Start = min(r.Start, line.End)
	r.End = max(r.Start, min(r.End, line.End))
	line.Start = max(line.Start, r.Start-nearby)
	r.End = min(r.End, r.Start+nearby)
	line.End = min(line.End, r.End+nearby)
	before := visible(string(file.Slice(source.Range{Start: line.Start, End: r.Start})))
	marked := visible(string(file.Slice(r)))
	after := visible(string(file.Slice(source.Range{Start: r.End, End: line.End})))
	before, marked, after = fit(before, marked, after)
	underline := strings.Repeat("^", max(1, cells(marked)))
	bar := t.paint(faint, "|")
	fmt.Fprintf(t.w, "  %s %s%s%s\n  %s %s%s\n", bar, before, marked, after,
		bar, strings.Repeat(" ", cells(before)), t.paint(severity, underline))
}

// visible replaces what would upset a terminal: tabs by one space, control
// characters and bytes that are not UTF-8 by U+FFFD.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
}
