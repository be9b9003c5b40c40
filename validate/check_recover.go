package validate

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
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
// matcher. What could not be read, or is only half there, is kept from it, so
// that nothing is said that follows from that.
func (c *Checker) scanRecovering() {
	s, m := c.scanner, c.matcher
	skip := 0 // elements that are open and kept from the matcher
	for {
		kind, repair := s.Next(), s.Repair()
		switch {
		case kind == xmlscan.EOF:
			return
		case kind == xmlscan.Comment:
			c.comment()
		case m == nil:
		case c.full():
			c.reportFull(source.At(s.Range().End))
			m = nil
		case kind == xmlscan.StartElement && (skip > 0 || repair&xmlscan.RepairUnknown != 0):
			if skip == 0 {
				m.Doubt()
			}
			skip++
		case kind == xmlscan.EndElement && skip > 0:
			skip--
		case skip > 0:
		default:
			if repair&xmlscan.RepairDoubt != 0 {
				m.Doubt()
			}
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

// feedStart hands a start tag to the matcher, with the attributes whose names
// mean something. If one could not be read no other is missed.
func (c *Checker) feedStart() {
	s := c.scanner
	attrs := s.Attrs()
	partly := s.Repair()&xmlscan.RepairAttribute != 0
	if slices.ContainsFunc(attrs, nameless) {
		partly = true
		attrs = slices.DeleteFunc(slices.Clone(attrs), nameless)
	}
	tag := relaxng.StartTag{Name: s.Name(), Attrs: attrs, Range: s.Range(), NameRange: s.NameRange()}
	known := len(c.found)
	c.matcher.Start(&tag)
	if partly {
		c.found = append(c.found[:known], slices.DeleteFunc(c.found[known:], func(d *diag.Diagnostic) bool { return d.Code == diag.AttributeMissing })...)
	}
	if c.ids != nil {
		c.ids.Start(&tag)
	}
	if d := c.validator.defaults; d != nil && !partly {
		d.Report(&tag, c.report)
	}
}

// nameless reports whether an attribute is to be kept from the matcher: its
// name means nothing or is that of another one in the tag, or it has no value
// and may be only half there.
func nameless(a xmlscan.Attr) bool {
	return a.Name == 0 || a.Incomplete && a.Specified && a.ValueRange.Len() == 0
}
