package relaxng

import (
	"slices"
	"sync/atomic"

	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A level is what may be the case inside one open element: which definitions
// its start tag may stand for, and what each still asks for. Levels are
// interned. Most have one alternative.
type level struct {
	alts     []alternative // sorted by element
	complete *elementSet   // the alternatives that may end here
	has      features

	children table[opening]        // by name key
	next     table[level]          // by set of completed children
	text     atomic.Pointer[level] // after text that is not whitespace
}

// An alternative is a definition that an open element may stand for and what
// is left of its content.
type alternative struct {
	elem *element
	rest *pattern
}

// An opening is what a start tag may begin.
type opening struct {
	elements []*element
	sole     *content // the content of the only candidate, or nil
}

// levelAfter is the level of those alternatives that something is left of;
// nil if there are none. The lock is held.
func (a *automaton) levelAfter(alts []alternative) *level {
	alts = slices.DeleteFunc(alts, func(x alternative) bool { return x.rest == a.notAllowed })
	if len(alts) == 0 {
		return nil
	}
	return a.level(alts)
}

// level interns a level of one alternative or more. It sorts the list and keeps
// nothing of it. The lock is held.
func (a *automaton) level(alts []alternative) *level {
	slices.SortFunc(alts, func(x, y alternative) int {
		if x.elem != y.elem {
			return int(x.elem.id - y.elem.id)
		}
		return byID(x.rest, y.rest)
	})
	alts = a.mergeAlternatives(alts)
	key := make([]byte, 0, 64)
	for _, x := range alts {
		key = appendID(appendID(key, x.elem.id), x.rest.id)
	}
	if l, ok := a.levels[string(key)]; ok {
		return l
	}
	l := &level{alts: slices.Clone(alts)}
	var complete []*element
	for _, x := range alts {
		l.has |= x.rest.has
		if x.rest.nullable {
			complete = append(complete, x.elem)
		}
	}
	l.complete = a.set(complete)
	a.levels[string(key)] = l
	a.entries++
	return l
}

// mergeAlternatives joins neighbours of one element into a choice.
func (a *automaton) mergeAlternatives(alts []alternative) []alternative {
	merged := alts[:1]
	for _, x := range alts[1:] {
		last := &merged[len(merged)-1]
		if last.elem == x.elem {
			last.rest = a.choice(last.rest, x.rest)
		} else {
			merged = append(merged, x)
		}
	}
	return merged
}

// startTagOpenDeriv is what a start tag of that name may begin here, or nil.
func (a *automaton) startTagOpenDeriv(l *level, id xmlscan.ID, ctx Context) *opening {
	key := a.grammar.nameKey(id, ctx)
	if o, ok := l.children.get(key); ok {
		return o
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	elements := a.candidatesFor(l, key, ctx.NameOf(id))
	var o *opening
	if len(elements) > 0 {
		o = &opening{elements: elements}
		if len(elements) == 1 {
			o.sole = a.contentLocked(elements[0])
		}
	}
	a.entries += l.children.put(key, o)
	a.renewIfFull()
	return o
}

// candidatesFor is the elements of that name that may come next, sorted.
func (a *automaton) candidatesFor(l *level, key uint32, name xmlscan.Name) []*element {
	var found []*element
	try := func(e *element) {
		for _, x := range l.alts {
			if a.derivative(x.rest, letter{elem: e}) != a.notAllowed {
				found = append(found, e)
				return
			}
		}
	}
	for _, e := range a.grammar.byName[key] {
		try(e)
	}
	for _, e := range a.grammar.wild {
		if contains(e.name.src, name) {
			try(e)
		}
	}
	slices.SortFunc(found, func(x, y *element) int { return int(x.id - y.id) })
	return slices.Compact(found)
}

// endTagDeriv is the level after a child that may have been any of the set;
// nil if none of them may come here.
func (a *automaton) endTagDeriv(l *level, done *elementSet) *level {
	if n, ok := l.next.get(done.id); ok {
		return n
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	var alts []alternative
	for _, x := range l.alts {
		for _, e := range done.elements {
			alts = append(alts, alternative{x.elem, a.derivative(x.rest, letter{elem: e})})
		}
	}
	n := a.levelAfter(alts)
	a.entries += l.next.put(done.id, n)
	a.renewIfFull()
	return n
}

// textDeriv is the level after text that is more than whitespace and stands
// beside elements; nil if there may be none.
func (a *automaton) textDeriv(l *level) *level {
	if l.has&hasText == 0 {
		return nil
	}
	if n := l.text.Load(); n != nil {
		return n
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	alts := make([]alternative, len(l.alts))
	for i, x := range l.alts {
		alts[i] = alternative{x.elem, a.derivative(x.rest, letter{})}
	}
	n := a.levelAfter(alts)
	if n != nil {
		l.text.Store(n)
	}
	return n
}

// inside is the level within an element whose attributes left rest.
func (a *automaton) inside(c *content, rest *pattern) *level {
	if l, ok := c.inside.get(uint32(rest.id)); ok {
		return l
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	l := a.level([]alternative{{c.elem, rest}})
	a.entries += c.inside.put(uint32(rest.id), l)
	return l
}
