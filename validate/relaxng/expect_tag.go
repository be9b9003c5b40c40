package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// This file tells what may be put into a document at a place where something
// stands already, as an editor asks. Like a [Matcher.Expect] it changes
// nothing.

// mostFollowing is how many of the elements behind a place are looked at.
const mostFollowing = 256

// ExpectBefore is [Matcher.Expect] for a place where more elements follow in
// the open element, with those names. Elements that could not stand before
// them are left out: one that may stand only once and follows already.
func (m *Matcher) ExpectBefore(following []xmlscan.ID) Expectation {
	if m.skip > 0 {
		return Expectation{}
	}
	x := m.Expect()
	following = following[:min(len(following), mostFollowing)]
	if len(following) == 0 {
		return x
	}
	as := m.reach(m.top().level, following)
	x.Elements = slices.DeleteFunc(x.Elements, func(p Particle) bool {
		e := m.grammar.elementOf(p.Pattern)
		after := m.auto.endTagDeriv(m.top().level, m.setOf([]*element{e}))
		return after == nil || m.reach(after, following) < as
	})
	x.End = false
	return x
}

// reach is how many of some elements may come one after the other.
func (m *Matcher) reach(l *level, names []xmlscan.ID) int {
	for i, name := range names {
		if l = m.after(l, name); l == nil {
			return i
		}
	}
	return len(names)
}

// after is the level behind an element of that name, whatever is in it.
func (m *Matcher) after(l *level, name xmlscan.ID) *level {
	o := m.auto.startTagOpenDeriv(l, name, m.ctx)
	if o == nil {
		return nil
	}
	return m.auto.endTagDeriv(l, m.setOf(o.elements))
}

// elementOf is the element with that pattern.
func (g *Grammar) elementOf(p *syntax.Pattern) *element {
	i := slices.IndexFunc(g.elements, func(e *element) bool { return e.src == p })
	if i < 0 {
		return nil
	}
	return g.elements[i]
}

// ExpectAttributes is what may come in a start tag of that name, which would
// begin here: the attributes that go with those which the tag has. End says
// that it needs no more of them.
func (m *Matcher) ExpectAttributes(tag *StartTag) Expectation {
	var x Expectation
	for _, rest := range m.tagRests(tag) {
		needed := neededAttributes(rest)
		for _, attr := range m.auto.attributesOf(rest) {
			for _, name := range namesOf(attr.name) {
				if name.Local == "" || !m.has(tag, name) {
					x.Attributes = append(x.Attributes, Particle{name, attr.src, isNeeded(needed, name)})
				}
			}
		}
		x.End = x.End || len(needed) == 0
	}
	x.sort()
	return x
}

// ExpectValue is what the value of an attribute may be in a start tag that
// would begin here and has the attributes of tag besides: its data and value
// patterns, and whether any text will do.
func (m *Matcher) ExpectValue(tag *StartTag, name xmlscan.Name) Expectation {
	var x Expectation
	for _, rest := range m.tagRests(tag) {
		for _, attr := range matching(m.auto.attributesOf(rest), name) {
			value := m.auto.valueOf(attr)
			x.Values = append(x.Values, valuesIn(value)...)
			x.Text = x.Text || value.has&hasText != 0
			x.Attributes = append(x.Attributes, Particle{name, attr.src, false})
		}
	}
	x.sort()
	return x
}

// tagRests is what the attributes of a tag leave of the contents that it may
// stand for here.
func (m *Matcher) tagRests(tag *StartTag) []*pattern {
	if m.skip > 0 {
		return nil
	}
	o := m.auto.startTagOpenDeriv(m.top().level, tag.Name, m.ctx)
	if o == nil {
		return nil
	}
	var rests []*pattern
	fitted := 0
	for _, e := range o.elements {
		rest, n := m.takeAttributes(m.auto.contentOf(e).whole, tag)
		if n > fitted {
			rests, fitted = rests[:0], n
		}
		if n == fitted {
			rests = append(rests, rest)
		}
	}
	return rests
}

// takeAttributes takes the attributes of a tag out of a content, as many as
// fit, and says how many do.
func (m *Matcher) takeAttributes(p *pattern, tag *StartTag) (rest *pattern, fitted int) {
	for i := range tag.Attrs {
		if q := m.attDerivBy(p, &tag.Attrs[i], true); q.op != opNotAllowed {
			p = q
			fitted++
		} else if q := m.attDerivBy(p, &tag.Attrs[i], false); q.op != opNotAllowed {
			p = q
		}
	}
	return p, fitted
}

func (m *Matcher) has(tag *StartTag, name xmlscan.Name) bool {
	return slices.ContainsFunc(tag.Attrs, func(at xmlscan.Attr) bool { return m.ctx.NameOf(at.Name) == name })
}

// isNeeded reports whether an attribute is the only one of which one must come.
func isNeeded(needed [][]*attribute, name xmlscan.Name) bool {
	return slices.ContainsFunc(needed, func(either []*attribute) bool {
		return !slices.ContainsFunc(either, func(attr *attribute) bool { return !contains(attr.name.src, name) })
	})
}

// A Form is what an element may have, whatever stands in it already.
type Form struct {
	Attributes []Particle
	Elements   []Particle
	Text       bool // text that is no listed value, or of any datatype
}

// Form is the form of an element pattern of the schema.
func (g *Grammar) Form(p *syntax.Pattern) Form {
	var f Form
	e := g.elementOf(p)
	if e == nil {
		return f
	}
	a := g.current.Load()
	whole := a.contentOf(e).whole
	needed := neededAttributes(whole)
	var x Expectation
	for _, attr := range a.attributesOf(whole) {
		for _, name := range namesOf(attr.name) {
			x.Attributes = append(x.Attributes, Particle{name, attr.src, isNeeded(needed, name)})
		}
	}
	a.mu.Lock()
	inside := a.startTagCloseDeriv(whole, true)
	a.mu.Unlock()
	required := a.required(inside)
	for _, child := range g.insideOf(e) {
		x.addElement(child, required[child])
	}
	x.sort()
	f.Attributes, f.Elements = x.Attributes, x.Elements
	f.Text = inside.has&(hasText|hasString) != 0
	return f
}
