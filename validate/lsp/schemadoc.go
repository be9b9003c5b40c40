package lsp

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// A schemaDocument is what is known of a document that is a RELAX NG schema
// itself.
type schemaDocument struct {
	faults []*diag.Diagnostic
	names  []schemaName // of the schema and the files it refers to
}

// A schemaName is a place in a schema that defines something, refers to
// something, or to another file.
type schemaName struct {
	kind      schemaNameKind
	name      string          // of the define, or the href
	scope     *syntax.Grammar // that the name belongs to
	file      *source.File
	at        source.Range // the name as written
	component *syntax.Component
}

type schemaNameKind uint8

const (
	defines schemaNameKind = iota
	refers
	hrefers
)

// isSchema reports whether the document is a RELAX NG schema.
func (d *document) isSchema() bool {
	return d.isCompact() || path.Ext(d.path) == ".rng" || d.prolog().root.Space == syntax.NS
}

// isCompact reports whether the document is a schema in compact syntax, which
// is no XML.
func (d *document) isCompact() bool {
	return path.Ext(d.path) == ".rnc" || path.Ext(d.uri) == ".rnc"
}

// syntaxOptions are those under which schemas are read.
func (s *Server) syntaxOptions() syntax.Options {
	return validate.Options{SchemaRoots: s.folders, OpenSchema: s.read}.SyntaxOptions()
}

// schemaDocument is what is known of a document that is a schema.
func (d *document) schemaDocument(s *Server) *schemaDocument {
	if d.grammr == nil {
		d.grammr = s.readSchema(d)
	}
	return d.grammr
}

// readSchema reads a schema and finds what is wrong with it.
func (s *Server) readSchema(d *document) *schemaDocument {
	o := s.syntaxOptions()
	file := source.NewFile(d.file.Name(), decoded(d.file.Bytes()))
	p, faults, err := syntax.Parse(file, o)
	x := &schemaDocument{faults: faults}
	if err == nil && p != nil && !diag.HasErrors(faults) {
		_, more, _ := syntax.Simplify(p, o)
		x.faults = append(x.faults, more...)
	}
	if p != nil {
		w := schemaWalker{server: s, options: o, visited: map[string]bool{}}
		w.pattern(p, nil, nil)
		x.names = w.names
	}
	if slices.ContainsFunc(x.names, func(n schemaName) bool { return n.kind == defines }) { // it may be there to be included
		x.faults = slices.DeleteFunc(x.faults, func(f *diag.Diagnostic) bool { return f.Code == diag.SchemaNoStart })
	}
	x.faults = s.brought(d, x)
	diag.Sort(x.faults)
	return x
}

// brought puts faults of files that a schema refers to where it does.
func (s *Server) brought(d *document, x *schemaDocument) []*diag.Diagnostic {
	var mine []*diag.Diagnostic
	for _, f := range x.faults {
		if f.File == nil || f.File.Name() == d.file.Name() {
			mine = append(mine, f)
			continue
		}
		at := source.At(0)
		for _, h := range x.hrefs() {
			if h.file.Name() == d.file.Name() && (path.Base(h.href) == path.Base(f.File.Name()) || at.End == 0) {
				at = h.at
			}
		}
		mine = append(mine, &diag.Diagnostic{
			Code: f.Code, Severity: f.Severity, Range: at, Message: path.Base(f.File.Name()) + ": " + f.Message,
			Related: []diag.Related{{File: f.File, Range: f.Range, Message: "it is here"}},
		})
	}
	return mine
}

// An href is a reference to another file.
type href struct {
	href string
	at   source.Range
	file *source.File
}

// hrefs are the references to other files.
func (x *schemaDocument) hrefs() []href {
	var list []href
	for _, n := range x.names {
		if n.kind == hrefers {
			list = append(list, href{n.name, n.at, n.file})
		}
	}
	return list
}

// A schemaWalker collects the names of a schema and of the files that it
// refers to.
type schemaWalker struct {
	server  *Server
	options syntax.Options
	visited map[string]bool
	names   []schemaName
	deep    int
}

// deepestSchema is how many patterns within each other are looked at.
const deepestSchema = 2000

func (w *schemaWalker) add(kind schemaNameKind, name string, scope *syntax.Grammar, file *source.File, at source.Range, c *syntax.Component) {
	if at.Len() > 0 {
		w.names = append(w.names, schemaName{kind, name, scope, file, at, c})
	}
}

