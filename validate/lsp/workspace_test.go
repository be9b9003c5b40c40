package lsp

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/validate/diag"
)

// named is the names of the snapshots in the workspace.
func (s *session) named() []string {
	s.t.Helper()
	s.settle()
	var found []SymbolInformation
	if err := s.request("workspace/symbol", `{"query":""}`, &found); err != nil {
		s.t.Fatal(err)
	}
	var names []string
	for _, f := range found {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

// snapshotText is a snapshot with a name, and a parent unless that is "".
func snapshotText(name, parent string) string {
	if parent != "" {
		parent = "<parent><name>" + parent + "</name></parent>"
	}
	return "<domainsnapshot><name>" + name + "</name>" + parent + "</domainsnapshot>"
}

// All folders of the workspace count, and those that come and go.
func TestFolders(t *testing.T) {
	s := newSession(t, memoryFiles{
		"/w/a.xml": snapshotText("a", ""), "/v/b.xml": snapshotText("b", "a"), "/u/c.xml": snapshotText("c", "b"),
		"/v/s.rnc": "start = element v { empty }", "/w/s.rnc": "start = element w { empty }",
	}, `{}`)
	change := func(event string) {
		s.notify("workspace/didChangeWorkspaceFolders", `{"event":`+event+`}`)
	}
	change(`{"added":[{"uri":"file:///v","name":"v"}],"removed":[]}`)
	if diff := cmp.Diff([]string{"a", "b"}, s.named()); diff != "" {
		t.Fatal(diff)
	}
	s.open("a.xml", snapshotText("a", ""))
	var edit WorkspaceEdit
	if err := s.request("textDocument/rename", strings.TrimSuffix(s.at("a.xml", Position{0, 23}), "}")+`,"newName":"base"}`, &edit); err != nil {
		t.Fatal(err)
	}
	if len(edit.Changes["file:///w/a.xml"]) != 1 || len(edit.Changes["file:///v/b.xml"]) != 1 || len(edit.Changes) != 2 {
		t.Errorf("a rename in two folders: %+v", edit)
	}
	change(`{"added":[{"uri":"file:///u","name":"u"}],"removed":[{"uri":"file:///w","name":"w"}]}`)
	if diff := cmp.Diff([]string{"a", "b", "c"}, s.named()); diff != "" { // a is open
		t.Error(diff)
	}
	// A setting means the folder that the document is in.
	s.notify("workspace/didChangeConfiguration", `{"settings":{"schemas":[{"pattern":"*.txt","schema":"s.rnc"}]}}`)
	s.notify("textDocument/didOpen", `{"textDocument":{"uri":"file:///v/x.txt","version":1,"text":"<v/>"}}`)
	s.server.Flush()
	if told := s.published["file:///v/x.txt"].Diagnostics; len(told) > 0 {
		t.Errorf("with the schema of its folder: %+v", told)
	}
}

// What changes on disk counts once the client says so: snapshots and
// configurations.
func TestWatchedFiles(t *testing.T) {
	files := memoryFiles{"/w/a.xml": snapshotText("a", "")}
	s := newSession(t, files, `{"workspace":{"didChangeWatchedFiles":{"dynamicRegistration":true}}}`)
	if !slices.Contains(s.calls, "client/registerCapability") {
		t.Errorf("the client is not asked to watch: %v", s.calls)
	}
	changed := func(name string, kind string) {
		s.notify("workspace/didChangeWatchedFiles", `{"changes":[{"uri":"file:///w/`+name+`","type":`+kind+`}]}`)
		s.server.Flush()
	}
	files["/w/b.xml"] = snapshotText("b", "a")
	changed("b.xml", "1")
	files["/w/a.xml"] = snapshotText("c", "")
	changed("a.xml", "2")
	if diff := cmp.Diff([]string{"b", "c"}, s.named()); diff != "" {
		t.Error(diff)
	}
	delete(files, "/w/b.xml")
	changed("b.xml", "3")
	if diff := cmp.Diff([]string{"c"}, s.named()); diff != "" {
		t.Error(diff)
	}
	severity := diag.Error
	s.server.options.Settings = func(string) (Settings, error) {
		return Settings{Severity: map[diag.Code]diag.Severity{diag.ElementNotAllowed: severity}}, nil
	}
	s.open("d.xml", "<domainsnapshot><x/></domainsnapshot>")
	severity = diag.Warning
	changed(".snapxml.toml", "2")
	if told := s.told("d.xml"); len(told) != 1 || told[0].Severity != 2 {
		t.Errorf("after the configuration has changed: %+v", told)
	}
}

// A client that shows progress hears when the folders are read, and when that
// is done.
func TestProgress(t *testing.T) {
	s := newSession(t, memoryFiles{"/w/a.xml": snapshotText("a", "")}, `{"window":{"workDoneProgress":true}}`)
	var kinds []string
	for _, m := range s.messages {
		if strings.HasPrefix(m, "$/progress") {
			kinds = append(kinds, m[strings.Index(m, `"kind":"`)+len(`"kind":"`):][:3])
		}
	}
	if !slices.Contains(s.calls, "window/workDoneProgress/create") || strings.Join(kinds, " ") != "beg end" {
		t.Errorf("calls %v, messages %v", s.calls, s.messages)
	}
	quiet := newSession(t, memoryFiles{"/w/a.xml": snapshotText("a", "")}, `{}`)
	if len(quiet.calls)+len(quiet.messages) > 0 {
		t.Errorf("a client that shows none is told %v %v", quiet.calls, quiet.messages)
	}
}
