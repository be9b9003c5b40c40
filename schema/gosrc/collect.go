package gosrc

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
)

// A typeDecl is a type of the package with all that belongs to it.
type typeDecl struct {
	*schema.Type
	spec   *ast.TypeSpec
	doc    *ast.CommentGroup
	consts []*constDecl

	fields   map[*schema.Field]*ast.Field
	verbatim *ast.Field // the field of an open struct that keeps the whole element
	isChoice bool       // it carries //schema:choice
	faulty   bool       // one of its directives has been reported, so that it may lack something
}

// A constDecl is a constant whose type is of the package.
type constDecl struct {
	name *ast.Ident
	spec *ast.ValueSpec
	doc  *ast.CommentGroup
	obj  *types.Const
}

// collect finds the declarations of the package and reads the directives of
// the package itself.
func (l *loader) collect() {
	for _, f := range l.files {
		t := &target{place: OnPackage, model: l.model}
		l.applyAll(t, l.annotations(OnPackage, f.syntax.Doc))
		for _, d := range f.syntax.Decls {
			l.declaration(d)
		}
	}
	for _, f := range l.files {
		for _, d := range f.syntax.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				l.constants(g)
			}
		}
	}
}

func (l *loader) declaration(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		l.funcs = append(l.funcs, d)
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if spec, ok := s.(*ast.TypeSpec); ok {
				l.typeSpec(d, spec)
			}
		}
	}
}

// typeSpec collects a type that may be part of the format: its underlying
// type is a struct, an interface or a string. Types that are not exported are
// the package's own business.
func (l *loader) typeSpec(d *ast.GenDecl, spec *ast.TypeSpec) {
	if !spec.Name.IsExported() {
		return
	}
	doc := spec.Doc
	if doc == nil && !d.Lparen.IsValid() {
		doc = d.Doc
	}
	decl := &typeDecl{
		Type:   &schema.Type{Name: spec.Name.Name},
		spec:   spec,
		doc:    doc,
		fields: make(map[*schema.Field]*ast.Field),
	}
	if decl.Kind = l.kind(spec); decl.Kind == "" {
		l.report(diag.ModelType, l.node(spec.Name), "type %s describes no XML; it may be a struct, an interface or a string", diag.Quote(decl.Name))
		return
	}
	l.types[decl.Name] = decl
	l.decls = append(l.decls, decl)
}

// kind is the kind of type that a declaration can become; named strings are
// enumerations until a directive says otherwise.
func (l *loader) kind(spec *ast.TypeSpec) schema.Kind {
	obj := l.info.Defs[spec.Name]
	if spec.Assign.IsValid() || spec.TypeParams != nil || obj == nil {
		return ""
	}
	switch u := obj.Type().Underlying().(type) {
	case *types.Struct:
		return schema.Struct
	case *types.Interface:
		return schema.Choice
	case *types.Basic:
		if u.Kind() == types.String {
			return schema.Enum
		}
	}
	return ""
}

func (l *loader) constants(g *ast.GenDecl) {
	for _, s := range g.Specs {
		spec := s.(*ast.ValueSpec)
		doc := spec.Doc
		if doc == nil && !g.Lparen.IsValid() {
			doc = g.Doc
		}
		if doc == nil {
			doc = spec.Comment
		}
		for _, name := range spec.Names {
			obj, ok := l.info.Defs[name].(*types.Const)
			if !ok {
				continue
			}
			if decl := l.declOf(obj.Type()); decl != nil {
				decl.consts = append(decl.consts, &constDecl{name, spec, doc, obj})
			}
		}
	}
}

// declOf is the declaration of a named type of the package, or nil.
func (l *loader) declOf(t types.Type) *typeDecl {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return nil
	}
	return l.types[named.Obj().Name()]
}
