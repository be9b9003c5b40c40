package rules

import (
	"fmt"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
)

// startIgnored reports what in a start tag is ignored for the purpose. With an
// element its attributes and its content are ignored too.
func (t *Tracker) startIgnored(tag *relaxng.StartTag) {
	for _, s := range t.subjects(tag) {
		d := t.ignoredPart(s)
		if d == nil {
			continue
		}
		t.own = append(t.own, d)
		if s.kind == anElement {
			t.top().ignored = true
			return
		}
	}
}

// ignoredPart is the diagnostic for a part that is ignored whatever it is in
// the schema, or nil.
func (t *Tracker) ignoredPart(s subject) *diag.Diagnostic {
	why := ""
	for i, p := range s.patterns {
		reason := t.rules.ignored(t.rules.facts.of[p])
		if reason == "" || i > 0 && reason != why {
			return nil
		}
		why = reason
	}
	if why == "" || s.at.Len() == 0 {
		return nil
	}
	code := diag.IgnoredAtCreation
	if t.rules.options.Purpose == Redefine {
		code = diag.IgnoredAtRedefinition
	}
	d := diag.Errorf(code, s.at, "%s %s", t.describe(s), why)
	d.Severity = diag.Warning
	d.Element = t.schema.Path()
	return d
}

// ignored says why something is ignored for the purpose, or nothing.
func (r *Rules) ignored(f facts) string {
	switch {
	case r.options.Purpose == Create && f.access == accessReadonly && r.options.Product != "":
		return fmt.Sprintf("is filled in by %s; ignored at creation", r.options.Product)
	case r.options.Purpose == Create && f.access == accessReadonly:
		return "cannot be set; ignored at creation"
	case r.options.Purpose == Create && f.access == accessInternal && r.options.Product != "":
		return fmt.Sprintf("is for %s's own files; ignored at creation", r.options.Product)
	case r.options.Purpose == Create && f.access == accessInternal:
		return "is for internal use; ignored at creation"
	case r.options.Purpose == Redefine && f.redefine == redefineIgnored:
		return "is ignored at redefinition"
	}
	return ""
}
