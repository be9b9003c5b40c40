package main

import (
	"bufio"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// A watcher is the process of snapxml validate --watch.
type watcher struct {
	*testing.T
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

// until reads the output up to a line with a text, and returns it.
func (w watcher) until(text string) string {
	w.Helper()
	var read strings.Builder
	for w.lines.Scan() {
		read.WriteString(w.lines.Text() + "\n")
		if strings.Contains(w.lines.Text(), text) {
			return read.String()
		}
	}
	w.Fatalf("%q does not come; read\n%s", text, &read)
	return ""
}

// Each change is checked, new documents and other rules as well, and an
// interrupt is the regular end.
func TestWatch(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no interrupt to send")
	}
	t.Chdir(t.TempDir())
	write(t, ".snapxml.toml", "root = true")
	write(t, "d/a.xml", "<domainsnapshot><zz/></domainsnapshot>")
	write(t, "d/b.xml", "<domainsnapshot/>")
	r, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("snapxml", "validate", "--watch", "d")
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill() //nolint:errcheck // it has ended, if all is well
	out.Close()
	w := watcher{t, cmd, bufio.NewScanner(r)}

	w.until("a.xml:1:18: error: ")
	w.until("checked 2 of 2 documents; 1 of 2 documents not valid: 1 error; watching")
	write(t, "d/a.xml", "<domainsnapshot/>")
	w.until("checked 1 of 2 documents; 2 documents valid; watching")
	write(t, "d/new/c.xml", "<domainsnapshot><yy/></domainsnapshot>")
	w.until("1 of 3 documents not valid: 1 error; watching")
	write(t, ".snapxml.toml", "root = maybe")
	w.until(".snapxml.toml:1:8: error: ")
	w.until("watching; nothing is checked until this is mended")
	write(t, ".snapxml.toml", "root = true\nschema = 'none'")
	w.until("checked 3 of 3 documents; 3 documents valid; watching")
	if err := os.Remove("d/new/c.xml"); err != nil {
		t.Fatal(err)
	}
	w.until("checked 0 of 2 documents; 2 documents valid; watching")

	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
