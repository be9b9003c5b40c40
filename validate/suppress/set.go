package suppress

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// A Set is the suppression comments of one document.
type Set struct {
	comments []*comment
	broken   bool // the document is not well-formed, so there may be more
}

// Filter takes out the findings that the comments suppress and says how many
// they are. Where the document was checked in full, comments that suppress
// nothing are reported in their place. The findings come back in order.
func (s *Set) Filter(found []*diag.Diagnostic, full bool) (kept []*diag.Diagnostic, suppressed int) {
	kept, suppressed = s.Suppress(found)
	full = full && !slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return d.Code == diag.TooMany })
	for _, c := range s.comments {
		kept = append(kept, c.faults(full && !s.broken)...)
	}
	diag.Sort(kept)
	return kept, suppressed
}

// Suppress takes out the findings that the comments suppress and says how many
// they are, and no more than that.
func (s *Set) Suppress(found []*diag.Diagnostic) (kept []*diag.Diagnostic, suppressed int) {
	for _, d := range found {
		if s.suppresses(d) {
			suppressed++
		} else {
			kept = append(kept, d)
		}
	}
	return kept, suppressed
}

// suppresses reports whether a comment speaks of a finding; of several it is
// the last, which is the one nearest to it.
func (s *Set) suppresses(d *diag.Diagnostic) bool {
	if d.File != nil || diag.WellFormedness(d.Code) {
		return false
	}
	for _, c := range slices.Backward(s.comments) {
		if c.suppresses(d) {
			return true
		}
	}
	return false
}

// faults is what is wrong with a comment itself.
func (c *comment) faults(full bool) (ds []*diag.Diagnostic) {
	if len(c.codes) == 0 && !c.all {
		return []*diag.Diagnostic{warning(diag.SuppressionUnknown, c.at, `"snapxml:ignore" names no code; expected the code of what it is to suppress`)}
	}
	if c.all && !c.used && full {
		return []*diag.Diagnostic{c.removable(warning(diag.SuppressionUnused, c.at, "nothing in this file needs to be suppressed; remove the comment"))}
	}
	unused := 0
	for _, n := range c.codes {
		entry, known := libvirt.LookupCode(n.code)
		switch {
		case !known:
			ds = append(ds, warning(diag.SuppressionUnknown, n.at, "no finding has the code %s%s", diag.Quote(string(n.code)), diag.DidYouMean(string(n.code), libvirt.CodeNames())))
		case diag.WellFormedness(n.code):
			ds = append(ds, warning(diag.SuppressionUnknown, n.at, "%s cannot be suppressed; what is not well-formed has to be mended", diag.Quote(string(n.code))))
		case !n.used && full && !entry.Optional():
			unused++
			ds = append(ds, warning(diag.SuppressionUnused, n.at, "%s is not reported here; remove it from the comment", diag.Quote(string(n.code))))
		}
	}
	if unused == 1 && len(c.codes) == 1 {
		ds[0].Message = "nothing here is suppressed by " + diag.Quote(string(c.codes[0].code)) + "; remove the comment"
		c.removable(ds[0])
	}
	return ds
}

// removable attaches the fix that removes the comment.
func (c *comment) removable(d *diag.Diagnostic) *diag.Diagnostic {
	d.Fixes = []diag.Fix{{Title: "remove the comment", Edits: []diag.Edit{{Range: c.at}}}}
	return d
}

func warning(code diag.Code, at source.Range, format string, args ...any) *diag.Diagnostic {
	d := diag.Errorf(code, at, format, args...)
	d.Severity = diag.Warning
	return d
}
