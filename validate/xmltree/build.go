package xmltree

import (
	"cmp"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A builder makes a tree of the tokens of a scanner.
type builder struct {
	doc     *Document
	scanner *xmlscan.Scanner
	text    string       // the whole document, for strings that stand in it as they are
	open    *Element     // the innermost element
	covered int64        // up to where the document belongs to nodes
	subset  *Node        // the instructions in a document type declaration, last first
	piece   *Node        // the text that is not at its end
	pieces  []byte       // what it holds, if it is of several pieces
	rest    *Node        // the section whose next piece the next token is
	entity  source.Range // the last reference that a node was made for

	nodes    arena[Node]
	elements arena[Element]
	attrs    arena[Attr]
}

// build reads a document to its end.
func build(file *source.File, s *xmlscan.Scanner) *Document {
	b := &builder{doc: &Document{File: file}, scanner: s, entity: source.At(-1)}
	b.text = string(file.Bytes())
	for k := s.Next(); k != xmlscan.EOF; k = s.Next() {
		b.token(k)
	}
	b.endText()
	b.gap(file.Size())
	b.doc.Faults = s.Faults()
	return b.doc
}

// token takes the scanner's token.
func (b *builder) token(k xmlscan.Kind) {
	s := b.scanner
	r := s.Range()
	switch {
	case s.InSubset():
	case s.InEntity():
		b.reference(r)
	case k != xmlscan.Doctype:
		b.gap(r.Start)
	}
	if p := b.piece; p != nil && (k != xmlscan.Text || p != b.last() || p.Generated != s.InEntity()) {
		b.endText()
	}
	switch k {
	case xmlscan.StartElement:
		b.start(r)
	case xmlscan.EndElement:
		b.end(r)
	case xmlscan.Text:
		b.characters(r)
	case xmlscan.Comment:
		b.section(CommentNode, r)
	case xmlscan.ProcInst:
		b.instruction(r)
	case xmlscan.Doctype:
		b.doctype(r)
	case xmlscan.SkippedEntity:
		b.add(ReferenceNode, r).Name = s.QName()
	}
}

// add puts a node at the end of the innermost element.
func (b *builder) add(kind Kind, r source.Range) *Node {
	n := b.nodes.one()
	n.Kind, n.Range = kind, r
	b.link(n)
	return n
}

// last is the node that was added last to the innermost element, or nil.
func (b *builder) last() *Node {
	if b.open != nil {
		return b.open.last
	}
	return b.doc.last
}

// link puts a node at the end of the innermost element.
func (b *builder) link(n *Node) {
	n.Generated = b.scanner.InEntity()
	b.attach(n)
	b.covered = max(b.covered, n.Range.End)
}

// attach makes a node the last child of the innermost element.
func (b *builder) attach(n *Node) {
	first, last := b.level(b.open)
	n.Parent, n.prev, n.next = b.open, *last, nil
	if n.prev != nil {
		n.prev.next = n
	} else {
		*first = n
	}
	*last = n
}

// detach takes away the last child of an element.
func (b *builder) detach(n *Node) {
	first, last := b.level(n.Parent)
	if *last = n.prev; n.prev != nil {
		n.prev.next = nil
	} else {
		*first = nil
	}
}

// level is where the first and the last child of an element are noted, or of
// the document.
func (b *builder) level(e *Element) (first, last **Node) {
	if e == nil {
		return &b.doc.first, &b.doc.last
	}
	return &e.first, &e.last
}

// reference makes a node for a reference that an entity is read for.
func (b *builder) reference(r source.Range) {
	if b.entity == r {
		return
	}
	b.entity = r
	b.gap(r.Start)
	n := b.add(ReferenceNode, r)
	n.Name, n.Generated = entityName(b.source(r)), false
}

// entityName is the name in a reference.
func entityName(ref string) string { return strings.Trim(ref, "&;") }

// gap makes nodes of what lies between the last node and an offset: white
// space at the top of the document, the XML declaration, references to empty
// entities, and what the scanner could make nothing of.
func (b *builder) gap(end int64) {
	if decl := b.scanner.XMLDecl(); b.covered < decl.End && decl.End <= end {
		b.filler(decl.Start)
		b.add(XMLDeclNode, decl)
	}
	b.filler(end)
}

func (b *builder) filler(end int64) {
	if b.covered >= end {
		return
	}
	r := source.Range{Start: b.covered, End: end}
	text := b.source(r)
	switch {
	case strings.Trim(text, spaces+"\uFEFF") == "":
		b.add(TextNode, r).Text = text
	case b.open != nil && text[0] == '&' && text[len(text)-1] == ';' && b.doc.File.Size() > 0:
		b.add(ReferenceNode, r).Name = entityName(text)
	default:
		b.add(JunkNode, r)
	}
}

// source is the text of a range as it is written.
func (b *builder) source(r source.Range) string { return string(b.doc.File.Slice(r)) }

// start takes a start tag.
func (b *builder) start(r source.Range) {
	s := b.scanner
	e := b.elements.one()
	e.Kind, e.Range, e.Element = ElementNode, r, e
	e.Tag, e.NameRange = r, s.NameRange()
	name := s.NameOf(s.Name())
	e.Name = Name{name.Space, name.Local, s.QName()}
	e.unclosedTag = s.Repair()&xmlscan.RepairHalfTag != 0
	e.SelfClosing = s.SelfClosing() && !e.unclosedTag
	e.MissingEnd = s.SelfClosing() && e.unclosedTag
	e.Doubtful = s.Repair()&xmlscan.RepairUnknown != 0
	e.Attrs = b.attributes()
	b.link(&e.Node)
	b.open = e
	if b.doc.Root == nil {
		b.doc.Root = e
	}
}

// end takes an end tag, or the end of an empty-element tag.
func (b *builder) end(r source.Range) {
	e := b.open
	switch {
	case e.SelfClosing || e.MissingEnd:
		e.EndTag = source.At(e.Tag.End)
		e.EndNameRange = e.EndTag
	case b.scanner.Repair()&xmlscan.RepairImplied != 0:
		b.implied(e)
		return
	default:
		e.EndTag, e.EndNameRange = r, b.scanner.NameRange()
	}
	e.Range.End = max(e.Range.End, e.EndTag.End)
	b.covered = max(b.covered, e.EndTag.End)
	b.open = e.Parent
}

// implied ends an element without an end tag. White space at its end is not
// part of it.
func (b *builder) implied(e *Element) {
	b.open = e.Parent
	e.MissingEnd = true
	last := e.last
	var blank *Node
	if last != nil && last.Kind == TextNode && !last.Generated {
		blank = b.splitBlank(last)
	}
	e.Range.End = e.Tag.End
	if e.last != nil {
		e.Range.End = max(e.Range.End, e.last.Range.End)
	}
	e.EndTag = source.At(e.Range.End)
	e.EndNameRange = e.EndTag
	if blank != nil {
		b.attach(blank)
	}
}

// splitBlank takes the white space at the end of a text away from it, in an
// encoding where that can be told from the bytes.
func (b *builder) splitBlank(n *Node) *Node {
	if strings.HasPrefix(b.scanner.Encoding(), "UTF-16") {
		return nil
	}
	raw := b.text[n.Range.Start:n.Range.End]
	ink := int64(len(strings.TrimRight(raw, spaces)))
	if ink == 0 {
		b.detach(n)
		return n
	}
	if ink == n.Range.Len() {
		return nil
	}
	blank := b.nodes.one()
	*blank = Node{Kind: TextNode, Range: source.Range{Start: n.Range.Start + ink, End: n.Range.End}}
	text := strings.TrimRight(n.Text, spaces)
	blank.Text = n.Text[len(text):]
	n.Text, n.Range.End = text, blank.Range.Start
	return blank
}

// attributes are those of the start tag, with the declarations of namespaces
// in their places.
func (b *builder) attributes() []Attr {
	s := b.scanner
	attrs, decls := s.Attrs(), s.NSDecls()
	if len(attrs)+len(decls) == 0 {
		return nil
	}
	list := b.attrs.many(len(attrs) + len(decls))
	for i := range attrs {
		a := &attrs[i]
		name := s.NameOf(a.Name)
		list[i] = Attr{
			Name: Name{name.Space, name.Local, a.QName}, Value: b.string(a.Value, a.ValueRange),
			Range: a.Range, NameRange: a.NameRange, ValueRange: a.ValueRange,
			Incomplete: a.Incomplete, Default: !a.Specified,
		}
	}
	for i, d := range decls {
		list[len(attrs)+i] = declaration(d)
	}
	if len(decls) > 0 {
		slices.SortStableFunc(list, func(x, y Attr) int {
			if x.Default != y.Default {
				if y.Default {
					return -1
				}
				return 1
			}
			return cmp.Compare(x.Range.Start, y.Range.Start)
		})
	}
	return list
}

func declaration(d xmlscan.NSDecl) Attr {
	name := Name{XMLNS, "xmlns", "xmlns"}
	if d.Prefix != "" {
		name.Local, name.Raw = d.Prefix, "xmlns:"+d.Prefix
	}
	return Attr{
		Name: name, Value: d.URI, Default: !d.Specified,
		Range: d.Range, NameRange: d.NameRange, ValueRange: d.ValueRange,
	}
}

// characters takes character data. Pieces that follow each other become one
// node.
func (b *builder) characters(r source.Range) {
	if b.scanner.CDATA() {
		b.section(CDATANode, r)
		return
	}
	text := b.string(b.scanner.Text(), r)
	if n := b.piece; n == nil {
		b.piece = b.add(TextNode, r)
		b.piece.Text = text
		return
	} else if len(b.pieces) == 0 {
		b.pieces = append(b.pieces, n.Text...)
	}
	b.pieces = append(b.pieces, text...)
	b.piece.Range.End = r.End
	b.covered = max(b.covered, r.End)
}

// section takes a comment or a CDATA section, or what follows a fault in it.
func (b *builder) section(kind Kind, r source.Range) {
	text := b.string(b.scanner.Text(), r)
	n := b.rest
	if n == nil {
		n = b.add(kind, r)
	}
	n.Text += text
	n.Range.End = max(n.Range.End, r.End)
	b.covered = max(b.covered, r.End)
	b.rest = nil
	if b.scanner.Continues() {
		b.rest = n
	}
}

// endText ends the node that character data went into.
func (b *builder) endText() {
	if len(b.pieces) > 0 {
		b.piece.Text = string(b.pieces)
		b.pieces = b.pieces[:0]
	}
	b.piece = nil
}

// instruction takes a processing instruction.
func (b *builder) instruction(r source.Range) {
	if b.scanner.InSubset() {
		n := b.nodes.one()
		*n = Node{Kind: ProcInstNode, Range: r, Generated: b.scanner.InEntity(), next: b.subset}
		n.Name, n.Text = b.scanner.Target(), b.string(b.scanner.Text(), r)
		b.subset = n
		return
	}
	b.section(ProcInstNode, r)
	b.last().Name = b.scanner.Target()
}

// doctype takes a document type declaration, whose instructions came before.
func (b *builder) doctype(r source.Range) {
	b.gap(r.Start)
	d := b.add(DoctypeNode, r)
	d.Name = b.scanner.QName()
	for n := b.subset; n != nil; n = b.subset { // turn their order
		b.subset = n.next
		n.next, d.inner = d.inner, n
	}
}

// string is text of a token as a string: where it stands in the document just
// so, a part of it.
func (b *builder) string(text []byte, r source.Range) string {
	if int64(len(text)) == r.Len() && r.End <= int64(len(b.text)) && string(text) == b.text[r.Start:r.End] {
		return b.text[r.Start:r.End]
	}
	return string(text)
}
