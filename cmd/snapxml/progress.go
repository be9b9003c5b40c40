package main

import (
	"fmt"
	"io"
	"time"
)

// How long a run takes before it shows a progress line, and how long the line
// stands before the next.
const (
	progressAfter = 500 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

// A progress shows on a terminal how far a long run has come. A nil progress
// shows nothing.
type progress struct {
	w     io.Writer
	total int
	now   func() time.Time
	next  time.Time
	shown bool
}

// newProgress makes a progress line for a number of documents, or nil where
// nobody would see it.
func newProgress(w io.Writer, total int) *progress {
	if !isTerminal(w) || total < 2 {
		return nil
	}
	return &progress{w: w, total: total, now: time.Now, next: time.Now().Add(progressAfter)}
}

// step says how many documents are done.
func (p *progress) step(done int) {
	if p == nil {
		return
	}
	if now := p.now(); !now.Before(p.next) {
		fmt.Fprintf(p.w, "\r%d of %d documents checked\x1b[K", done, p.total)
		p.next = now.Add(progressEvery)
		p.shown = true
	}
}

// clear takes the line away, for what is written next.
func (p *progress) clear() {
	if p != nil && p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}
