package docsgen

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
)

// example makes the entry of an example, and notes which elements it has. One
// that is not valid, or has a name that the format does not, is an error.
func (b *builder) example(e *schema.Example) *example {
	where := "example " + e.Name
	if validate := b.options.Validate; validate != nil {
		if err := validate([]byte(e.XML)); err != nil {
			b.fail(fmt.Errorf("%s is not valid: %w", where, err))
		}
	}
	title, err := b.prose.plain(e.Title)
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", where, err))
	}
	v := &example{
		ID: exampleID(e.Name), Name: e.Name, Title: strings.TrimSuffix(title, "."),
		Prose: b.text(where, b.index.Root, 3, e.Remainder()),
		Use:   e.Use, File: exampleFile(e), XML: b.document(where, e),
	}
	if len(b.options.Playground) > 0 && b.options.Version.IsZero() {
		v.Playground = template.URL(PlaygroundFile + "?example=" + e.Name)
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

// document highlights the document of an example.
func (b *builder) document(where string, e *schema.Example) template.HTML {
	h := &highlighter{index: b.index, open: b.isOpen, marks: linesWith(e.XML, b.spokenOf(e))}
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

// spokenOf are the names in inline code with which the caption of an example
// speaks of it.
func (b *builder) spokenOf(e *schema.Example) []string {
	nodes, err := b.prose.nodes(e.Title, e.Remainder())
	if err != nil {
		return nil // told where the caption is rendered
	}
	var names []string
	prose.Walk(nodes, func(n *prose.Node) bool {
		if n.Kind == prose.Code {
			names = append(names, n.Text)
		}
		return true
	})
	return names
}

// linesWith are the offsets of the lines of a text that have one of some names
// as a word of its own.
func linesWith(text string, names []string) []int64 {
	var found []int64
	offset := 0
	for line := range strings.Lines(text) {
		if slices.ContainsFunc(names, func(name string) bool { return hasWord(line, name) }) {
			found = append(found, int64(offset))
		}
		offset += len(line)
	}
	return found
}

// hasWord reports whether a line has a word that is not part of a longer one.
func hasWord(line, word string) bool {
	isPart := func(r rune) bool { return r == '_' || r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	for rest := line; ; {
		at := strings.Index(rest, word)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(line[:len(line)-len(rest)+at])
		rest = rest[at+len(word):]
		after, _ := utf8.DecodeRuneInString(rest)
		if !isPart(before) && !isPart(after) {
			return true
		}
	}
}

// isOpen reports whether some shape of an element holds more than the format
// knows.
func (b *builder) isOpen(e *schema.Entry) bool {
	return slices.ContainsFunc(b.shapes(e), func(s shape) bool { return s.open != schema.Closed })
}

func exampleID(name string) string { return "example-" + name }

// exampleFile is where an example is kept for itself, beside the page.
func exampleFile(e *schema.Example) string { return "examples/" + e.Name + ".xml" }
