package syntax

import (
	"iter"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// grammar reads the content of grammar, div and include. An include, and a div
// within one, holds no include.
func (r *xmlReader) grammar(n *xmlNode, in setting, a **Annotations, includes bool) *Grammar {
	g := &Grammar{File: r.file, Range: n.rng}
	leading := true
	for c := range r.childrenOf(n) {
		switch {
		case c.comment:
			g.Content = append(g.Content, r.comment(c))
		case c.node == nil:
			r.strayText(n, c)
		case c.node.space == NS:
			leading = false
			if component := r.component(c.node, n.local, in, includes); component != nil {
				g.Content = append(g.Content, component)
			}
		case leading:
			note(a).Elements = append(note(a).Elements, r.foreign(c.node))
		default:
			e := r.foreign(c.node)
			g.Content = append(g.Content, &Component{Kind: Foreign, Element: e, File: r.file, Range: e.Range, NameRange: c.node.name})
		}
	}
	return g
}

// childrenOf walks what a grammar holds. The children of the root element are
// read on the way.
func (r *xmlReader) childrenOf(n *xmlNode) iter.Seq[xmlChild] {
	if n != r.streamed {
		return slices.Values(n.children)
	}
	return func(yield func(xmlChild) bool) {
		for c, ok := r.stream.nextChild(); ok && yield(c); c, ok = r.stream.nextChild() {
		}
	}
}

func (r *xmlReader) comment(c xmlChild) *Component {
	return &Component{Kind: Comment, Text: commentText(c.text), File: r.file, Range: c.rng, NameRange: c.rng}
}

func (r *xmlReader) comments(list []xmlChild) []*Component {
	var components []*Component
	for _, c := range list {
		components = append(components, r.comment(c))
	}
	return components
}

// component reads start, define, div or include. It is nil for anything else,
// which is reported.
func (r *xmlReader) component(n *xmlNode, parent string, outer setting, includes bool) *Component {
	c := r.components.new()
	c.File, c.Range, c.NameRange = r.file, n.rng, n.name
	switch {
	case n.local == "start":
		r.definition(c, Start, n, outer)
	case n.local == "define":
		r.definition(c, Def, n, outer)
	case n.local == "div":
		c.Kind = Div
		c.Grammar = r.grammar(n, r.attributes(n, outer, &c.Annotations), &c.Annotations, includes)
	case n.local == "include" && includes:
		r.include(c, n, outer)
	case includes:
		r.misplaced(n, parent, "start", "define", "div", "include")
		return nil
	default:
		r.misplaced(n, parent, "start", "define", "div")
		return nil
	}
	return c
}

// definition reads start and define.
func (r *xmlReader) definition(c *Component, kind ComponentKind, n *xmlNode, outer setting) {
	c.Kind = kind
	in := r.attributes(n, outer, &c.Annotations)
	if kind == Def {
		c.Name, c.ValueRange = r.ncName(n, "name")
	}
	c.Combine = r.combine(n)
	subs := r.somePatterns(n, in, &c.Annotations)
	if kind == Start && len(subs) > 1 {
		r.rep.errorf(r.file, diag.SchemaElement, subs[1].NameRange, "start holds one pattern; expected \"group\" or \"choice\" around several (RELAX NG §3)")
	}
	if subs = ungroup(subs); len(subs) == 1 {
		c.Pattern = subs[0]
		return
	}
	c.Pattern = r.newPattern(OpGroup, n)
	c.Pattern.Range = subs[0].Range.Cover(subs[len(subs)-1].Range)
	c.Pattern.Sub = subs
}

// combine reads the attribute that says how definitions combine (§4.17).
func (r *xmlReader) combine(n *xmlNode) Combine {
	at := n.attr("combine")
	if at == nil {
		return CombineNone
	}
	switch value := trim(at.value); value {
	case "choice":
		return CombineChoice
	case "interleave":
		return CombineInterleave
	default:
		r.rep.errorf(r.file, diag.SchemaAttributeValue, at.quote, "combine must not be %s; expected \"choice\" or \"interleave\" (RELAX NG §3)", diag.Quote(value))
		return CombineNone
	}
}

func (r *xmlReader) include(c *Component, n *xmlNode, outer setting) {
	c.Kind = Include
	in := r.attributes(n, outer, &c.Annotations)
	if at := n.attr("href"); at != nil {
		c.Href, c.ValueRange = at.value, at.quote
	}
	c.Base, c.NS, c.Inherit = in.base, in.ns, in.inherit
	c.Grammar = r.grammar(n, in, &c.Annotations, false)
}
