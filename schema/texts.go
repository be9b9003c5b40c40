package schema

import "strings"

// Texts are all pieces of Markdown in the model, each once: the introduction,
// what is said of types, fields and values, and the titles and the remaining
// captions of the examples.
func (m *Model) Texts() []string {
	var texts []string
	seen := map[string]bool{"": true}
	add := func(text string) {
		if !seen[text] {
			seen[text] = true
			texts = append(texts, text)
		}
	}
	add(m.Doc)
	for _, t := range m.Types {
		add(t.Doc)
		for _, f := range t.Fields {
			add(f.Doc)
		}
		for _, v := range t.Values {
			add(v.Doc)
		}
	}
	for _, e := range m.Examples {
		add(e.Title)
		add(e.Remainder())
	}
	return texts
}

// Remainder is the caption without the title that it begins with, Markdown.
func (e *Example) Remainder() string {
	rest := e.Caption
	for _, word := range strings.Fields(e.Title) {
		after, ok := strings.CutPrefix(strings.TrimLeft(rest, " \n"), word)
		if !ok {
			return e.Caption
		}
		rest = after
	}
	return strings.TrimLeft(rest, ". \n")
}
