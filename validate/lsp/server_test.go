package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/testdata/peers"
)

// labels are what is offered at the cursor of a text.
func labels(t *testing.T, s *session, name, marked string) []string {
	t.Helper()
	text, at := cursorIn(marked)
	s.open(name, text)
	var list CompletionList
	if err := s.request("textDocument/completion", s.at(name, at), &list); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, i := range list.Items {
		found = append(found, i.Label)
	}
	return found
}

// codes are the codes of what is said of a document.
func (s *session) codes(name string) []string {
	var codes []string
	for _, d := range s.told(name) {
		codes = append(codes, d.Code)
	}
	return codes
}

// With libvirt's own schema the values and attributes are offered that it has,
// each once.
func TestLibvirtSchema(t *testing.T) {
	path := peers.File(t, "/usr/share/libvirt/schemas/domainsnapshot.rng")
	s := newSession(t, nil, `{}`)
	s.server.options.Files = realFiles{}
	s.notify("workspace/didChangeConfiguration", `{"settings":{"snapxml":{"schemas":[{"pattern":"*.xml","schema":`+quoted(path)+`}]}}}`)
	for _, test := range []struct{ text, want string }{
		{`<domainsnapshot><memory snapshot="|"/></domainsnapshot>`, "external internal no"},
		{`<domainsnapshot><disks><disk name="vda" snapshot="|"/></disks></domainsnapshot>`, "external internal manual no"},
		{`<domainsnapshot><disks><disk |`, "name snapshot type"},
	} {
		got := labels(t, s, "a.xml", test.text)
		slices.Sort(got)
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: offered %q, want %q; %v", test.text, got, test.want, s.messages)
		}
	}
}

// realFiles are those of the disk.
type realFiles struct{ memoryFiles }

func (realFiles) Read(path string) ([]byte, error) { return os.ReadFile(path) }

