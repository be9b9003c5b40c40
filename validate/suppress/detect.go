package suppress

import "bytes"

// A Detector is shown the comments of documents, in pieces, and notes whether
// one may be a suppression comment: whether it holds the marker.
type Detector struct {
	tail  []byte // the end of a comment that goes on, shorter than the marker
	found bool
}

// Comment takes a piece of a comment; more says that it goes on. It is made
// for the field Comments of validate.Checker.
func (d *Detector) Comment(piece []byte, more bool) {
	if d.found {
		return
	}
	if len(d.tail) > 0 {
		piece = append(d.tail, piece...)
	}
	d.found = bytes.Contains(piece, []byte(marker))
	d.tail = d.tail[:0]
	if more {
		d.tail = append(d.tail, piece[max(0, len(piece)-len(marker)+1):]...)
	}
}

// Mentioned reports whether a comment since the last reset holds the marker.
func (d *Detector) Mentioned() bool { return d.found }

// Reset begins a new document.
func (d *Detector) Reset() { d.tail, d.found = d.tail[:0], false }
