package lsp

import (
	"cmp"
	"context"
	"slices"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// tokenTypes are the types of semantic tokens, in the order of their numbers.
var tokenTypes = []string{"type", "property", "string", "comment", "macro", "keyword"}

const (
	tokenElement = iota
	tokenAttribute
	tokenString
	tokenComment
	tokenReference
	tokenDeclaration
)

// A token is a part of a document and its type.
type token struct {
	at  source.Range
	typ int
}

// semanticTokens answers textDocument/semanticTokens/full.
func (s *Server) semanticTokens(_ context.Context, p *DocumentParams) (*SemanticTokens, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	return s.encodeTokens(d, source.Range{End: d.file.Size()}), nil
}

// semanticTokensIn answers textDocument/semanticTokens/range.
func (s *Server) semanticTokensIn(_ context.Context, p *RangeParams) (*SemanticTokens, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	return s.encodeTokens(d, s.encoding.source(d.file, p.Range)), nil
}

// tokensIn are the tokens of a document that are, in part, in a range.
func tokensIn(doc *xmltree.Document, within source.Range) []token {
	var tokens []token
	add := func(r source.Range, typ int) {
		if r.Len() > 0 && r.End > within.Start && r.Start < within.End {
			tokens = append(tokens, token{r, typ})
		}
	}
	for n := range doc.Nodes() {
		if n.Generated || n.Range.End <= within.Start {
			continue
		}
		if n.Range.Start >= within.End {
			break
		}
		switch n.Kind {
		case xmltree.ElementNode:
			elementTokens(n.Element, add)
		case xmltree.CommentNode:
			add(n.Range, tokenComment)
		case xmltree.ReferenceNode:
			add(n.Range, tokenReference)
		case xmltree.XMLDeclNode, xmltree.ProcInstNode, xmltree.DoctypeNode:
			add(n.Range, tokenDeclaration)
		}
	}
	slices.SortFunc(tokens, func(a, b token) int { return cmp.Compare(a.at.Start, b.at.Start) })
	return tokens
}

func elementTokens(e *xmltree.Element, add func(source.Range, int)) {
	add(e.NameRange, tokenElement)
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if !a.Default {
			add(a.NameRange, tokenAttribute)
			add(a.ValueRange, tokenString)
		}
	}
	add(e.EndNameRange, tokenElement)
}

// encodeTokens writes tokens as the protocol wants them: each by its distance
// from the one before, and none of several lines.
func (s *Server) encodeTokens(d *document, within source.Range) *SemanticTokens {
	out := &SemanticTokens{Data: []int{}}
	if d.isCompact() {
		return out
	}
	last := Position{}
	end := int64(0)
	for _, t := range tokensIn(d.parsed(), within) {
		if t.at.Start < end {
			continue
		}
		end = t.at.End
		for at := t.at.Start; at < t.at.End; {
			line := d.file.LineAt(at)
			r := s.encoding.rangeOf(d.file, source.Range{Start: at, End: min(t.at.End, line.End)})
			if n := r.End.Character - r.Start.Character; n > 0 {
				column := r.Start.Character
				if r.Start.Line == last.Line {
					column -= last.Character
				}
				out.Data = append(out.Data, r.Start.Line-last.Line, column, n, t.typ, 0)
				last = r.Start
			}
			at = d.file.Line(d.file.Position(at).Line + 1).Start
			if at <= line.Start {
				break
			}
		}
	}
	return out
}
