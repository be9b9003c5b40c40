package syntax

import (
	"slices"
	"testing"

	"github.com/snapxml/snapxml/validate/source"
)

// shareCommon is included by the nested grammars of the schemas of TestShare.
const shareCommon = `
start = element root { a & b & c }
a = element a { x* }
b = element b { y* }
c = element c { c?, b }
x = element x { text }
y = element y { a? }
`

func TestShare(t *testing.T) {
	tests := []struct {
		name, first, second string
		want                []string // the defines
	}{
		{
			name: "the same twice",
			want: []string{"first", "second", "root", "a", "b", "c", "x", "y"},
		},
		{
			name:   "an override that nothing but its user sees",
			second: `{ c = element c { b } }`,
			want:   []string{"first", "second", "root", "root-2", "a", "b", "c", "c-2", "x", "y"},
		},
		{
			name:   "an override that reaches up to the start",
			second: `{ x = element x { empty } }`,
			want: []string{"first", "second", "root", "root-2", "a", "b", "c", "a-2", "b-2", "c-2",
				"x", "y", "x-2", "y-2"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := Options{Libraries: libraries, Open: func(string) ([]byte, error) { return []byte(shareCommon), nil }}
			main := `element first { grammar { include "common.rnc" ` + tt.first + ` } } |
				element second { grammar { include "common.rnc" ` + tt.second + ` } }`
			p, _, err := Parse(source.NewFile("main.rnc", []byte(main)), o)
			if err != nil {
				t.Fatal(err)
			}
			s, found, err := Simplify(p, o)
			if err != nil || s == nil {
				t.Fatal(err, printed(found))
			}
			got := slices.Sorted(slices.Values(s.Names()))
			slices.Sort(tt.want)
			if !slices.Equal(got, tt.want) {
				t.Errorf("defines %q, want %q", got, tt.want)
			}
		})
	}
}