// pattern looks at a pattern within a grammar, which is in an outer one.
func (w *schemaWalker) pattern(p *syntax.Pattern, scope, outer *syntax.Grammar) {
	if w.deep++; w.deep > deepestSchema {
		w.deep--
		return
	}
	defer func() { w.deep-- }()
	switch p.Op {
	case syntax.OpRef:
		w.add(refers, p.Ref, scope, p.File, p.ValueRange, nil)
	case syntax.OpParentRef:
		w.add(refers, p.Ref, outer, p.File, p.ValueRange, nil)
	case syntax.OpExternalRef:
		w.add(hrefers, p.Href, scope, p.File, p.ValueRange, nil)
		if q := w.load(p.File, p.Base, p.Href); q != nil {
			w.pattern(q, nil, scope)
		}
	case syntax.OpGrammar:
		w.grammar(p.Grammar, p.Grammar, scope)
	}
	for _, sub := range p.Sub {
		w.pattern(sub, scope, outer)
	}
}

// grammar looks at what a grammar holds. Its names belong to a scope.
func (w *schemaWalker) grammar(g *syntax.Grammar, scope, outer *syntax.Grammar) {
	for _, c := range g.Content {
		switch c.Kind {
		case syntax.Def:
			w.add(defines, c.Name, scope, c.File, c.ValueRange, c)
		case syntax.Include:
			w.add(hrefers, c.Href, scope, c.File, c.ValueRange, nil)
			if q := w.load(c.File, c.Base, c.Href); q != nil && q.Op == syntax.OpGrammar {
				w.grammar(q.Grammar, scope, outer)
			}
		}
		if c.Pattern != nil {
			w.pattern(c.Pattern, scope, outer)
		}
		if c.Grammar != nil {
			w.grammar(c.Grammar, scope, outer)
		}
	}
}

// load reads a file that a schema refers to, once.
func (w *schemaWalker) load(from *source.File, base, href string) *syntax.Pattern {
	if strings.Contains(href, "://") || base != "" {
		return nil
	}
	p := href
	if !path.IsAbs(p) {
		p = path.Join(path.Dir(from.Name()), href)
	}
	if w.visited[p] || len(w.visited) > 1000 {
		return nil
	}
	w.visited[p] = true
	text, err := w.server.read(p)
	if err != nil {
		return nil
	}
	q, _, err := syntax.Parse(source.NewFile(p, text), w.options)
	if err != nil {
		return nil
	}
	return q
}

// at is the name at an offset of a file, or nil.
func (x *schemaDocument) at(file *source.File, offset int64) *schemaName {
	i := slices.IndexFunc(x.names, func(n schemaName) bool {
		return n.kind != hrefers && n.file.Name() == file.Name() && n.at.Contains(offset)
	})
	if i < 0 {
		return nil
	}
	return &x.names[i]
}

// same are the places of the definition that is meant by a name, of one kind
// or both, in the order of the files.
func (x *schemaDocument) same(n *schemaName, kinds ...schemaNameKind) []schemaName {
	var list []schemaName
	for _, o := range x.names {
		if o.scope == n.scope && o.name == n.name && slices.Contains(kinds, o.kind) {
			list = append(list, o)
		}
	}
	return list
}

// related is what is known of the schemas that a document is part of: itself,
// other schemas that are open, and those beside it.
func (s *Server) related(d *document) []*schemaDocument {
	list := []*schemaDocument{d.schemaDocument(s)}
	for _, other := range s.sortedDocuments() {
		if other != d && other.isSchema() {
			list = append(list, other.schemaDocument(s))
		}
	}
	if s.options.Files == nil || d.path == "" {
		return list
	}
	base := path.Base(d.path)
	s.options.Files.Walk(path.Dir(d.path), []string{".rng", ".rnc"}, func(p string) bool {
		if text, err := s.options.Files.Read(p); err == nil && s.documentAt(p) == nil && strings.Contains(string(text), base) {
			list = append(list, s.readSchema(&document{uri: uriOf(p), path: p, file: source.NewFile(p, text)}))
		}
		return len(list) < 100
	})
	return list
}

// meantAt are the places of the definition whose name is at an offset, of one
// kind or both, in all schemas that the document is part of.
func (s *Server) meantAt(d *document, offset int64, kinds ...schemaNameKind) []schemaName {
	var found []schemaName
	for _, x := range s.related(d) {
		if n := x.at(d.file, offset); n != nil {
			found = append(found, x.same(n, kinds...)...)
		}
	}
	slices.SortStableFunc(found, func(a, b schemaName) int {
		return cmp.Or(strings.Compare(a.file.Name(), b.file.Name()), cmp.Compare(a.at.Start, b.at.Start))
	})
	return slices.CompactFunc(found, func(a, b schemaName) bool { return a.file.Name() == b.file.Name() && a.at == b.at })
}

func (s *Server) locations(names []schemaName) []Location {
	list := []Location{}
	for _, n := range names {
		list = append(list, Location{s.uriAt(n.file.Name()), s.encoding.rangeOf(n.file, n.at)})
	}
	return list
}
