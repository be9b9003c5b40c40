package xsdregexp

import (
	"testing"

	"pgregory.net/rapid"
)

func TestMiss(t *testing.T) {
	const uuid = `[a-f0-9]{4}-?([a-f0-9]{2}-?){2}[a-f0-9]{6}`
	for _, c := range []struct{ expr, s, want string }{
		{uuid, "abcd-12-34-56789", "1 character is missing at its end"},
		{uuid, "abcd-12", "8 characters are missing at its end"},
		{uuid, "abcd-12-34-567890ef", `the "ef" at its end is too much`},
		{uuid, "abc-12-34-567890", `the "-" behind "abc" does not fit`},
		{uuid, "zabc", `the "z" behind "" does not fit`},
		{`a+b`, "aaaaaaaaaaaaaaaac", `the "c" behind "aaaaaaaaaaaa" does not fit`},
	} {
		re, err := Compile(c.expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := re.Miss(c.s).Words(c.s); got != c.want {
			t.Errorf("%s, %q: %s, want %s", c.expr, c.s, got, c.want)
		}
	}
}

// What can begin a match, and lacks as many characters as are said, cannot be
// begun by more: no string that is shorter than what is missing completes it.
func TestMissProperty(t *testing.T) {
	re, err := Compile(`(ab|a{3})c{2,3}|b+`)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("abc")), 0, 6, -1).Draw(t, "s")
		end := rapid.StringOfN(rapid.RuneFrom([]rune("abc")), 0, 6, -1).Draw(t, "end")
		if re.MatchString(s) || !re.MatchString(s+end) {
			return
		}
		if m := re.Miss(s); m.Offset != len(s) || m.Lacks < 1 || m.Lacks > len(end) {
			t.Fatalf("%q, completed by %q: %+v", s, end, m)
		}
	})
}
