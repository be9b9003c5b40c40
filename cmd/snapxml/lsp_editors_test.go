package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/snapxml/snapxml/testdata/peers"
)

// Editors drive the tool as their users would have them do: through the same
// steps, in which each sees and gets what it should.
func TestEditors(t *testing.T) {
	binary := buildTool(t)
	t.Run("neovim", func(t *testing.T) {
		cmd := exec.Command(peers.Tool(t, "nvim"), "--clean", "-n", "-i", "NONE", "--headless", "-c", "luafile "+peers.Shared(t, "e2e", "nvim_e2e.lua"))
		runEditor(t, cmd, binary, func(string) bool { return true })
	})
	t.Run("emacs", func(t *testing.T) {
		tool := peers.Tool(t, "emacs")
		if exec.Command(tool, "--batch", "--eval", "(require 'eglot)").Run() != nil {
			peers.Missing(t, "elpa-eglot")
		}
		cmd := exec.Command(tool, "--batch", "-l", peers.Shared(t, "e2e", "eglot_e2e.el"))
		runEditor(t, cmd, binary, func(step string) bool { return step != "folding" }) // which eglot does not do
	})
	t.Run("vscode libraries", func(t *testing.T) {
		node := peers.Tool(t, "node")
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		modules := filepath.Join(cache, "snapxml", "peers")
		peers.File(t, filepath.Join(modules, "node_modules", "vscode-languageserver-protocol"))
		dir := editedFiles(t)
		steps := filepath.Join(dir, "steps.txt")
		writeText(t, steps, readTestdata(t, "steps.txt"))
		cmd := exec.Command(node, "testdata/editors/client.mjs", binary, filepath.Join(dir, "edited.xml"), steps)
		cmd.Env = append(os.Environ(), "NODE_MODULES="+modules)
		expectOutput(t, cmd, func(string) bool { return true })
	})
}

// The configurations for editors do what their comments say: the editor starts
// the server and shows what it finds; those of editors that are not to be had
// are at least correct in form.
func TestEditorConfigurations(t *testing.T) {
	binary := buildTool(t)
	t.Setenv("PATH", filepath.Dir(binary)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	folder, err := filepath.Abs("../../site/editors")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(editedFiles(t), "edited.xml")
	for _, c := range []struct {
		name, tool string
		args       []string
		want       string
	}{
		{"neovim 0.7", "nvim", []string{"--clean", "-n", "-i", "NONE", "--headless", "-c", "luafile " + filepath.Join(folder, "neovim-0.7.lua"), "-c", "edit " + file, "-c", "luafile testdata/editors/configured.lua"}, `did you mean "driver"?`},
		{"neovim", "nvim", []string{"--clean", "-n", "-i", "NONE", "--headless", "-c", "lua io.stdout:write(loadfile([[" + filepath.Join(folder, "neovim.lua") + "]]) and 'good' or 'faulty')", "-c", "quit"}, "good"},
		{"emacs", "emacs", []string{"--batch", "-l", "eglot", "-l", filepath.Join(folder, "emacs.el"), "-l", "testdata/editors/configured.el", file}, `did you mean "driver"?`},
		{"kakoune", "kak", []string{"-ui", "json", "-n", "-e", "try %{ source " + filepath.Join(folder, "kakoune.kak") + "; edit " + file + "; set-option buffer filetype xml; echo -to-file /dev/stderr good } catch %{ echo -to-file /dev/stderr %val{error} }; quit!"}, "good"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := exec.Command(peers.Tool(t, c.tool), c.args...)
			cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
			out, err := cmd.CombinedOutput()
			if err != nil || !strings.Contains(string(out), c.want) {
				t.Errorf("%v; nothing like %s in\n%s", err, c.want, out)
			}
		})
	}
	var kate struct {
		Servers map[string]struct{ Command []string }
	}
	if err := json.Unmarshal([]byte(readFile(t, filepath.Join(folder, "kate.json"))), &kate); err != nil || !slices.Equal(kate.Servers["xml"].Command, []string{"snapxml", "lsp"}) {
		t.Errorf("kate.json: %v, %+v", err, kate)
	}
	var helix struct {
		Server   map[string]struct{ Command string } `toml:"language-server"`
		Language []struct {
			Servers []string `toml:"language-servers"`
		} `toml:"language"`
	}
	if err := toml.Unmarshal([]byte(readFile(t, filepath.Join(folder, "helix.toml"))), &helix); err != nil || helix.Server[helix.Language[0].Servers[0]].Command != "snapxml" {
		t.Errorf("helix.toml: %v, %+v", err, helix)
	}
}

// editedFiles is a folder with the documents of the test.
func editedFiles(t *testing.T) string {
	dir := t.TempDir()
	for _, name := range []string{"edited.xml", "base.xml"} {
		writeText(t, filepath.Join(dir, name), readTestdata(t, name))
	}
	return dir
}

func readTestdata(t *testing.T, name string) string {
	return readFile(t, filepath.Join("testdata", "editors", name))
}

func readFile(t *testing.T, path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeText(t *testing.T, path, text string) {
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// runEditor has an editor take the steps that it knows.
func runEditor(t *testing.T, cmd *exec.Cmd, binary string, knows func(step string) bool) {
	dir := editedFiles(t)
	var steps strings.Builder
	for line := range strings.Lines(readTestdata(t, "steps.txt")) {
		if name, _, _ := strings.Cut(strings.TrimSpace(line), " "); knows(name) {
			steps.WriteString(line)
		}
	}
	cmd.Env = append(os.Environ(), "E2E_CMD="+binary+" lsp", "E2E_FILE="+filepath.Join(dir, "edited.xml"), "E2E_STEPS="+steps.String(), "E2E_WAIT_MS=30000")
	expectOutput(t, cmd, knows)
}

// expectOutput runs a client and looks in its output for what all should say.
func expectOutput(t *testing.T, cmd *exec.Cmd, knows func(step string) bool) {
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Error(err)
	}
	lines := strings.Split(string(out), "\n")
	for want := range strings.Lines(readTestdata(t, "expect.txt")) {
		want = strings.TrimSpace(want)
		if strings.HasPrefix(want, "^FOLD") && !knows("folding") {
			continue
		}
		if re := regexp.MustCompile(want); !anyMatch(re, lines) {
			t.Errorf("nothing in the output is like %s", want)
		}
	}
	if t.Failed() {
		t.Logf("the output was:\n%s", out)
	}
}

func anyMatch(re *regexp.Regexp, lines []string) bool {
	for _, l := range lines {
		if re.MatchString(strings.TrimRight(l, "\r")) {
			return true
		}
	}
	return false
}

// buildTool is the path of the tool, made for the test.
func buildTool(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "snapxml")
	if out, err := exec.Command("go", "build", "-pgo=off", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}
