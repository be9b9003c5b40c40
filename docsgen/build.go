package docsgen

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// A builder makes the view of a model that the templates show. It goes on
// after an error, so that one run tells everything that is wrong.
type builder struct {
	model   *schema.Model
	options Options
	index   *schema.Index
	types   map[string]*schema.Type
	prose   *proseTeller
	shaped  map[*schema.Entry][]shape
	usedIn  map[*schema.Entry][]string // names of the examples with the element
	about   map[*schema.Entry][]*libvirt.Rule
	errs    []error
}

func newBuilder(m *schema.Model, o Options) *builder {
	b := &builder{
		model:   m,
		options: o,
		index:   m.Entries(),
		types:   make(map[string]*schema.Type, len(m.Types)),
		shaped:  make(map[*schema.Entry][]shape),
		usedIn:  make(map[*schema.Entry][]string),
	}
	b.prose = newProse(b.index, o)
	b.about = rulesOf(b.index, o)
	for _, t := range m.Types {
		b.types[t.Name] = t
	}
	return b
}

func (b *builder) fail(err error) { b.errs = append(b.errs, err) }

// build makes the reference page. The examples come before the entries, which
// tell which of them they are in.
func (b *builder) build() (*page, error) {
	p := &page{Name: b.model.Name}
	b.introduction(p)
	for _, e := range b.model.Examples {
		p.Examples = append(p.Examples, b.example(e))
	}
	p.Flags = b.flags()
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

// introduction takes the first block of the model's prose as the lead.
func (b *builder) introduction(p *page) {
	nodes, err := b.prose.nodes(b.model.Doc)
	if err != nil {
		b.fail(fmt.Errorf("the introduction: %w", err))
	}
	n := min(1, len(nodes))
	p.Summary, _, _ = strings.Cut(prose.Plain(nodes[:n]...), ". ")
	p.Lead, _ = b.prose.html(nodes[:n], b.index.Root, 1)
	p.Intro, p.Headings = b.prose.html(nodes[n:], b.index.Root, 1)
}

// text renders prose; where says in an error what it is about.
func (b *builder) text(where string, scope *schema.Entry, level int, markdown ...string) template.HTML {
	nodes, err := b.prose.nodes(markdown...)
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", where, err))
	}
	html, _ := b.prose.html(nodes, scope, level)
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
