package validate

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A follower feeds the tokens of a recovering scanner to a matcher, as
// [Checker.Check] does with a document that is not well-formed. What could not
// be read, or is only half there, is kept from the matcher.
type follower struct {
	scanner *xmlscan.Scanner
	matcher *relaxng.Matcher // nil: nothing is matched
	found   []*diag.Diagnostic
	skip    int // elements that are open and kept from the matcher
}

// newFollower makes one for documents of a validator. The context is what the
// matcher asks; nil is the scanner.
func (v *Validator) newFollower(s *xmlscan.Scanner, ctx relaxng.Context) *follower {
	f := &follower{scanner: s}
	if v.grammar != nil {
		f.matcher = v.grammar.NewMatcher(ctx, func(d *diag.Diagnostic) { f.found = append(f.found, d) })
	}
	return f
}

// names are the names that a scanner for the validator's documents shares.
func (v *Validator) names() *xmlscan.Names {
	if v.grammar == nil {
		return nil
	}
	return v.grammar.Names()
}

// feed hands the scanner's token to the matcher, if it is to know of it.
func (f *follower) feed(kind xmlscan.Kind) {
	repair := f.scanner.Repair()
	switch m := f.matcher; {
	case m == nil:
	case kind == xmlscan.StartElement && (f.skip > 0 || repair&xmlscan.RepairUnknown != 0):
		if f.skip == 0 {
			m.Doubt()
		}
		f.skip++
	case kind == xmlscan.EndElement && f.skip > 0:
		f.skip--
	case f.skip > 0:
	default:
		if repair&xmlscan.RepairDoubt != 0 {
			m.Doubt()
		}
		f.match(kind)
	}
}

func (f *follower) match(kind xmlscan.Kind) {
	s, m := f.scanner, f.matcher
	switch kind {
	case xmlscan.StartElement:
		f.start()
	case xmlscan.EndElement:
		m.End()
	case xmlscan.Text:
		m.Text(s.Text(), s.Range())
	case xmlscan.SkippedEntity:
		m.Skipped()
	}
}

// start hands on a start tag, with the attributes whose names mean something.
// If one could not be read no other is missed.
func (f *follower) start() {
	tag, partly := startTag(f.scanner)
	known := len(f.found)
	f.matcher.Start(&tag)
	if partly {
		f.found = slices.DeleteFunc(f.found, func(d *diag.Diagnostic) bool {
			known--
			return known < 0 && d.Code == diag.AttributeMissing
		})
	}
}

// startTag is the scanner's start tag without the attributes that are to be
// kept from the matcher. partly says that it may have had more.
func startTag(s *xmlscan.Scanner) (tag relaxng.StartTag, partly bool) {
	attrs := s.Attrs()
	partly = s.Repair()&xmlscan.RepairAttribute != 0
	if slices.ContainsFunc(attrs, nameless) {
		partly = true
		attrs = slices.DeleteFunc(slices.Clone(attrs), nameless)
	}
	return relaxng.StartTag{Name: s.Name(), Attrs: attrs, Range: s.Range(), NameRange: s.NameRange()}, partly
}
