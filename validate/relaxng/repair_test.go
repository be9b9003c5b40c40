package relaxng

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// recordOf reads a document into a record.
func recordOf(g *Grammar, document string) *Record {
	s := xmlscan.NewScanner(g.Names(), xmlscan.Options{})
	s.Reset(strings.NewReader(document))
	r := g.NewRecord(s)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		switch kind {
		case xmlscan.StartElement:
			r.Start(&StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()})
		case xmlscan.EndElement:
			end := s.Range()
			if s.SelfClosing() {
				end = source.At(end.End)
			}
			r.End(end)
		case xmlscan.Text:
			r.Text(s.Text(), s.Range())
		}
	}
	return r
}

// There is something to mend in a document exactly when the engine refuses it;
// what is said of it lies in the document, and its fixes can be applied.
func TestExplainAgrees(t *testing.T) {
	explained, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchema(t)
		g := Compile(s)
		for range 6 {
			var b strings.Builder
			drawDocument(t, s).write(&b)
			valid := len(check(t, g, b.String())) == 0
			r := recordOf(g, b.String())
			root := newRepairer(r).fit(r.top, g.elements[0])
			if root != nil && (root.cost == 0) != valid {
				t.Fatalf("%s: valid %t, but mending it costs %d", b.String(), valid, root.cost)
			}
			found, ok := r.Explain(source.NewFile("document.xml", []byte(b.String())))
			if !valid {
				refused++
			}
			if ok {
				explained++
				checkExplained(t, found, b.String())
			}
			if ok && valid {
				t.Fatalf("%s is valid, but explained: %v", b.String(), messages(found, b.String()))
			}
		}
	})
	t.Logf("%d of %d explained", explained, refused)
	if explained < refused*9/10 { // by some schemas no document is valid, so no change helps
		t.Error("too few documents are explained")
	}
}

func checkExplained(t *rapid.T, found []*diag.Diagnostic, document string) {
	size := int64(len(document))
	for _, d := range found {
		if d.Range.Start < 0 || d.Range.End > size || d.Range.Len() <= 0 || d.Message == "" {
			t.Fatalf("%q of %v in %s", d.Message, d.Range, document)
		}
		for _, f := range d.Fixes {
			if _, applied := diag.Apply([]byte(document), []diag.Fix{f}); len(applied) != 1 {
				t.Fatalf("%q cannot be applied to %s: %v", f.Title, document, f.Edits)
			}
		}
	}
}

// Documents that are large, deep or wrong through and through are given up in
// bounded time, and nothing is said of them then.
func TestExplainGivesUp(t *testing.T) {
	g := compileRNC(t, `start = a
a = element a { attribute x { text }?, (element b { c } & element c { c } & element d { c } & element e { c })*, a? }
c = (element b { c } | element c { c } | element f { empty })*`)
	for name, document := range map[string]string{
		"deep":  strings.Repeat("<a>", mostDepth+1) + "<z/>" + strings.Repeat("</a>", mostDepth+1),
		"wrong": "<a>" + strings.Repeat("<b><z/><q w='1'>t</q><d><b/></d></b>", 30_000) + "</a>",
	} {
		r := recordOf(g, document)
		if found, ok := r.Explain(nil); ok {
			t.Errorf("%s: %d diagnostics", name, len(found))
		}
	}
}
