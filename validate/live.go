package validate

import (
	"bytes"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Live check is one of a document that is being edited. It finds what
// [Checker.Check] finds, and works less for it: after a change the document is
// read again only from a little before the change, to where reader and matcher
// stand as they stood before it. It is for one goroutine.
type Live struct {
	validator *Validator
	checker   *Checker // for what cannot be checked in parts
	rescanner *xmlscan.Rescanner
	context   *liveContext
	*follower

	text    []byte // that was checked last
	started bool   // there are points
	full    bool   // a limit was reached
	change  change // since then
	points  []point
	last    stand              // behind the last tag
	faults  []*diag.Diagnostic // of the reader, in the order in which they were found
	matched []*diag.Diagnostic // of the matcher
	asked   []*diag.Diagnostic // of the annotations

	record     *relaxng.Record // of a text that was well-formed and not valid, or nil
	unrecorded change          // since then
}

// A change is one of a text: the bytes from start to end have become n others.
type change struct {
	start, end, n int64
	any           bool
}

// A point is a place of the document from which it can be read on: what the
// reader and the matcher know there, and how much they had found.
type point struct {
	reader                 xmlscan.Checkpoint
	stand                  stand
	skip                   int
	faults, matched, asked int
}

// pointsApart is how many ends of elements lie between two points.
const pointsApart = 32

// NewLive makes a live check, of no document yet.
func (v *Validator) NewLive() *Live {
	r := xmlscan.NewRescanner(v.names(), xmlscan.Options{Limits: v.options.Limits})
	ctx := &liveContext{Scanner: r.Scanner()}
	f := v.newFollower(ctx.Scanner, ctx)
	f.ask(v, ctx)
	return &Live{validator: v, checker: v.NewChecker(), rescanner: r, context: ctx, follower: f}
}

// Edited says that a range of the document has become n bytes of other text
// since the last [Live.Check] or Edited.
func (l *Live) Edited(r source.Range, n int64) {
	l.change.add(r, n)
	l.unrecorded.add(r, n)
}

// add makes the change one with another that comes after it.
func (c *change) add(r source.Range, n int64) {
	if !c.any {
		*c = change{r.Start, r.End, n, true}
		return
	}
	behind := c.start + c.n // where the range that has changed ends now
	start, end := min(c.start, r.Start), max(behind, r.End)
	c.n = n + (r.Start - start) + (end - r.End)
	c.start, c.end = start, c.end+end-behind
}

// Check is [Validator.Check] for the document as it is now.
func (l *Live) Check(doc *source.File) []*diag.Diagnostic {
	text := doc.Bytes()
	c := l.change
	l.change = change{}
	l.context.place = nil
	if l.isPlain() && !(l.started && c.any && l.resume(text, c)) && !(l.started && !c.any && bytes.Equal(text, l.text)) {
		l.restart(text)
	}
	l.text = text
	switch {
	case !l.started || l.full:
		return l.checker.Check(doc)
	case len(l.faults) == 0 && len(l.matched) > 0:
		return l.explain(doc)
	}
	return l.join(doc)
}

// isPlain reports whether nothing is asked of the document that can only be told
// of it as a whole.
func (l *Live) isPlain() bool {
	v := l.validator
	return v.ids == nil && v.defaults == nil && !v.options.Explain
}

// mostFaults is how many places where it is not well-formed a document may have
// to be checked in parts.
const mostFaults = 500

// isFull reports whether a limit was reached, where there were that many faults
// before the reading began.
func (l *Live) isFull(faults int) bool {
	return len(l.found)+len(l.noted) >= l.validator.options.MaxDiagnostics || faults+len(l.rescanner.Faults()) >= mostFaults
}

// restart reads the document from the beginning.
func (l *Live) restart(text []byte) {
	l.points, l.faults, l.matched, l.asked = l.points[:0], nil, nil, nil
	l.record, l.unrecorded = nil, change{}
	l.started = int64(len(text)) <= MaxRecovered && l.rescanner.Reset(text)
	if !l.started {
		return
	}
	l.reset()
	l.note(0)
	l.read(nil)
}

// note makes a point of the place that was read to, if it can be one. There
// were as many faults before the reading began.
func (l *Live) note(faults int) {
	c, ok := l.rescanner.Checkpoint()
	if !ok {
		return
	}
	l.points = append(l.points, point{
		reader: c, stand: l.stand(), skip: l.skip,
		faults: faults + len(l.rescanner.Faults()), matched: len(l.found), asked: len(l.noted),
	})
}

// read reads on, and makes points, until the document ends or a function says
// at the end of an element that it is enough.
func (l *Live) read(enough func() bool) {
	before := len(l.faults)
	ends := 0
	for kind := l.scanner.Next(); kind != xmlscan.EOF && !l.isFull(before); kind = l.scanner.Next() {
		l.feed(kind)
		if kind != xmlscan.EndElement {
			continue
		}
		if enough != nil && enough() {
			break
		}
		if ends++; ends%pointsApart == 0 && l.scanner.Repair() == 0 {
			l.note(before)
		}
	}
	l.full = l.isFull(before)
	l.last = l.stand()
	l.faults = append(l.faults, l.rescanner.Faults()...)
	l.matched, l.asked = l.found, l.noted
}

// join puts together what there is to say of a document: what the matcher and
// the annotations have found, and if it is not well-formed where.
func (l *Live) join(doc *source.File) []*diag.Diagnostic {
	c := l.checker
	c.found = make([]*diag.Diagnostic, 0, len(l.matched)+len(l.asked)+len(l.faults))
	for _, d := range l.matched {
		copied := *d
		c.found = append(c.found, &copied) // its fixes may change
	}
	c.found = append(c.found, l.asked...)
	faults := slices.Clone(l.faults)
	diag.Sort(faults)
	c.found = append(c.found, c.withoutMisspelt(doc, c.limited(faults))...)
	diag.Sort(c.found)
	return c.found
}
