package xsdregexp

import (
	"fmt"
	"sync/atomic"
	"unicode/utf8"
)

// A Regexp is a compiled expression. It may be used by several goroutines.
type Regexp struct {
	expr     string
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
	prog, err := parse(expr)
	if err != nil {
		return nil, err
	}
	re := &Regexp{expr: expr, prog: prog, alphabet: newAlphabet(prog.sets)}
	re.cache.Store(newDFA(re))
	return re, nil
}

// String is the expression as it was given to [Compile].
func (re *Regexp) String() string { return re.expr }

// MatchString reports whether all of s matches. A byte that is not part of
// valid UTF-8 counts as U+FFFD.
func (re *Regexp) MatchString(s string) bool {
	d := re.cache.Load()
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
