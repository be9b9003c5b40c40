package validate

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// MaxRecovered is the size in bytes of the largest document that is read on
// behind a place where it is not well-formed. It has to be in memory. Of any
// other, only the first such place is reported.
const MaxRecovered = 16 << 20

// Malformed reports whether the document that was checked last was left at a
// place where it is not well-formed. [Checker.Check] reads a document of up to
// [MaxRecovered] bytes on.
func (c *Checker) Malformed() bool { return c.scanner.Fault() != nil }

// recover checks a document that is not well-formed once more, with the
// recovering reader. All places where it is not well-formed are reported, and
// what the schema has against the rest.
func (c *Checker) recover(doc *source.File) {
	if !c.Malformed() || doc.Size() > MaxRecovered {
		return
	}
	c.found = nil
	if c.matcher != nil {
		c.matcher.Reset()
	}
	if c.ids != nil {
		c.ids.Reset()
	}
	c.scanner.ResetRecovering(doc.Bytes())
	c.scanRecovering()
	c.found = append(c.found, c.withoutMisspelt(doc, c.limited(c.scanner.Faults()))...)
	c.matched = nil // they are not to be explained anew
	diag.Sort(c.found)
}

// limited are the places where the document is not well-formed. As many as a
// document may have diagnostics are reported, beside those of the schema.
func (c *Checker) limited(faults []*diag.Diagnostic) []*diag.Diagnostic {
	limit := c.validator.options.MaxDiagnostics
	if len(faults) <= limit {
		return faults
	}
	d := diag.Errorf(diag.TooMany, source.At(faults[limit-1].Range.End), "the limit of %d diagnostics is reached; from here on well-formedness is not checked", limit)
	d.Severity = diag.Info
	return append(faults[:limit:limit], d)
}

// withoutMisspelt takes out of the faults the end tags that do not match their
// start tags because these are misspelt, which the schema has found.
func (c *Checker) withoutMisspelt(doc *source.File, faults []*diag.Diagnostic) []*diag.Diagnostic {
	return slices.DeleteFunc(faults, func(d *diag.Diagnostic) bool {
		if d.Code != diag.TagMismatch || len(d.Related) == 0 {
			return false
		}
		name := string(doc.Slice(d.Range))
		meant := "did you mean " + diag.Quote(name) + "?"
		for _, o := range c.found {
			if o.Code != diag.ElementNotAllowed || o.Range.Cover(d.Related[0].Range) != d.Related[0].Range || !strings.HasSuffix(o.Message, meant) {
				continue
			}
			if len(o.Fixes) == 0 {
				o.Fixes = []diag.Fix{{Title: "write " + diag.Quote("<"+name+">"), Edits: []diag.Edit{{Range: o.Range, Text: name}}}}
			}
			return true
		}
		return false
	})
}

// scanRecovering feeds the events of a document that is not well-formed to the
// matcher, but for those that a [shield] keeps from it.
func (c *Checker) scanRecovering() {
	s, m := c.scanner, c.matcher
	var sh shield
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		if kind == xmlscan.Comment {
			c.comment()
		}
		if m != nil && c.full() {
			c.reportFull(source.At(s.Range().End))
			m = nil
		}
		if m == nil {
			continue
		}
		pass, doubt := sh.pass(kind, s.Repair())
		if doubt {
			m.Doubt()
		}
		if pass {
			c.feed(kind)
		}
	}
}

// feed hands the event to the matcher.
func (c *Checker) feed(kind xmlscan.Kind) {
	s, m := c.scanner, c.matcher
	switch kind {
	case xmlscan.StartElement:
		c.feedStart()
	case xmlscan.EndElement:
		m.End()
	case xmlscan.Text:
		m.Text(s.Text(), s.Range())
	case xmlscan.SkippedEntity:
		m.Skipped()
	}
}

// feedStart hands a start tag to the matcher. If an attribute could not be read
// no other is missed.
func (c *Checker) feedStart() {
	tag, partly := startTag(c.scanner)
	known := len(c.found)
	c.matcher.Start(&tag)
	if partly {
		c.found = withoutMissing(c.found, known)
	}
	if c.ids != nil {
		c.ids.Start(&tag)
	}
	if d := c.validator.defaults; d != nil && !partly {
		d.Report(&tag, c.report)
	}
}
