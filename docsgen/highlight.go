package docsgen

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A highlighter writes a document as HTML in which every element, attribute
// and enumerated value leads to its entry. What stands within an element that
// is open to anything is coloured, but leads nowhere.
type highlighter struct {
	index *schema.Index
	open  func(*schema.Entry) bool // whether an element may hold what the format does not know

	elements []*schema.Entry // those of the document, in order

	marks []int64 // where the lines begin that are marked, in order

	file  *source.File
	out   strings.Builder
	pos   int64           // how far the document is written
	stack []*schema.Entry // of the open elements; nil where the format knows nothing
	errs  []error
}

// highlight writes the document. The error tells every name that the format
// does not have, or why the document cannot be read.
func (h *highlighter) highlight(document []byte) (template.HTML, error) {
	document = bytes.TrimRight(document, "\n")
	h.file = source.NewFile("", document)
	s := xmlscan.NewScanner(nil, xmlscan.Options{})
	s.ResetBytes(document)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		h.token(s, kind)
	}
	if f := s.Fault(); f != nil {
		h.errs = append(h.errs, errors.New(f.Message))
	}
	h.plain(h.file.Size())
	return template.HTML(h.out.String()), errors.Join(append(h.errs, s.Err())...)
}

func (h *highlighter) token(s *xmlscan.Scanner, kind xmlscan.Kind) {
	switch kind {
	case xmlscan.StartElement:
		h.startTag(s)
	case xmlscan.EndElement:
		top := len(h.stack) - 1
		if !s.SelfClosing() {
			h.name(s.NameRange(), h.stack[top], "")
		}
		h.stack = h.stack[:top]
	case xmlscan.Text:
		h.text(s.Range())
	case xmlscan.Comment, xmlscan.ProcInst:
		h.span(s.Range(), "c")
	}
}

func (h *highlighter) startTag(s *xmlscan.Scanner) {
	e := h.child(s.NameRange())
	h.stack = append(h.stack, e)
	h.name(s.NameRange(), e, "")
	for _, a := range s.Attrs() {
		if !a.Specified {
			continue
		}
		attribute := h.attribute(e, a.NameRange)
		h.name(a.NameRange, attribute, "a")
		h.value(a.ValueRange, attribute)
	}
	h.plain(s.Range().End)
}

// child is the entry of an element within the innermost open one.
func (h *highlighter) child(r source.Range) *schema.Entry {
	name := string(h.file.Slice(r))
	if len(h.stack) == 0 {
		if name != h.index.Root.Name {
			h.unknown(r, "the format has no root element %q", name)
			return nil
		}
		h.elements = append(h.elements, h.index.Root)
		return h.index.Root
	}
	parent := h.stack[len(h.stack)-1]
	if parent == nil {
		return nil
	}
	e := named(parent.Children, name)
	switch {
	case e != nil:
		h.elements = append(h.elements, e)
	case !h.open(parent):
		h.unknown(r, "the format has no element %q in %q", name, parent.Name)
	}
	return e
}

// attribute is the entry of an attribute of an element.
func (h *highlighter) attribute(e *schema.Entry, r source.Range) *schema.Entry {
	if e == nil {
		return nil
	}
	name := string(h.file.Slice(r))
	a := named(e.Attributes, name)
	if a == nil && !h.open(e) {
		h.unknown(r, "the format has no attribute %q of %q", name, e.Name)
	}
	return a
}

func (h *highlighter) unknown(r source.Range, format string, args ...any) {
	h.errs = append(h.errs, fmt.Errorf("line %d: "+format, append([]any{h.file.Position(r.Start).Line}, args...)...))
}

// name writes the name of an entry, or of nothing known.
func (h *highlighter) name(r source.Range, e *schema.Entry, class string) {
	switch {
	case e != nil:
		h.link(r, e, class)
	case class == "":
		h.span(r, "t")
	default:
		h.span(r, class)
	}
}

// value writes the value of an attribute without its quotes.
func (h *highlighter) value(r source.Range, attribute *schema.Entry) {
	if attribute != nil {
		if v := named(attribute.Values, string(h.file.Slice(r))); v != nil {
			h.link(r, v, "v")
			return
		}
	}
	h.span(r, "v")
}

// text writes character data; the word of an enumeration leads to its entry.
func (h *highlighter) text(r source.Range) {
	data := h.file.Slice(r)
	word := bytes.TrimSpace(data)
	if len(word) == 0 {
		return
	}
	r.Start += int64(bytes.Index(data, word))
	r.End = r.Start + int64(len(word))
	if e := h.stack[len(h.stack)-1]; e != nil {
		if v := named(e.Values, string(word)); v != nil {
			h.link(r, v, "v")
			return
		}
	}
	h.span(r, "x")
}

// link writes a stretch of the document as a link to an entry.
func (h *highlighter) link(r source.Range, e *schema.Entry, class string) {
	h.plain(r.Start)
	h.out.WriteString(`<a`)
	if class != "" {
		h.out.WriteString(` class="` + class + `"`)
	}
	h.out.WriteString(` href="` + template.HTMLEscapeString(string(anchor(e.ID))) + `">`)
	h.plain(r.End)
	h.out.WriteString(`</a>`)
}

// span writes a stretch of the document in a class.
func (h *highlighter) span(r source.Range, class string) {
	h.plain(r.Start)
	h.out.WriteString(`<span class="` + class + `">`)
	h.plain(r.End)
	h.out.WriteString(`</span>`)
}

// plain writes the document as it is up to an offset.
func (h *highlighter) plain(end int64) {
	for len(h.marks) > 0 && h.marks[0] < end {
		h.raw(h.marks[0])
		h.out.WriteString(`<i class="here"></i>`)
		h.marks = h.marks[1:]
	}
	h.raw(end)
}

func (h *highlighter) raw(end int64) {
	if end > h.pos {
		h.out.WriteString(template.HTMLEscapeString(string(h.file.Slice(source.Range{Start: h.pos, End: end}))))
		h.pos = end
	}
}
