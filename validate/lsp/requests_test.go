package lsp

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Each archive in testdata/requests holds documents, which are all open (those
// whose names begin with "disk-" are only on disk), a file "steps" with a
// request in each line, and a file "answers" with the same lines and the
// answers. A line has the method, a document, and perhaps a piece of its text
// with the cursor marked by "|" and a word more.
func TestRequests(t *testing.T) {
	archives, err := filepath.Glob("testdata/requests/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testRequests(t, path) })
	}
}

func testRequests(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := memoryFiles{}
	for _, f := range archive.Files {
		files["/w/"+f.Name] = string(f.Data)
	}
	s := newSession(t, files, `{"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}},"workspace":{"workspaceEdit":{"documentChanges":false}}}`)
	want, kept := "", archive.Files[:0]
	for _, f := range archive.Files {
		if f.Name == "answers" {
			want = string(f.Data)
			continue
		}
		kept = append(kept, f)
		if f.Name != "steps" && !strings.HasPrefix(f.Name, "disk-") {
			s.open(f.Name, string(f.Data))
		}
	}
	var got strings.Builder
	for line := range strings.Lines(files["/w/steps"]) {
		fmt.Fprintf(&got, "%s%s", line, answer(t, s, strings.TrimSpace(line)))
	}
	if diff := cmp.Diff(want, got.String()); diff != "" && !*update {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if *update {
		archive.Files = append(kept, txtar.File{Name: "answers", Data: []byte(got.String())})
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// answer is the answer to a step, a few lines.
func answer(t *testing.T, s *session, step string) string {
	method, rest, _ := strings.Cut(step, " ")
	name, rest, _ := strings.Cut(rest, " ")
	needle, word := rest, ""
	if i := strings.Index(rest, " ; "); i >= 0 {
		needle, word = rest[:i], rest[i+3:]
	}
	params := map[string]any{"textDocument": map[string]any{"uri": uri(name)}}
	if needle != "" {
		p := find(t, s, name, needle)
		params["position"] = p
		params["range"] = Range{p, p}
		params["positions"] = []Position{p}
	}
	switch method {
	case "textDocument/formatting":
		params["options"] = map[string]any{"tabSize": 2, "insertSpaces": true, "insertFinalNewline": true}
	case "textDocument/onTypeFormatting":
		params["options"] = map[string]any{"tabSize": 2, "insertSpaces": true}
		params["ch"] = strings.ReplaceAll(word, `\n`, "\n")
	case "textDocument/references":
		params["context"] = map[string]any{"includeDeclaration": true}
	case "textDocument/codeAction":
		params["context"] = map[string]any{"diagnostics": []any{}}
	case "textDocument/rename":
		params["newName"] = word
	case "textDocument/inlayHint", "textDocument/semanticTokens/range":
		params["range"] = Range{End: Position{Line: 1000}}
	case "workspace/symbol":
		params["query"] = strings.Trim(word, "-")
	case "typeHierarchy/supertypes", "typeHierarchy/subtypes", "callHierarchy/incomingCalls", "callHierarchy/outgoingCalls":
		params["item"] = HierarchyItem{URI: uri(name)}
	}
	var result any
	if err := s.request(method, quoted(params), &result); err != nil {
		return "  error: " + err.Error() + "\n"
	}
	if method == "textDocument/formatting" {
		var edits []TextEdit
		remarshal(t, result, &edits)
		return indented(apply(t, s.text(name), edits))
	}
	return rendered(t, result)
}

func remarshal(t *testing.T, from, into any) {
	if err := json.Unmarshal([]byte(quoted(from)), into); err != nil {
		t.Fatal(err)
	}
}

// find is where a piece of text with a cursor stands in a document.
func find(t *testing.T, s *session, name, needle string) Position {
	text, before := s.text(name), strings.Index(needle, "|")
	at := strings.Index(text, strings.Replace(needle, "|", "", 1))
	if at < 0 || before < 0 {
		t.Fatalf("%s has no %q", name, needle)
	}
	_, p := cursorIn(text[:at+before] + "|")
	return p
}

var ranges = regexp.MustCompile(`\{"end":\{"character":(\d+),"line":(\d+)\},"start":\{"character":(\d+),"line":(\d+)\}\}`)

// rendered is a result with ranges as people write them, counted from 0, the
// parts of a list in a line each.
func rendered(t *testing.T, result any) string {
	list, ok := result.([]any)
	if !ok {
		list = []any{result}
	}
	var b strings.Builder
	for _, item := range list {
		line := ranges.ReplaceAllString(quoted(item), `"$4:$3-$2:$1"`)
		line = strings.ReplaceAll(line, "file:///w/", "")
		line = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&", `\n`, "\n    ").Replace(line)
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("  |" + strings.ReplaceAll(line, "\t", "→"))
	}
	return b.String()
}
