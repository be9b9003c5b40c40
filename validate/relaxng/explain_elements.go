package relaxng

import (
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// renamed tells of a child that has the wrong name.
func (e *explainer) renamed(f *finding) *diag.Diagnostic {
	name, want := f.child.full, e.nameFor(f)
	d := diag.Errorf(diag.ElementNotAllowed, f.child.nameRange, "element %s not allowed here", diag.Quote(name.Local))
	switch {
	case want.Local == "":
		d.Message += e.expectedAt(f, name.Space)
		return d
	case want.Local == name.Local:
		d.Message += fmt.Sprintf("; expected it in namespace %s, but it is in %s", diag.Quote(want.Space), diag.Quote(name.Space))
		d.Fixes = e.edit.namespace(f.child, want.Space)
		return d
	case f.cost-e.cost(f.child, f.elem) < priceOther:
		d.Message += "; did you mean " + diag.Quote(want.Local) + "?"
	default:
		d.Message += e.expectedAt(f, name.Space)
	}
	if want.Space == name.Space {
		d.Fixes = e.edit.rename(f.child, want.Local, e.isCertainName(f, want.Local))
	}
	return d
}

// isCertainName reports whether a child was certainly meant to have a name:
// it is a slip of the keyboard, or so short that one may well go wrong, but
// what the child holds is what the other is to hold.
func (e *explainer) isCertainName(f *finding, want string) bool {
	word, names := f.child.full.Local, e.namesAt(f)
	if len(want) < 3 && f.child.size(2) == 2 && e.cost(f.child, f.elem) == 0 {
		return diag.Distance(word, want) == 1 && isNearest(word, want, names)
	}
	return isSlip(word, want, names)
}

// nameFor is the name, of those of the definition, that a child should have.
func (e *explainer) nameFor(f *finding) xmlscan.Name {
	best, least := xmlscan.Name{}, 0
	for _, id := range f.elem.name.ids {
		want := e.ctx.NameOf(id)
		d := diag.Distance(want.Local, f.child.full.Local)
		if best.Local == "" || d < least || d == least && want.Space == f.child.full.Space {
			best, least = want, d
		}
	}
	return best
}

// namesAt is the local names of the elements that may stand where a finding is.
func (e *explainer) namesAt(f *finding) []string {
	var names []string
	for _, elem := range e.firstElements(f.at) {
		for _, id := range elem.name.ids {
			names = append(names, e.ctx.NameOf(id).Local)
		}
	}
	return names
}

// isSlip reports whether a word can only be a slip of the keyboard for
// another: one character differs, or two in a longer one, and no other
// candidate is as near. Of a very short one none may be lost.
func isSlip(word, want string, candidates []string) bool {
	d := diag.Distance(word, want)
	switch {
	case d > 2, d == 2 && len(want) < 6, len(want) < 3 && len(word) <= len(want):
		return false
	}
	return isNearest(word, want, candidates)
}

// isNearest reports whether no other candidate is as near to a word.
func isNearest(word, want string, candidates []string) bool {
	d := diag.Distance(word, want)
	return !slices.ContainsFunc(candidates, func(c string) bool { return c != want && diag.Distance(word, c) <= d })
}

// mostMissing is how many missing children a message names.
const mostMissing = 8

// together joins what is missing all at once, of which some is not named.
func together(names []string, more int) string {
	list := strings.Join(names, " and ")
	if more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}

// incomplete tells of children that are missing.
func (e *explainer) incomplete(f *finding) *diag.Diagnostic {
	space := f.node.full.Space
	if f.def.name != nil && f.def.name.isSingle() { // the name may be in the wrong one
		space = e.ctx.NameOf(f.def.name.ids[0]).Space
	}
	all := append([]*finding{f}, f.with...)
	var names []string
	for _, missing := range all[:min(len(all), mostMissing)] {
		names = append(names, e.alternatives(missing, space))
	}
	several := len(names) > 1
	list := together(slices.Compact(names), len(all)-len(names))
	var d *diag.Diagnostic
	if f.item < len(f.node.items) && f.node.items[f.item].child != nil && !e.isDropped(f.node.items[f.item].child) {
		next := f.node.items[f.item].child
		d = diag.Errorf(diag.ElementMissing, next.nameRange, "element %s must come before %s in %s", list, diag.Quote(next.full.Local), diag.Quote(f.node.full.Local))
		d.Element = next.path()
	} else {
		word := "element "
		if several {
			word = "elements "
		}
		d = diag.Errorf(diag.ElementMissing, f.node.nameRange, "element %s is incomplete; missing %s%s", diag.Quote(f.node.full.Local), word, list)
	}
	d.Fixes = e.insertFixes(f)
	return d
}

// alternatives lists the elements of which one is missing.
func (e *explainer) alternatives(f *finding, space string) string {
	var names []string
	required := e.auto.required(f.at)
	for _, elem := range e.usefulIn(f.at) {
		if elem == f.elem || !required[f.elem] && !required[elem] {
			for _, n := range namesOf(elem.name) {
				names = append(names, show(n, space))
			}
		}
	}
	slices.Sort(names)
	return diag.OneOf(slices.Compact(names))
}

// stray tells of text that may not stand where it does.
func (e *explainer) stray(f *finding) *diag.Diagnostic {
	t := f.node.items[f.item].text
	d := diag.Errorf(diag.TextNotAllowed, t.ink, "text not allowed in %s", diag.Quote(f.node.full.Local))
	switch names := e.particleNames(f.at, f.node.full.Space); {
	case f.change == wrapText:
		d.Message += "; expected element " + diag.OneOf(e.plainNames(f.elem))
		d.Fixes = e.edit.wrapText(t, e.plainNames(f.elem))
	case len(names) > 0:
		d.Message += "; expected element " + diag.OneOf(names)
	case f.node.kids > 0:
		d.Message += "; only elements may stand there"
	default:
		d.Message += "; expected nothing"
	}
	if f.change == dropText {
		d.Fixes = e.removeText(f)
	}
	return d
}

// plainNames is the local names of a definition.
func (e *explainer) plainNames(def *element) []string {
	var names []string
	for _, id := range def.name.ids {
		names = append(names, e.ctx.NameOf(id).Local)
	}
	return names
}

// particleNames is the names of what may come next: what must come, or else
// all.
func (e *explainer) particleNames(p *pattern, space string) []string {
	required := e.auto.required(p)
	var particles []Particle
	for _, elem := range e.firstElements(p) {
		for _, name := range namesOf(elem.name) {
			particles = append(particles, Particle{name, elem.src, required[elem]})
		}
	}
	x := Expectation{Elements: particles}
	x.sort()
	return elementNames(x.Elements, space)
}

// expectedAt is "; expected …" for what may stand where a finding is.
func (e *explainer) expectedAt(f *finding, space string) string {
	names := e.particleNames(f.at, space)
	switch {
	case len(names) == 0 && f.at.has&(hasString|hasText) != 0:
		return "; expected text only"
	case len(names) == 0 && f.node.parent == nil:
		return ""
	case len(names) == 0:
		return "; expected nothing more in " + diag.Quote(f.node.full.Local)
	}
	return "; expected " + diag.OneOf(names)
}

// wrongText tells of the text of an element that is not of its type.
func (e *explainer) wrongText(f *finding) *diag.Diagnostic {
	t := f.node.text()
	values := valuesIn(f.at)
	wanted := describe(values, string(t.value), e.contextOf(f.node))
	name := diag.Quote(f.node.full.Local)
	if !t.inked {
		d := diag.Errorf(diag.ElementValue, f.node.nameRange, "element %s is empty; expected %s", name, wanted)
		d.Fixes = e.fillText(f.node, f.at)
		return d
	}
	text := strings.TrimSpace(string(t.value))
	d := diag.Errorf(diag.ElementValue, t.ink, "%s is not a value of element %s; expected %s", diag.Quote(text), name, wanted)
	if best := diag.Nearest(text, literals(values)); best != "" && !t.broken {
		d.Fixes = e.edit.replace(t.ink, text, best, isSlip(text, best, literals(values)))
	}
	return d
}

// textOnly tells of elements where text is to stand.
func (e *explainer) textOnly(f *finding) *diag.Diagnostic {
	return diag.Errorf(diag.ElementNotAllowed, f.child.nameRange, "element %s not allowed here; expected text only", diag.Quote(f.child.full.Local))
}
