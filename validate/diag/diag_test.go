package diag

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/source"
)

func TestLists(t *testing.T) {
	names := strings.Split("a b c d e f g h i j", " ")
	for n, want := range map[int]string{
		0: ``, 1: `"a"`, 2: `"a" or "b"`, 3: `"a", "b" or "c"`,
		8:  `"a", "b", "c", "d", "e", "f", "g" or "h"`,
		10: `"a", "b", "c", "d", "e", "f", "g", "h" or one of 2 more`,
	} {
		if got := OneOf(names[:n]); got != want {
			t.Errorf("%d names: %s, want %s", n, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		`plain`:                  `"plain"`,
		`say "a"`:                `"say "a""`,
		"two\nlines\x1b[0m":      `"two\nlines\x1b[0m"`,
		strings.Repeat("ä", 150): `"` + strings.Repeat("ä", 100) + `…"`,
	} {
		if got := Quote(in); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	candidates := []string{"name", "description", "state", "disk", "disks", "no", ""}
	for name, want := range map[string]string{
		"nmae": "name", "descripton": "description", "DISK": "", "dsik": "disk", "stat": "state", "nn": "no",
		"name": "", "unrelated": "", "": "", "diskss": "disks", strings.Repeat("x", 100): "",
	} {
		if got := Nearest(name, candidates); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// Distance is symmetric, zero for equals only, and no more than the longer
// length.
func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("abä")), 0, 6, -1)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := Distance(a, b)
		if d != Distance(b, a) || (d == 0) != (a == b) || d > max(len([]rune(a)), len([]rune(b))) {
			t.Fatalf("distance of %q and %q: %d and %d", a, b, d, Distance(b, a))
		}
	})
}

// report is a document and a schema with one mistake each.
func report() *Report {
	document := source.NewFile("a.xml", []byte("<a>\n  <b ü='\tx'/>\n</a>\n"))
	schema := source.NewFile("s.rnc", []byte("start = x"))
	return &Report{Path: "dir/a.xml", File: document, Diagnostics: []*Diagnostic{
		{
			Code: AttributeNotAllowed, Severity: Error, Range: source.Range{Start: 9, End: 11}, Message: `attribute "ü" not allowed`,
			Element: "/a/b",
			Fixes:   []Fix{{Title: "remove it", Edits: []Edit{{Range: source.Range{Start: 8, End: 16}}}}},
			Related: []Related{{Range: source.Range{Start: 0, End: 3}, Message: "within this"}},
		},
		{Code: "undefined", Severity: Warning, File: schema, Range: source.Range{Start: 8, End: 9}, Message: "not defined"},
	}}
}

func TestText(t *testing.T) {
	const want = `dir/a.xml:2:6: error: attribute "ü" not allowed [attribute-not-allowed]
  |   <b ü=' x'/>
  |      ^
  dir/a.xml:1:1: within this
  fix: remove it
s.rnc:1:9: warning: not defined [undefined]
  | start = x
  |         ^
`
	var out bytes.Buffer
	if err := NewText(&out).Report(report()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The JSON has the members of the contract, with the values of the report.
func TestJSON(t *testing.T) {
	var out bytes.Buffer
	w := NewJSON(&out)
	r := report()
	var sum Summary
	sum.Add(r)
	if err := w.Report(r); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	position := func(line, column, offset int) map[string]any {
		return map[string]any{"line": float64(line), "column": float64(column), "offset": float64(offset)}
	}
	span := func(start, end map[string]any) map[string]any { return map[string]any{"start": start, "end": end} }
	want := map[string]any{
		"version": 1.0,
		"files": []any{map[string]any{
			"path": "dir/a.xml", "valid": false,
			"diagnostics": []any{
				map[string]any{
					"code": "attribute-not-allowed", "severity": "error", "message": `attribute "ü" not allowed`, "element": "/a/b",
					"range": span(position(2, 6, 9), position(2, 7, 11)),
					"fixes": []any{map[string]any{"title": "remove it", "edits": []any{
						map[string]any{"range": span(position(2, 5, 8), position(2, 12, 16)), "text": ""},
					}}},
					"related": []any{map[string]any{"path": "dir/a.xml", "range": span(position(1, 1, 0), position(1, 4, 3)), "message": "within this"}},
				},
				map[string]any{
					"code": "undefined", "severity": "warning", "message": "not defined", "path": "s.rnc",
					"range": span(position(1, 9, 8), position(1, 10, 9)),
				},
			},
		}},
		"summary": map[string]any{"files": 1.0, "invalid": 1.0, "errors": 1.0, "warnings": 1.0},
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Excerpts fit a terminal, whatever the line and the range.
func TestExcerptFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 600, -1).Draw(t, "text")
		start := rapid.IntRange(0, len(text)).Draw(t, "start")
		end := rapid.IntRange(start, len(text)).Draw(t, "end")
		r := &Report{Path: "x", File: source.NewFile("x", []byte(text)), Diagnostics: []*Diagnostic{
			{Code: "c", Severity: Info, Range: source.Range{Start: int64(start), End: int64(end)}, Message: "m"},
		}}
		var out bytes.Buffer
		if err := NewText(&out).Report(r); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		if len(lines) != 3 && len(text) > 0 {
			t.Fatalf("%d lines: %q", len(lines), lines)
		}
		for _, line := range lines[1:] {
			if n := cells(line); n > width+len("  | ") {
				t.Fatalf("%d cells: %s", n, line)
			}
		}
	})
}

// Every code is documented, in the form that the style asks, and stands once.
func TestCatalogue(t *testing.T) {
	seen := map[Code]bool{}
	for _, e := range Codes() {
		if seen[e.Code] {
			t.Errorf("%s stands twice", e.Code)
		}
		seen[e.Code] = true
		if string(e.Code) != strings.ToLower(string(e.Code)) || strings.ContainsAny(string(e.Code), " _") {
			t.Errorf("%s is not in kebab-case", e.Code)
		}
		if e.Summary == "" || strings.HasSuffix(e.Summary, ".") || e.Doc == "" {
			t.Errorf("%s: summary %q, doc %q", e.Code, e.Summary, e.Doc)
		}
		if found, ok := Lookup(e.Code); !ok || found.Summary != e.Summary {
			t.Errorf("%s is not found", e.Code)
		}
	}
	if _, ok := Lookup("no-such-code"); ok {
		t.Error("a code that does not exist is found")
	}
}
