package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Type is the type of that name, or nil. The name "", which means any text,
// has no type.
func (m *Model) Type(name string) *Type {
	for _, t := range m.Types {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Field is the field of that Go name, or nil.
func (t *Type) Field(goName string) *Field {
	for _, f := range t.Fields {
		if f.GoName == goName {
			return f
		}
	}
	return nil
}

// Allows reports whether a field whose type is an enumeration may hold the
// value.
func (f *Field) Allows(v *Value) bool {
	return len(f.Fixed) == 0 || slices.Contains(f.Fixed, v.Name)
}

// Load reads a model that was written as JSON. The error says what is not
// JSON, or which name in it stands for no type.
func Load(data []byte) (*Model, error) {
	m := new(Model)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("reading a model: %w", err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("reading a model: %w", err)
	}
	return m, nil
}

// JSON writes the model as [Load] reads it.
func (m *Model) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "\t")
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("writing a model: %w", err)
	}
	return b.Bytes(), nil
}

// check makes sure that every name of a type stands for one.
func (m *Model) check() error {
	types := make(map[string]*Type, len(m.Types))
	for i, t := range m.Types {
		if t == nil || t.Name == "" {
			return fmt.Errorf("type %d has no name", i)
		}
		types[t.Name] = t
	}
	if root := types[m.Root]; root == nil || root.Kind != Struct {
		return fmt.Errorf("the root type %q is no struct of the model", m.Root)
	}
	for _, t := range m.Types {
		if slices.Contains(t.Fields, nil) || slices.Contains(t.Values, nil) {
			return fmt.Errorf("type %s has a field or value that is null", t.Name)
		}
		for _, name := range t.names() {
			if types[name] == nil {
				return fmt.Errorf("type %s names the type %q, which is not there", t.Name, name)
			}
		}
	}
	return nil
}

// names are the types that a type refers to, in order, repetitions included.
func (t *Type) names() []string {
	names := slices.Concat(t.Variants, t.Union)
	for _, f := range t.Fields {
		if f.Type != "" {
			names = append(names, f.Type)
		}
	}
	return names
}
