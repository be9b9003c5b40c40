package relaxng

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/snapxml/snapxml/validate/xmlscan"
)

// attDeriv is p with the attribute taken out that one attribute of the
// document has matched. Groups are looked at on both sides, since attributes
// have no order. The automaton's lock is held.
func (a *automaton) attDeriv(p *pattern, attr *attribute) *pattern {
	if p.has&hasAttribute == 0 {
		return a.notAllowed
	}
	if p.op == opAttribute {
		if p.attr == attr {
			return a.empty
		}
		return a.notAllowed
	}
	key := memoKey{p, int64(attr.id)<<2 | 3}
	if q, ok := a.memo[key]; ok {
		return q
	}
	a.work++
	q := a.attDerivParts(p, attr)
	a.memo[key] = q
	return q
}

func (a *automaton) attDerivParts(p *pattern, attr *attribute) *pattern {
	switch p.op {
	case opChoice:
		parts := make([]*pattern, len(p.subs))
		for i, q := range p.subs {
			parts[i] = a.attDeriv(q, attr)
		}
		return a.choice(parts...)
	case opGroup:
		return a.choice(
			a.group(a.attDeriv(p.head, attr), p.tail),
			a.group(p.head, a.attDeriv(p.tail, attr)))
	case opInterleave:
		var parts []*pattern
		for i, q := range p.subs {
			if q.has&hasAttribute != 0 {
				parts = append(parts, a.replaceInterleaved(p, i, a.attDeriv(q, attr)))
			}
		}
		return a.choice(parts...)
	case opOneOrMore:
		return a.group(a.attDeriv(p.head, attr), a.choice(p, a.empty))
	}
	return a.notAllowed
}

// startTagCloseDeriv is p when no more attributes come: those still asked for
// are not allowed. With forgive they are taken as given instead
// (ignoring missing attributes is how matching goes on after an error).
func (a *automaton) startTagCloseDeriv(p *pattern, forgive bool) *pattern {
	if p.has&hasAttribute == 0 {
		return p
	}
	key := memoKey{p, -1}
	if forgive {
		key.letter = -2
	}
	if q, ok := a.memo[key]; ok {
		return q
	}
	q := a.closeParts(p, forgive)
	a.memo[key] = q
	return q
}

func (a *automaton) closeParts(p *pattern, forgive bool) *pattern {
	switch p.op {
	case opAttribute:
		if forgive {
			return a.empty
		}
		return a.notAllowed
	case opGroup:
		return a.group(a.startTagCloseDeriv(p.head, forgive), a.startTagCloseDeriv(p.tail, forgive))
	case opOneOrMore:
		return a.oneOrMore(a.startTagCloseDeriv(p.head, forgive))
	}
	parts := make([]*pattern, len(p.subs))
	for i, q := range p.subs {
		parts[i] = a.startTagCloseDeriv(q, forgive)
	}
	if p.op == opChoice {
		return a.choice(parts...)
	}
	return a.interleave(parts...)
}

// attributesIn is the attributes that occur in p outside elements.
func attributesIn(p *pattern) []*attribute {
	var found []*attribute
	seen := map[*pattern]bool{}
	for todo := []*pattern{p}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if p.has&hasAttribute == 0 || seen[p] {
			continue
		}
		seen[p] = true
		if p.op == opAttribute {
			found = append(found, p.attr)
			continue
		}
		todo = append(todo, p.subs...)
		if p.head != nil {
			todo = append(todo, p.head)
		}
		if p.tail != nil {
			todo = append(todo, p.tail)
		}
	}
	slices.SortFunc(found, func(x, y *attribute) int { return int(x.id - y.id) })
	return found
}

// matchAttributes checks the attributes of a start tag against the content of
// one candidate. It returns what is left of the content for the children;
// ok is false at the first fault, which explainAttributes then looks into.
func (m *Matcher) matchAttributes(c *content, tag *StartTag) (rest *pattern, ok bool) {
	need := c.need
	m.tangled, m.taken = m.tangled[:0], m.taken[:0]
	for i := range tag.Attrs {
		at := &tag.Attrs[i]
		k := c.find(at.Name, m.ctx)
		if k < 0 {
			if !c.entangled {
				return nil, false
			}
			m.tangled = append(m.tangled, at)
			continue
		}
		free := &c.free[k]
		if !m.attributeValueOK(free.value, at) {
			return nil, false
		}
		if free.required && (!free.repeated || m.firstTaken(k)) {
			need--
		}
	}
	if need > 0 {
		return nil, false
	}
	if !c.entangled {
		return c.rest, true
	}
	return m.matchTangled(c.rest)
}

// firstTaken reports whether the k-th free attribute, which may be repeated,
// takes its first attribute of the tag.
func (m *Matcher) firstTaken(k int) bool {
	if slices.Contains(m.taken, k) {
		return false
	}
	m.taken = append(m.taken, k)
	return true
}

// attributeValueOK reports whether an attribute's value matches, or is unknown
// because an entity in it was not read.
func (m *Matcher) attributeValueOK(value *pattern, at *xmlscan.Attr) bool {
	return value == m.auto.text || at.Incomplete || m.valueMatch(value, at.Value)
}

// matchTangled takes the attributes that stand in choices through p, in the
// order of their names, which is the same for every document.
func (m *Matcher) matchTangled(p *pattern) (rest *pattern, ok bool) {
	m.sortTangled()
	for _, at := range m.tangled {
		if p = m.attStep(p, at); p.op == opNotAllowed {
			return nil, false
		}
	}
	p = m.auto.closed(p)
	return p, p.op != opNotAllowed
}

