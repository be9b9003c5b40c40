package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/snapxml/snapxml/cmd/snapxml/inputs"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/suppress"
)

// A session is one run of the validate command.
type session struct {
	flags          *validateFlags
	ctx            context.Context // done when the user interrupts
	stdin          io.Reader
	stdout, stderr io.Writer

	configs     *config.Finder
	foretellers foretellers
	validators  validators
	known       *suppress.Baseline // findings not to be reported, or nil
	recorded    *suppress.Baseline // findings to be written as a baseline, or nil
	out         diag.Writer
	progress    *progress
	taken       func(*diag.Report) // told of each report, if not nil

	totals
}

// totals are what a run counts.
type totals struct {
	summary diag.Summary
	hidden  int  // findings that comments and the baseline took out
	fixable int  // findings left that have a certain fix
	fixed   int  // fixes applied
	mended  int  // documents that they were applied to
	failed  bool // something could not be read or written
}

// newSession prepares a run: what the flags name is read.
func newSession(ctx context.Context, f *validateFlags, stdin io.Reader, stdout, stderr io.Writer) (*session, error) {
	s := &session{flags: f, ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}
	var err error
	if s.out, err = f.writer(stdout); err != nil {
		return nil, err
	}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	switch {
	case f.writeBaseline:
		s.recorded = suppress.NewBaseline(f.baseline)
	case f.baseline != "":
		if s.known, err = suppress.ReadBaseline(f.baseline); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// prepare forgets the configurations and schemas that were read.
func (s *session) prepare() (err error) {
	s.validators = validators{
		options: s.flags.options(), schemas: s.flags.schemas, verbose: s.flags.verbose,
		stderr: s.stderr, engine: s.flags.engine, made: map[schemaKey]*validate.Validator{}, seconds: map[schemaKey]*secondEngine{},
	}
	s.foretellers = foretellers{}
	s.configs, err = s.flags.configs()
	return err
}

// jobs are the documents that the arguments name, with what they are to be
// checked against. Arguments that name nothing are told of.
func (s *session) jobs(args []string) ([]job, error) {
	found, err := s.find(args)
	if err != nil {
		return nil, err
	}
	for _, err := range found.Errs {
		s.fail(err)
		s.summary.Unread++
	}
	for _, path := range found.Ignored {
		s.note("%s: left out by the configuration", path)
	}
	jobs := make([]job, len(found.Paths))
	for i, path := range found.Paths {
		jobs[i] = job{path: path, name: path}
		if path == inputs.Stdin {
			jobs[i].name = s.flags.stdinName
		}
		if jobs[i].settings, err = s.configs.Settings(jobs[i].name); err != nil {
			return nil, err
		}
	}
	return jobs, s.resolve(jobs)
}

// find is what the arguments and --files-from name.
func (s *session) find(args []string) (*inputs.Found, error) {
	o := inputs.Options{Configs: s.configs, NoIgnore: s.flags.noIgnore}
	found := inputs.Expand(args, o)
	if s.flags.filesFrom == "" {
		return found, nil
	}
	list, err := s.readList()
	if err != nil {
		return nil, err
	}
	found.Join(inputs.ExpandLiteral(list, o))
	return found, nil
}

func (s *session) readList() ([]string, error) {
	if s.flags.filesFrom == inputs.Stdin {
		return inputs.ReadList(s.stdin, s.flags.null)
	}
	f, err := os.Open(s.flags.filesFrom)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return inputs.ReadList(f, s.flags.null)
}

// resolve gives each job its validator. A configuration or schema that is not
// correct is told of and ends the run.
func (s *session) resolve(jobs []job) error {
	var err error
	for _, c := range s.configs.Faulty() {
		err = errors.Join(err, printFaults(s.stderr, "configuration", &diag.Report{Path: c.File.Name(), File: c.File, Diagnostics: c.Faults}))
	}
	if err != nil {
		return err
	}
	for i := range jobs {
		key := s.flags.key(jobs[i].settings)
		if jobs[i].validator, err = s.validators.get(key); err != nil {
			return err
		}
		if jobs[i].second, err = s.validators.second(key); err != nil {
			return err
		}
		if jobs[i].foreteller, err = s.foretellers.get(s.flags, jobs[i].settings); err != nil {
			return err
		}
		s.note("%s: checked against %v", jobs[i].name, key)
	}
	if len(jobs) == 0 { // a schema that is named is looked at all the same
		_, err = s.validators.get(s.flags.key(config.Settings{}))
		_, askedErr := s.foretellers.get(s.flags, config.Settings{})
		err = errors.Join(err, askedErr)
	}
	return err
}

// note tells something with --verbose.
func (s *session) note(format string, args ...any) {
	if s.flags.verbose {
		fmt.Fprintf(s.stderr, "snapxml: "+format+"\n", args...)
	}
}

// fail tells of something that could not be done.
func (s *session) fail(err error) {
	s.progress.clear()
	tellError(s.stderr, err)
	s.failed = true
}

// check does jobs and writes what is found, in their order. The error is one
// of writing, or that of the interrupted context.
func (s *session) check(jobs []job) error {
	done := 0
	s.progress = nil
	if s.flags.format == "text" && !s.flags.quiet {
		s.progress = newProgress(s.stderr, len(jobs))
	}
	take := func(_ int, outcomes []outcome) error {
		for _, o := range outcomes {
			done++
			if err := s.take(o); err != nil {
				return err
			}
			s.progress.step(done)
		}
		return nil
	}
	var err error
	if len(jobs) == 1 && isRegular(jobs[0].path) { // nothing to do at a time, and nothing to wait for
		err = errors.Join(take(0, s.newWorker().doAll(jobs)), s.ctx.Err())
	} else {
		batches := slices.Collect(slices.Chunk(jobs, batchSize(len(jobs), s.flags.jobs)))
		err = ordered(s.ctx, len(batches), s.flags.jobs, func() func(int) []outcome {
			w := s.newWorker()
			return func(i int) []outcome { return w.doAll(batches[i]) }
		}, take)
	}
	s.progress.clear()
	s.summary.Unread += len(jobs) - done
	return err
}

// isRegular reports whether a path is that of a regular file, which can be read
// without waiting.
func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// batchSize is how many documents a worker checks before it passes on what it
// found: more where there are many, because to hand over costs about as much as
// to check a short document.
func batchSize(documents, jobs int) int { return max(1, min(16, documents/(jobs*lookahead))) }

// take counts an outcome and writes it.
func (s *session) take(o outcome) error {
	if o.err != nil && !errors.Is(o.err, context.Canceled) {
		s.fail(o.err)
	}
	if o.report == nil {
		s.summary.Unread++
		return nil
	}
	s.summary.Add(o.report)
	if s.taken != nil {
		s.taken(o.report)
	}
	s.hidden += o.hidden
	s.fixable += countFixable(o.report.Diagnostics)
	if len(o.fixed) > 0 {
		s.mended++
		s.fixed += len(o.fixed)
		s.tellFixed(o)
	}
	if s.recorded != nil {
		s.recorded.Add(o.report.Path, o.report.Diagnostics)
		return nil
	}
	if len(o.report.Diagnostics) > 0 {
		s.progress.clear()
	}
	if s.flags.diff {
		_, err := s.stdout.Write(o.diff)
		return err
	}
	return s.write(o.report)
}

// write writes a report. If the program fails at it, that is told, and the next
// one is written all the same.
func (s *session) write(r *diag.Report) (err error) {
	defer func() {
		if p := recover(); p != nil {
			s.fail(fmt.Errorf("%s: %w", r.Path, diag.Caught(p)))
		}
	}()
	return s.out.Report(r)
}

func (s *session) tellFixed(o outcome) {
	if s.flags.diff || s.flags.quiet {
		return
	}
	s.progress.clear()
	for _, title := range o.fixed {
		fmt.Fprintf(s.stderr, "%s: fixed: %s\n", o.report.Path, title)
	}
}

func countFixable(ds []*diag.Diagnostic) (n int) {
	for _, d := range ds {
		for _, fix := range d.Fixes {
			if fix.Certain {
				n++
				break
			}
		}
	}
	return n
}
