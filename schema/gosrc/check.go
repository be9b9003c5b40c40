package gosrc

import (
	"go/ast"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
)

// check looks at the model as a whole. It reports whether there is a root.
func (l *loader) check() bool {
	if l.root == nil {
		l.report(diag.ModelRoot, l.packageClause(), "the package has no root element; one struct carries //schema:element NAME")
		return false
	}
	for _, d := range l.decls {
		l.model.Types = append(l.model.Types, d.Type)
		if !l.reachable(d) {
			l.report(diag.ModelUnused, l.node(d.spec.Name), "type %s is part of no element; use it, or give it an unexported name", diag.Quote(d.Name))
		}
		if d.Kind == schema.Struct && !l.recursive(d) {
			l.checkStruct(d)
		}
	}
	return true
}

func (l *loader) packageClause() *place {
	for _, f := range l.files {
		return l.node(f.syntax.Name)
	}
	return &place{}
}

// reachable reports whether the root leads to a type.
func (l *loader) reachable(d *typeDecl) bool {
	if l.reached == nil {
		l.reached = map[string]bool{l.root.Name: true}
		for queue := []string{l.root.Name}; len(queue) > 0; queue = queue[1:] {
			for _, name := range l.refs(queue[0]) {
				if !l.reached[name] {
					l.reached[name] = true
					queue = append(queue, name)
				}
			}
		}
	}
	return l.reached[d.Name]
}

// refs are the names of the types that a type names.
func (l *loader) refs(name string) []string {
	d := l.types[name]
	if d == nil {
		return nil
	}
	refs := append(append([]string(nil), d.Variants...), d.Union...)
	for _, f := range d.Fields {
		refs = append(refs, f.Type)
	}
	return refs
}

// recursive reports a struct that reaches itself through groups alone.
func (l *loader) recursive(d *typeDecl) bool {
	visited := make(map[string]bool)
	var reaches func(name string) bool
	reaches = func(name string) bool {
		if name == d.Name {
			return true
		}
		if visited[name] || l.types[name] == nil {
			return false
		}
		visited[name] = true
		for _, next := range l.groups(l.types[name]) {
			if reaches(next) {
				return true
			}
		}
		return false
	}
	for _, f := range d.Fields {
		if f.Kind == schema.Group && reaches(f.Type) {
			l.report(diag.ModelRecursion, l.node(d.fields[f]), "struct %s holds itself without an element between", diag.Quote(d.Name))
			return true
		}
	}
	return false
}

// groups are the types whose fields count as those of the type.
func (l *loader) groups(d *typeDecl) []string {
	if d.Kind == schema.Choice {
		return d.Variants
	}
	var names []string
	for _, f := range d.Fields {
		if f.Kind == schema.Group {
			names = append(names, f.Type)
		}
	}
	return names
}

// checkStruct checks the fields of a struct against each other.
func (l *loader) checkStruct(d *typeDecl) {
	own := make(names)
	for _, f := range d.Fields {
		at := d.fields[f]
		if f.Kind != schema.Group {
			l.claim(own, nameOf(f), at)
			l.checkDoc(d, f, at)
			continue
		}
		group := l.types[f.Type]
		if open := l.openIn(group); open != "" {
			l.report(diag.ModelType, l.node(at), "open struct %s not allowed in a group; it is the whole content of an element", diag.Quote(open))
		}
		inside := make(names)
		l.inside(group, inside, make(map[string]bool))
		for name := range inside.sorted() {
			l.claim(own, name, at)
		}
	}
	if text := (name{kind: schema.Text}); own[text] {
		l.checkText(d, own)
	}
}

// checkText checks that text content stands alone.
func (l *loader) checkText(d *typeDecl, own names) {
	for n := range own {
		if n.kind == schema.Element {
			l.report(diag.ModelType, l.node(d.spec.Name), "struct %s has both text content and child elements; their order would be lost", diag.Quote(d.Name))
			return
		}
	}
	if d.Open != schema.Closed {
		l.report(diag.ModelType, l.node(d.spec.Name), "open struct %s has text content; its text is in Verbatim", diag.Quote(d.Name))
	}
}

// openIn is an open struct among a group's types, or "".
func (l *loader) openIn(d *typeDecl) string {
	if d.Open != schema.Closed {
		return d.Name
	}
	for _, name := range d.Variants {
		if l.types[name].Open != schema.Closed {
			return name
		}
	}
	return ""
}

// inside adds the names that a group declares.
func (l *loader) inside(d *typeDecl, found names, visited map[string]bool) {
	if visited[d.Name] {
		return
	}
	visited[d.Name] = true
	for _, v := range d.Variants {
		l.inside(l.types[v], found, visited)
	}
	for _, f := range d.Fields {
		if f.Kind == schema.Group {
			l.inside(l.types[f.Type], found, visited)
		} else {
			found[nameOf(f)] = true
		}
	}
}

// claim notes a name of a struct and reports one that is taken.
func (l *loader) claim(own names, n name, at *ast.Field) {
	if own[n] {
		l.report(diag.ModelRepeated, l.node(at), "%s is declared twice in one element", n)
	}
	own[n] = true
}

// checkDoc reports an element or attribute that nobody describes.
func (l *loader) checkDoc(d *typeDecl, f *schema.Field, at *ast.Field) {
	if f.Kind == schema.Text || fieldText(at) != "" {
		return
	}
	if c := l.types[f.Type]; c == nil || text(c.doc) == "" {
		l.report(diag.ModelDoc, l.node(at), "%s has no doc comment, neither on the field nor on its type", nameOf(f))
	}
}
