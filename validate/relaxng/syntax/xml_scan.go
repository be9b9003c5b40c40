package syntax

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A treeBuilder makes a tree of the tokens of a schema.
type treeBuilder struct {
	*xmlReader
	scan           *xmlscan.Scanner
	open           []*xmlNode
	root           *xmlNode
	prolog, epilog []xmlChild // comments before and after the root
	comment        xmlChild   // the comment whose pieces are being read
	pieces         []string   // of that comment
}

// tree reads the file into a tree, with the comments around the root element.
// There is no tree of a file that is not well-formed.
func (r *xmlReader) tree() (prolog []xmlChild, root *xmlNode, epilog []xmlChild, err error) {
	b := &treeBuilder{xmlReader: r, scan: xmlscan.NewScanner(nil, xmlscan.Options{
		Limits: xmlscan.Limits{Depth: r.limits.Depth},
	})}
	b.scan.ResetBytes(r.file.Bytes())
	for kind := b.scan.Next(); kind != xmlscan.EOF; kind = b.scan.Next() {
		if !b.token(kind) {
			return nil, nil, nil, nil
		}
	}
	if fault := b.scan.Fault(); fault != nil {
		fault.File = r.file
		r.rep.add(fault)
		return nil, nil, nil, nil
	}
	return b.prolog, b.root, b.epilog, b.scan.Err()
}

// token takes one token in. It is false where a limit ends the reading.
func (b *treeBuilder) token(kind xmlscan.Kind) bool {
	switch kind {
	case xmlscan.StartElement:
		return b.start()
	case xmlscan.EndElement:
		last := len(b.open) - 1
		b.open[last].rng.End = b.scan.Range().End
		b.open = b.open[:last]
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
	n := &xmlNode{space: name.Space, local: name.Local, prefix: prefixOf(s.QName()), rng: s.Range(), name: s.NameRange()}
	if len(b.open) > 0 {
		parent := b.open[len(b.open)-1]
		n.scope = parent.scope
		parent.children = append(parent.children, xmlChild{node: n, rng: n.rng})
	} else {
		b.root, b.recognised = n, n.space == NS
	}
	for _, d := range s.NSDecls() {
		n.scope = n.scope.declare(d.Prefix, d.URI)
	}
	if n.scope != nil && n.scope.size > maxNamespaces {
		b.rep.errorf(b.file, diag.SchemaTooManyNamespaces, n.name, "more than %s namespace declarations in scope", thousands(maxNamespaces))
		return false
	}
	for _, a := range s.Attrs() {
		name := s.NameOf(a.Name)
		n.attrs = append(n.attrs, xmlAttr{space: name.Space, prefix: prefixOf(a.QName), local: name.Local,
			value: string(a.Value), rng: a.Range, name: a.NameRange, quote: a.ValueRange})
	}
	b.open = append(b.open, n)
	return true
}

func (b *treeBuilder) text() {
	if len(b.open) > 0 {
		b.put(xmlChild{text: string(b.scan.Text()), rng: b.scan.Range()})
	}
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
		parent := b.open[len(b.open)-1]
		parent.children = append(parent.children, c)
	case b.root == nil:
		b.prolog = append(b.prolog, c)
	default:
		b.epilog = append(b.epilog, c)
	}
}

// prefixOf is the prefix of a name as written.
func prefixOf(qname string) string {
	prefix, _, ok := strings.Cut(qname, ":")
	if !ok {
		return ""
	}
	return prefix
}
