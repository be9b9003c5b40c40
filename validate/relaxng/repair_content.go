package relaxng

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// insertChildren tries each element that may be missing. The root never is:
// there is always one.
func (s *search) insertChildren(i int32, p path) {
	if s.node.parent == nil {
		return
	}
	for _, e := range s.usefulIn(p.asked) {
		s.take(i, place{p.at, s.derive(p.asked, letter{elem: e})}, step{
			change: insertChild, item: p.at - s.first(), elem: e, cost: priceMissing,
		})
	}
}

// endOfContent tries what is left at the end tag: text of the wrong type, or
// none where there should be some.
func (s *search) endOfContent(i int32, p path) {
	if s.node.kids == 0 && len(s.items) == 0 && p.asked.has&hasString != 0 {
		s.take(i, s.finish(), step{change: replaceText, cost: priceValue})
	}
}

// changeText tries to change or drop a text.
func (s *search) changeText(i int32, p path) {
	st := step{change: dropText, item: p.at - s.first(), cost: priceText}
	s.take(i, place{p.at + 1, p.asked}, st)
	if s.node.kids > 0 {
		return
	}
	if p.asked.has&hasString != 0 {
		st.change, st.cost = replaceText, s.valuePrice(string(s.node.text().value), literals(valuesIn(p.asked)))
		s.take(i, s.finish(), st)
	}
	for _, e := range s.usefulIn(p.asked) {
		if s.derive(p.asked, letter{elem: e}).nullable && s.holdsText(e) {
			s.take(i, s.finish(), step{change: wrapText, item: st.item, elem: e, cost: priceTextForChild})
		}
	}
}

// holdsText reports whether the text of the node could be that of an element.
func (s *search) holdsText(e *element) bool {
	p := s.closeTag(s.content(e))
	return p.op != opNotAllowed && s.textMatches(s.node, p)
}

// valuePrice is the price of a value that should be one of some.
func (x *repairer) valuePrice(value string, wanted []string) price {
	value = strings.TrimSpace(value)
	if best := diag.Nearest(value, wanted); best != "" {
		return misspelt(diag.Distance(value, best))
	}
	return priceValue
}

func misspelt(distance int) price { return priceMisspelt + 3*min(distance, mostLetters) }

// changeChild tries to rename or drop a child.
func (s *search) changeChild(i int32, p path, child *node) {
	item := p.at - s.first()
	if p.at == s.first() && p.asked.has&hasElement == 0 && p.asked.has&hasString != 0 {
		s.take(i, s.finish(), step{change: textForElements, item: item, cost: priceElements})
		return
	}
	useful := s.usefulIn(p.asked)
	for _, e := range s.firstElements(p.asked) {
		if cost := s.renamePrice(child, e, useful); cost < unaffordable {
			s.take(i, place{p.at + 1, s.derive(p.asked, letter{elem: e})}, step{change: renameChild, item: item, elem: e, cost: cost})
		}
	}
	if cost := s.dropPrice(child, p); cost < unaffordable {
		s.take(i, place{p.at + 1, p.asked}, step{change: dropChild, item: item, cost: cost})
	}
}

// firstElements is the elements that may come next.
func (x *repairer) firstElements(p *pattern) []*element {
	found, ok := x.firsts[p]
	if ok {
		return found
	}
	for _, l := range x.auto.first(p) {
		if l.elem != nil {
			found = append(found, l.elem)
		}
	}
	x.firsts[p] = found
	return found
}

// renamePrice is the price of taking a child for a definition of another name,
// what is wrong within it included. With a name that is not even near, only
// what fits as it is comes into question: anything else is cheaper to drop. The
// root cannot be dropped.
func (s *search) renamePrice(child *node, e *element, useful []*element) price {
	if child.isRoot() {
		return min(s.namePrice(child, e), priceOther) + s.repairer.cost(child, e)
	}
	if !e.name.isSingle() {
		return unaffordable
	}
	cost := s.namePrice(child, e)
	switch {
	case cost < unaffordable:
		return min(cost+s.repairer.cost(child, e), unaffordable)
	case slices.Contains(useful, e) && s.valid(child, e):
		return priceOther
	}
	return unaffordable
}

