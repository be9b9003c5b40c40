package docsgen

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
)

// A proseTeller turns the prose of doc comments into HTML. Names in inline
// code become links to their entries, headings get ids that no other heading
// of the page has, and tables get what a narrow screen and a screen reader
// need.
type proseTeller struct {
	library prose.Library
	index   *schema.Index
	page    string            // the file that the entries are in; "" is the one being written
	used    map[string]bool   // heading ids given out so far
	flags   map[string]string // ids of the flags by every spelling
}

// A heading is one of the headings within a piece of prose.
type heading struct {
	ID   string
	Text string
}

func newProse(x *schema.Index, o Options) *proseTeller {
	p := &proseTeller{library: o.Prose, index: x, used: make(map[string]bool), flags: make(map[string]string)}
	for _, id := range []string{"top", "main", "contents", "search", "find", "found", "release", "introduction", "tree", "flags", "types"} {
		p.used["page-"+id] = true // the templates and the script have these
	}
	for _, i := range o.knownFlags() {
		for _, name := range spellings(i) {
			p.flags[name] = flagID(i)
		}
	}
	return p
}

// href leads to an id of the reference page.
func (p *proseTeller) href(id string) template.URL { return template.URL(p.page) + anchor(id) }

// nodes are the blocks of some Markdown texts, one after the other.
func (p *proseTeller) nodes(texts ...string) ([]*prose.Node, error) {
	var all []*prose.Node
	for _, text := range texts {
		nodes, ok := p.library[text]
		if !ok && text != "" {
			first, _, _ := strings.Cut(text, "\n")
			return nil, fmt.Errorf("the text that begins %q has not been parsed", first)
		}
		all = append(all, nodes...)
	}
	return all, nil
}

// html renders prose. The scope is the entry it is about, or nil; level is the
// level of the headings that it stands under.
func (p *proseTeller) html(nodes []*prose.Node, scope *schema.Entry, level int) (template.HTML, []heading) {
	w := &proseWriter{proseTeller: p, scope: scope, shift: level + 1 - topLevel(nodes)}
	w.blocks(nodes)
	return template.HTML(strings.TrimSpace(w.out.String())), w.headings
}

// plain is a piece of prose without any markup.
func (p *proseTeller) plain(markdown string) (string, error) {
	nodes, err := p.nodes(markdown)
	return prose.Plain(nodes...), err
}

// topLevel is the level of the highest heading among some blocks.
func topLevel(nodes []*prose.Node) int {
	top := 6
	for _, n := range nodes {
		if n.Kind == prose.Heading {
			top = min(top, n.Number)
		}
	}
	return top
}

// headingID makes an id that is not taken, and takes it.
func (p *proseTeller) headingID(text string) string {
	base := "page-" + slug(text)
	id := base
	for n := 2; p.used[id]; n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	p.used[id] = true
	return id
}

// slug keeps the letters and digits of a text and joins its words by hyphens.
func slug(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z')
	})
	return strings.Join(words, "-")
}

// target is the id that a name in inline code leads to, or "": that of a flag
// or of an entry. A name does not lead to the entry that it is said of.
func (p *proseTeller) target(name string, scope *schema.Entry) string {
	if id := p.flags[name]; id != "" {
		return id
	}
	if e := lookup(p.index, scope, name); e != nil && e != scope {
		return e.ID
	}
	return ""
}

// lookup finds what a name in prose about the scope means: the nearest value,
// attribute or child element of the scope and of what it stands in.
func lookup(x *schema.Index, scope *schema.Entry, name string) *schema.Entry {
	if e := x.Entry(name); e != nil {
		return e
	}
	if tag, ok := strings.CutPrefix(name, "<"); ok {
		name, _, _ = strings.Cut(strings.Trim(tag, "</>"), " ")
	}
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
