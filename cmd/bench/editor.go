//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// An editorRun is one session with an editor server: a document of 8,000 lines
// is opened and edited in the middle.
type editorRun struct {
	name     string         // what is asked of the server
	settings map[string]any // of the client
	folder   string         // that is open, with other snapshots of the guest, or ""

	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	number  int
	version int
	line    int // where is typed
	uri     string

	first      time.Duration   // from the start of the process to the first diagnostics
	edits      []time.Duration // from an edit to its diagnostics
	completion []time.Duration
	memory     int64 // peak, in KiB
}

const (
	editedLines = 8000
	siblings    = 50 // snapshots that are compared with the document
	typed       = `<disk name="vdz" snapshot="external"><driver type="qcow2"/><bogus/></disk>`
	typings     = 12
)

// measureEditor measures the editor server, with other snapshots in a folder of
// their own, and prints a table.
func measureEditor(w io.Writer, snapxml, dir string) error {
	folder := filepath.Join(dir, "snapshots")
	if err := writeSiblings(folder); err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "editor, %d lines\tfirst diagnostics\tedit p50\tp99\tmost\tcompletion p50\tp99\tmost\tpeak memory\t\n", editedLines)
	for _, r := range []*editorRun{
		{name: "plain"},
		{name: "for a release", settings: map[string]any{"libvirt": "9.0.0", "purpose": "redefine"}},
		{name: "with a forecast", settings: map[string]any{"flags": "redefine"}},
		{name: "among others", folder: folder},
	} {
		if err := r.run(snapxml); err != nil {
			return fmt.Errorf("editor, %s: %w", r.name, err)
		}
		fmt.Fprintf(table, "%s\t%.1f ms\t", r.name, milliseconds(r.first))
		for _, times := range [][]time.Duration{r.edits, r.completion} {
			fmt.Fprintf(table, "%.2f ms\t%.2f ms\t%.2f ms\t", milliseconds(quantile(times, 0.5)), milliseconds(quantile(times, 0.99)), milliseconds(slices.Max(times)))
		}
		fmt.Fprintf(table, "%.1f MB\t\n", float64(r.memory)/1024)
	}
	return table.Flush()
}

// editedSnapshot is a snapshot with more in it.
func editedSnapshot(name string, created int, more string) string {
	return fmt.Sprintf("<domainsnapshot>\n  <name>%s</name>\n  <state>shutoff</state>\n  <creationTime>%d</creationTime>\n%s"+
		"  <domain type=\"kvm\">\n    <name>guest</name>\n    <uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>\n    <memory>1024</memory>\n    <os><type>hvm</type></os>\n  </domain>\n</domainsnapshot>\n",
		name, created, more)
}

// writeSiblings writes other snapshots of the guest.
func writeSiblings(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for i := range siblings {
		text := editedSnapshot(fmt.Sprintf("s%d", i), 1700000000+i, "")
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("s%d.xml", i)), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// quantile is the value that a part of all values do not exceed.
func quantile(values []time.Duration, part float64) time.Duration {
	values = slices.Sorted(slices.Values(values))
	return values[min(len(values)-1, int(part*float64(len(values))))]
}

// editedDocument is a snapshot of many disks.
func editedDocument() string {
	var b strings.Builder
	b.WriteString("  <disks>\n")
	for i := 0; 4*i+15 < editedLines; i++ {
		fmt.Fprintf(&b, "    <disk name=\"vd%d\" snapshot=\"external\">\n      <driver type=\"qcow2\"/>\n      <source file=\"/var/lib/libvirt/images/%d.qcow2\"/>\n    </disk>\n", i, i)
	}
	b.WriteString("  </disks>\n")
	return editedSnapshot("edited", 1800000000, b.String())
}

func (r *editorRun) run(snapxml string) (err error) {
	r.cmd = exec.Command(snapxml, "lsp")
	if r.in, err = r.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	r.line = editedLines/2 + 1
	r.uri = "file:///bench/edited.xml"
	if r.folder != "" {
		r.uri = "file://" + filepath.ToSlash(r.folder) + "/edited.xml"
	}
	r.out = bufio.NewReaderSize(out, 1<<20)
	start := time.Now()
	if err := r.cmd.Start(); err != nil {
		return err
	}
	defer r.cmd.Process.Kill()
	if err := r.open(); err != nil {
		return err
	}
	r.first = time.Since(start)
	for range typings {
		if err := r.typing(); err != nil {
			return err
		}
	}
	r.memory, err = peakMemory(r.cmd.Process.Pid)
	return err
}

// open begins the session and waits for the first diagnostics.
func (r *editorRun) open() error {
	params := map[string]any{"capabilities": map[string]any{}, "initializationOptions": r.settings}
	if r.folder != "" {
		params["rootUri"] = "file://" + filepath.ToSlash(r.folder)
	}
	if err := r.request("initialize", params); err != nil {
		return err
	}
	r.send("initialized", map[string]any{}, 0)
	r.send("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": r.uri, "languageId": "xml", "version": 1, "text": editedDocument(),
	}}, 0)
	r.version = 1
	return r.diagnostics()
}

