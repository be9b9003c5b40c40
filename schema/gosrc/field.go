package gosrc

import (
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
)

// structType makes the fields of a struct.
func (l *loader) structType(d *typeDecl) {
	if d.Order == "" {
		d.Order = l.order
	}
	expr, ok := ast.Unparen(d.spec.Type).(*ast.StructType)
	if !ok {
		l.report(diag.ModelType, l.node(d.spec.Type), "type %s takes over the fields of another; write a struct, and embed the other", diag.Quote(d.Name))
		return
	}
	for _, f := range expr.Fields.List {
		if len(f.Names) == 0 {
			l.embedded(d, f)
		}
		for _, name := range f.Names {
			l.field(d, f, name)
		}
	}
}

// embedded makes a group of an embedded struct.
func (l *loader) embedded(d *typeDecl, f *ast.Field) {
	content := l.declOf(l.info.Types[f.Type].Type)
	switch {
	case f.Tag != nil:
		l.report(diag.ModelTag, l.node(f.Tag), "xml tag not allowed on an embedded struct; its fields belong to the struct around it")
	case content == nil || content.Kind != schema.Struct:
		l.report(diag.ModelType, l.node(f.Type), "an embedded field must be a struct of the package; name the field")
	default:
		l.add(d, f, &schema.Field{GoName: content.Name, Kind: schema.Group, Type: content.Name, Min: 1, Max: 1})
	}
}

// field makes a declaration of a field.
func (l *loader) field(d *typeDecl, f *ast.Field, name *ast.Ident) {
	if !name.IsExported() {
		l.report(diag.ModelType, l.node(name), "field %s is not exported; every field is part of the format", diag.Quote(name.Name))
		return
	}
	tag, ok := l.tag(f, name)
	if !ok {
		return
	}
	if tag.option == "innerxml" {
		l.verbatim(d, f, name)
		return
	}
	c, ok := l.content(f)
	if !ok {
		return
	}
	made := &schema.Field{GoName: name.Name, Kind: tag.kind(), Name: tag.name, Type: c.name, Min: 1, Max: 1}
	switch {
	case c.slice:
		made.Min, made.Max = 0, schema.Unbounded
	case c.pointer || tag.omitempty:
		made.Min = 0
	}
	if problem := fits(made.Kind, c, tag); problem != "" {
		l.report(diag.ModelType, l.node(f.Type), "%s", problem)
		return
	}
	l.add(d, f, made)
}

// add appends a field to its struct and applies its directives.
func (l *loader) add(d *typeDecl, f *ast.Field, made *schema.Field) {
	d.Fields = append(d.Fields, made)
	d.fields[made] = f
	list := l.annotations(OnField, f.Doc, f.Comment)
	if made.Kind == schema.Group {
		for _, a := range list {
			l.report(diag.AnnotationMisplaced, a.place, "directive %s not allowed on a group; put it on the type, or on the fields inside", diag.Quote(a.directive.Name))
		}
		return
	}
	l.applyAll(&target{place: OnField, decl: d, field: made, facts: &made.Facts}, list)
}

// verbatim notes the field that keeps an open element.
func (l *loader) verbatim(d *typeDecl, f *ast.Field, name *ast.Ident) {
	basic, ok := l.info.Types[f.Type].Type.(*types.Basic)
	switch {
	case d.faulty:
	case d.Open == schema.Closed:
		l.report(diag.ModelTag, l.node(f.Tag), "innerxml not allowed here; only an open struct keeps its element as it is written, see //schema:open")
	case d.verbatim != nil:
		l.report(diag.ModelRepeated, l.node(name), "two fields keep the element as it is written; remove one")
	case !ok || basic.Kind() != types.String || name.Name != "Verbatim":
		l.report(diag.ModelTag, l.node(f), "write Verbatim string `xml:\",innerxml\"`")
	}
	d.verbatim = f
}

// A fieldTag is the xml tag of a field.
type fieldTag struct {
	name      string
	option    string // attr, chardata, innerxml, group, or ""
	omitempty bool
}

func (t fieldTag) kind() schema.FieldKind {
	switch t.option {
	case "attr":
		return schema.Attribute
	case "chardata":
		return schema.Text
	case "group":
		return schema.Group
	}
	return schema.Element
}

