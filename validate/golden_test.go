package validate_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

// Each archive in testdata/messages holds documents, perhaps a schema.rnc
// (else the built-in one is meant), and for each document what the text output
// says of it, under the document's name with ".txt" behind.
func TestMessages(t *testing.T) {
	archives, err := filepath.Glob("testdata/messages/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testMessages(t, path) })
	}
}

func testMessages(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	v := builtin(t)
	want := map[string]string{}
	for _, f := range archive.Files {
		switch {
		case f.Name == "schema.rnc":
			v = compile(t, f.Data)
		case strings.HasSuffix(f.Name, ".txt"):
			want[f.Name] = string(f.Data)
		}
	}
	var files []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".txt") {
			continue
		}
		files = append(files, f)
		if f.Name == "schema.rnc" {
			continue
		}
		got := render(t, v, f)
		files = append(files, txtar.File{Name: f.Name + ".txt", Data: []byte(got)})
		if diff := cmp.Diff(want[f.Name+".txt"], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		archive.Files = files
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// render is the text output for one document.
func render(t *testing.T, v *validate.Validator, f txtar.File) string {
	t.Helper()
	doc := source.NewFile(f.Name, f.Data)
	var out bytes.Buffer
	w := diag.NewText(&out)
	if err := w.Report(&diag.Report{Path: f.Name, File: doc, Diagnostics: v.Check(doc)}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func compile(t *testing.T, schema []byte) *validate.Validator {
	t.Helper()
	v, faults, err := validate.Compile(source.NewFile("schema.rnc", schema), validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, describe(faults))
	}
	return v
}
