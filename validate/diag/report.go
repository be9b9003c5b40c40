package diag

import (
	"slices"

	"github.com/snapxml/snapxml/validate/source"
)

// A Report is what was found in one document.
type Report struct {
	Path        string       // as the user gave it
	File        *source.File // the document; nil if it could not be read
	Diagnostics []*Diagnostic
	Forecast    *Forecast // nil: not asked for
}

// A Forecast is what libvirt will do with a document.
type Forecast struct {
	Verdict string `json:"verdict"`           // accept, refuse or depends
	Message string `json:"message,omitempty"` // libvirt's own error text
	Rule    Code   `json:"rule,omitempty"`    // what decides
	Host    string `json:"host,omitempty"`    // for depends: on what of the host
}

// Valid reports whether the document is well-formed and valid: no diagnostic
// but those that foretell what libvirt does is an error.
func (r *Report) Valid() bool {
	return !slices.ContainsFunc(r.Diagnostics, func(d *Diagnostic) bool { return d.Severity == Error && !d.Foretold })
}

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
	Files    int `json:"files"` // that were checked
	Invalid  int `json:"invalid"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Unread   int `json:"unread,omitempty"` // documents that could not be read, or that an interrupt left out
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
