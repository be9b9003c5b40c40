package lsp

import (
	"context"

	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// definition answers textDocument/definition: from the name of a parent to the
// snapshot, from an end tag to its start tag, from a start tag to the schema,
// and in a schema from a reference to what it refers to.
func (s *Server) definition(ctx context.Context, p *PositionParams) ([]Location, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	offset := s.encoding.offset(d.file, p.Position)
	if d.isSchema() {
		return s.definesAt(d, offset), nil
	}
	if n, kind := s.snapshotNameAt(d, offset); kind != noName {
		if err := s.index.wait(ctx); err != nil {
			return nil, err
		}
		return s.snapshotsNamed(n, kind), nil
	}
	e := elementNamedAt(d.parsed(), offset)
	if e == nil {
		return nil, nil
	}
	if !e.NameRange.Contains(offset) {
		return []Location{{d.uri, s.encoding.rangeOf(d.file, e.NameRange)}}, nil
	}
	if found := s.inSchema(d, offset); len(found) > 0 {
		return found, nil
	}
	return []Location{{d.uri, s.encoding.rangeOf(d.file, e.NameRange)}}, nil
}

// typeDefinition answers textDocument/typeDefinition: where the schema defines
// the element or attribute at the cursor.
func (s *Server) typeDefinition(_ context.Context, p *PositionParams) ([]Location, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil || d.isSchema() {
		return nil, err
	}
	return s.inSchema(d, s.encoding.offset(d.file, p.Position)), nil
}

// inSchema is where the schema, if it is a file, defines what is at an offset.
func (s *Server) inSchema(d *document, offset int64) []Location {
	x := s.schemaOf(d)
	if x.validator == nil || x.validator.Grammar() == nil || x.builtin != nil {
		return nil
	}
	var patterns []*syntax.Pattern
	text := source.NewFile(d.file.Name(), decoded(d.file.Bytes()))
	x.validator.Events(text, func(kind xmlscan.Kind, sc *xmlscan.Scanner, m *relaxng.Matcher) bool {
		r := sc.Range()
		if kind != xmlscan.StartElement || !r.Contains(offset) || offset == r.End {
			return r.Start <= offset
		}
		patterns = m.ElementPatterns()
		tag := relaxng.StartTag{Name: sc.Name(), Attrs: sc.Attrs(), Range: r, NameRange: sc.NameRange()}
		for i := range tag.Attrs {
			if at := &tag.Attrs[i]; at.Specified && at.Range.Contains(offset) {
				patterns = m.NamedAttributes(&tag, at)
			}
		}
		return false
	})
	var found []Location
	for _, p := range patterns {
		found = append(found, Location{s.uriAt(p.File.Name()), s.encoding.rangeOf(p.File, p.NameRange)})
	}
	return found
}
