package schema

import "slices"

// At is the format as a release knew it. What the release did not know is
// gone: fields, values, variants, members of a union, and types that nothing
// names any more. So is a struct with an attribute that must be there and has
// no known value left. Content whose datatype or enumeration is younger than
// the release is any text. Examples show the newest format and are left out.
func (m *Model) At(v Version) *Model {
	f := newFilter(m, v)
	at := &Model{Name: m.Name, Doc: m.Doc, Root: m.Root}
	for _, t := range m.Types {
		switch {
		case !f.gone[t.Name]:
			at.Types = append(at.Types, f.reduced(t))
		case t.Name == m.Root:
			at.Types = append(at.Types, &Type{Name: t.Name, Kind: Struct, Doc: t.Doc, Order: t.Order})
		}
	}
	at.dropUnreachable()
	return at
}

// A filter knows what is gone from a model at a release.
type filter struct {
	version Version
	types   map[string]*Type
	gone    map[string]bool // names of types
}

// newFilter finds the types that are gone: those that were not known, and
// what cannot be without them.
func newFilter(m *Model, v Version) *filter {
	f := &filter{version: v, types: make(map[string]*Type), gone: make(map[string]bool)}
	for _, t := range m.Types {
		f.types[t.Name] = t
		f.gone[t.Name] = !t.KnownTo(v)
	}
	for changed := true; changed; {
		changed = false
		for _, t := range m.Types {
			if !f.gone[t.Name] && f.empty(t) {
				f.gone[t.Name], changed = true, true
			}
		}
	}
	return f
}

// empty reports whether nothing is left that the type allows.
func (f *filter) empty(t *Type) bool {
	switch t.Kind {
	case Choice:
		return len(f.names(t.Variants)) == 0
	case Data:
		return len(t.Union) > 0 && len(f.names(t.Union)) == 0
	case Enum:
		return len(f.values(t)) == 0
	}
	return slices.ContainsFunc(t.Fields, func(field *Field) bool {
		return field.Min > 0 && field.KnownTo(f.version) && f.unfulfillable(field)
	})
}

// unfulfillable reports whether all the values that a field allows are gone.
func (f *filter) unfulfillable(field *Field) bool {
	return len(field.Fixed) > 0 && !f.gone[field.Type] && len(f.fixed(field)) == 0
}

func (f *filter) names(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return f.gone[name] })
}

func (f *filter) values(enum *Type) []*Value {
	return slices.DeleteFunc(slices.Clone(enum.Values), func(v *Value) bool { return !v.KnownTo(f.version) })
}

// fixed are the values that a field allows and the release knew.
func (f *filter) fixed(field *Field) []string {
	known := f.values(f.types[field.Type])
	return slices.DeleteFunc(slices.Clone(field.Fixed), func(name string) bool {
		return !slices.ContainsFunc(known, func(v *Value) bool { return v.Name == name })
	})
}

// reduced is a copy of a type without what is gone.
func (f *filter) reduced(t *Type) *Type {
	kept := *t
	kept.Variants, kept.Union = f.names(t.Variants), f.names(t.Union)
	kept.Values, kept.Fields = f.values(t), nil
	for _, field := range t.Fields {
		if copied := f.reducedField(field); copied != nil {
			kept.Fields = append(kept.Fields, copied)
		}
	}
	return &kept
}

// reducedField is a copy of a field without what is gone, or nil if the field
// is gone itself.
func (f *filter) reducedField(field *Field) *Field {
	if !field.KnownTo(f.version) || f.unfulfillable(field) {
		return nil
	}
	kept := *field
	if content := f.types[field.Type]; content != nil && f.gone[content.Name] {
		if content.structured() {
			return nil
		}
		kept.Type, kept.Fixed = "", nil
	} else if len(field.Fixed) > 0 {
		kept.Fixed = f.fixed(field)
	}
	return &kept
}

// dropUnreachable drops the types that the root does not lead to.
func (m *Model) dropUnreachable() {
	reached := map[string]bool{m.Root: true}
	for queue := []string{m.Root}; len(queue) > 0; queue = queue[1:] {
		t := m.Type(queue[0])
		if t == nil {
			continue
		}
		for _, name := range t.names() {
			if !reached[name] {
				reached[name] = true
				queue = append(queue, name)
			}
		}
	}
	m.Types = slices.DeleteFunc(m.Types, func(t *Type) bool { return !reached[t.Name] })
}