// namePrice is the price of a name alone, if it is nearly right.
func (s *search) namePrice(child *node, e *element) price {
	key := nearKey{child.full, e}
	if cost, ok := s.near[key]; ok {
		return cost
	}
	s.steps -= stepsPerName
	cost, known := unaffordable, 0
	if len(s.named(child)) > 0 {
		known = priceKnownName
	}
	for _, id := range e.name.ids {
		want := s.ctx.NameOf(id)
		switch {
		case want == child.full:
			return unaffordable // not a matter of names
		case want.Local == child.full.Local && child.inherits():
			cost = min(cost, priceInherited)
		case want.Local == child.full.Local:
			cost = min(cost, priceNamespace)
		default:
			if d, ok := nearly(child.full, want); ok {
				cost = min(cost, misspelt(d)+known)
			}
		}
	}
	s.near[key] = cost
	return cost
}

func (n *node) isRoot() bool { return n.parent != nil && n.parent.parent == nil }

// inherits reports whether an element is in the namespace of its parent.
func (n *node) inherits() bool { return !n.isRoot() && n.full.Space == n.parent.full.Space }

// nearly is how many characters differ between two names, if few do.
func nearly(name, want xmlscan.Name) (distance int, ok bool) {
	long := utf8.RuneCountInString(name.Local)
	if diff := long - utf8.RuneCountInString(want.Local); diff > long/3+1 || -diff > long/3+1 {
		return 0, false
	}
	if diag.Nearest(name.Local, []string{want.Local}) == "" {
		return 0, false
	}
	return diag.Distance(name.Local, want.Local), true
}

// dropPrice is the price of a child that may not stand there. What is wrong
// within it counts if the parent knows it, or its name is a slip, so that a
// child with many mistakes is not dropped in place of them.
func (s *search) dropPrice(child *node, p path) price {
	if child.isRoot() {
		return unaffordable
	}
	size := priceEach * (child.size(mostParts) - 1)
	if known := s.homesWithin(s.elem, child, p.asked); len(known) > 0 {
		best, within := s.best(child, known)
		if best == nil { // nothing can ever be one of them
			within = 0
		}
		switch {
		case s.fitsElsewhere(child, known):
			within = min(within, priceKnownName)
		case s.hasTwin(child, known, p.asked):
			within = min(within, priceStranger)
		}
		return min(priceMisplaced+size+within, unaffordable)
	}
	if elsewhere := s.named(child); len(elsewhere) > 0 {
		_, within := s.best(child, elsewhere)
		return priceMisplaced + size + min(within, priceStranger)
	}
	if alike := s.alike(child, p.asked); len(alike) > 0 {
		_, within := s.best(child, alike)
		return min(priceUnknown+size+within, unaffordable)
	}
	return priceUnknown + size
}

// fitsElsewhere reports whether a child is just what the schema asks for under
// its name in another place.
func (x *repairer) fitsElsewhere(child *node, here []*element) bool {
	return slices.ContainsFunc(x.named(child), func(e *element) bool { return !slices.Contains(here, e) && x.valid(child, e) })
}

// hasTwin reports whether a child that may stand only once has a sibling of
// its name, which may be the one that is right.
func (s *search) hasTwin(child *node, defs []*element, asked *pattern) bool {
	for _, e := range defs {
		l := letter{elem: e}
		if s.derive(s.derive(asked, l), l).op != opNotAllowed {
			return false
		}
	}
	return slices.ContainsFunc(s.node.items, func(it item) bool { return it.child != nil && it.child != child && it.child.name == child.name })
}

// named is the definitions that list the name of a node.
func (x *repairer) named(n *node) []*element {
	return x.grammar.byName[x.grammar.nameKey(n.name, x.ctx)]
}

// alike is the definitions that may come next and whose name is nearly that of
// the child.
func (s *search) alike(child *node, asked *pattern) []*element {
	var found []*element
	for _, e := range s.firstElements(asked) {
		if e.name.isSingle() && s.namePrice(child, e) < unaffordable {
			found = append(found, e)
		}
	}
	return found
}

// homesWithin is the definitions that a child may be taken for within a
// parent: those that may come next, or else those of its name.
func (x *repairer) homesWithin(parent *element, child *node, asked *pattern) []*element {
	if next := x.candidates(asked, child.name); len(next) > 0 {
		return next
	}
	return x.namedWithin(parent, child.name)
}

// best is the definition that a child fits best.
func (x *repairer) best(child *node, among []*element) (best *element, least price) {
	least = unaffordable
	for _, e := range among {
		if cost := x.cost(child, e); cost < least {
			best, least = e, cost
		}
	}
	return best, least
}

// bestOf is all the definitions that a child fits best.
func (x *repairer) bestOf(child *node, among []*element) []*element {
	_, least := x.best(child, among)
	return slices.DeleteFunc(slices.Clone(among), func(e *element) bool { return x.cost(child, e) > least })
}
