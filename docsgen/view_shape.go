package docsgen

import (
	"strings"

	"github.com/snapxml/snapxml/schema"
)

// shapeRow says what one shape of an element allows.
func (b *builder) shapeRow(e *schema.Entry, s shape) *shapeRow {
	row := &shapeRow{Title: b.title(e, s.path), Open: s.open != schema.Closed}
	row.Prose, row.Says = b.text(e.ID, e, 3, s.docs()...), strings.Join(s.docs(), "\n\n")
	for _, t := range s.path {
		if !t.Since.IsZero() {
			row.Since = t.Since.String()
		}
	}
	for _, f := range s.fields {
		switch f.Kind {
		case schema.Attribute:
			row.Attributes = append(row.Attributes, b.fieldLink(e.Attributes, f))
		case schema.Element:
			row.Children = append(row.Children, b.fieldLink(e.Children, f))
		case schema.Text:
			c := b.fieldContent(f)
			row.Text = &c
		}
	}
	return row
}

// fieldLink leads to the entry of a field, with what this shape makes of it.
func (b *builder) fieldLink(entries []*schema.Entry, f *schema.Field) link {
	l := link{Name: f.Name, Occurs: bounds{f.Min, f.Max}, Values: f.Fixed}
	if e := b.among(entries, f); e != nil {
		l.Href = anchor(e.ID)
	}
	return l
}
