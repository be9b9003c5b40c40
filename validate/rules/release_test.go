package rules_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/rules"
)

func TestParseRelease(t *testing.T) {
	for _, s := range []string{"0.9.5", "12", "1.0", "2024.1.0.3", "007.1"} {
		if r, err := rules.ParseRelease(s); err != nil || string(r) != s {
			t.Errorf("%q: %q, %v", s, r, err)
		}
	}
	for _, s := range []string{"", ".", "1.", ".1", "1..2", "v1.0", "1.0-rc1", " 1", "١"} {
		if _, err := rules.ParseRelease(s); err == nil {
			t.Errorf("%q is taken", s)
		}
	}
}

func TestCompareReleases(t *testing.T) {
	for _, x := range []struct {
		a, b rules.Release
		want int
	}{
		{"", "", 0}, {"", "0.8.0", -1}, {"", "0", 0},
		{"1.0", "1.0.0", 0}, {"1.0", "1.0.1", -1}, {"1.10", "1.9", 1},
		{"01.2", "1.02", 0}, {"100000000000000000000", "99999999999999999999", 1},
	} {
		if got := x.a.Compare(x.b); got != x.want {
			t.Errorf("%q to %q: %d, want %d", x.a, x.b, got, x.want)
		}
		if got := x.b.Compare(x.a); got != -x.want {
			t.Errorf("%q to %q: %d, want %d", x.b, x.a, got, -x.want)
		}
	}
}

// Of libvirt's releases the order is that of package schema.
func TestCompareAsSchema(t *testing.T) {
	number := rapid.IntRange(0, 12)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) schema.Version {
			return schema.Version{Major: number.Draw(t, label), Minor: number.Draw(t, label), Micro: number.Draw(t, label)}
		}
		v, w := draw("v"), draw("w")
		if got, want := rules.Release(v.String()).Compare(rules.Release(w.String())), v.Compare(w); got != want {
			t.Fatalf("%v to %v: %d, want %d", v, w, got, want)
		}
	})
}

func TestParsePurpose(t *testing.T) {
	for _, word := range rules.Purposes() {
		if p, err := rules.ParsePurpose(word); err != nil || p.String() != word {
			t.Errorf("%q: %v, %v", word, p, err)
		}
	}
	if _, err := rules.ParsePurpose("delete"); err == nil || err.Error() != `unknown purpose "delete"; expected "none", "create" or "redefine"` {
		t.Error(err)
	}
}
