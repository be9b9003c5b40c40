package gosrc

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
)

// placeOf is where a type's directives stand.
var placeOf = map[schema.Kind]Place{
	schema.Struct: OnStruct,
	schema.Choice: OnInterface,
	schema.Enum:   OnString,
	schema.Data:   OnString,
}

// build makes a part of the model of every declaration.
func (l *loader) build() {
	for _, d := range l.decls {
		t := &target{place: placeOf[d.Kind], decl: d, facts: &d.Facts}
		before := len(l.diags)
		l.applyAll(t, l.annotations(t.place, d.doc, d.spec.Comment))
		d.faulty = len(l.diags) > before
	}
	for _, d := range l.decls {
		switch d.Kind {
		case schema.Struct:
			l.structType(d)
		case schema.Choice:
			l.choice(d)
		case schema.Enum, schema.Data:
			l.values(d)
		}
	}
	for _, f := range l.funcs {
		l.function(f)
	}
	for _, check := range l.pending {
		check()
	}
}

// values makes the values of an enumeration of its constants.
func (l *loader) values(d *typeDecl) {
	first := make(map[string]bool)
	for _, c := range d.consts {
		v := &schema.Value{GoName: c.name.Name, Name: constant.StringVal(c.obj.Val())}
		t := &target{place: OnConst, decl: d, facts: &v.Facts}
		l.applyAll(t, l.annotations(OnConst, c.doc, c.spec.Comment))
		if d.Kind == schema.Data {
			l.report(diag.ModelType, l.node(c.name), "constant of the datatype %s not allowed; only enumerations have values", diag.Quote(d.Name))
			return
		}
		if first[v.Name] {
			l.report(diag.ModelRepeated, l.node(c.name), "value %s is declared twice in the enumeration %s", diag.Quote(v.Name), diag.Quote(d.Name))
			continue
		}
		first[v.Name] = true
		d.Values = append(d.Values, v)
	}
	if d.Kind == schema.Enum && len(d.Values) == 0 && !d.faulty {
		l.report(diag.ModelType, l.node(d.spec.Name), "type %s has no constants; a named string is an enumeration, or a datatype with //schema:data or //schema:union", diag.Quote(d.Name))
	}
}

// choice finds the variants of a sealed interface.
func (l *loader) choice(d *typeDecl) {
	at := l.node(d.spec.Name)
	if d.faulty {
		return
	}
	if !d.isChoice {
		l.report(diag.ModelChoice, at, "interface %s is no choice; add //schema:choice", diag.Quote(d.Name))
		return
	}
	marker := l.marker(d)
	if marker == "" {
		l.report(diag.ModelChoice, at, "interface %s is not sealed; it must have exactly one method, unexported, without parameters and results", diag.Quote(d.Name))
		return
	}
	for _, o := range l.decls {
		if o == d {
			break
		}
		if o.isChoice && l.marker(o) == marker {
			l.report(diag.ModelChoice, at, "the choices %s and %s have the same method %s, so that their variants are the same", diag.Quote(o.Name), diag.Quote(d.Name), diag.Quote(marker))
			return
		}
	}
	for _, v := range l.decls {
		if f := l.method(v, marker); f != nil {
			l.variant(d, v, f)
		}
	}
	if len(d.Variants) == 0 {
		l.report(diag.ModelChoice, at, "choice %s has no variant; no type declares the method %s", diag.Quote(d.Name), diag.Quote(marker))
	}
}

func (l *loader) variant(choice, v *typeDecl, method *ast.FuncDecl) {
	receiver := method.Recv.List[0].Type
	switch {
	case v.Kind != schema.Struct:
		l.report(diag.ModelChoice, l.node(receiver), "variant %s is not a struct", diag.Quote(v.Name))
	case isPointer(receiver):
		l.report(diag.ModelChoice, l.node(receiver), "variant %s declares %s on a pointer; declare it on the value", diag.Quote(v.Name), diag.Quote(method.Name.Name))
	default:
		choice.Variants = append(choice.Variants, v.Name)
	}
}

// marker is the name of the method that seals an interface, or "".
func (l *loader) marker(d *typeDecl) string {
	iface := l.info.Defs[d.spec.Name].Type().Underlying().(*types.Interface)
	if iface.NumExplicitMethods() != 1 || iface.NumEmbeddeds() != 0 {
		return ""
	}
	m := iface.ExplicitMethod(0)
	sig := m.Type().(*types.Signature)
	if m.Exported() || sig.Params().Len() != 0 || sig.Results().Len() != 0 {
		return ""
	}
	return m.Name()
}

// method is the declaration of a type's own method of that name, or nil.
func (l *loader) method(d *typeDecl, name string) *ast.FuncDecl {
	for _, f := range l.funcs {
		if f.Recv == nil || f.Name.Name != name {
			continue
		}
		fn, ok := l.info.Defs[f.Name].(*types.Func)
		if !ok {
			continue
		}
		receiver := fn.Signature().Recv().Type()
		if p, ok := types.Unalias(receiver).(*types.Pointer); ok {
			receiver = p.Elem()
		}
		if l.declOf(receiver) == d {
			return f
		}
	}
	return nil
}

func isPointer(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.StarExpr)
	return ok
}

// function reads an example, or finds that a function is something else.
func (l *loader) function(f *ast.FuncDecl) {
	e := &schema.Example{}
	t := &target{place: OnFunc, example: e}
	list := l.annotations(OnFunc, f.Doc)
	l.applyAll(t, list)
	name, prefixed := cutPrefix(f.Name.Name)
	isExample := prefixed && f.Recv == nil
	switch {
	case len(list) == 0 && !isExample:
	case len(list) == 0:
		l.report(diag.ModelType, l.node(f.Name), "function %s is no example; add //schema:example, or give it another name", diag.Quote(f.Name.Name))
	case !isExample || !l.returnsRoot(f):
		l.report(diag.AnnotationMisplaced, l.node(f.Name), "function %s is no example; write func ExampleName() *%s", diag.Quote(f.Name.Name), l.model.Root)
	default:
		e.GoName, e.Name = f.Name.Name, kebab(name)
		l.model.Examples = append(l.model.Examples, e)
		l.pending = append(l.pending, func() { l.checkExample(f, e) })
	}
}

// checkExample checks what the examples have to have in common.
func (l *loader) checkExample(f *ast.FuncDecl, e *schema.Example) {
	for _, o := range l.model.Examples {
		if o == e {
			break
		}
		if o.Name == e.Name {
			l.report(diag.ModelRepeated, l.node(f.Name), "the name %s is that of another example", diag.Quote(e.Name))
		}
	}
	e.Caption = text(f.Doc)
	if e.Caption == "" {
		l.report(diag.ModelDoc, l.node(f.Name), "example %s has no doc comment; its first sentence is the title", diag.Quote(f.Name.Name))
	}
}

// returnsRoot reports whether a function gives a pointer to the root type,
// and needs nothing for it.
func (l *loader) returnsRoot(f *ast.FuncDecl) bool {
	fn, ok := l.info.Defs[f.Name].(*types.Func)
	if !ok || l.root == nil {
		return ok
	}
	sig := fn.Signature()
	if sig.Params().Len() != 0 || sig.Results().Len() != 1 || sig.TypeParams() != nil {
		return false
	}
	p, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Pointer)
	return ok && l.declOf(p.Elem()) == l.root
}
