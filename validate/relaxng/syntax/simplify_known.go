package syntax

import "slices"

// A schema may say of its parts since when and until when they are there.
// With [Options.Known] Simplify leaves out those that are not, and what is left
// is the schema of that time.
//
//   - An element, attribute, value, group or define that is not known is
//     notAllowed, with all that this entails (§4.20): what cannot be without it
//     is gone as well.
//   - A datatype that is not known (data, a list, a choice or define of such)
//     leaves its values unchecked: among other alternatives it is notAllowed,
//     alone it is any string.

// known reports whether what carries the annotations is part of the schema.
func (s *simplifier) known(a *Annotations) bool {
	return s.isKnown == nil || a == nil || s.isKnown(a)
}

// unknown is the simple form of a pattern that is not part of the schema.
func (s *simplifier) unknown(p, simple *Pattern) *Pattern {
	switch {
	case p.Op == OpOptional || p.Op == OpZeroOrMore:
		return s.empty(p)
	case p.Op != OpValue && isDatatype(simple):
		return s.anyString()
	}
	return s.notAllowed(p)
}

// anyString stands for datatypes that are not known. It is a datatype too, so
// that it may stand wherever one may (§7.1, §7.2).
func (s *simplifier) anyString() *Pattern {
	if s.untyped == nil {
		q := s.slab.new()
		q.Op, q.ID, q.Data = OpData, s.number(0), &Data{Type: "string"}
		q.Datatype = s.newDatatype(q, q.NameRange)
		s.untyped = q
	}
	return s.untyped
}

// isDatatype reports whether a simple pattern describes nothing but strings.
func isDatatype(p *Pattern) bool {
	seen := map[*Pattern]bool{}
	found := false
	for todo := []*Pattern{p}; len(todo) > 0; {
		p, todo = todo[len(todo)-1], todo[:len(todo)-1]
		switch p.Op {
		case OpData, OpValue, OpList:
			found = true
		case OpEmpty:
		case OpChoice, OpOneOrMore:
			if !seen[p] {
				seen[p] = true
				todo = append(todo, p.Sub...)
			}
		default:
			return false
		}
	}
	return found
}

// withinAnnotations is the annotations of a pattern together with the since and
// until of what is around it in the same element.
func withinAnnotations(own, around *Annotations) *Annotations {
	if around == nil {
		return own
	}
	both := &Annotations{}
	if own != nil {
		*both = *own
	}
	both.Around = around.Around
	return both
}

// enclosing is what holds for patterns within a pattern or define with
// annotations of its own: its since and until before those around it.
func enclosing(outer, own *Annotations) *Annotations {
	if own == nil || !slices.ContainsFunc(own.Attrs, isPeriod) {
		return outer
	}
	inner := &Annotations{}
	for _, at := range own.Attrs {
		if isPeriod(at) {
			inner.Around = append(inner.Around, at)
		}
	}
	if outer != nil {
		inner.Around = append(inner.Around, outer.Around...)
	}
	return inner
}

func isPeriod(at AnnotationAttr) bool {
	return at.Space == SnapxmlNS && (at.Local == SinceAttr || at.Local == UntilAttr)
}