// An attStep is what the attributes of one name do to a pattern.
type attStep struct {
	attrs  []*attribute // of the pattern, with the name
	values []*pattern   // their values
	finite bool         // the values are listed, or any will do

	// known is the derivatives by the values met so far, if finite.
	known atomic.Pointer[map[string]*pattern]

	// taken is the derivatives by which of attrs match, as a set of bits.
	taken table[pattern]
}

// maxKnown is the most values that a step remembers.
const maxKnown = 64

// attStep is p after an attribute of the document.
func (m *Matcher) attStep(p *pattern, at *xmlscan.Attr) *pattern {
	step := m.stepFor(p, at.Name)
	if !step.finite || at.Incomplete {
		return m.takeStep(p, step, at)
	}
	known := step.known.Load()
	if known != nil {
		if q, ok := (*known)[string(at.Value)]; ok {
			return q
		}
	}
	q := m.takeStep(p, step, at)
	step.remember(string(at.Value), q)
	return q
}

// remember adds a value, unless another goroutine does so at the same moment
// or there are enough.
func (s *attStep) remember(value string, q *pattern) {
	old := s.known.Load()
	grown := map[string]*pattern{value: q}
	if old != nil {
		if len(*old) >= maxKnown || len(value) > maxKnown {
			return
		}
		maps.Copy(grown, *old)
	}
	s.known.CompareAndSwap(old, &grown)
}

// takeStep is the derivative by those attributes whose value matches.
func (m *Matcher) takeStep(p *pattern, step *attStep, at *xmlscan.Attr) *pattern {
	var matched []*attribute
	bits := uint32(0)
	for i, value := range step.values {
		if m.attributeValueOK(value, at) {
			bits |= 1 << (i % 32)
			if len(step.attrs) > 32 {
				matched = append(matched, step.attrs[i])
			}
		}
	}
	a := m.auto
	if len(step.attrs) > 32 {
		a.mu.Lock()
		defer a.mu.Unlock()
		return a.attDerivAny(p, matched)
	}
	if q, ok := step.taken.get(bits); ok {
		return q
	}
	for i, attr := range step.attrs {
		if bits&(1<<i) != 0 {
			matched = append(matched, attr)
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	q := a.attDerivAny(p, matched)
	a.entries += step.taken.put(bits, q)
	return q
}

// attDerivAny is the derivative by one attribute of the document that may be
// any of those. The lock is held.
func (a *automaton) attDerivAny(p *pattern, attrs []*attribute) *pattern {
	parts := make([]*pattern, len(attrs))
	for i, attr := range attrs {
		parts[i] = a.attDeriv(p, attr)
	}
	return a.choice(parts...)
}

// stepFor finds the attributes of p with a name, once for each name.
func (m *Matcher) stepFor(p *pattern, id xmlscan.ID) *attStep {
	a := m.auto
	key := m.grammar.nameKey(id, m.ctx)
	if step, ok := p.steps.get(key); ok {
		return step
	}
	step := &attStep{finite: true, attrs: matching(a.attributesOf(p), m.ctx.NameOf(id))}
	for _, attr := range step.attrs {
		value := a.valueOf(attr)
		step.values = append(step.values, value)
		step.finite = step.finite && value.isFinite()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.entries += p.steps.put(key, step)
	return step
}

// isFinite reports whether the pattern lists its values, or takes any text,
// whatever the context.
func (p *pattern) isFinite() bool {
	switch p.op {
	case opText, opEmpty:
		return true
	case opValue:
		return !p.data.typ.UsesContext()
	case opChoice:
		return !slices.ContainsFunc(p.subs, func(q *pattern) bool { return !q.isFinite() })
	}
	return false
}

// closed is p when no more attributes come.
func (a *automaton) closed(p *pattern) *pattern {
	if q := p.closed.Load(); q != nil {
		return q
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	q := a.startTagCloseDeriv(p, false)
	p.closed.Store(q)
	return q
}

// sortTangled sorts the attributes in choices by name. There are few.
func (m *Matcher) sortTangled() {
	for i := 1; i < len(m.tangled); i++ {
		for j := i; j > 0 && m.compareNames(m.tangled[j].Name, m.tangled[j-1].Name) < 0; j-- {
			m.tangled[j], m.tangled[j-1] = m.tangled[j-1], m.tangled[j]
		}
	}
}

// compareNames orders names as the schema's table does, and those it does not
// have behind them in the order of the alphabet.
func (m *Matcher) compareNames(x, y xmlscan.ID) int {
	if known := xmlscan.ID(m.grammar.names.Len()); x <= known || y <= known {
		return cmp.Compare(x, y)
	}
	nx, ny := m.ctx.NameOf(x), m.ctx.NameOf(y)
	return cmp.Or(strings.Compare(nx.Space, ny.Space), strings.Compare(nx.Local, ny.Local))
}

// attDerivBy is the derivative of p by one attribute of the document. With
// checked false its value is taken for right.
func (m *Matcher) attDerivBy(p *pattern, at *xmlscan.Attr, checked bool) *pattern {
	step := m.stepFor(p, at.Name)
	if checked {
		return m.takeStep(p, step, at)
	}
	m.auto.mu.Lock()
	defer m.auto.mu.Unlock()
	return m.auto.attDerivAny(p, step.attrs)
}
