package relaxng

import (
	"cmp"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// IDs tell which attributes are of type ID, IDREF or IDREFS, as RELAX NG DTD
// Compatibility §5 has it. Checking them is a choice: good schemas exist that
// do not keep the restrictions on which it rests.
type IDs struct {
	grammar *Grammar
	kinds   map[idKey]datatype.IDKind
}

// An idKey is an attribute of an element, both by name.
type idKey struct{ element, attribute xmlscan.ID }

// IDs finds the attributes that take part in checking, and what in the schema
// stands against it: a datatype with an ID-type that is not the whole value of
// an attribute, open name classes around it, and attributes of one name that
// differ in ID-type.
func (g *Grammar) IDs() (*IDs, []*diag.Diagnostic) {
	x := &IDs{grammar: g, kinds: map[idKey]datatype.IDKind{}}
	f := idFinder{ids: x, places: map[idKey]*attribute{}}
	for _, e := range g.elements[1:] {
		f.element(e)
	}
	for _, e := range g.elements[1:] {
		f.compare(e)
	}
	diag.Sort(f.faults)
	return x, f.faults
}

// An idFinder walks the elements of a schema.
type idFinder struct {
	ids    *IDs
	places map[idKey]*attribute // what gave an attribute its type
	faults []*diag.Diagnostic
}

func (f *idFinder) fault(p *syntax.Pattern, format string, args ...any) {
	d := diag.Errorf(diag.SchemaIDType, p.NameRange, format, args...)
	if p.NameRange.Len() == 0 {
		d.Range = p.Range
	}
	d.File = p.File
	f.faults = append(f.faults, d)
}

// element notes the attributes of an element that have an ID-type.
func (f *idFinder) element(e *element) {
	for _, p := range within(e.src.Sub[0]) {
		switch p.Op {
		case syntax.OpAttribute:
			f.attribute(e, f.ids.grammar.attributeOf(p))
		case syntax.OpData, syntax.OpValue:
			if p.Datatype.ID() != datatype.NotID {
				f.fault(p, "datatype %s may only be the value of an attribute (RELAX NG DTD Compatibility §5)", diag.Quote(p.Type))
			}
		}
	}
}

func (f *idFinder) attribute(e *element, a *attribute) {
	kind := idKind(a)
	if kind == datatype.NotID {
		for _, p := range within(a.src.Sub[0]) {
			if (p.Op == syntax.OpData || p.Op == syntax.OpValue) && p.Datatype.ID() != datatype.NotID {
				f.fault(p, "datatype %s must be the whole value of the attribute (RELAX NG DTD Compatibility §5)", diag.Quote(p.Type))
			}
		}
		return
	}
	if a.name.wild || e.name.wild {
		f.fault(a.src, "an attribute of type %s needs a name, and so does its element; an open name class is no name (RELAX NG DTD Compatibility §5)",
			diag.Quote(a.src.Sub[0].Type))
		return
	}
	for _, key := range keys(e, a) {
		f.ids.kinds[key] = kind
		f.places[key] = a
	}
}

func keys(e *element, a *attribute) []idKey {
	var list []idKey
	for _, en := range e.name.ids {
		for _, an := range a.name.ids {
			list = append(list, idKey{en, an})
		}
	}
	return list
}

// compare reports attributes that are of another ID-type than those that share
// a name with them.
func (f *idFinder) compare(e *element) {
	for _, p := range within(e.src.Sub[0]) {
		if p.Op != syntax.OpAttribute {
			continue
		}
		a := f.ids.grammar.attributeOf(p)
		kind := idKind(a)
		for _, key := range f.shared(e, a) {
			other, ok := f.places[key]
			if !ok || f.ids.kinds[key] == kind {
				continue
			}
			f.fault(p, "attribute %s is of another ID-type here than in the element %s elsewhere (RELAX NG DTD Compatibility §5)",
				diag.Quote(f.name(key.attribute)), diag.Quote(f.name(key.element)))
			d := f.faults[len(f.faults)-1]
			d.Related = []diag.Related{{File: other.src.File, Range: other.src.NameRange, Message: "the other attribute"}}
			break
		}
	}
}

// shared is the names that an attribute may share with one that has an
// ID-type: its own, or with an open name class all that there are.
func (f *idFinder) shared(e *element, a *attribute) []idKey {
	if !e.name.wild && !a.name.wild {
		return keys(e, a)
	}
	var list []idKey
	for key := range f.places {
		if f.holds(e.name, key.element) && f.holds(a.name, key.attribute) {
			list = append(list, key)
		}
	}
	slices.SortFunc(list, func(x, y idKey) int {
		return cmp.Or(cmp.Compare(x.element, y.element), cmp.Compare(x.attribute, y.attribute))
	})
	return list
}

func (f *idFinder) holds(c *nameClass, id xmlscan.ID) bool {
	return contains(c.src, f.ids.grammar.names.Name(id))
}

func (f *idFinder) name(id xmlscan.ID) string { return f.ids.grammar.names.Name(id).Local }

// idKind is the ID-type of an attribute: that of the datatype that is its
// value.
func idKind(a *attribute) datatype.IDKind {
	if p := a.src.Sub[0]; p.Op == syntax.OpData || p.Op == syntax.OpValue {
		return p.Datatype.ID()
	}
	return datatype.NotID
}

// within is the patterns of a content, attributes but not what is in them.
func within(p *syntax.Pattern) []*syntax.Pattern {
	var found []*syntax.Pattern
	seen := map[*syntax.Pattern]bool{}
	for todo := []*syntax.Pattern{p}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[p] {
			continue
		}
		seen[p] = true
		found = append(found, p)
		if p.Op != syntax.OpAttribute {
			todo = append(todo, p.Sub...)
		}
	}
	return found
}

