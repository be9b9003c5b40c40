package docsgen

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
)

// A builder makes the view of a model that the templates show. It goes on
// after an error, so that one run tells everything that is wrong.
type builder struct {
	model  *schema.Model
	index  *schema.Index
	types  map[string]*schema.Type
	prose  *prose
	shaped map[*schema.Entry][]shape
	usedIn map[*schema.Entry][]string // names of the examples with the element
	errs   []error
}

func newBuilder(m *schema.Model) *builder {
	b := &builder{
		model:  m,
		index:  m.Entries(),
		types:  make(map[string]*schema.Type, len(m.Types)),
		shaped: make(map[*schema.Entry][]shape),
		usedIn: make(map[*schema.Entry][]string),
	}
	b.prose = newProse(b.index)
	for _, t := range m.Types {
		b.types[t.Name] = t
	}
	return b
}

func (b *builder) fail(err error) { b.errs = append(b.errs, err) }

// build makes the whole page. The introduction comes first, because all other
// prose may name the flags in it, and the examples second, because entries
// tell which of them they are in.
func (b *builder) build(o Options) (*page, error) {
	p := &page{
		Title: cmp.Or(o.Title, b.model.Name+" XML format"), Name: b.model.Name,
		Release: o.release().String(), Twins: o.twins(b.model.Name),
	}
	b.introduction(p)
	for _, e := range b.model.Examples {
		p.Examples = append(p.Examples, b.example(e, o))
	}
	p.Tree = b.tree(b.index.Root, nil)
	for _, e := range b.outline(b.index.Root) {
		p.Entries = append(p.Entries, b.element(e))
	}
	for _, t := range b.model.Types {
		if t.Kind == schema.Data {
			p.Types = append(p.Types, b.dataType(t))
		}
	}
	b.count(p)
	return p, errors.Join(b.errs...)
}

// count counts the entries.
func (b *builder) count(p *page) {
	for _, e := range b.index.All {
		switch e.Kind {
		case schema.ElementEntry:
			p.Elements++
		case schema.AttributeEntry:
			p.Attributes++
		case schema.ValueEntry:
			p.Values++
		}
	}
}

// introduction takes the first paragraph of the model's prose as the lead.
func (b *builder) introduction(p *page) {
	lead, rest, _ := strings.Cut(strings.TrimSpace(b.model.Doc), "\n\n")
	p.Description, _, _ = strings.Cut(b.prose.plain(lead), ". ")
	p.Lead = b.text("the introduction", lead, b.index.Root, 1)
	intro, headings, err := b.prose.text(rest, b.index.Root, 1)
	if err != nil {
		b.fail(fmt.Errorf("the introduction: %w", err))
	}
	p.Intro, p.Headings = intro, headings
}

// text renders prose; where says in an error what it is about.
func (b *builder) text(where, markdown string, scope *schema.Entry, level int) template.HTML {
	html, _, err := b.prose.text(markdown, scope, level)
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", where, err))
	}
	return html
}

// outline are the elements in the order of the page: each followed by those
// within it.
func (b *builder) outline(e *schema.Entry) []*schema.Entry {
	list := []*schema.Entry{e}
	for _, c := range e.Children {
		if c.Parent == e {
			list = append(list, b.outline(c)...)
		}
	}
	return list
}

// A node is an element in the tree of the format.
type node struct {
	link
	Since      string // if it is younger than what it is in
	Attributes []link
	Children   []*node
	Shared     string // the element in which the tree shows what is within it, if not here
	Open       bool   // there may be more within than the tree shows
}

// tree is the element e as it stands within the parent, and all within it.
// What belongs to another place is left there.
func (b *builder) tree(e, parent *schema.Entry) *node {
	n := &node{link: b.link(e, parent)}
	if since := e.Since(); parent == nil || since.Compare(parent.Since()) > 0 {
		n.Since = since.String()
	}
	switch {
	case e.Parent == parent:
	case e.Parent == nil:
		n.Shared = "the root"
		return n
	default:
		n.Shared = e.Parent.Name
		return n
	}
	for _, a := range e.Attributes {
		n.Attributes = append(n.Attributes, b.link(a, e))
	}
	for _, c := range e.Children {
		n.Children = append(n.Children, b.tree(c, e))
	}
	n.Open = b.isOpen(e)
	return n
}

// link leads to an attribute or element of the parent.
func (b *builder) link(e, parent *schema.Entry) link {
	l := link{Name: e.Name, Href: anchor(e.ID), Occurs: bounds{1, 1}}
	if parent != nil {
		l.Occurs = b.bounds(parent, e)
	}
	return l
}

// HasOwn reports whether there are elements within the node that belong to it.
func (n *node) HasOwn() bool {
	return slices.ContainsFunc(n.Children, func(c *node) bool { return c.Shared == "" })
}
