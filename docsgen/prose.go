package docsgen

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A prose turns the Markdown of doc comments into HTML. Names in inline code
// become links to their entries, headings get ids that no other heading of
// the page has, and tables get what a narrow screen and a screen reader need.
type prose struct {
	markdown goldmark.Markdown
	index    *schema.Index
	used     map[string]bool   // heading ids given out so far
	flags    map[string]string // ids of the flags in tables met so far, by every spelling
}

// A heading is one of the headings within a piece of prose.
type heading struct {
	ID   string
	Text string
}

func newProse(x *schema.Index) *prose {
	return &prose{
		index: x,
		used:  make(map[string]bool),
		flags: make(map[string]string),
		markdown: goldmark.New(
			goldmark.WithExtensions(tables{}),
			goldmark.WithParserOptions(parser.WithAutoHeadingID()),
			goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(codeRenderer{}, 0))),
		),
	}
}

// text renders one piece of prose. The scope is the entry it is about, or
// nil; level is the level of the headings that it stands under.
func (p *prose) text(markdown string, scope *schema.Entry, level int) (template.HTML, []heading, error) {
	source := []byte(markdown)
	context := parser.NewContext(parser.WithIDs(headingIDs(p.used)))
	doc := p.markdown.Parser().Parse(text.NewReader(source), parser.WithContext(context))
	e := &editor{prose: p, source: source, scope: scope, level: level}
	if err := e.edit(doc); err != nil {
		return "", nil, err
	}
	var out bytes.Buffer
	if err := p.markdown.Renderer().Render(&out, source, doc); err != nil {
		return "", nil, fmt.Errorf("rendering prose: %w", err)
	}
	return template.HTML(bytes.TrimSpace(out.Bytes())), e.headings, nil
}

// plain is the text of a piece of prose without any markup.
func (p *prose) plain(markdown string) string {
	source := []byte(markdown)
	doc := p.markdown.Parser().Parse(text.NewReader(source))
	return strings.Join(strings.Fields(plainText(doc, source)), " ")
}

// plainText is the text within a node.
func plainText(node ast.Node, source []byte) string {
	var out strings.Builder
	writePlain(&out, node, source)
	return out.String()
}

func writePlain(out *strings.Builder, node ast.Node, source []byte) {
	_, isCode := node.(*ast.CodeSpan)
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			value := n.Segment.Value(source)
			if !isCode {
				value = util.UnescapePunctuations(value)
			}
			out.Write(bytes.ReplaceAll(value, []byte("\n"), []byte(" ")))
			if n.SoftLineBreak() || n.HardLineBreak() {
				out.WriteByte(' ')
			}
		case *ast.String:
			out.Write(n.Value)
		default:
			writePlain(out, c, source)
			if c.Type() == ast.TypeBlock {
				out.WriteByte(' ')
			}
		}
	}
}

// headingIDs makes the ids of headings; it holds those that are taken.
type headingIDs map[string]bool

// Generate implements [parser.IDs].
func (ids headingIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := "page-" + slug(string(value))
	id := base
	for n := 2; ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	ids[id] = true
	return []byte(id)
}

// Put implements [parser.IDs].
func (ids headingIDs) Put(value []byte) { ids[string(value)] = true }

// slug keeps the letters and digits of a text and joins its words by hyphens.
func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
	return strings.Join(words, "-")
}
