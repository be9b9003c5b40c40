package docsgen

import (
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/schema"
)

// A shape is one of the forms that the content of an element takes once every
// choice in it is made.
type shape struct {
	path   []*schema.Type  // the variants chosen, outermost first
	fields []*schema.Field // attributes, elements and text, in order; no groups
	open   schema.Open
}

// maxShapes is how many shapes of one element a reader could make sense of,
// and many more.
const maxShapes = 200

// shapes are the forms of an element. Contents that come of different
// declarations are told apart by their types.
func (b *builder) shapes(e *schema.Entry) []shape {
	if cached, ok := b.shaped[e]; ok {
		return cached
	}
	var all []shape
	for _, t := range e.Contents {
		var path []*schema.Type
		if len(e.Contents) > 1 && t.Kind == schema.Struct {
			path = append(path, t)
		}
		all = append(all, b.expand(t, path)...)
	}
	if len(all) > maxShapes {
		b.fail(fmt.Errorf("element %s has %d shapes, more than the %d that a page can show", e.ID, len(all), maxShapes))
		all = all[:maxShapes]
	}
	b.shaped[e] = all
	return all
}

// expand makes every choice within a type. What is neither a struct nor a
// choice, and a choice within itself, has no shapes.
func (b *builder) expand(t *schema.Type, path []*schema.Type) []shape {
	switch t.Kind {
	case schema.Choice:
		var all []shape
		for _, name := range t.Variants {
			if v := b.types[name]; v != nil && !slices.Contains(path, v) {
				all = append(all, b.expand(v, append(slices.Clip(path), v))...)
			}
		}
		return all
	case schema.Struct:
		all := []shape{{path: path, open: t.Open}}
		for _, f := range t.Fields {
			if f.Kind == schema.Group {
				all = b.combine(all, f, len(path))
				continue
			}
			for i := range all {
				all[i].fields = append(slices.Clip(all[i].fields), f)
			}
		}
		return all
	}
	return nil
}

// combine puts what a group holds into every shape made so far. Paths of the
// shapes begin with the first depth types in common.
func (b *builder) combine(shapes []shape, group *schema.Field, depth int) []shape {
	t := b.types[group.Type]
	if t == nil {
		return shapes
	}
	var all []shape
	for _, s := range shapes {
		for _, inner := range b.expand(t, s.path[:depth:depth]) {
			if len(all) > maxShapes {
				return all
			}
			all = append(all, shape{
				path:   slices.Concat(s.path, inner.path[depth:]),
				fields: slices.Concat(s.fields, inner.fields),
				open:   s.open + inner.open,
			})
		}
	}
	return all
}

// bounds are how often an attribute or element stands within the element
// parent, whatever shape that takes.
func (b *builder) bounds(parent, e *schema.Entry) bounds {
	var all []bounds
	for _, s := range b.shapes(parent) {
		n := bounds{0, 0}
		for _, f := range s.fields {
			if slices.Contains(b.index.Of(f), e) {
				n = n.plus(f.Min, f.Max)
			}
		}
		all = append(all, n)
	}
	if len(all) == 0 {
		return bounds{0, schema.Unbounded}
	}
	sum := all[0]
	for _, n := range all[1:] {
		sum = sum.or(n)
	}
	return sum
}

func (o bounds) plus(least, most int) bounds {
	if o.Max == schema.Unbounded || most == schema.Unbounded {
		return bounds{o.Min + least, schema.Unbounded}
	}
	return bounds{o.Min + least, o.Max + most}
}

func (o bounds) or(p bounds) bounds {
	if o.Max == schema.Unbounded || p.Max == schema.Unbounded {
		return bounds{min(o.Min, p.Min), schema.Unbounded}
	}
	return bounds{min(o.Min, p.Min), max(o.Max, p.Max)}
}

// has reports whether a shape has a field that declares the entry.
func (b *builder) has(s shape, e *schema.Entry) bool {
	return slices.ContainsFunc(s.fields, func(f *schema.Field) bool { return slices.Contains(b.index.Of(f), e) })
}

// docs are the prose of the variants that make the shape, outermost first.
func (s shape) docs() []string {
	var docs []string
	for _, t := range s.path {
		if t.Doc != "" {
			docs = append(docs, t.Doc)
		}
	}
	return docs
}
