package schema

import "testing"

// What does not say since when it is there is as old as what it stands in, by
// way of the shape that has it.
func TestSince(t *testing.T) {
	v := func(s string) Facts {
		version, err := ParseVersion(s)
		if err != nil {
			t.Fatal(err)
		}
		return Facts{Since: version}
	}
	element := func(name, content string, f Facts) *Field {
		return &Field{GoName: name, Kind: Element, Name: name, Type: content, Max: 1, Facts: f}
	}
	attribute := func(name string) *Field {
		return &Field{GoName: name, Kind: Attribute, Name: name, Max: 1}
	}
	m := &Model{Name: "r", Root: "R", Types: []*Type{
		{Name: "R", Kind: Struct, Facts: v("0.8.0"), Fields: []*Field{element("d", "D", v("0.9.5"))}},
		{Name: "D", Kind: Choice, Variants: []string{"Old", "New"}},
		{Name: "Old", Kind: Struct, Fields: []*Field{element("s", "OldSource", Facts{})}},
		{Name: "New", Kind: Struct, Facts: v("1.2.2"), Fields: []*Field{element("s", "NewSource", Facts{})}},
		{Name: "OldSource", Kind: Struct, Fields: []*Field{attribute("file")}},
		{Name: "NewSource", Kind: Struct, Fields: []*Field{attribute("dev"), attribute("file"), element("d", "D", v("2.0.0"))}},
	}}
	for id, want := range map[string]string{
		"r": "0.8.0", "r/d": "0.9.5", "r/d/s": "0.9.5", "r/d/s/@file": "0.9.5", "r/d/s/@dev": "1.2.2",
	} {
		if got := m.Entries().Entry(id).Since().String(); got != want {
			t.Errorf("%s is there since %s, want %s", id, got, want)
		}
	}
}
