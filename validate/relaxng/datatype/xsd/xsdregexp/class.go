package xsdregexp

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// What "." and the multi-character escapes stand for (appendix F.1.1).
var (
	notNewline = set{{'\n', '\n'}, {'\r', '\r'}}.not()
	spaces     = set{{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}}
	digits     = sync.OnceValue(func() set { return tableSet(unicode.Nd) })
	wordChars  = sync.OnceValue(func() set { return tableSet(unicode.P, unicode.Z, unicode.C).not() })
)

// categories are the names that \p{} takes, by their first letters. "Cs" is
// not among them: no character of XML is a surrogate.
const categories = "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po " +
	"Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn"

// singleEscapes are the characters that stand for themselves after "\".
const singleEscapes = `\|.?*+(){}-[]^`

// A level is a class expression while it is read: what is in it, and whether
// "^" turns it round.
type level struct {
	open   int
	spans  []span
	negate bool
}

// set is what the level stands for so far.
func (l *level) set() set {
	s := newSet(l.spans...)
	if l.negate {
		return s.not()
	}
	return s
}

// class reads a class expression. Subtractions nest to the right,
// "[a-[b-[c]]]"; the levels are kept on a stack, not in recursion.
func (p *parser) class() (set, error) {
	var levels []level
	for {
		l, err := p.openClass()
		if err != nil {
			return nil, err
		}
		minus, err := p.items(&l)
		if err != nil {
			return nil, err
		}
		levels = append(levels, l)
		if !minus {
			break
		}
	}
	s := levels[len(levels)-1].set()
	for _, l := range slices.Backward(levels[:len(levels)-1]) {
		if !strings.HasPrefix(p.src[p.pos:], "]") {
			return nil, errorAt(p.pos, `a subtraction ends its class; "]" expected`)
		}
		p.pos++
		s = l.set().minus(s)
	}
	return s, nil
}

// openClass reads "[" or "[^".
func (p *parser) openClass() (level, error) {
	l := level{open: p.pos}
	p.pos++
	if strings.HasPrefix(p.src[p.pos:], "^") {
		l.negate = true
		p.pos++
	}
	if strings.HasPrefix(p.src[p.pos:], "]") {
		return l, errorAt(p.pos, `a class needs a character; "]" in a class is written "\]"`)
	}
	return l, nil
}

// items reads the inside of a class, up to and with "]", or up to the "[" of
// what is subtracted, where minus is true.
func (p *parser) items(l *level) (minus bool, err error) {
	for first := true; p.pos < len(p.src); first = false {
		rest := p.src[p.pos:]
		switch {
		case rest[0] == ']':
			p.pos++
			return false, nil
		case strings.HasPrefix(rest, "-[") && !first:
			p.pos++
			return true, nil
		case rest[0] == '-' && !first && !strings.HasPrefix(rest, "-]") && !strings.HasPrefix(rest, "--["):
			return false, errDash(p.pos)
		}
		if err := p.item(l); err != nil {
			return false, err
		}
	}
	return false, errorAt(l.open, `"[" is never closed`)
}

func errDash(offset int) error {
	return errorAt(offset, `"-" between other characters of a class is written "\-"`)
}

// item reads a character, a range or an escape for several characters.
func (p *parser) item(l *level) error {
	start := p.pos
	lo, single, err := p.classAtom()
	if err != nil {
		return err
	}
	if !p.atRange(start) {
		l.spans = append(l.spans, lo...)
		return nil
	}
	p.pos++
	if p.src[p.pos] == '-' {
		return errDash(p.pos)
	}
	hi, alsoSingle, err := p.classAtom()
	if err != nil {
		return err
	}
	text := p.src[start:p.pos]
	if !single || !alsoSingle {
		return errorAt(start, "range %s: both ends must be single characters", text)
	}
	if hi[0].lo < lo[0].lo {
		return errorAt(start, "range %s: the ends are the wrong way round", text)
	}
	l.spans = append(l.spans, span{lo[0].lo, hi[0].lo})
	return nil
}

// atRange reports whether the "-" of a range follows the item at start.
func (p *parser) atRange(start int) bool {
	rest := p.src[p.pos:]
	if len(rest) < 2 || rest[0] != '-' || rest[1] == ']' || rest[1] == '[' {
		return false
	}
	return p.src[start] != '-' && !strings.HasPrefix(rest, "--[")
}

// classAtom reads a character of a class or an escape; single is false if the
// escape stands for more than one character.
func (p *parser) classAtom() (s set, single bool, err error) {
	switch p.src[p.pos] {
	case '[':
		return nil, false, errorAt(p.pos, `"[" in a class is written "\["`)
	case '\\':
		start := p.pos
		if s, err = p.escape(); err == nil {
			_, single = singleEscape(rune(p.src[start+1]))
		}
		return s, single, err
	}
	r := p.rune()
	return set{{r, r}}, true, nil
}
