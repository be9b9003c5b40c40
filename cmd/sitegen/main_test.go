package main

import (
	"bytes"
	"testing"
)

// TestFresh makes sure that the manual is as it would be generated.
func TestFresh(t *testing.T) {
	var errs bytes.Buffer
	if status := run([]string{"-check", "../../site"}, &errs); status != 0 {
		t.Errorf("status %d\n%s", status, &errs)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"-unknown"}, {"missing"}} {
		var errs bytes.Buffer
		if status := run(args, &errs); status != 2 || errs.Len() == 0 {
			t.Errorf("%v: status %d, %q", args, status, &errs)
		}
	}
}
