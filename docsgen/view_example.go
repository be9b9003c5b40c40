package docsgen

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
)

// example makes the entry of an example, and notes which elements it has. One
// that is not valid, or has a name that the format does not, is an error.
func (b *builder) example(e *schema.Example, o Options) *example {
	where := "example " + e.Name
	if o.Validate != nil {
		if err := o.Validate([]byte(e.XML)); err != nil {
			b.fail(fmt.Errorf("%s is not valid: %w", where, err))
		}
	}
	title, caption := b.caption(e)
	v := &example{
		ID: exampleID(e.Name), Name: e.Name, Title: title,
		Prose: b.text(where, caption, b.index.Root, 3),
		Use:   e.Use, File: exampleFile(e), XML: b.document(where, e),
	}
	for _, flag := range e.Flags {
		l := link{Name: flag}
		if id := b.prose.flags[flag]; id != "" {
			l.Href = anchor(id)
		}
		v.Flags = append(v.Flags, l)
	}
	return v
}

// caption parts the title of an example from the rest of its caption.
func (b *builder) caption(e *schema.Example) (title, rest string) {
	rest = strings.TrimPrefix(e.Caption, strings.TrimSuffix(e.Title, "."))
	return strings.TrimSuffix(b.prose.plain(e.Title), "."), strings.TrimLeft(rest, ". \n")
}

// document highlights the document of an example.
func (b *builder) document(where string, e *schema.Example) template.HTML {
	h := &highlighter{index: b.index, open: b.isOpen}
	html, err := h.highlight([]byte(e.XML))
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", where, err))
	}
	for _, entry := range h.elements {
		if !slices.Contains(b.usedIn[entry], e.Name) {
			b.usedIn[entry] = append(b.usedIn[entry], e.Name)
		}
	}
	return html
}

// isOpen reports whether some shape of an element holds more than the format
// knows.
func (b *builder) isOpen(e *schema.Entry) bool {
	return slices.ContainsFunc(b.shapes(e), func(s shape) bool { return s.open != schema.Closed })
}

func exampleID(name string) string { return "example-" + name }

// exampleFile is where an example is kept for itself, beside the page.
func exampleFile(e *schema.Example) string { return "examples/" + e.Name + ".xml" }
