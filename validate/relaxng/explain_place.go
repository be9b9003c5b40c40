package relaxng

import (
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// notAllowed tells of a child that may not stand where it does.
func (e *explainer) notAllowed(f *finding) *diag.Diagnostic {
	d := diag.Errorf(diag.ElementNotAllowed, f.child.nameRange, "element %s not allowed here", diag.Quote(f.child.full.Local))
	known := f.node.parent != nil && len(e.namedWithin(f.def, f.child.name)) > 0
	next := e.candidates(f.at, f.child.name)
	switch {
	case f.home != nil:
		e.hasHome(d, f)
	case len(next) > 0 && e.fitsElsewhere(f.child, next):
		e.tellHomes(d, f)
	case known && e.tellOrder(d, f):
	case known && e.tellRepeated(d, f):
	case known && e.tellExcluded(d, f):
	case !known && e.belongsElsewhere(f):
		e.tellHomes(d, f)
	default:
		d.Message += e.expectedAt(f, f.child.full.Space)
		d.Fixes = e.dropUnknown(f)
	}
	return d
}

// hasHome tells of a child that is missing in another place.
func (e *explainer) hasHome(d *diag.Diagnostic, f *finding) {
	home := f.home
	switch {
	case home.node != f.node:
		d.Message += fmt.Sprintf("; it belongs in %s, which lacks it", diag.Quote(home.node.full.Local))
		d.Related = []diag.Related{{Range: home.node.nameRange, Message: "this element lacks it"}}
	case home.item < len(home.node.items) && home.node.items[home.item].child != nil:
		e.mustCome(d, "before", home.node.items[home.item].child)
	default:
		d.Message += "; it belongs at the end of " + diag.Quote(home.node.full.Local)
	}
	d.Fixes = e.edit.move([]*node{f.child}, home.node, home.item, e.cost(f.child, home.elem) == 0)
}

func (e *explainer) mustCome(d *diag.Diagnostic, where string, sibling *node) {
	d.Message += fmt.Sprintf("; it must come %s %s", where, diag.Quote(sibling.full.Local))
	d.Related = []diag.Related{{Range: sibling.nameRange, Message: "it must come " + where + " this element"}}
}

// mostPlaces is how many places for a child are tried.
const mostPlaces = 48

// tellOrder tells of a child that may stand in another place of its parent.
func (e *explainer) tellOrder(d *diag.Diagnostic, f *finding) bool {
	n := f.node
	if len(n.items) > mostPlaces || len(f.with) > 0 {
		return false
	}
	now := e.mistakes(n, f.def)
	rest := slices.Delete(slices.Clone(n.items), f.item, f.item+1)
	for far := 1; far < len(n.items); far++ {
		for _, to := range [2]int{f.item - far, f.item + far} {
			if to < 0 || to > len(rest) {
				continue
			}
			moved := *n
			moved.items = slices.Insert(slices.Clone(rest), to, n.items[f.item])
			if e.mistakes(&moved, f.def) >= now {
				continue
			}
			where, sibling := "before", n.items[max(to, 0)].child
			if to > f.item {
				where, sibling = "after", n.items[to].child
			}
			if sibling == nil || sibling.full.Local == f.child.full.Local {
				return false
			}
			e.mustCome(d, where, sibling)
			if to > f.item {
				to++
			}
			d.Fixes = e.edit.move([]*node{f.child}, n, to, now == 1 && e.isSound(f.child, e.namedWithin(f.def, f.child.name)))
			return true
		}
	}
	return false
}

// tellRepeated tells of a child of which there is another.
func (e *explainer) tellRepeated(d *diag.Diagnostic, f *finding) bool {
	for i, it := range f.node.items {
		if i == f.item || it.child == nil || it.child.name != f.child.name || e.isDropped(it.child) {
			continue
		}
		d.Code = diag.ElementRepeated
		d.Message = fmt.Sprintf("element %s not allowed again in %s; one is enough", diag.Quote(f.child.full.Local), diag.Quote(f.node.full.Local))
		which := "first"
		if i > f.item {
			which = "other"
		}
		d.Related = []diag.Related{{Range: it.child.nameRange, Message: "the " + which + " one is here"}}
		d.Fixes = e.edit.remove(f.child, e.edit.equal(f.child, it.child))
		return true
	}
	return false
}

func (e *explainer) isDropped(n *node) bool {
	return slices.ContainsFunc(e.found, func(f *finding) bool { return f.change == dropChild && f.child == n })
}

// farther is how much more a change may cost that is offered as another way.
const farther price = 80

// tellExcluded tells of a child that something else excludes.
func (e *explainer) tellExcluded(d *diag.Diagnostic, f *finding) bool {
	other := e.instead(f, farther)
	if len(other) != 1 {
		return false
	}
	with, advice, fixes := e.otherWay(f.node, &other[0])
	if advice == "" {
		return false
	}
	if with != "" {
		d.Message = fmt.Sprintf("element %s not allowed with %s", diag.Quote(f.child.full.Local), with)
	}
	d.Message += "; remove it, or " + advice
	d.Fixes = append(e.edit.remove(f.child, false), fixes...)
	return true
}

// otherWay puts a change into words that something else could be mended by:
// what stands in the way, and what to do.
func (e *explainer) otherWay(n *node, st *step) (with, advice string, fixes []diag.Fix) {
	switch st.change {
	case replaceValue:
		name := e.ctx.NameOf(st.attr.Name).Local
		if values := literals(valuesIn(e.auto.valueOf(st.as))); len(values) == 1 {
			return assignment(name, string(st.attr.Value)), "use " + assignment(name, values[0]), e.edit.value(st.attr, values[0], false)
		}
	case dropAttribute:
		with = assignment(e.ctx.NameOf(st.attr.Name).Local, string(st.attr.Value))
		return with, "remove that", e.edit.removeAttribute(n, st.attr)
	case insertAttribute:
		name := attributeNames([]*attribute{st.as})
		if values := literals(valuesIn(e.auto.valueOf(st.as))); len(values) == 1 && len(name) == 1 {
			return "", fmt.Sprintf("add %s to %s", assignment(name[0], values[0]), diag.Quote(n.full.Local)), e.edit.addAttribute(n, name[0], values[0], false)
		}
	case dropChild:
		other := n.items[st.item].child
		return diag.Quote(other.full.Local), "remove that", e.edit.remove(other, false)
	}
	return "", "", nil
}

func assignment(name, value string) string { return name + "=" + diag.Quote(value) }

// tellHomes tells of a child that belongs into another element.
func (e *explainer) tellHomes(d *diag.Diagnostic, f *finding) {
	homes := e.homesNear(f)
	d.Message += "; it belongs in " + diag.OneOf(homes)
	children := []*node{f.child}
	for _, more := range f.with {
		children = append(children, more.child)
	}
	if len(children) > 1 {
		d.Message = fmt.Sprintf("elements %s not allowed here; they belong in %s", diag.Quote(f.child.full.Local), diag.OneOf(homes))
		d.Related = relatedTo(children[1:])
	}
	d.Fixes = e.homeFixes(f, children, homes)
}

// relatedTo points at elements that a diagnostic is about as well.
func relatedTo(others []*node) []diag.Related {
	var related []diag.Related
	for _, n := range others {
		related = append(related, diag.Related{Range: n.nameRange, Message: "this one too"})
	}
	return related
}

// homesNear is the elements that may hold a child as what it is most like:
// those that its parent may hold, or if there are none all of the schema.
func (e *explainer) homesNear(f *finding) []string {
	var near, all []string
	for _, child := range e.bestOf(f.child, e.named(f.child)) {
		for _, home := range e.grammar.holdersOf(child) {
			if home.name == nil || !home.name.isSingle() {
				continue
			}
			all = append(all, e.plainNames(home)...)
			if slices.Contains(e.grammar.insideOf(f.def), home) {
				near = append(near, e.plainNames(home)...)
			}
		}
	}
	if len(near) > 0 {
		all = near
	}
	slices.Sort(all)
	return slices.Compact(all)
}
