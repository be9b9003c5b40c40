//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// An editorRun is one session with an editor server: a document of 8,000 lines
// is opened and edited in the middle.
type editorRun struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	number  int
	version int
	line    int // where is typed

	first      time.Duration   // from the start of the process to the first diagnostics
	edits      []time.Duration // from an edit to its diagnostics
	completion []time.Duration
	memory     int64 // peak, in KiB
}

const (
	editedLines = 8000
	editorURI   = "file:///bench/edited.xml"
	typed       = `<disk name="vdz" snapshot="external"><driver type="qcow2"/><bogus/></disk>`
	typings     = 12
)

// measureEditor measures the editor server and prints a table.
func measureEditor(w io.Writer, snapxml string) error {
	r := &editorRun{line: editedLines/2 + 1}
	if err := r.run(snapxml); err != nil {
		return fmt.Errorf("editor: %w", err)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "editor, %d lines\tp50\tp99\tmost\t\n", editedLines)
	fmt.Fprintf(table, "start to first diagnostics\t%.1f ms\t\t\t\n", milliseconds(r.first))
	for _, m := range []struct {
		name  string
		times []time.Duration
	}{{"edit to diagnostics", r.edits}, {"completion", r.completion}} {
		fmt.Fprintf(table, "%s\t%.2f ms\t%.2f ms\t%.2f ms\t\n", m.name,
			milliseconds(quantile(m.times, 0.5)), milliseconds(quantile(m.times, 0.99)), milliseconds(slices.Max(m.times)))
	}
	fmt.Fprintf(table, "peak memory\t%.1f MB\t\t\t\n", float64(r.memory)/1024)
	return table.Flush()
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
	b.WriteString("<domainsnapshot>\n  <name>edited</name>\n  <disks>\n")
	for i := 0; 4*i+5 < editedLines; i++ {
		fmt.Fprintf(&b, "    <disk name=\"vd%d\" snapshot=\"external\">\n      <driver type=\"qcow2\"/>\n      <source file=\"/var/lib/libvirt/images/%d.qcow2\"/>\n    </disk>\n", i, i)
	}
	b.WriteString("  </disks>\n</domainsnapshot>\n")
	return b.String()
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
	if err := r.request("initialize", map[string]any{"capabilities": map[string]any{}}); err != nil {
		return err
	}
	r.send("initialized", map[string]any{}, 0)
	r.send("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": editorURI, "languageId": "xml", "version": 1, "text": editedDocument(),
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
		"textDocument":   map[string]any{"uri": editorURI, "version": r.version},
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
	err := r.request("textDocument/completion", map[string]any{"textDocument": map[string]any{"uri": editorURI}, "position": r.at(column)})
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
