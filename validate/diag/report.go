package diag

import (
	"github.com/snapxml/snapxml/validate/source"
)

// A Report is what was found in one document.
type Report struct {
	Path        string       // as the user gave it
	File        *source.File // the document; nil if it could not be read
	Diagnostics []*Diagnostic
}

// Valid reports whether no diagnostic is an error.
func (r *Report) Valid() bool { return !HasErrors(r.Diagnostics) }

// FileOf is the file that a diagnostic of the report speaks of.
func (r *Report) FileOf(d *Diagnostic) *source.File {
	if d.File != nil {
		return d.File
	}
	return r.File
}

// PathOf is what to call a file of the report: the document by the path the
// user gave, any other by its name.
func (r *Report) PathOf(f *source.File) string {
	if f == nil || f == r.File {
		return r.Path
	}
	return f.Name()
}

// A Summary counts what several reports found.
type Summary struct {
	Files    int `json:"files"`
	Invalid  int `json:"invalid"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
}

// Add counts one more report.
func (s *Summary) Add(r *Report) {
	s.Files++
	if !r.Valid() {
		s.Invalid++
	}
	for _, d := range r.Diagnostics {
		switch d.Severity {
		case Error:
			s.Errors++
		case Warning:
			s.Warnings++
		}
	}
}

// A Writer writes reports in one output format.
type Writer interface {
	// Report writes what was found in one document.
	Report(r *Report) error
	// Close writes what comes after the last report.
	Close(s Summary) error
}
