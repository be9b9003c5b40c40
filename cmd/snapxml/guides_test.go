package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/snapxml/snapxml/site"
	"github.com/snapxml/snapxml/testdata/peers"
)

// A block is a code block of a guide.
type block struct {
	language string
	text     string
}

// blocksOf are the code blocks of a guide.
func blocksOf(t *testing.T, guide string) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "site", "guides", guide+".md"))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	for _, m := range regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		blocks = append(blocks, block{m[1], m[2]})
	}
	return blocks
}

// notRun are the commands of guides that are not run here, with the reason.
var notRun = map[string]string{
	"go install github.com/snapxml/snapxml/cmd/snapxml@latest": "it needs the network; TestGuidesInstall looks at its path",
	"git clone https://github.com/snapxml/snapxml":             "it needs the network",
	"cd snapxml":       "it belongs to the clone",
	"make":             "it is what runs before all tests",
	"sh restore.sh -n": "the tests of plan run such scripts against libvirt",
	"sh restore.sh":    "the same",
	"snapxml docs --schema /usr/share/libvirt/schemas/domainsnapshot.rng -o libvirt": "the tests of package docsgen do it",
	"snapxml serve libvirt": "the tests of serve do it",
}

// TestGuides runs the commands of every guide, one after the other, each guide
// in a folder of its own. A session must print what stands below its commands,
// and a file that it shows by cat is there.
func TestGuides(t *testing.T) {
	peers.Tool(t, "sh")
	tools := t.TempDir()
	mustRun(t, ".", nil, "go", "build", "-pgo=off", "-o", tools, ".")
	fakeVirsh(t, tools)
	env := []string{"PATH=" + tools + string(os.PathListSeparator) + os.Getenv("PATH")}
	ran := 0
	for _, g := range site.Guides {
		t.Run(g.Name, func(t *testing.T) {
			dir := t.TempDir()
			for _, b := range blocksOf(t, g.Name) {
				switch b.language {
				case "console":
					ran += runSession(t, dir, env, b.text)
				case "sh":
					ran += runCommands(t, dir, env, b.text)
				}
			}
		})
	}
	if ran < 12 {
		t.Errorf("only %d commands in the guides", ran)
	}
}

// runSession runs the commands of a session and compares what they print.
func runSession(t *testing.T, dir string, env []string, session string) (ran int) {
	t.Helper()
	for step := range strings.SplitSeq("\n"+session, "\n$ ") {
		cmd, want, _ := strings.Cut(step, "\n")
		if cmd == "" {
			continue
		}
		if name, ok := strings.CutPrefix(cmd, "cat "); ok {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
				t.Fatal(err)
			}
			writeText(t, path, strings.TrimSuffix(want, "\n")+"\n")
			continue
		}
		ran++
		out, _ := command(t, dir, env, "sh", "-c", cmd) // findings make it fail
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(trimLines(out))); diff != "" {
			t.Errorf("$ %s (-guide +now):\n%s", cmd, diff)
		}
	}
	return ran
}

// trimLines takes the space at the ends of lines off, which Markdown does not
// keep.
func trimLines(text string) string {
	return regexp.MustCompile(`(?m)[ \t]+$`).ReplaceAllString(text, "")
}

// runCommands runs a script unless all of its lines are known not to run here.
func runCommands(t *testing.T, dir string, env []string, script string) (ran int) {
	t.Helper()
	runs := false
	for line := range strings.Lines(script) {
		runs = runs || notRun[strings.TrimSpace(line)] == ""
	}
	if !runs {
		return 0
	}
	if out, ok := command(t, dir, env, "sh", "-euc", script); !ok {
		t.Errorf("%s\n%s", script, out)
	}
	return 1
}

