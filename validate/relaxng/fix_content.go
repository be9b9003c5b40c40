package relaxng

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// insertFixes adds what is missing, as a skeleton.
func (e *explainer) insertFixes(f *finding) []diag.Fix {
	var edits []diag.Edit
	var names []string
	certain := len(strings.Split(e.alternatives(f, f.node.full.Space), " or ")) == 1
	missing := append([]*finding{f}, f.with...)
	text := func(indent string) string {
		var parts []string
		for _, m := range missing {
			parts = append(parts, e.skeleton(m.elem, f.node, indent, 0).text)
		}
		return strings.Join(parts, e.edit.newline()+indent)
	}
	for _, m := range missing {
		if !m.elem.name.isSingle() || e.ctx.NameOf(m.elem.name.ids[0]).Space != f.node.full.Space {
			return nil
		}
		names = append(names, e.ctx.NameOf(m.elem.name.ids[0]).Local)
		sk := e.skeleton(m.elem, f.node, "", 0)
		if sk.open {
			return nil
		}
		certain = certain && sk.certain
	}
	if edits = e.edit.insert(f.node, f.item, text); edits == nil {
		return nil
	}
	var quoted []string
	for _, name := range names[:min(len(names), mostMissing)] {
		quoted = append(quoted, diag.Quote(name))
	}
	return fix(certain, "add "+together(quoted, len(names)-len(quoted)), edits...)
}

// A skeleton is an element with nothing in it but what it must have.
type skeleton struct {
	text    string
	certain bool // it can have nothing else
	open    bool // it must have more: elements without end, or of any name
}

// Bounds of a skeleton: how deeply it is nested, and how many children it has.
const (
	deepestSkeleton = 6
	mostLines       = 12
)

func (e *explainer) skeleton(def *element, near *node, indent string, depth int) skeleton {
	name := e.edit.prefixed(near, e.ctx.NameOf(def.name.ids[0]).Local)
	sk := skeleton{certain: true}
	p := e.content(def)
	tag := "<" + name
	for p.has&hasAttribute != 0 && e.closeTag(p).op == opNotAllowed {
		attr := e.firstNeeded(p)
		if attr == nil {
			return skeleton{text: tag + "/>", open: true}
		}
		value, only := e.sample(e.auto.valueOf(attr))
		tag += " " + e.edit.attributeText(near, e.ctx.NameOf(attr.name.ids[0]).Local, value)
		sk.certain = sk.certain && only
		p = e.attDeriv(p, attr)
	}
	sk.certain = sk.certain && p.has&hasAttribute == 0
	content := e.skeletonContent(e.closeTag(p), near, indent, depth, &sk)
	if content == "" {
		sk.text = tag + "/>"
	} else {
		sk.text = tag + ">" + content + "</" + name + ">"
	}
	return sk
}

// firstNeeded is an attribute that p cannot do without.
func (e *explainer) firstNeeded(p *pattern) *attribute {
	for _, either := range neededAttributes(p) {
		for _, attr := range either {
			if attr.name.isSingle() && e.ctx.NameOf(attr.name.ids[0]).Space == "" {
				return attr
			}
		}
	}
	return nil
}

// skeletonContent is what must be between the tags of a skeleton.
func (e *explainer) skeletonContent(p *pattern, near *node, indent string, depth int, sk *skeleton) string {
	sk.certain = sk.certain && p.op == opEmpty
	if p.nullable {
		return ""
	}
	if depth == deepestSkeleton {
		sk.open = true
		return ""
	}
	if p.has&hasString != 0 {
		text, only := e.sample(p)
		sk.certain = only
		return escapeText(text)
	}
	inner := indent + e.edit.unit(near)
	var lines []string
	for !p.nullable && p.op != opNotAllowed && len(lines) < mostLines {
		next := e.firstRequired(p)
		if next == nil || !next.name.isSingle() || e.ctx.NameOf(next.name.ids[0]).Space != near.full.Space {
			break
		}
		child := e.skeleton(next, near, inner, depth+1)
		sk.open = sk.open || child.open
		lines = append(lines, child.text)
		p = e.derive(p, letter{elem: next})
	}
	sk.open = sk.open || !p.nullable
	if indent == "" {
		return strings.Join(lines, "")
	}
	nl := e.edit.newline()
	return nl + inner + strings.Join(lines, nl+inner) + nl + indent
}

// firstRequired is an element that p cannot do without, or one of a choice of
// which one must be there.
func (e *explainer) firstRequired(p *pattern) *element {
	useful := e.usefulIn(p)
	required := e.auto.required(p)
	for _, elem := range useful {
		if required[elem] {
			return elem
		}
	}
	if len(useful) > 0 {
		return useful[0]
	}
	return nil
}

// samples are texts of which one may fit a datatype.
var samples = []string{
	"", "name", "vda", "/path/to/file", "0", "1", "00000000-0000-0000-0000-000000000000", "true", "00:00:00:00:00:00",
	"127.0.0.1", "2000-01-01", "2000-01-01T00:00:00", "00:00:00", "http://www.example.org/", "0x0", "1.0", "P1D", "x",
}

