package xmlscan

import (
	"errors"
	"io"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

const (
	windowSize = 64 << 10 // bytes of the document in memory at a time
	headSize   = 4 << 10  // bytes in which the encoding must be declared
	lookahead  = 16       // bytes that are in the window at the start of a token
	padding    = 16       // zero bytes behind the window
	keepWindow = 1 << 20  // the largest window that is kept for the next document
)

// A window is the part of the input, turned into UTF-8, that is in memory.
// While an entity is read its replacement text takes the window's place.
//
// Behind buf[end] stand zero bytes. NUL is no character of XML, so a loop
// that stops at it needs no other test for the end.
type window struct {
	buf []byte
	pos int // start of the token being read; what is before may go
	end int

	input io.Reader
	raw   []byte // bytes of the input that are not decoded yet
	store []byte // what raw is a slice of
	enc   *encoding
	base  int64 // offset of buf[0] in the input
	total int64 // bytes read from the input
	ended bool  // the input has no more
	eof   bool  // neither has raw
	err   error // why reading ended, if not at the end

	// In an encoding other than UTF-8 offsets are counted out, from the place
	// that was asked for last.
	known       int
	knownOffset int64
}

// open starts on a new input.
func (w *window) open(r io.Reader, size int) {
	if cap(w.buf) > keepWindow || cap(w.buf) < size+padding {
		w.buf = make([]byte, size+padding)
	}
	if w.store == nil {
		w.store = make([]byte, headSize)
	}
	*w = window{buf: w.buf[:cap(w.buf)], store: w.store, input: r, enc: encUTF8}
	clear(w.buf[:padding])
	w.readRaw()
}

// readRaw fills the raw buffer, which is empty or has the rest of a character.
func (w *window) readRaw() {
	n := copy(w.store, w.raw)
	m := w.readFull(w.store[n:])
	w.raw = w.store[:n+m]
}

// readFull reads until p is full or the input ends.
func (w *window) readFull(p []byte) (n int) {
	for empty := 0; n < len(p) && !w.ended; {
		m, err := w.input.Read(p[n:])
		if m > 0 {
			n += m
			empty = 0
		} else if empty++; err == nil && empty == 100 {
			err = io.ErrNoProgress
		}
		if err != nil {
			w.ended = true
			if !errors.Is(err, io.EOF) {
				w.err = err
			}
		}
	}
	w.total += int64(n)
	return n
}

// fill reads into buf from end on until it is full or the input ends.
func (w *window) fill() {
	limit := len(w.buf) - padding
	for w.end < limit && !w.eof {
		switch {
		case w.enc.unit > 0:
			d, s := w.enc.decode(w.buf[w.end:limit], w.raw, w.ended)
			w.end += d
			w.raw = w.raw[s:]
			if w.ended && len(w.raw) == 0 {
				w.eof = true
			} else if limit-w.end < utf8.UTFMax {
				limit = w.end
			} else {
				w.readRaw()
			}
		case len(w.raw) > 0:
			n := copy(w.buf[w.end:limit], w.raw)
			w.end += n
			w.raw = w.raw[n:]
		default:
			w.end += w.readFull(w.buf[w.end:limit])
			w.eof = w.ended
		}
	}
	clear(w.buf[w.end : w.end+padding])
}

// slide moves the bytes from pos on to the front.
func (w *window) slide() {
	w.base = w.offset(w.pos)
	copy(w.buf, w.buf[w.pos:w.end])
	w.end -= w.pos
	w.pos = 0
	w.known, w.knownOffset = 0, w.base
}

// offset is the place of buf[i] in the input.
func (w *window) offset(i int) int64 {
	if w.enc.unit == 0 {
		return w.base + int64(i)
	}
	if i < w.known {
		w.knownOffset -= w.enc.width(w.buf[i:w.known])
	} else {
		w.knownOffset += w.enc.width(w.buf[w.known:i])
	}
	w.known = i
	return w.knownOffset
}

// more brings further input into the window, where the token that starts at
// pos moves to the front. If it returns true the caller must begin the token
// again, perhaps to find that the end has come; within an entity, and where
// the end is known, it returns false and has moved nothing.
func (s *Scanner) more() bool {
	if s.eof || len(s.entities) > 0 {
		return false
	}
	kept := s.end - s.pos
	if kept > s.limits.Tag {
		s.failAt(diag.TagLimit, s.span(s.pos, s.pos+1), "markup of more than %d bytes; the limit on one tag or declaration is reached", s.limits.Tag)
		return false
	}
	if room := len(s.buf) - padding; kept > room-room/4 {
		buf := make([]byte, 2*room+padding)
		copy(buf, s.buf[:s.end])
		s.buf = buf
	}
	s.slide()
	s.fill()
	return true
}

// atEnd reports whether i is the end of the document or of the entity being
// read, and not just of the window.
func (s *Scanner) atEnd(i int) bool { return i == s.end && s.last() }

// last reports whether nothing follows what the window has.
func (s *Scanner) last() bool { return s.eof || len(s.entities) > 0 }

// cut reports whether the window ends at i or within the character there.
func (s *Scanner) cut(i int) bool {
	return i >= s.end || s.buf[i] >= utf8.RuneSelf && !utf8.FullRune(s.buf[i:s.end])
}

// span is the range of the input that buf[i:j] came from. In an entity it is
// the range of the reference.
func (s *Scanner) span(i, j int) source.Range {
	if s.direct {
		return source.Range{Start: s.base + int64(i), End: s.base + int64(j)}
	}
	return s.farSpan(i, j)
}

// farSpan is span where the window is not the input itself.
func (s *Scanner) farSpan(i, j int) source.Range {
	if len(s.entities) > 0 {
		return s.entities[0].ref
	}
	start := min(s.offset(i), s.total) // the input may end within a code unit
	return source.Range{Start: start, End: min(s.offset(j), s.total)}
}
