package syntax

import (
	"cmp"
	"fmt"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
)

// Options say where a schema's datatypes and included files come from, and
// how large it may be. The zero value is ready for use.
type Options struct {
	// Libraries are the datatype libraries by URI. The built-in one, "", is
	// always there.
	Libraries map[string]datatype.Library

	// Open reads a file that a schema refers to, and in [Load] the schema
	// itself. The path is the one of the referring file joined with the href.
	// Nil reads regular files of the local disk. Open is asked only for paths
	// within the folder of the main schema and Roots.
	Open func(path string) ([]byte, error)

	// Roots are further folders that hrefs may lead into.
	Roots []string

	// Referred, if it is not nil, is told of each reference that [Simplify]
	// follows from one file of a schema to another, in the order in which they
	// are met.
	Referred func(from *source.File, to *Pattern)

	// Limits bound what a schema may cost.
	Limits Limits

	// Known says of the annotations of a pattern or define whether what they
	// stand on is part of the schema. [Simplify] leaves out what is not: see
	// [SinceAttr] and [UntilAttr]. Nil takes everything.
	Known func(*Annotations) bool
}

// Limits bound a schema. A field that is zero has its default.
type Limits struct {
	Files        int   // files, each counted once; 1,000
	IncludeDepth int   // include and externalRef within one another; 100
	Bytes        int64 // all files together; 64 MB
	Patterns     int   // patterns, after includes are resolved; 1,000,000
	Depth        int   // elements, parentheses and refs within one another; 10,000
	Diagnostics  int   // diagnostics reported; 100
}

// withDefaults replaces what is zero.
func (l Limits) withDefaults() Limits {
	return Limits{
		Files:        cmp.Or(l.Files, 1_000),
		IncludeDepth: cmp.Or(l.IncludeDepth, 100),
		Bytes:        cmp.Or(l.Bytes, 64_000_000),
		Patterns:     cmp.Or(l.Patterns, 1_000_000),
		Depth:        cmp.Or(l.Depth, 10_000),
		Diagnostics:  cmp.Or(l.Diagnostics, 100),
	}
}

// maxNamespaces is how many namespace declarations may be in scope at once.
const maxNamespaces = 1_000

// reporter gathers diagnostics: each one once, up to a limit.
type reporter struct {
	limit int
	all   []*diag.Diagnostic
	seen  map[finding]bool
}

// finding is what makes a diagnostic the same as another. A file that is
// included several times is judged several times.
type finding struct {
	file    *source.File
	at      source.Range
	code    diag.Code
	message string
}

func newReporter(l Limits) *reporter {
	return &reporter{limit: l.Diagnostics, seen: map[finding]bool{}}
}

// errorf reports an error and returns it for additions.
func (r *reporter) errorf(f *source.File, code diag.Code, at source.Range, format string, args ...any) *diag.Diagnostic {
	d := diag.Errorf(code, at, format, args...)
	d.File = f
	r.add(d)
	return d
}

func (r *reporter) add(d *diag.Diagnostic) {
	key := finding{d.File, d.Range, d.Code, d.Message}
	if len(r.all) >= r.limit || r.seen[key] {
		return
	}
	r.seen[key] = true
	r.all = append(r.all, d)
}

// sorted is everything reported, by place.
func (r *reporter) sorted() []*diag.Diagnostic {
	diag.Sort(r.all)
	return r.all
}

// thousands writes a number for a message: 1,000,000.
func thousands[N int | int64](n N) string {
	if n < 1_000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1_000), n%1_000)
}
