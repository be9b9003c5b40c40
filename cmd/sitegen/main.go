// Sitegen makes of the guides in Markdown and of the table of annotations what
// the site is written from, so that the tool needs no Markdown parser.
//
// Usage:
//
//	sitegen [-check] DIR
//
// It writes guides.json into the folder of package site. With -check nothing
// is written: if the file is stale, the exit status is 1.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/snapxml/snapxml/docsgen"
	"github.com/snapxml/snapxml/schema/gosrc"
	"github.com/snapxml/snapxml/schema/prose/markdown"
	"github.com/snapxml/snapxml/site"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("sitegen", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { fmt.Fprintln(stderr, "usage: sitegen [-check] DIR") }
	check := flags.Bool("check", false, "say whether the file is stale, and write nothing")
	if flags.Parse(args) != nil {
		return 2
	}
	if flags.NArg() != 1 {
		flags.Usage()
		return 2
	}
	fresh, err := generate(flags.Arg(0), *check)
	switch {
	case err != nil:
		fmt.Fprintln(stderr, "sitegen:", err)
		return 2
	case !fresh:
		fmt.Fprintf(stderr, "guides.json is stale\nrun: go run ./cmd/sitegen %s\n", flags.Arg(0))
		return 1
	}
	return 0
}

// generate writes the manual of the folder unless it only checks. It reports
// whether the manual is fresh now.
func generate(dir string, check bool) (fresh bool, err error) {
	m, err := manual(dir)
	if err != nil {
		return false, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m); err != nil {
		return false, err
	}
	path := filepath.Join(dir, "guides.json")
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, b.Bytes()) {
		return true, nil
	}
	if check {
		return false, nil
	}
	return true, os.WriteFile(path, b.Bytes(), 0o666)
}

// manual parses the guides of the folder and the table of annotations.
func manual(dir string) (*docsgen.Manual, error) {
	var m docsgen.Manual
	for _, g := range site.Guides {
		text, err := os.ReadFile(filepath.Join(dir, "guides", g.Name+".md"))
		if err != nil {
			return nil, err
		}
		blocks, err := markdown.Parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s.md: %w", g.Name, err)
		}
		m.Guides = append(m.Guides, docsgen.Guide{Name: g.Name, Blocks: blocks})
	}
	for _, d := range gosrc.Directives() {
		blocks, err := markdown.Parse(d.Doc)
		if err != nil {
			return nil, fmt.Errorf("annotation %s: %w", d.Name, err)
		}
		a := docsgen.Annotation{Name: d.Name, Args: d.Args, Repeats: d.Repeats, Blocks: blocks}
		for _, place := range d.On {
			a.On = append(a.On, string(place))
		}
		m.Annotations = append(m.Annotations, a)
	}
	return &m, nil
}
