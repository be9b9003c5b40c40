package schema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/gosrc"
)

// machine is the model of testdata/machine, which has every construct.
func machine(t *testing.T) *schema.Model {
	t.Helper()
	m, ds, err := gosrc.Load("testdata/machine")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		t.Fatalf("%s:%s: %s", d.File.Name(), d.File.Position(d.Range.Start), d.Message)
	}
	return m
}

func TestEntries(t *testing.T) {
	index := machine(t).Entries()
	var got []string
	for _, e := range index.All {
		if index.Entry(e.ID) != e {
			t.Errorf("%s is not found by its ID", e.ID)
		}
		got = append(got, e.ID)
	}
	want := strings.Fields(`
		machine
		machine/name machine/@serial machine/state machine/note machine/memory machine/parts machine/spares
		machine/guest machine/cookie machine/twin machine/@key machine/code
		machine/state=on machine/state=off machine/state=broken
		machine/memory/@state machine/memory/@state=off machine/memory/@state=on machine/memory/@file
		machine/parts/label machine/parts/part
		machine/spares/label
		machine/guest/@type machine/guest/id
		machine/parts/part/@name
		machine/parts/part/@kind machine/parts/part/@kind=wheel machine/parts/part/@spokes
		machine/parts/part/@kind=box machine/parts/part/@kind=crate
		machine/parts/part/wide machine/parts/part/high machine/parts/part/lid
		machine/parts/part/@kind=motor machine/parts/part/@volts machine/parts/part/from machine/parts/part/gust
		machine/parts/part/lid/@color`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if again := ids(machine(t).Entries().All); !slices.Equal(got, again) {
		t.Error("two runs differ")
	}
}

// TestSharing: a part stands under parts, spares and other parts, and has one
// entry; a label, which holds text, has one in each place.
func TestSharing(t *testing.T) {
	index := machine(t).Entries()
	part := index.Entry("machine/parts/part")
	if got, want := ids(part.UsedBy), []string{"machine/parts", "machine/spares", "machine/parts/part"}; !slices.Equal(got, want) {
		t.Errorf("part is used by %v, want %v", got, want)
	}
	if got, want := ids(index.Entry("machine/spares").Children), []string{"machine/spares/label", "machine/parts/part"}; !slices.Equal(got, want) {
		t.Errorf("spares has %v, want %v", got, want)
	}
	if part.Parent.ID != "machine/parts" {
		t.Errorf("the parent of part is %s", part.Parent.ID)
	}
}

// TestMerging: the variants of a choice have one entry for each name, which
// knows where it comes from.
func TestMerging(t *testing.T) {
	kind := machine(t).Entries().Entry("machine/parts/part/@kind")
	var got []string
	for _, d := range kind.Declarations {
		got = append(got, d.Variant[0].Name+" in "+d.Parent.ID+": "+strings.Join(d.Field.Fixed, ","))
	}
	want := []string{
		"Wheel in machine/parts/part: wheel",
		"Box in machine/parts/part: box,crate",
		"Motor in machine/parts/part: motor",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got, want := ids(kind.Values), 4; len(got) != want {
		t.Errorf("kind has the values %v, want %d", got, want)
	}
}

func TestEntryFacts(t *testing.T) {
	index := machine(t).Entries()
	for _, tt := range []struct {
		id, doc string
		facts   schema.Facts
	}{
		{"machine/name", "`name` is how people call the machine.", schema.Facts{Access: schema.Create, Redefine: schema.Required}},
		{"machine/note", "`note` is free text.", schema.Facts{Since: schema.Version{Minor: 8}, Until: schema.Version{Major: 3}, Access: schema.Internal}},
		{"machine/state", "`state` is what the machine does.", schema.Facts{}},
		{"machine/memory", "`memory` is optional.", schema.Facts{Since: schema.Version{Major: 1, Micro: 1}}},
		{"machine/parts/part/@kind=motor", "`motor` is a motor.", schema.Facts{Since: schema.Version{Major: 2, Minor: 1}}},
	} {
		e := index.Entry(tt.id)
		if e == nil {
			t.Errorf("no entry %s", tt.id)
			continue
		}
		if e.Doc() != tt.doc || e.Facts() != tt.facts {
			t.Errorf("%s: %q, %+v; want %q, %+v", tt.id, e.Doc(), e.Facts(), tt.doc, tt.facts)
		}
	}
}

func ids(entries []*schema.Entry) []string {
	var list []string
	for _, e := range entries {
		list = append(list, e.ID)
	}
	return list
}

func TestAt(t *testing.T) {
	now := machine(t)
	for _, tt := range []struct {
		release  string
		gone, is []string // IDs
		check    func(*schema.Model) bool
	}{
		{
			release: "0.7.0",
			gone:    []string{"machine/note", "machine/memory", "machine/state=on", "machine/parts/part/@kind=motor"},
			is:      []string{"machine/state", "machine/parts/part/@kind=wheel"},
			check: func(m *schema.Model) bool { // the enumeration is younger: any text
				return m.Type("State") == nil && m.Type("Machine").Field("State").Type == ""
			},
		},
		{
			release: "1.5.0",
			gone:    []string{"machine/state=broken", "machine/parts/part/high"},
			is:      []string{"machine/note", "machine/memory/@file", "machine/state=on"},
			check:   func(m *schema.Model) bool { return !slices.Contains(m.Type("Part").Variants, "Motor") },
		},
		{
			release: "2.1.0",
			is:      []string{"machine/note", "machine/state=broken", "machine/parts/part/high", "machine/parts/part/@volts"},
			check:   func(m *schema.Model) bool { return len(m.Examples) == 0 },
		},
		{
			release: "3.0.0",
			gone:    []string{"machine/note"},
			check:   func(m *schema.Model) bool { return len(now.Types) == len(m.Types) },
		},
	} {
		v, err := schema.ParseVersion(tt.release)
		if err != nil {
			t.Fatal(err)
		}
		m := now.At(v)
		index := m.Entries()
		for _, id := range tt.gone {
			if index.Entry(id) != nil {
				t.Errorf("%s has %s", tt.release, id)
			}
		}
		for _, id := range tt.is {
			if index.Entry(id) == nil {
				t.Errorf("%s has no %s", tt.release, id)
			}
		}
		if !tt.check(m) {
			t.Errorf("the model at %s is not as it should be", tt.release)
		}
		if data, err := m.JSON(); err != nil {
			t.Error(err)
		} else if _, err := schema.Load(data); err != nil {
			t.Errorf("the model at %s has loose ends: %v", tt.release, err)
		}
	}
	if diff := cmp.Diff(machine(t), now); diff != "" {
		t.Errorf("At has changed the model:\n%s", diff)
	}
}

// TestAtImpossible: a struct whose required value is younger is gone, and so
// is the choice that has no other variant.
func TestAtImpossible(t *testing.T) {
	m := &schema.Model{Name: "a", Root: "A", Types: []*schema.Type{
		{Name: "A", Kind: schema.Struct, Fields: []*schema.Field{{GoName: "C", Kind: schema.Element, Name: "c", Type: "C", Min: 1, Max: 1}}},
		{Name: "C", Kind: schema.Choice, Variants: []string{"V"}},
		{Name: "V", Kind: schema.Struct, Fields: []*schema.Field{
			{GoName: "E", Kind: schema.Attribute, Name: "e", Type: "E", Min: 1, Max: 1, Fixed: []string{"new"}},
			{GoName: "A", Kind: schema.Element, Name: "a", Type: "A", Max: 1},
		}},
		{Name: "E", Kind: schema.Enum, Values: []*schema.Value{{Name: "old"}, {Name: "new", Facts: schema.Facts{Since: schema.Version{Major: 2}}}}},
	}}
	if at := m.At(schema.Version{Major: 1}); len(at.Types) != 1 || len(at.Types[0].Fields) != 0 {
		t.Errorf("something is left of the choice: %+v", at.Types)
	}
	if at := m.At(schema.Version{Major: 2}); len(at.Types) != 4 {
		t.Errorf("of 4 types %d are left", len(at.Types))
	}
}

func TestLoadErrors(t *testing.T) {
	for _, tt := range []struct{ json, want string }{
		{`{`, "unexpected end"},
		{`{"Name":"a"}`, `the root type "" is no struct`},
		{`{"Root":"A","Types":[{"Name":"A","Kind":"struct","Fields":[{"Type":"B"}]}]}`, `type A names the type "B", which is not there`},
		{`{"Root":"A","Types":[{"Name":"A","Kind":"enum"}]}`, `no struct`},
		{`{"Root":"A","Types":[{"Name":"A","Kind":"struct","Fields":[null]}]}`, `type A has a field or value that is null`},
		{`{"Types":[null]}`, `type 0 has no name`},
		{`{"Types":[{"Since":"x"}]}`, `is not a release number`},
	} {
		if _, err := schema.Load([]byte(tt.json)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s gives %v, want %s", tt.json, err, tt.want)
		}
	}
}

func TestParseVersion(t *testing.T) {
	for s, want := range map[string]string{"8.2": "8.2.0", "0.9.5": "0.9.5", "12.5.0": "12.5.0"} {
		if v, err := schema.ParseVersion(s); err != nil || v.String() != want {
			t.Errorf("ParseVersion(%q) = %v, %v", s, v, err)
		}
	}
	for _, s := range []string{"", "1", "1.2.3.4", "v1.2", "1.-2", "1.99999"} {
		if v, err := schema.ParseVersion(s); err == nil {
			t.Errorf("ParseVersion(%q) = %v", s, v)
		}
	}
}
