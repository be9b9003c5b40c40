package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// content is what an element may hold, prepared for matching: the attributes
// that stand on their own, and the rest as a pattern.
type content struct {
	elem  *element
	whole *pattern // everything
	rest  *pattern // without the free attributes
	free  []freeAttribute
	names []xmlscan.ID       // of free, with the index in free at the same place of at
	at    []int              // see names
	byID  map[xmlscan.ID]int // the same, where there are many names
	wild  []int              // those with a wildcard in their name class
	need  int                // how many of free are required

	entangled bool         // rest has attributes
	inside    table[level] // the level inside by the id of what the attributes left
}

// A freeAttribute is one whose presence says nothing about anything else. It
// has a single name, or may be repeated under any of several.
type freeAttribute struct {
	*attribute
	value    *pattern
	required bool
	repeated bool
}

// build makes the pattern of a syntax pattern. Long chains of one operator
// are walked without recursion, as schemas may list 100,000 values.
func (a *automaton) build(p *syntax.Pattern) *pattern {
	b := a.builder
	switch p.Op {
	case syntax.OpEmpty:
		return b.empty
	case syntax.OpText:
		return b.text
	case syntax.OpChoice:
		return b.choice(a.buildChain(p)...)
	case syntax.OpInterleave:
		return b.interleave(a.buildChain(p)...)
	case syntax.OpGroup:
		parts := a.buildChain(p)
		q := parts[len(parts)-1]
		for i := len(parts) - 2; i >= 0; i-- {
			q = b.group(parts[i], q)
		}
		return q
	case syntax.OpOneOrMore:
		return b.oneOrMore(a.build(p.Sub[0]))
	case syntax.OpList:
		return b.list(a.build(p.Sub[0]))
	case syntax.OpData, syntax.OpValue:
		return b.dataPattern(a.grammar.dataType(p))
	case syntax.OpAttribute:
		return b.attribute(a.grammar.attributeOf(p))
	case syntax.OpRef:
		return b.element(a.grammar.elements[p.Define.ID+1])
	}
	return b.notAllowed
}

// buildChain builds the operands of a tree of one operator, left to right.
func (a *automaton) buildChain(p *syntax.Pattern) []*pattern {
	var parts []*pattern
	for todo := []*syntax.Pattern{p}; len(todo) > 0; {
		q := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if q.Op != p.Op {
			parts = append(parts, a.build(q))
			continue
		}
		for i := len(q.Sub) - 1; i >= 0; i-- {
			todo = append(todo, q.Sub[i])
		}
	}
	return parts
}

// contentOf prepares an element's content, once for each automaton.
func (a *automaton) contentOf(e *element) *content {
	if c := a.contents[e.id].Load(); c != nil {
		return c
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.contentLocked(e)
}

func (a *automaton) contentLocked(e *element) *content {
	if c := a.contents[e.id].Load(); c != nil {
		return c
	}
	inside := e.src
	if e.def != nil {
		inside = e.src.Sub[0]
	}
	c := &content{elem: e, whole: a.build(inside), byID: map[xmlscan.ID]int{}}
	c.rest = a.takeFree(c, c.whole)
	c.entangled = c.rest.has&hasAttribute != 0
	a.contents[e.id].Store(c)
	return c
}

// takeFree takes the attributes out of p that stand in no choice but with
// empty. The restriction on duplicate attributes (§7.3) makes sure that no
// other attribute of the element has their names.
func (a *automaton) takeFree(c *content, p *pattern) *pattern {
	b := a.builder
	switch p.op {
	case opAttribute, opOneOrMore:
		if isFree(p) {
			a.addFree(c, p, true)
			return b.empty
		}
	case opGroup:
		var kept []*pattern
		for ; p.op == opGroup; p = p.tail {
			kept = append(kept, a.takeFree(c, p.head))
		}
		q := a.takeFree(c, p)
		for i := len(kept) - 1; i >= 0; i-- {
			q = b.group(kept[i], q)
		}
		return q
	case opInterleave:
		kept := make([]*pattern, len(p.subs))
		for i, q := range p.subs {
			kept[i] = a.takeFree(c, q)
		}
		return b.interleave(kept...)
	case opChoice:
		if len(p.subs) == 2 && p.subs[0] == b.empty && isFree(p.subs[1]) {
			a.addFree(c, p.subs[1], false)
			return b.empty
		}
	}
	return p
}

// isFree reports whether a pattern is one attribute of one name, or attributes
// of a name class as often as they come.
func isFree(p *pattern) bool {
	if p.op == opOneOrMore {
		return p.head.op == opAttribute
	}
	return p.op == opAttribute && !p.attr.name.wild && len(p.attr.name.ids) == 1
}

func (a *automaton) addFree(c *content, p *pattern, required bool) {
	repeated := p.op == opOneOrMore
	if repeated {
		p = p.head
	}
	i := len(c.free)
	c.free = append(c.free, freeAttribute{p.attr, a.valueLocked(p.attr), required, repeated})
	if required {
		c.need++
	}
	for _, id := range p.attr.name.ids {
		c.names, c.at = append(c.names, id), append(c.at, i)
		c.byID[id] = i
	}
	if p.attr.name.wild {
		c.wild = append(c.wild, i)
	}
}

// fewNames is how many names are found faster one by one than in a map.
const fewNames = 8

// find is the index in free of the attribute that takes a name, or -1.
func (c *content) find(id xmlscan.ID, ctx Context) int {
	if len(c.names) > fewNames {
		if i, ok := c.byID[id]; ok {
			return i
		}
	} else if k := slices.Index(c.names, id); k >= 0 {
		return c.at[k]
	}
	for _, i := range c.wild {
		if contains(c.free[i].name.src, ctx.NameOf(id)) {
			return i
		}
	}
	return -1
}

// valueLocked is the pattern of an attribute's value.
func (a *automaton) valueLocked(attr *attribute) *pattern {
	if a.values[attr.id] == nil {
		a.values[attr.id] = a.build(attr.src.Sub[0])
	}
	return a.values[attr.id]
}
