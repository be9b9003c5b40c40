package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A tokenKind is the kind of a [token].
type tokenKind uint8

const (
	tokenEnd     tokenKind = iota // the end of the file
	tokenWord                     // a name that may be a keyword: text
	tokenQuoted                   // a name that is not: \text
	tokenCName                    // prefix:text
	tokenNSName                   // prefix:*
	tokenLiteral                  // one segment: text
	tokenDoc                      // a block of ## lines: text
	tokenSign                     // punctuation: text
	tokenBad                      // what is no token, which was reported
)

// A token of the compact syntax.
type token struct {
	kind     tokenKind
	text     string
	prefix   string
	rng      source.Range
	comments []string // before it
}

// sign reports whether the token is that punctuation.
func (t *token) sign(text string) bool { return t.kind == tokenSign && t.text == text }

// word reports whether the token is that keyword.
func (t *token) word(text string) bool { return t.kind == tokenWord && t.text == text }

// String is the token for messages.
func (t *token) String() string {
	switch t.kind {
	case tokenEnd:
		return "the end of the file"
	case tokenLiteral:
		return "the literal " + diag.Quote(t.text)
	case tokenDoc:
		return "documentation"
	case tokenCName:
		return diag.Quote(t.prefix + ":" + t.text)
	case tokenNSName:
		return diag.Quote(t.prefix + ":*")
	}
	return diag.Quote(t.text)
}

// signs are the punctuation, longer ones first.
var signs = []string{"|=", "&=", ">>", "{", "}", "(", ")", "[", "]", ",", "|", "&", "*", "+", "?", "-", "=", "~"}

// A lexer cuts a schema in compact syntax into tokens.
type lexer struct {
	*compactText
	pos int
}

func newLexer(file *source.File, rep *reporter) *lexer {
	text, start := newCompactText(file, rep)
	return &lexer{text, start}
}

// next reads the next token.
func (l *lexer) next() token {
	var comments []string
	for {
		start := l.pos
		c := l.at(start)
		switch {
		case c.r < 0:
			return token{rng: source.At(int64(start)), comments: comments}
		case isSpace(c):
			l.pos = c.end
			continue
		case c.r == '#':
			text, doc := l.comment()
			if !doc {
				comments = append(comments, text)
				continue
			}
			return l.token(token{kind: tokenDoc, text: text, comments: comments}, start)
		}
		if t, ok := l.visible(c); ok {
			t.comments = comments
			return l.token(t, start)
		}
		l.junk(start)
		return l.token(token{kind: tokenBad, comments: comments}, start)
	}
}

func isSpace(c char) bool {
	return c.r == ' ' || c.r == '\t' || c.r == '\n' && !c.escaped
}

func (l *lexer) token(t token, start int) token {
	t.rng = source.Range{Start: int64(start), End: int64(l.pos)}
	return t
}

// visible reads a token that is no comment.
func (l *lexer) visible(c char) (token, bool) {
	switch {
	case c.r == '"' || c.r == '\'':
		return l.literal(c.r), true
	case c.r == '\\' && isNameStart(l.at(c.end).r):
		l.pos = c.end
		return token{kind: tokenQuoted, text: l.name()}, true
	case isNameStart(c.r):
		return l.word(), true
	}
	for _, s := range signs {
		if end, ok := l.skip(l.pos, s); ok {
			l.pos = end
			return token{kind: tokenSign, text: s}, true
		}
	}
	return token{}, false
}

// skip is the offset behind a text if it stands at an offset.
func (l *lexer) skip(i int, text string) (end int, ok bool) {
	for _, r := range text {
		c := l.at(i)
		if c.r != r {
			return i, false
		}
		i = c.end
	}
	return i, true
}

