package syntax

import (
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/source"
)

// What is not known is left out, with all that cannot be without it: each
// schema, in which [new] marks what is not known, is the same as another.
func TestKnown(t *testing.T) {
	tests := []struct{ name, schema, same string }{
		{"element", `start = element a { [new] element b { empty }?, text }`, `start = element a { text }`},
		{"required element", `start = element a { [new] element b { empty } } | element c { empty }`, `start = element a { notAllowed } | element c { empty }`},
		{"attribute", `start = element a { [new] attribute x { text }?, attribute y { text } }`, `start = element a { attribute y { text } }`},
		{"optional", `start = element a { [new] (element b { empty }?), element c { empty } }`, `start = element a { element c { empty } }`},
		{"zeroOrMore", `start = element a { [new] (element b { empty }*), element c { empty } }`, `start = element a { element c { empty } }`},
		{"group", `start = element a { [new] (element b { empty }, element c { empty }) | element d { empty } }`, `start = element a { element d { empty } }`},
		{"define", `start = element a { (b | c) } b = c [new] c = element c { empty }`, `start = element a { notAllowed }`},
		{"value", `start = element a { "x" | [new] "y" }`, `start = element a { "x" }`},
		{"only value", `start = element a { attribute x { [new] "y" } | attribute z { text } }`, `start = element a { attribute z { text } }`},
		{"except", `start = element a { xsd:token - ([new] "y") }`, `start = element a { xsd:token }`},
		{"data", `start = element a { [new] xsd:int }`, `start = element a { string }`},
		{"data beside other", `start = element a { [new] xsd:int | xsd:boolean }`, `start = element a { xsd:boolean }`},
		{"list", `start = element a { [new] list { xsd:int+ } }`, `start = element a { string }`},
		{"data in a list", `start = element a { list { ([new] xsd:int)+ } }`, `start = element a { list { string+ } }`},
		{"choice of values", `start = element a { attribute x { [new] ("y" | "z") } }`, `start = element a { attribute x { string } }`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			marked := "namespace sx = \"" + SnapxmlNS + "\"\n" + strings.ReplaceAll(tt.schema, "[new]", `[sx:since="new"]`)
			o := Options{Libraries: libraries}
			want := simpleForm(t, tt.same, o)
			o.Known = func(a *Annotations) bool {
				_, since := a.Attr(SnapxmlNS, SinceAttr)
				return !since
			}
			if got := simpleForm(t, marked, o); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

// simpleForm is the simple form of a schema, one node a line.
func simpleForm(t *testing.T, schema string, o Options) string {
	t.Helper()
	p, found, err := Parse(source.NewFile("schema.rnc", []byte(schema)), o)
	if err != nil || p == nil {
		t.Fatal(err, printed(found))
	}
	s, found, err := Simplify(p, o)
	if err != nil || s == nil {
		t.Fatal(err, printed(found))
	}
	form := dump(s.Start)
	for i, name := range s.Names() {
		form += name + " =\n" + dump(s.Defines[i].Element)
	}
	return form
}

// Since and until of defines and groups around a pattern are with it, up to
// the element around; its own stay its own.
func TestAround(t *testing.T) {
	p, _, err := Parse(source.NewFile("schema.rnc", []byte(`
namespace sx = "`+SnapxmlNS+`"
start = element a { x, element c { attribute z { text } } }
[ sx:since = "1" ]
x = [ sx:until = "3" sx:access = "create" ] ([ sx:since = "2" ] attribute y { "v" }, element b { attribute w { text } }?)
`)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, found, err := Simplify(p, Options{})
	if err != nil || s == nil {
		t.Fatal(err, printed(found))
	}
	var got []string
	describe := func(p *Pattern, name string) {
		var own, around []string
		if p.Annotations != nil {
			for _, at := range p.Annotations.Attrs {
				own = append(own, at.Local+" "+at.Value)
			}
			for _, at := range p.Annotations.Around {
				around = append(around, at.Local+" "+at.Value)
			}
		}
		got = append(got, name+": "+strings.Join(own, ", ")+"; "+strings.Join(around, ", "))
	}
	for _, d := range s.Defines {
		describe(d.Element, d.Element.Name.Local)
		for todo := []*Pattern{d.Element.Sub[0]}; len(todo) > 0; todo = todo[1:] {
			if p := todo[0]; p.Op == OpAttribute {
				describe(p, p.Name.Local)
			}
			todo = append(todo, todo[0].Sub...)
		}
	}
	want := []string{"a: ; ", "y: since 2; until 3, since 1", "b: ; until 3, since 1", "w: ; ", "c: ; ", "z: ; "}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
