package syntax

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// canonical writes an XML document in the form in which the suite compares
// them: names expanded, attributes sorted, comments and layout left out.
func canonical(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(text))
	var held string
	var markup bool
	flush := func(end bool) {
		if held != "" && (strings.TrimSpace(held) != "" || end && !markup) {
			fmt.Fprintf(&b, "%q\n", held)
		}
		held = ""
	}
	for {
		token, err := d.Token()
		if token == nil {
			if err.Error() != "EOF" {
				t.Fatalf("%v in\n%s", err, text)
			}
			return b.String()
		}
		switch token := token.(type) {
		case xml.StartElement:
			flush(false)
			markup = false
			fmt.Fprintf(&b, "<%s\n", token.Name)
			slices.SortFunc(token.Attr, func(a, b xml.Attr) int {
				return strings.Compare(fmt.Sprint(a.Name), fmt.Sprint(b.Name))
			})
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					fmt.Fprintf(&b, "@%s=%q\n", a.Name, a.Value)
				}
			}
		case xml.EndElement:
			flush(true)
			markup = true
			b.WriteString(">\n")
		case xml.Comment:
			markup = true
		case xml.CharData:
			held += string(token)
		}
	}
}

func mustParse(t testing.TB, name string, text []byte) *Pattern {
	t.Helper()
	p, found, err := Parse(source.NewFile(name, text), Options{})
	if err != nil || diag.HasErrors(found) {
		t.Fatalf("%s: %v %s\n%s", name, err, printed(found), text)
	}
	return p
}

func writeXML(t testing.TB, p *Pattern) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXML(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func writeCompact(t testing.TB, p *Pattern) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCompact(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkRoundTrip writes a schema in both syntaxes, parses what was written and
// asks for the same schema.
func checkRoundTrip(t *testing.T, p *Pattern) {
	t.Helper()
	inXML := writeXML(t, p)
	if diff := cmp.Diff(dump(p), dump(mustParse(t, "x.rng", inXML))); diff != "" {
		t.Errorf("through XML:\n%s\n%s", diff, inXML)
	}
	compact := writeCompact(t, p)
	again := mustParse(t, "x.rnc", compact)
	if diff := cmp.Diff(dump(p), dump(again)); diff != "" {
		t.Errorf("through compact syntax:\n%s\n%s", diff, compact)
	}
	if diff := cmp.Diff(sortedComments(p), sortedComments(again)); diff != "" {
		t.Errorf("comments through compact syntax:\n%s\n%s", diff, compact)
	}
}

// sortedComments is what the comments of a schema say, in no order.
func sortedComments(p *Pattern) []string {
	words := strings.Fields(comments(p))
	slices.Sort(words)
	return words
}
