package docsgen

import (
	"html/template"
	"slices"
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
	Style       template.CSS // in the page itself, so that it can be painted at once
	StyleHash   string       // by which the page's policy lets it pass
	Policy      string       // what the page's policy allows besides; directives
	Twins       []twin
	Pages       []link    // of the site; none if the page is alone
	Sections    []chapter // what the contents list, unless the page has contents of its own
}

// Home is the reference page.
func (frame) Home() string { return PageFile }

// IsHome reports whether the frame is around the reference page.
func (f frame) IsHome() bool { return f.File == PageFile }

// Has reports whether the site has a page.
func (f frame) Has(file string) bool {
	return slices.ContainsFunc(f.Pages, func(p link) bool { return string(p.Href) == file })
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

// pages are the pages of the site.
func (o Options) pages() []link {
	if !o.Version.IsZero() {
		return nil
	}
	pages := []link{{Name: "Reference", Href: PageFile}}
	if len(o.Rules) > 0 {
		pages = append(pages, link{Name: "What libvirt says", Href: RulesFile})
	}
	pages = append(pages, link{Name: "Changes", Href: ChangesFile})
	if len(o.Codes) > 0 {
		pages = append(pages, link{Name: "Diagnostics", Href: CodesFile})
	}
	if len(o.Playground) > 0 {
		pages = append(pages, link{Name: "Playground", Href: PlaygroundFile})
	}
	return pages
}

// frame makes the frame of a page.
func (s *site) frame(file, title, description string) frame {
	f := frame{
		Title: title, Description: description, Format: s.model.Name, File: file,
		Release: s.options.release().String(), Pages: s.options.pages(), Style: template.CSS(s.style),
	}
	f.StyleHash = styleHash(s.style)
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
