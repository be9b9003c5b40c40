package relaxng

import (
	"cmp"
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// An Expectation is what may come next at a point of a document. Messages and
// completion lists are both made of it.
type Expectation struct {
	Elements   []Particle        // start tags that may come, by name
	Attributes []Particle        // in a start tag: attributes that may be added
	Values     []*syntax.Pattern // value and data patterns that text may match
	Text       bool              // any text may come
	End        bool              // the element, or the start tag, may end here
}

// A Particle is an element or attribute that may come.
type Particle struct {
	Name     xmlscan.Name    // the name; without Local where a name class is open
	Pattern  *syntax.Pattern // the element or attribute pattern, with its annotations
	Required bool            // nothing complete can do without it
}

// Expect is what may come next inside the element that is open.
func (m *Matcher) Expect() Expectation {
	return m.auto.expectContent(m.top().level, m.text.inked || m.top().children)
}

// expectContent is what may come at a level. Values are left out where text
// or children have come already.
func (a *automaton) expectContent(l *level, begun bool) Expectation {
	a.mu.Lock()
	defer a.mu.Unlock()
	x := Expectation{End: len(l.complete.elements) > 0}
	required := a.requiredAt(l)
	for _, alt := range l.alts {
		for _, letter := range a.first(alt.rest) {
			switch {
			case letter.elem != nil:
				x.addElement(letter.elem, required[letter.elem])
			case letter.data == nil:
				x.Text = true
			}
		}
		if !begun {
			x.Values = append(x.Values, valuesIn(alt.rest)...)
		}
	}
	x.sort()
	return x
}

func (x *Expectation) addElement(e *element, required bool) {
	for _, name := range namesOf(e.name) {
		x.Elements = append(x.Elements, Particle{name, e.src, required})
	}
}

// namesOf lists the names of a class; an open class is one particle without a
// local name.
func namesOf(c *nameClass) []xmlscan.Name {
	var names []xmlscan.Name
	var walk func(nc *syntax.NameClass)
	walk = func(nc *syntax.NameClass) {
		switch nc.Op {
		case syntax.NameOnly:
			names = append(names, xmlscan.Name{Space: nc.Space, Local: nc.Local})
		case syntax.NameNS:
			names = append(names, xmlscan.Name{Space: nc.Space})
		case syntax.NameAny:
			names = append(names, xmlscan.Name{})
		}
		for _, sub := range nc.Sub {
			walk(sub)
		}
	}
	walk(c.src)
	return names
}

func (x *Expectation) sort() {
	for _, list := range []*[]Particle{&x.Elements, &x.Attributes} {
		slices.SortStableFunc(*list, func(p, q Particle) int {
			return cmp.Or(cmp.Compare(p.Name.Local, q.Name.Local), cmp.Compare(p.Name.Space, q.Name.Space))
		})
		*list = slices.CompactFunc(*list, func(p, q Particle) bool { return p.Name == q.Name && p.Pattern == q.Pattern })
	}
}

// requiredAt is the elements without which no alternative of the level can be
// complete.
func (a *automaton) requiredAt(l *level) map[*element]bool {
	var common map[*element]bool
	for _, alt := range l.alts {
		r := a.required(alt.rest)
		if common == nil {
			common = r
			continue
		}
		for e := range common {
			if !r[e] {
				delete(common, e)
			}
		}
	}
	return common
}

// required is the elements that every content of p has.
func (a *automaton) required(p *pattern) map[*element]bool {
	all := map[*element]bool{}
	if p.nullable {
		return all
	}
	switch p.op {
	case opElement:
		all[p.elem] = true
	case opOneOrMore:
		return a.required(p.head)
	case opGroup:
		for ; p.op == opGroup; p = p.tail {
			addAll(all, a.required(p.head))
		}
		addAll(all, a.required(p))
	case opInterleave:
		for _, q := range p.subs {
			addAll(all, a.required(q))
		}
	case opChoice:
		all = a.required(p.subs[0])
		for _, q := range p.subs[1:] {
			r := a.required(q)
			for e := range all {
				if !r[e] {
					delete(all, e)
				}
			}
		}
	}
	return all
}

func addAll(to, from map[*element]bool) {
	for e := range from {
		to[e] = true
	}
}

// valuesIn is the data and value patterns of a content, in the order of the
// schema, those of lists included.
func valuesIn(p *pattern) []*syntax.Pattern {
	var found []*dataType
	seen := map[*pattern]bool{}
	for todo := []*pattern{p}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if p.has&hasString == 0 || seen[p] {
			continue
		}
		seen[p] = true
		if p.data != nil {
			found = append(found, p.data)
		}
		todo = append(todo, p.subs...)
		if p.head != nil {
			todo = append(todo, p.head)
		}
		if p.tail != nil {
			todo = append(todo, p.tail)
		}
	}
	slices.SortFunc(found, func(x, y *dataType) int { return int(x.id - y.id) })
	patterns := make([]*syntax.Pattern, len(found))
	for i, d := range found {
		patterns[i] = d.src
	}
	return patterns
}
