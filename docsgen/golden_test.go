package docsgen

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/libvirt"
)

var update = flag.Bool("update", false, "rewrite the golden files, then fail")

// goldenFiles are what a golden file holds of a site.
var goldenFiles = []string{PageFile, ChangesFile, MarkdownFile, JSONFile}

// TestGolden compares the pages of each model in testdata/*.txtar, which holds
// model.json and then the pages.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := schema.Load(archive.Files[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{RNG: []byte(`<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>`), Flags: libvirt.FlagTable()[:2]}
	var got []txtar.File
	for _, name := range goldenFiles {
		got = append(got, txtar.File{Name: name, Data: []byte(withoutStyle(fileOf(t, m, o, name)))})
	}
	if *update {
		archive.Files = append(archive.Files[:1], got...)
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatal("rewritten")
	}
	if diff := cmp.Diff(texts(archive.Files[1:]), texts(got)); diff != "" {
		t.Errorf("the pages are not as expected (-want +got):\n%s", diff)
	}
}

// withoutStyle is a page without its style sheet, which is not what a golden
// file is for.
func withoutStyle(page string) string {
	page = regexp.MustCompile(`(?s)<style>.*</style>`).ReplaceAllString(page, "<style>…</style>")
	return regexp.MustCompile(`sha256-[^']*`).ReplaceAllString(page, "sha256-…")
}

// texts are files as text.
func texts(files []txtar.File) string {
	return string(txtar.Format(&txtar.Archive{Files: files}))
}
