package docsgen

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// written are the names of all files below a folder.
func written(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
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
	o := Options{Title: "Snapshots", RNG: []byte("<grammar/>"), RNC: []byte("start = text\n")}
	for range 2 { // the second time files are replaced
		if err := Write(dir, m, o); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"domainsnapshot.rnc", "domainsnapshot.rng",
		"examples/external-disks.xml", "examples/minimal.xml", "examples/put-back.xml",
		"formatsnapshot.html", "index.html", "page.js", "style.css",
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

func TestWriteLeavesNothingAfterAnError(t *testing.T) {
	dir := t.TempDir()
	m := fixture(t)
	m.Doc = "<b>"
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
