package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// The committed files are those that are made of the sources and the packages
// that package-lock.json names.
func TestFresh(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	installed := filepath.Join(cache, "snapxml", "peers", "playground")
	modules := peers.File(t, filepath.Join(installed, "node_modules"))
	dir := filepath.Join(peers.Root(), "site", "playground")
	if !bytes.Equal(read(t, installed, "package-lock.json"), read(t, dir, "package-lock.json")) {
		peers.Missing(t, "what package-lock.json names")
	}
	files, err := bundle(dir, modules)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 {
		t.Errorf("%d files are made", len(files))
	}
	for name, text := range files {
		if !bytes.Equal(text, read(t, dir, name)) {
			t.Errorf("%s is stale; run: make editor", name)
		}
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The licence of each package goes with the bundle.
func TestLicences(t *testing.T) {
	dir := t.TempDir()
	for name, licence := range map[string]string{"a": "MIT\n", "@s/b": "MIT", "c": "BSD"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, "LICENSE"), []byte(licence), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := licencesOf(dir, `{"inputs": {"node_modules/a/i.js": {}, "x/node_modules/@s/b/dist/i.js": {}, "node_modules/a/j.js": {}, "node_modules/c/i.js": {}, "own.js": {}}}`)
	rule := "\n------------------------------------------------------------------------\n\n"
	if want := "@s/b, a\n\nMIT\n" + rule + "c\n\nBSD\n"; err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
	if _, err := licencesOf(dir, `{"inputs": {"node_modules/d/i.js": {}}}`); err == nil {
		t.Error("a package without a licence is bundled")
	}
}
