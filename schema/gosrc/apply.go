package gosrc

import (
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/diag"
)

// A target is the declaration that a directive speaks of.
type target struct {
	place   Place
	model   *schema.Model
	decl    *typeDecl
	field   *schema.Field
	facts   *schema.Facts
	example *schema.Example
}

func (l *loader) applyAll(t *target, list []*annotation) {
	for _, a := range list {
		a.directive.apply(l, t, a)
	}
}

// word is an argument that must be one of certain words; "" has been reported.
func (l *loader) word(a *annotation, i int, allowed ...string) string {
	arg := a.args[i]
	if slices.Contains(allowed, arg.text) {
		return arg.text
	}
	l.reportUnknown(diag.AnnotationArgument, arg.place, "argument", arg.text, allowed)
	return ""
}

func (l *loader) version(a *annotation) schema.Version {
	v, err := schema.ParseVersion(a.args[0].text)
	if err != nil {
		l.report(diag.AnnotationArgument, a.args[0].place, "%s", err)
	}
	return v
}

func applyElement(l *loader, t *target, a *annotation) {
	name := a.args[0]
	if !isName(name.text) {
		l.report(diag.AnnotationArgument, name.place, "%s is no name of an element", diag.Quote(name.text))
	}
	if l.root != nil {
		l.report(diag.AnnotationRepeated, a.place, "a format has one root element; the type %s is it already", diag.Quote(l.root.Name))
		return
	}
	l.root = t.decl
	l.model.Name, l.model.Root = name.text, t.decl.Name
}

func applyOrder(l *loader, t *target, a *annotation) {
	order := schema.Order(l.word(a, 0, string(schema.Interleave), string(schema.Sequence)))
	if t.place == OnPackage {
		l.order = order
		return
	}
	t.decl.Order = order
}

func applyOccurs(l *loader, t *target, a *annotation) {
	arg := a.args[0]
	if t.field.Kind != schema.Element || t.field.Max != schema.Unbounded {
		l.report(diag.AnnotationMisplaced, a.place, "directive %s not allowed on this field; it stands on a slice of child elements", diag.Quote("occurs"))
		return
	}
	low, high, ok := parseBounds(arg.text)
	if !ok {
		l.report(diag.AnnotationArgument, arg.place, "%s is no range of a slice; write MIN.. or MIN..MAX, MAX at least 2 and no less than MIN", diag.Quote(arg.text))
		return
	}
	t.field.Min, t.field.Max = low, high
}

// parseBounds reads "1.." or "0..2".
func parseBounds(s string) (low, high int, ok bool) {
	from, to, dots := strings.Cut(s, "..")
	low, err := strconv.Atoi(from)
	if !dots || err != nil || low < 0 {
		return 0, 0, false
	}
	if to == "" {
		return low, schema.Unbounded, true
	}
	high, err = strconv.Atoi(to)
	return low, high, err == nil && high >= max(low, 2)
}

func applyChoice(_ *loader, t *target, _ *annotation) { t.decl.isChoice = true }

func applyData(l *loader, t *target, a *annotation) {
	if t.decl.Kind == schema.Data {
		l.report(diag.AnnotationRepeated, a.place, "a type is either a datatype or a union of them")
		return
	}
	t.decl.Kind = schema.Data
	arg := a.args[0]
	library, name, qualified := strings.Cut(arg.text, ":")
	switch {
	case !qualified:
		t.decl.Datatype = l.word(a, 0, "token", "string")
	case library != "xsd" || !isName(name):
		l.report(diag.AnnotationArgument, arg.place, "unknown datatype %s; expected token, string or xsd:TYPE", diag.Quote(arg.text))
	default:
		t.decl.Library, t.decl.Datatype = xsdLibrary, name
	}
}

// xsdLibrary is the datatype library that the prefix xsd stands for.
const xsdLibrary = "http://www.w3.org/2001/XMLSchema-datatypes"

// facets are the params of XML Schema datatypes that RELAX NG can give.
var facets = []string{
	"length", "minLength", "maxLength", "pattern", "minInclusive", "maxInclusive",
	"minExclusive", "maxExclusive", "totalDigits", "fractionDigits",
}

func applyParam(l *loader, t *target, a *annotation) {
	name := l.word(a, 0, facets...)
	t.decl.Params = append(t.decl.Params, schema.Param{Name: name, Value: a.args[1].text})
	l.pending = append(l.pending, func() {
		if t.decl.Library == "" {
			l.report(diag.AnnotationMisplaced, a.place, "directive %s not allowed here; it narrows a datatype of a library, such as xsd:string", diag.Quote("param"))
		}
	})
}

