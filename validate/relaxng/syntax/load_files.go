package syntax

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A loader reads the files that a schema refers to, each one once.
type loader struct {
	o       Options
	limits  Limits
	rep     *reporter
	roots   []string
	files   map[string]*loaded
	targets map[any]*loaded // by *Pattern (externalRef) or *Component (include)
	store   *xmlStore       // of the XML syntax, made when first needed
	bytes   int64
	err     error
}

// loaded is a file of the schema.
type loaded struct {
	pattern *Pattern // nil if it cannot be used
	open    bool     // the files it refers to are being read
	height  int      // levels of files below it
}

// A reference is an href of the schema.
type reference struct {
	href, base string
	file       *source.File
	at         source.Range
	section    string
}

func newLoader(o Options, rep *reporter) *loader {
	return &loader{o: o, limits: o.Limits.withDefaults(), rep: rep,
		files: map[string]*loaded{}, targets: map[any]*loaded{}}
}

// main reads everything that the schema refers to.
func (l *loader) main(p *Pattern) error {
	name := p.File.Name()
	l.roots = append([]string{filepath.Dir(name)}, l.o.Roots...)
	l.bytes = p.File.Size()
	self := &loaded{pattern: p, open: true}
	l.files[filepath.Clean(name)] = self
	l.pattern(p)
	return l.err
}

// pattern follows the references within a pattern and returns how many levels
// of files there are below it.
func (l *loader) pattern(p *Pattern) int {
	height := 0
	switch p.Op {
	case OpExternalRef:
		height = l.follow(p, reference{p.Href, p.Base, p.File, p.ValueRange, "§4.6"})
	case OpGrammar:
		height = l.grammar(p.Grammar)
	}
	for _, sub := range p.Sub {
		height = max(height, l.pattern(sub))
	}
	return height
}

func (l *loader) grammar(g *Grammar) int {
	height := 0
	for _, c := range g.Content {
		if c.Pattern != nil {
			height = max(height, l.pattern(c.Pattern))
		}
		if c.Grammar != nil {
			height = max(height, l.grammar(c.Grammar))
		}
		if c.Kind == Include {
			height = max(height, l.include(c))
		}
	}
	return height
}

func (l *loader) include(c *Component) int {
	height := l.follow(c, reference{c.Href, c.Base, c.File, c.ValueRange, "§4.7"})
	if target := l.targets[c]; target != nil && target.pattern != nil && target.pattern.Op != OpGrammar {
		l.rep.errorf(c.File, diag.SchemaIncludeTarget, c.ValueRange, "%s is not a grammar; use externalRef for another pattern (RELAX NG §4.7)", diag.Quote(c.Href))
		l.targets[c] = &loaded{}
	}
	return height
}

// follow reads the file of a reference, if it was not read before.
func (l *loader) follow(from any, ref reference) int {
	path, ok := l.resolve(ref)
	if !ok {
		return 0
	}
	target := l.files[path]
	if target == nil {
		target = &loaded{pattern: l.read(path, ref), open: true}
		l.files[path] = target
		if target.pattern != nil {
			target.height = l.pattern(target.pattern)
		}
		target.open = false
	} else if target.open {
		l.rep.errorf(ref.file, diag.SchemaIncludeCycle, ref.at, "%s includes itself through this reference (RELAX NG %s)", diag.Quote(ref.href), ref.section)
		return 0
	}
	l.targets[from] = target
	if l.o.Referred != nil && target.pattern != nil {
		l.o.Referred(ref.file, target.pattern)
	}
	if target.height+1 == l.limits.IncludeDepth+1 {
		l.rep.errorf(ref.file, diag.SchemaIncludeDepth, ref.at, "files include one another more than %s levels deep", thousands(l.limits.IncludeDepth))
	}
	return target.height + 1
}

// read parses the file with that path. It is nil if that cannot be done.
func (l *loader) read(path string, ref reference) *Pattern {
	if len(l.files) == l.limits.Files {
		l.rep.errorf(ref.file, diag.SchemaTooManyFiles, ref.at, "the schema has more than %s files", thousands(l.limits.Files))
	}
	if len(l.files) >= l.limits.Files || l.bytes > l.limits.Bytes {
		return nil
	}
	text, err := l.open(path)
	if err != nil {
		l.unreadable(ref, err)
		return nil
	}
	if l.bytes += int64(len(text)); l.bytes > l.limits.Bytes {
		l.rep.errorf(ref.file, diag.SchemaTooLarge, ref.at, "the files of the schema have more than %s bytes", thousands(l.limits.Bytes))
		return nil
	}
	return l.parse(source.NewFile(path, text), ref)
}

// parse parses a file. Of one that is no schema nothing is repeated.
func (l *loader) parse(file *source.File, ref reference) *Pattern {
	compact := strings.EqualFold(filepath.Ext(file.Name()), ".rnc") || !isXML(ref.file)
	if !compact && !beginsAsXML(file.Bytes()) {
		l.notSchema(ref)
		return nil
	}
	if !isXML(file) {
		p, found, err := ParseCompact(file, Options{Limits: l.limits})
		l.keep(found, err)
		return p
	}
	rep := newReporter(l.limits)
	if l.store == nil {
		l.store = newXMLStore(l.limits)
	}
	r := newXMLReader(file, l.limits, rep, l.store)
	p, err := r.schema()
	if !r.recognised {
		l.notSchema(ref)
		return nil
	}
	l.keep(rep.all, err)
	return p
}

func (l *loader) keep(found []*diag.Diagnostic, err error) {
	l.err = errors.Join(l.err, err)
	for _, d := range found {
		l.rep.add(d)
	}
}

func (l *loader) notSchema(ref reference) {
	l.rep.errorf(ref.file, diag.SchemaNotRELAXNG, ref.at, "%s is not a RELAX NG schema", diag.Quote(ref.href))
}

// unreadable reports a file that the schema should not have named; other
// failures are the machine's.
func (l *loader) unreadable(ref reference, err error) {
	reason := "it cannot be opened"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		reason = "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		reason = "permission denied"
	case errors.Is(err, errNotRegular):
		reason = "it is not a regular file"
	case !isPathError(err):
		l.err = errors.Join(l.err, err)
		return
	}
	l.rep.errorf(ref.file, diag.SchemaFile, ref.at, "cannot read %s: %s", diag.Quote(ref.href), reason)
}

func isPathError(err error) bool {
	var path *fs.PathError
	return errors.As(err, &path)
}
