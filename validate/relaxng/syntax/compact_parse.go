package syntax

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// ParseCompact reads a schema in compact syntax, as [Parse] does.
func ParseCompact(file *source.File, o Options) (*Pattern, []*diag.Diagnostic, error) {
	limits := o.Limits.withDefaults()
	rep := newReporter(limits)
	if tooLarge(file, limits, rep) {
		return nil, rep.sorted(), nil
	}
	c := &compactParser{
		lex: newLexer(file, rep), file: file, rep: rep, limits: limits,
		prefixes:  map[string]binding{"xml": {uri: XMLNamespace}},
		libraries: map[string]string{"xsd": XSDDatatypes},
		standard:  binding{open: true},
	}
	c.read()
	p := c.schema()
	return p, rep.sorted(), nil
}

// A compactParser reads a schema in compact syntax. After a fault it is broken:
// it sees the end of the file until the grammar around the fault finds its
// next definition.
type compactParser struct {
	lex    *lexer
	file   *source.File
	rep    *reporter
	limits Limits

	tok      token
	ahead    []token
	behind   int64    // end of the last token taken
	comments []string // before tokens that were taken, not given to a node yet
	braces   int      // open ones
	broken   bool
	over     bool // a limit was reached: nothing more is read
	depth    int
	patterns int

	prefixes  map[string]binding
	standard  binding // default namespace
	libraries map[string]string
	declared  map[string]bool
	scope     *namespaces // the same, for values
}

// A binding is what a prefix stands for; open where that is left to the place
// of an include.
type binding struct {
	uri  string
	open bool
}

// read moves to the next token.
func (c *compactParser) read() {
	if len(c.ahead) > 0 {
		c.tok, c.ahead = c.ahead[0], c.ahead[1:]
		return
	}
	c.tok = c.lex.next()
}

// peek is the token after the current one.
func (c *compactParser) peek() *token {
	if len(c.ahead) == 0 {
		c.ahead = append(c.ahead, c.lex.next())
	}
	return &c.ahead[0]
}

// take gives the current token and moves on.
func (c *compactParser) take() token {
	t := c.tok
	c.comments = append(c.comments, t.comments...)
	c.behind = t.rng.End
	switch {
	case t.sign("{"):
		c.braces++
	case t.sign("}"):
		c.braces--
	}
	c.read()
	return t
}

// takeComments gives the comments up to the current token that belong to no
// node yet.
func (c *compactParser) takeComments() []string {
	comments := append(c.comments, c.tok.comments...)
	c.comments, c.tok.comments = nil, nil
	return comments
}

// sees reports whether the current token is that punctuation.
func (c *compactParser) sees(sign string) bool { return !c.broken && c.tok.sign(sign) }

// seesWord reports whether the current token is one of those keywords.
func (c *compactParser) seesWord(words ...string) bool {
	return !c.broken && c.tok.kind == tokenWord && slices.Contains(words, c.tok.text)
}

// accept takes the current token if it is that punctuation.
func (c *compactParser) accept(sign string) bool {
	if !c.sees(sign) {
		return false
	}
	c.take()
	return true
}

// expect takes a token that must come.
func (c *compactParser) expect(sign string) {
	if !c.accept(sign) {
		c.unexpected(diag.Quote(sign))
	}
}

// unexpected reports the current token and says what could stand there.
func (c *compactParser) unexpected(expected ...string) {
	switch {
	case c.broken:
		return
	case c.tok.kind == tokenBad:
		c.broken = true
		return
	case c.tok.kind == tokenEnd:
		c.fail(diag.SchemaSyntax, c.tok.rng, "the file ends too early; expected %s", diag.Or(expected))
		return
	}
	c.fail(diag.SchemaSyntax, c.tok.rng, "%s not allowed here; expected %s", &c.tok, diag.Or(expected))
}

// fail reports a fault that leaves open what follows.
func (c *compactParser) fail(code diag.Code, at source.Range, format string, args ...any) {
	if !c.broken {
		c.rep.errorf(c.file, code, at, format, args...)
	}
	c.broken = true
}

// wrong reports a fault after which reading goes on.
func (c *compactParser) wrong(code diag.Code, at source.Range, format string, args ...any) {
	if !c.broken {
		c.rep.errorf(c.file, code, at, format, args...)
	}
}

// enter counts a level of nesting; it is false where there are too many.
func (c *compactParser) enter() bool {
	if c.depth++; c.depth > c.limits.Depth && !c.over {
		c.fail(diag.SchemaTooDeep, c.tok.rng, "nested more than %s levels deep", thousands(c.limits.Depth))
		c.over = true
	}
	return !c.over
}

func (c *compactParser) leave() { c.depth-- }

// from is the range from an offset to the last token taken.
func (c *compactParser) from(start int64) source.Range {
	return source.Range{Start: start, End: max(start, c.behind)}
}

// newPattern is a pattern that begins with a token.
func (c *compactParser) newPattern(op Op, t token) *Pattern {
	if c.patterns++; c.patterns > c.limits.Patterns && !c.over {
		c.fail(diag.SchemaTooManyPatterns, t.rng, "more than %s patterns", thousands(c.limits.Patterns))
		c.over = true
	}
	return &Pattern{Op: op, File: c.file, Range: t.rng, NameRange: t.rng}
}

// schema reads the whole file: declarations, then a pattern or the content of
// a grammar.
func (c *compactParser) schema() *Pattern {
	head := c.takeComments()
	for c.declaration() {
	}
	if c.broken {
		c.recover(0, 0)
	}
	head = append(head, c.comments...)
	c.comments = nil
	a := c.annotations()
	if c.atComponent() || c.tok.kind == tokenEnd && !c.broken {
		return c.implicitGrammar(head, a)
	}
	p := c.pattern(a, true)
	if !c.broken && c.tok.kind != tokenEnd {
		c.unexpected("the end of the file")
	}
	if p.Op == OpValue && p.Annotations != nil && len(p.Annotations.Elements) > 0 {
		// In XML syntax they stand behind the value, and behind the root nothing stands.
		c.wrong(diag.SchemaAnnotation, p.Annotations.Elements[0].Range, "a value that is the whole schema must not have annotation elements; expected attributes only")
	}
	p.Annotations = withCommentTexts(head, p.Annotations)
	p.Annotations = withEnd(p.Annotations, c.takeComments())
	return p
}

// implicitGrammar reads the content of a grammar that has no braces.
func (c *compactParser) implicitGrammar(head []string, a *Annotations) *Pattern {
	p := c.newPattern(OpGrammar, token{rng: source.Range{End: c.file.Size()}})
	p.NameRange = c.tok.rng
	p.Grammar = c.grammar(0, a, true, &p.Annotations)
	p.Annotations = withCommentTexts(head, p.Annotations)
	return p
}

// literal reads a literal of one segment or more.
func (c *compactParser) literal() (text string, at source.Range) {
	if c.broken || c.tok.kind != tokenLiteral {
		c.unexpected("a literal in quotes")
		return "", c.tok.rng
	}
	start := c.tok.rng.Start
	text = c.take().text
	for c.accept("~") {
		if c.broken || c.tok.kind != tokenLiteral {
			c.unexpected("a literal in quotes")
			break
		}
		text += c.take().text
	}
	return text, c.from(start)
}
