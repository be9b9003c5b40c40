package xmlbind

import (
	"bytes"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A document is one that has been read.
type document struct {
	file *source.File
	root *node
	raw  bool // open elements can be copied as they stand
}

// A node is an element.
type node struct {
	name    xmlscan.Name
	qname   string
	attrs   []attr
	decls   []xmlscan.NSDecl
	content []item
	parent  *node
	rng     source.Range // from the first byte of the start tag to the last of the end tag
	tagName source.Range // the name in the start tag
}

// An attr is an attribute.
type attr struct {
	name  xmlscan.Name
	qname string
	value string
	rng   source.Range
}

// An item is one thing in an element: a child, text, or else a comment or
// instruction as it is written.
type item struct {
	child  *node
	text   string
	markup string
	rng    source.Range
}

// depthLimit is how deeply the elements of a document may nest. Formats
// described by Go types are shallow; the limit bounds recursion.
const depthLimit = 2_000

// parse reads a document into a tree.
func parse(data []byte) (*document, error) {
	s := xmlscan.NewScanner(nil, xmlscan.Options{Limits: xmlscan.Limits{Depth: depthLimit}})
	s.Reset(bytes.NewReader(data))
	b := &builder{scanner: s, doc: &document{file: source.NewFile("", data), raw: true}}
	for {
		switch s.Next() {
		case xmlscan.EOF:
			return b.finish()
		case xmlscan.StartElement:
			b.start()
		case xmlscan.EndElement:
			b.end()
		case xmlscan.Text:
			b.add(item{text: string(s.Text()), rng: s.Range()})
		case xmlscan.Comment:
			b.markup("<!--", "-->")
		case xmlscan.ProcInst:
			b.markup("<?"+s.Target()+" ", "?>")
		case xmlscan.Doctype:
			b.doc.raw = false
		}
	}
}

// A builder makes a tree of tokens.
type builder struct {
	scanner *xmlscan.Scanner
	doc     *document
	open    *node
	pieces  strings.Builder // of a comment or instruction
}

func (b *builder) finish() (*document, error) {
	if err := b.scanner.Err(); err != nil {
		return nil, err
	}
	if f := b.scanner.Fault(); f != nil {
		return nil, &Error{Position: b.doc.file.Position(f.Range.Start), Problem: f.Message}
	}
	if enc := b.scanner.Encoding(); enc != "UTF-8" && enc != "US-ASCII" {
		b.doc.raw = false
	}
	return b.doc, nil
}

func (b *builder) start() {
	s := b.scanner
	n := &node{name: s.NameOf(s.Name()), qname: s.QName(), parent: b.open, rng: s.Range(), tagName: s.NameRange()}
	for _, a := range s.Attrs() {
		n.attrs = append(n.attrs, attr{s.NameOf(a.Name), a.QName, string(a.Value), a.Range})
	}
	n.decls = append(n.decls, s.NSDecls()...)
	if b.open == nil {
		b.doc.root = n
	} else {
		b.open.content = append(b.open.content, item{child: n, rng: n.rng})
	}
	b.open = n
}

func (b *builder) end() {
	b.open.rng.End = b.scanner.Range().End
	b.open = b.open.parent
}

// add appends to the open element; outside the root there is nothing to keep.
func (b *builder) add(i item) {
	if b.open != nil {
		b.open.content = append(b.open.content, i)
	}
}

// markup keeps a comment or instruction, whose pieces may come one by one.
func (b *builder) markup(open, end string) {
	b.pieces.Write(b.scanner.Text())
	if b.scanner.Continues() {
		return
	}
	b.add(item{markup: open + b.pieces.String() + end, rng: b.scanner.Range()})
	b.pieces.Reset()
}

// text is the text of the element itself, in one piece.
func (n *node) text() string {
	var b strings.Builder
	for _, i := range n.content {
		b.WriteString(i.text)
	}
	return b.String()
}

// path is the element's place as messages show it: /a/b.
func (n *node) path() string {
	var names []string
	for ; n != nil; n = n.parent {
		names = append(names, n.qname)
	}
	var b strings.Builder
	for i := len(names) - 1; i >= 0; i-- {
		b.WriteString("/" + names[i])
	}
	return b.String()
}
