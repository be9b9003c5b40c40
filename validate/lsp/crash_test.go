package lsp

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
)

// brokenFiles make the server fail wherever it reads a file.
type brokenFiles struct{ memoryFiles }

func (brokenFiles) Read(string) ([]byte, error) { panic("broken on purpose") }

// A listener keeps what it is told, faults included.
type listener struct{ told []string }

func (l *listener) Notify(method string, params any) {
	text, _ := json.Marshal(params)
	l.told = append(l.told, method+" "+string(text))
}
func (*listener) Call(int, string, any) {}

// A fault of the program at a document is a finding of that document, and goes
// into the log; the other documents are checked, and requests are answered.
func TestCrashAtDocument(t *testing.T) {
	o := testOptions(t, nil)
	o.Files = brokenFiles{memoryFiles{"/w/other.xml": ""}}
	l := &listener{}
	s := &session{t: t, server: New(o, l)}
	s.notify("initialize", `{"rootUri":"file:///w","capabilities":{}}`)
	s.notify("initialized", `{}`)
	s.settle()
	for name, text := range map[string]string{
		"a.xml": `<?xml-model href=\"s.rnc\"?><a/>`,
		"b.xml": `<domainsnapshot><zz/></domainsnapshot>`,
	} {
		s.notify("textDocument/didOpen", `{"textDocument":{"uri":"file:///w/`+name+`","languageId":"xml","version":1,"text":"`+text+`"}}`)
	}
	s.server.Flush()
	told := strings.Join(l.told, "\n")
	for _, part := range []string{
		`window/logMessage {"type":1,"message":"reading snapshots: internal error: broken on purpose`,
		`"code":"` + string(diag.Internal) + `"`, `"code":"element-not-allowed"`, "crash_test.go", diag.Issues,
	} {
		if !strings.Contains(told, part) {
			t.Errorf("the client was not told %s, but\n%s", part, told)
		}
	}
	var symbols []any
	if err := s.request("textDocument/documentSymbol", `{"textDocument":{"uri":"file:///w/b.xml"}}`, &symbols); err != nil || len(symbols) == 0 {
		t.Errorf("%v, %v", err, symbols)
	}
}
