package docsgen

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io/fs"
	"path"
	"strings"

	pages "github.com/snapxml/snapxml/site"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// PlaygroundFile is the page on which documents are written and checked.
const PlaygroundFile = "playground.html"

// A playgroundPage is the view of that page.
type playgroundPage struct {
	frame
	Name     string // of the format
	Text     string // the document to begin with
	Examples []playgroundExample
	Choices  []string // releases besides the newest
	Drivers  []playgroundDriver
	Flags    []playgroundFlag
}

// A playgroundExample is a document to begin with.
type playgroundExample struct{ Name, File, Flags string }

// A playgroundDriver is a driver whose answer can be foretold.
type playgroundDriver struct{ Value, Name string }

// A playgroundFlag is a flag to choose.
type playgroundFlag struct{ Name, Says string }

// playgroundPolicy is what the page may do beyond what all pages may: start the
// checker in a worker, and load examples.
const playgroundPolicy = "worker-src 'self'; connect-src 'self';"

// playground adds the page with its scripts, if there is a checker to go with
// it.
func (s *site) playground() {
	if len(s.options.Playground) == 0 {
		return
	}
	style := s.scripts()
	p := &playgroundPage{
		frame: s.frame(PlaygroundFile, "Playground", "Write a "+s.model.Name+" document, and see what is wrong with it and what libvirt will answer. Nothing is sent anywhere."),
		Name:  s.model.Name,
	}
	p.Style += template.CSS(style)
	p.StyleHash = styleHash(string(p.Style))
	p.Policy = playgroundPolicy
	if releases := s.builder.releases(); len(releases) > 0 {
		p.Choices = releases[1:]
	}
	for _, e := range s.model.Examples {
		p.Examples = append(p.Examples, playgroundExample{e.Name, exampleFile(e), strings.Join(e.Flags, ",")})
		if p.Text == "" || e.Name == "disk-only" {
			p.Text = e.XML
		}
	}
	if flags := s.options.knownFlags(); len(flags) > 0 {
		for _, d := range libvirt.Drivers() {
			p.Drivers = append(p.Drivers, playgroundDriver{string(d), driverName(d)})
		}
		for _, f := range flags {
			p.Flags = append(p.Flags, playgroundFlag{f.Name, strings.ReplaceAll(f.Doc, "`", "")})
		}
	}
	s.page("playground.tmpl", PlaygroundFile, p)
}

// scripts adds what the page loads, and gives its style.
func (s *site) scripts() (style string) {
	entries, err := fs.ReadDir(pages.FS, "playground")
	s.fail(err)
	for _, e := range entries {
		data, err := fs.ReadFile(pages.FS, path.Join("playground", e.Name()))
		s.fail(err)
		if path.Ext(e.Name()) == ".css" {
			style += string(data)
			continue
		}
		s.add("playground/"+e.Name(), data)
	}
	for _, f := range s.options.Playground {
		s.add("playground/"+f.Name, f.Data)
	}
	return style
}

// styleHash is the hash by which a page's policy lets its style pass.
func styleHash(style string) string {
	hash := sha256.Sum256([]byte(style))
	return "sha256-" + base64.StdEncoding.EncodeToString(hash[:])
}
