package main

import (
	"fmt"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/suppress"
)

// A job is a document to be checked.
type job struct {
	path      string
	name      string // what to call it in messages
	settings  config.Settings
	validator *validate.Validator
	second    *secondEngine // nil: libxml2 is not asked

	foreteller *foreteller // nil: nothing is asked of libvirt
}

// An outcome is what became of a job.
type outcome struct {
	report *diag.Report // nil if the document could not be read
	err    error        // why not, or that the run was interrupted within it
	hidden int          // findings that comments and the baseline took out
	fixed  []string     // the titles of the fixes that were applied
	diff   []byte       // what they change, for --diff
}

// deepLimit is the number of diagnostics that are looked for in a document
// from which some are taken out afterwards.
const deepLimit = 10_000

// checkers are the checkers of one worker for one validator.
type checkers struct {
	validator *validate.Validator
	second    *secondEngine
	max       int  // diagnostics to be reported
	filtered  bool // some are taken out afterwards, in every document, or mended
	normal    *validate.Checker
	deep      *validate.Checker
	comments  suppress.Detector
	hidden    int // findings that comments took out of the document
}

// checker is one for a document, whose comments it shows to c.comments;
// filtered says that findings are taken out of this document.
func (c *checkers) checker(filtered bool) *validate.Checker {
	c.comments.Reset()
	if filtered || c.filtered {
		if c.deep == nil {
			c.deep = c.validator.WithMaxDiagnostics(max(c.max, deepLimit)).NewChecker()
			c.deep.Comments = c.comments.Comment
		}
		return c.deep
	}
	if c.normal == nil {
		c.normal = c.validator.NewChecker()
		c.normal.Comments = c.comments.Comment
	}
	return c.normal
}

// filter takes out what the comments of the document suppress.
func (c *checkers) filter(found []*diag.Diagnostic, comments *suppress.Set) []*diag.Diagnostic {
	kept, n := comments.Filter(found, c.validator.Grammar() != nil)
	c.hidden += n
	return kept
}

// A worker checks one document after the other.
type worker struct {
	session  *session
	document document
	checkers map[*validate.Validator]*checkers
}

func (s *session) newWorker() *worker {
	w := &worker{session: s}
	w.reset()
	return w
}

// reset makes the worker a new one, without what it has learnt from documents.
func (w *worker) reset() {
	s := w.session
	w.document = document{max: s.flags.maxSize, limits: s.flags.limits(), ctx: s.ctx}
	w.checkers = map[*validate.Validator]*checkers{}
}

// doAll does jobs until the run is interrupted.
func (w *worker) doAll(jobs []job) []outcome {
	outcomes := make([]outcome, 0, len(jobs))
	for _, j := range jobs {
		if w.session.ctx.Err() != nil {
			break
		}
		outcomes = append(outcomes, w.try(j))
	}
	return outcomes
}

// try does a job. A fault of the program in it is reported as a finding, and
// does not keep the worker from the next job.
func (w *worker) try(j job) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			w.reset()
			o = crashed(j.name, diag.Caught(p))
		}
	}()
	return w.do(j)
}

// crashed is the outcome for a document at which the program has failed.
func crashed(name string, c *diag.Crash) outcome {
	return outcome{
		report: &diag.Report{Path: name, File: source.NewFile(name, nil), Diagnostics: []*diag.Diagnostic{c.Diagnostic()}},
		err:    fmt.Errorf("%s: %w", name, c),
	}
}

// do does a job.
func (w *worker) do(j job) outcome {
	c := w.checkers[j.validator]
	if c == nil {
		c = &checkers{validator: j.validator, second: j.second, max: w.session.flags.maxDiagnostics, filtered: w.session.known != nil || w.session.flags.mends()}
		w.checkers[j.validator] = c
	}
	c.hidden = 0
	d := &w.document
	d.path, d.name = j.path, j.name
	d.whole = w.session.flags.mends() || j.foreteller != nil || j.second != nil
	found, err := d.check(c, w.session.stdin)
	if err != nil && len(found) == 0 {
		return outcome{err: err}
	}
	found = w.adjust(j, c, found)
	o := outcome{err: err}
	if w.session.flags.mends() {
		found = w.mend(&o, j, c, found)
	}
	o.report = &diag.Report{Path: j.name}
	if j.foreteller != nil && err == nil {
		found = w.foretell(&o, j, c, found)
	}
	o.hidden = c.hidden
	o.report.Diagnostics = limit(found, c.max)
	if len(found) > 0 {
		o.report.File = d.keep(o.report.Diagnostics)
	}
	return o
}

// foretell adds what libvirt does with the document to what was found.
func (w *worker) foretell(o *outcome, j job, c *checkers, found []*diag.Diagnostic) []*diag.Diagnostic {
	d := &w.document
	forecast := j.foreteller.foretell(d.file, func() bool { return !diag.HasErrors(j.validator.Check(d.file)) })
	o.report.Forecast = inShort(forecast)
	if c.comments.Mentioned() {
		var n int
		forecast.Diagnostics, n = suppress.FindIn(d.text, d.limits).Suppress(forecast.Diagnostics)
		c.hidden += n
	}
	forecast.Diagnostics = w.adjust(j, c, forecast.Diagnostics)
	return withForecast(found, forecast)
}

// adjust gives findings the severities of the configuration and takes out
// those that are known.
func (w *worker) adjust(j job, c *checkers, found []*diag.Diagnostic) []*diag.Diagnostic {
	if len(j.settings.Severity) > 0 {
		found = withSeverities(found, j.settings.Severity)
	}
	if w.session.known != nil {
		before := len(found)
		found = w.session.known.Filter(j.name, found)
		c.hidden += before - len(found)
	}
	return found
}

// withSeverities is findings with other severities; of those that a
// configuration turns off there are none.
func withSeverities(found []*diag.Diagnostic, severities map[diag.Code]diag.Severity) (kept []*diag.Diagnostic) {
	for _, d := range found {
		severity, set := severities[d.Code]
		switch {
		case !set:
			kept = append(kept, d)
		case severity != 0:
			other := *d
			other.Severity = severity
			kept = append(kept, &other)
		}
	}
	return kept
}

// limit cuts findings down to as many as are to be reported, and what is not
// well-formed.
func limit(found []*diag.Diagnostic, most int) (kept []*diag.Diagnostic) {
	count := 0
	var at source.Range
	for _, d := range found {
		switch {
		case d.Code == diag.TooMany || diag.WellFormedness(d.Code):
			kept = append(kept, d)
			continue
		case count < most:
			kept = append(kept, d)
		case count == most:
			at = source.At(d.Range.Start)
		}
		count++
	}
	if count > most {
		d := diag.Errorf(diag.TooMany, at, "the limit of %d diagnostics is reached; %d more are not shown", most, count-most)
		d.Severity = diag.Info
		kept = append(kept, d)
		diag.Sort(kept)
	}
	return kept
}
