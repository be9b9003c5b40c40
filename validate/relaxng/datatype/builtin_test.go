package datatype_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"pgregory.net/rapid"
)

func builtin(t testing.TB, name string) datatype.Datatype {
	t.Helper()
	d, err := datatype.Builtin.Datatype(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestBuiltinValues(t *testing.T) {
	tests := []struct {
		name, a, b string
		same       bool
	}{
		{"string", "a", "a", true},
		{"string", "a", " a", false},
		{"string", "", "", true},
		{"token", " a\t\n b\r", "a b", true},
		{"token", "", " \n", true},
		{"token", "ab", "a b", false},
		{"token", "a\u00a0b", "a b", false},
	}
	for _, tt := range tests {
		d := builtin(t, tt.name)
		if err := d.Check(tt.a, nil); err != nil {
			t.Errorf("%s: Check(%q) = %v", tt.name, tt.a, err)
		}
		a, aok := d.Value(tt.a, nil)
		b, bok := d.Value(tt.b, nil)
		if !aok || !bok || (a == b) != tt.same {
			t.Errorf("%s: %q and %q the same: %t, want %t", tt.name, tt.a, tt.b, a == b, tt.same)
		}
	}
}

func TestBuiltinIsPlain(t *testing.T) {
	for _, name := range []string{"string", "token"} {
		d := builtin(t, name)
		if d.Name() != name || d.UsesContext() || d.ID() != datatype.NotID {
			t.Errorf("%s: name %q, context %t, ID %d", name, d.Name(), d.UsesContext(), d.ID())
		}
	}
}

func TestBuiltinRefuses(t *testing.T) {
	_, err := datatype.Builtin.Datatype("int", nil)
	if want := (datatype.UnknownType{Name: "int"}); err != want {
		t.Errorf("int: error %v, want %v", err, want)
	}
	_, err = datatype.Builtin.Datatype("string", []datatype.Param{{Name: "length", Value: "1"}})
	var bad datatype.BadParam
	if !errors.As(err, &bad) || bad.Index != 0 {
		t.Errorf("string with a param: error %v, want a BadParam of index 0", err)
	}
}

func TestCollapseIsFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("ab \t\r\né")), 0, 30, -1).Draw(t, "s")
		want := strings.Join(strings.Fields(s), " ")
		if got := datatype.Collapse(s); got != want {
			t.Fatalf("Collapse(%q) = %q, want %q", s, got, want)
		}
	})
}

func TestCollapseDoesNotCopy(t *testing.T) {
	s := " " + strings.Repeat("a b ", 100)
	if n := testing.AllocsPerRun(10, func() { datatype.Collapse(s) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
