package libxml2

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"time"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Why libxml2 gives no answer.
var (
	// ErrNoVerdict: some schemas take it time that doubles with each attribute
	// or repetition.
	ErrNoVerdict = errors.New("libxml2 comes to no verdict in the time that it has")
	// ErrCrash: it has ended the process that it ran in.
	ErrCrash = errors.New("libxml2 has crashed")
)

// Options say how schemas and documents are read. The zero value holds the
// defaults.
type Options struct {
	Schema         syntax.Options // how the files of a schema are found
	Limits         xmlscan.Limits // of documents; of these, libxml2 keeps Depth beside its own, which are lower
	MaxDiagnostics int            // for each document; 0 means 100
	Patience       time.Duration  // how long libxml2 may take for a schema or a document; 0 means 20 seconds

	// Worker is a command that calls [Serve]. libxml2 then runs in processes of
	// its own, which it may crash or keep busy for ever; without, it runs in this
	// one, and what takes it too long goes on in the background.
	Worker []string
}

func (o Options) withDefaults() Options {
	o.MaxDiagnostics = cmp.Or(o.MaxDiagnostics, 100)
	o.Patience = cmp.Or(o.Patience, 20*time.Second)
	return o
}

// A Schema is one that libxml2 has compiled, or if it was none, the question
// whether documents are well-formed.
type Schema struct {
	options Options
	simple  *syntax.Schema    // as the project's own engine has it
	written []*syntax.Pattern // its files
	opinion
}

// An opinion is libxml2 with one schema, in this process or another.
type opinion interface {
	// ask is what libxml2 says of a document. It may be called from several
	// goroutines.
	ask(ctx context.Context, document []byte) ([]message, error)
}

// Compile gives a schema to libxml2; a nil one is none. The schema has to be
// correct by the project's own engine, which finds its files and holds its
// limits. What libxml2 has against it comes back as diagnostics, with no
// schema.
func Compile(schema *source.File, o Options) (*Schema, []*diag.Diagnostic, error) {
	s := &Schema{options: o.withDefaults()}
	if schema == nil {
		return s.start(nil, nil)
	}
	p, faults, err := syntax.Parse(schema, s.options.Schema)
	return s.read(p, faults, err)
}

// CompileFile is [Compile] for a schema in a file.
func CompileFile(path string, o Options) (*Schema, []*diag.Diagnostic, error) {
	s := &Schema{options: o.withDefaults()}
	p, faults, err := syntax.Load(path, s.options.Schema)
	return s.read(p, faults, err)
}

// read finds the files of a schema and gives them to libxml2.
func (s *Schema) read(p *syntax.Pattern, faults []*diag.Diagnostic, err error) (*Schema, []*diag.Diagnostic, error) {
	if err != nil || diag.HasErrors(faults) {
		return nil, faults, err
	}
	files, faults, err := s.files(p)
	if err != nil || diag.HasErrors(faults) {
		return nil, faults, err
	}
	return s.start(files, faults)
}

// start gives the files of a schema to libxml2.
func (s *Schema) start(files []file, faults []*diag.Diagnostic) (*Schema, []*diag.Diagnostic, error) {
	if !Built {
		return nil, nil, ErrNotBuilt
	}
	var said []message
	var err error
	if s.opinion, said, err = newOpinion(files, s.options); err != nil {
		return nil, nil, err
	}
	if len(said) > 0 {
		return nil, schemaFaults(files, said), nil
	}
	return s, faults, nil
}

// Check asks libxml2 for its verdict. The document is valid if none of the
// diagnostics is an error. An error says that libxml2 came to no verdict.
func (s *Schema) Check(ctx context.Context, doc *source.File) ([]*diag.Diagnostic, error) {
	if doc.Size() > math.MaxInt32-1 {
		return nil, fmt.Errorf("%s is larger than the 2 GB that libxml2 can read", doc.Name())
	}
	said, err := s.ask(ctx, doc.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc.Name(), err)
	}
	return diagnostics(doc, said, s.options.Limits), nil
}

// maxExpanded is the most bytes that a schema may have where a file counts each
// time that it is referred to: libxml2 reads it each time.
const maxExpanded = 16 << 20

// A file of a schema, as libxml2 is given it.
type file struct {
	URL    string
	Text   []byte
	origin *source.File
}

