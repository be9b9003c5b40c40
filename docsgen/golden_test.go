package docsgen

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/snapxml/snapxml/schema"
)

var update = flag.Bool("update", false, "rewrite the golden files, then fail")

// TestGolden compares the whole page of each model in testdata/*.txtar, which
// holds model.json and then the page.
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
	got := pageOf(t, m, Options{RNG: []byte("<grammar/>")})
	if *update {
		archive.Files = append(archive.Files[:1], txtar.File{Name: PageFile, Data: []byte(got)})
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatal("rewritten")
	}
	if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
		t.Errorf("the page is not as expected (-want +got):\n%s", diff)
	}
}
