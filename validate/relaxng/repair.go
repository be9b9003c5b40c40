package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A repairer finds the least change of a document that makes it valid. Each
// mistake is one step of that change, so what is reported is never the
// consequence of something else that is reported.
//
// The least change of an element with a definition (its fitting) is found by a
// search through the derivatives of the definition's content, in which a step
// may also change, drop or insert something at a price. Fittings are
// remembered, so the work grows with the number of elements times the
// definitions that come into question.
type repairer struct {
	grammar *Grammar
	auto    *automaton
	ctx     Context
	record  *Record

	sound   map[fitKey]bool
	fits    map[fitKey]*fitting
	useful  map[*pattern][]*element
	offered map[*pattern][]*attribute
	firsts  map[*pattern][]*element // what may come next
	near    map[nearKey]int

	// What is left before the search is given up. Elements are checked apart
	// from the steps, since a record remembers what it knows of them, and what
	// it knew before must not change what is found.
	steps, checks int
}

type fitKey struct {
	node *node
	elem *element
}

type nearKey struct {
	name xmlscan.Name
	elem *element
}

// A fitting is the least change that makes an element fit a definition.
type fitting struct {
	cost  int
	steps []step
}

// Bounds of the search. A document that exceeds them is not explained as a
// whole.
const (
	mostDepth     = 2_000
	mostNodes     = 200_000
	baseSteps     = 100_000
	stepsPerNode  = 10
	mostSteps     = 600_000 // about a second
	stepsPerName  = 4       // that is compared with another
	baseChecks    = 500_000
	checksPerNode = 40
	mostChecks    = 2_000_000
)

func newRepairer(r *Record) *repairer {
	return &repairer{
		grammar: r.grammar, auto: r.grammar.current.Load(), ctx: r.ctx, record: r,
		sound: r.sound, fits: map[fitKey]*fitting{}, useful: map[*pattern][]*element{},
		offered: map[*pattern][]*attribute{}, firsts: map[*pattern][]*element{}, near: map[nearKey]int{},
		steps:  min(baseSteps+stepsPerNode*r.nodes, mostSteps),
		checks: min(baseChecks+checksPerNode*r.nodes, mostChecks),
	}
}

// fit is the least change that makes a node fit a definition. It is nil when
// the search was given up.
func (x *repairer) fit(n *node, e *element) *fitting {
	key := fitKey{n, e}
	if f, ok := x.fits[key]; ok {
		return f
	}
	if x.valid(n, e) {
		return &perfect
	}
	s := search{repairer: x, node: n, elem: e}
	f := s.run()
	x.fits[key] = f
	return f
}

// perfect is the fitting of an element that needs no change.
var perfect fitting

// cost is the price of fitting, or unaffordable.
func (x *repairer) cost(n *node, e *element) price {
	if f := x.fit(n, e); f != nil {
		return f.cost
	}
	return unaffordable
}

const unaffordable price = 1 << 30

// valid reports whether a node fits a definition as it is.
func (x *repairer) valid(n *node, e *element) bool {
	key := fitKey{n, e}
	if ok, known := x.sound[key]; known {
		return ok
	}
	p := x.content(e)
	for i := range n.attrs {
		p, _ = x.takeAttribute(p, n, &n.attrs[i])
	}
	ok := x.validContent(n, x.closeTag(p))
	x.sound[key] = ok
	return ok
}

func (x *repairer) validContent(n *node, p *pattern) bool {
	if p.op == opNotAllowed {
		return false
	}
	if n.kids == 0 {
		return x.textMatches(n, p)
	}
	for _, it := range n.items {
		x.checks--
		if it.text != nil {
			p = x.derive(p, letter{})
			continue
		}
		var rest []*pattern
		for _, e := range x.candidates(p, it.child.name) {
			if x.valid(it.child, e) {
				rest = append(rest, x.derive(p, letter{elem: e}))
			}
		}
		if p = x.choice(rest); p.op == opNotAllowed {
			return false
		}
	}
	return p.nullable
}

// textMatches reports whether the text of a node without children is all that
// its content asks for. Text that is not known is.
func (x *repairer) textMatches(n *node, p *pattern) bool {
	t := n.text()
	if t.holes && p.has&(hasString|hasText) != 0 {
		return true
	}
	return x.auto.valueMatch(p, string(t.value), x.contextOf(n))
}

func (x *repairer) contextOf(n *node) Context {
	if x.record.contextual {
		return nodeContext{x.ctx, n}
	}
	return x.ctx
}

// content is all that a definition asks for, attributes included.
func (x *repairer) content(e *element) *pattern { return x.auto.contentOf(e).whole }

func (x *repairer) derive(p *pattern, l letter) *pattern {
	x.auto.mu.Lock()
	defer x.auto.mu.Unlock()
	return x.auto.derivative(p, l)
}

func (x *repairer) choice(ps []*pattern) *pattern {
	if len(ps) == 1 {
		return ps[0]
	}
	x.auto.mu.Lock()
	defer x.auto.mu.Unlock()
	return x.auto.choice(ps...)
}

func (x *repairer) closeTag(p *pattern) *pattern {
	x.auto.mu.Lock()
	defer x.auto.mu.Unlock()
	return x.auto.startTagCloseDeriv(p, false)
}

func (x *repairer) attDeriv(p *pattern, attrs ...*attribute) *pattern {
	x.auto.mu.Lock()
	defer x.auto.mu.Unlock()
	return x.auto.attDerivAny(p, attrs)
}

// takeAttribute is p after an attribute whose value is as it should be, and
// the attributes of that name whose value is another.
func (x *repairer) takeAttribute(p *pattern, n *node, at *xmlscan.Attr) (rest *pattern, others []*attribute) {
	var taken []*attribute
	for _, attr := range matching(x.auto.attributesOf(p), x.ctx.NameOf(at.Name)) {
		if x.valueFits(attr, n, at) {
			taken = append(taken, attr)
		} else {
			others = append(others, attr)
		}
	}
	return x.attDeriv(p, taken...), others
}

func (x *repairer) valueFits(attr *attribute, n *node, at *xmlscan.Attr) bool {
	value := x.auto.valueOf(attr)
	return value == x.auto.text || at.Incomplete || x.auto.valueMatch(value, string(at.Value), x.contextOf(n))
}

// candidates is the definitions of a name that may come next in p.
func (x *repairer) candidates(p *pattern, name xmlscan.ID) []*element {
	var found []*element
	for _, e := range x.grammar.byName[x.grammar.nameKey(name, x.ctx)] {
		if x.derive(p, letter{elem: e}).op != opNotAllowed {
			found = append(found, e)
		}
	}
	for _, e := range x.grammar.wild {
		if contains(e.name.src, x.ctx.NameOf(name)) && x.derive(p, letter{elem: e}).op != opNotAllowed {
			found = append(found, e)
		}
	}
	return found
}

// namedWithin is the definitions that an element may hold anywhere and that
// list a name.
func (x *repairer) namedWithin(e *element, name xmlscan.ID) []*element {
	var found []*element
	for _, inside := range x.grammar.insideOf(e) {
		if slices.Contains(inside.name.ids, name) {
			found = append(found, inside)
		}
	}
	return found
}

// isSingle reports whether a name class is one name or a few.
func (c *nameClass) isSingle() bool { return !c.wild && len(c.ids) > 0 }

// literals is the values that patterns list.
func literals(values []*syntax.Pattern) []string {
	var texts []string
	for _, p := range values {
		if p.Op == syntax.OpValue {
			texts = append(texts, p.Value)
		}
	}
	return texts
}
