package relaxng

import "slices"

// usefulIn is the elements that may begin p and whose absence may be what is
// wrong with it: inserting any other would change nothing for the better.
func (x *repairer) usefulIn(p *pattern) []*element {
	found, ok := x.useful[p]
	if !ok {
		found = sortedSet(usefulElements(p, nil))
		x.useful[p] = found
	}
	return found
}

func usefulElements(p *pattern, found []*element) []*element {
	switch p.op {
	case opElement:
		return append(found, p.elem)
	case opInterleave:
		for _, q := range p.subs {
			found = usefulElements(q, found)
		}
	case opOneOrMore:
		if !p.nullable {
			return usefulElements(p.head, found)
		}
	case opGroup:
		for ; p.op == opGroup; p = p.tail {
			found = usefulElements(p.head, found)
			if !p.head.nullable && p.head.has&hasAttribute == 0 {
				return found
			}
		}
		return usefulElements(p, found)
	case opChoice:
		for _, q := range p.subs {
			single := q.op == opElement || q.op == opOneOrMore
			if p.nullable && single || q.op == opGroup && isLetter(q.head) && p.offers(q.tail) {
				continue
			}
			found = usefulElements(q, found)
		}
	}
	return found
}

func isLetter(p *pattern) bool {
	return p.op == opElement || p.op == opOneOrMore && p.head.op == opElement
}

// offers reports whether a choice has all that another pattern has.
func (p *pattern) offers(q *pattern) bool {
	if q.op == opChoice {
		return !slices.ContainsFunc(q.subs, func(r *pattern) bool { return !slices.Contains(p.subs, r) })
	}
	return slices.Contains(p.subs, q)
}

// usefulAttributes is the same for attributes: those whose absence may be what
// is wrong. An attribute that may be left out, whatever else there is, is not
// among them.
func (x *repairer) usefulAttributes(p *pattern) []*attribute {
	found, ok := x.offered[p]
	if !ok {
		found = usefulAttributes(p, nil)
		slices.SortFunc(found, func(a, b *attribute) int { return int(a.id - b.id) })
		found = slices.Compact(found)
		x.offered[p] = found
	}
	return found
}

func usefulAttributes(p *pattern, found []*attribute) []*attribute {
	if p.has&hasAttribute == 0 {
		return found
	}
	switch p.op {
	case opAttribute:
		return append(found, p.attr)
	case opOneOrMore:
		return usefulAttributes(p.head, found)
	case opGroup:
		return usefulAttributes(p.tail, usefulAttributes(p.head, found))
	case opInterleave:
		for _, q := range p.subs {
			found = usefulAttributes(q, found)
		}
	case opChoice:
		optional := slices.ContainsFunc(p.subs, func(q *pattern) bool { return q.op == opEmpty })
		for _, q := range p.subs {
			if single := q.op == opAttribute || q.op == opOneOrMore; !single || !optional {
				found = usefulAttributes(q, found)
			}
		}
	}
	return found
}
