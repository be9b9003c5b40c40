package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/lsp"
)

// frame is a message as it is sent.
func frame(message string) string {
	return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(message), message)
}

const (
	initialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
	shutdown   = `{"jsonrpc":"2.0","id":9,"method":"shutdown"}`
	exitNow    = `{"jsonrpc":"2.0","method":"exit"}`
)

// didOpen opens a document with one mistake.
var didOpen = `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.xml","languageId":"x","version":1,"text":"<domainsnapshot><x/></domainsnapshot>"}}}`

// converse runs the server with an input, and returns the messages that it sent.
func converse(t *testing.T, input string) (messages []map[string]any, orderly bool) {
	t.Helper()
	return converseWith(t, editorOptions(), input)
}

// converseWith is converse with options for the server.
func converseWith(t *testing.T, o lsp.Options, input string) (messages []map[string]any, orderly bool) {
	t.Helper()
	var out bytes.Buffer
	orderly = serveEditor(strings.NewReader(input), &out, o)
	r := bufio.NewReader(&out)
	for {
		length, err := readHeader(r)
		if err == io.EOF {
			return messages, orderly
		}
		if err != nil {
			t.Fatal(err)
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(r, text); err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(text, &m); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		messages = append(messages, m)
	}
}

// The server ends with its input, or with the message exit, and tells whether
// its shutdown was asked for before.
func TestServerEnds(t *testing.T) {
	for _, test := range []struct {
		name, input string
		orderly     bool
	}{
		{"no input", "", false},
		{"input ends", frame(initialize), false},
		{"in a message", frame(initialize) + "Content-Length: 100\r\n\r\n{", false},
		{"exit", frame(initialize) + frame(exitNow), false},
		{"shutdown", frame(initialize) + frame(shutdown), false},
		{"shutdown and exit", frame(initialize) + frame(shutdown) + frame(exitNow), true},
	} {
		if _, orderly := converse(t, test.input); orderly != test.orderly {
			t.Errorf("%s: orderly %v", test.name, orderly)
		}
	}
}

// What is no message is answered by an error, and the next one is read.
func TestServerPassesOverGarbage(t *testing.T) {
	for _, garbage := range []string{
		frame(`{`), frame(`[]`), frame(`7`), frame(`{}`), frame(`{"id":-1,"method":"x"}`), frame(`{"id":{},"method":"x"}`),
		frame(`{"jsonrpc":"2.0","id":3,"error":"no"}`), frame(``), "nonsense\r\n\r\n" + frame(`{"id":1.5,"method":"x"}`),
		"Content-Type: x\r\nContent-Length: 2\r\n\r\n{}", "Content-Length: 999999999999\r\nContent-Length: 1\r\n\r\n7",
	} {
		messages, orderly := converse(t, frame(initialize)+garbage+frame(shutdown)+frame(exitNow))
		if !orderly || len(messages) != 3 {
			t.Errorf("%q: orderly %v, %v", garbage, orderly, messages)
			continue
		}
		if e, ok := messages[1]["error"].(map[string]any); !ok || e["message"] == "" {
			if e, ok = messages[0]["error"].(map[string]any); !ok || e["message"] == "" {
				t.Errorf("%q: no error in %v", garbage, messages)
			}
		}
	}
}

// Requests are answered in their order, a cancelled one by an error.
func TestServerAnswers(t *testing.T) {
	hover := `{"jsonrpc":"2.0","id":"a","method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.xml"},"position":{"line":0,"character":3}}}`
	unknown := `{"jsonrpc":"2.0","id":4,"method":"snap/none","params":{}}`
	messages, _ := converse(t, frame(initialize)+frame(didOpen)+frame(hover)+frame(unknown)+frame(shutdown)+frame(hover)+frame(exitNow))
	var got []string
	for _, m := range messages {
		switch e, failed := m["error"].(map[string]any); {
		case m["method"] != nil:
			got = append(got, fmt.Sprint(m["method"]))
		case failed:
			got = append(got, fmt.Sprint(m["id"], " ", e["code"]))
		default:
			got = append(got, fmt.Sprint(m["id"]))
		}
	}
	if joined := strings.ReplaceAll(strings.Join(got, ", "), "textDocument/publishDiagnostics, ", ""); joined != "1, a, 4 -32601, 9, a -32600" {
		t.Error(joined)
	}
}

// What is known of the last text is told once nothing more is waiting, even if
// the input ends then.
func TestServerTellsAtLast(t *testing.T) {
	messages, _ := converse(t, frame(initialize)+frame(didOpen))
	last := messages[len(messages)-1]
	if last["method"] != "textDocument/publishDiagnostics" || !strings.Contains(fmt.Sprint(last), "element-not-allowed") {
		t.Errorf("the last message is %v", last)
	}
}

// The server can be built for a browser.
func TestServerForBrowsers(t *testing.T) {
	cmd := exec.Command("go", "build", "../../validate/lsp")
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
