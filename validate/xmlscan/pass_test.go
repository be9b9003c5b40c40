package xmlscan

import (
	"fmt"
	"slices"
	"testing"
)

// samePass checks that Pass meets the same comments and the same fault as Next
// does.
func samePass(tb testing.TB, document []byte) {
	tb.Helper()
	for _, window := range append(windows, windowSize) {
		s := NewScanner(nil, Options{window: window})
		s.ResetBytes(document)
		want := comments(s, s.Next)
		s.ResetBytes(document)
		if got := comments(s, s.Pass); !slices.Equal(got, want) {
			tb.Fatalf("window of %d: Pass gives\n%q\nand Next\n%q\nfor\n%s", window, got, want, document)
		}
	}
}

// comments are the comments that a scanner meets, and what ends it.
func comments(s *Scanner, next func() Kind) (list []string) {
	for k := next(); k != EOF; k = next() {
		if k == Comment {
			list = append(list, fmt.Sprintf("%v %s", s.Range(), s.Text()))
		}
	}
	if d := s.Fault(); d != nil {
		list = append(list, fmt.Sprintf("%v %s %s %v %v", d.Range, d.Code, d.Message, d.Related, d.Fixes))
	}
	return append(list, fmt.Sprint(s.Err(), s.Depth()))
}
