package xsdregexp

import (
	"strings"
	"unicode"
)

// escape reads "\" and what follows (appendix F.1.1).
func (p *parser) escape() (set, error) {
	start := p.pos
	p.pos++
	if p.pos == len(p.src) {
		return nil, errorAt(start, `"\" at the end escapes nothing; as a character it is written "\\"`)
	}
	c := p.rune()
	if s, ok := singleEscape(c); ok {
		return s, nil
	}
	if c == 'p' || c == 'P' {
		return p.property(start, c == 'P')
	}
	s := multiEscape(unicode.ToLower(c))
	if s == nil {
		return nil, errorAt(start, `"\%c" means nothing here`, c)
	}
	if unicode.IsUpper(c) {
		return s.not(), nil
	}
	return s, nil
}

// singleEscape is the character that "\c" stands for.
func singleEscape(c rune) (set, bool) {
	switch {
	case c == 'n':
		c = '\n'
	case c == 'r':
		c = '\r'
	case c == 't':
		c = '\t'
	case !strings.ContainsRune(singleEscapes, c):
		return nil, false
	}
	return set{{c, c}}, true
}

// multiEscape is the characters that "\c" stands for, or nil.
func multiEscape(c rune) set {
	switch c {
	case 's':
		return spaces
	case 'i':
		return nameStart()
	case 'c':
		return nameChar()
	case 'd':
		return digits()
	case 'w':
		return wordChars()
	}
	return nil
}

// property reads the "{name}" of \p or \P, which begins at start.
func (p *parser) property(start int, negate bool) (set, error) {
	name, _, closed := strings.Cut(p.src[p.pos:], "}")
	if !closed || !strings.HasPrefix(name, "{") {
		return nil, errorAt(start, `%s needs a name in braces, such as \p{Lu} or \p{IsGreek}`, p.src[start:p.pos])
	}
	p.pos += len(name) + 1
	s, err := named(start, name[1:])
	if err == nil && negate {
		s = s.not()
	}
	return s, err
}

// named is the set of a category or, after "Is", of a block.
func named(start int, name string) (set, error) {
	if block, ok := strings.CutPrefix(name, "Is"); ok {
		if s, ok := blocks[block]; ok {
			return s, nil
		}
		return nil, errorAt(start, "there is no Unicode block %q in XSD 1.0", block)
	}
	for _, c := range strings.Fields(categories) {
		if c == name {
			return tableSet(unicode.Categories[name]), nil
		}
	}
	return nil, errorAt(start, "there is no Unicode category %q", name)
}
