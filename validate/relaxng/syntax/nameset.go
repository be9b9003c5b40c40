package syntax

import "slices"

// A nameSet is the names of several patterns, each with one that has it.
type nameSet struct {
	names []namedPattern // sorted by name, each once
	open  []openNames
}

// A namedPattern is a name and a pattern that has it.
type namedPattern struct {
	class   *NameClass // a NameOnly
	pattern *Pattern
}

func (n namedPattern) name() xmlName { return xmlName{n.class.Space, n.class.Local} }

func compareNamed(a, b namedPattern) int { return compareNames(a.name(), b.name()) }

// openNames are infinitely many names.
type openNames struct {
	class   *NameClass
	pattern *Pattern
}

// nameSets makes name sets.
type nameSets struct {
	sets  slab[nameSet]
	names slab[namedPattern]
}

// of is the names of one pattern.
func (m *nameSets) of(nc *NameClass, p *Pattern) *nameSet {
	s := m.sets.new()
	s.names = m.names.list(1)[:0]
	s.add(nc, p)
	if len(s.names) > 1 {
		slices.SortFunc(s.names, compareNamed)
		s.names = slices.CompactFunc(s.names, func(a, b namedPattern) bool { return compareNamed(a, b) == 0 })
	}
	return s
}

func (s *nameSet) add(nc *NameClass, p *Pattern) {
	switch nc.Op {
	case NameOnly:
		s.names = append(s.names, namedPattern{nc, p})
	case NameChoice:
		for _, sub := range nc.Sub {
			s.add(sub, p)
		}
	default:
		s.open = append(s.open, openNames{nc, p})
	}
}

// size is how much work the set makes.
func (s *nameSet) size() int {
	if s == nil {
		return 0
	}
	return len(s.names) + len(s.open)
}

// union is the names of both sets. A set that is not changed may be shared.
func (m *nameSets) union(a, b *nameSet) *nameSet {
	switch {
	case a == b || b.size() == 0:
		return a
	case a.size() == 0:
		return b
	}
	both := m.sets.new()
	both.names = merge(m.names.list(len(a.names) + len(b.names))[:0], a.names, b.names)
	both.open = append(append(both.open, a.open...), b.open...)
	return both
}

// merge appends sorted names to both, in order. Of the same name a's pattern
// stays.
func merge(both, a, b []namedPattern) []namedPattern {
	for len(a) > 0 && len(b) > 0 {
		c := compareNamed(a[0], b[0])
		if c <= 0 {
			both, a = append(both, a[0]), a[1:]
		} else {
			both = append(both, b[0])
		}
		if c >= 0 {
			b = b[1:]
		}
	}
	return append(append(both, a...), b...)
}

// A conflict is a name that two patterns share.
type conflict struct {
	name          xmlName
	first, second *Pattern
}

// conflict finds a name in both sets: of several the first by the alphabet.
func (s *nameSet) conflict(o *nameSet) *conflict {
	found := firstCommon(s.names, o.names)
	note := func(n xmlName, a, b *Pattern) {
		if found == nil || compareNames(n, found.name) < 0 {
			found = &conflict{n, a, b}
		}
	}
	for _, w := range o.open {
		w.eachIn(s, func(n xmlName, p *Pattern) { note(n, p, w.pattern) })
	}
	for _, w := range s.open {
		w.eachIn(&nameSet{names: o.names}, func(n xmlName, p *Pattern) { note(n, w.pattern, p) })
	}
	return found
}

// firstCommon is the first name in both of two sorted lists, or nil.
func firstCommon(a, b []namedPattern) *conflict {
	for len(a) > 0 && len(b) > 0 {
		switch c := compareNamed(a[0], b[0]); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			return &conflict{a[0].name(), a[0].pattern, b[0].pattern}
		}
	}
	return nil
}

// eachIn visits what a set has in common with the names.
func (w openNames) eachIn(s *nameSet, visit func(xmlName, *Pattern)) {
	for _, n := range s.names {
		if name := n.name(); w.class.contains(name) {
			visit(name, n.pattern)
		}
	}
	for _, v := range s.open {
		if n, ok := common(v.class, w.class); ok {
			visit(n, v.pattern)
		}
	}
}
