package docsgen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/schema/prose/markdown"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// fixture is a model that has every construct.
func fixture(t testing.TB) *schema.Model {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "model.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := schema.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// pageOf renders the page of a model.
func pageOf(t testing.TB, m *schema.Model, o Options) string {
	t.Helper()
	return fileOf(t, m, o, PageFile)
}

// parsed is the prose of a model.
func parsed(t testing.TB, m *schema.Model) prose.Library {
	t.Helper()
	l, err := markdown.Library(m.Texts())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func fileOf(t testing.TB, m *schema.Model, o Options, name string) string {
	t.Helper()
	if o.Prose = parsed(t, m); o.Flags == nil {
		o.Flags = libvirt.FlagTable()
	}
	files, err := render(m, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.name == name {
			return string(f.data)
		}
	}
	t.Fatalf("there is no file %s", name)
	return ""
}

// whole are the options of the whole site.
func whole() Options {
	manual, err := LoadManual()
	if err != nil {
		panic(err)
	}
	return Options{
		Manual: manual,
		Title:  "Snapshot XML format", URL: "https://example.org/", Prose: domainsnapshot.Prose(),
		RNG: domainsnapshot.RNG(), RNC: domainsnapshot.RNC(),
		Flags: libvirt.FlagTable(), Rules: libvirt.Rules(), Codes: diag.Codes(),
		Hierarchy: []*source.File{
			source.NewFile("base.xml", []byte("<domainsnapshot><name>base</name></domainsnapshot>")),
			source.NewFile("child.xml", []byte("<domainsnapshot><name>child</name><parent><name>base</name></parent></domainsnapshot>")),
		},
	}
}

// section is the part of a page from the tag with the id to the end of the
// innermost section.
func section(t testing.TB, page, id string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `id="`+id+`"`)
	if !ok {
		t.Fatalf("the page has no id %q", id)
	}
	part, _, _ := strings.Cut(rest, "</section>")
	return part
}

// wantError fails the test unless rendering gives an error that has all the
// words. Options without prose have that of the model.
func wantError(t *testing.T, m *schema.Model, o Options, words ...string) {
	t.Helper()
	if o.Prose == nil {
		o.Prose = parsed(t, m)
	}
	_, err := render(m, o)
	if err == nil {
		t.Fatal("no error")
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error does not say %q: %v", w, err)
		}
	}
}

// models are what tests of every page look at: the fixture and the format
// that this project is about.
func models(t testing.TB) map[string]*schema.Model {
	return map[string]*schema.Model{"fixture": fixture(t), "domainsnapshot": domainsnapshot.Model()}
}
