package syntax

import (
	"bytes"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A treeBuilder makes a tree of the tokens of a schema. Of a grammar it keeps
// only one child at a time, so that there is never a tree of a whole file.
type treeBuilder struct {
	file           *source.File
	scan           *xmlscan.Scanner
	rep            *reporter // what is wrong with the file before anybody asks what it means
	failed         bool      // the file cannot be used
	open           []openNode
	pending        []xmlChild // of all open elements, those of inner ones behind
	root           *xmlNode
	prolog, epilog []xmlChild // comments before and after the root
	comment        xmlChild   // the comment whose pieces are being read
	pieces         []string   // of that comment

	*treeStore
}

// A treeStore is the memory of trees. But for the texts it is used again from
// one child of a grammar to the next.
type treeStore struct {
	texts    texts
	nodes    slab[xmlNode]
	attrs    slab[xmlAttr]
	children slab[xmlChild]
}

// An openNode is an element whose end tag is not read yet.
type openNode struct {
	*xmlNode
	pending int // where its children begin
}

func newTreeBuilder(file *source.File, store *xmlStore, limits Limits) *treeBuilder {
	b := &treeBuilder{file: file, scan: store.scanner, rep: newReporter(limits), treeStore: &store.tree}
	b.nodes.reset()
	b.attrs.reset()
	b.children.reset()
	b.scan.ResetBytes(file.Bytes())
	return b
}

// readRoot reads up to the start tag of the root element, or to its end if
// that is no grammar. It is nil where the file cannot be used.
func (b *treeBuilder) readRoot() *xmlNode {
	for b.root == nil && b.advance() {
	}
	if b.root == nil || b.root.isGrammar() {
		return b.root
	}
	b.readRest()
	return b.root
}

// nextChild reads the next child of the root element, a grammar. It lives
// until the next one is read.
func (b *treeBuilder) nextChild() (c xmlChild, ok bool) {
	b.nodes.reset()
	b.attrs.reset()
	b.children.reset()
	for len(b.open) > 0 && b.advance() {
		if len(b.open) == 1 && len(b.pending) == 1 {
			c, b.pending = b.pending[0], b.pending[:0]
			return c, true
		}
	}
	return xmlChild{}, false
}

// readRest reads the file to its end.
func (b *treeBuilder) readRest() {
	for b.advance() {
	}
}

// advance takes in one token. It is false at the end of the file, and where
// the file is not well-formed or goes beyond a limit.
func (b *treeBuilder) advance() bool {
	if b.failed {
		return false
	}
	if kind := b.scan.Next(); kind != xmlscan.EOF {
		b.failed = !b.token(kind)
		return !b.failed
	}
	if fault := b.scan.Fault(); fault != nil {
		fault.File = b.file
		b.rep.add(fault)
		b.failed = true
	}
	return false
}

// token takes one token in. It is false where a limit ends the reading.
func (b *treeBuilder) token(kind xmlscan.Kind) bool {
	switch kind {
	case xmlscan.StartElement:
		return b.start()
	case xmlscan.EndElement:
		b.end()
	case xmlscan.Text:
		b.text()
	case xmlscan.Comment:
		b.commentPiece()
	case xmlscan.SkippedEntity:
		b.rep.errorf(b.file, diag.SchemaText, b.scan.Range(), "the text of the entity %s is not known; a schema must not depend on entities in other files",
			diag.Quote(b.scan.QName()))
	}
	return true
}

func (b *treeBuilder) start() bool {
	s := b.scan
	name := s.NameOf(s.Name())
	n := b.node()
	n.space, n.local, n.prefix = name.Space, name.Local, prefixOf(s.QName(), name.Local)
	n.rng, n.name = s.Range(), s.NameRange()
	n.form = formOf(s.Name())
	if len(b.open) > 0 {
		parent := b.open[len(b.open)-1]
		n.scope = parent.scope
		if parent.form == nil {
			n.form = nil
		}
	} else {
		b.root = n
	}
	for _, d := range s.NSDecls() {
		n.scope = n.scope.declare(d.Prefix, d.URI)
	}
	if n.scope != nil && n.scope.size > maxNamespaces {
		b.rep.errorf(b.file, diag.SchemaTooManyNamespaces, n.name, "more than %s namespace declarations in scope", thousands(maxNamespaces))
		return false
	}
	b.attributes(n)
	b.open = append(b.open, openNode{n, len(b.pending)})
	return true
}

// node is a node that lives as long as it is needed: the root element until
// the end.
func (b *treeBuilder) node() *xmlNode {
	if b.root == nil {
		return &xmlNode{}
	}
	return b.nodes.new()
}

// attributes takes in the attributes of a start tag.
func (b *treeBuilder) attributes(n *xmlNode) {
	attrs := b.scan.Attrs()
	if n == b.root {
		n.attrs = make([]xmlAttr, len(attrs))
	} else {
		n.attrs = b.attrs.list(len(attrs))
	}
	for i := range attrs {
		a, to := &attrs[i], &n.attrs[i]
		name := b.scan.NameOf(a.Name)
		to.space, to.prefix, to.local = name.Space, prefixOf(a.QName, name.Local), name.Local
		to.value = b.texts.string(a.Value)
		to.rng, to.name, to.quote = a.Range, a.NameRange, a.ValueRange
	}
}

// end closes the innermost element.
func (b *treeBuilder) end() {
	last := len(b.open) - 1
	n, children := b.open[last].xmlNode, b.pending[b.open[last].pending:]
	n.rng.End = b.scan.Range().End
	n.children = b.children.list(len(children))
	copy(n.children, children)
	b.pending = b.pending[:b.open[last].pending]
	b.open = b.open[:last]
	if last > 0 {
		b.pending = append(b.pending, xmlChild{node: n, rng: n.rng})
	}
}

// text takes in text, but not what only sets the elements of RELAX NG apart.
func (b *treeBuilder) text() {
	if len(b.open) == 0 {
		return
	}
	text, form := b.scan.Text(), b.open[len(b.open)-1].form
	if form != nil && !form.text && isLayout(text) {
		return
	}
	b.put(xmlChild{text: b.texts.string(text), rng: b.scan.Range()})
}

// isLayout reports whether a text is nothing but white space.
func isLayout(text []byte) bool {
	blank, rest := []byte("        "), text
	for rest = bytes.TrimPrefix(rest, []byte("\n")); bytes.HasPrefix(rest, blank); {
		rest = rest[len(blank):]
	}
	for _, c := range rest {
		if !datatype.IsSpace(c) {
			return false
		}
	}
	return true
}

// commentPiece takes in a comment, which may come in pieces.
func (b *treeBuilder) commentPiece() {
	if len(b.pieces) == 0 {
		b.comment = xmlChild{comment: true, rng: b.scan.Range()}
	}
	b.pieces = append(b.pieces, string(b.scan.Text()))
	b.comment.rng = b.comment.rng.Cover(b.scan.Range())
	if !b.scan.Continues() {
		b.comment.text = strings.Join(b.pieces, "")
		b.pieces = nil
		b.put(b.comment)
	}
}

// put adds text or a comment where it stands.
func (b *treeBuilder) put(c xmlChild) {
	switch {
	case len(b.open) > 0:
		b.pending = append(b.pending, c)
	case b.root == nil:
		b.prolog = append(b.prolog, c)
	default:
		b.epilog = append(b.epilog, c)
	}
}

// prefixOf is the prefix of a name as written.
func prefixOf(qname, local string) string {
	if len(qname) == len(local) {
		return ""
	}
	prefix, _, _ := strings.Cut(qname, ":")
	return prefix
}
