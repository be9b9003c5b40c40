package markdown

import (
	"bufio"
	"bytes"
	"fmt"
	gohtml "html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/snapxml/snapxml/schema/prose"
)

// An Error says what a text must not have.
type Error struct {
	Text    string // as it stands in the source
	Message string
}

// Error implements error.
func (e *Error) Error() string { return e.Message }

// Parse reads a text as blocks. The error is an [*Error].
func Parse(markdown string) ([]*prose.Node, error) {
	c := converter{source: []byte(markdown)}
	return c.children(parser.Parse(text.NewReader(c.source)))
}

// parser has no extension but tables.
var parser = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// Library reads several texts. The error says of the first that cannot be
// read which it is.
func Library(texts []string) (prose.Library, error) {
	l := make(prose.Library, len(texts))
	for _, t := range texts {
		nodes, err := Parse(t)
		if err != nil {
			start, _, _ := strings.Cut(t, "\n")
			return nil, fmt.Errorf("the text that begins %q: %w", start, err)
		}
		l[t] = nodes
	}
	return l, nil
}

// A converter turns goldmark's tree into prose.
type converter struct{ source []byte }

// children converts what is within a node.
func (c converter) children(parent ast.Node) ([]*prose.Node, error) {
	var list []*prose.Node
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		converted, err := c.node(n)
		if err != nil {
			return nil, err
		}
		for _, sub := range converted {
			list = add(list, sub)
		}
	}
	return list, nil
}

// add appends a node; text is joined to the text before it.
func add(list []*prose.Node, n *prose.Node) []*prose.Node {
	if last := len(list) - 1; last >= 0 && n.Kind == prose.Text && list[last].Kind == prose.Text {
		list[last].Text += n.Text
		return list
	}
	return append(list, n)
}

// node converts a node and all within it.
func (c converter) node(n ast.Node) ([]*prose.Node, error) {
	switch n := n.(type) {
	case *ast.Text:
		return c.text(n), nil
	case *ast.CodeSpan:
		return one(&prose.Node{Kind: prose.Code, Text: c.codeSpan(n)}), nil
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return one(&prose.Node{Kind: prose.CodeBlock, Text: string(n.Lines().Value(c.source))}), nil
	case *ast.AutoLink:
		to := string(util.URLEscape(n.URL(c.source), false))
		return one(&prose.Node{Kind: prose.Link, Target: to, Sub: one(&prose.Node{Text: string(n.Label(c.source))})}), nil
	case *ast.LinkReferenceDefinition:
		return nil, nil // the links have it
	case *ast.RawHTML:
		return nil, rawHTML(n.Segments.Value(c.source))
	case *ast.HTMLBlock:
		return nil, rawHTML(n.Lines().Value(c.source))
	}
	made, err := container(n)
	if err != nil {
		return nil, err
	}
	made.Sub, err = c.children(n)
	return one(made), err
}

func one(n *prose.Node) []*prose.Node { return []*prose.Node{n} }

func rawHTML(tag []byte) error {
	name := strings.TrimSpace(string(tag))
	return &Error{name, fmt.Sprintf("prose has the tag %s outside of code; put names in backquotes", name)}
}

// kinds are the nodes that have nothing but other nodes.
var kinds = map[ast.NodeKind]prose.Kind{
	ast.KindParagraph:      prose.Paragraph,
	ast.KindTextBlock:      prose.TextBlock,
	ast.KindListItem:       prose.Item,
	ast.KindBlockquote:     prose.Quote,
	ast.KindThematicBreak:  prose.Rule,
	extast.KindTable:       prose.Table,
	extast.KindTableHeader: prose.Row,
	extast.KindTableRow:    prose.Row,
	extast.KindTableCell:   prose.Cell,
}

// container converts a node without what is within it.
func container(n ast.Node) (*prose.Node, error) {
	switch n := n.(type) {
	case *ast.Heading:
		return &prose.Node{Kind: prose.Heading, Number: n.Level}, nil
	case *ast.List:
		if n.IsOrdered() && n.Start == 0 {
			return nil, &Error{"", "prose has a list that begins with number 0; begin with 1"}
		}
		return &prose.Node{Kind: prose.List, Number: n.Start}, nil
	case *ast.Link:
		return link(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			return &prose.Node{Kind: prose.Strong}, nil
		}
		return &prose.Node{Kind: prose.Emphasis}, nil
	}
	kind, ok := kinds[n.Kind()]
	if !ok {
		what := strings.ToLower(n.Kind().String())
		return nil, &Error{"", "prose has a part of the kind " + what + "; expected text, lists, tables, links and code"}
	}
	return &prose.Node{Kind: kind}, nil
}

func link(n *ast.Link) (*prose.Node, error) {
	if html.IsDangerousURL(n.Destination) {
		to := string(n.Destination)
		return nil, &Error{to, fmt.Sprintf("prose has a link to %s, which a browser might run; expected a page", to)}
	}
	return &prose.Node{Kind: prose.Link, Target: string(util.URLEscape(n.Destination, true))}, nil
}

// text converts text with its escapes and entities resolved.
func (c converter) text(n *ast.Text) []*prose.Node {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	html.DefaultWriter.Write(w, n.Segment.Value(c.source))
	w.Flush() // a buffer takes everything
	list := one(&prose.Node{Text: gohtml.UnescapeString(b.String())})
	switch {
	case n.HardLineBreak():
		return append(list, &prose.Node{Kind: prose.Break})
	case n.SoftLineBreak():
		list[0].Text += "\n"
	}
	return list
}

// codeSpan is the text of inline code, in which a line's end is a space.
func (c converter) codeSpan(n *ast.CodeSpan) string {
	var b strings.Builder
	for t := n.FirstChild(); t != nil; t = t.NextSibling() {
		if t, ok := t.(*ast.Text); ok {
			b.Write(t.Segment.Value(c.source))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}
