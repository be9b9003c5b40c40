package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/lsp"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
)

func lspCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "serve an editor (Language Server Protocol)",
		Long: "lsp speaks the Language Server Protocol 3.17 over standard input and output. An editor starts it and ends\n" +
			"it; it ends with its input. Documents with the root element domainsnapshot have the built-in schema, others\n" +
			"that of an instruction xml-model, of .snapxml.toml, or of the editor's settings (section \"snapxml\").",
		Example: "  :lua vim.lsp.start({name = 'snapxml', cmd = {'snapxml', 'lsp'}})\n" +
			"  (add-to-list 'eglot-server-programs '(nxml-mode . (\"snapxml\" \"lsp\")))",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			tuneServer()
			if !serveEditor(cmd.InOrStdin(), cmd.OutOrStdout(), editorOptions()) {
				return errUnorderly
			}
			return nil
		},
	}
	// Clients of VS Code's library say how they speak.
	cmd.Flags().Bool("stdio", true, "speak over standard input and output, as always")
	cmd.Flags().Lookup("stdio").Hidden = true
	return cmd
}

// errUnorderly makes the exit status 1: the input ended, or the client said
// exit, without shutdown (LSP 3.17, "Exit Notification").
var errUnorderly = fmt.Errorf("%w: the client went without shutdown", errFindings)

// tuneServer has a server, which runs for long, keep less memory than a command
// that is over at once.
func tuneServer() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(serverGC)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(serverLimit)
	}
}

const (
	serverGC    = 100
	serverLimit = 40 << 20 // bytes, above which the heap is kept as small as it gets
)

// editorOptions are what the server of the command works with.
func editorOptions() lsp.Options {
	m := domainsnapshot.Model()
	builtin := lsp.Builtin{
		Name: config.BuiltIn, Root: m.Name, Product: "libvirt", Snapshots: true,
		Schema: editorSchema,
	}
	for _, e := range m.Examples {
		builtin.Templates = append(builtin.Templates, lsp.Template{Title: e.Name, Text: e.XML})
	}
	return lsp.Options{
		Version:  readBuild().Version,
		Builtin:  []lsp.Builtin{builtin},
		Files:    disk{},
		Settings: projectSettings,
		CodePage: lsp.CodePages(siteURL),
		Page:     siteURL + "formatsnapshot.html",
	}
}

// editorSchema is the built-in schema, completed by libvirt's own of guest
// definitions as validate does it.
func editorSchema(target rules.Release) *source.File {
	file := source.NewFile("domainsnapshot.rng", domainsnapshot.RNG())
	if target != "" {
		return file
	}
	if whole, _, err := guestSchema(file, ""); err == nil {
		return whole
	}
	return file
}

// projectSettings are what the configuration files say of a document.
func projectSettings(path string) (lsp.Settings, error) {
	f := config.NewFinder(config.Options{Release: func(release string) error {
		_, err := parseRelease(release)
		return err
	}})
	set, err := f.Settings(filepath.FromSlash(path))
	if err != nil {
		return lsp.Settings{}, err
	}
	for _, c := range f.Faulty() {
		p := c.File.Position(c.Faults[0].Range.Start)
		err = fmt.Errorf("%s:%d:%d: %s", c.File.Name(), p.Line, p.Column, c.Faults[0].Message)
	}
	return lsp.Settings{
		Schema: filepath.ToSlash(set.Schema), Target: rules.Release(set.Libvirt), Severity: set.Severity,
		Flags: set.Flags, Driver: libvirt.Driver(set.Driver), Guest: filepath.ToSlash(set.Guest),
	}, err
}

// disk is the files that the server may read.
type disk struct{}

// largestRead is the size in bytes of the largest file that is read.
const largestRead = 64 << 20

func (disk) Read(path string) ([]byte, error) {
	f, err := os.Open(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("not a regular file")}
	case info.Size() > largestRead:
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("file too large")}
	}
	return io.ReadAll(io.LimitReader(f, largestRead))
}

// mostWalked is how many files and folders a walk looks at: an editor may have
// a home folder open.
const mostWalked = 50_000

func (disk) Walk(folder string, endings []string, visit func(path string) bool) {
	left := mostWalked
	_ = filepath.WalkDir(filepath.FromSlash(folder), func(path string, e fs.DirEntry, err error) error {
		if left--; left < 0 {
			return fs.SkipAll
		}
		name := ""
		if e != nil {
			name = e.Name()
		}
		switch {
		case err != nil || e.IsDir() && path != folder && (strings.HasPrefix(name, ".") || name == "node_modules"):
			return fs.SkipDir
		case !e.Type().IsRegular():
			return nil
		}
		for _, ending := range endings {
			if strings.HasSuffix(name, ending) && !visit(filepath.ToSlash(path)) {
				return fs.SkipAll
			}
		}
		return nil
	})
}
