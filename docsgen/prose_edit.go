package docsgen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// An editor changes a parsed piece of prose before it is rendered.
type editor struct {
	*prose
	source   []byte
	scope    *schema.Entry
	level    int
	headings []heading
}

// edit changes the headings, the inline code and the tables of a document,
// and refuses raw HTML, which would be left out in silence.
func (e *editor) edit(doc ast.Node) error {
	var spans []*ast.CodeSpan
	top := topLevel(doc)
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.RawHTML:
			return ast.WalkStop, e.rawHTML(string(n.Segments.Value(e.source)))
		case *ast.HTMLBlock:
			return ast.WalkStop, e.rawHTML(string(n.Lines().Value(e.source)))
		case *ast.Heading:
			e.heading(n, top)
			return ast.WalkSkipChildren, nil
		case *ast.Link:
			return ast.WalkSkipChildren, nil
		case *extast.Table:
			e.table(n)
		case *ast.CodeSpan:
			spans = append(spans, n)
		}
		return ast.WalkContinue, nil
	})
	for _, span := range spans {
		e.codeSpan(span)
	}
	return err
}

func (e *editor) rawHTML(tag string) error {
	return fmt.Errorf("prose has the tag %s outside of code; put names in backquotes", strings.TrimSpace(tag))
}

// topLevel is the level of the highest heading in a document.
func topLevel(doc ast.Node) int {
	top := 6
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			top = min(top, h.Level)
		}
	}
	return top
}

// heading puts a heading on its level below the headings around the prose,
// whose own highest level is top, and makes its text the link to itself.
func (e *editor) heading(h *ast.Heading, top int) {
	h.Level = min(h.Level-top+e.level+1, 6)
	value, _ := h.AttributeString("id")
	id, _ := value.([]byte)
	e.headings = append(e.headings, heading{string(id), plainText(h, e.source)})
	link := ast.NewLink()
	link.Destination = append([]byte("#"), id...)
	set(link, "class", "self")
	for c := h.FirstChild(); c != nil; c = h.FirstChild() {
		link.AppendChild(link, c)
	}
	h.AppendChild(h, link)
}

// codeSpan makes the name of a flag or of an entry in inline code the link to
// it.
func (e *editor) codeSpan(span *ast.CodeSpan) {
	name := plainText(span, e.source)
	id := e.flags[name]
	if id == "" {
		target := lookup(e.index, e.scope, name)
		if target == nil || target == e.scope {
			return
		}
		id = target.ID
	}
	link := ast.NewLink()
	link.Destination = []byte("#" + id)
	if stands(span, id) {
		set(link, "class", "self")
	}
	parent := span.Parent()
	parent.ReplaceChild(parent, span, link)
	link.AppendChild(link, span)
}

// stands reports whether a node stands within the one that has the id.
func stands(n ast.Node, id string) bool {
	for ; n != nil; n = n.Parent() {
		if own, ok := n.AttributeString("id"); ok && string(own.([]byte)) == id {
			return true
		}
	}
	return false
}

// lookup finds what a name in prose about the scope means: the nearest value,
// attribute or child element of the scope and of what it stands in.
func lookup(x *schema.Index, scope *schema.Entry, name string) *schema.Entry {
	if e := x.Entry(name); e != nil {
		return e
	}
	name = strings.Trim(name, "</>")
	name, isAttribute := strings.CutPrefix(name, "@")
	for ; scope != nil; scope = scope.Parent {
		if !isAttribute && scope.Name == name && scope.Kind != schema.ValueEntry {
			return scope
		}
		lists := [][]*schema.Entry{scope.Values, scope.Children, scope.Attributes}
		if isAttribute {
			lists = [][]*schema.Entry{scope.Attributes}
		}
		if e := named(slices.Concat(lists...), name); e != nil {
			return e
		}
	}
	return nil
}

// named is the first entry of that name, or nil.
func named(entries []*schema.Entry, name string) *schema.Entry {
	for _, e := range entries {
		if e.Name == name {
			return e
		}
	}
	return nil
}
