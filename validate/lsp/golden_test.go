package lsp

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

// Each archive in testdata/typing holds documents as they are while somebody
// types, with the cursor marked by "|", and for each what is offered there and
// what is marked as wrong, under the document's name with ".txt" behind.
func TestTyping(t *testing.T) {
	archives, err := filepath.Glob("testdata/typing/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testTyping(t, path) })
	}
}

func testTyping(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := memoryFiles{}
	want := map[string]string{}
	var documents []txtar.File
	for _, f := range archive.Files {
		switch {
		case strings.HasSuffix(f.Name, ".txt"):
			want[f.Name] = string(f.Data)
			continue
		case strings.HasSuffix(f.Name, ".rnc") || strings.HasPrefix(f.Name, "other"):
			files["/w/"+f.Name] = string(f.Data)
		}
		documents = append(documents, f)
	}
	var out []txtar.File
	for _, f := range documents {
		out = append(out, f)
		if _, aside := files["/w/"+f.Name]; aside {
			continue
		}
		got := typing(t, files, f.Name, string(f.Data))
		out = append(out, txtar.File{Name: f.Name + ".txt", Data: []byte(got)})
		if diff := cmp.Diff(want[f.Name+".txt"], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		archive.Files = out
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// typing is what is offered and marked in a document.
func typing(t *testing.T, files memoryFiles, name, marked string) string {
	s := newSession(t, files, `{"textDocument":{"completion":{"completionItem":{"snippetSupport":true}}}}`)
	text, at := cursorIn(marked)
	s.open(name, text)
	var list CompletionList
	if err := s.request("textDocument/completion", s.at(name, at), &list); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "offered:\n")
	for _, i := range list.Items {
		line := i.Label
		if i.Detail != "" {
			line += " (" + i.Detail + ")"
		}
		fmt.Fprintf(&b, "  %s\n    %s %q\n", line, show(i.TextEdit.Range), i.TextEdit.NewText)
		for _, e := range i.AdditionalTextEdits {
			fmt.Fprintf(&b, "    %s %q\n", show(e.Range), e.NewText)
		}
	}
	fmt.Fprintf(&b, "marked:\n")
	for _, d := range s.told(name) {
		fmt.Fprintf(&b, "  %s %s [%s]\n", show(d.Range), d.Message, d.Code)
	}
	for _, m := range s.messages {
		fmt.Fprintf(&b, "told: %s\n", m)
	}
	return b.String()
}
