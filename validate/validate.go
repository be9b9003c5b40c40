package validate

import (
	"cmp"
	"io"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Options say how documents are read. The zero value holds the defaults.
type Options struct {
	Limits         xmlscan.Limits // of the reader
	MaxDiagnostics int            // for each document; 0 means 100
	CheckIDs       bool           // check ID, IDREF and IDREFS (RELAX NG DTD Compatibility §5)
	ReportDefaults bool           // tell of attributes left to a:defaultValue (RELAX NG DTD Compatibility §4)
	SchemaRoots    []string       // folders, besides the schema's own, that a schema may refer into

	// OpenSchema reads a file of a schema; nil reads regular files of the local
	// disk. See [syntax.Options].
	OpenSchema func(path string) ([]byte, error)

	Rules   rules.Options // what is asked of the annotations of the schema
	Explain bool          // add what the schema's documentation says to what is found in documents in memory
}

const defaultMaxDiagnostics = 100

// A Validator checks documents against one schema. It does not change and may
// be used from several goroutines.
type Validator struct {
	grammar  *relaxng.Grammar  // nil: well-formedness only
	ids      *relaxng.IDs      // nil: not checked
	defaults *relaxng.Defaults // nil: not reported
	rules    *rules.Rules      // nil: annotations are not asked
	options  Options
}

// WellFormed checks nothing but well-formedness.
func WellFormed(o Options) *Validator { return &Validator{options: o.withDefaults()} }

// Compile makes a validator of a schema in either syntax of RELAX NG. Faults
// of the schema come back as diagnostics, without a validator; err is only
// for files that cannot be read.
func Compile(schema *source.File, o Options) (*Validator, []*diag.Diagnostic, error) {
	so := o.SyntaxOptions()
	p, faults, err := syntax.Parse(schema, so)
	return compile(p, faults, err, so, o)
}

// CompileFile is [Compile] for a schema in a file, whose references to other
// files are resolved from where it is.
func CompileFile(path string, o Options) (*Validator, []*diag.Diagnostic, error) {
	so := o.SyntaxOptions()
	p, faults, err := syntax.Load(path, so)
	return compile(p, faults, err, so, o)
}

func compile(p *syntax.Pattern, faults []*diag.Diagnostic, err error, so syntax.Options, o Options) (*Validator, []*diag.Diagnostic, error) {
	if err != nil || diag.HasErrors(faults) {
		return nil, faults, err
	}
	simple, more, err := syntax.Simplify(p, so)
	faults = append(faults, more...)
	if err != nil || diag.HasErrors(faults) {
		return nil, faults, err
	}
	v := &Validator{grammar: relaxng.Compile(simple), options: o.withDefaults()}
	if o.CheckIDs {
		ids, more := v.grammar.IDs()
		if len(more) > 0 {
			return nil, append(faults, more...), nil
		}
		v.ids = ids
	}
	if o.ReportDefaults {
		v.defaults = v.grammar.Defaults()
	}
	if o.Rules.Any() {
		return withRules(v, p, so, faults)
	}
	return v, faults, nil
}

// SyntaxOptions are the options under which a schema is read and simplified.
func (o Options) SyntaxOptions() syntax.Options {
	return syntax.Options{
		Libraries: map[string]datatype.Library{syntax.XSDDatatypes: xsd.Library},
		Roots:     o.SchemaRoots,
		Open:      o.OpenSchema,
	}
}

func (o Options) withDefaults() Options {
	if o.MaxDiagnostics == 0 {
		o.MaxDiagnostics = defaultMaxDiagnostics
	}
	return o
}

// Grammar is the compiled schema, or nil where only well-formedness is
// checked.
func (v *Validator) Grammar() *relaxng.Grammar { return v.grammar }

// Check reports what is wrong with a document, in the order of the document.
// The document is valid if none of it is an error. Make its file by
// [xmlscan.NewFile], which finds out how it is encoded.
func (v *Validator) Check(doc *source.File) []*diag.Diagnostic {
	c := v.NewChecker()
	return c.Check(doc)
}

// A Checker checks one document after another with memory that it keeps. It
// is for one goroutine.
type Checker struct {
	// Comments, if it is not nil, is given the comments of the documents in
	// pieces; more says that the next piece is of the same comment.
	Comments func(piece []byte, more bool)

	validator *Validator
	scanner   *xmlscan.Scanner
	matcher   matcher // nil: well-formedness only
	ids       *relaxng.IDTracker
	found     []*diag.Diagnostic
	matched   []*diag.Diagnostic // of found, those of the matcher
}

// NewChecker makes a checker.
func (v *Validator) NewChecker() *Checker {
	c := &Checker{validator: v}
	var names *xmlscan.Names
	if v.grammar != nil {
		names = v.grammar.Names()
	}
	c.scanner = xmlscan.NewScanner(names, xmlscan.Options{Limits: v.options.Limits})
	if v.grammar != nil {
		c.matcher = v.newMatcher(c.scanner, rules.Report{Schema: c.reportMatch, Annotations: c.report})
	}
	if v.ids != nil {
		c.ids = v.ids.NewTracker(c.report)
	}
	return c
}

// Check is [Validator.Check].
func (c *Checker) Check(doc *source.File) []*diag.Diagnostic {
	c.scanner.ResetBytes(doc.Bytes())
	c.check()
	c.recover(doc)
	c.explain(doc)
	if c.validator.options.Explain {
		c.narrate(doc)
	}
	return c.found
}

// CheckReader is Check for a document of any size, of which only a small part
// is in memory at a time. The ranges of the diagnostics are offsets in what
// was read; [Offsets] lists them for [source.Sample]. An error is one of
// reading, and then the diagnostics are of what came before it.
func (c *Checker) CheckReader(r io.Reader) ([]*diag.Diagnostic, error) {
	c.scanner.Reset(r)
	return c.check(), c.scanner.Err()
}

func (c *Checker) check() []*diag.Diagnostic {
	c.found, c.matched = nil, nil
	if c.matcher != nil {
		c.matcher.Reset()
	}
	if c.ids != nil {
		c.ids.Reset()
	}
	c.scan()
	if fault := c.scanner.Fault(); fault != nil {
		c.found = append(c.found, fault)
	} else if c.ids != nil {
		c.ids.Finish()
	}
	diag.Sort(c.found)
	return c.found
}

// Encoding is the encoding of the document that was checked last, "UTF-8" for
// most.
func (c *Checker) Encoding() string { return c.scanner.Encoding() }

// Offsets are the places that diagnostics speak of in the document itself.
func Offsets(ds []*diag.Diagnostic) []int64 {
	var offsets []int64
	add := func(f *source.File, r source.Range) {
		if f == nil {
			offsets = append(offsets, r.Start, r.End)
		}
	}
	for _, d := range ds {
		add(d.File, d.Range)
		for _, fix := range d.Fixes {
			for _, e := range fix.Edits {
				add(d.File, e.Range)
			}
		}
		for _, rel := range d.Related {
			add(cmp.Or(rel.File, d.File), rel.Range)
		}
	}
	return offsets
}

// report takes a diagnostic, up to the limit.
func (c *Checker) report(d *diag.Diagnostic) {
	if !c.full() {
		c.found = append(c.found, d)
	}
}

// full reports whether the document has as many diagnostics as it may have.
func (c *Checker) full() bool { return len(c.found) >= c.validator.options.MaxDiagnostics }

// reportFull says that there may be more to find.
func (c *Checker) reportFull(at source.Range) {
	d := diag.Errorf(diag.TooMany, at, "the limit of %d diagnostics is reached; from here on only well-formedness is checked", len(c.found))
	d.Severity = diag.Info
	c.found = append(c.found, d)
}

func (c *Checker) comment() {
	if c.Comments != nil {
		c.Comments(c.scanner.Text(), c.scanner.Continues())
	}
}

// pass reads the document for its well-formedness only.
func (c *Checker) pass() {
	for {
		if c.scanner.Pass() == xmlscan.EOF {
			return
		}
		c.comment()
	}
}

// scan feeds the events of the document to the matcher.
func (c *Checker) scan() {
	if c.matcher == nil {
		c.pass()
		return
	}
	s, m := c.scanner, c.matcher
	var tag relaxng.StartTag
	for {
		switch kind := s.Next(); {
		case kind == xmlscan.EOF:
			return
		case kind == xmlscan.Comment:
			c.comment()
		case m == nil:
		case c.full():
			c.reportFull(source.At(s.Range().End))
			m = nil
		case kind == xmlscan.StartElement:
			tag = relaxng.StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()}
			m.Start(&tag)
			if c.ids != nil {
				c.ids.Start(&tag)
			}
			if d := c.validator.defaults; d != nil {
				d.Report(&tag, c.report)
			}
		case kind == xmlscan.EndElement:
			m.End()
		case kind == xmlscan.Text:
			m.Text(s.Text(), s.Range())
		case kind == xmlscan.SkippedEntity:
			m.Skipped()
		}
	}
}
