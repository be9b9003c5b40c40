package docsgen

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
)

// title is what a shape of an element is called: the variants that make it.
func (b *builder) title(e *schema.Entry, path []*schema.Type) string {
	if len(path) == 0 {
		return ""
	}
	title := b.variantTitle(e, path[0])
	var rest []string
	for _, t := range path[1:] {
		rest = append(rest, b.variantTitle(e, t))
	}
	if len(rest) == 0 {
		return title
	}
	return title + " (" + strings.Join(rest, ", ") + ")"
}

// titles name those shapes of an element for which has is true. Shapes of one
// variant that all are such go by its name alone.
func (b *builder) titles(e *schema.Entry, has func(shape) bool) []string {
	var list []string
	for shapes := b.shapes(e); len(shapes) > 0; {
		n := 1
		for n < len(shapes) && shapes[0].sameVariant(shapes[n]) {
			n++
		}
		group := shapes[:n]
		shapes = shapes[n:]
		if !slices.ContainsFunc(group, func(s shape) bool { return !has(s) }) {
			list = append(list, b.title(e, group[0].path[:min(1, len(group[0].path))]))
			continue
		}
		for _, s := range group {
			if has(s) {
				list = append(list, b.title(e, s.path))
			}
		}
	}
	return list
}

// sameVariant reports whether two shapes are of the same outermost variant.
func (s shape) sameVariant(t shape) bool {
	return len(s.path) > 0 && len(t.path) > 0 && s.path[0] == t.path[0]
}

// variantTitle is a variant's name in words, without those that the other
// variants of its choice, or else the other contents of the element, begin
// with too, or else end with: DiskFile among DiskBlock and others is "file",
// NBDSource among RBDSource and others is "NBD". The name of the element at
// the end goes without saying too.
func (b *builder) variantTitle(e *schema.Entry, t *schema.Type) string {
	words := split(t.Name)
	front, back := len(words)-1, len(words)-1
	siblings := b.siblings(e, t)
	for _, s := range siblings {
		other := split(s.Name)
		front = min(front, agreement(words, other), len(other)-1)
		back = min(back, agreement(reversed(words), reversed(other)), len(other)-1)
	}
	switch {
	case len(siblings) < 2:
	case front > 0:
		words = words[front:]
	case back > 0:
		words = words[:len(words)-back]
	}
	title := sentence(words)
	if rest, ok := strings.CutSuffix(title, " "+e.Name); ok {
		return rest
	}
	return title
}

// siblings are the variants of the choice that has t, or else the contents of
// the element.
func (b *builder) siblings(e *schema.Entry, t *schema.Type) []*schema.Type {
	for _, choice := range b.model.Types {
		if !slices.Contains(choice.Variants, t.Name) {
			continue
		}
		var list []*schema.Type
		for _, name := range choice.Variants {
			if v := b.types[name]; v != nil {
				list = append(list, v)
			}
		}
		return list
	}
	return e.Contents
}

func reversed(words []string) []string {
	words = slices.Clone(words)
	slices.Reverse(words)
	return words
}

// agreement is how many words two lists have in common at their beginning.
func agreement(a, b []string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
