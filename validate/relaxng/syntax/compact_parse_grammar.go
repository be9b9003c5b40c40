package syntax

import (
	"github.com/snapxml/snapxml/validate/source"
)

// assignments are the signs of a definition.
var assignments = map[string]Combine{"=": CombineNone, "|=": CombineChoice, "&=": CombineInterleave}

// atComponent reports whether the current token begins a component of a
// grammar.
func (c *compactParser) atComponent() bool {
	switch {
	case c.broken:
		return false
	case c.seesWord("start", "div", "include"):
		return true
	case c.tok.kind != tokenWord && c.tok.kind != tokenQuoted && c.tok.kind != tokenCName:
		return false
	}
	next := c.peek()
	if next.kind != tokenSign {
		return false
	}
	_, assigns := assignments[next.text]
	return assigns && c.tok.kind != tokenCName && (c.tok.kind == tokenQuoted || !keywords[c.tok.text]) || next.text == "["
}

// grammar reads components up to the end of the braces it is in. Annotations
// of the first component may have been read. Foreign elements before the first
// component go to the owner of the grammar.
func (c *compactParser) grammar(braces int, first *Annotations, includes bool, owner **Annotations) *Grammar {
	g := &Grammar{File: c.file}
	start := c.tok.rng.Start
	leading, a := true, first
	indent := c.indent()
	for {
		if a == nil {
			a = c.annotations()
		}
		g.Content = append(g.Content, c.loose(&a)...)
		if c.broken && !c.recover(braces, indent) || c.tok.kind == tokenEnd || c.sees("}") && braces > 0 {
			break
		}
		component := c.component(a, includes)
		switch {
		case component == nil:
		case component.Kind == Foreign && leading:
			note(owner).Elements = append(note(owner).Elements, component.Element)
		default:
			leading = false
			g.Content = append(g.Content, component)
		}
		a = nil
	}
	g.Range = c.from(start)
	return g
}

// loose makes components of the comments before an annotated component.
func (c *compactParser) loose(a **Annotations) []*Component {
	if *a == nil {
		return nil
	}
	var components []*Component
	for _, text := range (*a).Comments {
		at := source.At(c.tok.rng.Start)
		components = append(components, &Component{Kind: Comment, Text: text, File: c.file, Range: at, NameRange: at})
	}
	(*a).Comments = nil
	if !(*a).says() {
		*a = nil
	}
	return components
}

// recover passes over what follows a fault up to the next component of the
// grammar in so many braces, or to its end. It is false at the end of the
// file. A definition that begins a line as far to the left as the grammar's
// first component belongs to the grammar however the braces count.
func (c *compactParser) recover(braces, indent int) bool {
	if c.over {
		return false
	}
	for c.broken = false; c.tok.kind != tokenEnd; c.take() {
		c.comments = nil
		switch {
		case c.braces < braces:
			return false
		case c.braces == braces && c.tok.sign("}") && braces > 0:
			return true
		case c.atDefinition() && (c.braces == braces || c.indent() == indent):
			c.braces = braces
			return true
		}
	}
	c.broken = true
	return false
}

// indent is the number of bytes of white space before the current token in its
// line, or -1 if other things stand before it.
func (c *compactParser) indent() int {
	text := c.file.Bytes()
	start := int(min(c.tok.rng.Start, int64(len(text))))
	for n := 0; ; n++ {
		switch i := start - n - 1; {
		case i < 0 || text[i] == '\n' || text[i] == '\r':
			return n
		case text[i] != ' ' && text[i] != '\t':
			return -1
		}
	}
}

// atDefinition reports whether a definition begins beyond doubt.
func (c *compactParser) atDefinition() bool {
	if c.seesWord("include", "div") {
		return true
	}
	if !c.atComponent() {
		return false
	}
	_, assigns := assignments[c.peek().text]
	return assigns
}

// component reads one component of a grammar. It is nil where none begins.
func (c *compactParser) component(a *Annotations, includes bool) *Component {
	comp := &Component{Annotations: a, File: c.file, Range: c.tok.rng, NameRange: c.tok.rng}
	switch {
	case c.seesWord("div"):
		comp.Kind = Div
		c.take()
		c.body(comp, includes)
	case c.seesWord("include") && includes:
		c.include(comp)
	case !c.atComponent():
		c.unexpected("a definition", `"div"`, `"include"`)
		return nil
	case c.peek().sign("["):
		comp.Kind = Foreign
		comp.Element = c.annotationElement(true)
		c.misplacedAnnotations(a)
	default:
		c.definition(comp)
	}
	comp.Range = c.from(comp.Range.Start)
	return comp
}

// body reads the braces of div and include.
func (c *compactParser) body(comp *Component, includes bool) {
	c.expect("{")
	if !c.enter() || c.broken {
		comp.Grammar = &Grammar{File: c.file}
	} else {
		comp.Grammar = c.grammar(c.braces, nil, includes, &comp.Annotations)
	}
	c.leave()
	c.expect("}")
}

func (c *compactParser) include(comp *Component) {
	c.take()
	comp.Kind = Include
	comp.Href, comp.ValueRange = c.literal()
	b := c.inherit()
	comp.NS, comp.Inherit = b.uri, b.open
	comp.Grammar = &Grammar{File: c.file}
	if c.sees("{") {
		c.body(comp, false)
	}
}

// definition reads a start or a define.
func (c *compactParser) definition(comp *Component) {
	name := c.take()
	comp.Kind = Start
	if !name.word("start") {
		comp.Kind, comp.Name, comp.ValueRange = Def, name.text, name.rng
	}
	combine, ok := assignments[c.tok.text]
	if c.tok.kind != tokenSign || !ok {
		c.unexpected(`"="`, `"|="`, `"&="`)
	} else {
		c.take()
	}
	comp.Combine = combine
	comp.Pattern = c.pattern(c.annotations(), false)
}
