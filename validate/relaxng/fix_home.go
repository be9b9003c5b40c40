package relaxng

import (
	"math"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// homeFixes puts children where they belong: into an element that is there,
// or into a new one around them.
func (e *explainer) homeFixes(f *finding, children []*node, homes []string) []diag.Fix {
	var fixes []diag.Fix
	for n := range e.record.all() {
		if !slices.Contains(homes, n.full.Local) || len(fixes) == mostOffers || n == f.node || n.isWithin(children) {
			continue
		}
		if at := e.placeIn(n, e.takenFor(n), children); at >= 0 {
			fixes = append(fixes, e.edit.move(children, n, at, false)...)
		}
	}
	if len(fixes) == 1 {
		strange := func(n *node) bool { return !e.isSound(n, e.named(n)) }
		fixes[0].Certain = !slices.ContainsFunc(children, strange)
	}
	for _, home := range e.firstByName(f.at) {
		id := home.name.ids[0]
		if len(e.namedWithin(home, f.child.name)) > 0 && e.ctx.NameOf(id).Space == f.child.full.Space {
			wrapper := &node{name: id, full: e.ctx.NameOf(id), parent: f.node}
			if e.placeIn(wrapper, []*element{home}, children) >= 0 {
				fixes = append(fixes, e.edit.wrap(children, wrapper.full.Local)...)
			}
		}
	}
	return fixes
}

// placeIn is the place in an element where children do no harm: the one that
// follows the order of the schema, or else the end; -1 if there is none.
func (e *explainer) placeIn(n *node, defs []*element, children []*node) int {
	place := 0
	for i, it := range n.items {
		if it.child != nil && (it.child.name == children[0].name || e.isListedBefore(it.child, children[0])) {
			place = i + 1
		}
	}
	for _, at := range []int{place, len(n.items)} {
		if e.wouldHold(n, defs, children, at) {
			return at
		}
	}
	return -1
}

// isListedBefore reports whether the schema has a node's first definition
// before that of another.
func (e *explainer) isListedBefore(n, other *node) bool {
	these, others := e.named(n), e.named(other)
	return len(these) > 0 && len(others) > 0 && these[0].id < others[0].id
}

// firstByName is the elements of one name each that may come next, in the
// order of their names.
func (e *explainer) firstByName(p *pattern) []*element {
	found := slices.DeleteFunc(slices.Clone(e.firstElements(p)), func(elem *element) bool { return !elem.name.isSingle() })
	slices.SortFunc(found, func(a, b *element) int {
		return strings.Compare(e.ctx.NameOf(a.name.ids[0]).Local, e.ctx.NameOf(b.name.ids[0]).Local)
	})
	return found
}

// mostOffers is how many fixes of one kind a diagnostic offers.
const mostOffers = 4

// takenFor is the definitions that a node fits best of those that may stand
// where it does.
func (e *explainer) takenFor(n *node) []*element {
	if n.parent == nil {
		return e.grammar.elements[:1]
	}
	var best []*element
	least := unaffordable
	for _, outer := range e.takenFor(n.parent) {
		for _, def := range e.namedWithin(outer, n.name) {
			switch cost := e.cost(n, def); {
			case cost < least:
				best, least = []*element{def}, cost
			case cost == least && !slices.Contains(best, def):
				best = append(best, def)
			}
		}
	}
	return best
}

// isWithin reports whether a node is one of some, or below one.
func (n *node) isWithin(some []*node) bool {
	for ; n != nil; n = n.parent {
		if slices.Contains(some, n) {
			return true
		}
	}
	return false
}

// wouldHold reports whether there is a definition by which an element is as
// good with the children, before one of its items, as without them.
func (e *explainer) wouldHold(n *node, defs []*element, children []*node, at int) bool {
	larger := *n
	larger.items = slices.Clone(n.items)
	for i, c := range children {
		larger.items = slices.Insert(larger.items, at+i, item{child: c})
		larger.kids++
	}
	for _, def := range defs {
		if now := e.mistakes(&larger, def); now == 0 || now < math.MaxInt && now <= e.mistakes(n, def) {
			return true
		}
	}
	return false
}

// all is the elements of the document, parents first.
func (r *Record) all() func(yield func(*node) bool) {
	return func(yield func(*node) bool) {
		for todo := []*node{r.top}; len(todo) > 0; {
			n := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if n != r.top && !yield(n) {
				return
			}
			for _, it := range slices.Backward(n.items) {
				if it.child != nil {
					todo = append(todo, it.child)
				}
			}
		}
	}
}

// moveAttribute puts an attribute on the child that it belongs to, which is
// made if need be.
func (e *explainer) moveAttribute(f *finding, homes []string) []diag.Fix {
	if len(homes) != 1 || !e.edit.owns(f.node) || !e.edit.holds(f.attr) {
		return e.edit.removeAttribute(f.node, f.attr)
	}
	name := e.edit.slice(f.attr.NameRange)
	title := "move attribute " + diag.Quote(name) + " to element " + diag.Quote(homes[0])
	text := e.edit.slice(f.attr.Range)
	now := e.mistakes(f.node, f.def)
	for i, it := range f.node.items {
		if it.child != nil && it.child.full.Local == homes[0] && !it.child.has(f.attr.Name) && e.edit.owns(it.child) {
			edit := e.edit.addAttribute(it.child, name, string(f.attr.Value), false)[0].Edits[0]
			return fix(e.mistakesWith(f, i, it.child) < now, title, e.edit.cutAttribute(f.attr), edit)
		}
	}
	tag := e.edit.prefixed(f.node, homes[0])
	edits := e.edit.insert(f.node, len(f.node.items), func(string) string { return "<" + tag + " " + text + "/>" })
	if edits == nil {
		return nil
	}
	certain := e.mistakesWith(f, -1, &node{name: e.idOf(homes[0], f.node.full.Space), full: xmlscan.Name{Space: f.node.full.Space, Local: homes[0]}}) < now
	return fix(certain, title, append([]diag.Edit{e.edit.cutAttribute(f.attr)}, edits...)...)
}

// idOf is the ID of a name that the schema knows.
func (e *explainer) idOf(local, space string) xmlscan.ID {
	id, _ := e.grammar.names.Lookup(space, local)
	return id
}

// mistakesWith is how much is wrong with an element whose attribute has moved to
// a child: that with an index, or a new one behind the others.
func (e *explainer) mistakesWith(f *finding, i int, child *node) int {
	parent, moved := *f.node, *child
	parent.attrs = slices.DeleteFunc(slices.Clone(parent.attrs), func(at xmlscan.Attr) bool { return at.Name == f.attr.Name })
	moved.attrs = append(slices.Clone(child.attrs), *f.attr)
	moved.parent = &parent
	parent.items = slices.Clone(parent.items)
	if i < 0 {
		parent.items = append(parent.items, item{child: &moved})
		parent.kids++
	} else {
		parent.items[i] = item{child: &moved}
	}
	return e.mistakes(&parent, f.def)
}
