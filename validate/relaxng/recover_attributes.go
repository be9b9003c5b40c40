package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// explainAttributes reports what is wrong with the attributes of a start tag
// and returns the level inside the element as if they were right. Of several
// candidates those with the fewest faults may be meant; the first explains.
func (m *Matcher) explainAttributes(elements []*element, tag *StartTag) *level {
	var meant []*attributeFaults
	for _, e := range elements {
		x := &attributeFaults{m: m, tag: tag, content: m.auto.contentOf(e), used: map[*attribute]bool{}}
		x.find()
		if len(meant) > 0 && len(x.faults) < len(meant[0].faults) {
			meant = meant[:0]
		}
		if len(meant) == 0 || len(x.faults) == len(meant[0].faults) {
			meant = append(meant, x)
		}
	}
	best := meant[0]
	if len(elements) > 1 && len(best.faults) == 1 && best.faults[0].Code == diag.AttributeValue {
		best.faults[0] = m.badValueOf(tag, best.invalid, sharedAttributes(elements, m, best.invalid))
	}
	diag.Sort(best.faults)
	for _, d := range best.faults {
		m.report(d)
	}
	var alts []alternative
	for _, x := range meant {
		alts = append(alts, alternative{x.content.elem, x.rest})
	}
	return m.levelOf(alts)
}

// sharedAttributes is the attributes of that name of all candidates: a value
// that none of them takes is compared with what any would.
func sharedAttributes(elements []*element, m *Matcher, at *xmlscan.Attr) []*attribute {
	var attrs []*attribute
	for _, e := range elements {
		attrs = append(attrs, matching(m.auto.attributesOf(m.auto.contentOf(e).whole), m.ctx.NameOf(at.Name))...)
	}
	return attrs
}

// attributeFaults finds what is wrong with the attributes of a tag as those of
// one candidate.
type attributeFaults struct {
	m       *Matcher
	tag     *StartTag
	content *content
	faults  []*diag.Diagnostic
	invalid *xmlscan.Attr       // the last whose value is not of its type
	strange []*xmlscan.Attr     // those that the element never has and no other stands for
	used    map[*attribute]bool // those given, also in a misspelt form
	rest    *pattern
}

func (x *attributeFaults) find() {
	m := x.m
	x.rest = x.content.rest
	m.tangled = m.tangled[:0]
	var unknown []*xmlscan.Attr
	for i := range x.tag.Attrs {
		at := &x.tag.Attrs[i]
		name := m.ctx.NameOf(at.Name)
		switch k := x.content.find(at.Name, m.ctx); {
		case k >= 0:
			free := &x.content.free[k]
			x.used[free.attribute] = true
			if !m.attributeValueOK(free.value, at) {
				x.invalid = at
				x.add(m.badValue(x.tag, at, valuesIn(free.value)))
			}
		case len(matching(m.auto.attributesOf(x.content.rest), name)) > 0:
			m.tangled = append(m.tangled, at)
		default:
			unknown = append(unknown, at)
		}
	}
	m.sortTangled()
	for _, at := range slices.Clone(m.tangled) {
		x.takeTangled(at)
	}
	for _, at := range unknown {
		x.unknown(at)
	}
	x.missing()
}

func (x *attributeFaults) add(d *diag.Diagnostic) { x.faults = append(x.faults, d) }

// takeTangled takes an attribute that stands in a choice.
func (x *attributeFaults) takeTangled(at *xmlscan.Attr) {
	m := x.m
	name := m.ctx.NameOf(at.Name)
	here := matching(m.auto.attributesOf(x.rest), name)
	for _, attr := range matching(m.auto.attributesOf(x.content.rest), name) {
		x.used[attr] = true
	}
	if next := m.attDerivBy(x.rest, at, true); next.op != opNotAllowed {
		x.rest = next
		return
	}
	if len(here) == 0 {
		x.add(m.excluded(x, at))
		return
	}
	x.invalid = at
	x.add(m.badValueOf(x.tag, at, here))
	if next := m.attDerivBy(x.rest, at, false); next.op != opNotAllowed {
		x.rest = next
	}
}

// excluder is the attribute of the tag that takes away the place of another:
// without it the other would be allowed.
func (x *attributeFaults) excluder(at *xmlscan.Attr) *xmlscan.Attr {
	m := x.m
	for _, other := range m.tangled {
		if other == at {
			continue
		}
		p := x.content.rest
		for _, o := range m.tangled {
			if o == other || o == at {
				continue
			}
			if q := m.attDerivBy(p, o, true); q.op != opNotAllowed {
				p = q
			}
		}
		if m.attDerivBy(p, at, false).op != opNotAllowed {
			return other
		}
	}
	return nil
}

