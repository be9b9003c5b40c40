package xsdregexp

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// A parser reads an expression and writes the program.
type parser struct {
	builder
	src   string
	pos   int
	stack []group // open groups; the bottom is the whole expression
}

// A group is an expression in parentheses while it is read.
type group struct {
	open   int   // offset of "("
	atom   int   // where its code begins, with an opNop
	branch int   // opNop at the start of the branch that is read
	ends   []int // opNop at the end of each branch before
}

// parsers are for use again, with the memory that they have.
var parsers = sync.Pool{New: func() any {
	p := new(parser)
	p.seen = make(map[string]int32)
	return p
}}

// check reports what is wrong with an expression.
func check(src string) error {
	p := parsers.Get().(*parser)
	defer p.release()
	return p.read(src)
}

// parse makes a program of an expression that check has found right.
func parse(src string) *program {
	p := parsers.Get().(*parser)
	defer p.release()
	if err := p.read(src); err != nil {
		panic("xsdregexp: " + err.Error())
	}
	return p.finish()
}

// release gives the parser back for other expressions.
func (p *parser) release() {
	if cap(p.code) > MaxProgram/4 || p.spans > maxSpans/4 {
		return
	}
	clear(p.sets)
	clear(p.seen)
	*p = parser{builder: builder{code: p.code[:0], sets: p.sets[:0], seen: p.seen}, stack: p.stack[:0]}
	parsers.Put(p)
}

// read writes the program of an expression, up to finish.
func (p *parser) read(src string) error {
	p.src = src
	p.push(0)
	for p.pos < len(p.src) {
		if err := p.next(); err != nil {
			return err
		}
		if p.large() {
			return errTooLarge(p.pos)
		}
	}
	if len(p.stack) > 1 {
		return errorAt(p.top().open, `"(" is never closed`)
	}
	p.pop()
	return nil
}

func errTooLarge(offset int) error {
	return errorAt(offset, "the expression is too large once its repetitions are written out (at most %d steps)", MaxProgram)
}

// next reads an atom with its quantifier, "|", "(" or ")" with its quantifier.
func (p *parser) next() error {
	atom := len(p.code)
	switch c := p.src[p.pos]; c {
	case '(':
		p.push(p.pos)
		p.pos++
		return nil
	case '|':
		p.pos++
		p.endBranch()
		p.top().branch = p.slot()
		return nil
	case ')':
		if len(p.stack) == 1 {
			return errorAt(p.pos, `")" without "("`)
		}
		p.pos++
		atom = p.pop()
	case '*', '+', '?', '{':
		return errorAt(p.pos, `"%c" has nothing to repeat; as a character it is written "\%c"`, c, c)
	case '}', ']':
		return errorAt(p.pos, `"%c" as a character is written "\%c"`, c, c)
	default:
		s, err := p.atom()
		if err != nil {
			return err
		}
		p.set(s)
	}
	return p.quantifier(atom)
}

// atom reads a class, an escape, "." or a character.
func (p *parser) atom() (set, error) {
	switch p.src[p.pos] {
	case '[':
		return p.class()
	case '\\':
		return p.escape()
	case '.':
		p.pos++
		return notNewline, nil
	}
	r := p.rune()
	return set{{r, r}}, nil
}

// rune reads a character.
func (p *parser) rune() rune {
	r, size := utf8.DecodeRuneInString(p.src[p.pos:])
	p.pos += size
	return r
}

func (p *parser) top() *group { return &p.stack[len(p.stack)-1] }

// push begins a group.
func (p *parser) push(open int) {
	p.stack = append(p.stack, group{open: open, atom: p.slot(), branch: p.slot()})
}

// pop ends a group and tells where its code begins.
func (p *parser) pop() (atom int) {
	g := p.top()
	for _, end := range g.ends {
		p.jump(end)
	}
	p.stack = p.stack[:len(p.stack)-1]
	return g.atom
}

// endBranch ends a branch that another follows.
func (p *parser) endBranch() {
	g := p.top()
	g.ends = append(g.ends, p.slot())
	p.fork(g.branch)
}

// quantifier reads "?", "*", "+", "{n,m}" or nothing and applies it to the
// code from atom on.
func (p *parser) quantifier(atom int) error {
	if p.pos == len(p.src) {
		return nil
	}
	start := p.pos
	least, most := 1, 1
	switch p.src[p.pos] {
	case '?':
		least = 0
	case '*':
		least, most = 0, -1
	case '+':
		most = -1
	case '{':
		var err error
		if least, most, err = p.quantity(); err != nil {
			return err
		}
	default:
		return nil
	}
	p.pos++
	if !p.repeat(atom, least, most) {
		return errTooLarge(start)
	}
	if p.pos < len(p.src) && strings.IndexByte("?*+{", p.src[p.pos]) >= 0 {
		return errorAt(p.pos, `"%c" after another quantifier; parentheses are needed`, p.src[p.pos])
	}
	return nil
}

// quantity reads "{n}", "{n,}" or "{n,m}" up to the "}", which it leaves.
func (p *parser) quantity() (least, most int, err error) {
	open := p.pos
	p.pos++
	least, ok := p.number()
	most = least
	if ok && strings.HasPrefix(p.src[p.pos:], ",") {
		p.pos++
		most = -1
		if !strings.HasPrefix(p.src[p.pos:], "}") {
			most, ok = p.number()
		}
	}
	if !ok || !strings.HasPrefix(p.src[p.pos:], "}") {
		return 0, 0, errorAt(open, `"{" begins a quantifier such as {2}, {2,} or {2,5}; as a character it is written "\{"`)
	}
	if most >= 0 && most < least {
		return 0, 0, errorAt(open, "quantifier %s: the second number is less than the first", p.src[open:p.pos+1])
	}
	return least, most, nil
}

// number reads digits. What is beyond any use comes out as MaxProgram+1.
func (p *parser) number() (n int, ok bool) {
	for p.pos < len(p.src) && '0' <= p.src[p.pos] && p.src[p.pos] <= '9' {
		n = min(n*10+int(p.src[p.pos]-'0'), MaxProgram+1)
		p.pos++
		ok = true
	}
	return n, ok
}
