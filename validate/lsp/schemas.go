package lsp

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/rules"
)

// schemas are the schemas that were compiled, each once for each way in which
// documents are asked about.
type schemas struct {
	server *Server
	made   map[schemaKey]*schema
}

// A schemaKey says what documents are checked against.
type schemaKey struct {
	name    string // path of a schema, or name of a Builtin, or None
	target  rules.Release
	purpose rules.Purpose
}

// A schema is a compiled schema.
type schema struct {
	validator *validate.Validator // nil if the schema was never correct
	patient   *validate.Validator // the same for documents that suppress findings; nil until there is one
	builtin   *Builtin            // nil for a file
	path      string              // of a file
	files     []string            // that it was read from
	trouble   string              // why it cannot be used, or "" if it can
	stale     bool                // a file of it has changed
}

func (c *schemas) init(s *Server) {
	c.server = s
	c.forget()
}

// forget drops all schemas.
func (c *schemas) forget() { c.made = map[schemaKey]*schema{} }

// builtin is the schema of that name that the server brings, or nil.
func (s *Server) builtin(name string) *Builtin {
	i := slices.IndexFunc(s.options.Builtin, func(b Builtin) bool { return b.Name == name })
	if i < 0 {
		return nil
	}
	return &s.options.Builtin[i]
}

// get is a schema, which is compiled if need be. Where one is not correct any
// more, as somebody is editing it, the last form that was remains in use.
func (c *schemas) get(key schemaKey) *schema {
	x := c.made[key]
	if x == nil {
		x = &schema{stale: true, builtin: c.server.builtin(key.name)}
		if x.builtin == nil && key.name != None {
			x.path = key.name
		}
		c.made[key] = x
	}
	if x.stale {
		x.stale = false
		c.compile(key, x)
	}
	return x
}

func (c *schemas) compile(key schemaKey, x *schema) {
	o := validate.Options{Rules: rules.Options{Target: key.target, Purpose: key.purpose}}
	var v *validate.Validator
	var faults []*diag.Diagnostic
	var err error
	switch {
	case key.name == None:
		v = validate.WellFormed(o)
	case x.builtin != nil:
		o.Rules.Product = x.builtin.Product
		v, faults, err = validate.Compile(x.builtin.Schema(key.target), o)
	default:
		o.SchemaRoots = c.server.folders
		x.files = nil
		o.OpenSchema = func(p string) ([]byte, error) {
			x.files = append(x.files, path.Clean(p))
			return c.server.read(p)
		}
		v, faults, err = validate.CompileFile(x.path, o)
	}
	x.report(c.server, v, faults, err)
}

// report takes what compiling has given, and tells the user of a schema that
// cannot be used, once for each reason.
func (x *schema) report(s *Server, v *validate.Validator, faults []*diag.Diagnostic, err error) {
	before := x.trouble
	x.trouble = ""
	switch {
	case v != nil:
		x.validator, x.patient = v, nil
		return
	case err != nil:
		x.trouble = "snapxml: " + err.Error()
	default:
		d := faults[slices.IndexFunc(faults, func(d *diag.Diagnostic) bool { return d.Severity == diag.Error })]
		x.trouble = "snapxml: schema " + d.File.Name() + " is not correct: " + d.Message
	}
	if x.trouble != before && s.documentAt(x.path) == nil {
		s.show(x.trouble)
	}
}

// changed says that a file has changed.
func (c *schemas) changed(p string) {
	for _, x := range c.made {
		if x.path == p || slices.Contains(x.files, p) {
			x.stale = true
		}
	}
}

// read is the content of a file: that of the document, if it is open.
func (s *Server) read(p string) ([]byte, error) {
	if d := s.documentAt(path.Clean(p)); d != nil {
		return d.file.Bytes(), nil
	}
	if s.options.Files == nil {
		return nil, &fs.PathError{Op: "open", Path: p, Err: fs.ErrNotExist}
	}
	return s.options.Files.Read(p)
}

// schemaOf is what a document is checked against.
func (s *Server) schemaOf(d *document) *schema {
	set := s.settingsOf(d)
	return s.schemas.get(schemaKey{s.schemaName(d, set), set.Target, set.Purpose})
}

// schemaName says which schema a document has: that of the settings, or that
// of its instruction xml-model, or that of its root element.
func (s *Server) schemaName(d *document, set Settings) string {
	if set.Schema != "" {
		return set.Schema
	}
	for _, m := range d.prolog().models {
		if m.isRELAXNG() && d.path != "" && !strings.Contains(m.href, "://") {
			return path.Join(path.Dir(d.path), m.href)
		}
	}
	if b := s.builtinFor(d.prolog()); b != nil {
		return b.Name
	}
	return None
}

// builtinFor is the schema for documents with a root element, or one whose name
// is a slip of the keyboard away.
func (s *Server) builtinFor(p *prolog) *Builtin {
	var roots []string
	for i := range s.options.Builtin {
		b := &s.options.Builtin[i]
		if p.root.Local == b.Root && p.root.Space == "" {
			return b
		}
		roots = append(roots, b.Root)
	}
	if i := slices.Index(roots, diag.Nearest(p.root.Local, roots)); i >= 0 {
		return &s.options.Builtin[i]
	}
	return nil
}