// files are the files of a schema, the schema itself first. They are found by
// the project's own reader of RELAX NG, so that its limits hold.
func (s *Schema) files(p *syntax.Pattern) ([]file, []*diag.Diagnostic, error) {
	c := &collector{targets: map[*source.File][]*source.File{}, sizes: map[*source.File]int64{}}
	c.add(p.File, p)
	o := s.options.Schema
	o.Referred = c.referred
	simple, faults, err := syntax.Simplify(p, o)
	if err != nil || diag.HasErrors(faults) {
		return nil, faults, err
	}
	s.simple, s.written = simple, c.written
	if c.size(p.File) > maxExpanded {
		return nil, nil, fmt.Errorf("schema %s has more than %d MB where each file counts as often as it is referred to, which is too much for libxml2", p.File.Name(), maxExpanded>>20)
	}
	return c.files, faults, c.err
}

// A collector gathers the files of a schema.
type collector struct {
	files   []file
	written []*syntax.Pattern
	targets map[*source.File][]*source.File
	sizes   map[*source.File]int64 // with what a file refers to
	err     error
}

// referred takes a reference from one file to another.
func (c *collector) referred(from *source.File, to *syntax.Pattern) {
	if !slices.ContainsFunc(c.files, func(f file) bool { return f.origin == to.File }) {
		c.add(to.File, to)
	}
	c.targets[from] = append(c.targets[from], to.File)
}

// add takes a file: as it is, or if libxml2 could not read that, as the
// project's writer has it.
func (c *collector) add(f *source.File, p *syntax.Pattern) {
	path, err := filepath.Abs(f.Name())
	c.err = errors.Join(c.err, err)
	text := f.Bytes()
	if flatten(p) || !readable(text) {
		var b bytes.Buffer
		c.err = errors.Join(c.err, syntax.WriteXML(&b, p))
		text = b.Bytes()
	}
	c.written = append(c.written, p)
	c.files = append(c.files, file{filepath.ToSlash(path), text, f})
}

// size is the size of a file, with the files that it refers to.
func (c *collector) size(f *source.File) int64 {
	if n, known := c.sizes[f]; known {
		return n
	}
	n := f.Size()
	for _, to := range c.targets[f] {
		n = min(n+c.size(to), 2*maxExpanded)
	}
	c.sizes[f] = n
	return n
}

// readable reports whether libxml2 can read the text of a schema: it is XML,
// and has no entities, which libxml2 does not replace in files that are
// included.
func readable(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF")), " \t\r\n"), []byte("<")) &&
		!bytes.Contains(text, []byte("<!DOCTYPE"))
}

// flatten joins choices between names that stand in choices between names, and
// reports whether there were any. The meaning stays (RELAX NG §4.12), but
// libxml2 up to 2.12 destroys its memory over them.
func flatten(p *syntax.Pattern) bool {
	changed := flattenNames(p.Name)
	for _, sub := range p.Sub {
		changed = flatten(sub) || changed
	}
	if p.Grammar != nil {
		changed = flattenGrammar(p.Grammar) || changed
	}
	return changed
}

func flattenGrammar(g *syntax.Grammar) bool {
	changed := false
	for _, c := range g.Content {
		if c.Pattern != nil {
			changed = flatten(c.Pattern) || changed
		}
		if c.Grammar != nil {
			changed = flattenGrammar(c.Grammar) || changed
		}
	}
	return changed
}

func flattenNames(nc *syntax.NameClass) bool {
	if nc == nil {
		return false
	}
	changed := flattenNames(nc.Except)
	var flat []*syntax.NameClass
	for _, sub := range nc.Sub {
		changed = flattenNames(sub) || changed
		if nc.Op == syntax.NameChoice && sub.Op == syntax.NameChoice {
			flat = append(flat, sub.Sub...)
			changed = true
			continue
		}
		flat = append(flat, sub)
	}
	nc.Sub = flat
	return changed
}

// schemaFaults are what libxml2 has against a schema.
func schemaFaults(files []file, all []message) []*diag.Diagnostic {
	var found []*diag.Diagnostic
	for _, m := range all {
		origin := files[0].origin
		for _, f := range files {
			if f.URL == m.File {
				origin = f.origin
			}
		}
		d := diag.Errorf(m.diagCode(), m.place(origin, nil), "libxml2: %s", m.words())
		d.File = origin
		found = append(found, d)
	}
	return found
}
