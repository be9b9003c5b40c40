package relaxng

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// From a state that was kept a matcher goes on as from the beginning, and
// states at the same place of the same document are equal.
func TestResume(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchema(t)
		g := Compile(s)
		var b strings.Builder
		drawDocument(t, s).write(&b)
		whole, states := trace(g, b.String(), State{}, 0)
		again, same := trace(g, b.String(), State{}, 0)
		if len(whole) != len(again) || len(states) != len(same) {
			t.Fatalf("two runs differ: %v, %v", whole, again)
		}
		at := rapid.IntRange(1, len(states)).Draw(t, "place")
		if !states[at-1].Equal(same[at-1]) {
			t.Fatalf("states differ after %d tags of %s", at, &b)
		}
		rest, _ := trace(g, b.String(), states[at-1], at)
		tail := whole[len(whole)-len(rest):]
		for i, d := range rest {
			if d.Message != tail[i].Message || d.Range != tail[i].Range {
				t.Fatalf("after resuming at tag %d of %s: %q, from the beginning %q", at, &b, d.Message, tail[i].Message)
			}
		}
	})
}

// trace matches a document and returns what it reports and the state after
// each tag. With skip it starts from a state after that many tags.
func trace(g *Grammar, document string, from State, skip int) (found []*diag.Diagnostic, states []State) {
	s := xmlscan.NewScanner(g.Names(), xmlscan.Options{})
	s.Reset(strings.NewReader(document))
	m := g.NewMatcher(s, func(d *diag.Diagnostic) { found = append(found, d) })
	tags := 0
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		if kind != xmlscan.Text {
			tags++
		}
		if tags == skip && kind != xmlscan.Text && skip > 0 {
			m.Restore(from)
		}
		switch {
		case tags <= skip && kind != xmlscan.Text, tags < skip:
			continue
		case kind == xmlscan.StartElement:
			m.Start(&StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()})
		case kind == xmlscan.EndElement:
			m.End()
		default:
			m.Text(s.Text(), s.Range())
			continue
		}
		states = append(states, m.State())
	}
	return found, states
}

// Expect says what may come: names with those required marked, text, values
// and whether the element may end.
func TestExpect(t *testing.T) {
	g := compileRNC(t, `start = element r { element a { "x" | "y" | xsd:int }, element b { empty }*, (element c { text } & element d { empty }?) }`)
	for _, test := range []struct{ document, want string }{
		{"<r>", "a!"},
		{"<r><a>", `"x" "y" int`},
		{"<r><a>x</a>", "b c! d"},
		{"<r><a>x</a><b/><b/>", "b c! d"},
		{"<r><a>x</a><d/>", "c!"},
		{"<r><a>x</a><c>", "text end"},
		{"<r><a>x</a><c/>", "d end"},
		{"", "r!"},
	} {
		var got []string
		x := expectAfter(g, test.document)
		for _, p := range x.Elements {
			name := p.Name.Local
			if p.Required {
				name += "!"
			}
			got = append(got, name)
		}
		for _, p := range x.Values {
			if p.Value != "" {
				got = append(got, diag.Quote(p.Value))
			} else {
				got = append(got, p.Type)
			}
		}
		if x.Text {
			got = append(got, "text")
		}
		if x.End {
			got = append(got, "end")
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("after %q (-want +got):\n%s", test.document, diff)
		}
	}
}

// expectAfter feeds the beginning of a document, and tells what may follow.
func expectAfter(g *Grammar, document string) Expectation {
	s := xmlscan.NewScanner(g.Names(), xmlscan.Options{})
	s.Reset(strings.NewReader(document))
	m := g.NewMatcher(s, func(*diag.Diagnostic) {})
	for {
		switch s.Next() {
		case xmlscan.EOF:
			return m.Expect()
		case xmlscan.StartElement:
			m.Start(&StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()})
		case xmlscan.EndElement:
			m.End()
		case xmlscan.Text:
			m.Text(s.Text(), s.Range())
		}
	}
}
