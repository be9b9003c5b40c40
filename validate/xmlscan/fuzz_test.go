package xmlscan

import (
	"testing"
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
	})
}
