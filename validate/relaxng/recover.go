package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// unexpectedElement reports a start tag that may not come here and finds a
// way to go on that gives no further diagnostic for the same mistake:
//
//   - an element that the parent may hold, but not any more, is matched as
//     such and leaves the parent as it is;
//   - one that comes too early is matched, and what it jumps over is reported;
//   - one that belongs elsewhere in the schema is matched as what it is there;
//   - one whose name is nearly one of those expected is taken for that one;
//   - any other is passed over with all it holds.
func (m *Matcher) unexpectedElement(f *frame, tag *StartTag) {
	name := m.ctx.NameOf(tag.Name)
	expected := m.auto.expectContent(f.level, true)
	known := m.elementsWithin(f.level, name)
	switch {
	case len(known) > 0 && m.jump(f, tag, known):
	case len(known) > 0:
		m.repeated(f, tag, name, expected)
		m.pushAs(tag, known, f.level)
	default:
		elsewhere := m.elementsNamed(name)
		if f.name == 0 { // nothing belongs elsewhere than in the root
			elsewhere = nil
		}
		var meant *Particle
		if len(elsewhere) == 0 {
			meant = nearestElement(name, expected.Elements)
		}
		d := m.notAllowedHere(f, tag, name, expected, meant, elsewhere)
		switch {
		case meant != nil:
			o := m.opening(meant)
			after := m.auto.endTagDeriv(f.level, m.setOf(o.elements))
			if meant.Name.Local != name.Local || !slices.Contains(m.strangeSpaces, name.Space) {
				m.report(d)
			}
			if meant.Name.Local == name.Local { // once for each namespace
				m.strangeSpaces = append(m.strangeSpaces, name.Space)
			}
			m.pushAs(tag, o.elements, after)
		case len(elsewhere) > 0:
			f.faulty = true
			m.report(d)
			m.pushAs(tag, elsewhere, f.level)
		default:
			f.faulty = true
			m.report(d)
			f.remember(tag)
			m.skip = 1
		}
	}
}

// pushAs opens the element as one of those given; after it the level above is
// after.
func (m *Matcher) pushAs(tag *StartTag, elements []*element, after *level) {
	o := &opening{elements: elements}
	if len(elements) == 1 {
		o.sole = m.auto.contentOf(elements[0])
	}
	m.push(tag, m.open(o, tag), after)
}

// elementsWithin is the elements that list that name and that the open element
// may hold at some point of its content.
func (m *Matcher) elementsWithin(l *level, name xmlscan.Name) []*element {
	id, ok := m.grammar.names.Lookup(name.Space, name.Local)
	if !ok {
		return nil
	}
	var found []*element
	for _, alt := range l.alts {
		for _, e := range m.grammar.insideOf(alt.elem) {
			if slices.Contains(e.name.ids, id) {
				found = append(found, e)
			}
		}
	}
	return sortedSet(found)
}

// elementsNamed is the elements of the schema that list exactly that name.
func (m *Matcher) elementsNamed(name xmlscan.Name) []*element {
	id, ok := m.grammar.names.Lookup(name.Space, name.Local)
	if !ok {
		return nil
	}
	return m.grammar.byName[uint32(id)]
}

func sortedSet(elements []*element) []*element {
	slices.SortFunc(elements, func(x, y *element) int { return int(x.id - y.id) })
	return slices.Compact(elements)
}

// nearestElement is the element among those expected that was probably meant.
func nearestElement(name xmlscan.Name, expected []Particle) *Particle {
	var locals []string
	for _, p := range expected {
		locals = append(locals, p.Name.Local)
	}
	best := diag.Nearest(name.Local, locals)
	for i := range expected {
		if p := &expected[i]; p.Name.Local != "" && (p.Name.Local == best || p.Name.Local == name.Local) {
			return p
		}
	}
	return nil
}

// opening is the candidates that share the pattern of a particle.
func (m *Matcher) opening(p *Particle) *opening {
	for _, e := range m.grammar.elements {
		if e.src == p.Pattern {
			return &opening{elements: []*element{e}}
		}
	}
	return nil
}

// jump handles an element that comes too early: it is allowed once something
// that must come before it is passed over.
func (m *Matcher) jump(f *frame, tag *StartTag, known []*element) bool {
	a := m.auto
	a.mu.Lock()
	var alts []alternative
	missing := map[*element]bool{}
	for _, alt := range f.level.alts {
		for _, e := range known {
			rest, skipped := a.skipDeriv(alt.rest, e)
			if rest == a.notAllowed {
				continue
			}
			alts = append(alts, alternative{alt.elem, rest})
			for _, q := range skipped {
				addAll(missing, a.required(q))
			}
		}
	}
	after := a.levelAfter(alts)
	a.mu.Unlock()
	if after == nil || len(missing) == 0 {
		return false
	}
	m.reportJump(f, tag, missing)
	m.pushAs(tag, known, after)
	return true
}

// skipDeriv is the derivative of p by an element that may come once the parts
// in skipped are passed over. The lock is held.
func (a *automaton) skipDeriv(p *pattern, e *element) (rest *pattern, skipped []*pattern) {
	l := letter{elem: e}
	switch p.op {
	case opGroup:
		for ; p.op == opGroup; p = p.tail {
			if q, more := a.skipDeriv(p.head, e); q != a.notAllowed {
				return a.group(q, p.tail), append(skipped, more...)
			}
			skipped = append(skipped, p.head)
		}
		q, more := a.skipDeriv(p, e)
		return q, append(skipped, more...)
	case opInterleave:
		for i, q := range p.subs {
			if r, more := a.skipDeriv(q, e); r != a.notAllowed {
				return a.replaceInterleaved(p, i, r), more
			}
		}
		return a.notAllowed, nil
	case opChoice:
		for _, q := range p.subs {
			if r, more := a.skipDeriv(q, e); r != a.notAllowed {
				return r, more
			}
		}
		return a.notAllowed, nil
	case opOneOrMore:
		r, more := a.skipDeriv(p.head, e)
		return a.group(r, a.choice(p, a.empty)), more
	}
	return a.derivative(p, l), nil
}

// unexpectedText reports text where none may stand, once for each element.
func (m *Matcher) unexpectedText(f *frame) {
	if !f.faulty {
		m.reportText(f, m.text.ink)
	}
	f.faulty = true
}

// incomplete reports an element that ended too early, unless a mistake in it
// may be the reason.
func (m *Matcher) incomplete(f *frame) {
	if !f.faulty {
		m.reportIncomplete(f)
	}
}

// invalidContent reports text that no alternative of the element takes.
func (m *Matcher) invalidContent(f *frame, s string) {
	switch {
	case f.faulty:
	case m.text.long:
		m.report(diag.Errorf(diag.ValueTooLong, m.text.ink, "the text of %s is longer than %d bytes, which is the most that can be compared with its datatype",
			diag.Quote(m.localName(f.name)), maxHeld))
	case !m.text.inked && len(m.auto.expectContent(f.level, false).Elements) > 0:
		m.reportIncomplete(f)
	default:
		m.reportContent(f, s)
	}
}
