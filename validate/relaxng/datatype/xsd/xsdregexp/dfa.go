package xsdregexp

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"
)

// What a cache of states may hold.
const (
	maxStates = 10_000
	maxCells  = 1 << 20 // transitions and program counters of all states together
)

// A state is a state of the deterministic automaton.
type state struct {
	pcs    []int32 // the opSet instructions that are live, ascending
	accept bool    // the string may end here
	next   []atomic.Pointer[state]
}

// dead reports whether no string that comes here can match.
func (s *state) dead() bool { return len(s.pcs) == 0 && !s.accept }

// A dfa is a cache of states. States are made under the lock and found
// without it.
type dfa struct {
	re    *Regexp
	start *state

	mu     sync.Mutex
	states map[string]*state // by the text of accept and pcs
	cells  int
	walk   walk
}

func newDFA(re *Regexp) *dfa {
	d := &dfa{re: re, states: make(map[string]*state), walk: walk{code: re.prog.code}}
	d.walk.begin()
	d.walk.visit(0)
	d.start = d.intern(d.walk.end())
	return d
}

// full reports whether the cache must not grow any more.
func (d *dfa) full() bool { return len(d.states) >= maxStates || d.cells >= maxCells }

// intern gives the one state with these properties.
func (d *dfa) intern(pcs []int32, accept bool) *state {
	key := make([]byte, 1, 1+4*len(pcs))
	if accept {
		key[0] = 1
	}
	for _, pc := range pcs {
		key = binary.LittleEndian.AppendUint32(key, uint32(pc))
	}
	if s := d.states[string(key)]; s != nil {
		return s
	}
	classes := len(d.re.alphabet.sample)
	s := &state{slices.Clone(pcs), accept, make([]atomic.Pointer[state], classes)}
	d.states[string(key)] = s
	d.cells += classes + 2*len(pcs)
	return s
}

// step makes the transition of a state of d that is not there yet. If d is
// full the work goes on in a new cache, which is returned with the state.
func (re *Regexp) step(d *dfa, from *state, class int32) (*dfa, *state) {
	d.mu.Lock()
	defer d.mu.Unlock()
	sample := re.alphabet.sample[class]
	d.walk.begin()
	for _, pc := range from.pcs {
		d.walk.steps++
		if re.prog.sets[d.walk.code[pc].x].contains(sample) {
			d.walk.visit(pc + 1)
		}
	}
	pcs, accept := d.walk.end()
	if !d.full() {
		next := d.intern(pcs, accept)
		from.next[class].Store(next)
		return d, next
	}
	fresh := newDFA(re)
	fresh.walk.steps += d.walk.steps
	next := fresh.intern(pcs, accept)
	re.cache.Store(fresh)
	return fresh, next
}

// A walk finds the instructions that can be reached without a character.
type walk struct {
	code   []inst
	seen   []uint32 // the round in which an instruction was last reached
	round  uint32
	todo   []int32
	pcs    []int32
	accept bool
	steps  int // instructions looked at, ever
}

// begin starts a round.
func (w *walk) begin() {
	w.round++
	if w.seen == nil || w.round == 0 {
		w.seen, w.round = make([]uint32, len(w.code)), 1
	}
	w.pcs, w.accept = w.pcs[:0], false
}

// visit adds what can be reached from pc.
func (w *walk) visit(pc int32) {
	w.todo = append(w.todo, pc)
	for len(w.todo) > 0 {
		pc := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.seen[pc] == w.round {
			continue
		}
		w.seen[pc] = w.round
		w.steps++
		switch in := w.code[pc]; in.op {
		case opSet:
			w.pcs = append(w.pcs, pc)
		case opJump:
			w.todo = append(w.todo, in.x)
		case opSplit:
			w.todo = append(w.todo, in.x, in.y)
		case opMatch:
			w.accept = true
		}
	}
}

// end is what the round has found. The slice lives until the next round.
func (w *walk) end() (pcs []int32, accept bool) {
	slices.Sort(w.pcs)
	return w.pcs, w.accept
}
