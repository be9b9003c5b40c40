package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
)

// operators join patterns.
var operators = map[string]Op{",": OpGroup, "|": OpChoice, "&": OpInterleave}

// repetitions stand behind a pattern.
var repetitions = map[string]Op{"*": OpZeroOrMore, "+": OpOneOrMore, "?": OpOptional}

// pattern reads a pattern whose first annotations were read.
func (c *compactParser) pattern(a *Annotations, top bool) *Pattern {
	if !c.enter() {
		return c.newPattern(OpNotAllowed, c.tok)
	}
	defer c.leave()
	left, except := c.particle(a)
	sign := c.tok
	op := operators[sign.text]
	if c.broken || sign.kind != tokenSign || op == 0 {
		if top && left.Annotations != nil && len(left.Annotations.After) > 0 {
			c.wrong(diag.SchemaAnnotation, left.Annotations.After[0].Range, "an annotation must not follow the outermost pattern; expected it before")
		}
		return left
	}
	p := c.newPattern(op, sign)
	p.Sub = []*Pattern{left}
	for c.sees(sign.text) && !except {
		c.take()
		var sub *Pattern
		sub, except = c.particle(c.annotations())
		p.Sub = append(p.Sub, sub)
	}
	if !c.broken && c.tok.kind == tokenSign && operators[c.tok.text] != 0 || except {
		c.wrong(diag.SchemaSyntax, c.tok.rng, "%s and %s must not be mixed; expected parentheses", &sign, c.mixed(except))
		c.broken = true
	}
	p.Range = source.Range{Start: left.Range.Start, End: c.behind}
	return p
}

// mixed names what stands beside an operator without parentheses.
func (c *compactParser) mixed(except bool) string {
	if except {
		return `"-"`
	}
	return c.tok.String()
}

// particle reads a pattern without operators. It says whether it is data with
// an except, which operators join only in parentheses.
func (c *compactParser) particle(a *Annotations) (p *Pattern, except bool) {
	p = c.primary(a)
	if c.sees("-") {
		return p, c.except(p)
	}
	c.following(&p.Annotations)
	if op := repetitions[c.tok.text]; !c.broken && c.tok.kind == tokenSign && op != 0 {
		repeated := c.newPattern(op, c.take())
		repeated.Sub = ungroup([]*Pattern{p})
		repeated.Range = c.from(p.Range.Start)
		p = repeated
		c.following(&p.Annotations)
	}
	return p, false
}

// except reads what is taken out of data.
func (c *compactParser) except(p *Pattern) bool {
	if p.Op != OpData {
		c.unexpected("an operator", "the end of the pattern")
		return false
	}
	c.take()
	p.Except = c.primary(c.annotations())
	p.Range = c.from(p.Range.Start)
	c.following(&p.Annotations)
	if c.sees("-") || c.tok.kind == tokenSign && repetitions[c.tok.text] != 0 {
		c.unexpected("the end of the pattern")
	}
	return true
}

// primary reads a pattern without operators and repetitions.
func (c *compactParser) primary(a *Annotations) *Pattern {
	if !c.enter() {
		return c.newPattern(OpNotAllowed, c.tok)
	}
	defer c.leave()
	if c.sees("(") {
		return c.parenthesis(a)
	}
	p := c.newPattern(OpNotAllowed, c.tok)
	p.Annotations = a
	switch {
	case c.broken:
	case c.tok.kind == tokenLiteral:
		p.Data = &Data{Type: "token"}
		c.value(p)
	case c.tok.kind == tokenCName:
		c.datatypeLibrary(p)
	case c.tok.kind == tokenQuoted, c.tok.kind == tokenWord && !keywords[c.tok.text]:
		p.Op, p.Ref, p.ValueRange = OpRef, c.tok.text, c.tok.rng
		c.take()
	case c.tok.kind == tokenWord:
		c.keyword(p)
	default:
		c.unexpected("a pattern")
	}
	p.Range = c.from(p.Range.Start)
	p.Annotations = withEnd(p.Annotations, c.comments)
	c.comments = nil
	return p
}

func (c *compactParser) parenthesis(a *Annotations) *Pattern {
	c.take()
	p := c.pattern(c.annotations(), false)
	p.Annotations = withEnd(p.Annotations, c.takeComments())
	c.expect(")")
	p.Annotations = wrapAnnotations(a, p.Annotations, p.Op == OpValue)
	return p
}

