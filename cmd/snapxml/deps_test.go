package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// policy says which packages of the project may import which, and who may use
// what from outside, in the manner of the Go tree's go/build/deps_test.go: each
// package or group on the right of a "<" may import everything to the left of
// it, in this line or, through the same name, in another. Imports that no line
// allows fail the test.
const policy = `
	validate/source < validate/diag < validate/xmlscan;
	validate/relaxng/datatype < validate/relaxng/datatype/xsd/xsdregexp < validate/relaxng/datatype/xsd;
	validate/xmlscan, validate/relaxng/datatype < validate/relaxng/syntax < validate/relaxng;
	validate/relaxng < validate/rules;
	validate/rules, validate/relaxng/datatype/xsd < validate;
	validate/xmlscan < validate/xmltree < validate/libvirt < validate;
	validate/libvirt < validate/hierarchy < cmd/snapxml;

	validate/libvirt < validate/suppress;
	validate/relaxng/syntax < validate/libxml2 < cmd/snapxml;
	validate, validate/hierarchy, validate/suppress < validate/lsp < cmd/snapxml;
	validate/libvirt < validate/config < cmd/snapxml/inputs;

	validate/diag < schema < schema/gosrc;
	schema/prose < schema/prose/markdown < schema/gosrc;
	schema/prose < schema/domainsnapshot;
	schema/prose < docsgen;
	validate/xmlscan < schema/xmlbind;
	schema, schema/xmlbind < schema/domainsnapshot;
	schema, validate/relaxng/syntax < schema/export/relaxng;
	schema < schema/export/gobind;
	schema, validate, validate/hierarchy, site < docsgen;

	schema/gosrc, schema/export/relaxng, schema/export/gobind < cmd/schemagen;
	docsgen, schema/gosrc < cmd/sitegen;
	docsgen, schema/export/relaxng, schema/domainsnapshot, validate/suppress, cmd/snapxml/inputs < cmd/snapxml;
	schema/domainsnapshot < cmd/bench;

`

// outside says which packages may import modules that are not of the project.
// The engine, the reader and the diagnostics stay on the standard library.
const outside = `
	golang.org/x/text: validate/xmlscan;
	github.com/beevik/etree: validate/relaxng/syntax;
	github.com/yuin/goldmark: schema/prose/markdown;
	github.com/pelletier/go-toml/v2: validate/config;
	github.com/bmatcuk/doublestar/v4: validate/config, validate/lsp, cmd/snapxml/inputs, cmd/snapxml;
	github.com/lestrrat-go/libxml2: validate/libxml2;
	github.com/sourcegraph/jsonrpc2: cmd/snapxml;
	github.com/evanw/esbuild: cmd/vsix, cmd/webbuild;
	github.com/kjk/lzma: cmd/wasmpack;
	github.com/spf13/cobra, github.com/fsnotify/fsnotify, github.com/rogpeppe/go-internal: cmd/snapxml;
`

// notInEditor are packages of the standard library that nothing below validate
// may import: the editor server runs in a browser and has to stay small.
var notInEditor = []string{"go/", "net/http", "html/template", "text/template"}

// notInTool are modules that no package of the tool may import, however far
// down: they take longer to start than the tool to validate a document.
var notInTool = []string{"github.com/yuin/goldmark"}

func TestNotInTool(t *testing.T) {
	out, err := exec.Command("go", "list", "-pgo=off", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range strings.FieldsSeq(string(out)) {
		for _, no := range notInTool {
			if pkg == no || strings.HasPrefix(pkg, no+"/") {
				t.Errorf("the tool depends on %s", pkg)
			}
		}
	}
}

const module = "github.com/snapxml/snapxml/"

func TestImports(t *testing.T) {
	below := parsePolicy(t)
	allowed := parseOutside()
	for pkg, imports := range listImports(t) {
		name := strings.TrimPrefix(pkg, module)
		if _, known := below[name]; !known && len(imports) > 0 && hasOwnImport(imports) {
			t.Errorf("package %s is not in the policy", name)
			continue
		}
		for _, imp := range imports {
			switch {
			case strings.HasPrefix(imp, module):
				if dep := strings.TrimPrefix(imp, module); !below[name][dep] {
					t.Errorf("%s imports %s, which the policy does not allow", name, dep)
				}
			case strings.Contains(imp, "."):
				if !allowedOutside(allowed, imp, name) {
					t.Errorf("%s imports %s, which the policy does not allow", name, imp)
				}
			case strings.HasPrefix(name, "validate"):
				for _, no := range notInEditor {
					if imp == no || strings.HasPrefix(imp, no) {
						t.Errorf("%s imports %s, which is kept out of the editor server", name, imp)
					}
				}
			}
		}
	}
}

func hasOwnImport(imports []string) bool {
	for _, imp := range imports {
		if strings.HasPrefix(imp, module) {
			return true
		}
	}
	return false
}

// parsePolicy returns for each package everything below it.
func parsePolicy(t *testing.T) map[string]map[string]bool {
	below := map[string]map[string]bool{}
	get := func(name string) map[string]bool {
		if below[name] == nil {
			below[name] = map[string]bool{}
		}
		return below[name]
	}
	for line := range strings.SplitSeq(policy, ";") {
		var left []string
		for group := range strings.SplitSeq(line, "<") {
			names := splitNames(group)
			for _, name := range names {
				for _, l := range left {
					get(name)[l] = true
				}
			}
			left = append(left, names...)
		}
	}
	for range len(below) { // what is below what is below
		for _, deps := range below {
			for dep := range deps {
				for d := range below[dep] {
					deps[d] = true
				}
			}
		}
	}
	for name, deps := range below {
		if deps[name] {
			t.Fatalf("the policy has a cycle through %s", name)
		}
	}
	return below
}

func splitNames(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(", \t\n", r) })
}

func parseOutside() map[string][]string {
	allowed := map[string][]string{}
	for line := range strings.SplitSeq(outside, ";") {
		mods, users, _ := strings.Cut(line, ":")
		for _, m := range splitNames(mods) {
			allowed[m] = append(allowed[m], splitNames(users)...)
		}
	}
	return allowed
}

func allowedOutside(allowed map[string][]string, imp, user string) bool {
	for mod, users := range allowed {
		if imp != mod && !strings.HasPrefix(imp, mod+"/") {
			continue
		}
		for _, u := range users {
			if u == user {
				return true
			}
		}
	}
	return false
}

// listImports asks the go command for the imports of every package.
func listImports(t *testing.T) map[string][]string {
	out, err := exec.Command("go", "list", "-pgo=off", "-tags", "libxml2", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		imports[fields[0]] = fields[1:]
	}
	return imports
}

// topLevel is all that may stand there, dot files aside: what is written
// elsewhere by mistake does not stay.
const topLevel = "LICENSE Makefile README.md action.yml cmd docsgen go.mod go.sum schema site testdata validate"

func TestTopLevel(t *testing.T) {
	cmd := exec.Command(peers.Tool(t, "git"), "ls-files")
	cmd.Dir = peers.Root()
	out, err := cmd.Output()
	if err != nil {
		peers.Missing(t, "a clone")
	}
	for path := range strings.FieldsSeq(string(out)) {
		name, _, _ := strings.Cut(path, "/")
		if !strings.HasPrefix(name, ".") && !slices.Contains(strings.Fields(topLevel), name) {
			t.Errorf("%s has no place at the top level; expected one of %s", name, topLevel)
		}
	}
}
