package docsgen

import (
	"slices"

	"github.com/snapxml/snapxml/schema"
)

// pieces are the prose of an entry as HTML.
func (b *builder) pieces(e *schema.Entry) []prosePiece {
	var list []prosePiece
	for _, g := range b.says(e) {
		list = append(list, prosePiece{For: g.where, HTML: b.text(e.ID, e, 3, g.doc)})
	}
	return list
}

// says is the prose of an entry: what is said of it in its places, then what
// is said of what it holds, then of its text and of choices in it. Prose that
// holds for some shapes or parents only says which.
func (b *builder) says(e *schema.Entry) []said {
	here := b.gather(e, func(d *schema.Declaration) string {
		if d.Value != nil {
			return d.Value.Doc
		}
		if d.Field != nil {
			return d.Field.Doc
		}
		return ""
	})
	held := b.gather(e, func(d *schema.Declaration) string {
		if d.Value != nil || d.Content == nil || b.elsewhere(e, d, len(here) > 0) {
			return ""
		}
		return d.Content.Doc
	})
	return slices.Concat(here, held, b.saidOfText(e), b.saidOfChoices(e))
}

// elsewhere reports whether the page shows the prose of a content in another
// place: that of a variant in the table of shapes, that of a data type in its
// section.
func (b *builder) elsewhere(e *schema.Entry, d *schema.Declaration, described bool) bool {
	if d.Content.Kind == schema.Data {
		return described
	}
	shapes := b.shapes(e)
	return len(shapes) > 1 && slices.ContainsFunc(shapes, func(s shape) bool { return slices.Contains(s.path, d.Content) })
}

// A said is one text with the place it holds for.
type said struct{ where, doc string }

// gather groups the declarations of an entry by what doc says of them.
func (b *builder) gather(e *schema.Entry, doc func(*schema.Declaration) string) []said {
	var texts []string
	from := make(map[string][]*schema.Declaration)
	for _, d := range e.Declarations {
		text := doc(d)
		if text == "" {
			continue
		}
		if from[text] == nil {
			texts = append(texts, text)
		}
		from[text] = append(from[text], d)
	}
	var list []said
	for _, text := range texts {
		s := said{doc: text}
		if len(texts) > 1 {
			s.where = b.where(from[text])
		}
		list = append(list, s)
	}
	return list
}

// where names the place of some declarations: for every element that they
// stand in the shapes that have them, or the element where all shapes do.
func (b *builder) where(declarations []*schema.Declaration) string {
	var parents []*schema.Entry
	for _, d := range declarations {
		if d.Parent != nil && !slices.Contains(parents, d.Parent) {
			parents = append(parents, d.Parent)
		}
	}
	var places []string
	for _, p := range parents {
		has := func(s shape) bool {
			return slices.ContainsFunc(declarations, func(d *schema.Declaration) bool {
				return d.Parent == p && slices.Contains(s.fields, d.Field)
			})
		}
		place := p.Name
		if slices.ContainsFunc(b.shapes(p), func(s shape) bool { return !has(s) }) {
			place = "the " + shapeList(b.titles(p, has))
		}
		places = append(places, place)
	}
	return "In " + list(places, "and")
}

// saidOfText is the prose about the character content of an element.
func (b *builder) saidOfText(e *schema.Entry) []said {
	var list []said
	for _, s := range b.shapes(e) {
		for _, f := range s.fields {
			if f.Kind != schema.Text {
				continue
			}
			text := said{b.textPlace(e, f), f.Doc}
			if t := b.types[f.Type]; f.Doc == "" && t != nil && t.Kind == schema.Enum {
				text.doc = t.Doc
			}
			if text.doc != "" && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

// textPlace names the shapes whose text the field is, if there are others.
func (b *builder) textPlace(e *schema.Entry, f *schema.Field) string {
	has := func(s shape) bool { return slices.Contains(s.fields, f) }
	if slices.ContainsFunc(b.shapes(e), func(s shape) bool { return !has(s) }) {
		return "In the " + shapeList(b.titles(e, has))
	}
	return ""
}

// saidOfChoices is the prose about choices that are but a part of what an
// element holds.
func (b *builder) saidOfChoices(e *schema.Entry) []said {
	var list []said
	for _, t := range e.Contents {
		for _, choice := range b.choices(t, nil) {
			if text := (said{doc: choice.Doc}); choice.Doc != "" && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

// choices are the choices that stand in groups within a type; seen are the
// types on the way to it.
func (b *builder) choices(t *schema.Type, seen []*schema.Type) []*schema.Type {
	if t == nil || slices.Contains(seen, t) {
		return nil
	}
	seen = append(slices.Clip(seen), t)
	var list []*schema.Type
	for _, name := range t.Variants {
		list = append(list, b.choices(b.types[name], seen)...)
	}
	for _, f := range t.Fields {
		if group := b.types[f.Type]; f.Kind == schema.Group && group != nil {
			if group.Kind == schema.Choice {
				list = append(list, group)
			}
			list = append(list, b.choices(group, seen)...)
		}
	}
	return list
}
