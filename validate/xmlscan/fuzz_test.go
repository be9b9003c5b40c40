package xmlscan

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzScan checks of any input that the scanner ends, that its ranges are
// right, and that neither the window nor the reader makes a difference.
func FuzzScan(f *testing.F) {
	for _, document := range allDocuments(f) {
		f.Add(document)
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		if len(document) > 2000 {
			t.Skip("too long for a quick test")
		}
		checkRanges(t, document)
		sameEvents(t, document)
	})
}

// FuzzSubset puts the input into an internal subset, where most of the
// grammar is.
func FuzzSubset(f *testing.F) {
	for _, subset := range []string{
		`<!ELEMENT a (b|(c,d)*)+>`, `<!ATTLIST a b (c|d) "c" e CDATA #FIXED "&f;">`, `<!ENTITY f "&#38;">`,
		`<!ENTITY % p "<!ENTITY g 'x'>">%p;`, `<!NOTATION n PUBLIC "p">`, `<!ENTITY h SYSTEM "s" NDATA n>`,
		`<!ENTITY % i "<![INCLUDE[<?j k?>]]>">%i;`,
	} {
		f.Add(subset, "&f;")
	}
	f.Fuzz(func(t *testing.T, subset, value string) {
		if len(subset) > 1000 || len(value) > 1000 {
			t.Skip("too long for a quick test")
		}
		document := []byte("<!DOCTYPE a [" + subset + "]><a b='" + value + "'>" + value + "</a>")
		checkRanges(t, document)
		sameEvents(t, document)
		checkRecovering(t, document)
	})
}

// FuzzRecover checks of any input that the recovering reader ends, that its
// tokens make sense, and that it agrees with strict reading.
func FuzzRecover(f *testing.F) {
	for _, document := range allDocuments(f) {
		f.Add(document)
	}
	f.Add(sample(700))
	f.Fuzz(func(t *testing.T, document []byte) {
		if len(document) > 4000 {
			t.Skip("too long for a quick test")
		}
		checkRecovering(t, document)
	})
}

// FuzzEncodings checks documents in every encoding, strict and recovering. In
// UTF-16 they are read as in UTF-8.
func FuzzEncodings(f *testing.F) {
	for i := range encodingNames {
		f.Add("<a b='é'>𝄞 &#xE9; <c/></a>", i)
	}
	f.Add("<a>\xE9</a>", 0)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if len(text) > 1000 || n < 0 {
			t.Skip("too long for a quick test")
		}
		name := encodingNames[n%len(encodingNames)]
		document := []byte(declare(name) + text) // as it is, in whatever encoding
		checkRanges(t, document)
		sameEvents(t, document)
		checkRecovering(t, document)
		if encode := encode[name]; encode != nil && strings.HasPrefix(name, "UTF-16") && utf8.ValidString(text) {
			document = encode(declare(name) + text)
			checkRanges(t, document)
			sameEvents(t, document)
			got, want := withoutFixes(report(document, false)), withoutFixes(report([]byte(declare("UTF-8")+text), false))
			if got != want {
				t.Fatalf("in %s\n%s\nin UTF-8\n%s\nof %q", name, got, want, text)
			}
			checkRecovering(t, document)
		}
	})
}

var encodingNames = []string{"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "ISO-8859-1", "US-ASCII", "windows-1252", "windows-1255", "ISO-8859-15"}
