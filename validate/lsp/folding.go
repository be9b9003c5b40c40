package lsp

import (
	"context"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// foldingRanges answers textDocument/foldingRange: elements, comments, sections
// and declarations of several lines. The line with the end tag stays in sight.
func (s *Server) foldingRanges(_ context.Context, p *DocumentParams) ([]FoldingRange, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	folds := []FoldingRange{}
	if d.isCompact() {
		return folds, nil
	}
	for n := range d.parsed().Nodes() {
		if n.Generated {
			continue
		}
		switch n.Kind {
		case xmltree.ElementNode:
			folds = s.fold(folds, d, n.Range, "", true)
		case xmltree.CommentNode:
			folds = s.fold(folds, d, n.Range, "comment", false)
		case xmltree.CDATANode, xmltree.DoctypeNode, xmltree.ProcInstNode:
			folds = s.fold(folds, d, n.Range, "", false)
		}
	}
	return folds, nil
}

// fold adds a range, if it has lines to hide. Of a range that ends with a tag
// of its own line that line is kept.
func (s *Server) fold(folds []FoldingRange, d *document, r source.Range, kind string, tags bool) []FoldingRange {
	start, end := d.file.Position(r.Start).Line-1, d.file.Position(r.End).Line-1
	if tags && end > start {
		end--
	}
	if end <= start {
		return folds
	}
	return append(folds, FoldingRange{StartLine: start, EndLine: end, Kind: kind})
}

// selectionRanges answers textDocument/selectionRange: from the name or value
// at the cursor to the attribute, the tag, the content of the element, the
// element, and so on outwards.
func (s *Server) selectionRanges(_ context.Context, p *SelectionParams) ([]*SelectionRange, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	var list []*SelectionRange
	for _, pos := range p.Positions {
		list = append(list, s.selection(d, s.encoding.offset(d.file, pos)))
	}
	return list, nil
}

func (s *Server) selection(d *document, offset int64) *SelectionRange {
	ranges := []source.Range{source.At(offset)}
	add := func(r source.Range) {
		last := ranges[len(ranges)-1]
		if r.Start <= last.Start && last.End <= r.End && r != last {
			ranges = append(ranges, r)
		}
	}
	if !d.isCompact() {
		selectAround(d.parsed().At(offset), add)
	}
	add(source.Range{End: d.file.Size()})
	var sel *SelectionRange
	for i := len(ranges) - 1; i >= 0; i-- {
		sel = &SelectionRange{s.encoding.rangeOf(d.file, ranges[i]), sel}
	}
	return sel
}

// selectAround adds the ranges around a place, the smallest first.
func selectAround(place xmltree.Place, add func(source.Range)) {
	if a := place.Attr; a != nil {
		add(a.NameRange)
		add(a.ValueRange)
		add(a.Range)
	}
	if place.Node != nil && place.Part == xmltree.InNode {
		add(place.Node.Range)
	}
	for e := place.Element(); e != nil; e = e.Parent {
		add(e.NameRange)
		add(e.EndNameRange)
		add(e.Tag)
		add(e.EndTag)
		if e.EndTag.Len() > 0 {
			add(source.Range{Start: e.Tag.End, End: e.EndTag.Start})
		}
		add(e.Range)
	}
}
