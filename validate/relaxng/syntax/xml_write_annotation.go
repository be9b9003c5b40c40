package syntax

import (
	"strings"

	"github.com/beevik/etree"
)

// before writes the comments before a node.
func (x *xmlWriter) before(parent *etree.Element, a *Annotations) {
	if a == nil {
		return
	}
	for _, text := range a.Comments {
		x.newline(parent)
		x.commentToken(parent, text)
	}
}

// after writes the foreign elements after a node.
func (x *xmlWriter) after(parent *etree.Element, a *Annotations) {
	if a == nil {
		return
	}
	for _, e := range a.After {
		x.foreign(parent, e, NS)
	}
}

// open writes the foreign attributes of a node and the foreign elements at the
// beginning of its content.
func (x *xmlWriter) open(e *etree.Element, a *Annotations) {
	x.attrs(e, a)
	if a == nil {
		return
	}
	for _, f := range a.Elements {
		x.foreign(e, f, NS)
	}
}

func (x *xmlWriter) attrs(e *etree.Element, a *Annotations) {
	if a != nil {
		x.foreignAttrs(e, a.Attrs)
	}
}

// close writes the comments at the end of a node's content. In one that holds
// text they would become part of it.
func (x *xmlWriter) close(e *etree.Element, a *Annotations) {
	if a == nil {
		return
	}
	for _, text := range a.End {
		if !holdsText(e) {
			x.newline(e)
		}
		x.commentToken(e, text)
	}
}

// comment writes a comment on a line of its own outside the root element.
func (x *xmlWriter) comment(parent *etree.Element, text string) {
	x.commentToken(parent, text)
	parent.CreateText("\n")
}

// commentToken writes a comment; one of several lines is set off from its
// delimiters.
func (x *xmlWriter) commentToken(parent *etree.Element, text string) {
	text = safeComment(text)
	if !strings.Contains(text, "\n") {
		parent.CreateComment(" " + text + " ")
		return
	}
	indent := "\n" + strings.Repeat("  ", x.depth)
	var b strings.Builder
	for _, line := range strings.Split(text, "\n") {
		if line == "" {
			b.WriteString("\n")
		} else {
			b.WriteString(indent + "  " + line)
		}
	}
	parent.CreateComment(b.String() + indent)
}

// foreign writes a foreign element on a line of its own. The default
// namespace is the one in scope.
func (x *xmlWriter) foreign(parent *etree.Element, f *AnnotationElement, standard string) {
	x.newline(parent)
	x.foreignElement(parent, f, standard)
}

func (x *xmlWriter) foreignElement(parent *etree.Element, f *AnnotationElement, standard string) {
	name, plain := f.Local, f.Space == "" || f.Prefix == "" && f.Space == standard
	if !plain {
		name = x.prefixFor(f.Prefix, f.Space) + ":" + f.Local
	}
	e := parent.CreateElement(name)
	if plain && f.Space != standard {
		e.CreateAttr("xmlns", f.Space)
		standard = f.Space
	}
	x.foreignAttrs(e, f.Attrs)
	x.depth++
	lines := onLines(f)
	for _, n := range f.Content {
		if lines {
			x.newline(e)
		}
		switch {
		case n.Element != nil:
			x.foreignElement(e, n.Element, standard)
		case n.Comment:
			x.commentToken(e, n.Text)
		default:
			e.CreateText(n.Text)
		}
	}
	x.depth--
	if lines {
		x.newline(e)
	}
}

// onLines reports whether what a foreign element holds can be set on lines: it
// holds elements and no text.
func onLines(f *AnnotationElement) bool {
	lines := false
	for _, n := range f.Content {
		if n.Element == nil && !n.Comment {
			return false
		}
		lines = lines || n.Element != nil
	}
	for _, at := range f.Attrs {
		if at.Space == XMLNamespace && at.Local == "space" && at.Value == "preserve" {
			return false
		}
	}
	return lines
}

func (x *xmlWriter) foreignAttrs(e *etree.Element, attrs []AnnotationAttr) {
	for _, at := range attrs {
		name := at.Local
		if at.Space != "" {
			name = x.prefixFor(at.Prefix, at.Space) + ":" + at.Local
		}
		e.CreateAttr(name, at.Value)
	}
}