// Of a document that is not well-formed each mistake is told once.
func TestMalformed(t *testing.T) {
	s := newSession(t, nil, `{}`)
	s.open("a.xml", "<domainsnapshot>\n  <name>x</nam>\n  <state>bogus</state>\n  <memory snapshot=no/>\n  <nme>\n  <disks>\n</domainsnapshot>\n")
	want := []string{"tag-mismatch", "element-value", "unquoted-value", "unclosed-element", "element-not-allowed", "unclosed-element"}
	if diff := cmp.Diff(want, s.codes("a.xml")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The settings of the client say how documents are checked.
func TestSettings(t *testing.T) {
	s := newSession(t, memoryFiles{"/w/s.rnc": "start = element a { empty }", "/w/guest.xml": "<domain><name>g</name><uuid>aaaaaaaa-2222-3333-4444-555555555555</uuid></domain>"}, `{}`)
	s.open("a.xml", "<domainsnapshot><memory snapshot=\"no\"/></domainsnapshot>")
	s.open("b.dbk", "<b/>")
	s.open("redefine.xml", "<domainsnapshot><name>a</name></domainsnapshot>")
	s.open("meant.xml", "<domainsnapshot><!-- snapxml:ignore-file redefine-needs-time --><name>a</name></domainsnapshot>")
	s.open("other.xml", "<domainsnapshot><name>b</name><state>shutoff</state><creationTime>1</creationTime>"+
		"<domain type='test'><name>g</name><uuid>11111111-2222-3333-4444-555555555555</uuid><memory>1</memory><os><type arch='i686'>hvm</type></os></domain></domainsnapshot>")
	if got := slices.Concat(s.codes("a.xml"), s.codes("b.dbk"), s.codes("redefine.xml")); len(got) > 0 {
		t.Fatalf("without settings: %v", got)
	}
	for _, test := range []struct {
		settings, document string
		want               []string
	}{
		{`{"libvirt":"0.9.5"}`, "a.xml", []string{"not-yet-known"}},
		{`{"libvirt":"0.9.5","severity":{"not-yet-known":"off"}}`, "a.xml", nil},
		{`{"schemas":[{"pattern":"*.dbk","schema":"s.rnc"}]}`, "b.dbk", []string{"element-not-allowed"}},
		{`{"schemas":[{"pattern":"sub/**/*.dbk","schema":"s.rnc"}]}`, "b.dbk", nil},
		{`{"flags":"redefine"}`, "redefine.xml", []string{"redefine-needs-time"}},
		{`{"flags":"redefine","severity":{"redefine-needs-time":"off"}}`, "redefine.xml", nil},
		{`{"flags":"redefine"}`, "meant.xml", nil},
		{`{"flags":"redefine","driver":"test","guest":"guest.xml"}`, "other.xml", []string{"redefine-uuid"}},
		{`{"flags":"off"}`, "redefine.xml", nil},
		{`{}`, "redefine.xml", nil},
	} {
		s.notify("workspace/didChangeConfiguration", `{"settings":`+test.settings+`}`)
		s.server.Flush()
		if diff := cmp.Diff(test.want, s.codes(test.document)); diff != "" {
			t.Errorf("%s, %s (-want +got):\n%s\n%v", test.settings, test.document, diff, s.messages)
		}
	}
	s.messages = nil
	s.notify("workspace/didChangeConfiguration", `{"settings":{"libvirt":"new"}}`)
	if len(s.messages) != 1 || !strings.Contains(s.messages[0], "new") {
		t.Errorf("a release that makes no sense: %v", s.messages)
	}
}

// A schema that changes, in the client or on disk, counts at once; while it is
// not correct the last one that was does.
func TestSchemaChanges(t *testing.T) {
	files := memoryFiles{"/w/s.rnc": "start = element a { empty }"}
	s := newSession(t, files, `{}`)
	s.open("a.xml", "<?xml-model href=\"s.rnc\"?>\n<b/>")
	if diff := cmp.Diff([]string{"element-not-allowed"}, s.codes("a.xml")); diff != "" {
		t.Fatal(diff)
	}
	files["/w/s.rnc"] = "start = element b { empty }"
	s.notify("workspace/didChangeWatchedFiles", `{"changes":[{"uri":"file:///w/s.rnc","type":2}]}`)
	s.server.Flush()
	if got := s.codes("a.xml"); len(got) > 0 {
		t.Errorf("after a change on disk: %v", got)
	}
	s.open("s.rnc", "start = element c { empty }")
	if diff := cmp.Diff([]string{"element-not-allowed"}, s.codes("a.xml")); diff != "" {
		t.Errorf("after the schema was opened: %s", diff)
	}
	s.change("s.rnc", Position{0, 16}, Position{0, 17}, "")
	if diff := cmp.Diff([]string{"element-not-allowed"}, s.codes("a.xml")); diff != "" || len(s.codes("s.rnc")) == 0 {
		t.Errorf("with a schema that is not correct: %s", diff)
	}
	s.notify("textDocument/didClose", `{"textDocument":{"uri":"file:///w/s.rnc"}}`)
	s.server.Flush()
	if got := s.codes("a.xml"); len(got) > 0 {
		t.Errorf("after the schema was closed: %v", got)
	}
}

// A client that asks for diagnostics is not told them unasked, and hears where
// nothing has changed.
func TestPull(t *testing.T) {
	s := newSession(t, nil, `{}`)
	s.open("a.xml", "<domainsnapshot><x/></domainsnapshot>")
	if len(s.codes("a.xml")) != 1 {
		t.Fatal("not pushed")
	}
	var r DiagnosticReport
	pull := func(previous string) {
		t.Helper()
		r = DiagnosticReport{}
		if err := s.request("textDocument/diagnostic", `{"textDocument":{"uri":"file:///w/a.xml"},"previousResultId":`+quoted(previous)+`}`, &r); err != nil {
			t.Fatal(err)
		}
	}
	pull("")
	if r.Kind != "full" || len(*r.Items) != 1 || len(s.codes("a.xml")) != 0 {
		t.Fatalf("%+v, still pushed: %v", r, s.codes("a.xml"))
	}
	id := r.ResultID
	pull(id)
	if r.Kind != "unchanged" {
		t.Errorf("asked again: %+v", r)
	}
	s.change("a.xml", Position{0, 17}, Position{0, 18}, "y")
	pull(id)
	if r.Kind != "full" || len(s.codes("a.xml")) != 0 {
		t.Errorf("after a change: %+v", r)
	}
}

// Positions are in the unit that both sides know best.
func TestEncodings(t *testing.T) {
	for _, test := range []struct {
		offered string
		want    string
		column  int
	}{
		{`[]`, "utf-16", 25},
		{`["utf-16","utf-8"]`, "utf-8", 27},
		{`["utf-32"]`, "utf-32", 24},
	} {
		s := newSession(t, nil, `{"general":{"positionEncodings":`+test.offered+`}}`)
		if got := s.server.capabilities()["positionEncoding"]; got != encoding(test.want) {
			t.Errorf("%s: %v", test.offered, got)
		}
		s.open("a.xml", "<domainsnapshot><!--😀--><x/></domainsnapshot>")
		if got := s.told("a.xml")[0].Range.Start.Character; got != test.column+1 {
			t.Errorf("%s: column %d, want %d", test.want, got, test.column+1)
		}
	}
}

// The life of a server has its order.
func TestLifecycle(t *testing.T) {
	s := &session{t: t, published: map[string]PublishParams{}}
	s.server = New(testOptions(t, nil), s)
	code := func(method string) int {
		_, err := s.server.Handle(context.Background(), method, json.RawMessage(`{"capabilities":{}}`))
		var e *Error
		if errors.As(err, &e) {
			return e.Code
		}
		return 0
	}
	for _, step := range []struct {
		method string
		want   int
	}{
		{"textDocument/hover", ServerNotInitialized},
		{"initialize", 0},
		{"initialize", InvalidRequest},
		{"snap/none", MethodNotFound},
		{"$/none", 0},
		{"shutdown", 0},
		{"textDocument/hover", InvalidRequest},
		{"exit", 0},
	} {
		if got := code(step.method); got != step.want {
			t.Errorf("%s: %d, want %d", step.method, got, step.want)
		}
	}
	if exited, orderly := s.server.Exited(); !exited || !orderly {
		t.Error("not orderly")
	}
}

// A request that was cancelled while it waited is not carried out.
func TestCancel(t *testing.T) {
	s := newSession(t, nil, `{}`)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.server.Handle(ctx, "workspace/symbol", json.RawMessage(`{"query":""}`)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What documents declare of their encoding is about the file, not about the
// characters that a client sends.
func TestDeclaredEncoding(t *testing.T) {
	s := newSession(t, nil, `{}`)
	for _, name := range []string{"ISO-8859-1", "utf-16", "UTF-8", "windows-1252"} {
		s.open("a.xml", `<?xml version="1.0" encoding="`+name+`"?><domainsnapshot><name>ä€</name></domainsnapshot>`)
		if got := s.codes("a.xml"); len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	s.open("a.xml", `<?xml version="1.0" encoding="UFT-8"?><domainsnapshot/>`)
	if diff := cmp.Diff([]string{"unsupported-encoding"}, s.codes("a.xml")); diff != "" {
		t.Error(diff)
	}
}

// What a comment suppresses is not told, and that nothing was there to be
// suppressed is.
func TestSuppression(t *testing.T) {
	s := newSession(t, nil, `{}`)
	s.open("a.xml", "<domainsnapshot>\n  <!-- snapxml:ignore element-not-allowed -->\n  <x/>\n</domainsnapshot>\n")
	if got := s.codes("a.xml"); len(got) > 0 {
		t.Errorf("not suppressed: %v", got)
	}
	s.change("a.xml", Position{2, 0}, Position{3, 0}, "")
	if diff := cmp.Diff([]string{"suppression-unused"}, s.codes("a.xml")); diff != "" {
		t.Error(diff)
	}
}

// Of a large document the client is told first what is wrong with it by itself,
// and then what libvirt has to say; that stays meanwhile, where it has moved to.
func TestLargeDocument(t *testing.T) {
	s := newSession(t, nil, `{}`)
	s.notify("workspace/didChangeConfiguration", `{"settings":{"snapxml":{"flags":"redefine"}}}`)
	disks := strings.Repeat("    <disk name=\"vda\" snapshot=\"no\"/>\n", slowFrom/30)
	s.versions["a.xml"] = 1
	text := "<domainsnapshot>\n  <name>a</name>\n  <disks>\n" + disks + "  </disks>\n  <state>off</state>\n</domainsnapshot>\n"
	s.notify("textDocument/didOpen", `{"textDocument":{"uri":"file:///w/a.xml","version":1,"text":`+quoted(text)+`}}`)
	if more := s.server.FlushSome(); !more || strings.Join(s.codes("a.xml"), " ") != "element-value" {
		t.Fatalf("told first: %v, more %v", s.codes("a.xml"), more)
	}
	if more := s.server.FlushSome(); more || strings.Join(s.codes("a.xml"), " ") != "redefine-needs-time element-value" {
		t.Fatalf("told then: %v, more %v", s.codes("a.xml"), more)
	}
	s.notify("textDocument/didChange", `{"textDocument":{"uri":"file:///w/a.xml","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"\n"}]}`)
	s.server.FlushSome()
	told := s.told("a.xml")
	if len(told) != 2 || told[0].Code != "redefine-needs-time" || told[0].Range.Start.Line != 1 {
		t.Errorf("after a line before it: %+v", told)
	}
	s.server.Flush()
	if diff := cmp.Diff(told, s.told("a.xml")); diff != "" {
		t.Errorf("found anew (-before +now):\n%s", diff)
	}
}

// A request that comes right behind an edit has the document checked before the
// client is told; it is told all the same.
func TestRequestBehindEdit(t *testing.T) {
	for _, settings := range []string{`{}`, `{"flags":"redefine"}`} {
		s := newSession(t, nil, `{}`)
		s.notify("workspace/didChangeConfiguration", `{"settings":{"snapxml":`+settings+`}}`)
		text := "<domainsnapshot>\n  <name>a</name>\n  <disks>\n" + strings.Repeat("    <disk name=\"vda\" snapshot=\"no\"/>\n", slowFrom/30) + "  </disks>\n</domainsnapshot>\n"
		s.open("a.xml", text)
		s.server.FlushSome()
		for version := 2; version < 6; version++ {
			s.request("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":"file:///w/a.xml","version":%d},"contentChanges":[{"range":{"start":{"line":1,"character":8},"end":{"line":1,"character":8}},"text":"b"}]}`, version), nil)
			if version%2 == 0 {
				s.request("textDocument/completion", `{"textDocument":{"uri":"file:///w/a.xml"},"position":{"line":1,"character":2}}`, nil)
			}
			s.server.FlushSome()
			if told := s.published["file:///w/a.xml"]; told.Version == nil || *told.Version != version {
				t.Errorf("settings %s: told %+v, not of version %d", settings, told, version)
			}
		}
	}
}
