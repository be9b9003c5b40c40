package schema_test

import (
	"slices"
	"testing"

	"github.com/snapxml/snapxml/schema"
)

func TestRemainder(t *testing.T) {
	tests := []struct{ title, caption, want string }{
		{"The smallest request", "The smallest request. It has\nno name.\n\nMore.", "It has\nno name.\n\nMore."},
		{"A title that is longer than a line", "A title that is longer\nthan a line. And more.", "And more."},
		{"All there is.", "All there is.", ""},
		{"Another title", "The caption.", "The caption."},
	}
	for _, test := range tests {
		e := &schema.Example{Title: test.title, Caption: test.caption}
		if got := e.Remainder(); got != test.want {
			t.Errorf("%q without %q: got %q, want %q", test.caption, test.title, got, test.want)
		}
	}
}

func TestTexts(t *testing.T) {
	m := &schema.Model{
		Doc: "intro",
		Types: []*schema.Type{
			{Doc: "type", Fields: []*schema.Field{{Doc: "field"}, {Doc: "type"}, {}}},
			{Values: []*schema.Value{{Doc: "value"}, {Doc: "field"}}},
		},
		Examples: []*schema.Example{{Title: "title", Caption: "title. rest"}},
	}
	if got, want := m.Texts(), []string{"intro", "type", "field", "value", "title", "rest"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
