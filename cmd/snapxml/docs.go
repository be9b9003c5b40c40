package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/docsgen"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/export/relaxng"
	"github.com/snapxml/snapxml/site"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// siteURL is where the site of the project is.
const siteURL = "https://snapxml.github.io/"

func docsCommand() *cobra.Command {
	var dir, release, url, schemaFile, playground string
	cmd := &cobra.Command{
		Use:   "docs -o DIR",
		Short: "write the site of the format, or a reference of any schema",
		Long: "docs writes formatsnapshot.html and the pages that go with it into a folder: what libvirt says and why, what\n" +
			"each release changed, the codes of diagnostics, guides, and the same for programs as Markdown and JSON. With\n" +
			"--libvirt it writes the page of the format as that release knew it, alone. Every example on the page is\n" +
			"validated on the way; one that is not valid stops the build.\n\n" +
			"With --schema it writes a reference of any RELAX NG schema: its elements with their content, attributes and\n" +
			"values, and what its documentation or comments say of them; one page, or one for each name of an element.",
		Example: "  snapxml docs -o site\n  snapxml docs --schema book.rnc -o book",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if dir == "" {
				return fmt.Errorf("a folder to write to is missing; give it with -o")
			}
			page := docsgen.PageFile
			switch {
			case schemaFile == "":
				if url == "" {
					url = siteURL
				}
				if err := writeDocs(dir, release, url, playground); err != nil {
					return err
				}
			case release != "":
				return fmt.Errorf("--libvirt chooses a release of the built-in schema; it does not go with --schema")
			case playground != "":
				return fmt.Errorf("--playground is for documents of the built-in schema; it does not go with --schema")
			default:
				page = docsgen.GrammarFile
				if err := writeReference(cmd.ErrOrStderr(), dir, schemaFile, url); err != nil {
					return err
				}
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "wrote %s\n", filepath.Join(dir, page))
			return nil
		},
	}
	cmd.Flags().StringVarP(&dir, "output", "o", "", "folder to write to; made if missing")
	cmd.Flags().StringVar(&release, "libvirt", "", "libvirt release, such as 0.9.5, to write the page of (default: the newest known)")
	cmd.Flags().StringVar(&url, "url", "", "where the pages will be, for links that must be whole (default: "+siteURL+"; with --schema, none)")
	cmd.Flags().StringVar(&playground, "playground", "", "folder with the checker for browsers, as make playground builds it; adds a page to write documents on")
	cmd.Flags().StringVar(&schemaFile, "schema", "", "RELAX NG schema, .rng or .rnc, to write a reference of instead")
	completeBy(cmd, "libvirt", releases)
	completeFiles(cmd, "schema", "rng", "rnc")
	return cmd
}

// writeReference writes the reference of a schema.
func writeReference(stderr io.Writer, dir, file, url string) error {
	url, err := wholeURL(url)
	if err != nil {
		return err
	}
	o := validate.Options{}.SyntaxOptions()
	written, faults, err := syntax.Load(file, o)
	if err != nil {
		return err
	}
	var simple *syntax.Schema
	if !diag.HasErrors(faults) {
		var more []*diag.Diagnostic
		if simple, more, err = syntax.Simplify(written, o); err != nil {
			return err
		}
		faults = append(faults, more...)
	}
	if err := printFaults(stderr, "schema", &diag.Report{Path: file, Diagnostics: faults}); err != nil {
		return err
	}
	return docsgen.WriteGrammar(dir, simple, docsgen.GrammarOptions{Title: filepath.Base(file), URL: url})
}

// wholeURL is an address with a slash at its end. None is fine.
func wholeURL(url string) (string, error) {
	switch {
	case url == "":
		return "", nil
	case !strings.Contains(url, "://"):
		return "", fmt.Errorf("--url: %q is not a whole address such as %q", url, siteURL)
	}
	return strings.TrimSuffix(url, "/") + "/", nil
}

// writeDocs writes the site, or the page of a release.
func writeDocs(dir, release, url, playground string) error {
	url, err := wholeURL(url)
	if err != nil {
		return err
	}
	o := docsgen.Options{
		Title: "Snapshot XML format",
		URL:   url,
		Prose: domainsnapshot.Prose(),
		RNG:   domainsnapshot.RNG(),
		RNC:   domainsnapshot.RNC(),
		Flags: libvirt.FlagTable(),
		Rules: libvirt.Rules(),
		Codes: diag.Codes(),
	}
	switch {
	case release != "" && playground != "":
		return fmt.Errorf("--playground does not go with --libvirt: it belongs to the whole site")
	case release != "":
		if err := asOf(&o, release); err != nil {
			return err
		}
	}
	if o.Hierarchy, err = siteDocuments(); err != nil {
		return err
	}
	if o.Manual, err = docsgen.LoadManual(); err != nil {
		return err
	}
	if o.Playground, err = checkerFiles(playground); err != nil {
		return fmt.Errorf("--playground: %w", err)
	}
	if o.Validate, err = exampleCheck(); err != nil {
		return err
	}
	return docsgen.Write(dir, domainsnapshot.Model(), o)
}

// siteDocuments are the documents of snapshots that belong together.
func siteDocuments() ([]*source.File, error) {
	var files []*source.File
	entries, err := fs.ReadDir(site.FS, "hierarchy")
	for _, e := range entries {
		text, err := fs.ReadFile(site.FS, "hierarchy/"+e.Name())
		if err != nil {
			return nil, err
		}
		files = append(files, source.NewFile(e.Name(), text))
	}
	return files, err
}

// checkerFiles are the files of the checker for browsers, which are in a folder.
func checkerFiles(dir string) ([]docsgen.File, error) {
	if dir == "" {
		return nil, nil
	}
	var files []docsgen.File
	for _, name := range []string{"snapxml.wasm.lzma", "wasm_exec.js"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		files = append(files, docsgen.File{Name: name, Data: data})
	}
	return files, nil
}

// asOf makes the options those of a release.
func asOf(o *docsgen.Options, release string) error {
	v, err := parseRelease(release)
	if err != nil {
		return fmt.Errorf("--libvirt: %w", err)
	}
	o.Version = v
	m := domainsnapshot.Model().At(v)
	var rng, rnc bytes.Buffer
	if err := relaxng.WriteXML(&rng, m); err != nil {
		return err
	}
	if err := relaxng.WriteCompact(&rnc, m); err != nil {
		return err
	}
	o.RNG, o.RNC = rng.Bytes(), rnc.Bytes()
	return nil
}

// exampleCheck makes what every example on the page must pass.
func exampleCheck() (func(xml []byte) error, error) {
	v, faults, err := validate.Compile(source.NewFile("domainsnapshot.rng", domainsnapshot.RNG()), validate.Options{})
	if err != nil {
		return nil, err
	}
	if v == nil {
		return nil, fmt.Errorf("the built-in schema is not correct: %s", faults[0].Message)
	}
	return func(xml []byte) error {
		if ds := v.Check(source.NewFile("example", xml)); len(ds) > 0 {
			return fmt.Errorf("%s", ds[0].Message)
		}
		return nil
	}, nil
}
