package xmlscan

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/diag"
)

// checkRecovering reads a document to its end and checks that the tokens make
// sense: ends match starts, ranges follow each other, nothing is repaired
// where there is no fault, and the strict reader accepts exactly what has
// none, with the same tokens.
func checkRecovering(tb testing.TB, document []byte) (faults []*diag.Diagnostic) {
	tb.Helper()
	strict := NewScanner(nil, Options{Limits: Limits{Expansion: 5000}})
	strict.ResetBytes(document)
	want := events(strict)

	s := NewScanner(nil, Options{Limits: Limits{Expansion: 5000}})
	s.ResetRecovering(document)
	checkBalance(tb, s, document)
	faults = s.Faults()
	if (len(faults) == 0) != (strict.Fault() == nil) {
		tb.Fatalf("strict reading finds %v, recovering %d faults in %q", strict.Fault(), len(faults), document)
	}
	for _, d := range faults {
		if d.Range.Start < 0 || d.Range.End < d.Range.Start || d.Range.End > int64(len(document)) {
			tb.Fatalf("fault [%s] %s at %v, in %q", d.Code, d.Message, d.Range, document)
		}
		if d.Message == "" {
			tb.Fatalf("fault [%s] without a message, in %q", d.Code, document)
		}
	}
	if len(faults) == 0 {
		s.ResetRecovering(document)
		if got := events(s); !slices.Equal(got, want) {
			tb.Fatalf("recovering gives\n%s\nstrict reading\n%s\nof %q", strings.Join(got, "\n"), strings.Join(want, "\n"), document)
		}
	}
	return faults
}

// checkBalance reads a document and checks starts, ends and ranges.
func checkBalance(tb testing.TB, s *Scanner, document []byte) {
	tb.Helper()
	var open []string
	last, tokens, repaired := int64(0), 0, false
	for k := s.Next(); k != EOF; k = s.Next() {
		if tokens++; tokens > 10*len(document)+100 && !strings.Contains(string(document), "<!DOCTYPE") {
			tb.Fatalf("no end is in sight in %q", document)
		}
		r := s.Range()
		repaired = repaired || s.Repair() != 0
		if k == StartElement {
			open = append(open, s.QName())
		}
		if k == EndElement {
			if len(open) == 0 || open[len(open)-1] != s.QName() {
				tb.Fatalf("end of %s at %v, open are %v, in %q", s.QName(), r, open, document)
			}
			open = open[:len(open)-1]
		}
		inner := s.InEntity() || k == Doctype || k == EndElement
		if r.End < r.Start || r.End > int64(len(document)) || !inner && r.Start < last {
			tb.Fatalf("%v at %v, after %d, in %q", k, r, last, document)
		}
		last = max(last, r.End)
	}
	if repaired && len(s.Faults()) == 0 {
		tb.Fatalf("a token is repaired, without a fault, in %q", document)
	}
	if len(open) > 0 {
		tb.Fatalf("open at the end are %v, in %q", open, document)
	}
	if s.Fault() != nil || s.Err() != nil {
		tb.Fatalf("reading ended with %v %v, in %q", s.Fault(), s.Err(), document)
	}
}

func TestRecovering(t *testing.T) {
	for _, document := range allDocuments(t) {
		checkRecovering(t, document)
	}
	checkRecovering(t, sample(200<<10))
}

// TestRecoveringGenerated checks documents out of pieces of XML, well-formed
// or not.
func TestRecoveringGenerated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkRecovering(&fatal{T: t}, []byte(documents().Draw(t, "document")))
	})
}

// TestRecoveringMutated takes away, doubles or replaces pieces of a document.
func TestRecoveringMutated(t *testing.T) {
	pieces := []string{"<", ">", "</", "/>", `"`, "'", "&", "=", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a [", "]>", "\n", "x", "\x00", "\xE9", ";", "<a>", "</a>"}
	document := string(sample(700))
	rapid.Check(t, func(t *rapid.T) {
		text := document
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			i := rapid.IntRange(0, len(text)).Draw(t, "at")
			j := min(len(text), i+rapid.IntRange(0, 8).Draw(t, "length"))
			text = text[:i] + rapid.SampledFrom(append(pieces, "")).Draw(t, "piece") + text[j:]
		}
		checkRecovering(&fatal{T: t}, []byte(text))
	})
}

// TestRecoveringEncodings checks that faults have the same places in every
// encoding.
func TestRecoveringEncodings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := documents().Draw(t, "document")
		name := rapid.SampledFrom([]string{"UTF-16LE", "UTF-16BE", "ISO-8859-1"}).Draw(t, "encoding")
		if name == "ISO-8859-1" {
			text = strings.NewReplacer("€", "§", "𝄞", "ß").Replace(text)
		}
		encoded := encode[name](declare(name) + text)
		got := faultLines(encoded, checkRecovering(&fatal{T: t}, encoded))
		plain := []byte(declare("UTF-8") + text)
		want := faultLines(plain, checkRecovering(&fatal{T: t}, plain))
		if got != want {
			t.Fatalf("in %s\n%s\nin UTF-8\n%s\nof %q", name, got, want, text)
		}
	})
}

// faultLines are faults with lines and columns.
func faultLines(document []byte, faults []*diag.Diagnostic) string {
	var b strings.Builder
	f := NewFile("", document)
	for _, d := range faults {
		fmt.Fprintf(&b, "%s %s [%s]\n", place(f, d.Range), d.Message, d.Code)
	}
	return b.String()
}

// wantFirst is in how many of the documents of the W3C suite that are not
// well-formed the recovering reader's first fault has the code, and the code
// and the range, that strict reading gives; out of all.
var wantFirst = [3]int{938, 942, 951}

// TestRecoveringConformance reads the W3C suite.
func TestRecoveringConformance(t *testing.T) {
	var got [3]int
	s := NewScanner(nil, Options{})
	for _, test := range readSuite(t, conformanceSuite(t)) {
		document, err := os.ReadFile(test.path)
		if err != nil {
			t.Fatal(err)
		}
		faults := checkRecovering(t, document)
		if len(faults) == 0 {
			continue
		}
		s.ResetBytes(document)
		for s.Next() != EOF {
		}
		got[2]++
		if faults[0].Code == s.Fault().Code {
			got[1]++
			if faults[0].Range == s.Fault().Range {
				got[0]++
				continue
			}
		}
		t.Logf("%s: strict %v %s [%s]\n\t%d recovering: %v %s [%s]", test.id, s.Fault().Range, s.Fault().Message, s.Fault().Code,
			len(faults), faults[0].Range, faults[0].Message, faults[0].Code)
	}
	if got != wantFirst {
		t.Errorf("first faults as in strict reading: %d, with the same code %d, of %d; want %v", got[0], got[1], got[2], wantFirst)
	}
}
