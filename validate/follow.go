package validate

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A follower feeds the tokens of a recovering scanner to a matcher, as
// [Checker.Check] does with a document that is not well-formed.
type follower struct {
	scanner *xmlscan.Scanner
	matcher *relaxng.Matcher // nil: nothing is matched
	tracker *rules.Tracker   // that the matcher is of; nil: annotations are not asked
	found   []*diag.Diagnostic
	noted   []*diag.Diagnostic // by the annotations
	shield
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

// ask has the follower ask the annotations as well, as the validator does.
func (f *follower) ask(v *Validator, ctx relaxng.Context) {
	if v.rules == nil {
		return
	}
	f.tracker = v.rules.NewTracker(ctx, rules.Report{
		Schema:      func(d *diag.Diagnostic) { f.found = append(f.found, d) },
		Annotations: func(d *diag.Diagnostic) { f.noted = append(f.noted, d) },
	})
	f.matcher = f.tracker.Matcher()
}

// events is what takes the events.
func (f *follower) events() matcher {
	if f.tracker != nil {
		return f.tracker
	}
	return f.matcher
}

// reset has the follower begin a document.
func (f *follower) reset() {
	f.found, f.noted, f.skip = nil, nil, 0
	if f.matcher != nil {
		f.events().Reset()
	}
}

// A stand is where a follower stands.
type stand struct {
	matcher relaxng.State
	tracker rules.State
}

// stand is where the follower stands, right after a tag.
func (f *follower) stand() (s stand) {
	if f.matcher != nil {
		s.matcher = f.matcher.State()
	}
	if f.tracker != nil {
		s.tracker = f.tracker.State()
	}
	return s
}

// restore puts the follower where it has stood.
func (f *follower) restore(s stand) {
	if f.matcher != nil {
		f.matcher.Restore(s.matcher)
	}
	if f.tracker != nil {
		f.tracker.Restore(s.tracker)
	}
}

// same is [relaxng.State.Same] and [rules.State.Same].
func (s stand) same(o, end stand) bool {
	return s.matcher.Same(o.matcher) && s.tracker.Same(o.tracker, end.tracker)
}

// moved is [relaxng.State.Moved].
func (s stand) moved(was, is stand, delta int64) stand {
	return stand{s.matcher.Moved(was.matcher, is.matcher, delta), s.tracker.Moved(was.tracker, is.tracker, delta)}
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
	if f.matcher == nil {
		return
	}
	pass, doubt := f.pass(kind, f.scanner.Repair())
	if doubt {
		f.events().Doubt()
	}
	if pass {
		f.match(kind)
	}
}

func (f *follower) match(kind xmlscan.Kind) {
	s, m := f.scanner, f.events()
	switch kind {
	case xmlscan.StartElement:
		tag, partly := startTag(s)
		known := len(f.found)
		m.Start(&tag)
		if partly {
			f.found = withoutMissing(f.found, known)
		}
	case xmlscan.EndElement:
		m.End()
	case xmlscan.Text:
		m.Text(s.Text(), s.Range())
	case xmlscan.SkippedEntity:
		m.Skipped()
	}
}

// A shield keeps from a matcher what could not be read, or is only half there,
// so that nothing is said that follows from that.
type shield struct {
	skip int // elements that are open and kept from the matcher
}

// pass reports whether the matcher is to be told of a token, and whether it is
// to be in doubt of the element that is open, before that.
func (s *shield) pass(kind xmlscan.Kind, repair xmlscan.Repair) (pass, doubt bool) {
	switch {
	case kind == xmlscan.StartElement && (s.skip > 0 || repair&xmlscan.RepairUnknown != 0):
		s.skip++
		return false, s.skip == 1
	case kind == xmlscan.EndElement && s.skip > 0:
		s.skip--
		return false, false
	}
	return s.skip == 0, s.skip == 0 && repair&xmlscan.RepairDoubt != 0
}

// startTag is the scanner's start tag with the attributes whose names mean
// something. partly says that it may have had more.
func startTag(s *xmlscan.Scanner) (tag relaxng.StartTag, partly bool) {
	attrs := s.Attrs()
	partly = s.Repair()&xmlscan.RepairAttribute != 0
	if slices.ContainsFunc(attrs, nameless) {
		partly = true
		attrs = slices.DeleteFunc(slices.Clone(attrs), nameless)
	}
	return relaxng.StartTag{Name: s.Name(), Attrs: attrs, Range: s.Range(), NameRange: s.NameRange()}, partly
}

// nameless reports whether an attribute is to be kept from the matcher: its
// name means nothing or is that of another one in the tag, or it has no value
// and may be only half there.
func nameless(a xmlscan.Attr) bool {
	return a.Name == 0 || a.Incomplete && a.Specified && a.ValueRange.Len() == 0
}

// withoutMissing takes missing attributes out of what was found beyond a number
// of diagnostics that were known before.
func withoutMissing(found []*diag.Diagnostic, known int) []*diag.Diagnostic {
	later := slices.DeleteFunc(found[known:], func(d *diag.Diagnostic) bool { return d.Code == diag.AttributeMissing })
	return found[:known+len(later)]
}
