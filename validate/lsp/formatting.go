package lsp

import (
	"context"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// formatting answers textDocument/formatting. Only white space changes that is
// no content: between the children of elements that have no text, between the
// attributes of a tag, and outside the root. A document that is not well-formed
// is left as it is.
func (s *Server) formatting(_ context.Context, p *FormattingParams) ([]TextEdit, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	return s.encoding.edits(d.file, s.formatEdits(d, p.Options, source.Range{End: d.file.Size()})), nil
}

// rangeFormatting answers textDocument/rangeFormatting: those edits that lie in
// the lines of a range.
func (s *Server) rangeFormatting(_ context.Context, p *FormattingParams) ([]TextEdit, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	r := s.encoding.source(d.file, p.Range)
	lines := source.Range{Start: d.file.LineAt(r.Start).Start, End: d.file.LineAt(r.End).End}
	return s.encoding.edits(d.file, s.formatEdits(d, p.Options, lines)), nil
}

// formatEdits are the edits that format what lies within a range.
func (s *Server) formatEdits(d *document, o FormattingOptions, within source.Range) []diag.Edit {
	if d.isCompact() || len(d.parsed().Faults) > 0 {
		return nil
	}
	f := formatter{text: string(d.file.Bytes()), unit: unitOf(o), newline: newlineOf(d), final: o.InsertFinalNewline, mixed: s.mixedElements(d)}
	f.document(d.parsed())
	var edits []diag.Edit
	for _, e := range f.edits {
		if e.Range.Start >= within.Start && e.Range.End <= within.End {
			edits = append(edits, e)
		}
	}
	return edits
}

// unitOf is what one level is indented by.
func unitOf(o FormattingOptions) string {
	switch {
	case !o.InsertSpaces && o.TabSize > 0:
		return "\t"
	case o.TabSize > 0:
		return strings.Repeat(" ", o.TabSize)
	}
	return "  "
}

// newlineOf is the line break that a document uses.
func newlineOf(d *document) string {
	text := d.file.Bytes()
	if line := d.file.Line(1); line.End+1 < int64(len(text)) && text[line.End] == '\r' && text[line.End+1] == '\n' {
		return "\r\n"
	}
	return "\n"
}

// A formatter collects the edits that format a document.
type formatter struct {
	text    string
	unit    string
	newline string
	final   bool           // the last line is to have a break
	mixed   map[int64]bool // elements whose white space may be content
	edits   []diag.Edit
	kept    *xmltree.Element // the element whose white space is content, with all that it holds
}

// document formats a document from its first node to the last.
func (f *formatter) document(doc *xmltree.Document) {
	depth, last := 0, int64(0)
	var before *xmltree.Node
	for t := range doc.Tokens() {
		n := t.Node
		e := n.Element
		if t.End {
			depth--
			if f.kept == nil && f.hasLayout(e) {
				f.gap(source.Range{Start: last, End: t.Range.Start}, depth, false)
			}
			if f.kept == e {
				f.kept = nil
			}
			last, before = t.Range.End, n
			continue
		}
		if n.Kind == xmltree.TextNode && f.isLayout(n) {
			continue
		}
		if f.kept == nil && (n.Parent == nil || f.hasLayout(n.Parent)) {
			f.gap(source.Range{Start: last, End: t.Range.Start}, depth, before == nil)
		}
		if e != nil {
			f.tag(e, depth)
			if f.kept == nil && isPreserved(e) {
				f.kept = e
			}
			if e.EndTag.Len() > 0 {
				depth++
			} else if f.kept == e {
				f.kept = nil
			}
		}
		last, before = t.Range.End, n
	}
	f.end(last)
}

// isLayout reports whether a text is white space that is no content.
func (f *formatter) isLayout(n *xmltree.Node) bool {
	return f.kept == nil && strings.Trim(f.slice(n.Range), " \t\r\n") == "" && (n.Parent == nil || f.hasLayout(n.Parent))
}

func (f *formatter) slice(r source.Range) string { return f.text[r.Start:r.End] }

// hasLayout reports whether the white space in an element is there for looks:
// it has children, no text, and cannot have any by the schema.
func (f *formatter) hasLayout(e *xmltree.Element) bool {
	if f.mixed[e.Tag.Start] {
		return false
	}
	children := false
	for n := range e.Children() {
		switch n.Kind {
		case xmltree.ElementNode:
			children = true
		case xmltree.CommentNode, xmltree.ProcInstNode:
		case xmltree.TextNode:
			if strings.Trim(f.slice(n.Range), " \t\r\n") != "" {
				return false
			}
		default:
			return false
		}
	}
	return children
}

// mixedElements are the elements that may have text by the schema, by the
// offsets of their tags.
func (s *Server) mixedElements(d *document) map[int64]bool {
	v := s.schemaOf(d).validator
	if v == nil || v.Grammar() == nil {
		return nil
	}
	mixed := map[int64]bool{}
	known := map[*syntax.Pattern]bool{}
	text := source.NewFile(d.file.Name(), decoded(d.file.Bytes()))
	v.Events(text, func(kind xmlscan.Kind, sc *xmlscan.Scanner, m *relaxng.Matcher) bool {
		if kind != xmlscan.StartElement {
			return true
		}
		for _, p := range m.ElementPatterns() {
			if _, ok := known[p]; !ok {
				known[p] = v.Grammar().Form(p).Text
			}
			if known[p] {
				mixed[sc.Range().Start] = true
			}
		}
		return true
	})
	return mixed
}

// isPreserved reports whether an element says that its white space is content.
func isPreserved(e *xmltree.Element) bool {
	v, _ := e.AttrValue("xml:space")
	return v == "preserve"
}

// gap formats the white space before a token: a new line, and up to one blank
// line before it.
func (f *formatter) gap(r source.Range, depth int, first bool) {
	have := f.slice(r)
	if strings.Trim(have, " \t\r\n\ufeff") != "" {
		return
	}
	want := ""
	if !first {
		want = strings.Repeat(f.newline, min(2, max(1, strings.Count(have, "\n"))))
	}
	want += strings.Repeat(f.unit, depth)
	if first && depth == 0 {
		want = have[:len(have)-len(strings.TrimLeft(have, "\ufeff"))]
	}
	f.replace(r, want)
}

// end formats the end of the document.
func (f *formatter) end(last int64) {
	r := source.Range{Start: last, End: int64(len(f.text))}
	want := ""
	if f.final || strings.Contains(f.slice(r), "\n") {
		want = f.newline
	}
	if strings.Trim(f.slice(r), " \t\r\n") == "" {
		f.replace(r, want)
	}
}

// tag formats the white space in a start tag. Breaks between attributes stay.
func (f *formatter) tag(e *xmltree.Element, depth int) {
	last := e.NameRange.End
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if a.Default {
			continue
		}
		f.space(source.Range{Start: last, End: a.Range.Start}, depth)
		f.replace(source.Range{Start: a.NameRange.End, End: a.ValueRange.Start - 1}, "=")
		last = a.Range.End
	}
	end := e.Tag.End - 1
	if e.SelfClosing {
		end--
	}
	f.replace(source.Range{Start: last, End: end}, "")
	if e.EndTag.Len() > 0 {
		f.replace(source.Range{Start: e.EndNameRange.End, End: e.EndTag.End - 1}, "")
	}
}

// space formats the white space before an attribute.
func (f *formatter) space(r source.Range, depth int) {
	want := " "
	if strings.Contains(f.slice(r), "\n") {
		want = f.newline + strings.Repeat(f.unit, depth+2)
	}
	f.replace(r, want)
}

// replace adds an edit, if it changes anything.
func (f *formatter) replace(r source.Range, want string) {
	if r.Start >= 0 && r.Start <= r.End && f.slice(r) != want {
		f.edits = append(f.edits, diag.Edit{Range: r, Text: want})
	}
}
