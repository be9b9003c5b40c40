package syntax

import "slices"

// Schemas nest grammars that include the same files with a few overrides.
// Those of their definitions that the overrides do not reach mean the same in
// all of them, and are simplified once.

// uses is what a start or define refers to in the grammar around it.
type uses struct {
	names  []string // of refs
	opaque bool     // it looks beyond that grammar, or opens another one
}

// An edge is a link of the list of the definitions that refer to one.
type edge struct {
	user *definition
	next *edge
}

// share replaces definitions of a scope by those of an earlier one that
// include made a model of it. A definition is replaced where both say it with
// the same components, and so on for all that it refers to.
func (s *simplifier) share(sc *scope) {
	if sc.like == nil {
		return
	}
	for _, d := range sc.order {
		if !s.mayShare(d, sc.like.defs[d.name]) {
			d.markOwn()
		}
	}
	for i, d := range sc.order {
		if !d.own {
			sc.order[i] = sc.like.defs[d.name]
			sc.defs[d.name] = sc.order[i]
		}
	}
}

// mayShare reports whether a definition has the same components as its model
// and refers to nothing that is known to differ. It enters itself with the
// definitions it refers to, for the case that they come to differ.
func (s *simplifier) mayShare(d, model *definition) bool {
	if model == nil || model.state == busy || !slices.Equal(d.parts, model.parts) {
		return false
	}
	for _, p := range d.parts {
		u := s.usesOf(p.Component)
		if u.opaque {
			return false
		}
		for _, name := range u.names {
			used := d.scope.defs[defName(name)]
			if used == nil || used.own {
				return false
			}
			use := s.edges.new()
			*use = edge{d, used.users}
			used.users = use
		}
	}
	return true
}

// markOwn marks a definition as different from its model, and with it all that
// use it.
func (d *definition) markOwn() {
	for todo := []*definition{d}; len(todo) > 0; {
		d, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if !d.own {
			d.own = true
			for u := d.users; u != nil; u = u.next {
				todo = append(todo, u.user)
			}
		}
	}
}

// usesOf is what a component refers to.
func (s *simplifier) usesOf(c *Component) *uses {
	u := s.uses[c]
	if u == nil {
		found := uses{names: s.names[:0]}
		found.add(c.Pattern)
		s.names = found.names
		found.names = append(s.strings.list(len(found.names))[:0], found.names...)
		u = &found
		s.uses[c] = u
	}
	return u
}

// add adds what a written pattern refers to.
func (u *uses) add(p *Pattern) {
	switch p.Op {
	case OpRef:
		u.names = append(u.names, p.Ref)
	case OpParentRef, OpExternalRef, OpGrammar:
		u.opaque = true
	}
	for _, sub := range p.Sub {
		u.add(sub)
	}
	if p.Data != nil && p.Except != nil {
		u.add(p.Except)
	}
}
