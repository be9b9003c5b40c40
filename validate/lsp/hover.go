package lsp

import (
	"context"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// hover answers textDocument/hover with what the schema says of the element,
// attribute or value at the cursor.
func (s *Server) hover(_ context.Context, p *PositionParams) (*Hover, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	offset := s.encoding.offset(d.file, p.Position)
	if d.isSchema() {
		return s.hoverDefine(d, offset), nil
	}
	h := hoverer{server: s, doc: d, offset: offset, schema: s.schemaOf(d)}
	if h.schema.validator == nil || h.schema.validator.Grammar() == nil {
		return nil, nil
	}
	text := source.NewFile(d.file.Name(), decoded(d.file.Bytes()))
	h.schema.validator.Events(text, h.event)
	if h.text == "" {
		return nil, nil
	}
	r := s.encoding.rangeOf(d.file, h.at)
	return &Hover{s.markup(h.text, s.caps.TextDocument.Hover.ContentFormat), &r}, nil
}

// A hoverer follows the events of a document to the part at the cursor.
type hoverer struct {
	server *Server
	doc    *document
	schema *schema
	offset int64
	open   []openElement
	text   string // what is said
	at     source.Range
}

// An openElement is an element that is open, as hovering needs it.
type openElement struct {
	name      string
	patterns  []*syntax.Pattern
	nameRange source.Range
}

// event looks at a token and the matcher behind a start tag, or before an end
// tag. It returns false when there is nothing more to see.
func (h *hoverer) event(kind xmlscan.Kind, s *xmlscan.Scanner, m *relaxng.Matcher) bool {
	r := s.Range()
	switch kind {
	case xmlscan.StartElement:
		h.open = append(h.open, openElement{s.QName(), m.ElementPatterns(), s.NameRange()})
		if r.Contains(h.offset) && h.offset < r.End {
			h.tag(s, m)
			return h.text == "" && s.SelfClosing()
		}
	case xmlscan.EndElement:
		top := h.open[len(h.open)-1]
		h.open = h.open[:len(h.open)-1]
		if text, ink := m.OpenText(); ink.Len() > 0 && ink.Contains(h.offset) {
			h.value(m.TextValues(), text, ink)
			return false
		}
		if s.NameRange().Contains(h.offset) {
			h.element(top, s.NameRange())
			return false
		}
	}
	return r.Start <= h.offset
}

// tag is about a part of a start tag.
func (h *hoverer) tag(s *xmlscan.Scanner, m *relaxng.Matcher) {
	if s.NameRange().Contains(h.offset) {
		h.element(h.open[len(h.open)-1], s.NameRange())
		return
	}
	tag := relaxng.StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()}
	for i := range tag.Attrs {
		at := &tag.Attrs[i]
		switch {
		case !at.Specified || !at.Range.Contains(h.offset):
		case at.ValueRange.Contains(h.offset) && h.offset > at.NameRange.End && h.value(m.AttributeValues(&tag, at), string(at.Value), at.ValueRange):
			return
		default:
			h.attribute(m.NamedAttributes(&tag, at), at)
			return
		}
	}
}

// element says what is known of an element.
func (h *hoverer) element(e openElement, at source.Range) {
	var parts []string
	for _, p := range e.patterns {
		f := factsOf(h.server, p, h.schema)
		parts = appendNew(parts, strings.Trim(f.prose+"\n\n"+h.contentOf(p)+"\n\n"+joined(f.since, f.until, f.access, f.redefine, h.parents(), h.link(f)), "\n"))
	}
	h.say(at, "`<"+e.name+">`", parts)
}

// parents is where the element stands.
func (h *hoverer) parents() string {
	n := len(h.open)
	if n < 2 {
		return ""
	}
	return "in `" + h.open[n-2].name + "`"
}

func (h *hoverer) link(f facts) string {
	if f.link == "" {
		return ""
	}
	return "[reference](" + f.link + ")"
}

// contentOf is the form of an element: what attributes and content it has.
func (h *hoverer) contentOf(p *syntax.Pattern) string {
	form := h.schema.validator.Grammar().Form(p)
	var lines []string
	if names := formNames(form.Attributes); names != "" {
		lines = append(lines, "- attributes: "+names)
	}
	names := formNames(form.Elements)
	switch {
	case names != "" && form.Text:
		lines = append(lines, "- content: text, "+names)
	case names != "":
		lines = append(lines, "- content: "+names)
	case form.Text:
		lines = append(lines, "- content: text")
	default:
		lines = append(lines, "- content: none")
	}
	return strings.Join(lines, "\n")
}

// formNames lists names, those that must be there in bold type.
func formNames(particles []relaxng.Particle) string {
	var names []string
	for _, p := range particles {
		name := "`" + p.Name.Local + "`"
		switch {
		case p.Name.Local == "":
			name = "any"
		case p.Required:
			name = "**" + name + "**"
		}
		names = appendNew(names, name)
	}
	return strings.Join(names, ", ")
}

// attribute says what is known of an attribute.
func (h *hoverer) attribute(patterns []*syntax.Pattern, at *xmlscan.Attr) {
	var parts []string
	for _, p := range patterns {
		f := factsOf(h.server, p, h.schema)
		parts = appendNew(parts, f.markdown())
	}
	var values []*syntax.Pattern
	for _, p := range patterns {
		values = append(values, valuePatterns(p.Sub[0])...)
	}
	parts = appendNew(parts, h.types(values))
	h.say(at.Range, "`"+at.QName+"`", parts)
}

// value says what is known of a value, and whether there is anything.
func (h *hoverer) value(patterns []*syntax.Pattern, value string, at source.Range) bool {
	var parts []string
	for _, p := range patterns {
		f := factsOf(h.server, p, h.schema)
		parts = appendNew(parts, f.markdown())
		if label := labelOf(p); label != "" {
			parts = appendNew(parts, label)
		}
	}
	if len(parts) == 0 {
		return false
	}
	h.say(at, "`"+strings.TrimSpace(value)+"`", parts)
	return true
}

// types lists what values there may be.
func (h *hoverer) types(patterns []*syntax.Pattern) string {
	var words, lines []string
	for _, p := range patterns {
		if p.Op == syntax.OpData {
			label := labelOf(p)
			if label == "" {
				label = "`" + p.Type + "`"
			}
			words = appendNew(words, label)
			continue
		}
		f := factsOf(h.server, p, h.schema)
		line := "- `" + p.Value + "`"
		if about := joined(firstSentence(f.prose), f.since); about != "" {
			line += ": " + about
		}
		lines = appendNew(lines, line)
	}
	text := strings.Join(lines, "\n")
	if len(words) > 0 {
		text = strings.Trim("type: "+diag.Or(words)+"\n\n"+text, "\n")
	}
	return text
}

// labelOf is what messages call a datatype.
func labelOf(p *syntax.Pattern) string {
	label, _ := p.Annotations.Attr(syntax.SnapxmlNS, syntax.LabelAttr)
	return label
}

// firstSentence is the first sentence of a text, on one line.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(text, "\n\n")
	text = strings.Join(strings.Fields(text), " ")
	if i := strings.Index(text, ". "); i > 0 {
		return text[:i+1]
	}
	return text
}

func (h *hoverer) say(at source.Range, title string, parts []string) {
	h.at = at
	h.text = strings.Join(append([]string{title}, parts...), "\n\n")
}

// appendNew adds a text that is not empty and not there yet.
func appendNew(list []string, text string) []string {
	if text == "" || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
