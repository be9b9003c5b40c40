package rules

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Tracker takes the events of one document after another in place of a
// [relaxng.Matcher], of which it has one or two, and reports what the schema
// and its annotations have against them. It is for one goroutine.
type Tracker struct {
	rules   *Rules
	ctx     relaxng.Context
	schema  *relaxng.Matcher
	release *relaxng.Matcher // nil where the target has the whole schema
	report  Report

	open   []frame
	errors int // that the document has so far
	asked  int // how often it mattered whether there are any

	// What there is against one event:
	found  []*diag.Diagnostic // by the schema
	behind []*diag.Diagnostic // by the schema of the release
	own    []*diag.Diagnostic // by the annotations
}

// Report is what a tracker reports to, during any event.
type Report struct {
	Schema      func(*diag.Diagnostic) // what the schema has against the document
	Annotations func(*diag.Diagnostic) // what its annotations have
}

// A frame is one open element.
type frame struct {
	name      xmlscan.ID
	nameRange source.Range

	since   Release // the last release that its shape, or that of an element around it, was said to need
	quiet   bool    // it is not in the release, so nothing within it is
	ignored bool    // it is ignored, and so is everything within it
	faulty  bool    // the schema has something against a child, so it may be another than it seems
	pending []pending
}

// NewTracker makes a tracker for documents.
func (r *Rules) NewTracker(ctx relaxng.Context, report Report) *Tracker {
	t := &Tracker{rules: r, ctx: ctx, report: report}
	t.schema = r.schema.NewMatcher(ctx, func(d *diag.Diagnostic) { t.found = append(t.found, d) })
	if r.release != nil {
		t.release = r.release.NewMatcher(ctx, func(d *diag.Diagnostic) { t.behind = append(t.behind, d) })
	}
	t.Reset()
	return t
}

// Reset makes the tracker ready for another document.
func (t *Tracker) Reset() {
	t.schema.Reset()
	if t.release != nil {
		t.release.Reset()
	}
	t.open = append(t.open[:0], frame{})
	t.errors, t.asked = 0, 0
}

// faulty reports whether the document has an error so far, where that matters.
func (t *Tracker) faulty() bool {
	t.asked++
	return t.errors > 0
}

func (t *Tracker) top() *frame { return &t.open[len(t.open)-1] }

// Start is [relaxng.Matcher.Start].
func (t *Tracker) Start(tag *relaxng.StartTag) {
	t.standing(tag)
	if t.release != nil {
		t.release.Start(tag)
	}
	t.schema.Start(tag)
	if len(t.found) > 0 {
		t.settle(t.release != nil && !t.release.PassingOver())
		t.top().faulty = true
	}
	outer := t.top()
	t.open = append(t.open, frame{
		name: tag.Name, nameRange: tag.NameRange,
		since: outer.since, quiet: outer.quiet, ignored: outer.ignored,
	})
	if len(t.behind) > 0 {
		t.startBehind(tag)
	}
	if f := t.top(); !f.ignored && !f.quiet {
		if t.rules.access {
			t.startIgnored(tag)
		}
		t.expectNeeds(tag)
	}
	t.flush()
}

// Text is [relaxng.Matcher.Text].
func (t *Tracker) Text(piece []byte, r source.Range) {
	t.schema.Text(piece, r)
	if t.release != nil {
		t.release.Text(piece, r)
	}
}

// Skipped is [relaxng.Matcher.Skipped].
func (t *Tracker) Skipped() {
	t.schema.Skipped()
	if t.release != nil {
		t.release.Skipped()
	}
}

// End is [relaxng.Matcher.End].
func (t *Tracker) End() {
	followed := t.release != nil && !t.release.PassingOver()
	if t.release != nil {
		t.release.End()
	}
	var text subject
	if len(t.behind) > 0 || t.rules.access {
		text = t.textSubject()
	}
	if missing := t.missing(); missing != nil {
		t.own = append(t.own, missing)
	}
	if ignored := t.ignoredPart(text); ignored != nil && !t.top().ignored && !t.top().quiet {
		t.own = append(t.own, ignored)
	}
	t.schema.End()
	t.settle(followed)
	if len(t.found) > 0 { // the rest is a follow-up
		t.own = t.own[:0]
	} else {
		t.explain([]subject{text})
	}
	t.flush()
	t.open = t.open[:len(t.open)-1]
}

// settle takes what both schemas have against an event together. What both
// refuse is reported once, in the words of the whole schema. What only that one
// refuses is none of the release's business, if it follows the document at
// this point: a datatype that is younger than the release.
func (t *Tracker) settle(followed bool) {
	both := func(x *diag.Diagnostic, others []*diag.Diagnostic) bool {
		return slices.ContainsFunc(others, func(y *diag.Diagnostic) bool { return overlap(x.Range, y.Range) })
	}
	if followed {
		t.found = slices.DeleteFunc(t.found, func(d *diag.Diagnostic) bool { return !both(d, t.behind) && (isValue(d) || !t.faulty()) })
	}
	t.behind = slices.DeleteFunc(t.behind, func(d *diag.Diagnostic) bool { return both(d, t.found) })
}

func isValue(d *diag.Diagnostic) bool {
	return d.Code == diag.ElementValue || d.Code == diag.AttributeValue
}

// flush reports what there is against an event.
func (t *Tracker) flush() {
	for _, d := range t.found {
		t.errors++
		t.report.Schema(d)
	}
	for _, d := range t.own {
		if d.Severity == diag.Error {
			t.errors++
		}
		t.report.Annotations(d)
	}
	t.found, t.behind, t.own = t.found[:0], t.behind[:0], t.own[:0]
}
