package xmltree

import (
	"iter"

	"github.com/snapxml/snapxml/validate/source"
)

// Kind is the kind of a node.
type Kind uint8

// The kinds of nodes.
const (
	ElementNode   Kind = iota + 1 // an element from its start tag to its end tag
	TextNode                      // character data, with references to characters; white space outside the root element
	CDATANode                     // a CDATA section
	CommentNode                   // a comment
	ProcInstNode                  // a processing instruction
	DoctypeNode                   // a document type declaration; instructions in it are its children
	ReferenceNode                 // a reference to an entity; what the entity brings follows as generated nodes
	XMLDeclNode                   // the XML declaration
	JunkNode                      // what is part of nothing else, as it is not well-formed
)

var kinds = [...]string{
	"", "ElementNode", "TextNode", "CDATANode", "CommentNode", "ProcInstNode",
	"DoctypeNode", "ReferenceNode", "XMLDeclNode", "JunkNode",
}

// String is the name of the constant.
func (k Kind) String() string { return kinds[k] }

// A Node is a part of a document.
type Node struct {
	Kind Kind

	// Generated says that the node comes from the text of an entity. Its
	// ranges are those of the reference.
	Generated bool

	// Range is where the node stands, in bytes of the file.
	Range source.Range

	// Parent is the element that the node is a child of, nil at the top of
	// the document.
	Parent *Element

	// Element is the element itself, of an [ElementNode].
	Element *Element

	// Name is the target of an instruction, the name of the entity of a
	// reference, and of a document type declaration that of the root element.
	Name string

	// Text is what text, a section, a comment or an instruction holds, in
	// UTF-8, with references replaced and line ends as "\n".
	Text string

	next, prev *Node
	inner      *Node // first child of a DoctypeNode
}

// Next is the sibling behind the node, or nil.
func (n *Node) Next() *Node { return n.next }

// Previous is the sibling before the node, or nil.
func (n *Node) Previous() *Node { return n.prev }

// siblings is a node and all its siblings behind it.
func siblings(n *Node) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for ; n != nil; n = n.next {
			if !yield(n) {
				return
			}
		}
	}
}

// Name is the name of an element or attribute.
type Name struct {
	Space string // URI of the namespace, "" for none and for a prefix that is not declared
	Local string // the part behind the colon
	Raw   string // as written, with the prefix
}

// An Attr is an attribute as it is written in a start tag. Declarations of
// namespaces are attributes, too; their namespace is [XMLNS].
type Attr struct {
	Name  Name
	Value string // normalised, with references replaced (XML 1.0 §3.3.3)

	Range      source.Range
	NameRange  source.Range
	ValueRange source.Range // without the quotes; empty where there is no value

	// Incomplete says that the value is not, or not fully, known: it is not
	// well-formed or refers to an entity that was not read.
	Incomplete bool
	// Default says that the attribute is not written but a default of the
	// document type declaration. Its ranges are that of the element's name.
	Default bool
}

// XMLNS is the namespace of attributes that declare namespaces.
const XMLNS = "http://www.w3.org/2000/xmlns/"
