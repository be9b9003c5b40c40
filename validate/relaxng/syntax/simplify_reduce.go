package syntax

// compose joins simple patterns by choice, group or interleave. It reduces
// notAllowed (§4.20) and empty (§4.21) on the way. The list is used up.
func (s *simplifier) compose(op Op, p *Pattern, subs []*Pattern) *Pattern {
	if op == OpChoice {
		return s.choice(p, subs)
	}
	kept := subs[:0]
	for _, sub := range subs {
		switch sub.Op {
		case OpNotAllowed:
			return s.notAllowed(p)
		case OpEmpty:
		default:
			kept = append(kept, sub)
		}
	}
	if len(kept) == 0 {
		return s.empty(p)
	}
	return s.balance(op, p, kept)
}

// choice joins alternatives: those not allowed vanish, datatypes that are not
// known do so beside others, and one empty is left, in front (§4.21).
func (s *simplifier) choice(p *Pattern, subs []*Pattern) *Pattern {
	var nothing *Pattern
	untyped := false
	kept := subs[:0]
	for _, sub := range subs {
		switch {
		case sub.Op == OpEmpty && nothing == nil:
			nothing = sub
		case sub == s.untyped:
			untyped = true
		case sub.Op != OpEmpty && sub.Op != OpNotAllowed:
			kept = append(kept, sub)
		}
	}
	if untyped && len(kept) == 0 {
		kept = append(kept, s.untyped)
	}
	switch {
	case len(kept) == 0 && nothing == nil:
		return s.notAllowed(p)
	case len(kept) == 0:
		return nothing
	case nothing == nil:
		return s.balance(OpChoice, p, kept)
	}
	return s.pair(OpChoice, p, nothing, s.balance(OpChoice, p, kept))
}

// optional allows nothing instead of a simple pattern.
func (s *simplifier) optional(p, simple *Pattern) *Pattern {
	if simple.Op == OpNotAllowed || simple.Op == OpEmpty {
		return s.empty(p)
	}
	return s.pair(OpChoice, p, unplacedEmpty, simple)
}

// unplacedEmpty is the empty in the choice that an optional becomes. It stands
// where the choice does.
var unplacedEmpty = &Pattern{Op: OpEmpty}

// balance makes a tree of binary patterns (§4.12), as flat as can be.
func (s *simplifier) balance(op Op, p *Pattern, subs []*Pattern) *Pattern {
	if len(subs) == 1 {
		return subs[0]
	}
	half := (len(subs) + 1) / 2
	return s.pair(op, p, s.balance(op, p, subs[:half]), s.balance(op, p, subs[half:]))
}

// repeat is one or more of a simple pattern.
func (s *simplifier) repeat(p, simple *Pattern) *Pattern {
	if simple.Op == OpNotAllowed || simple.Op == OpEmpty {
		return simple
	}
	return s.single(OpOneOrMore, p, simple)
}

// wrap is a list or attribute around a simple pattern. Neither can match where
// its content cannot (§4.20).
func (s *simplifier) wrap(p *Pattern, name *NameClass, simple *Pattern) *Pattern {
	if simple.Op == OpNotAllowed {
		return s.notAllowed(p)
	}
	q := s.single(p.Op, p, simple)
	q.Name, q.Annotations = name, p.Annotations
	if name != nil && name.isOpen() {
		q.holds |= open
	}
	return q
}

// pair is a pattern of the simple form around two others.
func (s *simplifier) pair(op Op, p, first, second *Pattern) *Pattern {
	subs := s.subs.list(2)
	subs[0], subs[1] = first, second
	return s.node(op, p, subs, max(s.heights[first.ID], s.heights[second.ID])+1)
}

// single is a pattern of the simple form around another.
func (s *simplifier) single(op Op, p, simple *Pattern) *Pattern {
	subs := s.subs.list(1)
	subs[0] = simple
	return s.node(op, p, subs, s.heights[simple.ID]+1)
}

// node is a pattern of the simple form around others. It refuses to become
// higher than the limit of depth.
func (s *simplifier) node(op Op, p *Pattern, subs []*Pattern, height int32) *Pattern {
	s.count(p.File, p.NameRange)
	if int(height) > s.limits.Depth {
		s.tooDeep(p)
		return s.notAllowed(p)
	}
	q := s.stand(op, p)
	q.Sub, q.ID, q.holds = subs, s.number(height), joined(op, subs)
	return q
}
