package docsgen

import (
	"fmt"
	"html"
	"strings"
	"text/template"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
	pages "github.com/snapxml/snapxml/site"
)

// MarkdownFile is the reference page as Markdown.
const MarkdownFile = "formatsnapshot.md"

// A markdownPage is what the template of the Markdown is given.
type markdownPage struct {
	*page
	Doc string
}

// markdown adds the reference as Markdown.
func (s *site) markdown(p *page) {
	t, err := template.New("page.md").Funcs(template.FuncMap{
		"plain": stripTags, "says": s.says, "indent": indent, "caption": s.caption, "xml": s.document, "capital": capital,
		"line": func(text string) string { return lineOf(prose.Simple(text)) },
	}).ParseFS(pages.FS, "templates/page.md")
	if err != nil {
		s.fail(err)
		return
	}
	s.text(t, MarkdownFile, markdownPage{page: p, Doc: strings.ReplaceAll(s.model.Doc, "\n### ", "\n## ")})
	for _, e := range p.Entries {
		s.text(t.Lookup("element"), e.Markdown(), e)
	}
}

// text adds a file made with a template of text.
func (s *site) text(t *template.Template, name string, view any) {
	var b strings.Builder
	if err := t.Execute(&b, view); err != nil {
		s.fail(fmt.Errorf("template %s: %w", t.Name(), err))
	}
	s.add(name, []byte(b.String()))
}

// says is the prose of an entry, in Markdown.
func (s *site) says(id string) string {
	var pieces []string
	for _, g := range s.builder.says(s.builder.index.Entry(id)) {
		if g.where != "" {
			g.doc = "*" + g.where + ":* " + g.doc
		}
		pieces = append(pieces, g.doc)
	}
	return strings.Join(pieces, "\n\n")
}

// indent indents all lines but the first, so that they stay in an item of a
// list.
func indent(by int, text string) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", by))
}

// example finds an example of the model.
func (s *site) example(name string) *schema.Example {
	for _, e := range s.model.Examples {
		if e.Name == name {
			return e
		}
	}
	return &schema.Example{}
}

func (s *site) caption(name string) string { return s.example(name).Remainder() }

func (s *site) document(name string) string { return strings.TrimRight(s.example(name).XML, "\n") }

// lineOf is simple prose as Markdown in one line.
func lineOf(nodes []*prose.Node) string {
	var b strings.Builder
	prose.Walk(nodes, func(n *prose.Node) bool {
		switch n.Kind {
		case prose.Paragraph:
			b.WriteByte(' ')
		case prose.Text:
			b.WriteString(n.Text)
		case prose.Code, prose.CodeBlock:
			b.WriteString("`" + n.Text + "`")
		}
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// stripTags is the text of HTML that this package has written.
func stripTags(text any) string {
	var b strings.Builder
	s := fmt.Sprint(text)
	for {
		start := strings.IndexByte(s, '<')
		if start < 0 {
			break
		}
		b.WriteString(s[:start])
		s = s[start+strings.IndexByte(s[start:], '>')+1:]
	}
	b.WriteString(s)
	return html.UnescapeString(b.String())
}
