package docsgen

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
)

// written are the names of all files below a folder; those of single elements
// count as one of each kind.
func written(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if name, _ := filepath.Rel(dir, path); err == nil && !d.IsDir() {
			if strings.HasPrefix(name, "elements") {
				name = "elements/*" + filepath.Ext(name)
			}
			if name = filepath.ToSlash(name); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "site")
	m := fixture(t)
	o := whole()
	o.Prose = parsed(t, m)
	for range 2 { // the second time files are replaced
		if err := Write(dir, m, o); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"annotations.html", "changes.html", "changes.xml", "ci.html", "codes.html", "domainsnapshot.rnc", "domainsnapshot.rng",
		"editors.html", "elements/*.json", "elements/*.md", "elements/*.rnc", "elements/*.rng", "errors.html",
		"examples/external-disks.xml", "examples/hierarchy/base.xml", "examples/hierarchy/child.xml", "examples/minimal.xml", "examples/put-back.xml",
		"formatsnapshot.html", "formatsnapshot.json", "formatsnapshot.md", "hierarchy.svg", "index.html", "install.html", "llms.txt", "moving.html", "page.js", "pre-commit.html",
		"robots.txt", "schemas.html", "search.js", "sitemap.xml", "style.css",
	}
	if got := written(t, dir); !slices.Equal(got, want) {
		t.Errorf("wrote %q, want %q", got, want)
	}
	index, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(index), `href="formatsnapshot.html"`) {
		t.Error("the index does not lead to the page")
	}
}

// TestWriteOneRelease asks for the page of a release, alone.
func TestWriteOneRelease(t *testing.T) {
	dir := t.TempDir()
	m := fixture(t)
	o := whole()
	o.Prose, o.Version = parsed(t, m), schema.Version{Major: 1, Minor: 0, Micro: 1}
	if err := Write(dir, m, o); err != nil {
		t.Fatal(err)
	}
	want := []string{"domainsnapshot.rnc", "domainsnapshot.rng", "elements/*.json", "elements/*.md", "elements/*.rnc", "elements/*.rng",
		"formatsnapshot.html", "formatsnapshot.json", "formatsnapshot.md", "page.js", "style.css"}
	if got := written(t, dir); !slices.Equal(got, want) {
		t.Errorf("wrote %q, want %q", got, want)
	}
}

func TestWriteLeavesNothingAfterAnError(t *testing.T) {
	dir := t.TempDir()
	m := fixture(t)
	m.Doc = "Not parsed."
	if err := Write(dir, m, Options{}); err == nil {
		t.Fatal("no error")
	}
	if got := written(t, dir); len(got) > 0 {
		t.Errorf("wrote %q", got)
	}
}

func TestWriteTellsWhatTheMachineGotWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(filepath.Join(path, "dir"), fixture(t), Options{}); err == nil {
		t.Error("no error for a folder below a file")
	}
}