// fakeVirsh puts a virsh into a folder that knows a guest with three snapshots.
func fakeVirsh(t *testing.T, dir string) {
	t.Helper()
	script := `#!/bin/sh
case "$*" in
"snapshot-list vm1 --name") printf 'base\nweb\nbefore\n\n';;
"snapshot-dumpxml --security-info vm1 "*)
	case "$4" in web) parent=base;; before) parent=web;; *) parent=;; esac
	printf '<domainsnapshot><name>%s</name><state>shutoff</state>' "$4"
	[ -z "$parent" ] || printf '<parent><name>%s</name></parent>' "$parent"
	case "$4" in base) n=1;; web) n=2;; *) n=3;; esac
	printf '<creationTime>170000000%s</creationTime>' "$n"
	printf "<domain type='kvm'><name>vm1</name><uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid><memory>1024</memory><os><type>hvm</type></os></domain></domainsnapshot>\n";;
*) echo "virsh $*: unexpected" >&2; exit 1;;
esac
`
	if err := os.WriteFile(filepath.Join(dir, "virsh"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
}

// TestGuidesInstall makes sure that what the guide has Go install is a program.
func TestGuidesInstall(t *testing.T) {
	for _, b := range blocksOf(t, "install") {
		if path, ok := strings.CutPrefix(strings.TrimSpace(b.text), "go install "); ok {
			path, _, _ = strings.Cut(path, "@")
			if out := mustRun(t, ".", nil, "go", "list", "-f", "{{.Name}}", path); strings.TrimSpace(out) != "main" {
				t.Errorf("%s is a package %s", path, out)
			}
			return
		}
	}
	t.Error("the guide does not say go install")
}

// TestGuidesHooks makes sure that configurations in the guides are ones that
// the project has: hooks for pre-commit, inputs of the action.
func TestGuidesHooks(t *testing.T) {
	known := readFile(t, filepath.Join("..", "..", ".pre-commit-hooks.yaml")) + readFile(t, filepath.Join("..", "..", "action.yml"))
	found := 0
	for _, guide := range []string{"pre-commit", "ci"} {
		for _, b := range blocksOf(t, guide) {
			if b.language != "yaml" {
				continue
			}
			var any any
			if err := yaml.Unmarshal([]byte(b.text), &any); err != nil {
				t.Errorf("%s: %v\n%s", guide, err, b.text)
			}
			for _, m := range regexp.MustCompile(`(?m)- id: (\S+)$`).FindAllStringSubmatch(b.text, -1) {
				found++
				if !strings.Contains(known, "- id: "+m[1]+"\n") {
					t.Errorf("%s: there is no hook %s", guide, m[1])
				}
			}
			_, with, _ := strings.Cut(b.text, "snapxml/snapxml@main\n  with:\n")
			with, _, _ = strings.Cut(with, "\n- ")
			for _, m := range regexp.MustCompile(`(?m)^    (\w+):`).FindAllStringSubmatch(with, -1) {
				found++
				if !strings.Contains(known, "\n  "+m[1]+":\n") {
					t.Errorf("%s: the action has no input %s", guide, m[1])
				}
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d hooks and inputs in the guides", found)
	}
}

// TestGuidesEditors has editors read the configurations that the guide shows.
func TestGuidesEditors(t *testing.T) {
	blocks := make(map[string]string)
	for _, b := range blocksOf(t, "editors") {
		blocks[b.language] += b.text
	}
	dir := t.TempDir()
	t.Run("neovim", func(t *testing.T) {
		nvim := peers.Tool(t, "nvim")
		init := filepath.Join(dir, "init.lua")
		writeText(t, init, blocks["lua"]+"\nprint(#vim.api.nvim_get_autocmds({ event = 'FileType', pattern = 'xml' }))\nvim.cmd('quitall!')\n")
		out := mustRun(t, dir, nil, nvim, "--clean", "-n", "-i", "NONE", "--headless", "-c", "luafile "+init)
		if strings.TrimSpace(out) == "0" || strings.Contains(out, "Error") {
			t.Errorf("neovim says %s", out)
		}
	})
	t.Run("emacs", func(t *testing.T) {
		emacs := peers.Tool(t, "emacs")
		init := filepath.Join(dir, "init.el")
		writeText(t, init, blocks["elisp"])
		out := mustRun(t, dir, nil, emacs, "--batch", "-l", init, "--eval", "(progn (require 'eglot) (princ (cdr (assoc 'nxml-mode eglot-server-programs))))")
		if !strings.Contains(out, "(snapxml lsp)") {
			t.Errorf("emacs says %s", out)
		}
	})
}
