package rules

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// startBehind explains what only the schema of the release has against a start
// tag.
func (t *Tracker) startBehind(tag *relaxng.StartTag) {
	if t.schema.ElementPatterns() != nil { // else it is in an element that is passed over
		t.explain(t.subjects(tag))
	}
}

// A miss is a part of the document that the target does not have, and why.
type miss struct {
	subject
	facts   facts            // since or until
	refusal *diag.Diagnostic // what the schema of the release has against it
}

// rank orders misses: values and what they share with others come first, since
// they tell of the shape of the element, of which the rest follows.
func (x miss) rank() int {
	switch {
	case x.kind == attributeValue || x.kind == elementValue:
		return 0
	case x.facts.shared:
		return 1
	}
	return 2
}

// explain reports what only the release refuses, by the annotations of what is
// concerned. Where they do not explain it the release's own words must do, but
// not as a follow-up to another mistake.
func (t *Tracker) explain(subjects []subject) {
	if t.top().quiet {
		return
	}
	var misses []miss
	var unexplained *diag.Diagnostic
	for _, d := range t.behind {
		x, ok := t.culprit(d, subjects)
		same := func(y miss) bool { return x.at == y.at }
		switch {
		case !ok && unexplained == nil:
			unexplained = d
		case ok && !slices.ContainsFunc(misses, same):
			misses = append(misses, x)
		}
	}
	if unexplained != nil && len(t.found)+len(misses) == 0 && !t.faulty() {
		unexplained.Message += "; the target is " + t.rules.named(t.rules.options.Target)
		t.own = append(t.own, unexplained)
	}
	t.sayMisses(misses)
}

// sayMisses reports misses, except those that go without saying: parts of a
// shape that was said to be younger.
func (t *Tracker) sayMisses(misses []miss) {
	f := t.top()
	outer := f.since
	slices.SortStableFunc(misses, func(x, y miss) int { return x.rank() - y.rank() })
	for _, x := range misses {
		said := f.since
		if x.rank() == 0 { // values of several attributes are independent
			said = outer
		}
		if x.facts.since != "" && x.facts.since.Compare(said) <= 0 {
			continue
		}
		t.sayMissed(x)
		if x.rank() < 2 {
			f.since = later(f.since, x.facts.since)
		}
		f.quiet = f.quiet || x.kind == anElement
	}
}

// sayMissed reports a part that the target does not have.
func (t *Tracker) sayMissed(x miss) {
	r, at, name := t.rules, x.at, t.describe(x.subject)
	if at.Len() == 0 { // an empty value
		at = x.refusal.Range
	}
	var d *diag.Diagnostic
	if x.facts.since != "" {
		d = diag.Errorf(diag.NotYetKnown, at, "%s needs %s; the target is %s", name, r.named(x.facts.since), r.options.Target)
	} else {
		d = diag.Errorf(diag.NoLongerKnown, at, "%s is gone since %s; the target is %s", name, r.named(x.facts.until), r.options.Target)
	}
	d.Element = x.refusal.Element
	t.own = append(t.own, d)
}

// culprit is the part of the document that the target does not have and that a
// refusal is due to: the part that it points at, or else the first other. An
// attribute or value may be refused because the definition of the element that
// has it is younger; then it is named, since the element by itself is not. If the
// target has no such element here, that is all there is to say, though it may
// have taken this one for another of its name.
func (t *Tracker) culprit(refusal *diag.Diagnostic, subjects []subject) (x miss, ok bool) {
	if e := subjects[0]; e.kind == anElement && slices.ContainsFunc(t.behind, func(d *diag.Diagnostic) bool {
		return d.Code == diag.ElementNotAllowed && d.Range == e.at
	}) {
		if f, missed := t.missed(e.patterns); missed && !f.shared {
			return miss{e, f, refusal}, true
		}
	}
	pointed, others := t.pointedAt(refusal, subjects)
	for _, s := range append(pointed, others...) {
		f, ok := t.missed(s.patterns)
		switch {
		case !ok:
			continue
		case s.kind == anAttribute && f.shared:
			if v, facts, ok := t.missedValue(s, subjects); ok {
				s, f = v, facts
			}
		case len(pointed) > 0 && s.kind == anElement && pointed[0].kind != anElement:
			s, f.shared = pointed[0], true
		}
		if len(pointed) > 0 && s.kind == anAttribute && pointed[0].kind == attributeValue && pointed[0].name == s.name {
			s, f.shared = pointed[0], true
		}
		return miss{s, f, refusal}, true
	}
	return miss{}, false
}

// missedValue is the value of an attribute, if the target does not have it.
func (t *Tracker) missedValue(attribute subject, subjects []subject) (s subject, f facts, ok bool) {
	i := slices.IndexFunc(subjects, func(s subject) bool { return s.kind == attributeValue && s.name == attribute.name })
	f, ok = t.missed(subjects[i].patterns)
	return subjects[i], f, ok
}

// pointedAt is the subjects that a refusal points at, the smallest first, and
// the rest.
func (t *Tracker) pointedAt(refusal *diag.Diagnostic, subjects []subject) (pointed, others []subject) {
	for _, s := range subjects {
		if covers(s.whole, refusal.Range) {
			pointed = append(pointed, s)
		} else {
			others = append(others, s)
		}
	}
	return pointed, others
}

// missed tells which release is needed where the target has none of some
// patterns: the first that has one of them (since), or that all are gone by one
// (until).
func (t *Tracker) missed(patterns []*syntax.Pattern) (missed facts, ok bool) {
	target := t.rules.options.Target
	for _, p := range patterns {
		f := t.rules.facts.of[p]
		switch {
		case f.knownTo(target):
			return facts{}, false
		case f.since.Compare(target) <= 0:
			missed.until = later(missed.until, f.until)
		case missed.since == "":
			missed.since = f.since
		default:
			missed.since = earlier(missed.since, f.since)
		}
		missed.shared = missed.shared || f.shared
	}
	return missed, len(patterns) > 0
}
