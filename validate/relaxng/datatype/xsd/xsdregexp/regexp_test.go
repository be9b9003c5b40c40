package xsdregexp_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd/xsdregexp"
	"pgregory.net/rapid"
)

func compile(t testing.TB, expr string) *xsdregexp.Regexp {
	t.Helper()
	re, err := xsdregexp.Compile(expr)
	if err != nil {
		t.Fatalf("Compile(%q): %v", expr, err)
	}
	return re
}

func TestMatch(t *testing.T) {
	tests := []struct {
		expr    string
		yes, no []string
	}{
		// Branches and pieces.
		{``, []string{""}, []string{"a"}},
		{`|`, []string{""}, []string{"a"}},
		{`()`, []string{""}, []string{"a"}},
		{`()*`, []string{""}, []string{"a"}},
		{`(){3}`, []string{""}, []string{"a"}},
		{`abc`, []string{"abc"}, []string{"", "ab", "abcd", "xabc"}},
		{`a|bc|`, []string{"a", "bc", ""}, []string{"b", "abc", "ac"}},
		{`(a|b)(c|d)`, []string{"ac", "bd"}, []string{"a", "acd"}},
		{`a(|b)c`, []string{"ac", "abc"}, []string{"abbc"}},
		{`(a(b(c)))`, []string{"abc"}, []string{"ab"}},
		// Quantifiers.
		{`a?`, []string{"", "a"}, []string{"aa"}},
		{`a*`, []string{"", "a", "aaaa"}, []string{"b", "aab"}},
		{`a+`, []string{"a", "aaa"}, []string{""}},
		{`a{3}`, []string{"aaa"}, []string{"aa", "aaaa"}},
		{`a{2,}`, []string{"aa", "aaaaa"}, []string{"", "a"}},
		{`a{0,}`, []string{"", "aaa"}, []string{"b"}},
		{`a{1,3}`, []string{"a", "aa", "aaa"}, []string{"", "aaaa"}},
		{`a{0,2}b`, []string{"b", "ab", "aab"}, []string{"aaab"}},
		{`a{0}b`, []string{"b"}, []string{"ab"}},
		{`(ab|c){2}`, []string{"abab", "abc", "cab", "cc"}, []string{"ab", "ccc"}},
		{`((a{2}){2}){2}`, []string{"aaaaaaaa"}, []string{"aaaaaaa", "aaaaaaaaa"}},
		{`(a*)*`, []string{"", "aaa"}, []string{"b"}},
		{`(a*)+b`, []string{"b", "aab"}, []string{"a"}},
		{`(a?){3}`, []string{"", "a", "aaa"}, []string{"aaaa"}},
		{`(a|b){1,2}c?`, []string{"a", "ab", "bac"}, []string{"c", "aaa"}},
		{`a{2}b{2}`, []string{"aabb"}, []string{"abb"}},
		// No anchors; "." leaves out line ends.
		{`^a$`, []string{"^a$"}, []string{"a"}},
		{`.`, []string{"a", "é", "𐀀", "\t"}, []string{"", "\n", "\r", "ab"}},
		{`[.]`, []string{"."}, []string{"a"}},
		// Escapes.
		{`\n\r\t`, []string{"\n\r\t"}, []string{"nrt"}},
		{`\\\|\.\?\*\+\(\)\{\}\-\[\]\^`, []string{`\|.?*+(){}-[]^`}, []string{""}},
		{`\s`, []string{" ", "\t", "\n", "\r"}, []string{"\v", "\u00a0", "s"}},
		{`\S`, []string{"a", "\u00a0"}, []string{" "}},
		{`\d`, []string{"0", "9", "٣"}, []string{"a", "²"}},
		{`\D`, []string{"a"}, []string{"5"}},
		{`\w+`, []string{"aé9$+^`𝒳"}, []string{"_", "-", " ", "."}},
		{`\W`, []string{"_", "-", " ", "\u0378"}, []string{"a", "+"}},
		{`\i\c*`, []string{"a:b", "_1-.x·", "ดี"}, []string{"1", "-", "", "ี"}},
		{`\I`, []string{"1", "-", "ี"}, []string{"a", ":"}},
		{`\C`, []string{" ", "$"}, []string{"a", "-"}},
		{`[\i-[:]][\c-[:]]*`, []string{"foo", "a-1"}, []string{"a:b", ":a"}},
		// Classes.
		{`[abc]`, []string{"a", "b", "c"}, []string{"d", "", "ab"}},
		{`[^abc]`, []string{"d", "\n", "^"}, []string{"a"}},
		{`[a-c]`, []string{"b"}, []string{"d", "-"}},
		{`[-a]`, []string{"-", "a"}, []string{"b"}},
		{`[a-]`, []string{"-", "a"}, []string{"b"}},
		{`[a-c-]`, []string{"-", "b"}, []string{"d"}},
		{`[^-a]`, []string{"b"}, []string{"-", "a"}},
		{`[-]`, []string{"-"}, []string{"a"}},
		{`[--]`, []string{"-"}, []string{"a"}},
		{`[^^]`, []string{"a"}, []string{"^"}},
		{`[a^]`, []string{"a", "^"}, []string{"b"}},
		{`[\^a]`, []string{"a", "^"}, []string{"b"}},
		{`[\--a]`, []string{"-", "A", "a"}, []string{"b", ","}},
		{`[\n-\r]`, []string{"\n", "\v", "\r"}, []string{"\t", "n"}},
		{`[?-\\]`, []string{"?", "A", `\`}, []string{"a", ">"}},
		{`[(|)*+?.{}$]+`, []string{"(|)*+?.{}$"}, []string{"a"}},
		{`[\s\S]`, []string{"a", "\n"}, []string{""}},
		{`[^\s]`, []string{"a"}, []string{" "}},
		{`[\d\-x]+`, []string{"4-x"}, []string{"y"}},
		{`[ -~]+`, []string{"a Z~"}, []string{"é", "\n"}},
		{`[𐀀-𐀂]`, []string{"𐀁"}, []string{"𐀃", "a"}},
		// Subtraction.
		{`[a-z-[aeiou]]+`, []string{"xyz"}, []string{"a", "-"}},
		{`[a-z-[b-y-[m]]]`, []string{"a", "m", "z"}, []string{"b", "y"}},
		{`[^a-z-[A-Z]]`, []string{"1", "é"}, []string{"a", "A"}},
		{`[a-[a]]`, nil, []string{"a", "", "b"}},
		{`[a-[^a]]`, []string{"a"}, []string{"b"}},
		{`[--[a]]`, []string{"-"}, []string{"a"}},
		{`[ab--[a]]`, []string{"b", "-"}, []string{"a"}},
		{`[\w-[\d]]`, []string{"a"}, []string{"4"}},
		{`[\p{L}-[\p{IsBasicLatin}]]`, []string{"é"}, []string{"e"}},
		// Categories and blocks.
		{`\p{Lu}`, []string{"A", "É", "𝐀"}, []string{"a"}},
		{`\P{Lu}`, []string{"a", "1"}, []string{"A"}},
		{`\p{L}`, []string{"A", "a", "ª", "א"}, []string{"1"}},
		{`\p{Sc}`, []string{"$", "€"}, []string{"+"}},
		{`\p{Zs}`, []string{" ", "\u00a0"}, []string{"\t"}},
		{`\p{Cn}`, []string{"\u0378"}, []string{"a"}},
		{`\p{C}`, []string{"\u0378", "\t", "\ue000", "\u00ad"}, []string{"a"}},
		{`\p{IsBasicLatin}`, []string{"a", "\t"}, []string{"é"}},
		{`\p{IsLatin-1Supplement}`, []string{"é"}, []string{"e"}},
		{`\P{IsGreek}`, []string{"e"}, []string{"α"}},
		{`\p{IsPrivateUse}`, []string{"\ue000", "\U000F0000", "\U00100000"}, []string{"a"}},
		{`\p{IsSpecials}`, []string{"\ufeff", "\ufffd"}, []string{"\ufefe"}},
		{`[\P{L}a]`, []string{"a", "1"}, []string{"b"}},
		// Of libvirt's schemas.
		{`(/|[a-zA-Z]:\\).+`, []string{"/a", `C:\x`}, []string{"/", "a", `C:x`}},
		{`[a-fA-F0-9]{32}`, []string{strings.Repeat("aF", 16)}, []string{strings.Repeat("a", 31), strings.Repeat("a", 33)}},
		{`([a-fA-F0-9]{2}:){5}[a-fA-F0-9]{2}`, []string{"52:54:00:12:34:56"}, []string{"52:54:00:12:34"}},
		{`$[ ]*[a-zA-Z0-9_]+(\[[ ]*[@]?[0-9]+[ ]*\])?[ ]*`, []string{"$ A[@1]"}, []string{"A"}},
		{`[0-9a-zA-F -_,.:;=]{0,255}`, []string{"", "A z"}, []string{"~"}},
		{`[a-zA-Z0-9_\-.]+`, []string{"a-b.c"}, []string{"a b"}},
	}
	for _, tt := range tests {
		re := compile(t, tt.expr)
		for _, s := range tt.yes {
			if !re.MatchString(s) {
				t.Errorf("%s does not match %q", tt.expr, s)
			}
		}
		for _, s := range tt.no {
			if re.MatchString(s) {
				t.Errorf("%s matches %q", tt.expr, s)
			}
		}
	}
}

func TestCompileErrors(t *testing.T) {
	tests := []struct {
		expr    string
		offset  int
		problem string // a part of it
	}{
		{`(`, 0, `"(" is never closed`},
		{`a((b)`, 1, `"(" is never closed`},
		{`a)`, 1, `")" without "("`},
		{`*a`, 0, `"*" has nothing to repeat`},
		{`a|+`, 2, `"+" has nothing to repeat`},
		{`(?:a)`, 1, `"?" has nothing to repeat`},
		{`{2}`, 0, `"{" has nothing to repeat`},
		{`a**`, 2, `"*" after another quantifier`},
		{`a{2}{3}`, 4, `"{" after another quantifier`},
		{`a{`, 1, `"{" begins a quantifier`},
		{`a{1`, 1, `"{" begins a quantifier`},
		{`a{,3}`, 1, `"{" begins a quantifier`},
		{`a{ 1}`, 1, `"{" begins a quantifier`},
		{`a{3,2}`, 1, `the second number is less than the first`},
		{`a}`, 1, `"}" as a character is written "\}"`},
		{`]`, 0, `"]" as a character is written "\]"`},
		{`a\`, 1, `"\" at the end`},
		{`\$`, 0, `"\$" means nothing here`},
		{`\1`, 0, `"\1" means nothing here`},
		{`\é`, 0, `"\é" means nothing here`},
		{`[`, 0, `"[" is never closed`},
		{`[a`, 0, `"[" is never closed`},
		{`[a-`, 2, `"-" between`},
		{`[]`, 1, `a class needs a character`},
		{`[^]`, 2, `a class needs a character`},
		{`[\]`, 0, `"[" is never closed`},
		{`[a[b]`, 2, `"[" in a class`},
		{`[z-a]`, 1, `the wrong way round`},
		{`[a-\d]`, 1, `both ends must be single characters`},
		{`[\d-z]`, 1, `both ends must be single characters`},
		{`[\p{Zl}-z]`, 1, `both ends must be single characters`},
		{`[a-c-e]`, 4, `"-" between`},
		{`[+--]`, 3, `"-" between`},
		{`[--a]`, 2, `"-" between`},
		{`[a-z-[b]c]`, 8, `a subtraction ends its class`},
		{`[a-[b]`, 6, `a subtraction ends its class`},
		{`[a-[`, 3, `"[" is never closed`},
		{`\p`, 0, `\p needs a name in braces`},
		{`\pL`, 0, `\p needs a name in braces`},
		{`\P{L`, 0, `\P needs a name in braces`},
		{`\p{Lx}`, 0, `no Unicode category "Lx"`},
		{`\p{Cs}`, 0, `no Unicode category "Cs"`},
		{`\p{IsKlingon}`, 0, `no Unicode block "Klingon"`},
		{`a{70000}`, 1, `too large`},
		{`a{99999999999999999999999}`, 1, `too large`},
		{`(a{300}){300}`, 8, `too large`},
		{`(a{0,300}){0,300}`, 10, `too large`},
		{strings.Repeat("a", 40000), 32768, `too large`},
	}
	for _, tt := range tests {
		_, err := xsdregexp.Compile(tt.expr)
		var e *xsdregexp.Error
		if !errors.As(err, &e) {
			t.Errorf("Compile(%.40q) = %v, want an Error", tt.expr, err)
		} else if !strings.Contains(e.Problem, tt.problem) || e.Offset != tt.offset {
			t.Errorf("Compile(%.40q): %d: %s; want %d: %s", tt.expr, e.Offset, e.Problem, tt.offset, tt.problem)
		}
	}
}

// TestPathologies holds what stalls or crashes backtracking matchers to a
// number of steps in proportion to the string.
func TestPathologies(t *testing.T) {
	a := func(n int) string { return strings.Repeat("a", n) }
	deep := strings.Repeat("(", 5000) + "a" + strings.Repeat(")", 5000)
	deepStar := strings.Repeat("(", 5000) + "a" + strings.Repeat(")*", 5000)
	nest := strings.Repeat("(x|", 5000) + "a" + strings.Repeat(")", 5000)
	minus := strings.Repeat("[a-", 5000) + "[b]" + strings.Repeat("]", 5000)
	tests := []struct {
		expr, s string
		want    bool
		steps   int // at most
	}{
		{`(a|aa)*b`, a(20_000), false, 100},
		{`(a|aa)*b`, a(20_000) + "b", true, 100},
		{`(a?){60}a{60}`, a(60), true, 20_000},
		{`(a?){60}a{60}`, a(59), false, 20_000},
		{`(.*a){25}`, a(60), true, 10_000},
		{`(.*a){25}`, a(24), false, 10_000},
		{`(a*)*b`, a(20_000), false, 100},
		{`((a*)*)*`, a(20_000) + "b", false, 100},
		{`(x+x+)+y`, strings.Repeat("x", 20_000), false, 100},
		{deep, "a", true, 100},
		{deepStar, a(100), true, 100_000},
		{nest, "a", true, 100_000},
		{minus, "a", false, 100},
		// 2^13 states do not fit together with their transitions for ever.
		{`(a|b)*a(a|b){12}`, strings.Repeat("abbabaaabb", 1000), true, 500_000},
	}
	for _, tt := range tests {
		re := compile(t, tt.expr)
		if got := re.MatchString(tt.s); got != tt.want {
			t.Errorf("%.40s on %d characters: %t, want %t", tt.expr, len(tt.s), got, tt.want)
		}
		if n := re.Steps(); n > tt.steps {
			t.Errorf("%.40s on %d characters: %d steps, want at most %d", tt.expr, len(tt.s), n, tt.steps)
		}
	}
}

// TestCacheStaysBounded runs through more states than the cache may hold.
func TestCacheStaysBounded(t *testing.T) {
	re := compile(t, `(a|b)*a(a|b){20}`)
	var s strings.Builder
	for x := uint32(1); s.Len() < 60_000; x = x*1664525 + 1013904223 {
		s.WriteByte("ab"[x>>31])
	}
	text := s.String()
	want := text[len(text)-21] == 'a'
	if got := re.MatchString(text); got != want {
		t.Errorf("got %t, want %t", got, want)
	}
	if n := re.States(); n > 10_000 {
		t.Errorf("%d states", n)
	}
	if n := re.Steps(); n > 80*len(text) {
		t.Errorf("%d steps for %d characters", n, len(text))
	}
}

func TestConcurrentUse(t *testing.T) {
	re := compile(t, `(a|b)*a(a|b){14}`)
	var wg sync.WaitGroup
	for g := range uint32(4) {
		wg.Go(func() {
			for i := range uint32(300) {
				x := (g*300 + i) * 2654435761
				s := strings.NewReplacer("0", "a", "1", "b").Replace(fmt.Sprintf("%032b", x))
				if got, want := re.MatchString(s), s[len(s)-15] == 'a'; got != want {
					t.Errorf("%s: %t, want %t", s, got, want)
				}
			}
		})
	}
	wg.Wait()
}

// expression draws an expression on which package regexp agrees.
func expression(depth int) *rapid.Generator[string] {
	atom := rapid.SampledFrom([]string{
		"a", "b", "é", "-", ".", "[ab]", "[^a]", "[a-c]", `\.`, `\-`, `[\-b]`, `\s`, `\p{Lu}`, `[\p{L}b]`, `\P{L}`, `[^\s]`,
	})
	if depth == 0 {
		return atom
	}
	sub := expression(depth - 1)
	return rapid.OneOf(
		atom,
		rapid.Custom(func(t *rapid.T) string {
			q := rapid.SampledFrom([]string{"?", "*", "+", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}"})
			return "(" + sub.Draw(t, "repeated") + ")" + q.Draw(t, "quantifier")
		}),
		rapid.Custom(func(t *rapid.T) string { return sub.Draw(t, "left") + sub.Draw(t, "right") }),
		rapid.Custom(func(t *rapid.T) string {
			return "(" + sub.Draw(t, "one") + "|" + sub.Draw(t, "other") + ")"
		}),
	)
}

func TestAgreesWithGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		expr := expression(3).Draw(t, "expr")
		want, err := regexp.Compile(`^(?:` + expr + `)$`)
		if err != nil {
			t.Skip(err)
		}
		got, err := xsdregexp.Compile(expr)
		if err != nil {
			t.Fatalf("Compile(%q): %v", expr, err)
		}
		for range 5 {
			s := rapid.StringOfN(rapid.RuneFrom([]rune("abcéA-. \t")), 0, 8, -1).Draw(t, "s")
			if got, want := got.MatchString(s), want.MatchString(s); got != want {
				t.Fatalf("%q on %q: %t, package regexp says %t", expr, s, got, want)
			}
		}
	})
}

func TestMatchDoesNotAllocate(t *testing.T) {
	re := compile(t, `[a-fA-F0-9]{8}\-([a-fA-F0-9]{4}\-){3}[a-fA-F0-9]{12}`)
	s := "c7a5fdbd-edaf-9455-926a-d65c16db1809"
	if !re.MatchString(s) {
		t.Fatal("no match")
	}
	if n := testing.AllocsPerRun(10, func() { re.MatchString(s) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func FuzzCompileAndMatch(f *testing.F) {
	for _, expr := range []string{`(a|b)*c{2,3}`, `[a-z-[aeiou]]`, `\p{IsGreek}|\P{Lu}`, `\i\c*`, `[^\s-]`, `((`, `a{3,1}`, `\`, "[\xff-\xfe]"} {
		f.Add(expr, "abc")
	}
	f.Fuzz(func(t *testing.T, expr, s string) {
		re, err := xsdregexp.Compile(expr)
		if err != nil {
			var e *xsdregexp.Error
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(expr) {
				t.Fatalf("Compile(%q): %#v", expr, err)
			}
			return
		}
		if first := re.MatchString(s); first != re.MatchString(s) {
			t.Fatal("a second match comes out differently")
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	for _, bm := range []struct{ expr, s string }{
		{`(/|[a-zA-Z]:\\).+`, "/var/lib/libvirt/images/disk.qcow2"},
		{`[a-fA-F0-9]{32}`, "c7a5fdbdedaf9455926ad65c16db1809"},
	} {
		b.Run(bm.expr, func(b *testing.B) {
			re := compile(b, bm.expr)
			b.ReportAllocs()
			for b.Loop() {
				re.MatchString(bm.s)
			}
		})
	}
}