func applyLabel(l *loader, t *target, a *annotation) {
	t.decl.Label = a.args[0].text
	l.pending = append(l.pending, func() {
		if t.decl.Kind != schema.Data {
			l.report(diag.AnnotationMisplaced, a.place, "directive %s not allowed on an enumeration; it names a datatype", diag.Quote("label"))
		}
	})
}

func applyUnion(l *loader, t *target, a *annotation) {
	if t.decl.Kind == schema.Data {
		l.report(diag.AnnotationRepeated, a.place, "a type is either a datatype or a union of them")
		return
	}
	t.decl.Kind = schema.Data
	for _, arg := range a.args {
		t.decl.Union = append(t.decl.Union, arg.text)
		l.pending = append(l.pending, func() { l.checkMember(t.decl, arg) })
	}
}

// checkMember checks one type of a union.
func (l *loader) checkMember(union *typeDecl, arg argument) {
	member := l.types[arg.text]
	if member != nil && (member.Kind == schema.Enum || member.Kind == schema.Data && len(member.Union) == 0) {
		return
	}
	var known []string
	for _, d := range l.decls {
		if d != union && (d.Kind == schema.Enum || d.Kind == schema.Data && len(d.Union) == 0) {
			known = append(known, d.Name)
		}
	}
	l.reportUnknown(diag.AnnotationArgument, arg.place, "datatype", arg.text, known)
}

func applyFixed(l *loader, t *target, a *annotation) {
	for _, arg := range a.args {
		t.field.Fixed = append(t.field.Fixed, arg.text)
	}
	l.pending = append(l.pending, func() { l.checkFixed(t.field, a) })
}

// checkFixed checks that the fixed values are values of the enumeration.
func (l *loader) checkFixed(f *schema.Field, a *annotation) {
	enum := l.types[f.Type]
	if enum == nil || enum.Kind != schema.Enum {
		l.report(diag.AnnotationMisplaced, a.place, "directive %s not allowed on this field; it stands where the type is an enumeration", diag.Quote("fixed"))
		return
	}
	var known []string
	for _, v := range enum.Values {
		known = append(known, v.Name)
	}
	for i, arg := range a.args {
		if !slices.Contains(known, arg.text) {
			l.reportUnknown(diag.AnnotationArgument, arg.place, "value", arg.text, known)
		} else if slices.Contains(f.Fixed[:i], arg.text) {
			l.report(diag.AnnotationArgument, arg.place, "value %s stands here already", diag.Quote(arg.text))
		}
	}
}

func applyOpen(l *loader, t *target, a *annotation) {
	t.decl.Open = schema.Open(l.word(a, 0, string(schema.AnyContent), string(schema.AnyElements)))
	l.pending = append(l.pending, func() {
		if t.decl.verbatim == nil && !t.decl.faulty {
			l.report(diag.ModelTag, a.place, "an open struct keeps the element as it is written; add the field Verbatim string `xml:\",innerxml\"`")
		}
	})
}

func applySince(l *loader, t *target, a *annotation) {
	t.facts.Since = l.version(a)
	l.checkSpan(t, a)
}

func applyUntil(l *loader, t *target, a *annotation) {
	t.facts.Until = l.version(a)
	l.checkSpan(t, a)
}

// checkSpan checks that the first release comes before the last.
func (l *loader) checkSpan(t *target, a *annotation) {
	if f := t.facts; !f.Until.IsZero() && f.Until.Compare(f.Since) <= 0 {
		l.report(diag.AnnotationArgument, a.args[0].place, "until %s is not after since %s", f.Until, f.Since)
	}
}

func applyAccess(l *loader, t *target, a *annotation) {
	t.facts.Access = schema.Access(l.word(a, 0, string(schema.Create), string(schema.ReadOnly), string(schema.Internal)))
}

func applyRedefine(l *loader, t *target, a *annotation) {
	t.facts.Redefine = schema.Redefine(l.word(a, 0, string(schema.Required), string(schema.Read), string(schema.Ignored)))
}

func applyExample(l *loader, t *target, a *annotation) {
	t.example.Use = schema.Use(l.word(a, 0, string(schema.ForCreation), string(schema.ForRedefinition), string(schema.ForReading)))
	for _, flag := range a.args[1:] {
		t.example.Flags = append(t.example.Flags, flag.text)
	}
}
