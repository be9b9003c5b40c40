package validate

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A matcher takes the events of a document: the engine's own, or the tracker
// of rules, which asks the annotations as well.
type matcher interface {
	Reset()
	Start(*relaxng.StartTag)
	Text([]byte, source.Range)
	Skipped()
	Doubt()
	End()
}

var (
	_ matcher = (*relaxng.Matcher)(nil)
	_ matcher = (*rules.Tracker)(nil)
)

// newMatcher makes what takes the events of a document.
func (v *Validator) newMatcher(ctx relaxng.Context, report rules.Report) matcher {
	if v.rules != nil {
		return v.rules.NewTracker(ctx, report)
	}
	return v.grammar.NewMatcher(ctx, report.Schema)
}

// withRules has the validator ask the annotations of its schema, which is given
// as it was written.
func withRules(v *Validator, written *syntax.Pattern, so syntax.Options, faults []*diag.Diagnostic) (*Validator, []*diag.Diagnostic, error) {
	r, more, err := rules.Compile(v.grammar, written, so, v.options.Rules)
	faults = append(faults, more...)
	if err != nil || r == nil {
		return nil, faults, err
	}
	v.rules = r
	return v, faults, nil
}

// Releases are the releases that annotations of the schema speak of, in order,
// if [Options.Rules] asks anything of them. Where there are none, a target says
// nothing.
func (v *Validator) Releases() []rules.Release {
	if v.rules == nil {
		return nil
	}
	return v.rules.Releases()
}

// narrate reads a document once more and adds to what was found what the
// documentation of the schema says of it.
func (c *Checker) narrate(doc *source.File) {
	ours := slices.DeleteFunc(slices.Clone(c.found), func(d *diag.Diagnostic) bool { return d.File != nil })
	g := c.validator.grammar
	if g == nil || len(ours) == 0 {
		return
	}
	s := xmlscan.NewScanner(g.Names(), xmlscan.Options{Limits: c.validator.options.Limits})
	if doc.Size() <= MaxRecovered {
		s.ResetRecovering(doc.Bytes())
	} else {
		s.ResetBytes(doc.Bytes())
	}
	n := rules.NewNarrator(g, s, ours)
	for !n.Done() {
		switch s.Next() {
		case xmlscan.EOF:
			return
		case xmlscan.StartElement:
			n.Start(&relaxng.StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()})
		case xmlscan.EndElement:
			n.End(s.Range())
		}
	}
}
