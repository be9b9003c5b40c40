package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// pattern reads an element that must be a pattern. What is wrong with it is
// reported; the result is a pattern all the same.
func (r *xmlReader) pattern(n *xmlNode, outer setting) *Pattern {
	p := r.newPattern(n.form.op, n)
	if p.Op == 0 || r.patterns > r.limits.Patterns {
		p.Op = OpNotAllowed
		return p
	}
	in := r.attributes(n, outer, &p.Annotations)
	switch p.Op {
	case OpElement, OpAttribute:
		r.named(p, n, in)
	case OpChoice, OpInterleave, OpGroup:
		p.Sub = r.somePatterns(n, in, &p.Annotations)
		return unwrap(p)
	case OpOneOrMore, OpZeroOrMore, OpOptional, OpMixed, OpList:
		p.Sub = ungroup(r.somePatterns(n, in, &p.Annotations))
	case OpRef, OpParentRef:
		p.Ref, p.ValueRange = r.ncName(n, "name")
		r.childless(n, &p.Annotations)
	case OpExternalRef:
		r.externalRef(p, n, in)
	case OpData:
		r.data(p, n, in)
	case OpValue:
		r.value(p, n, in)
	case OpGrammar:
		p.Grammar = r.grammar(n, in, &p.Annotations, true)
	default:
		r.childless(n, &p.Annotations)
	}
	return p
}

// somePatterns reads the content of an element that holds one pattern or more.
func (r *xmlReader) somePatterns(n *xmlNode, in setting, a **Annotations) []*Pattern {
	subs := r.noSubs(n)
	faults := len(r.rep.all)
	r.children(n, a, func(c *xmlNode) **Annotations {
		if !c.form.isPattern() {
			r.misplaced(c, n.local, patternNames()...)
			return appendPattern(r.newPattern(OpNotAllowed, c), &subs)
		}
		return appendPattern(r.pattern(c, in), &subs)
	})
	if len(subs) == 0 {
		r.missing(n, "at least one pattern", faults)
		subs = append(subs, r.newPattern(OpNotAllowed, n))
	}
	return subs
}

// noSubs is an empty list with room for all the patterns in an element.
func (r *xmlReader) noSubs(n *xmlNode) []*Pattern { return r.subs.list(len(n.children))[:0] }

// appendPattern appends a pattern and gives the place of its annotations.
func appendPattern(p *Pattern, subs *[]*Pattern) **Annotations {
	*subs = append(*subs, p)
	return &p.Annotations
}

// named reads element and attribute.
func (r *xmlReader) named(p *Pattern, n *xmlNode, in setting) {
	faults := len(r.rep.all)
	if at := n.attr("name"); at != nil {
		p.Name = r.shorthand(n, at, in)
	}
	p.Sub = r.noSubs(n)
	r.children(n, &p.Annotations, func(c *xmlNode) **Annotations {
		switch {
		case p.Name == nil:
			p.Name = r.nameClass(c, n.local, in)
			return &p.Name.Annotations
		case !c.form.isPattern():
			r.misplaced(c, n.local, patternNames()...)
			return appendPattern(r.newPattern(OpNotAllowed, c), &p.Sub)
		case p.Op == OpAttribute && len(p.Sub) == 1:
			r.rep.errorf(r.file, diag.SchemaElement, c.name, "an attribute holds one pattern; expected \"group\" around several (RELAX NG §3)")
		}
		return appendPattern(r.pattern(c, in), &p.Sub)
	})
	if p.Name == nil {
		r.rep.errorf(r.file, diag.SchemaContent, n.name, "%s must have an attribute \"name\" or begin with a name class (RELAX NG §3)", diag.Quote(n.local))
		p.Name = &NameClass{Op: NameAny, Range: n.name}
		return
	}
	if p.Op == OpElement && len(p.Sub) == 0 {
		r.missing(n, "at least one pattern", faults)
	}
	if p.Op == OpElement {
		p.Sub = ungroup(p.Sub)
	}
}

// childless reads the content of an element that holds no pattern.
func (r *xmlReader) childless(n *xmlNode, a **Annotations) {
	r.children(n, a, func(c *xmlNode) **Annotations {
		r.misplaced(c, n.local)
		return new(*Annotations)
	})
}

func (r *xmlReader) externalRef(p *Pattern, n *xmlNode, in setting) {
	p.External, p.Inherit = &External{Base: in.base, NS: in.ns}, in.inherit
	if at := n.attr("href"); at != nil {
		p.Href, p.ValueRange = at.value, at.quote
	}
	r.childless(n, &p.Annotations)
}

func (r *xmlReader) data(p *Pattern, n *xmlNode, in setting) {
	p.Data = r.datas.new()
	p.Library = in.datatypes
	p.Type, p.ValueRange = r.ncName(n, "type")
	var except **Annotations
	r.children(n, &p.Annotations, func(c *xmlNode) **Annotations {
		switch {
		case c.local == "param" && except == nil:
			p.Params = append(p.Params, r.param(c, in))
			return &p.Params[len(p.Params)-1].Annotations
		case c.local == "except" && except == nil:
			p.Except = r.except(c, in)
			except = &p.Except.Annotations
			return except
		case except != nil:
			r.misplaced(c, n.local, "except")
		default:
			r.misplaced(c, n.local, "param", "except")
		}
		return new(*Annotations)
	})
}

func (r *xmlReader) param(n *xmlNode, outer setting) *Param {
	p := &Param{Range: n.rng}
	r.attributes(n, outer, &p.Annotations)
	name, _ := r.ncName(n, "name")
	value, at := r.textOnly(n, &p.Annotations)
	p.Param, p.ValueRange = datatype.Param{Name: name, Value: value}, at
	return p
}

// except reads what is taken out of data: a choice if there are several. The
// annotations of the except itself go to it.
func (r *xmlReader) except(n *xmlNode, outer setting) *Pattern {
	choice := r.newPattern(OpChoice, n)
	in := r.attributes(n, outer, &choice.Annotations)
	choice.Sub = r.somePatterns(n, in, &choice.Annotations)
	return unwrap(choice)
}

func (r *xmlReader) value(p *Pattern, n *xmlNode, in setting) {
	p.Data = r.datas.new()
	p.Type = "token"
	if n.attr("type") != nil {
		p.Type, _ = r.ncName(n, "type")
		p.Library = in.datatypes
	}
	p.Value, p.ValueRange = r.textOnly(n, &p.Annotations)
	p.Data.NS, p.Inherit, p.Context = in.ns, in.inherit, n.scope
}

// ungroup is the content of an element in which a group is understood: a lone
// group without annotations gives way to what it holds.
func ungroup(subs []*Pattern) []*Pattern {
	if len(subs) == 1 && subs[0].Op == OpGroup && subs[0].Annotations == nil {
		return subs[0].Sub
	}
	return subs
}

// unwrap replaces a choice, group or interleave of one pattern by that pattern
// (§4.12). It keeps the annotations of both.
func unwrap(p *Pattern) *Pattern {
	if len(p.Sub) != 1 {
		return p
	}
	inner := p.Sub[0]
	inner.Annotations = wrapAnnotations(p.Annotations, inner.Annotations, inner.Op == OpValue)
	return inner
}
