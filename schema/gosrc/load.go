package gosrc

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// Load makes a model of the annotated Go package in a folder. Generated files
// and tests are left out. The diagnostics, sorted by place, say what is wrong
// with the source; if there are any, there is no model. The error says that a
// file could not be read.
func Load(dir string) (*schema.Model, []*diag.Diagnostic, error) {
	files, err := read(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("reading annotated Go source: %w", err)
	}
	model, ds := Parse(files)
	return model, ds, nil
}

// Parse is [Load] for files that are in memory, in order of their names.
func Parse(files []*source.File) (*schema.Model, []*diag.Diagnostic) {
	l := &loader{
		fset:  token.NewFileSet(),
		seen:  make(map[*ast.Comment]bool),
		types: make(map[string]*typeDecl),
		model: &schema.Model{},
		order: schema.Interleave,
	}
	for _, step := range []func(){
		func() { l.parse(files) },
		l.typecheck,
		func() { l.collect(); l.build(); l.leftovers() },
		func() {
			if l.check() {
				l.prose()
			}
		},
	} {
		if step(); len(l.diags) > 0 {
			diag.Sort(l.diags)
			return nil, l.diags
		}
	}
	return l.model, nil
}

// read reads the Go files of a folder, sorted by name.
func read(dir string) ([]*source.File, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var files []*source.File
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, source.NewFile(path, text))
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no Go files", dir)
	}
	return files, nil
}

// A loader reads one package.
type loader struct {
	fset  *token.FileSet
	files []*file
	info  types.Info
	seen  map[*ast.Comment]bool // comments whose directives are dealt with

	types map[string]*typeDecl
	decls []*typeDecl // in source order
	funcs []*ast.FuncDecl

	model   *schema.Model
	order   schema.Order // of structs that do not say
	root    *typeDecl
	pending []func()        // checks that wait until every type is built
	reached map[string]bool // types that the root leads to
	diags   []*diag.Diagnostic
}

// A file is one source file.
type file struct {
	syntax *ast.File
	text   *source.File
}

// parse reads the syntax of every file that is written by hand.
func (l *loader) parse(files []*source.File) {
	for _, text := range files {
		syntax, err := parser.ParseFile(l.fset, text.Name(), text.Bytes(), parser.ParseComments|parser.SkipObjectResolution)
		if syntax == nil || ast.IsGenerated(syntax) {
			continue
		}
		l.files = append(l.files, &file{syntax, text})
		l.syntaxErrors(text, err)
		for _, imp := range syntax.Imports {
			l.report(diag.GoSource, l.place(imp.Pos(), imp.End()), "import %s not allowed; an annotated package imports nothing", imp.Path.Value)
		}
	}
}

func (l *loader) syntaxErrors(text *source.File, err error) {
	list, ok := err.(scanner.ErrorList)
	if !ok {
		return
	}
	for _, e := range list {
		offset := int64(e.Pos.Offset)
		l.report(diag.GoSource, &place{text, source.Range{Start: offset, End: wordEnd(text, offset)}}, "%s", e.Msg)
	}
}

// typecheck resolves every name outside functions.
func (l *loader) typecheck() {
	l.info = types.Info{Defs: make(map[*ast.Ident]types.Object), Types: make(map[ast.Expr]types.TypeAndValue)}
	conf := types.Config{IgnoreFuncBodies: true, Error: func(err error) {
		e, ok := err.(types.Error)
		if !ok || e.Soft {
			return
		}
		p := l.place(e.Pos, e.Pos)
		p.End = wordEnd(p.file, p.Start)
		if note, ok := strings.CutPrefix(e.Msg, "\t"); ok && len(l.diags) > 0 {
			last := l.diags[len(l.diags)-1]
			last.Related = append(last.Related, diag.Related{File: p.file, Range: p.Range, Message: note})
			return
		}
		l.report(diag.GoSource, p, "%s", e.Msg)
	}}
	var syntax []*ast.File
	for _, f := range l.files {
		syntax = append(syntax, f.syntax)
	}
	conf.Check("p", l.fset, syntax, &l.info) // its error is the first of those reported
}

// wordEnd is where the identifier that starts at the offset ends.
func wordEnd(text *source.File, offset int64) int64 {
	rest := text.Slice(source.Range{Start: offset, End: text.Size()})
	end := offset
	for _, r := range string(rest) {
		if !token.IsIdentifier("_" + string(r)) {
			break
		}
		end += int64(len(string(r)))
	}
	return end
}

// place is the stretch between two positions of one file.
func (l *loader) place(from, to token.Pos) *place {
	start := l.fset.Position(from)
	for _, f := range l.files {
		if f.text.Name() == start.Filename {
			return &place{f.text, source.Range{Start: int64(start.Offset), End: int64(l.fset.Position(to).Offset)}}
		}
	}
	return &place{}
}

// node is the stretch of a node.
func (l *loader) node(n ast.Node) *place { return l.place(n.Pos(), n.End()) }

func (l *loader) report(code diag.Code, at *place, format string, args ...any) *diag.Diagnostic {
	d := diag.Errorf(code, at.Range, format, args...)
	d.File = at.file
	l.diags = append(l.diags, d)
	return d
}

// reportUnknown reports a name that stands for nothing, with the nearest of
// those that would stand for something.
func (l *loader) reportUnknown(code diag.Code, at *place, what, name string, known []string) {
	hint := diag.DidYouMean(name, known)
	switch {
	case hint != "":
	case len(known) == 0:
		hint = "; there is none here"
	default:
		hint = "; expected " + diag.OneOf(known)
	}
	l.report(code, at, "unknown %s %s%s", what, diag.Quote(name), hint)
}
