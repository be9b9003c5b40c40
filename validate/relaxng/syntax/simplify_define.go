package syntax

import (
	"slices"
	"strconv"
	"strings"
)

// reachable gives the defines that the start can reach, in the order in which
// it reaches them.
func (s *simplifier) reachable(start *Pattern) []*Define {
	var defines []*Define
	seen := make([]bool, len(s.heights))
	visit := func(d *Define) {
		if !d.reached {
			d.reached = true
			d.ID = len(defines)
			defines = append(defines, d)
		}
	}
	walkRefs(start, seen, visit)
	for i := 0; i < len(defines); i++ {
		for _, content := range defines[i].Element.Sub {
			walkRefs(content, seen, visit)
		}
	}
	return defines
}

// walkRefs visits the defines that a simple pattern refers to, each pattern
// once.
func walkRefs(p *Pattern, seen []bool, visit func(*Define)) {
	switch {
	case p.Op == OpRef:
		visit(p.Define)
		return
	case len(p.Sub) == 0 || seen[p.ID]:
		return
	}
	seen[p.ID] = true
	for _, sub := range p.Sub {
		walkRefs(sub, seen, visit)
	}
}

// Names are names for the defines of a schema by their IDs, each one once.
func (s *Schema) Names() []string {
	names := make([]string, len(s.Defines))
	giver := nameGiver{taken: map[string]bool{}, next: map[string]int{}}
	for i, d := range s.Defines {
		names[i] = giver.give(d.name())
	}
	return names
}

// name is the name that the define of an element should have: that of the
// element or written define around it and its own; that of the define alone if
// the element is all that this holds.
func (d *Define) name() string {
	var names []string
	for ; d.outer != nil; d = d.outer {
		names = append(names, d.local())
	}
	if !d.sole || d.around == "" {
		names = append(names, d.local())
	}
	if d.around != "" {
		names = append(names, d.around)
	}
	slices.Reverse(names)
	return strings.Join(names, ".")
}

func (d *Define) local() string {
	if nc := d.Element.Name; nc.Op == NameOnly {
		return nc.Local
	}
	return "any"
}

// A nameGiver makes names unique.
type nameGiver struct {
	taken map[string]bool
	next  map[string]int
}

// give is the name, with a number if it is taken.
func (g *nameGiver) give(name string) string {
	unique := name
	for g.taken[unique] {
		g.next[name] = max(g.next[name], 1) + 1
		unique = name + "-" + strconv.Itoa(g.next[name])
	}
	g.taken[unique] = true
	return unique
}
