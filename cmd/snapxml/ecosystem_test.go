package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/snapxml/snapxml/testdata/peers"
)

// command runs a program in a folder and returns what it writes.
func command(t *testing.T, dir string, env []string, name string, args ...string) (output string, ok bool) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func mustRun(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	out, ok := command(t, dir, env, name, args...)
	if !ok {
		t.Fatalf("%s %v failed: %s", name, args, out)
	}
	return out
}

// repository makes a git repository of files and returns its revision.
func repository(t *testing.T, dir string) (revision string) {
	t.Helper()
	for _, args := range [][]string{
		{"init", "--quiet"},
		{"config", "user.name", "test"},
		{"config", "user.email", "test@example.org"},
		{"add", "--all"},
		{"commit", "--quiet", "--no-verify", "--message", "all of it"},
	} {
		mustRun(t, dir, nil, "git", args...)
	}
	return strings.TrimSpace(mustRun(t, dir, nil, "git", "rev-parse", "HEAD"))
}

// project copies the project as it stands, committed or not, into a repository
// of its own.
func project(t *testing.T) (dir, revision string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "snapxml")
	files := mustRun(t, peers.Root(), nil, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	for name := range strings.SplitSeq(strings.TrimSuffix(files, "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join(peers.Root(), name))
		if os.IsNotExist(err) {
			continue // removed, but not committed
		}
		info, statErr := os.Stat(filepath.Join(peers.Root(), name))
		if err != nil || statErr != nil {
			t.Fatal(err, statErr)
		}
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, info.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
	return dir, repository(t, dir)
}

// moduleCache keeps builds below a GOPATH of their own from fetching modules.
func moduleCache(t *testing.T) []string {
	t.Helper()
	cache := strings.TrimSpace(mustRun(t, ".", nil, "go", "env", "GOMODCACHE"))
	return []string{"GOMODCACHE=" + cache, "GOPROXY=off", "GOFLAGS=-pgo=off"} // the profile only costs time here
}

// pre-commit builds the hook from a clone, the first time from nothing, and
// lets good files pass and bad ones not.
func TestPreCommit(t *testing.T) {
	peers.Slow(t, "builds the program")
	tool := peers.Tool(t, "pre-commit")
	peers.Tool(t, "git")
	source, revision := project(t)
	env := append(moduleCache(t), "PRE_COMMIT_HOME="+t.TempDir())
	mustRun(t, source, env, tool, "validate-manifest", ".pre-commit-hooks.yaml")

	user := t.TempDir()
	t.Chdir(user)
	write(t, ".pre-commit-config.yaml", "repos:\n- repo: file://"+source+"\n  rev: "+revision+"\n  hooks:\n  - id: snapxml\n  - id: snapxml-fix\n    stages: [manual]\n")
	write(t, "good.xml", "<domainsnapshot/>\n")
	write(t, "page.html", "<html><zz/></html>\n")
	write(t, "sub/bad.xml", "<domainsnapshot><descripton>a</descripton></domainsnapshot>\n")
	repository(t, user)

	out, ok := command(t, user, env, tool, "run", "--all-files", "--color=never")
	if ok || !strings.Contains(out, `sub/bad.xml:1:18: error: element "descripton" not allowed here`) || !strings.Contains(out, "- exit code: 1") ||
		strings.Contains(out, "good.xml") || strings.Contains(out, "page.html") {
		t.Errorf("with a bad file: %s", out)
	}
	if out, ok = command(t, user, env, tool, "run", "--all-files", "--color=never", "--hook-stage", "manual", "snapxml-fix"); ok || !strings.Contains(out, "files were modified by this hook") {
		t.Errorf("mending: %s", out)
	}
	if out, ok = command(t, user, env, tool, "run", "--all-files", "--color=never"); !ok || !strings.Contains(out, "Passed") {
		t.Errorf("with good files: %s", out)
	}
}

// The script of the GitHub action builds the program and reports by the
// inputs; action.yml hands it all of them.
func TestAction(t *testing.T) {
	peers.Slow(t, "builds the program")
	peers.Tool(t, "sh")
	script, err := filepath.Abs(filepath.Join("..", "..", ".ci", "action"))
	if err != nil {
		t.Fatal(err)
	}
	dir, temp := t.TempDir(), t.TempDir()
	t.Chdir(dir)
	write(t, "two words.xml", "<domainsnapshot><zz/></domainsnapshot>")
	write(t, "d/good.xml", "<domainsnapshot/>")
	env := append(moduleCache(t), "GITHUB_ACTION_PATH="+peers.Root(), "RUNNER_TEMP="+temp, "GITHUB_PATH="+temp+"/path", "GITHUB_OUTPUT="+temp+"/output")

	out, ok := command(t, dir, append(env, "SNAPXML_FORMAT=github", "SNAPXML_ARGS=--libvirt 9.0.0 -v", "SNAPXML_FILES=d\ntwo w*.xml\n"), script)
	if ok || !strings.Contains(out, "::error file=two words.xml,line=1,endLine=1,col=18,endColumn=20,title=element-not-allowed::") ||
		!strings.Contains(out, "d/good.xml: checked against the built-in schema as of libvirt 9.0.0") {
		t.Errorf("annotations: %s", out)
	}
	out, ok = command(t, dir, append(env, "SNAPXML_FORMAT=sarif", "SNAPXML_OUTPUT=found.sarif", "SNAPXML_FILES=d"), script)
	report, err := os.ReadFile("found.sarif")
	if !ok || err != nil || !bytes.Contains(report, []byte(`"version": "2.1.0"`)) {
		t.Errorf("a report: %v %s", err, out)
	}
	for name, want := range map[string]string{"path": temp + "/snapxml-bin\n", "output": "output=found.sarif\n"} {
		text, err := os.ReadFile(filepath.Join(temp, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v %q, want %q in it", name, err, text, want)
		}
	}
}

// Each input of action.yml reaches the script, with a description.
func TestActionInputs(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(peers.Root(), "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs map[string]struct{ Description, Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Run, Shell, Uses string
				Env              map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(text, &action); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(peers.Root(), ".ci", "action"))
	if err != nil {
		t.Fatal(err)
	}
	step := action.Runs.Steps[len(action.Runs.Steps)-1]
	if action.Runs.Using != "composite" || step.Shell == "" || !strings.HasSuffix(step.Run, "/.ci/action") || len(step.Env) != len(action.Inputs) {
		t.Errorf("%+v", action.Runs)
	}
	for name, input := range action.Inputs {
		variable := "SNAPXML_" + strings.ToUpper(name)
		if input.Description == "" || step.Env[variable] != "${{ inputs."+name+" }}" || !bytes.Contains(script, []byte(variable)) {
			t.Errorf("input %q: %+v, %s is %q", name, input, variable, step.Env[variable])
		}
	}
}

// There is a manual page for every command and topic, without mistakes in its
// markup.
func TestManPages(t *testing.T) {
	peers.Slow(t, "builds the program")
	dir := t.TempDir()
	mustRun(t, ".", moduleCache(t), "go", "run", "-tags", "man", ".", "man", "-o", dir)
	for _, cmd := range rootCommand().Commands() {
		page := filepath.Join(dir, "snapxml-"+cmd.Name()+".1")
		if text, err := os.ReadFile(page); cmd.Name() != "help" && !cmd.Hidden && (err != nil || !bytes.Contains(text, []byte(".SH DESCRIPTION"))) {
			t.Errorf("%s: %v", cmd.Name(), err)
		}
	}
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	mandoc := peers.Tool(t, "mandoc")
	mustRun(t, dir, nil, mandoc, append([]string{"-Tlint", "-Werror"}, pages...)...)
}

// The completion script for bash is one.
func TestBashCompletion(t *testing.T) {
	bash := peers.Tool(t, "bash")
	mustRun(t, t.TempDir(), nil, bash, "-c", `source <(snapxml completion bash) && declare -F __start_snapxml`)
}