// unknown judges an attribute that the element never has. If its name is
// nearly that of one that is not given, that one counts as given.
func (x *attributeFaults) unknown(at *xmlscan.Attr) {
	m := x.m
	open := x.open()
	best := diag.Nearest(m.localName(at.Name), attributeNames(open))
	if best == "" {
		x.strange = append(x.strange, at)
		return
	}
	x.add(m.unknownAttribute(x.tag, at, best, nil))
	var meant []*attribute
	for _, attr := range open {
		if slices.Contains(attributeNames([]*attribute{attr}), best) {
			meant = append(meant, attr)
		}
	}
	x.give(meant, at)
}

// give counts attributes of one name as given: those that the value fits, or
// all if it fits none.
func (x *attributeFaults) give(attrs []*attribute, at *xmlscan.Attr) {
	fits := func(attr *attribute) bool { return x.m.attributeValueOK(x.m.auto.valueOf(attr), at) }
	if slices.ContainsFunc(attrs, fits) {
		attrs = slices.DeleteFunc(attrs, func(attr *attribute) bool { return !fits(attr) })
	}
	for _, attr := range attrs {
		x.used[attr] = true
	}
	x.m.auto.mu.Lock()
	defer x.m.auto.mu.Unlock()
	if q := x.m.auto.attDerivAny(x.rest, attrs); q.op != opNotAllowed {
		x.rest = q
	}
}

// open is the attributes that may still be added, those of choices included.
func (x *attributeFaults) open() []*attribute {
	var open []*attribute
	for i := range x.content.free {
		if attr := x.content.free[i].attribute; !x.used[attr] {
			open = append(open, attr)
		}
	}
	for _, attr := range x.m.auto.attributesOf(x.rest) {
		if !x.used[attr] {
			open = append(open, attr)
		}
	}
	return open
}

// missing reports the attributes that must be there and are not. As many of
// them as there are strange ones are taken to be meant by those.
func (x *attributeFaults) missing() {
	needs := x.needs()
	for _, at := range x.strange {
		expected := x.open()
		if len(needs) > 0 {
			expected, needs = needs[0], needs[1:]
		}
		x.add(x.m.unknownAttribute(x.tag, at, "", expected))
	}
	for _, either := range needs {
		x.add(x.m.missingAttribute(x.tag, either))
	}
	x.m.auto.mu.Lock()
	defer x.m.auto.mu.Unlock()
	closed := x.m.auto.startTagCloseDeriv(x.rest, false)
	if closed.op == opNotAllowed {
		closed = x.m.auto.startTagCloseDeriv(x.rest, true)
	}
	x.rest = closed
}

// needs is the attributes that are still asked for: a list of choices.
func (x *attributeFaults) needs() [][]*attribute {
	var needs [][]*attribute
	for i := range x.content.free {
		if free := &x.content.free[i]; free.required && !x.used[free.attribute] {
			needs = append(needs, []*attribute{free.attribute})
		}
	}
	return append(needs, neededAttributes(x.rest)...)
}

// neededAttributes is what p cannot do without: a list of choices, of each of
// which one attribute must be given.
func neededAttributes(p *pattern) [][]*attribute {
	switch p.op {
	case opAttribute:
		return [][]*attribute{{p.attr}}
	case opOneOrMore:
		return neededAttributes(p.head)
	case opGroup:
		return append(neededAttributes(p.head), neededAttributes(p.tail)...)
	case opInterleave:
		var needs [][]*attribute
		for _, q := range p.subs {
			needs = append(needs, neededAttributes(q)...)
		}
		return needs
	case opChoice:
		var either []*attribute
		for _, q := range p.subs {
			needs := neededAttributes(q)
			if len(needs) == 0 {
				return nil
			}
			either = append(either, needs[0]...)
		}
		return [][]*attribute{either}
	}
	return nil
}

// matching is the attributes whose name class contains the name.
func matching(attrs []*attribute, name xmlscan.Name) []*attribute {
	var found []*attribute
	for _, attr := range attrs {
		if contains(attr.name.src, name) {
			found = append(found, attr)
		}
	}
	return found
}
