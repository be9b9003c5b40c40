package libvirt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// Entries are the rules in the form of the catalogue of codes, in which
// programs explain them together with the other codes.
func Entries() []diag.Entry {
	rules := Rules()
	entries := make([]diag.Entry, len(rules))
	for i, r := range rules {
		entries[i] = r.Entry()
	}
	return entries
}

// Catalogue is every code that a document may be given: those of [diag.Codes],
// then those of the rules.
func Catalogue() []diag.Entry { return slices.Concat(diag.Codes(), Entries()) }

// LookupCode is the catalogue's entry for a code.
func LookupCode(code diag.Code) (diag.Entry, bool) {
	if r := Lookup(code); r != nil {
		return r.Entry(), true
	}
	return diag.Lookup(code)
}

// CodeNames is the names of all codes of the catalogue, for messages that look
// for the nearest.
func CodeNames() []string {
	names := diag.Names()
	for _, r := range Rules() {
		names = append(names, string(r.ID))
	}
	return names
}

// Entry is the rule in the form of the catalogue of codes.
func (r *Rule) Entry() diag.Entry {
	return diag.Entry{
		Code: r.ID, Summary: r.Summary, Doc: r.Doc + "\n\n" + r.facts(), Option: "--flags " + r.exampleFlags().String(),
		Example: diag.Example{Document: r.Example.Text(), Guest: r.Example.Guest, Snapshots: strings.Join(r.Example.Existing, "\n")},
	}
}

// exampleFlags are the flags that the example is given with.
func (r *Rule) exampleFlags() Flags {
	if r.Example.Domain != "" || r.Example.Snapshot != "" {
		return r.Example.Flags | Redefine
	}
	return r.Example.Flags
}

// facts tells in a list when the rule holds, what libvirt says, and where in
// libvirt that is.
func (r *Rule) facts() string {
	var b strings.Builder
	if r.Text != "" || r.Category == NoName {
		fmt.Fprintf(&b, "- libvirt says: `%s` (%s)\n", r.Category.Prefix()+r.Text, r.Category)
	}
	if r.Flags != 0 {
		fmt.Fprintf(&b, "- flags: %s\n", r.Flags)
	}
	if r.Drivers != nil {
		names := make([]string, len(r.Drivers))
		for i, d := range r.Drivers {
			names[i] = string(d)
		}
		fmt.Fprintf(&b, "- drivers: %s\n", strings.Join(names, ", "))
	}
	if !r.Since.IsZero() {
		fmt.Fprintf(&b, "- since libvirt %s\n", r.Since)
	}
	if !r.Until.IsZero() {
		fmt.Fprintf(&b, "- until libvirt %s\n", r.Until)
	}
	if r.Host != "" {
		fmt.Fprintf(&b, "- it turns on %s\n", r.Host)
	}
	fmt.Fprintf(&b, "- what to do: %s\n- in libvirt: %s", r.Advice, r.Source)
	return b.String()
}
