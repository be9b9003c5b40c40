package syntax

import (
	"maps"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A scope is a grammar and what it defines, includes and divs resolved.
type scope struct {
	parent *scope // the grammar around it, or nil
	defs   map[defName]*definition
	order  []*definition
	like   *scope // the last one before that includes a file that this one includes
}

// defName is what definitions share: the name of a define, or startName.
type defName string

// startName stands for being a start. No define has it as its name.
const startName defName = ""

// defName is what the component, a start or define, is found by.
func (c *Component) defName() defName {
	if c.Kind == Start {
		return startName
	}
	return defName(c.Name)
}

// A definition is everything that a grammar says about one name.
type definition struct {
	name  defName
	scope *scope
	parts []part
	state state
	done  *Pattern // the simple form

	own   bool    // it is known not to mean what its namesake in scope.like does
	users *edge   // the definitions that were seen to refer to it
	room  [1]part // for parts, as most have one
}

// A part is one start or define and the namespace that its file inherits.
type part struct {
	*Component
	ns string
}

// state says how far a definition has come.
type state uint8

const (
	untouched state = iota
	busy            // it is being simplified: to come back to it is a cycle
	finished
)

// overrides are the definitions in an include, which replace those of the
// included grammar (§4.7). Outer ones come from includes around it.
type overrides struct {
	names map[defName]bool // true: the included grammar has it
	outer *overrides
}

// hide reports whether a definition is replaced by an include around it.
func (o *overrides) hide(name defName) bool {
	for ; o != nil; o = o.outer {
		if _, ok := o.names[name]; ok {
			o.names[name] = true
			return true
		}
	}
	return false
}

// grammar opens a scope and gives what its start stands for (§4.18).
func (s *simplifier) grammar(p *Pattern, at place) *Pattern {
	sc := &scope{parent: at.scope, defs: make(map[defName]*definition, s.definitionsIn(p.Grammar))}
	s.scopes = append(s.scopes, sc)
	s.collect(sc, p.Grammar, at.ns, nil)
	for _, d := range sc.order {
		s.checkCombine(d)
	}
	s.share(sc)
	start := sc.defs[startName]
	if start == nil {
		s.rep.errorf(p.File, diag.SchemaNoStart, p.NameRange, "grammar has no start; expected a definition of \"start\" (RELAX NG §4.18)")
		return s.notAllowed(p)
	}
	return s.resolve(start, p)
}

// collect gathers the definitions of a grammar, with those of its divs and
// includes.
func (s *simplifier) collect(sc *scope, g *Grammar, ns string, over *overrides) {
	for _, c := range g.Content {
		switch c.Kind {
		case Start, Def:
			if name := c.defName(); !over.hide(name) {
				s.define(sc, name, part{c, ns})
			}
		case Div:
			s.collect(sc, c.Grammar, ns, over)
		case Include:
			s.include(sc, c, ns, over)
		}
		if s.count(c.File, c.NameRange); s.exhausted {
			return
		}
	}
}

// definitionsIn is about how many definitions a grammar has, with those of
// the files it includes.
func (s *simplifier) definitionsIn(g *Grammar) int {
	n := len(g.Content)
	for _, c := range g.Content {
		if target := s.files.targets[c]; c.Kind == Include && target != nil && target.pattern != nil {
			n += len(target.pattern.Grammar.Content)
		}
	}
	return n
}

// componentPattern stands for a component where a pattern is asked for.
func componentPattern(c *Component) *Pattern {
	return &Pattern{File: c.File, Range: c.Range, NameRange: c.NameRange}
}

func (s *simplifier) define(sc *scope, name defName, p part) {
	d := sc.defs[name]
	if d == nil {
		d = s.definitions.new()
		d.name, d.scope, d.parts = name, sc, d.room[:0]
		sc.defs[name] = d
		sc.order = append(sc.order, d)
	}
	d.parts = append(d.parts, p)
}

// include takes in the grammar of another file and what replaces parts of it.
func (s *simplifier) include(sc *scope, c *Component, ns string, over *overrides) {
	target := s.files.targets[c]
	if target == nil || target.pattern == nil {
		return
	}
	if before := s.includers[target]; sc.like == nil && before != sc {
		sc.like = before
	}
	s.includers[target] = sc
	inner := &overrides{names: map[defName]bool{}, outer: over}
	listOverrides(c.Grammar, inner.names)
	s.collect(sc, target.pattern.Grammar, inherit(c.NS, c.Inherit, place{ns: ns}), inner)
	s.checkOverrides(c.Grammar, c, inner.names)
	s.collect(sc, c.Grammar, ns, over)
}

func listOverrides(g *Grammar, names map[defName]bool) {
	for _, c := range g.Content {
		switch c.Kind {
		case Start, Def:
			names[c.defName()] = false
		case Div:
			listOverrides(c.Grammar, names)
		}
	}
}

// checkOverrides reports what an include replaces although the included
// grammar does not have it.
func (s *simplifier) checkOverrides(g *Grammar, include *Component, found map[defName]bool) {
	for _, c := range g.Content {
		switch {
		case c.Kind == Div:
			s.checkOverrides(c.Grammar, include, found)
		case c.Kind == Start && !found[startName]:
			s.rep.errorf(c.File, diag.SchemaOverride, c.NameRange, "start replaces nothing; %s has no start (RELAX NG §4.7)", diag.Quote(include.Href))
		case c.Kind == Def && !found[c.defName()]:
			s.rep.errorf(c.File, diag.SchemaOverride, c.ValueRange, "%s replaces nothing; %s does not define it (RELAX NG §4.7)",
				diag.Quote(c.Name), diag.Quote(include.Href))
		}
	}
}

// checkCombine reports definitions of one name that do not go together
// (§4.17).
func (s *simplifier) checkCombine(d *definition) {
	var plain, first *part
	for i := range d.parts {
		p := &d.parts[i]
		switch {
		case p.Combine == CombineNone && plain == nil:
			plain = p
		case p.Combine == CombineNone:
			s.clash(d, p, plain, diag.SchemaDuplicateDefine, "is defined twice; expected a combine on all but one")
		case first == nil:
			first = p
		case p.Combine != first.Combine:
			s.clash(d, p, first, diag.SchemaCombine, "is combined by choice here and by interleave there; expected one of them")
		}
	}
}

func (s *simplifier) clash(d *definition, p, other *part, code diag.Code, problem string) {
	found := s.rep.errorf(p.File, code, p.place(), "%s %s (RELAX NG §4.17)", diag.Quote(d.title()), problem)
	found.Related = []diag.Related{{File: other.File, Range: other.place(), Message: "the other definition"}}
}

// title is the name for messages.
func (d *definition) title() string {
	if d.name == startName {
		return "start"
	}
	return string(d.name)
}

// place is the range that names a definition.
func (c *Component) place() source.Range {
	if c.Kind == Def {
		return c.ValueRange
	}
	return c.NameRange
}

// combination is how the parts of a definition are joined.
func (d *definition) combination() Op {
	for _, p := range d.parts {
		if p.Combine == CombineInterleave {
			return OpInterleave
		}
	}
	return OpChoice
}

// ref replaces a ref by what its name stands for (§4.19).
func (s *simplifier) ref(p *Pattern, sc *scope) *Pattern {
	if sc != nil {
		if d := sc.defs[defName(p.Ref)]; d != nil {
			return s.resolve(d, p)
		}
	}
	s.undefined(p, sc)
	return s.notAllowed(p)
}

func (s *simplifier) parentRef(p *Pattern, sc *scope) *Pattern {
	if sc == nil || sc.parent == nil {
		s.rep.errorf(p.File, diag.SchemaParentRef, p.NameRange, "the grammar has no parent; expected a ref to its own definition (RELAX NG §4.18)")
		return s.notAllowed(p)
	}
	return s.ref(p, sc.parent)
}

func (s *simplifier) undefined(p *Pattern, sc *scope) {
	if p.Ref == "" {
		return // the name is missing, which was reported
	}
	guess := "; there is no grammar around it"
	if sc != nil {
		guess = diag.DidYouMean(p.Ref, sc.names())
	}
	s.rep.errorf(p.File, diag.SchemaRefUndefined, p.ValueRange, "%s is not defined%s (RELAX NG §4.18)", diag.Quote(p.Ref), guess)
}

// names are the names that a grammar defines, sorted.
func (sc *scope) names() []string {
	var names []string
	for name := range maps.Keys(sc.defs) {
		if name != startName {
			names = append(names, string(name))
		}
	}
	slices.Sort(names)
	return names
}

// resolve gives what a definition stands for. The referring pattern is where a
// cycle is reported; those that the start cannot reach do no harm (§4.19).
func (s *simplifier) resolve(d *definition, referrer *Pattern) *Pattern {
	switch {
	case d.state == finished:
		return d.done
	case d.state == busy:
		s.cycle(d, referrer)
		return s.notAllowed(referrer)
	}
	d.state = busy
	from := len(s.stack)
	for _, p := range d.parts {
		simple := s.body(d, p)
		s.stack = append(s.stack, simple)
	}
	d.done = s.stack[from]
	if len(d.parts) > 1 {
		d.done = s.compose(d.combination(), componentPattern(d.parts[0].Component), s.stack[from:])
	}
	s.stack = s.stack[:from]
	d.state = finished
	return d.done
}

func (s *simplifier) cycle(d *definition, from *Pattern) {
	if s.dead {
		return
	}
	found := s.rep.errorf(from.File, diag.SchemaRefCycle, from.ValueRange,
		"%s comes back to itself through this reference; expected an element between (RELAX NG §4.19)", diag.Quote(d.title()))
	first := d.parts[0]
	found.Related = []diag.Related{{File: first.File, Range: first.place(), Message: "the definition"}}
}

// body simplifies one part of a definition. A lone pattern that is not
// documented itself has the documentation of its define.
func (s *simplifier) body(d *definition, p part) *Pattern {
	body := p.Pattern
	at := place{scope: d.scope, ns: p.ns, name: string(d.name), around: enclosing(nil, p.Annotations)}
	if !s.known(p.Annotations) {
		return s.unknown(componentPattern(p.Component), s.pattern(body, at))
	}
	switch body.Op {
	case OpElement, OpAttribute, OpData, OpValue:
		if !body.Annotations.says() && p.Annotations.says() {
			copied := *body
			copied.Annotations = p.Annotations
			body = &copied
		}
	}
	if body.Op == OpElement && !s.exhausted && s.known(body.Annotations) {
		return s.element(body, at, len(d.parts) == 1)
	}
	return s.pattern(body, at)
}
