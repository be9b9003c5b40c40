package schema

import "slices"

// An Index lists every element, attribute and enumerated value of a format,
// each once. It is what a reference page has headings for, and where the
// names come from that a grammar's annotations point to.
type Index struct {
	Root *Entry
	All  []*Entry // breadth first: shorter paths come before longer ones

	byID    map[string]*Entry
	byField map[*Field][]*Entry
}

// EntryKind is the kind of an [Entry].
type EntryKind string

// The kinds of entries.
const (
	ElementEntry   EntryKind = "element"
	AttributeEntry EntryKind = "attribute"
	ValueEntry     EntryKind = "value"
)

// An Entry is an element, an attribute or an enumerated value in its place.
//
// A struct or choice that several elements of one name hold has one entry, at
// the shortest path that leads there, then at the first in the order of the
// source; the other parents share it. Elements of one name that the variants
// of a choice declare under the same parent are one entry with several
// contents. An element that holds text or nothing is never shared.
type Entry struct {
	ID     string // "domainsnapshot/disks/disk/@snapshot=no"; see [Model.Entries]
	Kind   EntryKind
	Name   string // of the element or attribute; the value itself
	Parent *Entry // nil for the root

	Children   []*Entry // of an element: its elements, those of a shared entry included
	Attributes []*Entry // of an element
	Values     []*Entry // of an element or attribute

	Declarations []*Declaration // where the source declares it, in order; none is nil
	Contents     []*Type        // what it may hold, each once; an element of any text has none
	UsedBy       []*Entry       // of an element: every parent, the first is Parent; none for the root
}

// A Declaration is one place in the source that declares an entry.
type Declaration struct {
	Parent  *Entry  // the element within which it is declared; nil for the root
	Type    *Type   // the struct of the field, the enumeration of the value; nil for the root
	Field   *Field  // of an element or attribute; of a value: the field that holds it
	Value   *Value  // of a value
	Content *Type   // of an element or attribute: what it holds; nil is any text
	Variant []*Type // the variants that lead from the parent's content to Type, outermost first
}

// Entries finds the entries of the model. IDs are made like this:
//
//	element    path of names from the root     domainsnapshot/disks/disk
//	attribute  path/@name                      domainsnapshot/disks/disk/@snapshot
//	value      path=value or path/@name=value  domainsnapshot/state=running
func (m *Model) Entries() *Index {
	x := &indexer{
		types:  make(map[string]*Type, len(m.Types)),
		shared: make(map[use]*Entry),
		index:  &Index{byID: make(map[string]*Entry), byField: make(map[*Field][]*Entry)},
	}
	for _, t := range m.Types {
		x.types[t.Name] = t
	}
	root := x.entry(nil, ElementEntry, m.Name, m.Name)
	x.index.Root = root
	x.declare(root, &Declaration{Content: x.types[m.Root]})
	x.shared[use{m.Name, x.types[m.Root]}] = root
	for i := 0; i < len(x.index.All); i++ {
		if e := x.index.All[i]; e.Kind == ElementEntry {
			x.expand(e)
		}
	}
	return x.index
}

// Entry is the entry with that ID, or nil.
func (x *Index) Entry(id string) *Entry { return x.byID[id] }

// Of are the entries of the elements or attributes that a field declares, or
// whose values its text content has, the shortest path first. There are
// several where elements that share no entry hold the same struct.
func (x *Index) Of(f *Field) []*Entry { return x.byField[f] }

// Doc is the prose of the declaration: the field's, else that of its content.
func (d *Declaration) Doc() string {
	switch {
	case d.Value != nil:
		return d.Value.Doc
	case d.Field != nil && d.Field.Doc != "":
		return d.Field.Doc
	case d.Content != nil:
		return d.Content.Doc
	}
	return ""
}

// Facts are the facts of the declaration: the field's, and where the field is
// silent those of the struct or choice it holds. What is said of a datatype
// or enumeration concerns the content alone and is left out.
func (d *Declaration) Facts() Facts {
	if d.Value != nil {
		return d.Value.Facts
	}
	var f Facts
	if d.Field != nil {
		f = d.Field.Facts
	}
	if d.Content != nil && d.Content.structured() {
		f = f.or(d.Content.Facts)
	}
	return f
}

// Doc is the prose of the first declaration that has any.
func (e *Entry) Doc() string {
	for _, d := range e.Declarations {
		if doc := d.Doc(); doc != "" {
			return doc
		}
	}
	return ""
}

// Facts are the facts of all declarations together: there since the first of
// them, until the last; access and redefinition as the first of them says
// that says anything.
func (e *Entry) Facts() Facts {
	all := e.Declarations[0].Facts()
	for _, d := range e.Declarations[1:] {
		f := d.Facts()
		if f.Since.Compare(all.Since) < 0 {
			all.Since = f.Since
		}
		if f.Until.IsZero() || !all.Until.IsZero() && all.Until.Compare(f.Until) < 0 {
			all.Until = f.Until
		}
		f.Since, f.Until = all.Since, all.Until
		all = all.or(f)
	}
	return all
}

// Since is the release that brought the entry: that of the oldest of its
// declarations, where one that does not say is as old as what it stands in.
func (e *Entry) Since() Version { return oldest(e.Declarations, map[*Entry]bool{e: true}) }

// oldest is the release that brought the first of some declarations. The
// entries being looked at are passed over: what stands within itself came in
// another place first.
func oldest(ds []*Declaration, visiting map[*Entry]bool) Version {
	var first Version
	found := false
	for _, d := range ds {
		if visiting[d.Parent] {
			continue
		}
		if v := d.since(visiting); !found || v.Compare(first) < 0 {
			first, found = v, true
		}
	}
	return first
}

// since is the youngest of the declaration itself, of the variants that lead
// to it and of what they stand in.
func (d *Declaration) since(visiting map[*Entry]bool) Version {
	v := d.Facts().Since
	younger := func(w Version) {
		if w.Compare(v) > 0 {
			v = w
		}
	}
	for _, t := range d.Variant {
		younger(t.Since)
	}
	if d.Field != nil {
		younger(d.Field.Since)
	}
	if d.Parent != nil {
		visiting[d.Parent] = true
		younger(oldest(d.holders(), visiting))
		delete(visiting, d.Parent)
	}
	return v
}

// holders is the declarations of the parent whose content leads to this one:
// not each of an element's contents has every attribute and child.
func (d *Declaration) holders() []*Declaration {
	var holders []*Declaration
	for _, p := range d.Parent.Declarations {
		switch c := p.Content; {
		case c == nil:
		case c == d.Type, len(d.Variant) > 0 && slices.Contains(c.Variants, d.Variant[0].Name):
			holders = append(holders, p)
		}
	}
	if len(holders) == 0 {
		return d.Parent.Declarations
	}
	return holders
}

// or fills in what f does not say.
func (f Facts) or(g Facts) Facts {
	if f.Since.IsZero() {
		f.Since = g.Since
	}
	if f.Until.IsZero() {
		f.Until = g.Until
	}
	if f.Access == "" {
		f.Access = g.Access
	}
	if f.Redefine == "" {
		f.Redefine = g.Redefine
	}
	return f
}

func (t *Type) structured() bool { return t.Kind == Struct || t.Kind == Choice }

// sharable reports whether elements of several parents share one entry if
// they hold the type.
func (t *Type) sharable() bool {
	return t.Kind == Choice || t.Kind == Struct && (len(t.Fields) > 0 || t.Open != Closed)
}

// addOnce appends e to the list if it is not there.
func addOnce[T comparable](list []T, e T) []T {
	if slices.Contains(list, e) {
		return list
	}
	return append(list, e)
}
