package xmlbind_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	. "github.com/snapxml/snapxml/schema/testdata/machine"
	"github.com/snapxml/snapxml/schema/xmlbind"
)

// texts are strings that XML can represent, with what needs escaping often.
var texts = rapid.StringOf(rapid.OneOf(
	rapid.SampledFrom([]rune(" \t\n\r<>&'\"]ab0ä\u2028\U0001F600")),
	rapid.Rune().Filter(func(r rune) bool {
		return r >= ' ' && r != 0xFFFE && r != 0xFFFF && !(r >= 0xD800 && r <= 0xDFFF)
	}),
))

func text[T ~string]() *rapid.Generator[T] {
	return rapid.Map(texts, func(s string) T { return T(s) })
}

func optional[T any](g *rapid.Generator[T]) *rapid.Generator[*T] { return rapid.Ptr(g, true) }

// slice is a generator of slices that are nil where they are empty, for a
// document does not tell the two apart.
func slice[T any](t *rapid.T, g *rapid.Generator[T], low, high int) []T {
	s := rapid.SliceOfN(g, low, high).Draw(t, "slice")
	if len(s) == 0 {
		return nil
	}
	return s
}

func state() *rapid.Generator[State] { return text[State]() }

func parts(depth int) *rapid.Generator[Part] {
	return rapid.Custom(func(t *rapid.T) Part {
		named := Named{Name: text[Name]().Draw(t, "name")}
		switch rapid.IntRange(0, 3).Draw(t, "shape") {
		case 0:
			return Wheel{Named: named, Kind: KindWheel, Spokes: text[Count]().Draw(t, "spokes")}
		case 1:
			return box(t, named, depth)
		case 2:
			return Motor{Named: named, Kind: KindMotor, Power: power(t)}
		}
		return Blank{Named: named}
	})
}

func box(t *rapid.T, named Named, depth int) Part {
	b := Box{
		Named: named,
		Kind:  rapid.SampledFrom([]Kind{KindBox, KindCrate}).Draw(t, "kind"),
		Size:  Size{Wide: text[Count]().Draw(t, "wide"), High: optional(text[Count]()).Draw(t, "high")},
	}
	if depth > 0 {
		b.Parts = slice(t, parts(depth-1), 0, 2)
	}
	if rapid.Bool().Draw(t, "lid") {
		b.Lid = &Lid{Color: optional(texts).Draw(t, "color"), Value: texts.Draw(t, "value")}
	}
	return b
}

func power(t *rapid.T) Power {
	if rapid.Bool().Draw(t, "wire") {
		return Wire{Volts: text[Count]().Draw(t, "volts")}
	}
	return Wind{From: texts.Draw(t, "from"), Gusts: slice(t, text[Count](), 0, 2)}
}

func machines() *rapid.Generator[*Machine] {
	return rapid.Custom(func(t *rapid.T) *Machine {
		m := &Machine{
			Name:   texts.Draw(t, "name"),
			Serial: optional(text[Serial]()).Draw(t, "serial"),
			State:  optional(state()).Draw(t, "state"),
			Note:   optional(text[Text]()).Draw(t, "note"),
			Spares: &Parts{Labels: slice(t, text[Text](), 0, 3), Parts: slice(t, parts(2), 2, 3)},
			Cookie: Cookie{Verbatim: "<cookie>" + elements(t) + "</cookie>"},
			Memory: rapid.SampledFrom([]Memory{nil, NoMemory{State: StateOff}, FileMemory{File: "/a"}}).Draw(t, "memory"),
			Access: rapid.SampledFrom([]Access{nil, KeyAccess{Key: "1"}, CodeAccess{Code: "2"}}).Draw(t, "access"),
		}
		if rapid.Bool().Draw(t, "guest") {
			m.Guest = &Guest{Type: "kvm", Verbatim: "<guest\ttype = \"kvm\">" + elements(t) + "</guest >"}
		}
		return m
	})
}

// elements are a few elements as somebody may write them.
func elements(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
		" ", "\n", "\r\n", "<a/>", "<a  b = '1'>x</a>", "<!-- c -->", "<?p?>", "<x:y xmlns:x='u' x:z=''/>", "<b xmlns=\"u\">&#10;<![CDATA[<]]></b>",
	}), 0, 4).Draw(t, "elements"), "")
}

// TestValueIdentity: what is written and read again is the same value.
func TestValueIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := machines().Draw(t, "machine")
		data, err := xmlbind.Marshal(want, binding)
		if err != nil {
			t.Fatal(err)
		}
		got := new(Machine)
		if err := xmlbind.Unmarshal(data, got, binding); err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("-want +got:\n%s\n%s", diff, data)
		}
	})
}

// FuzzUnmarshal: what can be read can be written, and stays as it is.
func FuzzUnmarshal(f *testing.F) {
	for _, m := range []*Machine{ExampleSmall(), ExampleParts()} {
		data, err := xmlbind.Marshal(m, binding)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("<!DOCTYPE machine [<!ENTITY e '<b/>'>]><machine><name>a</name><cookie>&e;</cookie><guest type=''>&e;</guest></machine>"))
	f.Add([]byte("<machine xmlns:p='u'><name>a</name><cookie><p:a/></cookie></machine>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		first := new(Machine)
		if xmlbind.Unmarshal(data, first, binding) != nil {
			return
		}
		written, err := xmlbind.Marshal(first, binding)
		if err != nil {
			t.Fatal(err)
		}
		second := new(Machine)
		if err := xmlbind.Unmarshal(written, second, binding); err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
		if diff := cmp.Diff(first, second); diff != "" {
			t.Fatalf("-first +second:\n%s\n%s", diff, written)
		}
	})
}

// TestNestedChoices makes sure that choices within choices that fail at the
// very end do not take time that doubles with each level.
func TestNestedChoices(t *testing.T) {
	const depth = 300
	open := strings.Repeat("<part name='a' kind='box'><wide/>", depth)
	shut := strings.Repeat("</part>", depth)
	document := "<machine><name/><cookie/><parts><part name='a'/>" + open + "<part/>" + shut + "</parts></machine>"
	err := xmlbind.Unmarshal([]byte(document), new(Machine), binding)
	if err == nil || !strings.Contains(err.Error(), `attribute "name" is missing`) {
		t.Errorf("the error is %v", err)
	}
}
