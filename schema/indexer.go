package schema

import "slices"

// An indexer makes an [Index].
type indexer struct {
	types  map[string]*Type
	shared map[use]*Entry
	index  *Index
}

// A use is what elements that share an entry have in common.
type use struct {
	name    string
	content *Type
}

func (x *indexer) entry(parent *Entry, kind EntryKind, name, id string) *Entry {
	e := &Entry{ID: id, Kind: kind, Name: name, Parent: parent}
	x.index.All = append(x.index.All, e)
	x.index.byID[id] = e
	return e
}

func (x *indexer) declare(e *Entry, d *Declaration) {
	e.Declarations = append(e.Declarations, d)
	if d.Content != nil {
		e.Contents = addOnce(e.Contents, d.Content)
	}
	if d.Field != nil && d.Value == nil {
		x.index.byField[d.Field] = addOnce(x.index.byField[d.Field], e)
	}
}

// expand adds what is inside an element.
func (x *indexer) expand(e *Entry) {
	for _, t := range e.Contents {
		if t.structured() {
			x.content(e, t, nil)
		}
	}
	for _, d := range e.Declarations {
		x.values(e, d)
	}
}

// content adds to the element e what a struct or choice declares. The
// variants on the way from e's own content to t are known; a choice among
// itself ends there.
func (x *indexer) content(e *Entry, t *Type, variant []*Type) {
	if t.Kind == Choice {
		for _, name := range t.Variants {
			if v := x.types[name]; v != nil && !slices.Contains(variant, v) {
				x.content(e, v, append(slices.Clip(variant), v))
			}
		}
		return
	}
	for _, f := range t.Fields {
		d := &Declaration{Parent: e, Type: t, Field: f, Content: x.types[f.Type], Variant: variant}
		switch f.Kind {
		case Attribute:
			x.attribute(e, d)
		case Element:
			x.child(e, d)
		case Text:
			x.index.byField[f] = addOnce(x.index.byField[f], e)
			x.values(e, d)
		case Group:
			if d.Content != nil && d.Content.structured() {
				x.content(e, d.Content, variant)
			}
		}
	}
}

func (x *indexer) attribute(e *Entry, d *Declaration) {
	a := named(e.Attributes, d.Field.Name, e)
	if a == nil {
		a = x.entry(e, AttributeEntry, d.Field.Name, e.ID+"/@"+d.Field.Name)
		e.Attributes = append(e.Attributes, a)
	}
	x.declare(a, d)
	x.values(a, d)
}

func (x *indexer) child(e *Entry, d *Declaration) {
	c := x.childEntry(e, d)
	x.declare(c, d)
	c.UsedBy = addOnce(c.UsedBy, e)
	e.Children = addOnce(e.Children, c)
}

// childEntry finds the entry of a child element or makes it.
func (x *indexer) childEntry(e *Entry, d *Declaration) *Entry {
	key := use{d.Field.Name, d.Content}
	sharable := d.Content != nil && d.Content.sharable()
	if sharable && x.shared[key] != nil {
		return x.shared[key]
	}
	c := named(e.Children, d.Field.Name, e)
	if c == nil {
		c = x.entry(e, ElementEntry, d.Field.Name, e.ID+"/"+d.Field.Name)
	}
	if sharable {
		x.shared[key] = c
	}
	return c
}

// values adds the values of an enumeration that a declaration allows, and
// those of the enumerations in a union.
func (x *indexer) values(e *Entry, d *Declaration) {
	if d.Content == nil {
		return
	}
	for _, name := range d.Content.Union {
		if member := x.types[name]; member != nil && member.Kind == Enum {
			x.values(e, &Declaration{Parent: d.Parent, Field: d.Field, Content: member, Variant: d.Variant})
		}
	}
	for _, v := range d.Content.Values {
		if !d.Field.Allows(v) {
			continue
		}
		entry := named(e.Values, v.Name, e)
		if entry == nil {
			entry = x.entry(e, ValueEntry, v.Name, e.ID+"="+v.Name)
			e.Values = append(e.Values, entry)
		}
		x.declare(entry, &Declaration{Parent: d.Parent, Type: d.Content, Field: d.Field, Value: v, Variant: d.Variant})
	}
}

// named is the entry of that name which belongs to the parent.
func named(list []*Entry, name string, parent *Entry) *Entry {
	for _, e := range list {
		if e.Name == name && e.Parent == parent {
			return e
		}
	}
	return nil
}
