package xsdregexp

import (
	"fmt"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// A Regexp is a compiled expression. It may be used by several goroutines.
type Regexp struct {
	expr     string
	first    sync.Once // makes the rest when it is first needed
	prog     *program
	alphabet *alphabet
	cache    atomic.Pointer[dfa]
}

// An Error says why an expression cannot be used.
type Error struct {
	Offset  int    // of the offending character, in bytes
	Problem string // a clause without full stop: `"(" is never closed`
}

func (e *Error) Error() string { return e.Problem }

// Compile reads an expression (XSD part 2, appendix F). The error is an [*Error].
func Compile(expr string) (*Regexp, error) {
	if err := check(expr); err != nil {
		return nil, err
	}
	return &Regexp{expr: expr}, nil
}

// automaton is the cache of states there is now. Many expressions of a schema
// are never asked about a string, so the first one, and the program it runs,
// are made as late as here.
func (re *Regexp) automaton() *dfa {
	if d := re.cache.Load(); d != nil {
		return d
	}
	re.first.Do(func() {
		re.prog = parse(re.expr)
		re.alphabet = newAlphabet(re.prog.sets)
		re.cache.Store(newDFA(re))
	})
	return re.cache.Load()
}

// String is the expression as it was given to [Compile].
func (re *Regexp) String() string { return re.expr }

// MatchString reports whether all of s matches. A byte that is not part of
// valid UTF-8 counts as U+FFFD.
func (re *Regexp) MatchString(s string) bool {
	d := re.automaton()
	st := d.start
	for i := 0; i < len(s); {
		var class int32
		if b := s[i]; b < utf8.RuneSelf {
			class = re.alphabet.ascii[b]
			i++
		} else {
			r, size := utf8.DecodeRuneInString(s[i:])
			class = re.alphabet.class(r)
			i += size
		}
		next := st.next[class].Load()
		if next == nil {
			d, next = re.step(d, st, class)
		}
		if next.dead() {
			return false
		}
		st = next
	}
	return st.accept
}

func errorAt(offset int, format string, args ...any) error {
	return &Error{offset, fmt.Sprintf(format, args...)}
}
