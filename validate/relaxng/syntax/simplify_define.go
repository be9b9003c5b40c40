package syntax

import (
	"slices"
	"strconv"
	"strings"
)

// reachable is the schema of what the start can reach, in the order in which it
// does.
func (s *simplifier) reachable(start *Pattern) *Schema {
	w := walker{Schema: Schema{Start: start, IDs: len(s.heights)}, seen: make([]bool, len(s.heights))}
	w.walk(start)
	for i := 0; i < len(w.Defines); i++ {
		for _, content := range w.Defines[i].Element.Sub {
			w.walk(content)
		}
	}
	return &w.Schema
}

// A walker enters what simple patterns hold with a schema.
type walker struct {
	Schema
	seen []bool // by Pattern.ID
}

func (w *walker) walk(p *Pattern) {
	switch {
	case p.Op == OpRef:
		w.define(p.Define)
		return
	case p.ID == 0 || w.seen[p.ID]:
		return
	}
	w.seen[p.ID] = true
	switch p.Op {
	case OpAttribute:
		w.Attributes = append(w.Attributes, p)
	case OpData, OpValue:
		w.Data = append(w.Data, p)
		if p.Except != nil {
			w.walk(p.Except)
		}
	}
	for _, sub := range p.Sub {
		w.walk(sub)
	}
}

func (w *walker) define(d *Define) {
	if !d.reached {
		d.reached = true
		d.ID = len(w.Defines)
		w.Defines = append(w.Defines, d)
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
