package libvirt

import (
	"bytes"
	"iter"
	"strings"

	"github.com/snapxml/snapxml/validate/xmltree"
)

// A node is an element as libvirt's parser sees it. libvirt asks libxml2 for
// a tree without insignificant blanks (xmlKeepBlanksDefault(0)) in which
// references to entities stay what they are, and reads it with XPath, which
// finds elements by name only if they are in no namespace.
type node struct {
	*xmltree.Element
	name    string // local part of the name
	parent  *node
	nodes   []*node // all element children that were not brought by an entity
	content []piece // text and elements in their order
	keep    bool    // xml:space="preserve" holds here
}

// A piece of the content of an element: text, or an element.
type piece struct {
	text string
	node *node
}

// view makes the tree that libvirt sees of a well-formed document. It is nil
// for a document without elements.
func view(doc *xmltree.Document) *node {
	if doc == nil || doc.Root == nil {
		return nil
	}
	nodes := make(map[*xmltree.Element]*node)
	bytes := doc.File.Bytes()
	for n := range doc.Nodes() {
		parent := nodes[n.Parent]
		switch n.Kind {
		case xmltree.ElementNode:
			nodes[n.Element] = parent.add(n)
		case xmltree.TextNode, xmltree.CDATANode:
			if parent != nil && !parent.drops(n, bytes) {
				parent.content = append(parent.content, piece{text: n.Text})
			}
		case xmltree.CommentNode, xmltree.ProcInstNode, xmltree.ReferenceNode:
			if parent != nil {
				parent.content = append(parent.content, piece{node: comment})
			}
		}
	}
	return nodes[doc.Root]
}

// comment stands for a child that is neither text nor an element; it matters
// only as a neighbour of blanks.
var comment = &node{}

// add makes the node of an element and hangs it below its parent.
func (p *node) add(n *xmltree.Node) *node {
	e := n.Element
	child := &node{Element: e, name: nameOf(e.Name), parent: p, keep: p != nil && p.keep}
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.Name.Raw == "xml:space" {
			child.keep = a.Value == "preserve"
		}
	}
	if p == nil {
		return child
	}
	p.content = append(p.content, piece{node: child})
	if !n.Generated {
		p.nodes = append(p.nodes, child)
	}
	return child
}

// nameOf is the name without its prefix; one whose prefix is not declared
// keeps it.
func nameOf(n xmltree.Name) string {
	if n.Space == "" {
		return n.Raw
	}
	return n.Local
}

// drops reports whether libxml2 takes text for insignificant blanks
// (parser.c: areBlanks): nothing but white space before a tag, neither the
// only thing in its element nor behind text.
func (p *node) drops(n *xmltree.Node, file []byte) bool {
	if n.Kind != xmltree.TextNode || n.Generated || p.keep {
		return false
	}
	raw := file[n.Range.Start:n.Range.End]
	if len(bytes.TrimLeft(raw, " \t\r\n")) > 0 {
		return false
	}
	rest := file[n.Range.End:]
	switch {
	case len(rest) == 0 || rest[0] != '<':
		return false
	case len(p.content) == 0:
		return len(rest) < 2 || rest[1] != '/'
	}
	return p.content[0].node != nil && p.content[len(p.content)-1].node != nil
}

// str is what XPath's string() makes of the node: all text in it, at any
// depth. It is "" for no node.
func (n *node) str() string {
	switch {
	case n == nil:
		return ""
	case len(n.content) == 1 && n.content[0].node == nil:
		return n.content[0].text
	}
	var b strings.Builder
	n.write(&b)
	return b.String()
}

// write is recursive as deep as libxml2 lets documents be, 256 elements.
func (n *node) write(b *strings.Builder) {
	for _, p := range n.content {
		b.WriteString(p.text)
		if p.node != nil {
			p.node.write(b)
		}
	}
}

// all are the children of a name in no namespace, as XPath's ./name; "*" is
// every element, of whatever namespace.
func (n *node) all(name string) iter.Seq[*node] {
	return func(yield func(*node) bool) {
		if n == nil {
			return
		}
		for _, c := range n.nodes {
			if (name == "*" || c.name == name && c.Name.Space == "") && !yield(c) {
				return
			}
		}
	}
}

// count is the number of elements that all yields.
func (n *node) count(name string) int {
	total := 0
	for range n.all(name) {
		total++
	}
	return total
}

// find is the first element on a way down, such as "os/type", taking every
// branch as XPath does; nil if there is none.
func (n *node) find(path string) *node {
	name, rest, more := strings.Cut(path, "/")
	for c := range n.all(name) {
		if !more {
			return c
		}
		if found := c.find(rest); found != nil {
			return found
		}
	}
	return nil
}

// every are all elements on a way down, such as "clock/timer", in the order
// of the document.
func (n *node) every(path string) iter.Seq[*node] {
	name, rest, more := strings.Cut(path, "/")
	if !more {
		return n.all(name)
	}
	return func(yield func(*node) bool) {
		for c := range n.all(name) {
			for d := range c.every(rest) {
				if !yield(d) {
					return
				}
			}
		}
	}
}

// text is XPath's string() of the first element on a way, and that element;
// libvirt takes an empty string for nothing at all (virXPathString).
func (n *node) text(path string) (string, *node) {
	found := n.find(path)
	return found.str(), found
}

// prop is an attribute by its local name, whatever its namespace, as libxml2's
// xmlGetProp finds it (virXMLPropString). It may be there and empty.
func (n *node) prop(name string) (string, bool) {
	if n == nil {
		return "", false
	}
	for i := range n.Attrs {
		if a := &n.Attrs[i]; a.Name.Space != xmltree.XMLNS && nameOf(a.Name) == name {
			return a.Value, true
		}
	}
	return "", false
}

// at is XPath's string(path/@name): the first such attribute in no namespace
// on the way, "" if there is none or it is empty (virXPathString).
func (n *node) at(path, name string) (string, *node) {
	if path == "" {
		return n.attribute(name), n
	}
	for e := range n.every(path) {
		if e.Attr(name) != nil {
			return e.attribute(name), e
		}
	}
	return "", n.find(path)
}

// attribute is the value of an attribute in no namespace.
func (n *node) attribute(name string) string {
	if n == nil {
		return ""
	}
	value, _ := n.AttrValue(name)
	return value
}
