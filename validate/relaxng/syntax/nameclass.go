package syntax

import (
	"cmp"

	"github.com/snapxml/snapxml/validate/diag"
)

// An xmlName is an expanded name.
type xmlName struct{ space, local string }

// unlikely is a string that no schema has as a namespace or local name. It
// stands for all the names that a name class does not mention.
const unlikely = "\x00"

// contains reports whether a name belongs to a name class in simple form.
func (nc *NameClass) contains(n xmlName) bool {
	switch nc.Op {
	case NameOnly:
		return n == xmlName{nc.Space, nc.Local}
	case NameNS:
		return n.space == nc.Space && (nc.Except == nil || !nc.Except.contains(n))
	case NameAny:
		return nc.Except == nil || !nc.Except.contains(n)
	}
	for _, sub := range nc.Sub {
		if sub.contains(n) {
			return true
		}
	}
	return false
}

// samples adds the names that tell name classes apart: those it mentions, and
// one for each set of names that it treats alike.
func (nc *NameClass) samples(to []xmlName) []xmlName {
	switch nc.Op {
	case NameOnly:
		to = append(to, xmlName{nc.Space, nc.Local})
	case NameNS:
		to = append(to, xmlName{nc.Space, unlikely})
	case NameAny:
		to = append(to, xmlName{unlikely, unlikely})
	}
	if nc.Except != nil {
		to = nc.Except.samples(to)
	}
	for _, sub := range nc.Sub {
		to = sub.samples(to)
	}
	return to
}

// common is a name that two name classes share; ok is false if there is none.
func common(a, b *NameClass) (n xmlName, ok bool) {
	for _, n := range b.samples(a.samples(nil)) {
		if a.contains(n) && b.contains(n) {
			return n, true
		}
	}
	return xmlName{}, false
}

// isOpen reports whether the name class has infinitely many names (§7.3).
func (nc *NameClass) isOpen() bool {
	switch nc.Op {
	case NameAny, NameNS:
		return true
	}
	for _, sub := range nc.Sub {
		if sub.isOpen() {
			return true
		}
	}
	return false
}

// String is the name class in words, for messages.
func (nc *NameClass) String() string {
	switch nc.Op {
	case NameOnly:
		return diag.Quote(nc.Local)
	case NameAny:
		return "of any name"
	case NameNS:
		return "of any name in " + spaceName(nc.Space)
	}
	if len(nc.Sub) == 0 {
		return "of no name"
	}
	return nc.Sub[0].String() + " or others"
}

func spaceName(uri string) string {
	if uri == "" {
		return "no namespace"
	}
	return diag.Quote(uri)
}

func (n xmlName) String() string {
	switch {
	case n.local == unlikely && n.space == unlikely:
		return "of any name"
	case n.local == unlikely:
		return "of any name in " + spaceName(n.space)
	}
	return diag.Quote(n.local)
}

func compareNames(a, b xmlName) int {
	return cmp.Or(cmp.Compare(a.space, b.space), cmp.Compare(a.local, b.local))
}

// A nameSet is the names of several patterns, each with one that has it.
type nameSet struct {
	names map[xmlName]*Pattern
	open  []openNames
}

// openNames are infinitely many names.
type openNames struct {
	class   *NameClass
	pattern *Pattern
}

// add puts the names of a pattern into the set.
func (s *nameSet) add(nc *NameClass, p *Pattern) {
	switch nc.Op {
	case NameOnly:
		s.names[xmlName{nc.Space, nc.Local}] = p
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
func union(a, b *nameSet) *nameSet {
	switch {
	case a == b || b.size() == 0:
		return a
	case a.size() == 0:
		return b
	}
	both := &nameSet{names: make(map[xmlName]*Pattern, len(a.names)+len(b.names))}
	for _, s := range []*nameSet{b, a} { // of the same name a's pattern stays
		for n, p := range s.names {
			both.names[n] = p
		}
	}
	both.open = append(append(both.open, a.open...), b.open...)
	return both
}

// A conflict is a name that two patterns share.
type conflict struct {
	name          xmlName
	first, second *Pattern
}

// conflict finds a name in both sets: of several the first by the alphabet.
func (s *nameSet) conflict(o *nameSet) *conflict {
	var found *conflict
	note := func(n xmlName, a, b *Pattern) {
		if found == nil || compareNames(n, found.name) < 0 {
			found = &conflict{n, a, b}
		}
	}
	for n, p := range s.names {
		if q := o.names[n]; q != nil {
			note(n, p, q)
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

// eachIn visits what a set has in common with the names.
func (w openNames) eachIn(s *nameSet, visit func(xmlName, *Pattern)) {
	for n, p := range s.names {
		if w.class.contains(n) {
			visit(n, p)
		}
	}
	for _, v := range s.open {
		if n, ok := common(v.class, w.class); ok {
			visit(n, v.pattern)
		}
	}
}
