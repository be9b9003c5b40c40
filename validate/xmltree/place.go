package xmltree

// Part says which part of a node a place is in.
type Part uint8

// The parts of nodes.
const (
	InContent   Part = iota // between the nodes in an element, or at the top of the document
	InNode                  // within a node that is no element
	InTag                   // in a start tag, but in none of the parts that follow
	InName                  // in or at the name of a start tag
	InAttrName              // in or at the name of an attribute
	InAttrValue             // between the quotes of an attribute value, or at them
	InEndTag                // in an end tag
)

// A Place is where a cursor stands in a document.
type Place struct {
	Node *Node // the innermost node; nil at the top of the document, between nodes
	Part Part
	Attr *Attr // the attribute, if the place is in one
}

// Element is the innermost element around the place, or nil.
func (p Place) Element() *Element {
	switch {
	case p.Node == nil:
		return nil
	case p.Node.Kind == ElementNode:
		return p.Node.Element
	}
	return p.Node.Parent
}

// At is the place of a cursor that stands before the byte at an offset. A
// cursor at the edge of a tag is outside of it, unless the tag lacks its ">";
// one at the edge of text is in the text.
func (d *Document) At(offset int64) Place {
	var within *Element
	level := d.first
	for {
		n := holding(level, offset)
		switch {
		case n == nil && within == nil:
			return Place{}
		case n == nil:
			return Place{Node: &within.Node}
		case n.Kind != ElementNode:
			return Place{Node: n, Part: InNode}
		}
		e := n.Element
		switch {
		case e.inTag(offset):
			return e.tagPlace(offset)
		case e.EndTag.Start < offset && offset < e.EndTag.End || offset == e.EndTag.End && e.EndTag.Len() > 0:
			return Place{Node: n, Part: InEndTag}
		}
		within, level = e, e.first
	}
}

// holding is the node of a level that a cursor is in, or nil.
func holding(level *Node, offset int64) *Node {
	var edge *Node
	for n := range siblings(level) {
		switch {
		case n.Generated || n.Range.End < offset:
		case n.Range.Start > offset:
			return edge
		case n.Range.Start < offset && offset < n.Range.End:
			return n
		case n.soft(offset) && (edge == nil || edge.Kind == TextNode):
			edge = n
		}
	}
	return edge
}

// soft reports whether a cursor at an edge of the node counts as in it.
func (n *Node) soft(offset int64) bool {
	switch {
	case n.Kind == TextNode:
		return true
	case n.Kind == ElementNode:
		return offset == n.Range.End && n.Element.MissingEnd
	}
	return offset == n.Range.End && n.Kind == JunkNode
}

// inTag reports whether a cursor is in the start tag.
func (e *Element) inTag(offset int64) bool {
	return e.Tag.Start < offset && (offset < e.Tag.End || offset == e.Tag.End && e.unclosedTag)
}

// tagPlace is the place of a cursor that is in the start tag.
func (e *Element) tagPlace(offset int64) Place {
	p := Place{Node: &e.Node, Part: InTag}
	if e.NameRange.Contains(offset) {
		p.Part = InName
		return p
	}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if a.Default || !a.Range.Contains(offset) {
			continue
		}
		p.Attr = a
		switch {
		case a.NameRange.Contains(offset):
			p.Part = InAttrName
			return p
		case a.ValueRange.Contains(offset) && offset > a.NameRange.End:
			p.Part = InAttrValue
			return p
		}
	}
	return p
}
