package xmlscan

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/source"
)

// checkRanges reads a document and checks that the ranges of its tokens are
// where the tokens stand: they follow each other without a gap in the root
// element, and what they hold is what the tokens say. In a document with
// entities of its own the latter cannot be told from outside.
func checkRanges(tb testing.TB, document []byte) {
	tb.Helper()
	s := NewScanner(nil, Options{Limits: Limits{Expansion: 5000}})
	s.ResetBytes(document)
	f := NewFile("", document)
	exact := func(what string, r source.Range, want string) {
		tb.Helper()
		if got := string(f.Slice(r)); got != want {
			tb.Fatalf("%s at %v is %q, want %q, in %q", what, r, got, want, document)
		}
	}
	within := func(what string, r, outer source.Range) {
		tb.Helper()
		if r.Start < outer.Start || r.End > outer.End || r.End < r.Start {
			tb.Fatalf("%s has the range %v, which is not in %v, in %q", what, r, outer, document)
		}
	}
	whole := source.Range{End: int64(len(document))}
	plain, depth := true, 0
	var last source.Range
	for k := s.Next(); k != EOF; k = s.Next() {
		within("token", s.Range(), whole)
		if k == Doctype {
			plain = false
		}
		if plain && depth > 0 && s.Range() != last && s.Range().Start != last.End {
			tb.Fatalf("token %v at %v does not follow %v, in %q", k, s.Range(), last, document)
		}
		last = s.Range()
		switch k {
		case StartElement:
			depth++
			within("name", s.NameRange(), s.Range())
			for _, a := range s.Attrs() {
				within(a.QName, a.Range, s.Range())
				within("name of "+a.QName, a.NameRange, a.Range)
				within("value of "+a.QName, a.ValueRange, a.Range)
				if plain {
					exact("attribute", a.NameRange, a.QName)
				}
				if value := f.Slice(a.ValueRange); plain && !bytes.ContainsAny(value, "&\t\r\n") {
					exact("value", a.ValueRange, string(a.Value))
				}
			}
		case EndElement:
			depth--
		case Text:
			if raw := f.Slice(s.Range()); plain && !s.CDATA() && raw[0] != '&' && !bytes.Contains(raw, []byte("\r")) {
				exact("text", s.Range(), string(s.Text()))
			}
		}
		if plain && (k == StartElement || k == EndElement) {
			exact("name", s.NameRange(), s.QName())
		}
	}
	if d := s.Fault(); d != nil {
		within("fault", d.Range, whole)
		for _, r := range d.Related {
			within("related place", r.Range, whole)
		}
	} else if depth != 0 {
		tb.Fatalf("%d elements are open at the end of %q", depth, document)
	}
}

func TestRanges(t *testing.T) {
	for _, document := range allDocuments(t) {
		checkRanges(t, document)
	}
	checkRanges(t, sample(200<<10))
}

// documents generates documents out of pieces, so that most are nearly
// well-formed.
func documents() *rapid.Generator[string] {
	pieces := []string{
		"<a>", "</a>", "<b c='1'>", "</b>", "<p:d xmlns:p=\"u\" p:e='&amp;' f=\"x\ny\"/>", "<é/>",
		"text", " ", "\n", "\r\n", "\r", "é€𝄞", "&lt;", "&#65;", "]]", ">", "<![CDATA[", "]]>", "<!--", "-", "-->", "<?t", " d", "?>", "&e;", "<", "&",
	}
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 25), func(list []string) string {
		return "<a>" + strings.Join(list, "") + "</a>"
	})
}

func TestGenerated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		document := []byte(documents().Draw(t, "document"))
		checkRanges(&fatal{T: t}, document)
		sameEvents(&fatal{T: t}, document)
	})
}

// fatal lets functions for testing.TB report to rapid.
type fatal struct {
	testing.TB
	T *rapid.T
}

func (f *fatal) Helper()                           { f.T.Helper() }
func (f *fatal) Fatalf(format string, args ...any) { f.T.Fatalf(format, args...) }
func (f *fatal) Fatal(args ...any)                 { f.T.Fatal(args...) }

// encode gives a document in another encoding, which its XML declaration
// names.
var encode = map[string]func(string) []byte{
	"UTF-16LE": func(s string) []byte {
		return encodeUTF16(s, func(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} })
	},
	"UTF-16BE": func(s string) []byte {
		return encodeUTF16(s, func(u uint16) []byte { return []byte{byte(u >> 8), byte(u)} })
	},
	"ISO-8859-1": func(s string) (b []byte) {
		for _, r := range s {
			b = append(b, byte(r))
		}
		return b
	},
	"windows-1252": func(s string) []byte {
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
		if err != nil {
			panic(err)
		}
		return b
	},
}

func encodeUTF16(s string, put func(uint16) []byte) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, put(u)...)
	}
	return b
}

// TestEncodings checks that a document has the same tokens at the same lines
// and columns in every encoding.
func TestEncodings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := documents().Draw(t, "document")
		name := rapid.SampledFrom([]string{"UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"}).Draw(t, "encoding")
		if !strings.HasPrefix(name, "UTF-16") {
			text = strings.NewReplacer("€", "§", "𝄞", "ß").Replace(text)
		}
		encoded := encode[name](declare(name) + text)
		got, want := withoutFixes(report(encoded, false)), withoutFixes(report([]byte(declare("UTF-8")+text), false))
		if got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
		checkRanges(&fatal{T: t}, encoded)
	})
}

// TestLargeEncoded checks documents that are longer than what is decoded at a
// time.
func TestLargeEncoded(t *testing.T) {
	text := strings.ReplaceAll(string(sample(60<<10)), "Snapshot", "𝄞é𠀀")
	text = text[strings.Index(text, "\n"):]
	want := report([]byte(declare("UTF-8")+text), false)
	for _, name := range []string{"UTF-16LE", "UTF-16BE"} {
		for n := range 4 {
			blanks := strings.Repeat(" ", n)
			encoded := encode[name](declare(name) + blanks + text)
			if got := report(encoded, false); got != want {
				t.Errorf("%s with %d blanks: the tokens are others than in UTF-8", name, n)
			}
		}
	}
	cut := encode["UTF-16LE"](declare("UTF-16LE") + "<a>" + strings.Repeat("𝄞", 3000))
	for n := range 5 {
		checkRanges(t, cut[:len(cut)-n])
	}
}

// declare is an XML declaration, of the same length for every encoding.
func declare(encoding string) string {
	return fmt.Sprintf("<?xml version='1.0' encoding='%s'%*s?>", encoding, 20-len(encoding), "")
}

// withoutFixes leaves out the fixes of a report, which documents in UTF-8 have
// only.
func withoutFixes(report string) string {
	before, _, _ := strings.Cut(report, "  fix:")
	return before
}
