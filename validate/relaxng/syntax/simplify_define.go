package syntax

import (
	"strconv"
)

// reachable gives the defines that the start can reach, in the order in which
// it reaches them, and names them.
func (s *simplifier) reachable(start *Pattern) []*Define {
	var defines []*Define
	names := nameGiver{taken: map[string]bool{}, next: map[string]int{}}
	seen := make([]bool, len(s.heights))
	visit := func(d *Define) {
		e := d.made
		if e == nil {
			return
		}
		d.made = nil
		d.ID, d.Name = len(defines), names.give(e.at.name)
		e.ref.Ref = d.Name
		defines = append(defines, d)
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

// defineName is the name that the define of an element should have: that of
// the written define around it if the element is all that this holds, else
// that name and the element's.
func defineName(nc *NameClass, around string, sole bool) string {
	local := "any"
	if nc.Op == NameOnly {
		local = nc.Local
	}
	switch {
	case around == "":
		return local
	case sole:
		return around
	}
	return around + "." + local
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
