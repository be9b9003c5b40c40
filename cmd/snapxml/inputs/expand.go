package inputs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/snapxml/snapxml/validate/config"
)

// Stdin is the argument that means standard input.
const Stdin = "-"

// Options say what counts as a document.
type Options struct {
	Configs  *config.Finder // the configurations; nil for none
	NoIgnore bool           // take also what .gitignore or a configuration leaves out
}

// A Found is what a command line names.
type Found struct {
	Paths   []string // in the order of the arguments, each once; "-" is standard input
	Ignored []string // files that were named, but that a configuration leaves out
	Errs    []error  // of arguments that name nothing, and of folders that cannot be read
}

// Expand turns arguments into the paths of documents: a folder into the .xml
// files below it and those for which a configuration has settings of their
// own, a pattern (* ? [ { and ** for any folders) into the files that it
// matches. An argument that exists is never taken for a pattern.
func Expand(args []string, o Options) *Found { return expand(args, o, true) }

// ExpandLiteral is [Expand] without patterns, for names that a program made.
func ExpandLiteral(args []string, o Options) *Found { return expand(args, o, false) }

// Join adds what another command line names, without the files that are there
// already.
func (f *Found) Join(more *Found) {
	cwd := currentFolder()
	seen := map[string]bool{}
	for _, p := range f.Paths {
		seen[cwd.identity(p)] = true
	}
	for _, p := range more.Paths {
		if !seen[cwd.identity(p)] {
			f.Paths = append(f.Paths, p)
		}
	}
	f.Ignored = append(f.Ignored, more.Ignored...)
	f.Errs = append(f.Errs, more.Errs...)
}

func expand(args []string, o Options, patterns bool) *Found {
	e := expander{options: o, patterns: patterns, seen: map[string]bool{}, cwd: currentFolder()}
	if e.options.Configs == nil {
		e.options.Configs = config.NoFinder()
	}
	for _, arg := range args {
		e.expand(arg)
	}
	return &e.Found
}

type expander struct {
	Found
	options  Options
	patterns bool
	cwd      folder
	seen     map[string]bool // by identity
}

// A folder is what relative paths start from, as an absolute path. It is asked
// for once, since that costs more than to open a file.
type folder string

func currentFolder() folder {
	cwd, err := os.Getwd()
	if err != nil {
		return "" // then relative paths stay what they are
	}
	return folder(cwd)
}

// abs is a path from the root.
func (f folder) abs(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(string(f), path)
}

// identity is what two paths have in common if they are of the same file; a
// link is not followed.
func (f folder) identity(path string) string {
	if path == Stdin {
		return path
	}
	return f.abs(path)
}

func (e *expander) expand(arg string) {
	if arg == Stdin {
		e.add(arg)
		return
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		e.folder(arg)
	case err == nil:
		e.file(arg)
	case e.patterns && strings.ContainsAny(arg, "*?[{"):
		e.pattern(arg)
	default:
		e.fail(err)
	}
}

func (e *expander) fail(err error) { e.Errs = append(e.Errs, err) }

// add adds a document that was not found before.
func (e *expander) add(path string) {
	if id := e.cwd.identity(path); !e.seen[id] {
		e.seen[id] = true
		e.Paths = append(e.Paths, path)
	}
}

// file adds a file unless a configuration leaves it out. Hooks name all files
// of a change, so this holds for files that are named, too.
func (e *expander) file(path string) {
	if e.ignored(path) {
		e.Ignored = append(e.Ignored, path)
	} else {
		e.add(path)
	}
}

func (e *expander) ignored(path string) bool {
	if e.options.NoIgnore {
		return false
	}
	by, err := e.options.Configs.Ignored(path)
	if err != nil {
		e.fail(err)
	}
	return by != nil
}

func (e *expander) pattern(pattern string) {
	found, err := doublestar.FilepathGlob(pattern, doublestar.WithFilesOnly(), doublestar.WithNoFollow())
	switch {
	case err != nil:
		e.fail(fmt.Errorf("%q is not a pattern: %w", pattern, err))
	case len(found) == 0:
		e.fail(fmt.Errorf("no file matches %q", pattern))
	}
	for _, path := range found {
		e.file(path)
	}
}

func (e *expander) folder(dir string) {
	w := walker{expander: e}
	w.walk(dir, e.ignoreAbove(dir))
	if !w.any && !w.failed {
		e.fail(fmt.Errorf("no .xml file in folder %q", dir))
	}
}
