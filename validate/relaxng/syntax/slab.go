package syntax

import "strings"

// slabSize is how many values one allocation of a slab holds.
const slabSize = 64

// A slab allocates values many at a time. Values of one slab should live about
// as long as one another: the garbage collector frees them together.
type slab[T any] struct {
	free   []T
	chunks [][]T
	used   int // of the chunks
}

// new is a pointer to a zero value.
func (s *slab[T]) new() *T {
	return &s.list(1)[0]
}

// list is a slice of n zero values that cannot grow in place, nil if n is 0.
func (s *slab[T]) list(n int) []T {
	switch {
	case n == 0:
		return nil
	case n > slabSize/4 && n > len(s.free):
		return make([]T, n)
	case n > len(s.free):
		s.next()
	}
	list := s.free[:n:n]
	s.free = s.free[n:]
	return list
}

// next begins a chunk.
func (s *slab[T]) next() {
	if s.used == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, slabSize))
	}
	s.free = s.chunks[s.used]
	s.used++
}

// reset takes all values back, to give them out again.
func (s *slab[T]) reset() {
	for _, chunk := range s.chunks[:s.used] {
		clear(chunk)
	}
	s.free, s.used = nil, 0
}

// textSize is how many bytes one allocation of texts holds.
const textSize = 8 << 10

// texts makes strings, many in one allocation.
type texts struct{ room strings.Builder }

// string is a copy of some bytes.
func (t *texts) string(text []byte) string {
	if t.room.Cap()-t.room.Len() < len(text) {
		t.room = strings.Builder{}
		t.room.Grow(max(textSize, len(text)))
	}
	from := t.room.Len()
	t.room.Write(text)
	return t.room.String()[from:]
}
