package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/testdata/peers"
)

// write writes a file in the current folder.
func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Ten thousand documents: the same output for any number of jobs, in memory
// that does not grow with them.
func TestManyFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	const files, bad = 10_000, 100
	for i := range files {
		text := "<domainsnapshot>\n  <name>n</name>\n</domainsnapshot>\n"
		if i%(files/bad) == 0 {
			text = strings.Replace(text, "<name>", "<name/><zz/><name>", 1)
		}
		write(t, fmt.Sprintf("d%02d/%04d.xml", i%37, i), text)
	}
	for _, format := range []string{"text", "json"} {
		var outputs [][]byte
		for jobs := 1; jobs <= 2; jobs++ {
			cmd := exec.Command("snapxml", "validate", "--format", format, "--jobs", fmt.Sprint(jobs), ".")
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if runtime.GOOS == "linux" {
				cmd.Env = append(os.Environ(), "SNAPXML_TEST_STATUS=status")
			}
			out, err := cmd.Output()
			if cmd.ProcessState.ExitCode() != exitFindings {
				t.Fatalf("%v: %s", err, &stderr)
			}
			if want := fmt.Sprintf("%d of %d documents not valid", bad, files); format == "text" && !strings.Contains(stderr.String(), want) {
				t.Errorf("standard error is %s", &stderr)
			}
			outputs = append(outputs, out)
			if runtime.GOOS == "linux" {
				most := peakMemory(t, "status")
				t.Logf("%s, %d jobs: %d KB", format, jobs, most)
				if most > 100_000 {
					t.Errorf("%s, %d jobs: %d KB of memory", format, jobs, most)
				}
			}
		}
		if !bytes.Equal(outputs[0], outputs[1]) {
			t.Errorf("%s: one job and two differ: %s", format, cmp.Diff(string(outputs[0]), string(outputs[1])))
		}
	}
}

// peakMemory reads from a copy of /proc/self/status how many kilobytes of
// memory a process has had at most.
func peakMemory(t *testing.T, path string) (kilobytes int) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\nVmHWM:")
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		t.Fatal(err)
	}
	return kilobytes
}

// An interrupt ends the run at once, with output that is complete.
func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no interrupt to send")
	}
	t.Chdir(t.TempDir())
	write(t, "a.xml", "<domainsnapshot><zz/></domainsnapshot>")
	write(t, "b.xml", "<domainsnapshot/>")
	never, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	cmd := exec.Command("snapxml", "validate", "--format", "json", "--jobs", "2", "a.xml", "-", "b.xml")
	cmd.Stdin = never
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(stdout)
	head, err := out.Peek(1) // a.xml is done
	if err != nil {
		t.Fatal(err, head)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // the status is looked at below
	if status := cmd.ProcessState.ExitCode(); status != exitInterrupted {
		t.Errorf("exit status %d: %s", status, &stderr)
	}
	var log struct {
		Files   []struct{ Path string }
		Summary struct{ Files, Invalid, Unread int }
	}
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if len(log.Files) == 0 || log.Files[0].Path != "a.xml" || log.Summary.Invalid != 1 || log.Summary.Unread != 3-len(log.Files) {
		t.Errorf("%+v", log)
	}
}

// Whoever reads no further, such as head, ends the run without complaint.
func TestClosedPipe(t *testing.T) {
	peers.Tool(t, "sh")
	t.Chdir(t.TempDir())
	var many strings.Builder
	for range 100 {
		many.WriteString("<zz/>")
	}
	for i := range 50 {
		write(t, fmt.Sprintf("%02d.xml", i), "<domainsnapshot>"+many.String()+"</domainsnapshot>")
	}
	cmd := exec.Command("sh", "-c", "snapxml validate --quiet . | head -n 1")
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(out), "\n") != 1 {
		t.Errorf("%v: %s", err, out)
	}
}

// On a terminal there are colours, without NO_COLOR.
func TestTerminal(t *testing.T) {
	script := peers.Tool(t, "script")
	t.Chdir(t.TempDir())
	write(t, "a.xml", "<domainsnapshot><zz/></domainsnapshot>")
	for _, c := range []struct {
		env   string
		color bool
	}{{"TERM=xterm", true}, {"TERM=dumb", false}, {"NO_COLOR=1", false}, {"NO_COLOR=", true}} {
		cmd := exec.Command(script, "--quiet", "--return", "--command", "snapxml validate a.xml", "/dev/null")
		cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=", c.env)
		out, _ := cmd.CombinedOutput() // findings make it fail
		if !strings.Contains(string(out), "not valid") || strings.Contains(string(out), "\x1b[1;31merror:") != c.color {
			t.Errorf("%s: %q", c.env, out)
		}
	}
}