// sample is a text that a content without elements takes, "" if none is found.
// only reports whether it can be nothing else.
func (e *explainer) sample(p *pattern) (text string, only bool) {
	if p.op == opEmpty {
		return "", true
	}
	listed := literals(valuesIn(p))
	for _, s := range append(slices.Clone(listed), samples...) {
		if e.auto.valueMatch(p, s, e.ctx) {
			return s, p.op == opValue
		}
	}
	return "", false
}

// removeText takes stray text out.
func (e *explainer) removeText(f *finding) []diag.Fix {
	var edits []diag.Edit
	certain := len(f.missing) == 0
	for _, m := range append([]*finding{f}, f.with...) {
		t := m.node.items[m.item].text
		if t.broken || t.ink.End > int64(len(e.edit.text)) {
			return nil
		}
		certain = certain && t.ink.Len() <= longestStray && !strings.Contains(e.edit.slice(t.ink), "\n")
		edits = append(edits, e.edit.cut(t.ink, m.node))
	}
	return fix(certain, "remove the text", edits...)
}

// longestStray is the length in bytes of a text that is removed without
// asking: what is longer somebody may want to keep in another place.
const longestStray = 60

// dropUnknown takes out an element that may not stand where it does. One that
// says nothing but its name is removed without asking; one with content that
// the schema knows nothing of either becomes a comment, so that nothing is lost.
func (e *explainer) dropUnknown(f *finding) []diag.Fix {
	n := f.child
	strange := f.node.parent != nil && !e.knowsAny(n)
	if bare := len(n.attrs) == 0 && len(n.items) == 0; bare {
		return e.edit.remove(n, strange)
	}
	return append(e.edit.comment(n, strange), e.edit.remove(n, false)...)
}

// knowsAny reports whether the schema knows the name of an element or of
// anything within it.
func (e *explainer) knowsAny(n *node) bool {
	return len(e.named(n)) > 0 || slices.ContainsFunc(n.items, func(it item) bool { return it.child != nil && e.knowsAny(it.child) })
}

// fillText puts the only text that an element can have into it.
func (e *explainer) fillText(n *node, p *pattern) []diag.Fix {
	text, only := e.sample(p)
	if !only || !e.edit.owns(n) || n.text().broken {
		return nil
	}
	r, closing := source.Range{Start: n.tag.End, End: n.end.Start}, ""
	opening := ""
	if n.isSelfClosing() {
		r = source.Range{Start: e.edit.tagContentEnd(n), End: n.tag.End}
		opening, closing = ">", "</"+e.edit.slice(n.nameRange)+">"
	}
	return fix(true, "fill in "+diag.Quote(text), diag.Edit{Range: r, Text: opening + escapeText(text) + closing})
}

// addFixes adds an attribute that is missing: any of those that would do, of
// several of one name that which goes best with the rest.
func (e *explainer) addFixes(f *finding, either []*attribute) []diag.Fix {
	var fixes []diag.Fix
	var named []string
	for _, attr := range append([]*attribute{f.as}, either...) {
		if !attr.name.isSingle() || e.ctx.NameOf(attr.name.ids[0]).Space != "" || len(fixes) == mostOffers {
			continue
		}
		name := e.ctx.NameOf(attr.name.ids[0]).Local
		if slices.Contains(named, name) {
			continue
		}
		named = append(named, name)
		value, only := e.sample(e.auto.valueOf(attr))
		fixes = append(fixes, e.edit.addAttribute(f.node, name, value, only && len(either) == 1 && e.isOneOfFew(f, attr.name.ids[0]) && e.isForced(f))...)
	}
	return fixes
}

// isOneOfFew reports whether an attribute has so few values in the element that
// the one which goes with the rest is probably meant.
func (e *explainer) isOneOfFew(f *finding, name xmlscan.ID) bool {
	values := literals(e.valuesOf(matching(e.auto.attributesOf(e.content(f.def)), e.ctx.NameOf(name))))
	slices.Sort(values)
	return len(slices.Compact(values)) <= mostOffers
}

// isForced reports whether there is no other way to mend an element that does
// not cost a whole mistake more.
func (e *explainer) isForced(f *finding) bool {
	other := e.without(f, f.step.same)
	return e.steps > 0 && len(e.peers(f, priceMissing-1)) == 0 && (other == nil || other.cost >= e.fit(f.node, f.def).cost+priceMissing)
}

// valueFixes gives an attribute the value that was probably meant: the nearest
// one, or the only one that goes with the rest.
func (e *explainer) valueFixes(f *finding, value string, wanted []string) []diag.Fix {
	if best := diag.Nearest(value, wanted); best != "" {
		return e.edit.value(f.attr, best, isSlip(value, best, wanted))
	}
	only := e.onlyValue(f.as)
	if only == "" || !e.isOneOfFew(f, f.attr.Name) || !e.isForced(f) {
		return nil
	}
	slices.Sort(wanted)
	return e.edit.value(f.attr, only, len(slices.Compact(wanted)) == 1)
}
