package diag

import (
	"encoding/hex"
	"hash/fnv"
	"io"
)

// Fingerprints names findings so that one keeps its name when the lines around
// it change: by the path of the document, the code, the path of the element
// and the message. Of equal findings in a document each has a name of its own,
// by their order. The zero value is ready; use one for each run.
type Fingerprints struct {
	path string
	seen map[[16]byte]int // in the document at path
}

// Of is the fingerprint of the next finding in the document at a path: 32
// hexadecimal digits. Findings of a document come one after the other.
func (f *Fingerprints) Of(path string, d *Diagnostic) string {
	if f.seen == nil || f.path != path {
		f.path, f.seen = path, map[[16]byte]int{}
	}
	key := fingerprint(path, string(d.Code), d.Element, d.Message)
	n := f.seen[key]
	f.seen[key]++
	if n > 0 {
		key = fingerprint(string(key[:]), string(rune(n)))
	}
	return hex.EncodeToString(key[:])
}

// fingerprint is the 128-bit FNV-1a hash of some strings.
func fingerprint(parts ...string) (sum [16]byte) {
	h := fnv.New128a()
	for _, p := range parts {
		_, _ = io.WriteString(h, p) // a hash takes everything
		_, _ = h.Write([]byte{0})
	}
	h.Sum(sum[:0])
	return sum
}
