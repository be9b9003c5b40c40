package suppress_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/suppress"
)

// finding is a diagnostic at a line that must not matter.
func finding(line int64, element, message string) *diag.Diagnostic {
	d := diag.Errorf(diag.ElementNotAllowed, source.At(line), "%s", message)
	d.Element = element
	return d
}

func messages(ds []*diag.Diagnostic) string {
	var all []string
	for _, d := range ds {
		all = append(all, d.Message)
	}
	return strings.Join(all, " ")
}

// save writes a baseline of some findings and reads it again.
func save(t *testing.T, path string, document string, found ...*diag.Diagnostic) *suppress.Baseline {
	t.Helper()
	b := suppress.NewBaseline(path)
	b.Add(document, found)
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	read, err := suppress.ReadBaseline(path)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestBaseline(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("sub", 0o777); err != nil {
		t.Fatal(err)
	}
	info := finding(9, "/a", "i")
	info.Severity = diag.Info
	b := save(t, filepath.Join("sub", "known.json"), "a.xml", finding(1, "/a", "m"), finding(2, "/a", "m"), finding(3, "/a", "n"), info)
	if b.Len() != 3 {
		t.Errorf("%d findings", b.Len())
	}
	for _, c := range []struct {
		path  string
		found []*diag.Diagnostic
		want  string
	}{
		{"a.xml", []*diag.Diagnostic{finding(7, "/a", "m"), finding(8, "/b", "m"), finding(9, "/a", "new")}, "m new"},
		{"./sub/../a.xml", []*diag.Diagnostic{finding(1, "/a", "m"), finding(1, "/a", "m"), finding(1, "/a", "m")}, "m"},
		{"b.xml", []*diag.Diagnostic{finding(1, "/a", "m")}, "m"},
	} {
		if got := messages(b.Filter(c.path, c.found)); got != c.want {
			t.Errorf("%s: kept %q, want %q", c.path, got, c.want)
		}
	}
	if b.Stale() != 1 { // "n" was not found
		t.Errorf("%d are stale", b.Stale())
	}
}

func TestReadBaseline(t *testing.T) {
	t.Chdir(t.TempDir())
	for text, want := range map[string]string{
		"":                                 "is not a baseline",
		`{"findings":[{"paht":"a.xml"}]}`:  "is not a baseline",
		`{"version":2,"findings":[]}`:      "of version 2; expected 1",
		`<?xml version="1.0"?><baseline/>`: "is not a baseline",
	} {
		if err := os.WriteFile("b.json", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := suppress.ReadBaseline("b.json"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
