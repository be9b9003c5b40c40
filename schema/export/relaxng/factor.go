package relaxng

import (
	"reflect"
	"slices"

	"github.com/snapxml/snapxml/schema"
)

// factor finds what all variants of each choice have in common and may stand
// before the choice: attributes, and embedded structs of attributes alone. A
// variant that is also used elsewhere keeps what it has.
func (x *exporter) factor() {
	uses := x.uses()
	for _, t := range x.model.Types {
		if t.Kind != schema.Choice || len(t.Variants) < 2 || !x.exclusive(t, uses) {
			continue
		}
		first := x.types[t.Variants[0]]
		for _, f := range first.Fields {
			same := x.inAll(t, f)
			if f.Kind == schema.Text || same == nil || !x.attributesOnly(f, nil) {
				continue
			}
			x.common[t] = append(x.common[t], f)
			for _, g := range same {
				x.factored[g] = true
			}
		}
	}
}

// uses counts the places that name each type.
func (x *exporter) uses() map[string]int {
	uses := make(map[string]int)
	for _, t := range x.model.Types {
		for _, name := range t.Variants {
			uses[name]++
		}
		for _, f := range t.Fields {
			uses[f.Type]++
		}
	}
	return uses
}

// exclusive reports whether the variants of a choice are closed structs that
// nothing else uses.
func (x *exporter) exclusive(choice *schema.Type, uses map[string]int) bool {
	return !slices.ContainsFunc(choice.Variants, func(name string) bool {
		v := x.types[name]
		return v == nil || uses[name] != 1 || v.Open != schema.Closed
	})
}

// inAll finds the field that is the same as f in each variant, or nil if one
// has none.
func (x *exporter) inAll(choice *schema.Type, f *schema.Field) []*schema.Field {
	var same []*schema.Field
	for _, name := range choice.Variants {
		v := x.types[name]
		i := slices.IndexFunc(v.Fields, func(g *schema.Field) bool { return reflect.DeepEqual(f, g) })
		if i < 0 {
			return nil
		}
		same = append(same, v.Fields[i])
	}
	return same
}

// attributesOnly reports whether a field stands for attributes and nothing
// else.
func (x *exporter) attributesOnly(f *schema.Field, visited []*schema.Type) bool {
	if f.Kind != schema.Group {
		return f.Kind == schema.Attribute
	}
	t := x.types[f.Type]
	if t == nil || slices.Contains(visited, t) {
		return true
	}
	visited = append(visited, t)
	for _, name := range t.Variants {
		if !x.attributesOnly(&schema.Field{Kind: schema.Group, Type: name}, visited) {
			return false
		}
	}
	return !slices.ContainsFunc(t.Fields, func(f *schema.Field) bool { return !x.attributesOnly(f, visited) })
}
