package xmltree

import (
	"iter"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Options say how a document is read.
type Options struct {
	Limits xmlscan.Limits
}

// A Document is the tree of a document. It does not change and may be used
// from several goroutines.
type Document struct {
	File   *source.File
	Root   *Element           // the first element at the top; nil if there is none
	Faults []*diag.Diagnostic // what is not well-formed, in the order of the document

	first, last *Node
}

// Parse makes the tree of a document. It never fails: the document is
// well-formed exactly if the tree has no faults.
func Parse(file *source.File, o Options) *Document {
	s := xmlscan.NewScanner(nil, xmlscan.Options{Limits: o.Limits})
	s.ResetWhole(file.Bytes())
	d := build(file, s)
	if s.Fault() != nil {
		s.ResetRecovering(file.Bytes())
		d = build(file, s)
	}
	return d
}

// Children are the nodes at the top of the document.
func (d *Document) Children() iter.Seq[*Node] { return siblings(d.first) }

// Nodes are all nodes in the order in which they begin. What is in an element
// or a document type declaration comes right behind it.
func (d *Document) Nodes() iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for n := d.first; n != nil; n = after(n) {
			if !yield(n) {
				return
			}
			for in := n.inner; in != nil; in = in.next {
				if !yield(in) {
					return
				}
			}
		}
	}
}

// Elements are all elements in the order of their start tags.
func (d *Document) Elements() iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for n := d.first; n != nil; n = after(n) {
			if n.Kind == ElementNode && !yield(n.Element) {
				return
			}
		}
	}
}

// after is the node that begins next.
func after(n *Node) *Node {
	if n.Kind == ElementNode && n.Element.first != nil {
		return n.Element.first
	}
	for n.next == nil {
		if n.Parent == nil {
			return nil
		}
		n = &n.Parent.Node
	}
	return n.next
}

// A Token is a stretch of the document that belongs to one node: of an
// element a tag, of any other node all of it.
type Token struct {
	Node  *Node
	Range source.Range
	End   bool // the end tag of an element
}

// Tokens are the parts of the document, one behind the other and without a
// gap: together they are the file.
func (d *Document) Tokens() iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for n := d.first; n != nil; {
			if !n.Generated && !yield(n.opening()) {
				return
			}
			if n.Kind == ElementNode && n.Element.first != nil {
				n = n.Element.first
				continue
			}
			for {
				if n.Kind == ElementNode && !n.Generated && n.Element.EndTag.Len() > 0 &&
					!yield(Token{n, n.Element.EndTag, true}) {
					return
				}
				if n.next != nil || n.Parent == nil {
					break
				}
				n = &n.Parent.Node
			}
			n = n.next
		}
	}
}

// opening is the token that a node begins with.
func (n *Node) opening() Token {
	if n.Kind == ElementNode {
		return Token{Node: n, Range: n.Element.Tag}
	}
	return Token{Node: n, Range: n.Range}
}
