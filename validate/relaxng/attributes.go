package relaxng

import (
	"cmp"
	"slices"
	"strings"

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
		if free.required && (!free.name.wild || m.firstTaken(k)) {
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

// firstTaken reports whether the k-th free attribute, a wildcard, takes its
// first attribute of the tag.
func (m *Matcher) firstTaken(k int) bool {
	if slices.Contains(m.taken, k) {
		return false
	}
	m.taken = append(m.taken, k)
	return true
}

func (m *Matcher) attributeValueOK(value *pattern, at *xmlscan.Attr) bool {
	return value == m.auto.text || m.auto.valueMatch(value, string(at.Value), m.ctx)
}

// matchTangled takes the attributes that stand in choices through p, in the
// order of their names, which is the same for every document.
func (m *Matcher) matchTangled(p *pattern) (rest *pattern, ok bool) {
	m.sortTangled()
	for _, at := range m.tangled {
		if p = m.attDerivBy(p, at, true); p.op == opNotAllowed {
			return nil, false
		}
	}
	m.auto.mu.Lock()
	defer m.auto.mu.Unlock()
	p = m.auto.startTagCloseDeriv(p, false)
	return p, p.op != opNotAllowed
}

func (m *Matcher) sortTangled() {
	slices.SortFunc(m.tangled, func(x, y *xmlscan.Attr) int {
		nx, ny := m.ctx.NameOf(x.Name), m.ctx.NameOf(y.Name)
		return cmp.Or(
			cmp.Compare(m.grammar.nameKey(x.Name, m.ctx), m.grammar.nameKey(y.Name, m.ctx)),
			strings.Compare(nx.Space, ny.Space),
			strings.Compare(nx.Local, ny.Local))
	})
}

// attDerivBy is the derivative of p by one attribute of the document. With
// checked false its value is taken for right.
func (m *Matcher) attDerivBy(p *pattern, at *xmlscan.Attr, checked bool) *pattern {
	a := m.auto
	var parts []*pattern
	name := m.ctx.NameOf(at.Name)
	for _, attr := range a.attributesOf(p) {
		if !contains(attr.name.src, name) {
			continue
		}
		if checked && !m.attributeValueOK(a.valueOf(attr), at) {
			continue
		}
		a.mu.Lock()
		parts = append(parts, a.attDeriv(p, attr))
		a.mu.Unlock()
	}
	if len(parts) == 1 {
		return parts[0]
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.choice(parts...)
}
