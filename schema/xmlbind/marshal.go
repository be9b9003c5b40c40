package xmlbind

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// Marshal writes the document whose root element v describes, a struct or a
// pointer to one: two spaces for each level, single quotes, a line break at
// the end. The error names the field that XML or the format has no way to
// write.
func Marshal(v any, b *Binding) ([]byte, error) {
	value := reflect.ValueOf(v)
	if value.Kind() == reflect.Pointer {
		value = value.Elem()
	}
	if value.Kind() != reflect.Struct {
		return nil, fmt.Errorf("xmlbind: Marshal of %T, which is no struct", v)
	}
	e := &encoder{binding: b}
	if err := e.element(b.Root, value, 0); err != nil {
		return nil, fmt.Errorf("xmlbind: %w", err)
	}
	return []byte(e.out.String()), nil
}

// An encoder writes a document.
type encoder struct {
	binding *Binding
	out     strings.Builder
}

// A part is the attributes, text and child elements of one element, gathered
// from a struct and its groups.
type part struct {
	attrs    strings.Builder
	text     strings.Builder
	children []child
}

// A child is an element to be written.
type child struct {
	name  string
	value reflect.Value
}

func (e *encoder) element(name string, value reflect.Value, depth int) error {
	if depth >= depthLimit {
		return fmt.Errorf("elements nest more than %d deep", depthLimit)
	}
	value, err := concrete(value)
	if err != nil {
		return fmt.Errorf("element %q: %w", name, err)
	}
	e.indent(depth)
	if value.Kind() == reflect.String {
		return e.textElement(name, value.String())
	}
	p, err := e.binding.plan(value.Type())
	if err != nil {
		return err
	}
	if p.open() {
		if verbatim := value.FieldByIndex(p.verbatim).String(); verbatim != "" {
			return e.verbatim(name, verbatim)
		}
	}
	content := &part{}
	if err := e.gather(content, value, p); err != nil {
		return fmt.Errorf("element %q: %w", name, err)
	}
	return e.write(name, content, depth)
}

// concrete is the value within interfaces and pointers.
func concrete(value reflect.Value) (reflect.Value, error) {
	for value.Kind() == reflect.Interface || value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return value, fmt.Errorf("there is no value, and the format wants one")
		}
		value = value.Elem()
	}
	return value, nil
}

func (e *encoder) indent(depth int) {
	for range depth {
		e.out.WriteString("  ")
	}
}

func (e *encoder) textElement(name, text string) error {
	if !writable(text) {
		return fmt.Errorf("element %q: XML cannot represent %s", name, diag.Quote(text))
	}
	if text == "" {
		e.out.WriteString("<" + name + "/>\n")
		return nil
	}
	e.out.WriteString("<" + name + ">")
	escapeText(&e.out, text)
	e.out.WriteString("</" + name + ">\n")
	return nil
}

// write writes an element whose parts are known.
func (e *encoder) write(name string, content *part, depth int) error {
	e.out.WriteString("<" + name + content.attrs.String())
	switch {
	case len(content.children) > 0:
		e.out.WriteString(">\n")
		for _, c := range content.children {
			if err := e.element(c.name, c.value, depth+1); err != nil {
				return fmt.Errorf("element %q: %w", name, err)
			}
		}
		e.indent(depth)
		e.out.WriteString("</" + name + ">\n")
	case content.text.Len() > 0:
		e.out.WriteString(">" + content.text.String() + "</" + name + ">\n")
	default:
		e.out.WriteString("/>\n")
	}
	return nil
}

// gather collects what a struct says of its element.
func (e *encoder) gather(to *part, value reflect.Value, p *plan) error {
	for _, f := range p.fields {
		if err := e.field(to, value.Field(f.index), f); err != nil {
			return fmt.Errorf("%s: %w", f.id, err)
		}
	}
	return nil
}

func (e *encoder) field(to *part, value reflect.Value, f *field) error {
	switch f.kind {
	case attrField:
		return f.attribute(to, value)
	case textField:
		text, err := f.checked(value.String())
		escapeText(&to.text, text)
		return err
	case elementField:
		return f.elements(to, value)
	case structGroup:
		return e.gather(to, value, f.group)
	}
	if value.IsNil() && f.min == 0 {
		return nil
	}
	variant, err := concrete(value)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(f.variants, func(p *plan) bool { return p.typ == variant.Type() })
	if i < 0 {
		return fmt.Errorf("%s is no variant of the choice", variant.Type())
	}
	return e.gather(to, variant, f.variants[i])
}

// attribute writes an attribute that is there.
func (f *field) attribute(to *part, value reflect.Value) error {
	if f.pointer {
		if value.IsNil() {
			return nil
		}
		value = value.Elem()
	}
	text, err := f.checked(value.String())
	if err != nil {
		return err
	}
	to.attrs.WriteString(" " + f.name + "='")
	escapeAttr(&to.attrs, text)
	to.attrs.WriteString("'")
	return nil
}

// checked is the text of a value, with the only fixed value filled in for
// none.
func (f *field) checked(text string) (string, error) {
	if text == "" && len(f.fixed) == 1 && f.min > 0 {
		return f.fixed[0], nil
	}
	if len(f.fixed) > 0 && !f.allows(text) {
		return "", fmt.Errorf("must be %s, not %s", diag.OneOf(f.fixed), diag.Quote(text))
	}
	if !writable(text) {
		return "", fmt.Errorf("XML cannot represent %s", diag.Quote(text))
	}
	return text, nil
}

// elements notes the child elements of a field.
func (f *field) elements(to *part, value reflect.Value) error {
	if !f.slice {
		if f.min == 0 && value.IsNil() {
			return nil
		}
		return f.child(to, value)
	}
	if n := value.Len(); n < f.min || f.max >= 0 && n > f.max {
		return fmt.Errorf("%d elements %q, which is too few or too many", n, f.name)
	}
	for i := range value.Len() {
		if err := f.child(to, value.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func (f *field) child(to *part, value reflect.Value) error {
	if len(f.fixed) > 0 {
		v, err := concrete(value)
		if err != nil {
			return err
		}
		text, err := f.checked(v.String())
		if err != nil {
			return err
		}
		value = reflect.ValueOf(text)
	}
	to.children = append(to.children, child{f.name, value})
	return nil
}

// verbatim writes an open element as it was read.
func (e *encoder) verbatim(name, text string) error {
	doc, err := parse([]byte(text))
	switch {
	case err != nil:
		return fmt.Errorf("element %q: Verbatim is no element: %w", name, err)
	case !doc.raw || doc.root.rng.Start != 0 || doc.root.rng.End != int64(len(text)):
		return fmt.Errorf("element %q: Verbatim is more than an element", name)
	case doc.root.name.Local != name || doc.root.name.Space != "":
		return fmt.Errorf("element %q: Verbatim is the element %s", name, diag.Quote(doc.root.qname))
	}
	e.out.WriteString(text)
	e.out.WriteString("\n")
	return nil
}
