//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What an attack may take.
const (
	mostSeconds = 2
	mostMemory  = 256 << 10 // KiB
)

// A usage is what a process has used, and how it ended.
type usage struct {
	Status int // -1: killed
	CPU    time.Duration
	Memory int64 // peak, KiB
}

func init() { programs["limited"] = limited }

// limited is a program of the tests: it runs a command with a limit of CPU
// seconds, and writes its usage into a file. It is small itself, and so does not
// count much for the peak memory of the command, which the tests would.
func limited() {
	seconds, _ := strconv.ParseUint(os.Args[1], 10, 64)
	limit := syscall.Rlimit{Cur: seconds, Max: seconds}
	if err := syscall.Setrlimit(syscall.RLIMIT_CPU, &limit); err != nil {
		panic(err)
	}
	cmd := exec.Command(os.Args[3], os.Args[4:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	_ = cmd.Run() // the state says how it ended
	state := cmd.ProcessState
	text, err := json.Marshal(usage{state.ExitCode(), state.UserTime() + state.SystemTime(), state.SysUsage().(*syscall.Rusage).Maxrss})
	if err == nil {
		err = os.WriteFile(os.Args[2], text, 0o666)
	}
	if err != nil {
		panic(err)
	}
}

// makeTool builds the tool as make does, without what tests are built with.
func makeTool(t *testing.T) (tool string) {
	t.Helper()
	tool = filepath.Join(t.TempDir(), "snapxml")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", tool, ".")
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return tool
}

// attack runs the tool in a folder. It must end by itself, within the limits.
// What it printed is returned.
func attack(t *testing.T, tool, dir string, args ...string) (status int, output string) {
	t.Helper()
	report := filepath.Join(t.TempDir(), "usage")
	cmd := exec.Command("limited", append([]string{fmt.Sprint(mostSeconds), report, tool}, args...)...)
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Stdin = strings.NewReader("")
	if err := cmd.Run(); err != nil {
		t.Fatal(err, &out)
	}
	var u usage
	text, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(text, &u)
	}
	if err != nil {
		t.Fatal(err)
	}
	if u.CPU > time.Second/2 || u.Memory > mostMemory/2 {
		t.Logf("%.50s: %v, %d MB", strings.Join(args, " "), u.CPU.Round(10*time.Millisecond), u.Memory>>10)
	}
	switch {
	case u.Status < exitOK || u.Status > exitFailure:
		t.Errorf("%v: exit status %d after %v: %.200s", args, u.Status, u.CPU, &out)
	case u.CPU > mostSeconds*time.Second:
		t.Errorf("%v: %v of CPU time", args, u.CPU)
	case u.Memory > mostMemory:
		t.Errorf("%v: %d MB of memory", args, u.Memory>>10)
	case strings.Contains(out.String(), "please report it at") || strings.Contains(out.String(), "goroutine "):
		t.Errorf("%v: %.300s", args, &out)
	case out.Len() > 1<<20 && args[0] == "validate" && !slices.Contains(args, "--files-from") && !slices.Contains(args, "--diff"):
		t.Errorf("%v: %d bytes of output", args, out.Len())
	}
	return u.Status, out.String()
}

// put writes files into a new folder.
func put(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const smallSnapshot = "<domainsnapshot><name>a</name></domainsnapshot>"

// Documents, whatever they are taken for: each command ends by itself, in
// little time and memory.
func TestHostileDocuments(t *testing.T) {
	tool, documents := makeTool(t), hostileDocuments()
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := put(t, map[string]string{"a.xml": documents[name], "ok.xml": smallSnapshot})
			for _, command := range []string{
				"validate --schema none a.xml",
				"validate --no-config a.xml",
				"validate --flags redefine --diff a.xml",
				"validate --flags none --guest a.xml ok.xml",
				"validate --schema a.xml ok.xml",
				"tree --format json a.xml",
			} {
				attack(t, tool, dir, strings.Fields(command)...)
			}
		})
	}
}

// A document with two million names is read up to the limit.
func TestHostileNames(t *testing.T) {
	tool := makeTool(t)
	dir := put(t, map[string]string{"a.xml": manyNames(2_000_000)})
	for _, schema := range []string{"none", "domainsnapshot"} {
		if status, output := attack(t, tool, dir, "validate", "--schema", schema, "a.xml"); status != exitFindings || !strings.Contains(output, "too many distinct names") {
			t.Errorf("exit status %d: %s", status, output)
		}
	}
}

