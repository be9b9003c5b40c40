package xsdregexp

// Steps is how many instructions have been looked at so far.
func (re *Regexp) Steps() int { return re.automaton().walk.steps }

// States is how many states the cache holds.
func (re *Regexp) States() int { return len(re.automaton().states) }
