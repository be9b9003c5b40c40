package syntax

// compose joins simple patterns by choice, group or interleave. It reduces
// notAllowed (§4.20) and empty (§4.21) on the way.
func (s *simplifier) compose(op Op, p *Pattern, subs []*Pattern) *Pattern {
	if op == OpChoice {
		return s.choice(p, subs)
	}
	kept := make([]*Pattern, 0, len(subs))
	for _, sub := range subs {
		switch sub.Op {
		case OpNotAllowed:
			return notAllowed(p)
		case OpEmpty:
		default:
			kept = append(kept, sub)
		}
	}
	if len(kept) == 0 {
		return empty(p)
	}
	return s.balance(op, p, kept)
}

// choice joins alternatives: those not allowed vanish, and one empty is left,
// in front (§4.21).
func (s *simplifier) choice(p *Pattern, subs []*Pattern) *Pattern {
	var nothing *Pattern
	kept := make([]*Pattern, 0, len(subs))
	for _, sub := range subs {
		switch {
		case sub.Op == OpEmpty && nothing == nil:
			nothing = sub
		case sub.Op != OpEmpty && sub.Op != OpNotAllowed:
			kept = append(kept, sub)
		}
	}
	switch {
	case len(kept) == 0 && nothing == nil:
		return notAllowed(p)
	case len(kept) == 0:
		return nothing
	case nothing == nil:
		return s.balance(OpChoice, p, kept)
	}
	return s.node(OpChoice, p, nothing, s.balance(OpChoice, p, kept))
}

// optional allows nothing instead of a simple pattern.
func (s *simplifier) optional(p, simple *Pattern) *Pattern {
	return s.choice(p, []*Pattern{empty(p), simple})
}

// balance makes a tree of binary patterns (§4.12), as flat as can be.
func (s *simplifier) balance(op Op, p *Pattern, subs []*Pattern) *Pattern {
	if len(subs) == 1 {
		return subs[0]
	}
	half := (len(subs) + 1) / 2
	return s.node(op, p, s.balance(op, p, subs[:half]), s.balance(op, p, subs[half:]))
}

// repeat is one or more of a simple pattern.
func (s *simplifier) repeat(p, simple *Pattern) *Pattern {
	if simple.Op == OpNotAllowed || simple.Op == OpEmpty {
		return simple
	}
	return s.node(OpOneOrMore, p, simple)
}

// wrap is a list or attribute around a simple pattern. Neither can match where
// its content cannot (§4.20).
func (s *simplifier) wrap(p *Pattern, name *NameClass, simple *Pattern) *Pattern {
	if simple.Op == OpNotAllowed {
		return notAllowed(p)
	}
	q := s.node(p.Op, p, simple)
	q.Name, q.Annotations = name, p.Annotations
	return q
}

// node is a pattern of the simple form around others. It refuses to become
// deeper than the limit.
func (s *simplifier) node(op Op, p *Pattern, subs ...*Pattern) *Pattern {
	s.count(p)
	height := 0
	for _, sub := range subs {
		height = max(height, s.heights[sub])
	}
	q := &Pattern{Op: op, Sub: subs, File: p.File, Range: p.Range, NameRange: p.NameRange}
	s.heights[q] = height + 1
	if height >= s.limits.Depth {
		s.tooDeep(p)
		return notAllowed(p)
	}
	return q
}
