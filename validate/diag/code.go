package diag

import (
	"cmp"
	"slices"
)

// A Code names a kind of diagnostic for machines: kebab-case, never reused
// for something else. The constants stand by subject in the files codes_*.go.
type Code string

// An Entry documents one code.
type Entry struct {
	Code    Code
	Summary string // one line, lower case, no full stop
	Doc     string // Markdown: when it is reported and what to do
	Example Example
}

// An Example is the smallest input that is given a code. A test runs each one
// and asks for exactly that code.
type Example struct {
	Schema   string // RELAX NG in either syntax; "" for the built-in schema
	Document string // "" where the fault is in the schema itself
	Source   string // annotated Go source, where the fault is in it; then the others are ""
}

// Codes is the catalogue: every code that any part of the project reports,
// sorted by name.
func Codes() []Entry {
	all := slices.Concat(xmlCodes, schemaCodes, documentCodes, sourceCodes)
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// Lookup is the catalogue's entry for a code.
func Lookup(code Code) (Entry, bool) {
	for _, e := range Codes() {
		if e.Code == code {
			return e, true
		}
	}
	return Entry{}, false
}
