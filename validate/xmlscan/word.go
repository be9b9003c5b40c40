package xmlscan

import (
	"encoding/binary"
	"math/bits"
)

// The loops that see every byte of a document look at eight at a time. A test
// of the eight bytes of a word gives a word whose lowest bit that is set tells
// the first byte for which it holds; bits above that one mean nothing. So the
// results of several tests may be joined by OR. The zero bytes behind the
// window make it safe to load a word at any byte of it.

const (
	ones  = 0x0101010101010101 // a byte times ones is that byte eight times
	highs = 0x80 * ones
)

// wordAt is the eight bytes at buf[i:], the first one lowest.
func wordAt(buf []byte, i int) uint64 { return binary.LittleEndian.Uint64(buf[i:]) }

// first is the index of the first byte that a test of a word told, 8 if none.
func first(hits uint64) int { return bits.TrailingZeros64(hits) >> 3 }

// zeros tells the bytes that are 0.
func zeros(w uint64) uint64 { return (w - ones) &^ w & highs }

// below tells the bytes that are less than n, which is at most 0x80.
func below(w uint64, n uint64) uint64 { return (w - n*ones) &^ w & highs }

// nameStops tells the bytes that end a name: white space, control characters,
// "/", "<", "=", ">" and "?". Not all that end a name are among them.
func nameStops(w uint64) uint64 {
	return below(w, ' '+1) | zeros(w^'/'*ones) | zeros(w&^(3*ones)^'<'*ones)
}
