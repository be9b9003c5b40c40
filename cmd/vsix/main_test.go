package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// extension is the extension as make vscode packs it, with a program.
func extension(t *testing.T, program string) (*pack, []byte) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	p := &pack{dir: "../../site/editors/vscode", version: "1.2.3", program: program, target: "linux-x64"}
	p.modules = peers.File(t, filepath.Join(cache, "snapxml", "peers", "vscode", "node_modules"))
	text, err := p.make()
	if err != nil {
		t.Fatal(err)
	}
	return p, text
}

// unpack writes the files of a package into a folder.
func unpack(t *testing.T, text []byte) (dir string, names []string) {
	r, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for _, f := range r.File {
		names = append(names, f.Name)
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, f.Mode().Perm()); err != nil {
			t.Fatal(err)
		}
	}
	return dir, names
}

// The package has the files that VS Code looks for; what they name is there;
// and it is the same each time.
func TestPack(t *testing.T) {
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, []byte("program"), 0o666); err != nil {
		t.Fatal(err)
	}
	p, text := extension(t, program)
	again, err := p.make()
	if err != nil || !bytes.Equal(text, again) {
		t.Errorf("made twice it is not the same: %v", err)
	}
	dir, names := unpack(t, text)
	want := []string{"[Content_Types].xml", "extension.vsixmanifest", "extension/LICENSE.txt", "extension/README.md", "extension/bin/snapxml",
		"extension/extension.js", "extension/package.json", "extension/relaxng-compact.json", "extension/screenshot.png", "extension/third-party.txt"}
	if !slices.Equal(names, want) {
		t.Errorf("files %q, want %q", names, want)
	}
	if info, err := os.Stat(filepath.Join(dir, "extension", "bin", "snapxml")); err != nil || info.Mode().Perm()&0o100 == 0 {
		t.Errorf("the program cannot be run: %v", err)
	}
	var about struct {
		Version, Main string
		Contributes   struct {
			Languages []struct{ Configuration string }
		}
	}
	read(t, filepath.Join(dir, "extension", "package.json"), json.Unmarshal, &about)
	files := []string{about.Main}
	for _, l := range about.Contributes.Languages {
		files = append(files, l.Configuration)
	}
	var manifest vsixManifest
	read(t, filepath.Join(dir, "extension.vsixmanifest"), xml.Unmarshal, &manifest)
	if id := manifest.Metadata.Identity; about.Version != "1.2.3" || id.Version != "1.2.3" || id.ID != "snapxml" || id.Platform != "linux-x64" {
		t.Errorf("versions %q and %q of %q for %q", about.Version, id.Version, id.ID, id.Platform)
	}
	for _, a := range manifest.Assets.Asset {
		files = append(files, filepath.Join("..", a.Path))
	}
	for _, name := range files {
		if _, err := os.Stat(filepath.Join(dir, "extension", name)); name != "" && err != nil {
			t.Error(err)
		}
	}
}

func read(t *testing.T, path string, decode func([]byte, any) error, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err == nil {
		err = decode(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The extension starts the program that it brings, shows what that finds, and
// has VS Code ask it for everything; a program that is not there is told of.
func TestExtension(t *testing.T) {
	node := peers.Tool(t, "node")
	program := filepath.Join(t.TempDir(), "snapxml")
	if out, err := exec.Command("go", "build", "-pgo=off", "-o", program, "../snapxml").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	_, text := extension(t, program)
	dir, _ := unpack(t, text)
	document := filepath.Join(t.TempDir(), "a.xml")
	if err := os.WriteFile(document, []byte("<domainsnapshot>\n  <nme>a</nme>\n</domainsnapshot>\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	host := func(env ...string) string {
		cmd := exec.Command(node, "testdata/host.cjs", filepath.Join(dir, "extension"), document)
		cmd.Env = append(os.Environ(), env...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return string(out)
	}
	out := host()
	for _, want := range []string{
		`DIAG 2:4 element "nme" not allowed here; did you mean "name"?`, "REGISTERED registerCompletionItemProvider", "REGISTERED registerHoverProvider",
		"REGISTERED registerCodeActionsProvider", "REGISTERED registerRenameProvider", "REGISTERED registerTypeHierarchyProvider",
		"REGISTERED registerWorkspaceSymbolProvider", "COMMANDS snapxml.restart", "STOPPED",
	} {
		if !strings.Contains(out, want+"\n") {
			t.Errorf("nothing in the output says %s:\n%s", want, out)
		}
	}
	if out := host(`SETTINGS={"snapxml.path":"/nowhere/snapxml"}`, "FAILS=1"); !strings.Contains(out, `"/nowhere/snapxml" cannot be started`) {
		t.Errorf("a program that is not there: %s", out)
	}
}
