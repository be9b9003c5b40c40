package syntax

import (
	"slices"
	"strings"
)

// note is the annotations at a place, made if there were none.
func note(a **Annotations) *Annotations {
	if *a == nil {
		*a = &Annotations{}
	}
	return *a
}

// withCommentTexts puts comments before a node that may have some.
func withCommentTexts(comments []string, a *Annotations) *Annotations {
	if len(comments) > 0 {
		n := note(&a)
		n.Comments = slices.Concat(comments, n.Comments)
	}
	return a
}

func withComments(comments []xmlChild, a *Annotations) *Annotations {
	return withCommentTexts(commentTexts(comments), a)
}

// withEnd adds comments at the end of a node's content.
func withEnd(a *Annotations, comments []string) *Annotations {
	if len(comments) > 0 {
		n := note(&a)
		n.End = append(n.End, comments...)
	}
	return a
}

// wrapAnnotations joins the annotations of a node with those of the only node
// that it holds and that takes its place. Where the inner node cannot have
// elements of its own (textual) they follow it.
func wrapAnnotations(outer, inner *Annotations, textual bool) *Annotations {
	if outer == nil {
		return inner
	}
	n := note(&inner)
	n.Comments = slices.Concat(outer.Comments, n.Comments)
	for _, at := range outer.Attrs {
		n.Attrs = withOuterAttr(n.Attrs, at)
	}
	if textual {
		n.After = slices.Concat(outer.Elements, n.After)
	} else {
		n.Elements = slices.Concat(outer.Elements, n.Elements)
	}
	n.After = append(n.After, outer.After...)
	n.End = append(n.End, outer.End...)
	return inner
}

// withOuterAttr adds an attribute of an outer node to those of an inner one,
// whose own count more. Of xml:base both count.
func withOuterAttr(attrs []AnnotationAttr, outer AnnotationAttr) []AnnotationAttr {
	for i := range attrs {
		if at := &attrs[i]; at.Space == outer.Space && at.Local == outer.Local {
			if at.Space == XMLNamespace && at.Local == "base" {
				at.Value = joinBase(outer.Value, at.Value)
			}
			return attrs
		}
	}
	return append(attrs, outer)
}

// foreign makes an annotation of an element that is not RELAX NG's.
func (r *xmlReader) foreign(n *xmlNode) *AnnotationElement {
	e := &AnnotationElement{Space: n.space, Prefix: n.prefix, Local: n.local, Range: n.rng}
	for _, at := range n.attrs {
		e.Attrs = append(e.Attrs, AnnotationAttr{at.space, at.prefix, at.local, at.value, at.rng})
	}
	layout := n.isLayout()
	for _, c := range n.children {
		switch {
		case c.node != nil:
			e.Content = append(e.Content, AnnotationNode{Element: r.foreign(c.node)})
		case layout && !c.comment:
		case c.comment:
			e.Content = append(e.Content, AnnotationNode{Text: commentText(c.text), Comment: true})
		default:
			e.Content = appendText(e.Content, c.text)
		}
	}
	return e
}

// appendText adds text to the content of an annotation, to the last node if
// that is text.
func appendText(content []AnnotationNode, text string) []AnnotationNode {
	if last := len(content) - 1; last >= 0 && content[last].Element == nil && !content[last].Comment {
		content[last].Text += text
		return content
	}
	if text == "" {
		return content
	}
	return append(content, AnnotationNode{Text: text})
}

func commentTexts(comments []xmlChild) []string {
	var texts []string
	for _, c := range comments {
		texts = append(texts, commentText(c.text))
	}
	return texts
}

// commentText is the text of a comment without white space around it and
// without the indentation that its lines share.
func commentText(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if first := strings.TrimLeft(lines[0], " \t"); first != "" {
		return strings.TrimRight(first+"\n"+dedent(lines[1:]), " \t\r\n")
	}
	return dedent(lines)
}

// dedent joins lines without the indentation that they share, without white
// space at their ends and without empty ones at both ends.
func dedent(lines []string) string {
	trimmed := make([]string, len(lines))
	for i, line := range lines {
		trimmed[i] = strings.TrimRight(line, " \t\r")
	}
	shared := sharedIndent(trimmed)
	for i := range trimmed {
		trimmed[i] = strings.TrimPrefix(trimmed[i], shared)
	}
	return strings.Trim(strings.Join(trimmed, "\n"), "\n")
}

// sharedIndent is the white space that all lines but empty ones begin with.
func sharedIndent(lines []string) string {
	shared, first := "", true
	for _, line := range lines {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		switch {
		case line == "":
		case first:
			shared, first = indent, false
		default:
			for !strings.HasPrefix(indent, shared) {
				shared = shared[:len(shared)-1]
			}
		}
	}
	return shared
}

// says reports whether there is more than comments.
func (a *Annotations) says() bool {
	return a != nil && len(a.Attrs)+len(a.Elements)+len(a.After) > 0
}
