package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The line comes after a while, is not written too often, and goes away.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Time{}
	p := &progress{w: &out, total: 1000, now: func() time.Time { return clock }, next: clock.Add(progressAfter)}
	for i := range 100 {
		p.step(i)
		if i == 70 {
			p.clear()
		}
		clock = clock.Add(progressAfter / 50)
	}
	p.clear()
	p.clear()
	const clear = "\r\x1b[K"
	want := "\r50 of 1000 documents checked\x1b[K" + "\r60 of 1000 documents checked\x1b[K" + "\r70 of 1000 documents checked\x1b[K" + clear +
		"\r80 of 1000 documents checked\x1b[K" + "\r90 of 1000 documents checked\x1b[K" + clear
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(strings.ReplaceAll(diff, "\x1b", "␛"))
	}
}

// There is none where nobody would see it.
func TestNoProgress(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if newProgress(&bytes.Buffer{}, 100) != nil || newProgress(null, 100) != nil {
		t.Error("progress without a terminal")
	}
	var p *progress
	p.step(1)
	p.clear()
}
