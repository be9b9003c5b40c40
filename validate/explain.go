package validate

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// maxExplained is the size in bytes of the largest document whose mistakes are
// explained with all of it in view. Of a larger one, or one that is not in
// memory, each mistake is told as it is met.
const maxExplained = 4 << 20

// reportMatch takes a diagnostic of the matcher.
func (c *Checker) reportMatch(d *diag.Diagnostic) {
	c.matched = append(c.matched, d)
	c.report(d)
}

// explain reads an invalid document once more and puts the least change that
// makes it valid in the place of what the matcher has met on its way. Both say
// that the document is not valid; the first says better why.
func (c *Checker) explain(doc *source.File) {
	if len(c.matched) == 0 || c.full() || c.scanner.Fault() != nil || doc.Size() > maxExplained {
		return
	}
	record := c.validator.grammar.NewRecord(c.scanner)
	c.scanner.ResetBytes(doc.Bytes())
	c.record(record)
	var text *source.File
	if c.scanner.Encoding() == "UTF-8" {
		text = doc
	}
	found, ok := record.Explain(text)
	if !ok {
		return
	}
	c.found = slices.DeleteFunc(c.found, func(d *diag.Diagnostic) bool { return slices.Contains(c.matched, d) })
	for _, d := range found {
		c.report(d)
	}
	diag.Sort(c.found)
}

// record feeds the events of the document to a record.
func (c *Checker) record(r *relaxng.Record) {
	for kind := c.scanner.Next(); kind != xmlscan.EOF; kind = c.scanner.Next() {
		recordEvent(r, c.scanner, kind)
	}
}

// recordEvent feeds the scanner's token to a record.
func recordEvent(r *relaxng.Record, s *xmlscan.Scanner, kind xmlscan.Kind) {
	switch kind {
	case xmlscan.StartElement:
		r.Start(&relaxng.StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()})
	case xmlscan.EndElement:
		end := s.Range()
		if s.SelfClosing() {
			end = source.At(end.End)
		}
		r.End(end)
	case xmlscan.Text:
		r.Text(s.Text(), s.Range())
	case xmlscan.SkippedEntity:
		r.Skipped(s.Range())
	}
}