// keyword reads a pattern that begins with one.
func (c *compactParser) keyword(p *Pattern) {
	switch c.tok.text {
	case "element":
		c.named(p, OpElement)
	case "attribute":
		c.named(p, OpAttribute)
	case "list":
		c.braced(p, OpList)
	case "mixed":
		c.braced(p, OpMixed)
	case "text":
		c.simple(p, OpText)
	case "empty":
		c.simple(p, OpEmpty)
	case "notAllowed":
		c.simple(p, OpNotAllowed)
	case "string", "token":
		p.Data = &Data{Type: c.tok.text}
		c.data(p)
	case "parent":
		c.parent(p)
	case "external":
		c.external(p)
	case "grammar":
		c.take()
		p.Op = OpGrammar
		c.expect("{")
		p.Grammar = c.grammar(c.braces, nil, true, &p.Annotations)
		c.expect("}")
	default:
		c.unexpected("a pattern")
	}
}

func (c *compactParser) simple(p *Pattern, op Op) {
	c.take()
	p.Op = op
}

// named reads element and attribute.
func (c *compactParser) named(p *Pattern, op Op) {
	c.take()
	p.Op = op
	p.Name = c.nameClass(op == OpAttribute)
	c.expect("{")
	sub := c.pattern(c.annotations(), false)
	c.close(p)
	p.Sub = []*Pattern{sub}
	if op == OpElement {
		p.Sub = ungroup(p.Sub)
	}
}

// braced reads a pattern that holds one in braces.
func (c *compactParser) braced(p *Pattern, op Op) {
	c.take()
	p.Op = op
	c.expect("{")
	p.Sub = ungroup([]*Pattern{c.pattern(c.annotations(), false)})
	c.close(p)
}

// close takes the brace that ends a pattern; comments before it are at its
// end.
func (c *compactParser) close(p *Pattern) {
	p.Annotations = withEnd(p.Annotations, c.takeComments())
	if !c.accept("}") {
		c.unexpected(`","`, `"|"`, `"&"`, `"}"`)
	}
}

func (c *compactParser) parent(p *Pattern) {
	c.take()
	if c.broken || c.tok.kind != tokenQuoted && (c.tok.kind != tokenWord || keywords[c.tok.text]) {
		c.unexpected("the name of a definition")
		return
	}
	p.Op, p.Ref, p.ValueRange = OpParentRef, c.tok.text, c.tok.rng
	c.take()
}

func (c *compactParser) external(p *Pattern) {
	c.take()
	p.Op = OpExternalRef
	p.External = &External{}
	p.Href, p.ValueRange = c.literal()
	b := c.inherit()
	p.External.NS, p.Inherit = b.uri, b.open
}

// datatypeLibrary reads data or a value whose datatype has a prefix.
func (c *compactParser) datatypeLibrary(p *Pattern) {
	uri, ok := c.libraries[c.tok.prefix]
	if !ok {
		at := source.Range{Start: c.tok.rng.Start, End: c.tok.rng.Start + int64(len(c.tok.prefix))}
		c.wrong(diag.SchemaPrefix, at, "datatypes prefix %s is not declared; expected datatypes %s = \"…\" at the top", diag.Quote(c.tok.prefix), c.tok.prefix)
	}
	p.Data = &Data{Library: uri, Type: c.tok.text}
	c.data(p)
}

// data reads data from the name of its type on, or a value of that type.
func (c *compactParser) data(p *Pattern) {
	p.Op, p.ValueRange = OpData, c.tok.rng
	c.take()
	if !c.broken && c.tok.kind == tokenLiteral {
		c.value(p)
		return
	}
	if !c.accept("{") {
		return
	}
	for !c.broken && !c.sees("}") {
		p.Params = append(p.Params, c.param())
	}
	p.Annotations = withEnd(p.Annotations, c.takeComments())
	c.expect("}")
}

func (c *compactParser) param() *Param {
	param := &Param{Annotations: c.annotations()}
	start := c.tok.rng.Start
	if c.broken || c.tok.kind != tokenWord && c.tok.kind != tokenQuoted {
		c.unexpected("the name of a param", `"}"`)
		return param
	}
	name := c.take().text
	c.expect("=")
	value, at := c.literal()
	param.Param, param.ValueRange, param.Range = datatype.Param{Name: name, Value: value}, at, c.from(start)
	if len(c.comments) > 0 {
		param.Annotations = withCommentTexts(c.comments, param.Annotations)
		c.comments = nil
	}
	return param
}

// value reads the literal of a value.
func (c *compactParser) value(p *Pattern) {
	p.Op = OpValue
	p.Data.NS, p.Inherit, p.Context = c.standard.uri, c.standard.open, c.scope
	p.Value, p.ValueRange = c.literal()
}