// tag reads the xml tag of a field; ok is false if a fault has been reported.
func (l *loader) tag(f *ast.Field, name *ast.Ident) (tag fieldTag, ok bool) {
	if f.Tag == nil {
		l.report(diag.ModelTag, l.node(name), "field %s has no xml tag; it says which element or attribute the field is", diag.Quote(name.Name))
		return tag, false
	}
	raw, _ := strconv.Unquote(f.Tag.Value)
	value, found := reflect.StructTag(raw).Lookup("xml")
	if !found {
		l.report(diag.ModelTag, l.node(f.Tag), "field %s has no xml tag; it says which element or attribute the field is", diag.Quote(name.Name))
		return tag, false
	}
	tag, problem := parseTag(value)
	if problem != "" {
		l.report(diag.ModelTag, l.node(f.Tag), "%s", problem)
	}
	return tag, problem == ""
}

// tagOptions are the options of a tag; those that are kinds exclude each other.
var tagOptions = []string{"attr", "chardata", "innerxml", "group", "omitempty"}

// parseTag reads the value of an xml tag.
func parseTag(value string) (tag fieldTag, problem string) {
	parts := strings.Split(value, ",")
	tag.name = parts[0]
	for _, option := range parts[1:] {
		switch {
		case !slices.Contains(tagOptions, option):
			return tag, "unknown option " + diag.Quote(option) + " in the xml tag; expected " + diag.OneOf(tagOptions)
		case option == "omitempty":
			tag.omitempty = true
		case tag.option != "":
			return tag, "the options " + diag.Quote(tag.option) + " and " + diag.Quote(option) + " exclude each other"
		default:
			tag.option = option
		}
	}
	named := tag.option == "" || tag.option == "attr"
	switch {
	case named && tag.name == "":
		return tag, "the xml tag names nothing; write the name of the element or attribute"
	case named && !isName(tag.name):
		return tag, diag.Quote(tag.name) + " is no name of an element or attribute"
	case !named && tag.name != "":
		return tag, "a field with the option " + diag.Quote(tag.option) + " has no name; remove " + diag.Quote(tag.name)
	}
	return tag, ""
}

// content is what a field's Go type says.
type content struct {
	name    string // of the type; "" is any text
	kind    schema.Kind
	pointer bool
	slice   bool
}

// content reads a field's type; ok is false if a fault has been reported.
func (l *loader) content(f *ast.Field) (c content, ok bool) {
	t := types.Unalias(l.info.Types[f.Type].Type)
	switch u := t.(type) {
	case *types.Pointer:
		c.pointer, t = true, types.Unalias(u.Elem())
	case *types.Slice:
		c.slice, t = true, types.Unalias(u.Elem())
	}
	if basic, isBasic := t.(*types.Basic); isBasic && basic.Kind() == types.String {
		return c, true
	}
	d := l.declOf(t)
	if d == nil {
		l.report(diag.ModelType, l.node(f.Type), "type %s describes no XML; use string, or a struct, string or interface type of the package, with * or [] before it", diag.Quote(types.TypeString(t, unqualified)))
		return c, false
	}
	c.name, c.kind = d.Name, d.Kind
	return c, true
}

func unqualified(*types.Package) string { return "" }

// fits says why a field cannot hold its type, or "".
func fits(kind schema.FieldKind, c content, tag fieldTag) string {
	structured := c.kind == schema.Struct || c.kind == schema.Choice
	switch {
	case tag.omitempty && (c.kind != schema.Choice || c.slice):
		return "omitempty marks an optional choice; other optional fields are pointers"
	case c.pointer && c.kind == schema.Choice:
		return "a pointer to a choice is not used; an optional choice has the option omitempty in its tag"
	case kind == schema.Attribute && structured:
		return "an attribute holds text; use a string type"
	case kind == schema.Attribute && c.slice:
		return "an attribute occurs once; use a string type or a pointer to one"
	case kind == schema.Text && (structured || c.pointer || c.slice):
		return "text content is a string type, without * or []"
	case kind == schema.Group && (c.kind != schema.Choice || c.slice):
		return "a group is a choice; to share fields, embed a struct"
	}
	return ""
}
