package docsgen

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"sync"

	"github.com/snapxml/snapxml/schema"
	pages "github.com/snapxml/snapxml/site"
)

// A file is one of those that Write writes.
type file struct {
	name string // with slashes, below the folder
	data []byte
}

// A site is the files of a format in the making.
type site struct {
	model   *schema.Model
	options Options
	builder *builder
	style   string // of all pages
	more    string // of those besides the reference
	index   searchIndex
	files   []file
	errs    []error
}

// render makes the files in memory.
func render(m *schema.Model, o Options) ([]file, error) {
	if o.release().Compare(schema.Newest) < 0 {
		m = m.At(o.release())
	}
	s := &site{model: m, options: o, builder: newBuilder(m, o)}
	s.assets()
	s.reference()
	if o.Version.IsZero() {
		s.rest()
	}
	s.grammars()
	if len(s.errs) == 0 {
		s.fail(checkLinks(s.files))
	}
	if err := errors.Join(s.errs...); err != nil {
		return nil, err
	}
	return s.files, nil
}

func (s *site) fail(err error) {
	if err != nil {
		s.errs = append(s.errs, err)
	}
}

func (s *site) add(name string, data []byte) { s.files = append(s.files, file{name, data}) }

// reference adds the reference page with its twins.
func (s *site) reference() {
	p, err := s.builder.build()
	s.fail(err)
	p.frame = s.frame(PageFile, cmp.Or(s.options.Title, s.model.Name+" XML format"), p.Summary)
	p.Twins = s.twins()
	p.Releases = s.builder.releases()
	p.Picture = s.picture()
	s.elementGrammars(p)
	s.page("page.tmpl", PageFile, p)
	for _, e := range s.model.Examples {
		s.add(exampleFile(e), []byte(e.XML))
	}
	s.markdown(p)
	s.json(p)
}

// rest adds what there is besides the reference page.
func (s *site) rest() {
	b := newBuilder(s.model, s.options) // its links lead to the reference page
	b.prose.page = PageFile
	if len(s.options.Rules) > 0 {
		s.rules(b)
	}
	if len(s.options.Codes) > 0 {
		s.codes(b)
	}
	s.changes(b)
	s.playground()
	if s.options.Manual != nil {
		s.guides(b)
		s.annotations(b)
	} else {
		s.page("index.tmpl", FrontFile, struct{ Title, Page string }{s.title(), PageFile})
	}
	s.fail(errors.Join(b.errs...))
	s.machines()
	s.search()
}

// search adds the index of the search, with the entries of the reference.
func (s *site) search() {
	for _, e := range s.builder.index.All {
		s.index.add(PageFile, string(e.Kind), e.Name, e.ID, s.builder.firstSentence(e))
	}
	s.add(searchFile, s.index.script())
}

func (s *site) title() string { return cmp.Or(s.options.Title, s.model.Name+" XML format") }

// page adds a page made with a template.
func (s *site) page(template, name string, view any) {
	html, err := execute(template, view)
	s.fail(err)
	s.add(name, html)
}

func (s *site) grammars() {
	if s.options.RNG != nil {
		s.add(s.model.Name+".rng", s.options.RNG)
	}
	if s.options.RNC != nil {
		s.add(s.model.Name+".rnc", s.options.RNC)
	}
}

// assets adds the style, with what it needs to know of the releases, and the
// script.
func (s *site) assets() {
	style, err := fs.ReadFile(pages.FS, "style.css")
	s.fail(err)
	s.style = string(style) + releaseStyle(s.builder.releases())
	more, err := fs.ReadFile(pages.FS, "more.css")
	s.fail(err)
	s.more = string(more)
	s.add("style.css", []byte(s.style))
	s.asset("page.js")
}

// asset adds a file of package site, and to it others.
func (s *site) asset(name string, more ...string) {
	var all []byte
	for _, part := range append([]string{name}, more...) {
		data, err := fs.ReadFile(pages.FS, part)
		s.fail(err)
		all = append(all, data...)
	}
	s.add(name, all)
}

// execute runs one of the templates of package site.
func execute(name string, view any) ([]byte, error) {
	t, err := templates()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, name, view); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// templates are those of package site, read once.
var templates = sync.OnceValues(func() (*template.Template, error) {
	return template.New("").Funcs(functions).ParseFS(pages.FS, "templates/*.tmpl")
})

// functions are what the templates can call.
var functions = template.FuncMap{"count": count, "capital": capital, "said": isSaid}

// isSaid reports whether anything is said of some values.
func isSaid(values []*value) bool {
	return slices.ContainsFunc(values, func(v *value) bool { return len(v.Prose) > 0 || v.Since != "" })
}
