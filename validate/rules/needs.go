package rules

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// pending is a child that a redefinition needs and that has not come yet.
type pending struct {
	name    xmlscan.Name
	defines []*syntax.Define // what it may be
	fits    bool             // it could have stood before one of the children
}

// expectNeeds looks at what a redefinition needs in the element of a start tag:
// reports attributes that are not there, and waits for children.
func (t *Tracker) expectNeeds(tag *relaxng.StartTag) {
	if len(t.rules.facts.needs) == 0 {
		return
	}
	elements := t.schema.ElementPatterns()
	if len(elements) == 0 || len(t.rules.facts.needs[elements[0]]) == 0 {
		return
	}
	f := t.top()
	var lacking []string
	for _, name := range t.neededIn(elements) {
		n := t.needsNamed(elements, name)
		switch {
		case n[0].child != nil:
			f.pending = append(f.pending, pending{name: name, defines: childrenOf(n)})
		case !t.has(tag, name) && slices.ContainsFunc(n, func(n need) bool { return t.schema.FitsAttribute(n.attribute, tag) }):
			lacking = append(lacking, name.Local)
		}
	}
	if len(lacking) > 0 {
		t.own = append(t.own, t.lacks("attribute", lacking))
	}
}

// neededIn is the names that are needed in an element whichever of the patterns
// it is, each once.
func (t *Tracker) neededIn(elements []*syntax.Pattern) []xmlscan.Name {
	var names []xmlscan.Name
	for _, n := range t.rules.facts.needs[elements[0]] {
		nc := n.name()
		if nc.Op != syntax.NameOnly {
			continue
		}
		name := xmlscan.Name{Space: nc.Space, Local: nc.Local}
		inAll := !slices.ContainsFunc(elements, func(e *syntax.Pattern) bool {
			return !slices.ContainsFunc(t.rules.facts.needs[e], n.like)
		})
		if inAll && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// like reports whether two needs are of one kind and name.
func (n need) like(o need) bool {
	a, b := n.name(), o.name()
	return (n.child == nil) == (o.child == nil) && a.Op == syntax.NameOnly && b.Op == syntax.NameOnly && a.Space == b.Space && a.Local == b.Local
}

// needsNamed is the needs of that name in some elements.
func (t *Tracker) needsNamed(elements []*syntax.Pattern, name xmlscan.Name) []need {
	var found []need
	for _, e := range elements {
		for _, n := range t.rules.facts.needs[e] {
			if nc := n.name(); nc.Op == syntax.NameOnly && nc.Space == name.Space && nc.Local == name.Local {
				found = append(found, n)
			}
		}
	}
	return found
}

func childrenOf(needs []need) []*syntax.Define {
	var defines []*syntax.Define
	for _, n := range needs {
		if n.child != nil {
			defines = append(defines, n.child)
		}
	}
	return defines
}

func (t *Tracker) has(tag *relaxng.StartTag, name xmlscan.Name) bool {
	return slices.ContainsFunc(tag.Attrs, func(at xmlscan.Attr) bool { return t.ctx.NameOf(at.Name) == name })
}

// standing looks, before a start tag, which of the needed children it is, and
// which could stand before it.
func (t *Tracker) standing(tag *relaxng.StartTag) {
	f := t.top()
	if len(f.pending) == 0 {
		return
	}
	name := t.ctx.NameOf(tag.Name)
	f.pending = slices.DeleteFunc(f.pending, func(p pending) bool { return p.name == name })
	for i := range f.pending {
		p := &f.pending[i]
		p.fits = p.fits || t.fits(p, tag.Name)
	}
}

func (t *Tracker) fits(p *pending, before xmlscan.ID) bool {
	return slices.ContainsFunc(p.defines, func(d *syntax.Define) bool { return t.schema.Fits(d, before) })
}

// missing is the diagnostic for children that are needed and have not come,
// before the end tag, or nil.
func (t *Tracker) missing() *diag.Diagnostic {
	f := t.top()
	if f.faulty {
		return nil
	}
	var names []string
	for i := range f.pending {
		if p := &f.pending[i]; p.fits || t.fits(p, 0) {
			names = append(names, p.name.Local)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return t.lacks("element", names)
}

// lacks is the diagnostic for parts that the innermost open element lacks.
func (t *Tracker) lacks(what string, names []string) *diag.Diagnostic {
	f := t.top()
	it := "it"
	if len(names) > 1 {
		what, it = what+"s", "them"
	}
	for i, name := range names {
		names[i] = diag.Quote(name)
	}
	list := names[len(names)-1]
	if len(names) > 1 {
		list = strings.Join(names[:len(names)-1], ", ") + " and " + list
	}
	d := diag.Errorf(diag.NeededAtRedefinition, f.nameRange, "element %s lacks %s %s; a redefinition needs %s",
		diag.Quote(t.local(f.name)), what, list, it)
	d.Severity = diag.Warning
	d.Element = t.schema.Path()
	return d
}
