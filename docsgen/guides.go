package docsgen

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"github.com/snapxml/snapxml/schema/prose"
	pages "github.com/snapxml/snapxml/site"
)

// Pages that come of Markdown and of the table of annotations.
const (
	FrontFile       = "index.html"       // what this is
	AnnotationsFile = "annotations.html" // how Go types describe a format
)

// A Manual is what the site has beside the references: guides in Markdown, and
// the annotations by which Go types describe a format.
type Manual struct {
	Guides      []Guide
	Annotations []Annotation
}

// A Guide is a page in Markdown.
type Guide struct {
	Name   string        `json:"name"` // of the page, without ".html"
	Blocks []*prose.Node `json:"blocks"`
}

// An Annotation is a directive on Go types.
type Annotation struct {
	Name    string        `json:"name"`
	Args    string        `json:"args,omitempty"`
	On      []string      `json:"on"` // what it may stand on
	Repeats bool          `json:"repeats,omitempty"`
	Blocks  []*prose.Node `json:"blocks"`
}

// File is the page of the guide.
func (g Guide) File() string { return g.Name + ".html" }

// Title is the first heading.
func (g Guide) Title() string { return prose.Plain(g.Blocks[0]) }

// Says is the first sentence of the first paragraph.
func (g Guide) Says() string {
	first, _, _ := strings.Cut(prose.Plain(g.Blocks[1]), ". ")
	return strings.TrimSuffix(first, ".")
}

// LoadManual reads the manual that cmd/sitegen has written into package site.
func LoadManual() (*Manual, error) {
	data, err := fs.ReadFile(pages.FS, "guides.json")
	if err != nil {
		return nil, err
	}
	var m Manual
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("reading the guides: %w", err)
	}
	if len(m.Guides) != len(pages.Guides) {
		return nil, fmt.Errorf("guides.json has %d guides and not %d", len(m.Guides), len(pages.Guides))
	}
	for _, g := range m.Guides {
		if len(g.Blocks) < 2 || g.Blocks[0].Kind != prose.Heading || g.Blocks[1].Kind != prose.Paragraph {
			return nil, fmt.Errorf("the guide %s does not begin with a heading and a paragraph", g.Name)
		}
	}
	return &m, nil
}

// A guidePage is a page in Markdown.
type guidePage struct {
	frame
	Lead template.HTML
	Body template.HTML
	Next *sitePage // the one after it in its group
}

// guides adds the pages in Markdown.
func (s *site) guides(b *builder) {
	for _, g := range s.options.Manual.Guides {
		p := &guidePage{frame: s.frame(g.File(), g.Title(), g.Says()+".")}
		p.Lead, _ = b.prose.html(g.Blocks[1:2], nil, 1)
		var headings []heading
		p.Body, headings = b.prose.html(g.Blocks[2:], nil, 1)
		if len(headings) > 0 {
			p.Sections = []chapter{{link: link{Name: "On this page", Href: "#page-top"}}}
		}
		for _, h := range headings {
			p.Sections[0].Sub = append(p.Sections[0].Sub, link{Name: h.Text, Href: anchor(h.ID)})
			s.index.add(p.File, "guide", h.Text, h.ID, p.Title)
		}
		if g.File() == FrontFile {
			s.page("front.tmpl", p.File, p)
			continue
		}
		s.index.add(p.File, "guide", p.Title, "page-main", g.Says())
		p.Next = s.after(p.File)
		s.page("guide.tmpl", p.File, p)
	}
}

// after is the page after another one in the same group, or nil.
func (s *site) after(file string) *sitePage {
	for _, group := range s.options.pages() {
		for i, p := range group.Pages {
			if p.File == file && i+1 < len(group.Pages) {
				return &group.Pages[i+1]
			}
		}
	}
	return nil
}

// An annotationPage is the reference of the annotations.
type annotationPage struct {
	frame
	Annotations []*annotation
}

// An annotation is the entry of a directive.
type annotation struct {
	ID      string
	Name    string
	Args    string
	On      string
	Repeats bool
	Prose   template.HTML
}

// Href leads to the annotation.
func (a annotation) Href() template.URL { return anchor(a.ID) }

// annotations adds the reference of the annotations.
func (s *site) annotations(b *builder) {
	p := &annotationPage{frame: s.frame(AnnotationsFile, "Annotations", "The directives by which annotated Go types describe a format: what each states, and what it may stand on.")}
	p.Sections = []chapter{{link: link{Name: "Directives", Href: "#page-directives"}}}
	for _, d := range s.options.Manual.Annotations {
		a := &annotation{ID: d.Name, Name: d.Name, Args: d.Args, On: list(d.On, "or"), Repeats: d.Repeats}
		a.Prose, _ = b.prose.html(d.Blocks, nil, 2)
		p.Annotations = append(p.Annotations, a)
		p.Sections[0].Sub = append(p.Sections[0].Sub, link{Name: a.Name, Href: a.Href()})
		s.index.add(p.File, "annotation", a.Name, a.ID, prose.Plain(d.Blocks...))
	}
	s.page("annotations.tmpl", AnnotationsFile, p)
}
