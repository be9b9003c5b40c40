package xsdregexp

import (
	"cmp"
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestNameCharacters(t *testing.T) {
	const start, inside, neither = 2, 1, 0
	tests := map[rune]int{
		'a': start, 'Z': start, '_': start, ':': start, 'é': start, 'ÿ': start, 'ı': start,
		0x0E14: start, 0x2180: start, 0x3007: start, 0x3021: start, 0x4E00: start, 0x9FA5: start, 0xAC00: start, 0xD7A3: start,
		'0': inside, '-': inside, '.': inside, '·': inside, 0x0300: inside, 0x0640: inside, 0x0E35: inside,
		0x20D0: inside, 0x3005: inside, 0x3031: inside, 0x3099: inside, 0x309D: inside, 0x30FC: inside, 0x30FE: inside,
		' ': neither, '/': neither, '@': neither, '[': neither, '`': neither, '{': neither, '×': neither, '÷': neither,
		0x0132: neither, 0x0E2F: neither, 0x2183: neither, 0x9FA6: neither, 0xD7A4: neither, 0xFF21: neither, 0x10000: neither, -1: neither,
	}
	for r, want := range tests {
		if got := IsNameStart(r); got != (want == start) {
			t.Errorf("IsNameStart(%U) = %t", r, got)
		}
		if got := IsNameChar(r); got != (want != neither) {
			t.Errorf("IsNameChar(%U) = %t", r, got)
		}
	}
}

func TestBlocksDoNotOverlap(t *testing.T) {
	var all []span
	for name, s := range blocks {
		for _, p := range s {
			all = append(all, p)
			if p.lo > p.hi || p.hi > unicode.MaxRune {
				t.Errorf("%s: %U to %U", name, p.lo, p.hi)
			}
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.lo, b.lo) })
	for i := range all[1:] {
		if all[i].hi >= all[i+1].lo {
			t.Errorf("blocks from %U and from %U overlap", all[i].lo, all[i+1].lo)
		}
	}
	if len(blocks) != 93 || len(all) != 96 {
		t.Errorf("%d blocks with %d spans", len(blocks), len(all))
	}
}

func TestSets(t *testing.T) {
	spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) span {
		lo := rapid.Int32Range(0, 20).Draw(t, "lo")
		return span{lo, lo + rapid.Int32Range(0, 5).Draw(t, "length")}
	}), 0, 6)
	in := func(spans []span, r rune) bool {
		return slices.ContainsFunc(spans, func(p span) bool { return p.lo <= r && r <= p.hi })
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := spans.Draw(t, "a"), spans.Draw(t, "b")
		s, u := newSet(slices.Clone(a)...), newSet(slices.Clone(b)...)
		not, minus := s.not(), s.minus(u)
		for _, set := range []set{s, u, not, minus} {
			for i := range len(set) - 1 {
				if set[i].hi+1 >= set[i+1].lo {
					t.Fatalf("%v is not in normal form", set)
				}
			}
		}
		for r := rune(0); r < 30; r++ {
			x, y := in(a, r), in(b, r)
			if s.contains(r) != x || not.contains(r) == x || minus.contains(r) != (x && !y) {
				t.Fatalf("%d: %v, not %v, minus %v: %v", r, s, not, u, minus)
			}
		}
	})
}

// TestAlphabet tests that no set tells the characters of a class apart.
func TestAlphabet(t *testing.T) {
	sets := []set{nameStart(), digits(), wordChars(), spaces, blocks["Greek"], {{'x', 'x'}}}
	a := newAlphabet(sets)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		class := a.class(r)
		if r < 0x80 && a.ascii[r] != class {
			t.Fatalf("%U: class %d, as ASCII %d", r, class, a.ascii[r])
		}
		for i, s := range sets {
			if s.contains(r) != s.contains(a.sample[class]) {
				t.Fatalf("set %d tells %U and %U apart", i, r, a.sample[class])
			}
		}
	}
	if len(a.sample) > 1<<len(sets) {
		t.Errorf("%d classes of %d sets", len(a.sample), len(sets))
	}
}
