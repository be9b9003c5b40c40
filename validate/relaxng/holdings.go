package relaxng

import (
	"sync"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// holdings are which elements of a schema may hold which: what messages say
// about an element in the wrong place. They are worked out when a document
// first has one.
type holdings struct {
	once    sync.Once
	inside  [][]*element // what an element may hold, by its number
	holders [][]*element // what may hold it
}

// insideOf is the elements that an element may hold anywhere in its content,
// each once, in the order of the schema.
func (g *Grammar) insideOf(e *element) []*element {
	g.holdings.once.Do(g.findHoldings)
	return g.holdings.inside[e.id]
}

// holdersOf is the elements that may hold an element.
func (g *Grammar) holdersOf(e *element) []*element {
	g.holdings.once.Do(g.findHoldings)
	return g.holdings.holders[e.id]
}

func (g *Grammar) findHoldings() {
	h := &g.holdings
	h.inside = make([][]*element, len(g.elements))
	h.holders = make([][]*element, len(g.elements))
	for _, e := range g.elements {
		top := e.src
		if e.def != nil {
			top = e.src.Sub[0]
		}
		h.inside[e.id] = sortedSet(g.referred(top))
		for _, child := range h.inside[e.id] {
			h.holders[child.id] = append(h.holders[child.id], e)
		}
	}
}

// referred is the elements that a content refers to.
func (g *Grammar) referred(p *syntax.Pattern) []*element {
	var found []*element
	seen := map[*syntax.Pattern]bool{}
	for todo := []*syntax.Pattern{p}; len(todo) > 0; {
		p, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if seen[p] {
			continue
		}
		seen[p] = true
		if p.Op == syntax.OpRef {
			found = append(found, g.elements[p.Define.ID+1])
		}
		todo = append(todo, p.Sub...)
	}
	return found
}
