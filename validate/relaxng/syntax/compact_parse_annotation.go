package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// annotations reads the comments, the documentation and the annotations in
// brackets before something. It is nil if there are none.
func (c *compactParser) annotations() *Annotations {
	var a *Annotations
	comments := c.takeComments()
	for !c.broken && c.tok.kind == tokenDoc {
		t := c.take()
		note(&a).Elements = append(note(&a).Elements, &AnnotationElement{
			Space: AnnotationsNS, Prefix: "a", Local: "documentation", Content: appendText(nil, t.text), Range: t.rng,
		})
	}
	if c.accept("[") {
		for !c.broken && !c.sees("]") {
			c.annotation(note(&a))
		}
		c.expect("]")
	}
	return withCommentTexts(append(comments, c.takeComments()...), a)
}

// annotation reads one attribute or element in brackets.
func (c *compactParser) annotation(a *Annotations) {
	if c.broken || c.tok.kind != tokenWord && c.tok.kind != tokenQuoted && c.tok.kind != tokenCName {
		c.unexpected("an annotation", `"]"`)
		return
	}
	if c.peek().sign("[") {
		a.Elements = append(a.Elements, c.annotationElement(true))
		return
	}
	c.annotationAttr(&a.Attrs, true)
}

// following reads the annotations after something.
func (c *compactParser) following(a **Annotations) {
	for c.accept(">>") {
		if e := c.annotationElement(true); e != nil {
			note(a).After = append(note(a).After, e)
		}
	}
}

// annotationAttr reads name = "value". On a node of the schema itself it must
// have a namespace.
func (c *compactParser) annotationAttr(attrs *[]AnnotationAttr, outer bool) {
	t := c.take()
	at := AnnotationAttr{Prefix: t.prefix, Local: t.text}
	if t.kind == tokenCName {
		at.Space = c.resolve(t).uri
	}
	c.expect("=")
	at.Value, _ = c.literal()
	at.Range = c.from(t.rng.Start)
	problem := ""
	switch {
	case outer && at.Space == "":
		problem = "must have a prefix with a namespace"
	case outer && at.Space == NS:
		problem = "must not be in the namespace of RELAX NG"
	case at.Space == xmlnsNamespaces[0] || at.Space == xmlnsNamespaces[1] || at.Space == "" && at.Local == "xmlns":
		problem = "is a namespace declaration; expected one at the top"
	case hasAttr(*attrs, at):
		problem = "stands twice on one node"
	}
	if problem != "" {
		c.wrong(diag.SchemaAnnotation, t.rng, "annotation %s %s", &t, problem)
		return
	}
	*attrs = append(*attrs, at)
}

func hasAttr(attrs []AnnotationAttr, at AnnotationAttr) bool {
	for _, other := range attrs {
		if other.Space == at.Space && other.Local == at.Local {
			return true
		}
	}
	return false
}

// annotationElement reads name [ … ].
func (c *compactParser) annotationElement(outer bool) *AnnotationElement {
	e := &AnnotationElement{Range: c.tok.rng}
	if !c.enter() || c.broken || c.tok.kind != tokenWord && c.tok.kind != tokenQuoted && c.tok.kind != tokenCName {
		c.leave()
		c.unexpected("an annotation element")
		return e
	}
	defer c.leave()
	t := c.take()
	e.Prefix, e.Local = t.prefix, t.text
	if t.kind == tokenCName {
		e.Space = c.resolve(t).uri
	}
	if outer && e.Space == NS {
		c.wrong(diag.SchemaAnnotation, t.rng, "annotation %s must not be in the namespace of RELAX NG", &t)
	}
	c.expect("[")
	for !c.broken && !c.sees("]") {
		c.annotationContent(e)
	}
	e.Content = withNodeComments(e.Content, c.takeComments())
	c.expect("]")
	e.Range = c.from(t.rng.Start)
	return e
}

// annotationContent reads one attribute, element or text.
func (c *compactParser) annotationContent(e *AnnotationElement) {
	e.Content = withNodeComments(e.Content, c.takeComments())
	switch {
	case c.tok.kind == tokenLiteral:
		text, _ := c.literal()
		e.Content = appendText(e.Content, text)
	case c.tok.kind != tokenWord && c.tok.kind != tokenQuoted && c.tok.kind != tokenCName:
		c.unexpected("an annotation", "a literal in quotes", `"]"`)
	case c.peek().sign("["):
		e.Content = append(e.Content, AnnotationNode{Element: c.annotationElement(false)})
	default:
		c.annotationAttr(&e.Attrs, false)
	}
}

func withNodeComments(content []AnnotationNode, comments []string) []AnnotationNode {
	for _, text := range comments {
		content = append(content, AnnotationNode{Text: text, Comment: true})
	}
	return content
}

// misplacedAnnotations reports annotations of an annotation.
func (c *compactParser) misplacedAnnotations(a *Annotations) {
	if !a.says() {
		return
	}
	at := source.Range{}
	switch {
	case len(a.Elements) > 0:
		at = a.Elements[0].Range
	case len(a.Attrs) > 0:
		at = a.Attrs[0].Range
	}
	c.wrong(diag.SchemaAnnotation, at, "an annotation element must not be annotated itself")
}
