package docsgen

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"

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
	style   string
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
	s.fail(errors.Join(b.errs...))
	s.page("index.tmpl", "index.html", struct{ Title, Page string }{s.title(), PageFile})
	s.machines()
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
	s.add("style.css", []byte(s.style))
	script, err := fs.ReadFile(pages.FS, "page.js")
	s.fail(err)
	s.add("page.js", script)
}

// execute runs one of the templates of package site.
func execute(name string, view any) ([]byte, error) {
	t, err := template.New(name).Funcs(functions).ParseFS(pages.FS, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return out.Bytes(), nil
}

// functions are what the templates can call.
var functions = template.FuncMap{"count": count, "capital": capital}
