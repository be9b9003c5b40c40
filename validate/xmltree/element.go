package xmltree

import (
	"iter"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
)

// An Element is an element with all that it holds.
type Element struct {
	Node
	Name Name

	Tag          source.Range // the start tag
	NameRange    source.Range // the name in it
	EndTag       source.Range // the end tag; empty, at the element's end, if there is none
	EndNameRange source.Range // the name in it

	// SelfClosing says that the start tag is an empty-element tag.
	SelfClosing bool
	// MissingEnd says that there should be an end tag, and is none.
	MissingEnd bool
	// Doubtful says that the element cannot be judged, as its start tag is
	// only half there or its name means nothing.
	Doubtful bool

	// Attrs are the attributes in the order of the document, defaults behind.
	// In a tag that is not well-formed a name may be there twice.
	Attrs []Attr

	first, last *Node
	unclosedTag bool // the start tag has no ">"
}

// Children are the nodes in the element, one level deep.
func (e *Element) Children() iter.Seq[*Node] {
	if e == nil {
		return siblings(nil)
	}
	return siblings(e.first)
}

// FirstChild is the first node in the element, or nil.
func (e *Element) FirstChild() *Node {
	if e == nil {
		return nil
	}
	return e.first
}

// Elements are the elements one level deep.
func (e *Element) Elements() iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for n := range e.Children() {
			if n.Kind == ElementNode && !yield(n.Element) {
				return
			}
		}
	}
}

// ChildElements are the elements one level deep that have a local name, in
// whatever namespace.
func (e *Element) ChildElements(local string) iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for c := range e.Elements() {
			if c.Name.Local == local && !yield(c) {
				return
			}
		}
	}
}

// Child is the first of the [Element.ChildElements] of that name, or nil.
func (e *Element) Child(local string) *Element {
	for c := range e.ChildElements(local) {
		return c
	}
	return nil
}

// Attr is the first attribute without a prefix that has a name, or nil.
func (e *Element) Attr(local string) *Attr {
	if e == nil {
		return nil
	}
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.Name.Raw == local {
			return a
		}
	}
	return nil
}

// AttrValue is the value of an attribute without a prefix, and whether the
// element has it.
func (e *Element) AttrValue(local string) (value string, ok bool) {
	if a := e.Attr(local); a != nil {
		return a.Value, true
	}
	return "", false
}

// Text is the character data among the children: text, sections, and what
// entities bring. Text in child elements is not part of it.
func (e *Element) Text() string {
	var first string
	var more *strings.Builder
	for n := range e.Children() {
		switch {
		case n.Kind != TextNode && n.Kind != CDATANode:
		case first == "":
			first = n.Text
		default:
			if more == nil {
				more = new(strings.Builder)
				more.WriteString(first)
			}
			more.WriteString(n.Text)
		}
	}
	if more != nil {
		return more.String()
	}
	return first
}

// TextRange is where to underline the text of the element: from the first to
// the last node with text, without white space around them where that is
// written as it is. It is the start tag's range if there is no text.
func (e *Element) TextRange() source.Range {
	var r source.Range
	found := false
	for n := range e.Children() {
		if n.Kind != TextNode && n.Kind != CDATANode || isBlank(n.Text) {
			continue
		}
		ink := n.ink()
		if found {
			ink = r.Cover(ink)
		}
		r, found = ink, true
	}
	switch {
	case found:
		return r
	case e == nil:
		return source.Range{}
	}
	return e.Tag
}

// ink is the range of a text without the white space around it, if its bytes
// are its characters.
func (n *Node) ink() source.Range {
	r := n.Range
	if n.Kind != TextNode || r.Len() != int64(len(n.Text)) {
		return r
	}
	left := strings.TrimLeft(n.Text, spaces)
	r.Start += int64(len(n.Text) - len(left))
	r.End = r.Start + int64(len(strings.TrimRight(left, spaces)))
	return r
}

// spaces is S of XML 1.0 §2.3.
const spaces = " \t\r\n"

func isBlank(text string) bool { return strings.Trim(text, spaces) == "" }

// Path is the way from the root to the element by local names, such as
// "/domainsnapshot/disks/disk".
func (e *Element) Path() string {
	var names []string
	for ; e != nil; e = e.Parent {
		names = append(names, e.Name.Local)
	}
	var b strings.Builder
	for i := len(names) - 1; i >= 0; i-- {
		b.WriteString("/" + names[i])
	}
	return b.String()
}