// Schemas, each with a document: the same, and the right verdict where there is
// one. No secret is told.
func TestHostileSchemas(t *testing.T) {
	tool, schemas := makeTool(t), hostileSchemas()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := schemas[name]
			dir := put(t, s.files)
			if err := os.WriteFile(filepath.Join(dir, "a.xml"), []byte(s.document), 0o666); err != nil {
				t.Fatal(err)
			}
			schema := "s.rng"
			if s.files[schema] == "" {
				schema = "s.rnc"
			}
			status, output := attack(t, tool, dir, "validate", "--schema", schema, "a.xml")
			if (status == exitOK) != s.valid {
				t.Errorf("exit status %d: %.500s", status, output)
			}
			if strings.Contains(output, "root:") || strings.Contains(output, ":0:0:") {
				t.Errorf("what the file says is told: %.500s", output)
			}
			attack(t, tool, dir, "schema", "--schema", schema, "--format", "rng")
		})
	}
}

// Everything else that is read: hierarchies, configurations, baselines, lists of
// files. The command may refuse it, but ends by itself.
func TestHostileFiles(t *testing.T) {
	tool := makeTool(t)
	snapshot := func(i, parent int) string {
		return fmt.Sprintf("<domainsnapshot><name>s%d</name><parent><name>s%d</name></parent><creationTime>%d</creationTime></domainsnapshot>\n", i, parent, i)
	}
	const many = 20_000
	nested := func(open, inner, end string) string {
		return strings.Repeat(open, 100_000) + inner + strings.Repeat(end, 100_000)
	}
	for _, c := range []struct {
		name, file, text string
		commands         []string
	}{
		{"chain", "a.xml", repeated(many, func(i int) string { return snapshot(i, i-1) }), hierarchyCommands},
		{"ring", "a.xml", repeated(many, func(i int) string { return snapshot(i, (i+1)%many) }), hierarchyCommands},
		{"star", "a.xml", repeated(many, func(i int) string { return snapshot(i+1, 0) }), hierarchyCommands},
		{"own parents", "a.xml", repeated(many, func(i int) string { return snapshot(i, i) }), hierarchyCommands},
		{"one name", "a.xml", strings.Repeat(snapshot(1, 2), many), hierarchyCommands},
		{"nothing", "a.xml", strings.Repeat("<domainsnapshot/>", many), hierarchyCommands},
		{"node", "a.xml", "<node>" + strings.Repeat("<domain>", 9_000) + strings.Repeat("</domain>", 9_000) + "</node>", hierarchyCommands},
		{"configuration, nested arrays", ".snapxml.toml", "ignore = " + nested("[", "", "]"), []string{"validate ok.xml"}},
		{"configuration, nested tables", ".snapxml.toml", "a = " + nested("{ a = ", "1", " }"), []string{"validate ok.xml"}},
		{"configuration, dotted", ".snapxml.toml", strings.Repeat("a.", 50_000) + "a = 1", []string{"validate ok.xml"}},
		{"configuration, many", ".snapxml.toml", strings.Repeat("[[files]]\npatterns = [\"**/**/**/*.xml\"]\n", 20_000), []string{"validate ok.xml"}},
		{"configuration, pattern", ".snapxml.toml", "ignore = [\"" + strings.Repeat("*/**/", 1_000) + "x\"]", []string{"validate ok.xml"}},
		{"configuration, quotes", ".snapxml.toml", strings.Repeat("'", 1_000_000), []string{"validate ok.xml"}},
		{"gitignore", ".gitignore", strings.Repeat("**/*a*b*c*d*e*\n", 50_000), []string{"validate ."}},
		{"baseline, nested", "b.json", nested("[", "", "]"), []string{"validate --baseline b.json ok.xml"}},
		{"baseline, objects", "b.json", nested(`{"a":`, "1", "}"), []string{"validate --baseline b.json ok.xml"}},
		{"baseline, many", "b.json", `{"version":1,"findings":[` + strings.TrimSuffix(strings.Repeat(`{"path":"ok.xml","code":"x"},`, 200_000), ",") + "]}", []string{"validate --baseline b.json ok.xml"}},
		{"list of nothing", "l", strings.Repeat("none.xml\n", 100_000), []string{"validate --quiet --files-from l"}},
		{"list of one", "l", strings.Repeat("ok.xml\n", 200_000), []string{"validate --files-from l"}},
		{"list of long names", "l", strings.Repeat("x", 5_000_000) + "\n" + strings.Repeat("a/", 1_000_000), []string{"validate --quiet --files-from l"}},
		{"list of zero bytes", "l", strings.Repeat("\x00", 5_000_000), []string{"validate --null --files-from l ok.xml", "validate --files-from l"}},
		{"list of folders", "l", strings.Repeat(".\n/dev/null\n../\n", 3), []string{"validate --files-from l"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := put(t, map[string]string{"ok.xml": smallSnapshot, c.file: c.text})
			for _, command := range c.commands {
				attack(t, tool, dir, strings.Fields(command)...)
			}
		})
	}
}

var hierarchyCommands = []string{"tree a.xml", "tree --format svg a.xml", "plan --domain vm a.xml", "diff a.xml a.xml", "validate --quiet a.xml"}
