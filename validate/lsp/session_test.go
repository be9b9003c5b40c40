package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
)

// A session is a server with a client that remembers what it is told.
type session struct {
	t         testing.TB
	server    *Server
	files     memoryFiles
	published map[string]PublishParams
	versions  map[string]int
	calls     []string
	messages  []string
}

// memoryFiles are files by path.
type memoryFiles map[string]string

func (m memoryFiles) Read(p string) ([]byte, error) {
	text, ok := m[p]
	if !ok {
		return nil, fmt.Errorf("%s: %w", p, os.ErrNotExist)
	}
	return []byte(text), nil
}

func (m memoryFiles) Walk(folder string, endings []string, visit func(string) bool) {
	var paths []string
	for p := range m {
		if within(folder, p) && slices.Contains(endings, path.Ext(p)) {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	for _, p := range paths {
		if !visit(p) {
			return
		}
	}
}

// builtinSchema is the schema of the domainsnapshot format.
func builtinSchema(t testing.TB) []byte {
	rng, err := os.ReadFile("../../schema/domainsnapshot/domainsnapshot.rng")
	if err != nil {
		t.Fatal(err)
	}
	return rng
}

func testOptions(t testing.TB, files memoryFiles) Options {
	rng := builtinSchema(t)
	return Options{
		Version: "test",
		Builtin: []Builtin{{
			Name: "domainsnapshot", Root: "domainsnapshot", Product: "libvirt", Snapshots: true,
			Schema:    func(rules.Release) *source.File { return source.NewFile("domainsnapshot.rng", rng) },
			Templates: []Template{{Title: "a name", Text: "<domainsnapshot>\n  <name>a</name>\n</domainsnapshot>\n"}},
		}},
		Files:    files,
		CodePage: func(c diag.Code) string { return "https://example.org/codes#" + string(c) },
		Page:     "https://example.org/page",
	}
}

// newSession begins a session with the folder /w open.
func newSession(t testing.TB, files memoryFiles, capabilities string) *session {
	s := &session{t: t, files: files, published: map[string]PublishParams{}, versions: map[string]int{}}
	s.server = New(testOptions(t, files), s)
	s.request("initialize", `{"rootUri":"file:///w","capabilities":`+capabilities+`}`, nil)
	s.notify("initialized", `{}`)
	s.settle()
	return s
}

// settle waits until the folders of the workspace are read.
func (s *session) settle() {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	if err := s.server.index.wait(context.Background()); err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) Notify(method string, params any) {
	if p, ok := params.(PublishParams); ok {
		s.published[p.URI] = p
		return
	}
	text, _ := json.Marshal(params)
	if method == "window/logMessage" {
		s.t.Errorf("the server says %s", text)
	}
	s.messages = append(s.messages, method+" "+string(text))
}

func (s *session) Call(number int, method string, params any) {
	s.calls = append(s.calls, method)
}

// request sends a request and reads the result.
func (s *session) request(method, params string, into any) error {
	s.t.Helper()
	result, err := s.server.Handle(context.Background(), method, json.RawMessage(params))
	if err != nil {
		if e, ok := err.(*Error); ok && e.Code == InternalError {
			s.t.Fatalf("%s %s: %v", method, params, err)
		}
		return err
	}
	text, err := json.Marshal(result)
	if err != nil {
		s.t.Fatal(err)
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			s.t.Fatalf("%s: %v in %s", method, err, text)
		}
	}
	return nil
}

func (s *session) notify(method, params string) {
	s.t.Helper()
	if err := s.request(method, params, nil); err != nil {
		s.t.Fatalf("%s: %v", method, err)
	}
}

func quoted(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func uri(name string) string { return "file:///w/" + name }

func (s *session) open(name, text string) {
	s.t.Helper()
	s.versions[name] = 1
	s.notify("textDocument/didOpen", `{"textDocument":{"uri":`+quoted(uri(name))+`,"languageId":"xml","version":1,"text":`+quoted(text)+`}}`)
	s.server.Flush()
}

// change replaces the text of a document from one position to another.
func (s *session) change(name string, from, to Position, text string) {
	s.t.Helper()
	s.versions[name]++
	s.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%s,"version":%d},"contentChanges":[{"range":%s,"text":%s}]}`,
		quoted(uri(name)), s.versions[name], quoted(Range{from, to}), quoted(text)))
	s.server.Flush()
}

func (s *session) at(name string, p Position) string {
	return `{"textDocument":{"uri":` + quoted(uri(name)) + `},"position":` + quoted(p) + `}`
}

// told is what the server has said of a document.
func (s *session) told(name string) []Diagnostic {
	s.settle()
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	return s.published[uri(name)].Diagnostics
}

// text is what the server takes the text of a document to be.
func (s *session) text(name string) string {
	return string(s.server.documents[uri(name)].file.Bytes())
}

// cursor is a text without the mark "|", and where that stood.
func cursorIn(text string) (clean string, at Position) {
	before, after, ok := strings.Cut(text, "|")
	if !ok {
		return text, Position{}
	}
	line := strings.Count(before, "\n")
	return before + after, Position{line, len(before) - strings.LastIndexByte(before, '\n') - 1}
}

// apply makes the edits that a server asks for.
func apply(t testing.TB, text string, edits []TextEdit) string {
	f := source.NewFile("", []byte(text))
	var list []diag.Edit
	for _, e := range edits {
		list = append(list, diag.Edit{Range: utf16Units.source(f, e.Range), Text: e.NewText})
	}
	mended, applied := diag.Apply([]byte(text), []diag.Fix{{Edits: list}})
	if len(edits) > 0 && len(applied) != 1 {
		t.Fatalf("edits overlap: %+v", edits)
	}
	return string(mended)
}

// show is a range as people count.
func show(r Range) string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line+1, r.Start.Character+1, r.End.Line+1, r.End.Character+1)
}
