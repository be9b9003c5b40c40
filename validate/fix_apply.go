package validate

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Mended document is what fixes made of one.
type Mended struct {
	File    *source.File       // the document as it is now; the one given where nothing was changed
	Applied []diag.Fix         // in the order in which they were applied; ranges are of the text at that moment
	Left    []*diag.Diagnostic // what is still wrong with it
}

// ApplyFixes applies the fixes that are certain ([diag.Fix]) to a document in
// memory, checks it again, and goes on until none is left that helps. Apart
// from the edits of the fixes no byte is changed. A fix that does not leave
// fewer mistakes than there were is not kept, so the result is never worse
// than the document, and mending it again changes nothing.
func (v *Validator) ApplyFixes(doc *source.File) *Mended {
	c := v.NewChecker()
	return c.ApplyFixes(doc)
}

// ApplyFixes is [Validator.ApplyFixes].
func (c *Checker) ApplyFixes(doc *source.File) *Mended { return Mend(doc, c.Check) }

// Mend is [Validator.ApplyFixes] by another way to check a document, which may
// leave out some of what is found: only what it reports is mended.
//
// A document is checked again after each round of fixes. One of megabytes, with
// more mistakes than are reported at once, is left when that has become too
// much work; what is left then may have certain fixes, too.
func Mend(doc *source.File, check func(doc *source.File) []*diag.Diagnostic) *Mended {
	work := int64(0)
	counted := checkFunc(func(doc *source.File) []*diag.Diagnostic {
		found := check(doc)
		work += doc.Size() + int64(len(found))*findingWork
		return found
	})
	m := &Mended{File: doc, Left: check(doc)}
	for work < mostMendWork {
		fixes := certain(m.Left)
		if !counted.applyAll(m, fixes) && !counted.applyOne(m, fixes, &work) {
			break
		}
	}
	return m
}

// How much work the mending of a document may be: the bytes that are read, and
// for each finding as many as are read in the time that it takes to explain one.
const (
	mostMendWork = 32 << 20
	findingWork  = 4 << 10
)

// A checkFunc finds what is wrong with a document.
type checkFunc func(doc *source.File) []*diag.Diagnostic

// certain is the certain fixes of what was found in a document, at most one
// for each mistake.
func certain(found []*diag.Diagnostic) []diag.Fix {
	var fixes []diag.Fix
	for _, d := range found {
		for _, f := range d.Fixes {
			if f.Certain && d.File == nil {
				fixes = append(fixes, f)
				break
			}
		}
	}
	return fixes
}

// applyAll applies as many fixes together as do not touch each other.
func (check checkFunc) applyAll(m *Mended, fixes []diag.Fix) bool {
	text, numbers := diag.Apply(m.File.Bytes(), fixes)
	if len(numbers) == 0 {
		return false
	}
	applied := make([]diag.Fix, len(numbers))
	for i, n := range numbers {
		applied[i] = fixes[n]
	}
	next := &Mended{File: xmlscan.NewFile(m.File.Name(), text), Applied: append(m.Applied, applied...)}
	next.Left = check(next.File)
	if !isBetter(next.Left, m.Left) {
		return false
	}
	*m = *next
	return true
}

// applyOne applies the first fix that helps on its own.
func (check checkFunc) applyOne(m *Mended, fixes []diag.Fix, work *int64) bool {
	if len(fixes) < 2 {
		return false
	}
	for i := range fixes {
		if *work >= mostMendWork {
			return false
		}
		if check.applyAll(m, fixes[i:i+1]) {
			return true
		}
	}
	return false
}

// isBetter reports whether there are fewer mistakes, and no more errors.
func isBetter(now, before []*diag.Diagnostic) bool {
	return len(now) < len(before) && errorCount(now) <= errorCount(before)
}

func errorCount(found []*diag.Diagnostic) int {
	n := 0
	for _, d := range found {
		if d.Severity == diag.Error {
			n++
		}
	}
	return n
}
