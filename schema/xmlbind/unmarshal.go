package xmlbind

import (
	"fmt"
	"reflect"

	"github.com/snapxml/snapxml/validate/diag"
)

// Unmarshal reads a document into v, a pointer to the struct of the root
// element. Where the document is not well-formed or does not fit the types
// the error is an [*Error], and v is unchanged.
func Unmarshal(data []byte, v any, b *Binding) error {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() || target.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("xmlbind: Unmarshal into %T, which is no pointer to a struct", v)
	}
	doc, err := parse(data)
	if err != nil {
		return err
	}
	d := &decoder{binding: b, doc: doc, memo: make(map[memoKey]result)}
	if n := doc.root; n.name.Local != b.Root || n.name.Space != "" {
		return d.problem(n, n.tagName, "root "+element(n.qname)+" is unknown; expected "+diag.Quote(b.Root)+outside(n))
	}
	value, err := d.structure(doc.root, target.Type().Elem())
	if err != nil {
		return err
	}
	target.Elem().Set(value)
	return nil
}

// outside says of an element in a namespace that it should be in none.
func outside(n *node) string {
	if n.name.Space == "" {
		return ""
	}
	return " in no namespace"
}

// A decoder turns the tree of a document into Go values.
type decoder struct {
	binding *Binding
	doc     *document
	memo    map[memoKey]result
}

// A memoKey is an element read as a type. Where choices nest, one element may
// be tried as one type many times; remembering what came of it bounds the
// time by the product of elements and types.
type memoKey struct {
	node *node
	typ  reflect.Type
}

type result struct {
	value reflect.Value
	err   error
}

// content reads an element as a type.
func (d *decoder) content(n *node, t reflect.Type) (reflect.Value, error) {
	switch t.Kind() {
	case reflect.String:
		return d.text(n, t)
	case reflect.Interface:
		return d.choice(n, t)
	}
	return d.structure(n, t)
}

// text reads an element that holds text and nothing else.
func (d *decoder) text(n *node, t reflect.Type) (reflect.Value, error) {
	if len(n.attrs) > 0 {
		return reflect.Value{}, d.problem(n, n.attrs[0].rng, attribute(n.attrs[0].qname)+" not allowed here")
	}
	for _, i := range n.content {
		if i.child != nil {
			return reflect.Value{}, d.problem(n, i.child.rng, element(i.child.qname)+" not allowed here; expected text")
		}
	}
	return reflect.ValueOf(n.text()).Convert(t), nil
}

// choice reads an element as the first variant that fits.
func (d *decoder) choice(n *node, t reflect.Type) (reflect.Value, error) {
	types := d.binding.variants(t)
	plans := make([]*plan, len(types))
	var failed error
	for i, v := range types {
		p, err := d.binding.plan(v)
		if err != nil {
			return reflect.Value{}, err
		}
		plans[i] = p
		if fit(n, p, nil).problems > 0 {
			continue
		}
		value, err := d.structure(n, v)
		if err == nil {
			return value, nil
		}
		if failed == nil {
			failed = err
		}
	}
	if failed != nil {
		return reflect.Value{}, failed
	}
	best := closest(n, plans, nil)
	return reflect.Value{}, d.problem(n, best.at, best.text())
}

// structure reads an element as a struct.
func (d *decoder) structure(n *node, t reflect.Type) (reflect.Value, error) {
	if r, ok := d.memo[memoKey{n, t}]; ok {
		return r.value, r.err
	}
	value, err := d.newStructure(n, t)
	d.memo[memoKey{n, t}] = result{value, err}
	return value, err
}

func (d *decoder) newStructure(n *node, t reflect.Type) (reflect.Value, error) {
	p, err := d.binding.plan(t)
	if err != nil {
		return reflect.Value{}, err
	}
	if v := fit(n, p, nil); v.problems > 0 {
		return reflect.Value{}, d.problem(n, v.at, v.text())
	}
	value := reflect.New(t).Elem()
	if err := d.fill(value, n, p); err != nil {
		return reflect.Value{}, err
	}
	if p.open() {
		value.FieldByIndex(p.verbatim).SetString(d.doc.verbatim(n))
	}
	return value, nil
}

// fill sets the fields of a struct from an element that fits it.
func (d *decoder) fill(value reflect.Value, n *node, p *plan) (err error) {
	for _, f := range p.fields {
		target := value.Field(f.index)
		switch f.kind {
		case attrField:
			if a := n.attr(f.name); a != nil {
				f.put(target, reflect.ValueOf(a.value).Convert(f.typ))
			}
		case textField:
			target.SetString(n.text())
		case elementField:
			err = d.children(target, n, f)
		case structGroup:
			err = d.fill(target, n, f.group)
		case choiceGroup:
			err = d.group(target, n, f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// children reads the child elements of a field.
func (d *decoder) children(target reflect.Value, n *node, f *field) error {
	for _, i := range n.content {
		if i.child == nil || i.child.name.Local != f.name || i.child.name.Space != "" {
			continue
		}
		value, err := d.content(i.child, f.typ)
		if err != nil {
			return err
		}
		f.put(target, value)
	}
	return nil
}

// group reads a choice whose variants share the element with other fields.
func (d *decoder) group(target reflect.Value, n *node, f *field) error {
	if f.min == 0 && !f.present(n) {
		return nil
	}
	var failed error
	for _, p := range f.variants {
		if fit(n, p, f.scope).problems > 0 {
			continue
		}
		value := reflect.New(p.typ).Elem()
		err := d.fill(value, n, p)
		if err == nil {
			target.Set(value)
			return nil
		}
		if failed == nil {
			failed = err
		}
	}
	return failed
}

// put stores a value in a field, as often as the field takes one.
func (f *field) put(target, value reflect.Value) {
	switch {
	case f.pointer:
		p := reflect.New(f.typ)
		p.Elem().Set(value)
		target.Set(p)
	case f.slice:
		target.Set(reflect.Append(target, value))
	default:
		target.Set(value)
	}
}