// An IDTracker collects the IDs of one document and the references to them.
type IDTracker struct {
	ids        *IDs
	report     func(*diag.Diagnostic)
	defined    map[string]source.Range
	references []reference
}

type reference struct {
	id string
	at source.Range
}

// NewTracker makes a tracker for a document, which reports to a function.
func (x *IDs) NewTracker(report func(*diag.Diagnostic)) *IDTracker {
	return &IDTracker{ids: x, report: report, defined: map[string]source.Range{}}
}

// Reset makes the tracker ready for another document.
func (t *IDTracker) Reset() {
	clear(t.defined)
	t.references = t.references[:0]
}

// Start takes a start tag. An ID that the document has already is reported.
func (t *IDTracker) Start(tag *StartTag) {
	for i := range tag.Attrs {
		at := &tag.Attrs[i]
		switch t.ids.kinds[idKey{tag.Name, at.Name}] {
		case datatype.IsID:
			t.define(strings.TrimSpace(string(at.Value)), at.ValueRange)
		case datatype.IsIDREF, datatype.IsIDREFS:
			for _, id := range strings.Fields(string(at.Value)) {
				t.references = append(t.references, reference{id, at.ValueRange})
			}
		}
	}
}

func (t *IDTracker) define(id string, at source.Range) {
	first, twice := t.defined[id]
	if !twice {
		t.defined[id] = at
		return
	}
	d := diag.Errorf(diag.IDRepeated, at, "the ID %s is used twice; choose another", diag.Quote(id))
	d.Related = []diag.Related{{Range: first, Message: "the first use is here"}}
	t.report(d)
}

// Finish reports the references that lead nowhere, at the end of the document.
func (t *IDTracker) Finish() {
	var names []string
	for _, r := range t.references {
		if _, ok := t.defined[r.id]; ok {
			continue
		}
		if names == nil {
			for id := range t.defined {
				names = append(names, id)
			}
		}
		t.report(diag.Errorf(diag.IDUnknown, r.at, "no element has the ID %s%s", diag.Quote(r.id), diag.DidYouMean(r.id, names)))
	}
}
