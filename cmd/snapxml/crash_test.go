package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/lsp"
)

// A broken is a part of the outside that makes the program fail wherever it
// touches it.
type broken struct{}

func (broken) Read([]byte) (int, error)  { panic("broken on purpose") }
func (broken) Write([]byte) (int, error) { panic("broken on purpose") }

// told asks whether an output tells of the fault, where it is, and how to report
// it.
func told(t *testing.T, what, stderr string) {
	t.Helper()
	for _, part := range []string{"internal error: broken on purpose", diag.Issues, "snapxml version", "crash_test.go"} {
		if !strings.Contains(stderr, part) {
			t.Errorf("%s: standard error lacks %q: %s", what, part, stderr)
		}
	}
}

// A fault of the program at one document is a finding of that document; the
// others are checked, in every format and with any number of jobs.
func TestCrashAtDocument(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.xml", "<domainsnapshot><zz/></domainsnapshot>")
	write(t, "b.xml", "<domainsnapshot><zz/></domainsnapshot>")
	for _, format := range diag.FormatNames() {
		for _, jobs := range []int{1, 2} {
			what := fmt.Sprint(format, ", ", jobs, " jobs")
			var out, errs bytes.Buffer
			status := run([]string{"validate", "--format", format, "--jobs", fmt.Sprint(jobs), "a.xml", "-", "b.xml"}, broken{}, &out, &errs)
			if status != exitFailure {
				t.Errorf("%s: exit status %d", what, status)
			}
			told(t, what, errs.String())
			for _, part := range []string{"a.xml", "b.xml", "zz", string(diag.Internal), "internal error: broken on purpose"} {
				if !strings.Contains(out.String(), part) {
					t.Errorf("%s: output lacks %q: %s", what, part, &out)
				}
			}
		}
	}
}

// The same, with everything that is done to a document.
func TestCrashWithOptions(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.xml", "<domainsnapshot><zz/></domainsnapshot>")
	for _, options := range [][]string{{"--diff"}, {"--flags", "none"}, {"--schema", "none"}, {"--baseline", "b.json", "--write-baseline"}, {"--verbose"}} {
		var out, errs bytes.Buffer
		status := run(append([]string{"validate", "a.xml", "-"}, options...), broken{}, &out, &errs)
		if status != exitFailure {
			t.Errorf("%v: exit status %d", options, status)
		}
		told(t, fmt.Sprint(options), errs.String())
	}
}

// Wherever else a command fails, it says so and exits with status 2.
func TestCrashOfCommands(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.xml", "<domainsnapshot><name>a</name><zz/></domainsnapshot>")
	commands := [][]string{
		{}, {"--help"}, {"validate", "a.xml"}, {"validate", "--format", "json", "a.xml"}, {"validate", "--files-from", "-"},
		{"schema"}, {"sample"}, {"explain"}, {"version"}, {"completion", "bash"}, {"help", "configuration"},
		{"tree", "a.xml"}, {"tree", "-"}, {"plan", "-", "--domain", "vm"}, {"diff", "-", "a.xml"}, {"diff", "a.xml", "-"},
	}
	for _, args := range commands {
		var errs bytes.Buffer
		if status := run(args, broken{}, broken{}, &errs); status != exitFailure {
			t.Errorf("%v: exit status %d", args, status)
		}
		told(t, strings.Join(args, " "), errs.String())
	}
}

// The editor server answers a request at which the program fails by an error,
// and goes on.
func TestCrashOfServer(t *testing.T) {
	o := editorOptions()
	o.Settings = func(path string) (lsp.Settings, error) {
		if strings.Contains(path, "broken") {
			panic("broken on purpose")
		}
		return lsp.Settings{}, nil
	}
	open := func(name string) string {
		return frame(strings.ReplaceAll(didOpen, "a.xml", name))
	}
	hover := func(id int, name string) string {
		return frame(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///%s"},"position":{"line":0,"character":3}}}`, id, name))
	}
	messages, orderly := converseWith(t, o, frame(initialize)+open("broken.xml")+hover(2, "broken.xml")+open("a.xml")+hover(3, "a.xml")+frame(shutdown)+frame(exitNow))
	text, _ := json.Marshal(messages)
	if !orderly || !strings.Contains(string(text), "crash_test.go") {
		t.Errorf("orderly %v; the log lacks where it happened: %s", orderly, text)
	}
	answers := map[any]map[string]any{}
	for _, m := range messages {
		if m["id"] != nil {
			answers[m["id"]] = m
		}
	}
	if e, ok := answers[2.0]["error"].(map[string]any); !ok || e["code"] != float64(lsp.InternalError) || !strings.Contains(fmt.Sprint(e["message"]), diag.Issues) {
		t.Errorf("the request is answered by %v", answers[2.0])
	}
	if answers[3.0]["result"] == nil {
		t.Errorf("the next request is answered by %v", answers[3.0])
	}
}

// A server whose input fails ends.
func TestCrashOfInput(t *testing.T) {
	var out bytes.Buffer
	if serveEditor(broken{}, &out, editorOptions()) {
		t.Error("the client is said to have gone as it should")
	}
}
