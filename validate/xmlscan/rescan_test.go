package xmlscan

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// After any change a rescanner knows the tags of the document as if it had read
// it from the beginning.
func TestRescanMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, fresh := NewRescanner(nil, Options{}), NewRescanner(nil, Options{})
		text := []byte("<?xml version=\"1.0\"?>\n<root>\n" + strings.Repeat("  <a b=\"c\">\n    <d>text</d><e/>\n  </a>\n", rapid.IntRange(0, 9).Draw(t, "elements")) + "</root>\n")
		ready := r.Reset(text)
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			start := rapid.IntRange(0, len(text)).Draw(t, "start")
			end := min(len(text), start+rapid.SampledFrom([]int{0, 0, 1, 5, 40}).Draw(t, "length"))
			insert := rapid.SampledFrom([]string{"", "x", "<", ">", "\"", "\n", "<a>", "</a>", "<f/>", "<a ", "<!-- x -->", "-->", "<!--"}).Draw(t, "insert")
			text = bytes.Join([][]byte{text[:start], []byte(insert), text[end:]}, nil)
			ready = ready && r.Change(text, start, end, len(insert))
			if !ready {
				ready = r.Reset(text)
			}
			if fresh.Reset(text) != ready {
				t.Fatalf("readable in parts: %v, in a fresh reading %v:\n%s", ready, !ready, text)
			}
			if !ready {
				continue
			}
			if diff := cmp.Diff(describeMarks(fresh), describeMarks(r)); diff != "" {
				t.Fatalf("tags differ (-fresh +changed):\n%s\n%s", diff, text)
			}
		}
	})
}

// describeMarks are the tags and the plan in a form that does not depend on
// the numbers of names.
func describeMarks(r *Rescanner) string {
	var b strings.Builder
	for _, m := range r.marks {
		name := r.scanner.qnames[m.name].name
		m.name = 0
		fmt.Fprintf(&b, "%+v %s\n", m, name)
	}
	for _, a := range r.plan {
		fmt.Fprintf(&b, "%+v\n", a)
	}
	return b.String()
}
