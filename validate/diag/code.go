package diag

import (
	"cmp"
	"slices"
	"sync"
)

// A Code names a kind of diagnostic for machines: kebab-case, never reused
// for something else. The constants stand by subject in the files codes_*.go.
type Code string

// An Entry documents one code.
type Entry struct {
	Code    Code
	Summary string // one line, lower case, no full stop
	Doc     string // Markdown: when it is reported and what to do
	Option  string // the option without which it is never reported, "--check-ids"; "" for most
	Example Example
}

// Optional reports whether a check of a document only looks for the code if it
// is asked to.
func (e Entry) Optional() bool {
	return e.Option != "" || e.Example.Snapshots != "" || e.Example.Target != "" || e.Example.Purpose != ""
}

// An Example is the smallest input that is given a code. A test runs each one
// and asks for exactly that code.
type Example struct {
	Schema   string // RELAX NG in either syntax; "" for the built-in schema
	Document string // "" where the fault is in the schema itself
	Source   string // annotated Go source, where the fault is in it; then the others are ""
	Config   string // a configuration file, where the fault is in it; then the others are ""
	Target   string // the release that the document is checked for, or ""
	Purpose  string // what the document is meant for, "create" or "redefine", or ""

	Snapshots string // documents of snapshots, one behind the other, where the fault is in the set; then those above are ""
	Guest     string // the definition of the guest that they are to be put back for, or ""
}

// Codes is the catalogue: every code that any part of the project reports,
// sorted by name.
func Codes() []Entry { return slices.Clone(catalogue()) }

var catalogue = sync.OnceValue(func() []Entry {
	all := slices.Concat(xmlCodes, schemaCodes, documentCodes, sourceCodes, configCodes, rulesCodes, hierarchyCodes, crashCodes, engineCodes)
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	return all
})

// Lookup is the catalogue's entry for a code.
func Lookup(code Code) (Entry, bool) {
	all := catalogue()
	i, found := slices.BinarySearchFunc(all, code, func(e Entry, code Code) int { return cmp.Compare(e.Code, code) })
	if !found {
		return Entry{}, false
	}
	return all[i], true
}

// WellFormedness reports whether a code is for what is not well-formed, or
// beyond a limit of the reader. Such findings cannot be suppressed: nobody can
// rely on what comes after them.
func WellFormedness(code Code) bool {
	return slices.ContainsFunc(xmlCodes, func(e Entry) bool { return e.Code == code })
}

// Names is the names of all [Codes], for messages that look for the nearest.
func Names() []string {
	all := Codes()
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = string(e.Code)
	}
	return names
}
