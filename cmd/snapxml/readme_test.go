package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The session of the README is one that a reader can have: each command is
// run and must print what stands below it. The files that it shows by cat are
// there.
func TestReadmeSession(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "```console\n")
	session, _, closed := strings.Cut(rest, "```\n")
	if !ok || !closed {
		t.Fatal("no session in the README")
	}
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", dir, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	commands := 0
	for step := range strings.SplitSeq("\n"+session, "\n$ ") {
		command, want, _ := strings.Cut(step, "\n")
		if command == "" {
			continue
		}
		commands++
		if name, ok := strings.CutPrefix(command, "cat "); ok {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.TrimSuffix(want, "\n")+"\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		cmd := exec.Command("sh", "-c", command)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
		out, _ := cmd.CombinedOutput() // findings make it fail
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(string(out))); diff != "" {
			t.Errorf("$ %s (-README +now):\n%s", command, diff)
		}
	}
	if commands < 5 {
		t.Errorf("only %d commands in the session", commands)
	}
}
