package relaxng

// A letter is what a content expression is made of, one of three: an element,
// a datatype (within a list), or, where both are nil, text that is not only
// whitespace.
type letter struct {
	elem *element
	data *dataType
}

func (l letter) key() int64 {
	switch {
	case l.elem != nil:
		return int64(l.elem.id)<<2 | 1
	case l.data != nil:
		return int64(l.data.id)<<2 | 2
	}
	return 0
}

// bit is the letter's place in a pattern's set of beginnings.
func (l letter) bit() uint64 { return 1 << (uint64(l.key()*0x9E3779B1) >> 7 % 64) }

// derivative is what is left of p when its content has begun with the letter.
// The result is a choice of partial derivatives (Antimirov 1996): each is a
// suffix of p, so that for any sequence of letters there are never more of
// them than there are places in p, whatever the ambiguity.
//
// The automaton's lock is held.
func (a *automaton) derivative(p *pattern, l letter) *pattern {
	if p.begins&l.bit() == 0 {
		return a.notAllowed
	}
	switch p.op { // the leaves need no memo
	case opText, opElement, opData, opValue:
		switch {
		case p.elem != l.elem || p.data != l.data:
			return a.notAllowed
		case p.op == opText:
			return p
		}
		return a.empty
	}
	key := memoKey{p, l.key()}
	if q, ok := a.memo[key]; ok {
		return q
	}
	d := deriver{a: a, letter: l}
	d.run(p)
	q := a.choice(d.found...)
	a.memo[key] = q
	return q
}

// A deriver collects partial derivatives. It walks choices and the tails of
// groups with a list of its own and visits nothing twice.
type deriver struct {
	a      *automaton
	letter letter
	found  []*pattern
	todo   []*pattern
	seen   map[*pattern]bool
	work   int // patterns visited
}

func (d *deriver) run(p *pattern) {
	d.push(p)
	for len(d.todo) > 0 {
		p := d.todo[len(d.todo)-1]
		d.todo = d.todo[:len(d.todo)-1]
		d.visit(p)
	}
	d.a.work += d.work
}

func (d *deriver) push(p *pattern) {
	if p.begins&d.letter.bit() == 0 || d.seen[p] {
		return
	}
	if d.seen == nil {
		d.seen = map[*pattern]bool{}
	}
	d.seen[p] = true
	d.todo = append(d.todo, p)
}

func (d *deriver) visit(p *pattern) {
	d.work++
	switch p.op {
	case opChoice:
		for _, i := range d.a.candidates(p, d.letter) {
			d.push(p.subs[i])
		}
	case opGroup:
		d.follow(d.a.derivative(p.head, d.letter), p.tail)
		if p.head.nullable {
			d.push(p.tail)
		}
	case opOneOrMore:
		d.follow(d.a.derivative(p.head, d.letter), d.a.choice(p, d.a.empty))
	case opInterleave:
		for _, i := range d.a.candidates(p, d.letter) {
			q := d.a.derivative(p.subs[i], d.letter)
			d.found = append(d.found, d.a.replaceInterleaved(p, i, q))
		}
	default:
		d.found = append(d.found, d.a.derivative(p, d.letter))
	}
}

// follow adds each of the choices in p, followed by tail.
func (d *deriver) follow(p, tail *pattern) {
	if p.op != opChoice {
		d.found = append(d.found, d.a.group(p, tail))
		return
	}
	for _, q := range p.subs {
		d.found = append(d.found, d.a.group(q, tail))
	}
}

// index finds the parts of a large choice that are letters: by the letter, and
// value patterns by their value. The other parts are looked at one by one.
type index struct {
	letters map[int64]int
	others  []int
	values  map[typeName]map[any]bool
}

// indexFrom is how many parts a choice must have to be indexed.
const indexFrom = 64

// candidates are the parts of a choice or interleave that may have a
// derivative by the letter.
func (a *automaton) candidates(p *pattern, l letter) []int {
	some := make([]int, 0, 8)
	if p.op == opChoice && len(p.subs) >= indexFrom {
		x := a.indexOf(p)
		if i, ok := x.letters[l.key()]; ok {
			some = append(some, i)
		}
		for _, i := range x.others {
			if p.subs[i].begins&l.bit() != 0 {
				some = append(some, i)
			}
		}
		return some
	}
	for i, q := range p.subs {
		if q.begins&l.bit() != 0 {
			some = append(some, i)
		}
	}
	return some
}

func (a *automaton) indexOf(p *pattern) *index {
	if p.index != nil {
		return p.index
	}
	x := &index{letters: map[int64]int{}, values: map[typeName]map[any]bool{}}
	for i, q := range p.subs {
		a.work++
		switch q.op {
		case opText, opElement, opData, opValue:
			x.letters[letter{q.elem, q.data}.key()] = i
		default:
			x.others = append(x.others, i)
		}
		if q.op == opValue {
			x.addValue(q.data)
		}
	}
	p.index = x
	return x
}

// first is the letters that the content of p can begin with, each once.
func (a *automaton) first(p *pattern) []letter {
	var letters []letter
	seen := map[*pattern]bool{}
	for todo := []*pattern{p}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[p] {
			continue
		}
		seen[p] = true
		switch p.op {
		case opText:
			letters = append(letters, letter{})
		case opElement, opData, opValue:
			letters = append(letters, letter{p.elem, p.data})
		case opChoice, opInterleave:
			todo = append(todo, p.subs...)
		case opGroup:
			todo = append(todo, p.head)
			if p.head.nullable || p.head.has&hasAttribute != 0 {
				todo = append(todo, p.tail)
			}
		case opOneOrMore:
			todo = append(todo, p.head)
		}
	}
	return letters
}
