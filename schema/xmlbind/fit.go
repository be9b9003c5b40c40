package xmlbind

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// fit judges whether an element can be a struct. It looks at the attributes
// of the element and the names of its children, not inside them. With a scope
// it looks at nothing beyond the names in it, for a group shares the element.
func fit(n *node, p *plan, scope map[key]bool) verdict {
	v := unknown(n, p, scope)
	v.merge(required(n, p))
	return v
}

// unknown finds what the struct has no field for.
func unknown(n *node, p *plan, scope map[key]bool) (v verdict) {
	ours := func(k key) bool { return scope == nil || scope[k] }
	for _, a := range n.attrs {
		k := key{true, a.name.Local}
		if p.open() && !p.elements || a.name.Space == "" && (p.declared[k] || !ours(k)) || a.name.Space != "" && scope != nil {
			continue
		}
		v.add(a.rng, func() string { return attribute(a.qname) + " not allowed here" + oneOf(p, true) })
	}
	for _, i := range n.content {
		switch {
		case i.child != nil:
			k := key{false, i.child.name.Local}
			if p.open() || i.child.name.Space == "" && (p.declared[k] || !ours(k)) || i.child.name.Space != "" && scope != nil {
				continue
			}
			v.add(i.child.rng, func() string { return element(i.child.qname) + " not allowed here" + oneOf(p, false) })
		case scope == nil && p.text == nil && (!p.open() || p.elements) && !isBlank(i.text):
			v.add(i.rng, func() string { return "text " + diag.Quote(i.text) + " not allowed here" })
		}
	}
	return v
}

// oneOf lists the names that a struct declares.
func oneOf(p *plan, attrs bool) string {
	var names []string
	for k := range p.declared {
		if k.attr == attrs {
			names = append(names, k.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return "; expected " + diag.OneOf(names)
}

// required finds what the struct must have and the element lacks or has too
// often, and fixed values that are others.
func required(n *node, p *plan) (v verdict) {
	for _, f := range p.fields {
		switch f.kind {
		case attrField:
			v.merge(requiredAttr(n, f))
		case elementField:
			v.merge(requiredElement(n, f))
		case textField:
			if len(f.fixed) > 0 && !f.allows(n.text()) {
				v.add(n.tagName, func() string { return "text must be " + diag.OneOf(f.fixed) + ", not " + diag.Quote(n.text()) })
			}
		case structGroup:
			v.merge(required(n, f.group))
		case choiceGroup:
			if f.min > 0 || f.present(n) {
				v.merge(closest(n, f.variants, f.scope))
			}
		}
	}
	return v
}

func requiredAttr(n *node, f *field) (v verdict) {
	a := n.attr(f.name)
	switch {
	case a == nil && f.min > 0:
		v.add(n.tagName, say(attribute(f.name)+" is missing"))
	case a == nil || len(f.fixed) == 0:
	case f.allows(a.value):
		v.fixed++
	default:
		v.add(a.rng, func() string {
			return attribute(f.name) + " must be " + diag.OneOf(f.fixed) + ", not " + diag.Quote(a.value)
		})
	}
	return v
}

func requiredElement(n *node, f *field) (v verdict) {
	count := 0
	for _, i := range n.content {
		if i.child == nil || i.child.name.Local != f.name || i.child.name.Space != "" {
			continue
		}
		if count++; count == f.max+1 && f.max > 0 {
			v.add(i.child.rng, say(element(f.name)+" stands here too often"))
		}
		if len(f.fixed) > 0 && !f.allows(i.child.text()) {
			v.add(i.child.rng, func() string {
				return element(f.name) + " must be " + diag.OneOf(f.fixed) + ", not " + diag.Quote(i.child.text())
			})
		}
	}
	if count < f.min {
		v.add(n.tagName, say(element(f.name)+" is missing"))
	}
	return v
}

// closest is the verdict on the variant that fits best, the first of several.
// One that fits is better than any that does not.
func closest(n *node, variants []*plan, scope map[key]bool) (best verdict) {
	for i, p := range variants {
		v := fit(n, p, scope)
		if v.problems == 0 {
			return v
		}
		if i == 0 || v.closer(&best) {
			best = v
		}
	}
	return best
}

// present reports whether an element has anything that a choice group stands
// for.
func (f *field) present(n *node) bool {
	return slices.ContainsFunc(n.attrs, func(a attr) bool { return a.name.Space == "" && f.scope[key{true, a.name.Local}] }) ||
		slices.ContainsFunc(n.content, func(i item) bool {
			return i.child != nil && i.child.name.Space == "" && f.scope[key{false, i.child.name.Local}]
		})
}

// attr is the attribute of that name in no namespace, or nil.
func (n *node) attr(name string) *attr {
	for i := range n.attrs {
		if n.attrs[i].name.Local == name && n.attrs[i].name.Space == "" {
			return &n.attrs[i]
		}
	}
	return nil
}

// allows reports whether a value is one of the fixed ones; white space counts
// as in the datatype token.
func (f *field) allows(value string) bool {
	return slices.Contains(f.fixed, strings.Join(strings.FieldsFunc(value, isSpace), " "))
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

func isBlank(s string) bool { return strings.TrimFunc(s, isSpace) == "" }
