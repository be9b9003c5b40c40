package xsd

import (
	"sync"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// A restricted is a kind with its params: a datatype.Datatype. It does not
// change once the library has given it out.
type restricted struct {
	*kind
	bounds  bounds // the kind's interval as params narrow it
	lengths lengths
	rules   []rule

	said *said
}

// said is what Check gives, made once so that objecting costs nothing.
type said struct {
	once sync.Once

	notOfType, tooLow, tooHigh, tooShort, tooLong *datatype.Mismatch
}

// A rule is a facet that judges a form: pattern, totalDigits, fractionDigits.
type rule struct {
	holds    func(s string) bool
	mismatch *datatype.Mismatch
}

// unrestricted is a kind without params.
func unrestricted(k *kind) *restricted {
	return &restricted{kind: k, bounds: k.interval, lengths: anyLength, said: new(said)}
}

// objections are what Check gives.
func (t *restricted) objections() *said {
	t.said.once.Do(func() { t.describe(t.said) })
	return t.said
}

// describe makes the errors.
func (t *restricted) describe(say *said) {
	whole := t.noun
	if t.bounds != nil {
		if words := t.bounds.words(); words != "" {
			whole += " " + words
		}
		low, high := t.bounds.facets()
		say.tooLow = &datatype.Mismatch{Facet: low, Want: whole}
		say.tooHigh = &datatype.Mismatch{Facet: high, Want: whole}
	}
	if t.want != "" {
		whole = t.want
	}
	say.notOfType = &datatype.Mismatch{Want: whole}
	if t.length != nil {
		words := t.lengths.words(t.kind)
		say.tooShort = &datatype.Mismatch{Facet: t.lengths.lowFacet, Want: words}
		say.tooLong = &datatype.Mismatch{Facet: t.lengths.highFacet, Want: words}
	}
}

func (t *restricted) Name() string        { return t.name }
func (t *restricted) ID() datatype.IDKind { return t.id }
func (t *restricted) UsesContext() bool   { return t.context }

// Check judges by the type itself, then by its facets. The error is a
// *datatype.Mismatch.
func (t *restricted) Check(lexical string, ctx datatype.Context) error {
	if m := t.check(t.space.normalize(lexical), ctx); m != nil {
		return m
	}
	return nil
}

// Value is a number as its digits, a date as its moment and so on.
func (t *restricted) Value(lexical string, ctx datatype.Context) (any, bool) {
	s := t.space.normalize(lexical)
	if t.check(s, ctx) != nil {
		return nil, false
	}
	return t.meaning(s, ctx), true
}

// check is Check of a form whose whitespace has been dealt with.
func (t *restricted) check(s string, ctx datatype.Context) *datatype.Mismatch {
	if t.valid != nil && !t.valid(s, ctx) {
		if t.explain != nil {
			if why := t.explain(s, ctx); why != "" {
				return &datatype.Mismatch{Want: why}
			}
		}
		return t.objections().notOfType
	}
	if t.bounds != nil {
		switch t.bounds.side(s) {
		case below:
			return t.objections().tooLow
		case above:
			return t.objections().tooHigh
		}
	}
	if t.lengths != anyLength {
		switch n := t.length(s); {
		case n < t.lengths.low:
			return t.objections().tooShort
		case n > t.lengths.high:
			return t.objections().tooLong
		}
	}
	for _, r := range t.rules {
		if !r.holds(s) {
			return r.mismatch
		}
	}
	return nil
}
