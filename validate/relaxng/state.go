package relaxng

import "slices"

// A State is where a matcher stands between two events: which elements are
// open and what may follow in each. From equal states equal events lead to
// equal verdicts, so an editor may keep the states of an old text and stop
// matching a new one where they meet.
type State struct {
	grammar *Grammar
	auto    *automaton
	stack   []frame
	skip    int
	strange []string // namespaces that have been reported to be wrong
}

// State is where the matcher stands. Text since the last tag is not part of
// it; ask right after a tag.
func (m *Matcher) State() State {
	s := State{grammar: m.grammar, auto: m.auto, skip: m.skip, stack: slices.Clone(m.stack), strange: slices.Clone(m.strangeSpaces)}
	for i := range s.stack {
		s.stack[i].seen = slices.Clone(s.stack[i].seen)
	}
	return s
}

// Restore puts the matcher where another one, or itself, has stood. The state
// must be of the matcher's grammar.
func (m *Matcher) Restore(s State) {
	m.auto, m.skip = s.auto, s.skip
	m.stack = slices.Clone(s.stack)
	for i := range m.stack {
		m.stack[i].seen = slices.Clone(m.stack[i].seen)
	}
	m.strangeSpaces = slices.Clone(s.strange)
	m.text.reset()
}

// Equal reports whether both states are the same. States of different
// grammars never are; states that were taken before and after the grammar's
// tables were begun anew count as different.
func (s State) Equal(t State) bool {
	return s.grammar == t.grammar && s.skip == t.skip &&
		slices.EqualFunc(s.stack, t.stack, func(f, g frame) bool {
			return f.level == g.level && f.after == g.after && f.name == g.name && f.faulty == g.faulty
		})
}

// Depth is the number of open elements.
func (s State) Depth() int { return len(s.stack) - 1 + s.skip }
