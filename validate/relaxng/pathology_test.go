package relaxng

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// compileRNC compiles a schema in compact syntax.
func compileRNC(t testing.TB, rnc string) *Grammar {
	t.Helper()
	o := syntax.Options{Libraries: map[string]datatype.Library{xsd.URI: xsd.Library}}
	p, faults, err := syntax.ParseCompact(source.NewFile("schema.rnc", []byte(rnc)), o)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, messages(faults, rnc))
	}
	s, faults, err := syntax.Simplify(p, o)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, messages(faults, rnc))
	}
	return Compile(s)
}

// repeat joins f(0) … f(n-1).
func repeat(n int, sep string, f func(i int) string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = f(i)
	}
	return strings.Join(parts, sep)
}

// A pathology is a schema and a document that make other engines take very
// long, very much memory, or a wrong decision.
type pathology struct {
	name     string
	schema   string
	document string
	valid    bool
	work     int // at most so many steps of derivation
}

func pathologies() []pathology {
	random := rand.New(rand.NewPCG(1, 2))
	return []pathology{
		{
			name:     "18 optional attributes, all given",
			schema:   "start = element r { " + repeat(18, ", ", func(i int) string { return fmt.Sprintf("attribute a%d { text }?", i) }) + " }",
			document: "<r " + repeat(18, " ", func(i int) string { return fmt.Sprintf("a%d='x'", i) }) + "/>",
			valid:    true, work: 100,
		},
		{
			name: "3,000 elements with some of 64 optional attributes",
			schema: "start = element r { e* } e = element e { " +
				repeat(64, ", ", func(i int) string { return fmt.Sprintf("attribute a%d { text }?", i) }) + " }",
			document: "<r>" + repeat(3000, "", func(int) string {
				return "<e" + repeat(64, "", func(i int) string {
					if random.IntN(2) == 0 {
						return ""
					}
					return fmt.Sprintf(" a%d=''", i)
				}) + "/>"
			}) + "</r>",
			valid: true, work: 200,
		},
		{
			name:     "a choice of 2,000 names",
			schema:   "start = element r { (" + repeat(2000, " | ", func(i int) string { return fmt.Sprintf("element e%d { empty }", i) }) + ")* }",
			document: "<r>" + repeat(2000, "", func(i int) string { return fmt.Sprintf("<e%d/>", 1999-i) }) + "</r>",
			valid:    true, work: 30_000,
		},
		{
			name:     "an enumeration of 5,000 values",
			schema:   "start = element r { element v { " + repeat(5000, " | ", func(i int) string { return fmt.Sprintf(`"v%d"`, i) }) + " }* }",
			document: "<r>" + repeat(1000, "", func(i int) string { return fmt.Sprintf("<v>v%d</v>", 5*i) }) + "</r>",
			valid:    true, work: 20_000,
		},
		{
			name:     "1,000 interleaved options, reversed",
			schema:   "start = element r { " + repeat(1000, " & ", func(i int) string { return fmt.Sprintf("element e%d { empty }?", i) }) + " }",
			document: "<r>" + repeat(1000, "", func(i int) string { return fmt.Sprintf("<e%d/>", 999-i) }) + "</r>",
			valid:    true, work: 50_000,
		},
		{
			name: "100 interleaved repeats of pairs",
			schema: "start = element r { " + repeat(100, " & ", func(i int) string {
				return fmt.Sprintf("(element a%d { empty }, element b%d { empty })*", i, i)
			}) + " }",
			document: "<r>" + repeat(3, "", func(int) string {
				return repeat(100, "", func(i int) string { return fmt.Sprintf("<a%d/>", i) }) +
					repeat(100, "", func(i int) string { return fmt.Sprintf("<b%d/>", i) })
			}) + "</r>",
			valid: true, work: 20_000,
		},
		{
			name: "one name for many definitions, 200 deep",
			schema: "start = a1 | a2 a1 = element a { (a1 | a2)?, element x { empty }? } " +
				"a2 = element a { (a1 | a2)?, element y { empty }? }",
			document: strings.Repeat("<a>", 200) + strings.Repeat("</a>", 199) + "<y/></a>",
			valid:    true, work: 200,
		},
		{
			name: "(a|b)*, a, (a|b)^200",
			schema: "start = element r { (a | b)*, a, " + repeat(200, ", ", func(int) string { return "(a | b)" }) + " } " +
				"a = element a { empty } b = element b { empty }",
			document: "<r>" + repeat(2000, "", func(int) string { return []string{"<a/>", "<b/>"}[random.IntN(2)] }) +
				"<a/>" + strings.Repeat("<b/>", 200) + "</r>",
			valid: true, work: 1_000_000,
		},
		{
			name:     "a?^400 on a^400",
			schema:   "start = element r { " + repeat(400, ", ", func(int) string { return "a?" }) + " } a = element a { empty }",
			document: "<r>" + strings.Repeat("<a/>", 400) + "</r>",
			valid:    true, work: 400_000,
		},
		{
			name: "repeats nested 12 deep, and one element too many",
			schema: "start = element r { " + strings.Repeat("(", 12) + "b" + strings.Repeat(")*", 12) + " } " +
				"b = element b { empty }",
			document: "<r>" + strings.Repeat("<b/>", 200) + "<c/></r>",
			valid:    false, work: 200,
		},
		{
			name: "ambiguous repeats nested 5 deep",
			schema: "start = element r { " + strings.Repeat("(", 5) + "b*" + strings.Repeat(", b*)*", 5) + " } " +
				"b = element b { empty }",
			document: "<r>" + strings.Repeat("<b/>", 200) + "</r>",
			valid:    true, work: 2_000,
		},
		{
			name:     "an ambiguous list of 100 tokens",
			schema:   `start = element r { list { ("x" | ("x", "x"))*, "y", ("x" | "y")* } }`,
			document: "<r>" + strings.Repeat("x ", 50) + "y" + strings.Repeat(" x", 49) + "</r>",
			valid:    true, work: 2_000,
		},
		{
			name:     "9,000 elements deep",
			schema:   "start = e e = element e { e? }",
			document: strings.Repeat("<e>", 9000) + strings.Repeat("</e>", 9000),
			valid:    true, work: 10,
		},
		{
			name:     "200,000 children that do not belong",
			schema:   "start = element r { empty }",
			document: "<r>" + strings.Repeat("<z/>", 200_000) + "</r>",
			valid:    false, work: 100,
		},
	}
}

// What other engines choke on is decided rightly with an amount of work that
// is bounded by the size of schema and document.
func TestPathologies(t *testing.T) {
	for _, p := range pathologies() {
		t.Run(p.name, func(t *testing.T) {
			g := compileRNC(t, p.schema)
			g.limits = cacheLimits{patterns: 1 << 30, cells: 1 << 30} // count in one automaton
			found := check(t, g, p.document)
			if (len(found) == 0) != p.valid {
				t.Errorf("valid %v, want %v; reported %v", len(found) == 0, p.valid, messages(found[:min(3, len(found))], p.document))
			}
			a := g.current.Load()
			t.Logf("%d steps, %d patterns, %d levels", a.work, a.count, len(a.levels))
			if a.work > p.work {
				t.Errorf("%d steps, want at most %d", a.work, p.work)
			}
		})
	}
}
