package docsgen

import (
	"html/template"
	"slices"

	pages "github.com/snapxml/snapxml/site"
)

// The pages of a site.
const (
	PageFile    = "formatsnapshot.html" // the reference of the format
	RulesFile   = "errors.html"         // what libvirt says, why, and what to do
	ChangesFile = "changes.html"        // what every release changed
	CodesFile   = "codes.html"          // what the validator reports
)

// A frame is what all pages have around what they say.
type frame struct {
	Title       string
	Description string
	Format      string
	File        string       // name of the page
	Address     string       // whole; "" if it is not known
	Release     string       // the newest one that the page describes
	Releases    []string     // those to choose from, newest first; none if there is no choice
	Home        string       // the page that the name at the top leads to
	Style       template.CSS // in the page itself, so that it can be painted at once
	StyleHash   string       // by which the page's policy lets it pass
	Sheet       string       // the style in a file of its own, where there are many pages
	Index       string       // the script with what can be found on other pages; "" if there is none
	Foot        string
	Policy      string // what the page's policy allows besides; directives
	Twins       []twin
	Pages       []pageGroup // of the site; none if the page is alone
	Sections    []chapter   // what the contents list, unless the page has contents of its own
}

// IsHome reports whether the frame is around the page that the name at the top
// leads to.
func (f frame) IsHome() bool { return f.File == f.Home }

// Has reports whether the site has a page.
func (f frame) Has(file string) bool {
	return slices.ContainsFunc(f.Pages, func(g pageGroup) bool {
		return slices.ContainsFunc(g.Pages, func(p sitePage) bool { return p.File == file })
	})
}

// A chapter is a line in the contents of a page.
type chapter struct {
	link
	Sub []link
}

// A twin is the same as a page in a form for machines.
type twin struct {
	File string
	Name string
	Type string // media type
}

// A pageGroup is pages of the site that the contents list together.
type pageGroup struct {
	Name  string // "" for those that come first
	Pages []sitePage
}

// ID is the group's place on the front page, behind "page-".
func (g pageGroup) ID() string { return slug(g.Name) }

// A sitePage is a page of the site.
type sitePage struct {
	File string
	Name string // in the contents
	Says string // what it is about
}

// pages are the pages of the site.
func (o Options) pages() []pageGroup {
	if !o.Version.IsZero() {
		return nil
	}
	reference := []sitePage{{PageFile, "The format", "every element, attribute and value, with examples"}}
	if len(o.Rules) > 0 {
		reference = append(reference, sitePage{RulesFile, "What libvirt says", "the texts with which libvirt refuses documents, why it does, and what to do"})
	}
	reference = append(reference, sitePage{ChangesFile, "Changes", "what each release of libvirt changed"})
	if len(o.Codes) > 0 {
		reference = append(reference, sitePage{CodesFile, "Diagnostics", "the codes that the validator reports"})
	}
	if len(o.Playground) > 0 {
		reference = append(reference, sitePage{PlaygroundFile, "Playground", "a page to write documents on, checked as you type"})
	}
	if o.Manual == nil {
		return []pageGroup{{Pages: reference}}
	}
	var groups []pageGroup
	for i, g := range o.Manual.Guides {
		listed := pages.Guides[i]
		if n := len(groups); n == 0 || groups[n-1].Name != listed.Group {
			groups = append(groups, pageGroup{Name: listed.Group})
		}
		last := &groups[len(groups)-1]
		last.Pages = append(last.Pages, sitePage{g.File(), listed.Short, g.Says()})
	}
	reference = append(reference, sitePage{AnnotationsFile, "Annotations", "how Go types describe a format"})
	return append(groups, pageGroup{"Reference", reference})
}

// frame makes the frame of a page.
func (s *site) frame(file, title, description string) frame {
	f := frame{
		Title: title, Description: description, Format: s.model.Name, Home: PageFile, File: file,
		Release: s.options.release().String(), Pages: s.options.pages(), Style: template.CSS(s.style),
	}
	f.Foot = "Made from the annotated Go types that the grammar is made from. Describes the format up to libvirt " + f.Release + "."
	if f.Has(FrontFile) {
		f.Format, f.Home = "snapxml", FrontFile
	}
	if f.Pages != nil {
		f.Index = searchFile
	}
	if file != PageFile {
		f.Style += template.CSS(s.more)
	}
	f.StyleHash = styleHash(string(f.Style))
	if s.options.URL != "" {
		f.Address = s.options.URL + file
	}
	return f
}

// twins are the forms of the reference page for machines.
func (s *site) twins() []twin {
	list := []twin{
		{File: MarkdownFile, Name: "Markdown", Type: "text/markdown"},
		{File: JSONFile, Name: "JSON", Type: "application/json"},
	}
	name := s.model.Name
	if s.options.RNG != nil {
		list = append(list, twin{File: name + ".rng", Name: "RNG", Type: "application/xml"})
	}
	if s.options.RNC != nil {
		list = append(list, twin{File: name + ".rnc", Name: "RNC", Type: "application/relax-ng-compact-syntax"})
	}
	return list
}
