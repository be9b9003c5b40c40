package suppress

import (
	"bytes"
	"io"
	"math"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Find reads the suppression comments of a document. It stops where the
// document is not well-formed; the elements that are open there are taken to
// reach to its end. An error is one of reading.
func Find(document io.Reader, limits xmlscan.Limits) (*Set, error) {
	f := finder{scanner: xmlscan.NewScanner(nil, xmlscan.Options{Limits: limits}), set: &Set{}}
	f.scanner.Reset(document)
	f.run()
	f.set.broken = f.scanner.Fault() != nil
	return f.set, f.scanner.Err()
}

// FindIn is [Find] for a document in memory. Where it is not well-formed it is
// read on as [xmlscan.Scanner.ResetRecovering] does it, so that comments and
// elements behind the fault count as well.
func FindIn(document []byte, limits xmlscan.Limits) *Set {
	f := finder{scanner: xmlscan.NewScanner(nil, xmlscan.Options{Limits: limits}), set: &Set{}}
	f.scanner.ResetBytes(document)
	f.run()
	if f.scanner.Fault() != nil {
		f = finder{scanner: f.scanner, set: &Set{broken: true}}
		f.scanner.ResetRecovering(document)
		f.run()
	}
	return f.set
}

// longest is the longest comment that is looked at, in bytes.
const longest = 4 << 10

// A finder goes through a document and gives each comment its element.
type finder struct {
	scanner *xmlscan.Scanner
	set     *Set
	open    []element
	pending []*comment    // those whose element is not known yet
	behind  *source.Range // the element that ended last, in this line; nil if there is none
	trails  *source.Range // behind when the pending comments were read
	text    strings.Builder
	start   int64 // of the comment that is being read
}

// An element is one that is open, with the comments that speak of it.
type element struct {
	start    int64
	comments []*comment
}

func (f *finder) run() {
	s := f.scanner
	for {
		switch s.Next() {
		case xmlscan.EOF:
			f.finish()
			return
		case xmlscan.StartElement:
			f.open = append(f.open, element{s.Range().Start, f.pending})
			f.pending, f.behind, f.trails = nil, nil, nil
		case xmlscan.EndElement:
			f.end(s.Range().End)
		case xmlscan.Text:
			if bytes.IndexByte(s.Text(), '\n') >= 0 {
				f.newLine()
			}
		case xmlscan.Comment:
			f.comment()
		}
	}
}

// newLine gives the comments at the end of a line to the element before them.
func (f *finder) newLine() {
	if f.trails != nil {
		f.settle(*f.trails)
	}
	f.behind = nil
}

// settle gives the pending comments their scope.
func (f *finder) settle(scope source.Range) {
	for _, c := range f.pending {
		c.scope = scope
	}
	f.pending, f.trails = nil, nil
}

// end closes an element. Comments that no element followed speak of the one
// before them in the line, or else of the one that ends here.
func (f *finder) end(offset int64) {
	last := len(f.open) - 1
	e := f.open[last]
	f.open = f.open[:last]
	scope := source.Range{Start: e.start, End: offset}
	if f.trails != nil {
		f.settle(*f.trails)
	}
	if f.scanner.Repair()&xmlscan.RepairImplied == 0 { // else the end is a guess, and may well have been before the comment
		f.settle(scope)
	}
	for _, c := range e.comments {
		c.scope = scope
	}
	f.behind = &scope
}

// finish is the end of the document, or of what could be read of it.
func (f *finder) finish() {
	if f.trails != nil {
		f.settle(*f.trails)
	}
	rest := source.Range{Start: math.MaxInt64, End: math.MaxInt64}
	if n := len(f.open); n > 0 {
		rest = source.Range{Start: f.open[n-1].start, End: math.MaxInt64}
	}
	f.settle(rest)
	for _, e := range f.open {
		for _, c := range e.comments {
			c.scope = source.Range{Start: e.start, End: math.MaxInt64}
		}
	}
}

// comment takes a piece of a comment, and the comment when it is complete.
func (f *finder) comment() {
	s := f.scanner
	if f.text.Len() == 0 {
		f.start = s.Range().Start
	}
	if f.text.Len() <= longest {
		f.text.Write(s.Text())
	}
	if s.Continues() {
		return
	}
	text := f.text.String()
	f.text.Reset()
	if len(text) > longest {
		return
	}
	c, wholeFile := parse(text, source.Range{Start: f.start, End: s.Range().End})
	if c == nil {
		return
	}
	f.set.comments = append(f.set.comments, c)
	if wholeFile {
		c.scope = source.Range{End: math.MaxInt64}
		return
	}
	f.pending = append(f.pending, c)
	f.trails = f.behind
}
