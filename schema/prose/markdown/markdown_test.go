package markdown_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/schema/prose/markdown"
)

var update = flag.Bool("update", false, "rewrite the golden files, then fail")

const goldenFile = "testdata/parse.txtar"

// TestParse compares the trees of Markdown texts: each NAME.md of the file is
// followed by NAME.json.
func TestParse(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.FromSlash(goldenFile))
	if err != nil {
		t.Fatal(err)
	}
	var files []txtar.File
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
		name, ok := strings.CutSuffix(f.Name, ".md")
		if !ok {
			continue
		}
		nodes, err := markdown.Parse(string(f.Data))
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files = append(files, f, txtar.File{Name: name + ".json", Data: indented(t, nodes)})
	}
	if *update {
		archive.Files = files
		if err := os.WriteFile(goldenFile, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatal("rewritten")
	}
	for _, f := range files {
		if diff := cmp.Diff(want[f.Name], string(f.Data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
}

// indented writes every block of a text on a line of its own.
func indented(t *testing.T, nodes []*prose.Node) []byte {
	t.Helper()
	var out []byte
	for _, n := range nodes {
		line, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, line...), '\n')
	}
	return out
}

func TestRefused(t *testing.T) {
	tests := []struct{ markdown, text, message string }{
		{"Put it into <source> now.", "<source>", "prose has the tag <source> outside of code; put names in backquotes"},
		{"<div>\nx\n</div>", "<div>\nx\n</div>", "outside of code"},
		{"- a list\n\n  with <b>bold</b>", "<b>", "outside of code"},
		{"A ![picture](a.png).", "", "of the kind image"},
		{"0. none\n1. one", "", "begin with 1"},
		{"See [this](javascript:alert).", "javascript:alert", "which a browser might run"},
	}
	for _, test := range tests {
		_, err := markdown.Parse(test.markdown)
		var e *markdown.Error
		if !errors.As(err, &e) || e.Text != test.text || !strings.Contains(e.Message, test.message) {
			t.Errorf("%q: got %#v, want %q: %s", test.markdown, err, test.text, test.message)
		}
	}
	if _, err := markdown.Library([]string{"fine", "A tag <b>\nand more"}); err == nil || !strings.Contains(err.Error(), `begins "A tag <b>"`) {
		t.Errorf("the library says %v", err)
	}
}

// FuzzParse makes sure that a text that is not refused keeps its words.
func FuzzParse(f *testing.F) {
	archive, err := txtar.ParseFile(filepath.FromSlash(goldenFile))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".md") {
			f.Add(string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		nodes, err := markdown.Parse(text)
		if err != nil {
			return
		}
		l := prose.Library{text: nodes}
		data, err := l.JSON([]string{text})
		if err != nil {
			t.Fatal(err)
		}
		again, err := prose.Load(data, []string{text})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := prose.Plain(again[text]...), prose.Plain(nodes...); strings.ToValidUTF8(want, "") == want && got != want {
			t.Errorf("%q reads %q after a round trip", want, got)
		}
	})
}