// typing types an element key by key, asks what may come on the way, and takes
// it away again.
func (r *editorRun) typing() error {
	for i := range len(typed) {
		if err := r.edit(i, i, typed[i:i+1]); err != nil {
			return err
		}
		if strings.ContainsAny(typed[i:i+1], `< "`) {
			if err := r.complete(i + 1); err != nil {
				return err
			}
		}
	}
	for i := len(typed); i > 0; i-- {
		if err := r.edit(i-1, i, ""); err != nil {
			return err
		}
	}
	return nil
}

func (r *editorRun) edit(from, to int, text string) error {
	r.version++
	start := time.Now()
	r.send("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": r.uri, "version": r.version},
		"contentChanges": []any{map[string]any{"range": map[string]any{"start": r.at(from), "end": r.at(to)}, "text": text}},
	}, 0)
	err := r.diagnostics()
	r.edits = append(r.edits, time.Since(start))
	return err
}

func (r *editorRun) at(column int) map[string]int {
	return map[string]int{"line": r.line, "character": column}
}

func (r *editorRun) complete(column int) error {
	start := time.Now()
	err := r.request("textDocument/completion", map[string]any{"textDocument": map[string]any{"uri": r.uri}, "position": r.at(column)})
	r.completion = append(r.completion, time.Since(start))
	return err
}

// request sends a request and waits for its answer.
func (r *editorRun) request(method string, params any) error {
	r.number++
	r.send(method, params, r.number)
	return r.await(func(m *editorMessage) bool { return m.Method == "" && m.ID == r.number })
}

// diagnostics waits for those of the version that was sent last.
func (r *editorRun) diagnostics() error {
	return r.await(func(m *editorMessage) bool {
		return m.Method == "textDocument/publishDiagnostics" && m.Params.Version == r.version
	})
}

// send sends a message; one with a number is a request.
func (r *editorRun) send(method string, params any, number int) {
	m := map[string]any{"jsonrpc": "2.0", "method": method, "params": params}
	if number > 0 {
		m["id"] = number
	}
	text, _ := json.Marshal(m)
	fmt.Fprintf(r.in, "Content-Length: %d\r\n\r\n%s", len(text), text)
}

// An editorMessage is what is looked at of the server's messages.
type editorMessage struct {
	ID     int
	Method string
	Params struct{ Version int }
	Error  *struct{ Message string }
}

// await reads messages up to one.
func (r *editorRun) await(wanted func(*editorMessage) bool) error {
	for {
		length := 0
		for {
			line, err := r.out.ReadString('\n')
			if err != nil {
				return err
			}
			if strings.TrimSpace(line) == "" {
				break
			}
			fmt.Sscanf(line, "Content-Length: %d", &length)
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(r.out, text); err != nil {
			return err
		}
		var m editorMessage
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		if m.Error != nil {
			return fmt.Errorf("%s", m.Error.Message)
		}
		if wanted(&m) {
			return nil
		}
	}
}

// peakMemory is the most memory that a process has had, in KiB.
func peakMemory(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var peak int64
	_, err = fmt.Sscan(rest, &peak)
	return peak, err
}
