package docsgen

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/site"
)

// PageFile is the name of the page in the folder that [Write] fills.
const PageFile = "formatsnapshot.html"

// Options say what goes with the page.
type Options struct {
	Title    string                 // of the page; "" is made of the format's name
	Version  schema.Version         // the release to describe; zero is the newest
	RNG, RNC []byte                 // the grammar in XML and compact syntax, linked from the page; nil leaves it out
	Validate func(xml []byte) error // what every example must pass; nil trusts them
}

// release is the release that the page describes.
func (o Options) release() schema.Version {
	if o.Version.IsZero() {
		return schema.Newest
	}
	return o.Version
}

// twins are the files that say the same as the page to machines.
func (o Options) twins(name string) []twin {
	var list []twin
	if o.RNG != nil {
		list = append(list, twin{File: name + ".rng", Name: "RELAX NG", Type: "application/xml"})
	}
	if o.RNC != nil {
		list = append(list, twin{File: name + ".rnc", Name: "compact syntax", Type: "application/relax-ng-compact-syntax"})
	}
	return list
}

// Write writes the page of a format to a folder, which it makes if need be:
// the page itself, its style and script, an index that leads to it, every
// example as a file of its own, and the grammars. The same model gives the
// same bytes.
//
// Nothing is written if anything is wrong with the model: an example that
// Validate refuses or that has a name unknown to the format, prose with raw
// HTML in it, or a link that leads nowhere. The error then tells all that is.
// Files are replaced at once, so that a reader never sees half of one.
func Write(dir string, m *schema.Model, o Options) error {
	files, err := render(m, o)
	if err != nil {
		return fmt.Errorf("the page of %s: %w", m.Name, err)
	}
	for _, f := range files {
		if err := replace(filepath.Join(dir, filepath.FromSlash(f.name)), f.data); err != nil {
			return err
		}
	}
	return nil
}

// A file is one of those that Write writes.
type file struct {
	name string // with slashes, below the folder
	data []byte
}

// render makes the files in memory.
func render(m *schema.Model, o Options) ([]file, error) {
	if o.release().Compare(schema.Newest) < 0 {
		m = m.At(o.release())
	}
	view, err := newBuilder(m).build(o)
	if err != nil {
		return nil, err
	}
	html, err := execute("page.tmpl", view)
	if err != nil {
		return nil, err
	}
	if err := check(string(html)); err != nil {
		return nil, err
	}
	index, err := execute("index.tmpl", struct{ Title, Page string }{view.Title, PageFile})
	if err != nil {
		return nil, err
	}
	files := []file{{PageFile, html}, {"index.html", index}}
	for _, e := range m.Examples {
		files = append(files, file{exampleFile(e), []byte(e.XML)})
	}
	if o.RNG != nil {
		files = append(files, file{m.Name + ".rng", o.RNG})
	}
	if o.RNC != nil {
		files = append(files, file{m.Name + ".rnc", o.RNC})
	}
	return appendAssets(files)
}

// appendAssets adds the style and the script.
func appendAssets(files []file) ([]file, error) {
	for _, name := range []string{"style.css", "page.js"} {
		data, err := fs.ReadFile(site.FS, name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name, data})
	}
	return files, nil
}

// execute runs one of the templates of package site.
func execute(name string, view any) ([]byte, error) {
	t, err := template.New(name).Funcs(functions).ParseFS(site.FS, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// functions are what the templates can call.
var functions = template.FuncMap{"count": count}

// replace writes a file beside its place and then moves it there.
func replace(path string, data []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temp.Name())
		}
	}()
	_, err = temp.Write(data)
	if e := temp.Chmod(0o644); err == nil {
		err = e
	}
	if e := temp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}
