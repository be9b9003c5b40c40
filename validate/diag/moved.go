package diag

import (
	"slices"

	"github.com/snapxml/snapxml/validate/source"
)

// Moved is a diagnostic after a change of its file: what stands behind an
// offset has moved on by some bytes. Places in other files stay.
func (d *Diagnostic) Moved(behind, by int64) *Diagnostic {
	if by == 0 {
		return d
	}
	m := *d
	m.Range = moved(d.Range, behind, by)
	m.Fixes = slices.Clone(d.Fixes)
	for i, f := range m.Fixes {
		f.Edits = slices.Clone(f.Edits)
		for j := range f.Edits {
			f.Edits[j].Range = moved(f.Edits[j].Range, behind, by)
		}
		m.Fixes[i] = f
	}
	m.Related = slices.Clone(d.Related)
	for i := range m.Related {
		if r := &m.Related[i]; r.File == d.File {
			r.Range = moved(r.Range, behind, by)
		}
	}
	return &m
}

func moved(r source.Range, behind, by int64) source.Range {
	if r.Start >= behind {
		return r.Shift(by)
	}
	return r
}

// Touches reports whether a place that a diagnostic speaks of in its own file is
// at least in part between two offsets.
func (d *Diagnostic) Touches(start, end int64) bool {
	in := func(r source.Range) bool { return r.Start < end && r.End > start }
	if in(d.Range) {
		return true
	}
	for _, f := range d.Fixes {
		for _, e := range f.Edits {
			if in(e.Range) {
				return true
			}
		}
	}
	for _, r := range d.Related {
		if r.File == d.File && in(r.Range) {
			return true
		}
	}
	return false
}
