package config_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

const goldens = "testdata/faults.txtar"

// options take releases of the form 1.2.3.
var options = config.Options{Release: func(release string) error {
	if strings.Count(release, ".") != 2 {
		return fmt.Errorf("%s is not a release", diag.Quote(release))
	}
	return nil
}}

// The archive holds configurations with mistakes, and what is said of each.
func TestFaults(t *testing.T) {
	archive, err := txtar.ParseFile(goldens)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	var files []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".txt") {
			continue
		}
		file := source.NewFile(f.Name, f.Data)
		_, faults := config.Parse(file, options)
		var out bytes.Buffer
		if err := diag.NewText(&out).Report(&diag.Report{Path: f.Name, File: file, Diagnostics: faults}); err != nil {
			t.Fatal(err)
		}
		files = append(files, f, txtar.File{Name: f.Name + ".txt", Data: out.Bytes()})
		if diff := cmp.Diff(want[f.Name+".txt"], out.String()); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		archive.Files = files
		if err := os.WriteFile(goldens, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// The example of each code for configurations is given that code.
func TestCodeExamples(t *testing.T) {
	examples := 0
	for _, e := range diag.Codes() {
		if e.Example.Config == "" {
			continue
		}
		examples++
		_, faults := config.Parse(source.NewFile(config.Name, []byte(e.Example.Config)), options)
		if len(faults) != 1 || faults[0].Code != e.Code {
			t.Errorf("%s: the example is given %v", e.Code, faults)
		}
	}
	if examples == 0 {
		t.Error("no examples")
	}
}

// tree writes files below a new folder, which becomes the current one.
func tree(t *testing.T, files map[string]string) {
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// describe puts settings in one line, with paths from the current folder.
func describe(t *testing.T, s config.Settings) string {
	line := s.Libvirt + "|"
	if s.Schema != "" {
		line += filepath.Base(s.Schema)
	}
	for _, code := range slices.Sorted(maps.Keys(s.Severity)) {
		line += fmt.Sprintf("|%s=%v", code, s.Severity[code])
	}
	return line
}

// Nearer configurations count for more, later tables too, and root = true
// hides what is above.
func TestSettings(t *testing.T) {
	tree(t, map[string]string{
		".snapxml.toml": `
			root = true
			libvirt = "1.0.0"
			severity.element-repeated = "off"
			[[files]]
			patterns = ["*.book", "docs/**/*.xml"]
			schema = "book.rng"
			severity = { element-missing = "warning" }
			[[files]]
			patterns = ["docs/plain/"]
			schema = "none"
			[[files]]
			patterns = ["docs/plain/*.xml"]
			schema = "domainsnapshot"`,
		"book.rng": "",
		"docs/.snapxml.toml": `
			libvirt = "2.0.0"
			[severity]
			element-repeated = "info"
			[[files]]
			patterns = ["/top.xml"]
			libvirt = "3.0.0"
			[files.severity]
			element-value = "off"`,
		"own/.snapxml.toml": "root = true",
	})
	f := config.NewFinder(options)
	for path, want := range map[string]string{
		"a.xml":                   "1.0.0||element-repeated=none",
		"deep/er/a.book":          "1.0.0|book.rng|element-missing=warning|element-repeated=none",
		"docs/a.xml":              "2.0.0|book.rng|element-missing=warning|element-repeated=info",
		"docs/sub/top.xml":        "2.0.0|book.rng|element-missing=warning|element-repeated=info",
		"docs/top.xml":            "3.0.0|book.rng|element-missing=warning|element-repeated=info|element-value=none",
		"docs/plain/a.xml":        "2.0.0|domainsnapshot|element-missing=warning|element-repeated=info",
		"docs/plain":              "2.0.0|none|element-repeated=info",
		"own/a.book":              "|",
		"own/../docs/../a.xml":    "1.0.0||element-repeated=none",
		"not-there/docs/a.xml":    "1.0.0||element-repeated=none",
		"docs/not/there/at/a.xml": "2.0.0|book.rng|element-missing=warning|element-repeated=info",
	} {
		s, err := f.Settings(filepath.FromSlash(path))
		if got := describe(t, s); err != nil || got != want {
			t.Errorf("%s: %s, want %s (%v)", path, got, want, err)
		}
	}
	if len(f.Faulty()) > 0 {
		t.Error(f.Faulty()[0].Faults[0])
	}
}

func TestIgnored(t *testing.T) {
	tree(t, map[string]string{
		".snapxml.toml":     "root = true\nignore = ['*.draft.xml', 'old/', 'gen/**/x.xml']\n[[files]]\npatterns = ['*.dbk']\nschema = 'none'\n",
		"sub/.snapxml.toml": "ignore = ['/here.xml']",
	})
	f := config.NewFinder(options)
	for path, want := range map[string]bool{
		"a.xml": false, "a.draft.xml": true, "sub/deep/a.draft.xml": true, "old": true, "old/a.xml": true, "sub/old/deep/a.xml": true,
		"older/a.xml": false, "gen/x.xml": true, "gen/a/b/x.xml": true, "sub/gen/x.xml": false, "sub/here.xml": true, "sub/not/here.xml": false,
	} {
		by, err := f.Ignored(filepath.FromSlash(path))
		if err != nil || (by != nil) != want {
			t.Errorf("%s: ignored is %v, want %v (%v)", path, by != nil, want, err)
		}
	}
	for path, want := range map[string]bool{"a.dbk": true, "sub/a.dbk": true, "a.xml": false} {
		if named, err := f.Named(path); err != nil || named != want {
			t.Errorf("%s: named is %v (%v)", path, named, err)
		}
	}
}

// With one configuration given, or none wanted, nothing is looked for.
func TestSingle(t *testing.T) {
	tree(t, map[string]string{
		".snapxml.toml":   "libvirt = '1.0.0'",
		"conf/ours.toml":  "libvirt = '2.0.0'\n[[files]]\npatterns = ['/a.xml']\nlibvirt = '3.0.0'",
		"conf/wrong.toml": "libvirt = 2",
	})
	f, err := config.SingleFinder(filepath.Join("conf", "ours.toml"), options)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"a.xml": "2.0.0|", "conf/a.xml": "3.0.0|"} {
		if s, err := f.Settings(path); err != nil || describe(t, s) != want {
			t.Errorf("%s: %+v %v", path, s, err)
		}
	}
	if s, err := config.NoFinder().Settings("a.xml"); err != nil || describe(t, s) != "|" {
		t.Errorf("%+v %v", s, err)
	}
	if _, err := config.SingleFinder("no-such.toml", options); err == nil {
		t.Error("a file that is not there is no error")
	}
	if f, err := config.SingleFinder(filepath.Join("conf", "wrong.toml"), options); err != nil || len(f.Faulty()) != 1 {
		t.Errorf("the faults are not told: %v", err)
	}
}

// The reference names every key.
func TestReference(t *testing.T) {
	for _, key := range []string{"root", "ignore", "files", "schema", "libvirt", "severity", "patterns"} {
		if !strings.Contains(config.Reference(), "\n    "+key+" ") {
			t.Errorf("%s is not described", key)
		}
	}
}

// Any text gives a configuration or faults that lie within it.
func FuzzParse(f *testing.F) {
	archive, err := txtar.ParseFile(goldens)
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := source.NewFile(config.Name, text)
		c, faults := config.Parse(file, options)
		if c == nil && len(faults) == 0 {
			t.Fatal("neither a configuration nor faults")
		}
		for _, d := range faults {
			if d.Range.Start < 0 || d.Range.End < d.Range.Start || d.Range.End > file.Size() {
				t.Fatalf("%s has the range %v", d.Message, d.Range)
			}
		}
	})
}
