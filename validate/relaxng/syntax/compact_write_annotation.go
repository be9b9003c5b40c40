package syntax

import (
	"strings"
)

// leadingOf is the annotations that stand before a pattern. A value has its
// elements behind it, and comments at the end of what has no braces go before.
func leadingOf(p *Pattern) *Annotations {
	a := p.Annotations
	if a == nil && p.Grammar != nil {
		a = p.Grammar.Annotations
	}
	if a == nil {
		return nil
	}
	switch p.Op {
	case OpElement, OpAttribute, OpList, OpMixed, OpGrammar:
		return a
	}
	moved := *a
	moved.Comments = append(append([]string(nil), a.Comments...), a.End...)
	if p.Op == OpValue {
		return textualAnnotations(&moved)
	}
	return &moved
}

// followingOf is the annotations that stand after a pattern.
func followingOf(p *Pattern) *Annotations {
	if p.Op == OpValue {
		return textualAnnotations(p.Annotations)
	}
	return p.Annotations
}

// textualAnnotations moves elements behind a node that cannot have any.
func textualAnnotations(a *Annotations) *Annotations {
	if a == nil || len(a.Elements) == 0 {
		return a
	}
	moved := *a
	moved.After = append(append([]*AnnotationElement(nil), a.Elements...), a.After...)
	moved.Elements = nil
	return &moved
}

// ending is the comments at the end of a definition.
func (c *compactWriter) ending(a *Annotations) []*box {
	var items []*box
	if a != nil {
		for _, text := range a.End {
			items = append(items, hardLine())
			items = append(items, commentBox(text)...)
			items = items[:len(items)-1]
		}
	}
	return items
}

// leading is what stands before a node: comments, documentation, and other
// annotations in brackets.
func (c *compactWriter) leading(a *Annotations) []*box {
	if a == nil {
		return nil
	}
	var items []*box
	for _, text := range a.Comments {
		items = append(items, commentBox(text)...)
	}
	elements := a.Elements
	for i, e := range a.Elements {
		if !isDocumentation(e) {
			break
		}
		if i > 0 {
			items = append(items, hardLine())
		}
		items = append(items, linesBox("##", e.Text())...)
		elements = a.Elements[i+1:]
	}
	if len(a.Attrs)+len(elements) == 0 {
		return items
	}
	return append(items, c.brackets(a.Attrs, elements), line())
}

// isDocumentation reports whether lines with "##" can say what the element
// says.
func isDocumentation(e *AnnotationElement) bool {
	if e.Space != AnnotationsNS || e.Local != "documentation" || len(e.Attrs) > 0 {
		return false
	}
	for _, n := range e.Content {
		if n.Element != nil || n.Comment {
			return false
		}
	}
	return !strings.ContainsAny(e.Text(), "\r")
}

// commentBox is a comment with the line end behind it.
func commentBox(text string) []*box { return linesBox("#", text) }

// linesBox is lines that begin with a sign.
func linesBox(sign, content string) []*box {
	var items []*box
	for _, l := range strings.Split(content, "\n") {
		if l != "" {
			l = " " + escapeCompact(l)
		}
		items = append(items, text(sign+l), hardLine())
	}
	return items
}

// brackets is annotations before a node.
func (c *compactWriter) brackets(attrs []AnnotationAttr, elements []*AnnotationElement) *box {
	items := []*box{text("[")}
	for _, at := range attrs {
		items = append(items, nest(line(), text(c.annotationAttr(at))))
	}
	for _, e := range elements {
		items = append(items, nest(line(), c.foreign(e)))
	}
	return group(append(items, line(), text("]"))...)
}

func (c *compactWriter) annotationAttr(at AnnotationAttr) string {
	return c.annotationName(at.Space, at.Prefix, at.Local) + " = " + quote(at.Value)
}

func (c *compactWriter) annotationName(space, prefix, local string) string {
	if space == "" {
		return local
	}
	return c.prefix(prefix, space) + ":" + local
}

// following is the annotations after a node.
func (c *compactWriter) following(a *Annotations) []*box {
	if a == nil {
		return nil
	}
	var items []*box
	for _, e := range a.After {
		items = append(items, nest(line(), text(">> "), c.foreign(e)))
	}
	return items
}

// foreign is an annotation element.
func (c *compactWriter) foreign(e *AnnotationElement) *box {
	items := []*box{text(c.annotationName(e.Space, e.Prefix, e.Local) + " [")}
	for _, at := range e.Attrs {
		items = append(items, nest(line(), text(c.annotationAttr(at))))
	}
	for _, n := range e.Content {
		switch {
		case n.Element != nil:
			items = append(items, nest(line(), c.foreign(n.Element)))
		case n.Comment:
			comment := commentBox(n.Text)
			items = append(items, nest(append([]*box{hardLine()}, comment[:len(comment)-1]...)...))
		case isProse(n.Text):
			items = append(items, nest(hardLine()), text(quoteProse(n.Text)))
		default:
			items = append(items, nest(line(), text(quote(n.Text))))
		}
	}
	if len(items) == 1 {
		return text(items[0].text + "]")
	}
	return group(append(items, line(), text("]"))...)
}

// isProse reports whether a text has several lines and can stand between
// triple quotes, where they may be written as they are.
func isProse(s string) bool {
	return strings.Contains(s, "\n") && !strings.Contains(s, `"""`) && !strings.HasSuffix(s, `"`)
}

// quoteProse is a literal between triple quotes.
func quoteProse(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = escapeCompact(line)
	}
	return `"""` + strings.Join(lines, "\n") + `"""`
}

// quote is a literal in compact syntax. Quotes that cannot stand in a segment
// get one of their own.
func quote(s string) string {
	switch {
	case !strings.Contains(s, `"`):
		return `"` + escapeCompact(s) + `"`
	case !strings.Contains(s, "'"):
		return "'" + escapeCompact(s) + "'"
	}
	var segments []string
	for i, part := range strings.Split(s, `"`) {
		if i > 0 {
			segments = append(segments, `'"'`)
		}
		if part != "" {
			segments = append(segments, `"`+escapeCompact(part)+`"`)
		}
	}
	return strings.Join(segments, " ~ ")
}

// escapeCompact writes line ends, and backslashes that would begin an escape,
// as escapes.
func escapeCompact(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch {
		case s[i] == '\n':
			b.WriteString(`\x{A}`)
		case s[i] == '\r':
			b.WriteString(`\x{D}`)
		case s[i] == '\\' && strings.HasPrefix(strings.TrimLeft(s[i+1:], "x"), "{") && s[i+1] == 'x':
			b.WriteString(`\x{5C}`)
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
