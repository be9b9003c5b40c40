package validate

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// explain is [Checker.explain] for the document that has been read: what is
// wrong with it is found with all of it in view. The record of the document is
// kept, and only what has changed since it was made is recorded again.
func (l *Live) explain(doc *source.File) []*diag.Diagnostic {
	c := l.checker
	c.found = slices.Clone(l.asked)
	if doc.Size() <= maxExplained {
		l.renewRecord()
		if found, ok := l.record.Explain(doc); ok {
			for _, d := range found {
				c.report(d)
			}
			diag.Sort(c.found)
			return c.found
		}
	}
	c.found = append(c.found, l.matched...)
	diag.Sort(c.found)
	return c.found
}

// renewRecord makes the record that of the document as it is.
func (l *Live) renewRecord() {
	changed := l.unrecorded
	l.unrecorded = change{}
	switch {
	case l.record == nil:
		l.record = l.validator.grammar.NewRecord(l.context)
		l.rescanner.Resume(&l.points[0].reader)
		for kind := l.scanner.Next(); kind != xmlscan.EOF; kind = l.scanner.Next() {
			recordEvent(l.record, l.scanner, kind)
		}
	case changed.any:
		l.rerecord(changed)
	}
}

// rerecord records again what has changed.
func (l *Live) rerecord(c change) {
	from := &l.points[0]
	for i := range l.points {
		if l.points[i].reader.Offset() <= c.start {
			from = &l.points[i]
		}
	}
	l.record.Resume(from.reader.Offset())
	l.rescanner.Resume(&from.reader)
	delta := c.n - (c.end - c.start)
	for kind := l.scanner.Next(); kind != xmlscan.EOF; kind = l.scanner.Next() {
		recordEvent(l.record, l.scanner, kind)
		end := l.scanner.Range().End
		if kind == xmlscan.EndElement && end >= c.start+c.n && l.record.Meet(end, delta) {
			return
		}
	}
	l.record.Finish()
}
