package lsp

import (
	"context"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// documentSymbols answers textDocument/documentSymbol with the elements of a
// document, or the definitions of a schema.
func (s *Server) documentSymbols(_ context.Context, p *DocumentParams) (any, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	var symbols []DocumentSymbol
	if d.isSchema() {
		symbols = s.defineSymbols(d)
	} else if root := d.parsed().Root; root != nil {
		symbols = s.elementSymbols(d, root)
	}
	if s.caps.TextDocument.DocumentSymbol.Hierarchical {
		if symbols == nil {
			symbols = []DocumentSymbol{}
		}
		return symbols, nil
	}
	return flat(d.uri, "", symbols, []SymbolInformation{}), nil
}

// flat is symbols for clients that know no trees.
func flat(uri, container string, symbols []DocumentSymbol, into []SymbolInformation) []SymbolInformation {
	for _, sym := range symbols {
		into = append(into, SymbolInformation{sym.Name, sym.Kind, Location{uri, sym.Range}, container})
		into = flat(uri, sym.Name, sym.Children, into)
	}
	return into
}

// elementSymbols is the tree of an element. It goes down without recursion.
func (s *Server) elementSymbols(d *document, root *xmltree.Element) []DocumentSymbol {
	type level struct {
		element *xmltree.Element
		next    *xmltree.Node
		symbol  DocumentSymbol
	}
	stack := []level{{element: root, next: root.FirstChild(), symbol: s.elementSymbol(d, root)}}
	for {
		top := &stack[len(stack)-1]
		for top.next != nil && top.next.Kind != xmltree.ElementNode {
			top.next = top.next.Next()
		}
		if top.next != nil && len(stack) < deepestSymbols {
			e := top.next.Element
			top.next = top.next.Next()
			stack = append(stack, level{element: e, next: e.FirstChild(), symbol: s.elementSymbol(d, e)})
			continue
		}
		done := top.symbol
		stack = stack[:len(stack)-1]
		if len(stack) == 0 {
			return []DocumentSymbol{done}
		}
		parent := &stack[len(stack)-1].symbol
		parent.Children = append(parent.Children, done)
	}
}

// deepestSymbols is how deep a tree of symbols goes: clients, and the encoder of
// JSON, walk it by recursion.
const deepestSymbols = 500

// identifying are the attributes that tell one element from others of its name.
var identifying = []string{"name", "id", "xml:id", "key", "dev", "file", "type"}

func (s *Server) elementSymbol(d *document, e *xmltree.Element) DocumentSymbol {
	sym := DocumentSymbol{
		Name: e.Name.Raw, Kind: symbolField,
		Range: s.encoding.rangeOf(d.file, e.Range), SelectionRange: s.encoding.rangeOf(d.file, visible(d.file, e.NameRange)),
	}
	if sym.Name == "" {
		sym.Name = "?"
	}
	for _, name := range identifying {
		if v, ok := e.AttrValue(name); ok {
			sym.Detail = v
			return sym
		}
	}
	if first := e.FirstChild(); first != nil && first.Kind == xmltree.TextNode {
		sym.Detail = brief(first.Text)
	}
	return sym
}

// brief is the beginning of a text on one line.
func brief(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text[:min(len(text), 4*most)]), " ")
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// documentHighlights answers textDocument/documentHighlight: a name in a tag is
// that of its partner, too.
func (s *Server) documentHighlights(_ context.Context, p *PositionParams) ([]DocumentHighlight, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	list := []DocumentHighlight{}
	for _, r := range s.namesAt(d, p.Position) {
		list = append(list, DocumentHighlight{s.encoding.rangeOf(d.file, r), 1})
	}
	return list, nil
}

// namesAt are the names in both tags of the element whose name is at a
// position.
func (s *Server) namesAt(d *document, p Position) []source.Range {
	offset := s.encoding.offset(d.file, p)
	e := elementNamedAt(d.parsed(), offset)
	switch {
	case e == nil || e.NameRange.Len() == 0:
		return nil
	case e.EndNameRange.Len() == 0:
		return []source.Range{e.NameRange}
	}
	return []source.Range{e.NameRange, e.EndNameRange}
}

// elementNamedAt is the element that a name at an offset is that of, or nil.
func elementNamedAt(doc *xmltree.Document, offset int64) *xmltree.Element {
	for _, at := range []int64{offset, offset - 1} { // the end of a name may be that of the tag
		e := doc.At(at).Element()
		if e != nil && (e.NameRange.Contains(offset) || e.EndNameRange.Len() > 0 && e.EndNameRange.Contains(offset)) {
			return e
		}
	}
	return nil
}

// linkedEditing answers textDocument/linkedEditingRange: the names in the two
// tags of an element change together.
func (s *Server) linkedEditing(_ context.Context, p *PositionParams) (*LinkedEditingRanges, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	names := s.namesAt(d, p.Position)
	if len(names) < 2 || string(d.file.Slice(names[0])) != string(d.file.Slice(names[1])) {
		return nil, nil
	}
	return &LinkedEditingRanges{
		Ranges:      []Range{s.encoding.rangeOf(d.file, names[0]), s.encoding.rangeOf(d.file, names[1])},
		WordPattern: `[\p{L}_:][\p{L}\p{N}_:.\-]*`,
	}, nil
}
