package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/export/gobind"
)

// A goPackage is the package of annotated types.
type goPackage struct {
	dir        string // absolute
	name       string
	importPath string
}

// describe asks the go command about the package in a folder. It need not
// compile.
func describe(dir string) (*goPackage, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	out, err := goCommand(dir, "list", "-e", "-f", "{{.ImportPath}} {{.Name}}", ".")
	if err != nil {
		return nil, err
	}
	path, name, ok := strings.Cut(strings.TrimSpace(string(out)), " ")
	if !ok || name == "" {
		return nil, fmt.Errorf("%s is no package of a Go module", dir)
	}
	return &goPackage{dir, name, path}, nil
}

// stage is the program of the second step. It prints the examples as JSON.
var stage = template.Must(template.New("stage").Parse(`package main

import (
	"encoding/json"
	"fmt"
	"os"

	format {{printf "%q" .}}
)

func main() {
	documents := make(map[string]string)
	for _, e := range format.Examples {
		data, err := format.Marshal(e.Make())
		if err != nil {
			fmt.Fprintf(os.Stderr, "example %s: %v\n", e.Name, err)
			os.Exit(1)
		}
		documents[e.Name] = string(data)
	}
	if err := json.NewEncoder(os.Stdout).Encode(documents); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`))

// examples sets the documents of a model's examples. The package is built with
// the source in place of the generated file that it has or lacks.
func (p *goPackage) examples(m *schema.Model, source []byte) error {
	if len(m.Examples) == 0 {
		return nil
	}
	temp, err := os.MkdirTemp("", "schemagen")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	var program bytes.Buffer
	if err := stage.Execute(&program, p.importPath); err != nil {
		return err
	}
	overlay, err := p.overlay(temp, m, source)
	if err != nil {
		return err
	}
	main := filepath.Join(temp, "main.go")
	if err := os.WriteFile(main, program.Bytes(), 0o666); err != nil {
		return err
	}
	out, err := goCommand(p.dir, "run", "-overlay", overlay, main)
	if err != nil {
		return err
	}
	var documents map[string]string
	if err := json.Unmarshal(out, &documents); err != nil {
		return fmt.Errorf("reading the examples: %w", err)
	}
	for _, e := range m.Examples {
		e.XML = documents[e.Name]
	}
	return nil
}

// overlay writes what the go command shall see in the folder of the package:
// the generated source, and empty files for those that it embeds. The result
// is the name of the file that says so.
func (p *goPackage) overlay(temp string, m *schema.Model, source []byte) (string, error) {
	replace := make(map[string]string)
	for _, f := range []file{
		{gobind.FileName, source},
		{gobind.RNGFile(m), nil},
		{gobind.RNCFile(m), nil},
		{gobind.ModelFile, nil},
		{gobind.ProseFile, nil},
	} {
		path := filepath.Join(temp, f.name)
		if err := os.WriteFile(path, f.data, 0o666); err != nil {
			return "", err
		}
		replace[filepath.Join(p.dir, f.name)] = path
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(temp, "overlay.json")
	return path, os.WriteFile(path, data, 0o666)
}

// goCommand runs the go command in a folder. The error has what it said.
func goCommand(dir string, args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = dir, &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return out, nil
}
