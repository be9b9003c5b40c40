package syntax

// A position is where a pattern stands, which decides on parentheses.
type position uint8

const (
	inBody     position = iota // alone
	inOperator                 // beside an operator
	inPrimary                  // before a repetition or after "-"
)

// signOf is the operator of a pattern, "" if it has none.
func signOf(op Op) string {
	for sign, other := range operators {
		if other == op {
			return sign
		}
	}
	return ""
}

// repetitionOf is the sign behind a repeated pattern, "" if it has none.
func repetitionOf(op Op) string {
	for sign, other := range repetitions {
		if other == op {
			return sign
		}
	}
	return ""
}

// pattern is the box of a pattern with all its annotations.
func (c *compactWriter) pattern(p *Pattern, at position) *box {
	lead, follow := c.leading(leadingOf(p)), c.following(followingOf(p))
	operator, repetition := signOf(p.Op) != "", repetitionOf(p.Op) != ""
	bare := c.bare(p)
	switch {
	case operator && (at != inBody || len(lead)+len(follow) > 0),
		repetition && (at == inPrimary || len(lead) > 0):
		bare = parentheses(bare)
	}
	bare = sequence(lead, bare, follow)
	if at != inBody && p.Data != nil && p.Except != nil || at == inPrimary && len(follow) > 0 {
		bare = parentheses(bare)
	}
	return bare
}

// sequence is a box with what comes before and after it. What comes before
// keeps the box below it.
func sequence(lead []*box, b *box, follow []*box) *box {
	if len(lead)+len(follow) == 0 {
		return b
	}
	items := append(lead, b)
	return group(append(items, follow...)...)
}

func parentheses(b *box) *box {
	return group(text("("), nest(softLine(), b), softLine(), text(")"))
}

// bare is a pattern without its annotations.
func (c *compactWriter) bare(p *Pattern) *box {
	if sign := signOf(p.Op); sign != "" {
		return c.operands(p, sign)
	}
	if sign := repetitionOf(p.Op); sign != "" {
		return group(c.inner(p.Sub, inPrimary), text(sign))
	}
	switch p.Op {
	case OpElement:
		return c.braced("element ", c.nameClass(p.Name, false, true), p)
	case OpAttribute:
		return c.braced("attribute ", c.nameClass(p.Name, true, true), p)
	case OpList, OpMixed:
		return c.braced(opNames[p.Op], nil, p)
	case OpRef:
		return text(identifier(p.Ref))
	case OpParentRef:
		return text("parent " + identifier(p.Ref))
	case OpExternalRef:
		return text("external " + quote(joinBase(p.Base, p.Href)) + c.inherit(p.External.NS, p.Inherit))
	case OpData:
		return c.data(p)
	case OpValue:
		return c.value(p)
	case OpGrammar:
		return c.body("grammar", p.Grammar, p.Annotations)
	}
	return text(opNames[p.Op])
}

// operands is patterns joined by an operator. A comma stands at the end of a
// line, the others at the beginning.
func (c *compactWriter) operands(p *Pattern, sign string) *box {
	var items []*box
	for i, sub := range p.Sub {
		b := c.pattern(sub, inOperator)
		switch {
		case i == 0:
			items = append(items, b)
		case sign == ",":
			items = append(items, text(","), line(), b)
		default:
			items = append(items, line(), text(sign+" "), nest(b))
		}
	}
	return join(boxGroup, items)
}

// inner is what a pattern holds; several stand for a group.
func (c *compactWriter) inner(subs []*Pattern, at position) *box {
	switch len(subs) {
	case 0:
		return text("text")
	case 1:
		return c.pattern(subs[0], at)
	}
	return c.pattern(&Pattern{Op: OpGroup, Sub: subs}, at)
}

// braced is a pattern that holds one in braces.
func (c *compactWriter) braced(keyword string, name *box, p *Pattern) *box {
	items := []*box{text(keyword)}
	if name != nil {
		items = append(items, name)
	}
	content := []*box{line(), c.inner(p.Sub, inBody)}
	if p.Annotations != nil {
		for i, comment := range p.Annotations.End {
			if i == 0 {
				content = append(content, hardLine())
			}
			content = append(content, commentBox(comment)...)
		}
		if n := len(p.Annotations.End); n > 0 {
			return group(append(items, text(" {"), nest(content...), text("}"))...)
		}
	}
	return group(append(items, text(" {"), nest(content...), line(), text("}"))...)
}

// typeName is the name of a datatype.
func (c *compactWriter) typeName(p *Pattern) string {
	if p.Library == "" && (p.Type == "string" || p.Type == "token") {
		return p.Type
	}
	return c.datatypesPrefix(p.Library) + ":" + p.Type
}

func (c *compactWriter) data(p *Pattern) *box {
	items := []*box{text(c.typeName(p))}
	if len(p.Params) > 0 {
		items = append(items, text(" {"))
		for _, param := range p.Params {
			lead := c.leading(textualAnnotations(param.Annotations))
			items = append(items, nest(append(append([]*box{line()}, lead...), text(param.Name+" = "+quote(param.Value)))...))
		}
		items = append(items, line(), text("}"))
	}
	if p.Except != nil {
		items = append(items, text(" - "), c.pattern(p.Except, inPrimary))
	}
	return group(items...)
}

func (c *compactWriter) value(p *Pattern) *box {
	for prefix, uri := range c.prefixes {
		if bound, ok := lookup(p, prefix); ok && p.Library != "" && bound == uri && hasPrefix(p.Value, prefix) {
			c.used[prefix] = prefix != "xml"
		}
	}
	if p.Library == "" && p.Type == "token" {
		return text(quote(p.Value))
	}
	return text(c.typeName(p) + " " + quote(p.Value))
}

// hasPrefix reports whether a value is a name with that prefix.
func hasPrefix(value, prefix string) bool {
	written, _, ok := splitQName(trim(value))
	return ok && written == prefix
}
