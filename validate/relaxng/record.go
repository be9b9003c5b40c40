package relaxng

import (
	"bytes"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"slices"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Record is a document held as a tree, so that its mistakes can be explained
// with all of it in view: see [Record.Explain]. Feed it the same events as a
// [Matcher]. It is for one document.
type Record struct {
	grammar    *Grammar
	ctx        Context
	contextual bool  // the schema has datatypes that look at namespaces
	top        *node // stands for the document; its only child is the root
	open       *node
	nodes      int
	depth      int
	deepest    int
	sound      map[fitKey]bool // which definitions nodes fit as they are
	cuts       []cut           // see Resume
}

// A node is an element of a document.
type node struct {
	name      xmlscan.ID
	full      xmlscan.Name
	tag       source.Range // the start tag
	nameRange source.Range
	end       source.Range // the end tag; of length 0 where there is none of its own
	attrs     []xmlscan.Attr
	parent    *node
	kids      int    // how many of items are elements
	items     []item // what it holds, blank text beside elements left out
	bindings  bindings
}

// An item is a child of a node, or a text between its tags.
type item struct {
	child *node
	text  *run
}

// A run is the text between two tags.
type run struct {
	value  []byte       // references replaced
	ink    source.Range // what is not whitespace, first to last
	whole  source.Range
	inked  bool
	holes  bool // it holds an entity that was not read
	broken bool // it has comments or the like in it, or is not in the document as such
}

// dropBlanks takes away blank text beside elements.
func (n *node) dropBlanks() {
	n.items = slices.DeleteFunc(n.items, func(it item) bool { return it.text != nil && !it.text.inked })
}

// bindings are the prefixes that values of a node may use.
type bindings map[string]string

// NewRecord makes a record for a document. The context must be able to tell
// names until [Record.Explain] returns.
func (g *Grammar) NewRecord(ctx Context) *Record {
	r := &Record{grammar: g, ctx: ctx, top: &node{}, sound: map[fitKey]bool{}}
	r.open = r.top
	r.contextual = slices.ContainsFunc(g.schema.Data, func(p *syntax.Pattern) bool { return p.Datatype.UsesContext() })
	return r
}

// Start takes a start tag.
func (r *Record) Start(tag *StartTag) {
	n := &node{
		name: tag.Name, full: r.ctx.NameOf(tag.Name), tag: tag.Range, nameRange: tag.NameRange,
		attrs: slices.Clone(tag.Attrs), parent: r.open,
	}
	for i := range n.attrs {
		n.attrs[i].Value = bytes.Clone(n.attrs[i].Value)
		r.bind(n, n.attrs[i].Value)
	}
	r.open.items = append(r.open.items, item{child: n})
	r.open.kids++
	r.open = n
	r.nodes++
	r.depth++
	r.deepest = max(r.deepest, r.depth)
}

// Text takes a piece of character content.
func (r *Record) Text(piece []byte, at source.Range) {
	t := r.run(at)
	if at.Start > t.whole.End || at.Len() != int64(len(piece)) {
		t.broken = true
	}
	t.whole = t.whole.Cover(at)
	t.value = append(t.value, piece...)
	if ink, ok := inkOf(piece, at); ok {
		if t.inked {
			ink = t.ink.Cover(ink)
		}
		t.ink, t.inked = ink, true
	}
}

// Skipped takes a reference to an entity that was not read.
func (r *Record) Skipped(at source.Range) {
	t := r.run(at)
	t.holes, t.broken = true, true
	t.whole = t.whole.Cover(at)
}

// run is the text since the last tag, a new one if there is none.
func (r *Record) run(at source.Range) *run {
	items := r.open.items
	if len(items) > 0 && items[len(items)-1].text != nil {
		return items[len(items)-1].text
	}
	t := &run{whole: source.At(at.Start)}
	r.open.items = append(items, item{text: t})
	return t
}

// End takes the end tag of the element that is open.
func (r *Record) End(tag source.Range) {
	n := r.open
	n.end = tag
	if n.kids > 0 {
		n.dropBlanks()
	} else if len(n.items) > 0 {
		r.bind(n, n.items[0].text.value)
	}
	r.open = n.parent
	r.depth--
}

// bind notes what the prefixes in a value stand for where it is written, if a
// datatype may ask.
func (r *Record) bind(n *node, value []byte) {
	if !r.contextual {
		return
	}
	if n.bindings == nil {
		n.bindings = bindings{}
	}
	for word := range bytes.FieldsSeq(value) {
		prefix, _, ok := bytes.Cut(word, []byte(":"))
		if !ok {
			prefix = nil
		}
		if uri, ok := r.ctx.Namespace(string(prefix)); ok {
			n.bindings[string(prefix)] = uri
		}
	}
}

// text is the whole content of an element without children.
func (n *node) text() *run {
	if n.kids == 0 && len(n.items) > 0 {
		return n.items[0].text
	}
	return &run{}
}

// size is the number of elements and attributes, counted to a limit.
func (n *node) size(limit int) int {
	size := 1 + len(n.attrs)
	for _, it := range n.items {
		if size >= limit {
			return limit
		}
		if it.child != nil {
			size += it.child.size(limit - size)
		}
	}
	return min(size, limit)
}

// whole is the range of the element with all it holds.
func (n *node) whole() source.Range { return n.tag.Cover(n.end) }

// path is the names of the elements down to the node, as /a/b.
func (n *node) path() string {
	if n.parent == nil {
		return ""
	}
	return n.parent.path() + "/" + n.full.Local
}

// A nodeContext is the namespaces in scope at a node.
type nodeContext struct {
	Context
	node *node
}

func (c nodeContext) Namespace(prefix string) (uri string, ok bool) {
	uri, ok = c.node.bindings[prefix]
	return uri, ok
}