// junk passes over a character that begins no token, and what looks like the
// rest of a word.
func (l *lexer) junk(start int) {
	c := l.at(start)
	l.pos = max(c.end, start+1)
	for next := l.at(l.pos); isNameChar(next.r); next = l.at(l.pos) {
		l.pos = next.end
	}
	switch {
	case c.escaped && c.r == utf8.RuneError: // reported
	case c.r == utf8.RuneError:
		l.fail(start, l.pos, "the file is not in UTF-8 or UTF-16 here")
	default:
		l.fail(start, l.pos, "character %s not allowed here", diag.Quote(string(c.r)))
	}
}

// name reads an NCName whose first character was seen.
func (l *lexer) name() string {
	var b strings.Builder
	for c := l.at(l.pos); isNameChar(c.r); c = l.at(l.pos) {
		b.WriteRune(c.r)
		l.pos = c.end
	}
	return b.String()
}

// word reads a name, a prefixed name or all names with a prefix.
func (l *lexer) word() token {
	name := l.name()
	colon := l.at(l.pos)
	if colon.r != ':' {
		return token{kind: tokenWord, text: name}
	}
	switch c := l.at(colon.end); {
	case c.r == '*':
		l.pos = c.end
		return token{kind: tokenNSName, prefix: name}
	case isNameStart(c.r):
		l.pos = colon.end
		return token{kind: tokenCName, prefix: name, text: l.name()}
	}
	return token{kind: tokenWord, text: name}
}

// literal reads a segment of a literal, its quotes single or tripled.
func (l *lexer) literal(quote rune) token {
	start := l.pos
	closing := string(quote)
	if _, ok := l.skip(start, strings.Repeat(closing, 3)); ok {
		closing = strings.Repeat(closing, 3)
	}
	l.pos, _ = l.skip(start, closing)
	var b strings.Builder
	for {
		if end, ok := l.skip(l.pos, closing); ok {
			l.pos = end
			return token{kind: tokenLiteral, text: b.String()}
		}
		c := l.at(l.pos)
		if c.r < 0 || c.r == '\n' && !c.escaped && len(closing) == 1 {
			l.fail(start, l.pos, "the literal has no end; expected %s", closing)
			return token{kind: tokenBad}
		}
		l.character(c)
		b.WriteRune(c.r)
		l.pos = c.end
	}
}

// character reports a character of a literal or comment that XML does not
// have.
func (l *lexer) character(c char) {
	switch {
	case c.r == utf8.RuneError && !c.escaped && c.end-l.pos == 1:
		l.fail(l.pos, c.end, "the file is not in UTF-8 or UTF-16 here")
	case !isXMLChar(c.r):
		l.fail(l.pos, c.end, "XML has no character U+%04X", c.r)
	}
}

// comment reads a block of lines that begin with "#", or of lines that begin
// with "##", which are documentation.
func (l *lexer) comment() (text string, doc bool) {
	var lines []string
	for {
		line, isDoc := l.commentLine()
		doc = isDoc
		lines = append(lines, line)
		next, ok := l.nextLine(doc)
		switch {
		case ok:
			l.pos = next
		case doc:
			return strings.Join(lines, "\n"), true
		default:
			return dedent(lines), false
		}
	}
}

// nextLine is the offset of "#" in the next line, if that continues a block.
func (l *lexer) nextLine(doc bool) (i int, ok bool) {
	c := l.at(l.pos)
	if c.r != '\n' {
		return 0, false
	}
	i = c.end
	for c = l.at(i); c.r == ' ' || c.r == '\t'; c = l.at(i) {
		i = c.end
	}
	return i, c.r == '#' && (l.at(c.end).r == '#') == doc
}

// commentLine reads a line without the signs and the space before its text.
func (l *lexer) commentLine() (text string, doc bool) {
	l.pos = l.at(l.pos).end
	for c := l.at(l.pos); c.r == '#'; c = l.at(l.pos) {
		l.pos, doc = c.end, true
	}
	if c := l.at(l.pos); c.r == ' ' {
		l.pos = c.end
	}
	var b strings.Builder
	for c := l.at(l.pos); c.r >= 0 && (c.r != '\n' || c.escaped); c = l.at(l.pos) {
		l.character(c)
		b.WriteRune(c.r)
		l.pos = c.end
	}
	return b.String(), doc
}
