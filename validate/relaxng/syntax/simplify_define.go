package syntax

import (
	"strconv"
)

// reachable gives the defines that the start can reach, in the order in which
// it reaches them, and names them.
func (s *simplifier) reachable(start *Pattern) []*Define {
	byDefine := make(map[*Define]*element, len(s.elements))
	for _, e := range s.elements {
		byDefine[e.define] = e
	}
	var defines []*Define
	names := nameGiver{taken: map[string]bool{}, next: map[string]int{}}
	seen := map[*Pattern]bool{}
	visit := func(d *Define) {
		e := byDefine[d]
		if e.named {
			return
		}
		e.named = true
		d.Name = names.give(e.hint())
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
func walkRefs(p *Pattern, seen map[*Pattern]bool, visit func(*Define)) {
	switch {
	case p.Op == OpRef:
		visit(p.Define)
		return
	case len(p.Sub) == 0 || seen[p]:
		return
	}
	seen[p] = true
	for _, sub := range p.Sub {
		walkRefs(sub, seen, visit)
	}
}

// hint is the name that a define should have: that of the written define if
// the element is all it holds, else that name and the element's.
func (e *element) hint() string {
	local := "any"
	if nc := e.written.Name; nc.Op == NameOnly {
		local = nc.Local
	}
	switch {
	case e.at.name == "":
		return local
	case e.sole:
		return e.at.name
	}
	return e.at.name + "." + local
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
