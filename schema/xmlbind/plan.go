package xmlbind

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

// A plan is what the fields of a struct stand for.
type plan struct {
	typ      reflect.Type
	fields   []*field
	text     *field
	verbatim []int // index of the field Verbatim, nil in a closed struct
	elements bool  // open to elements alone
	declared map[key]bool
}

// A key is the name of an attribute or child element.
type key struct {
	attr bool
	name string
}

type fieldKind uint8

const (
	attrField fieldKind = iota
	elementField
	textField
	structGroup // an embedded struct
	choiceGroup // a choice within the element itself
)

// A field is one field of a struct.
type field struct {
	kind     fieldKind
	name     string // of the attribute or element
	id       string // "Type.Field"
	index    int
	typ      reflect.Type // without the pointer or slice
	pointer  bool
	slice    bool
	min, max int // max -1: any number
	fixed    []string
	group    *plan        // of a struct group
	variants []*plan      // of a choice group
	scope    map[key]bool // of a choice group: the names it is responsible for
}

// open reports whether the struct keeps more than it declares.
func (p *plan) open() bool { return p.verbatim != nil }

// plan is the plan of a struct type.
func (b *Binding) plan(t reflect.Type) (*plan, error) {
	if p, ok := b.plans.Load(t); ok {
		return p.(*plan), nil
	}
	m := &planner{binding: b}
	p, err := m.plan(t)
	if err != nil {
		return nil, err
	}
	b.plans.Store(t, p)
	return p, nil
}

// A planner makes plans. It knows those that are being made, to find a struct
// that holds itself without an element between.
type planner struct {
	binding *Binding
	making  []reflect.Type
}

func (m *planner) plan(t reflect.Type) (*plan, error) {
	if slices.Contains(m.making, t) {
		return nil, &typeError{t, "holds itself without an element between"}
	}
	m.making = append(m.making, t)
	defer func() { m.making = m.making[:len(m.making)-1] }()
	p := &plan{typ: t, declared: make(map[key]bool), elements: slices.Contains(m.binding.ElementsOnly, t.Name())}
	for i := range t.NumField() {
		if err := m.field(p, t.Field(i), i); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (m *planner) field(p *plan, sf reflect.StructField, index int) error {
	tag, ok := sf.Tag.Lookup("xml")
	name, options, _ := strings.Cut(tag, ",")
	f := &field{name: name, id: p.typ.Name() + "." + sf.Name, index: index, typ: sf.Type, min: 1, max: 1}
	option, rest, _ := strings.Cut(options, ",")
	switch {
	case sf.Anonymous && !ok:
		f.kind = structGroup
	case !ok || !sf.IsExported():
		return &typeError{p.typ, "field " + sf.Name + " has no xml tag"}
	case option == "innerxml":
		p.verbatim = sf.Index
		return nil
	case option == "attr":
		f.kind = attrField
	case option == "chardata":
		f.kind = textField
		p.text = f
	case option == "group":
		f.kind = choiceGroup
	default:
		f.kind = elementField
	}
	if option == "omitempty" || rest == "omitempty" {
		f.min = 0
	}
	m.shape(f)
	p.fields = append(p.fields, f)
	return m.content(p, f)
}

// shape takes the pointer or slice off the field's type, and notes how often
// the field occurs.
func (m *planner) shape(f *field) {
	switch f.typ.Kind() {
	case reflect.Pointer:
		f.pointer, f.typ, f.min = true, f.typ.Elem(), 0
	case reflect.Slice:
		f.slice, f.typ, f.min, f.max = true, f.typ.Elem(), 0, -1
	}
	if bounds, ok := m.binding.Occurs[f.id]; ok {
		f.min, f.max = bounds[0], bounds[1]
	}
	f.fixed = m.binding.Fixed[f.id]
}

// content checks what a field holds, and declares the names it stands for.
func (m *planner) content(p *plan, f *field) (err error) {
	kind := f.typ.Kind()
	switch f.kind {
	case attrField, textField:
		if kind != reflect.String || f.slice {
			return &typeError{p.typ, "field " + f.id + " must be a string"}
		}
	case elementField:
		if kind == reflect.Interface && m.binding.variants(f.typ) == nil {
			return &typeError{f.typ, "is no choice of the binding"}
		}
		if kind != reflect.String && kind != reflect.Struct && kind != reflect.Interface {
			return &typeError{p.typ, "field " + f.id + " cannot be an element"}
		}
	case structGroup:
		if kind != reflect.Struct {
			return &typeError{p.typ, "field " + f.id + " must be a struct"}
		}
		f.group, err = m.plan(f.typ)
		p.include(f.group)
		return err
	case choiceGroup:
		return m.choice(p, f)
	}
	if f.kind != textField {
		p.declared[key{f.kind == attrField, f.name}] = true
	}
	return nil
}

func (m *planner) choice(p *plan, f *field) error {
	variants := m.binding.variants(f.typ)
	if variants == nil {
		return &typeError{f.typ, "is no choice of the binding"}
	}
	f.scope = make(map[key]bool)
	for _, t := range variants {
		v, err := m.plan(t)
		if err != nil {
			return err
		}
		f.variants = append(f.variants, v)
		p.include(v)
		maps.Copy(f.scope, v.declared)
	}
	return nil
}

// include declares the names of a group as the struct's own.
func (p *plan) include(group *plan) {
	if group == nil {
		return
	}
	maps.Copy(p.declared, group.declared)
	if group.text != nil {
		p.text = group.text
	}
}
