package xmlscan

import (
	"hash/maphash"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// keepNames is how many names stay in the table for the next document.
const keepNames = 4096

// symbols is the table of the names of documents as they are written. Each
// distinct name is looked at once; after that a tag costs one probe.
//
// The table stays from one document to the next, but what a name means is
// found anew in each, and the limits count the names of one document only.
// Hashes are keyed, so that no document can be made to collide.
type symbols struct {
	shared  *Names
	qnames  []qname
	slots   []slot // open addressing, at most half full, a power of two
	shift   uint
	key     uint64 // both are odd
	tailKey uint64
	seed    maphash.Seed

	document  uint32 // number of the document
	count     int    // names of this document
	nameBytes int

	ids   map[expanded]ID // expanded names of this document that neither the shared table nor own has
	extra []expanded      // all names of this document that the shared table does not have, by their IDs
}

// A slot holds a name of up to eight bytes or the hash of a longer one.
type slot struct {
	word uint64
	name uint32 // index in qnames; 0 for none
}

// A form is what sort of name a name is (Namespaces in XML 1.0 §4, §3).
type form uint8

const (
	plainName    form = iota // without a prefix
	prefixedName             // prefix:local
	defaultDecl              // xmlns
	prefixDecl               // xmlns:prefix
	badQName                 // no QName
)

// A qname is a name as written.
type qname struct {
	name     string
	tail     uint64 // of a name of 9 to 15 bytes those behind the eighth, see shortWord
	local    uint32 // index of the local part
	prefix   uint32 // index in prefixes; 0 for none; of a declaration what it declares
	document uint32 // the document that used it last
	form     form
	attr     ID     // as the name of an attribute without a prefix; 0: not known yet
	expanded ID     // as the name of an element or with a prefix, in scope
	scope    uint64 // of expanded
	seen     uint64 // number of the last start tag that had such an attribute
	known    known
	own      own
}

// own is the ID that a local part has in this document in one namespace, the
// first it was met in, if the shared table does not have it.
type own struct {
	document uint32 // that it holds for
	uri      uint32
	id       ID
}

// known is the ID that a local part has in a namespace of the shared table,
// the last one it was met in. It holds for all documents.
type known struct {
	space int32 // number of the namespace
	id    ID    // 0: nothing is known
}

// An expanded name by the indexes of its parts.
type expanded struct{ uri, local uint32 }

func (t *symbols) init(shared *Names) {
	t.shared = shared
	t.key, t.tailKey = rand.Uint64()|1, rand.Uint64()|1
	t.seed = maphash.MakeSeed()
	t.ids = make(map[expanded]ID)
}

// reset starts a new document. It reports whether the table is a new one.
func (t *symbols) reset() (renewed bool) {
	if t.slots == nil || len(t.qnames) > keepNames {
		renewed = true
		t.qnames = make([]qname, 1, 64)
		t.slots = make([]slot, 256)
		t.shift = 64 - 8
		t.document = 0
	}
	t.document++
	t.count, t.nameBytes = 0, 0
	switch {
	case len(t.extra) > keepNames:
		t.ids, t.extra = make(map[expanded]ID), nil
	case len(t.ids) > 0:
		clear(t.ids)
	}
	clear(t.extra)
	t.extra = t.extra[:0]
	return renewed
}

// probe is the index of the name buf[i:j] in qnames, or 0, and the slot where
// it is or would be. Eight bytes behind j must exist.
func (t *symbols) probe(buf []byte, i, j int) (index uint32, place int, word uint64) {
	n := j - i
	mask := len(t.slots) - 1
	if n <= 8 {
		word = shortWord(buf, i, j)
		for place = int(word * t.key >> t.shift); ; place++ {
			s := &t.slots[place&mask]
			if s.name == 0 {
				return 0, place & mask, word
			}
			if s.word == word && len(t.qnames[s.name].name) == n {
				return s.name, place & mask, word
			}
		}
	}
	word = t.hashOf(buf, i, j)
	for place = int(word >> t.shift); ; place++ {
		s := &t.slots[place&mask]
		if s.name == 0 {
			return 0, place & mask, word
		}
		if s.word == word && t.qnames[s.name].name == string(buf[i:j]) {
			return s.name, place & mask, word
		}
	}
}

// hashOf is the hash of a name of more than eight bytes.
func (t *symbols) hashOf(buf []byte, i, j int) uint64 {
	if j-i < 16 {
		return t.hash(wordAt(buf, i), shortWord(buf, i+8, j))
	}
	return maphash.Bytes(t.seed, buf[i:j])
}

// hash is the hash of a name of 9 to 15 bytes. With its second word it tells
// the first one.
func (t *symbols) hash(word, tail uint64) uint64 { return word*t.key + tail*t.tailKey }

// shortWord is a name of up to eight bytes as a number. No two names have the
// same, as none has a NUL.
func shortWord(buf []byte, i, j int) uint64 {
	return wordAt(buf, i) << (64 - 8*(j-i))
}

// qnameAt is the index of the name buf[i:j], which is new in the table or in
// this document if need be; 0 if that goes beyond a limit.
func (s *Scanner) qnameAt(buf []byte, i, j int) uint32 {
	q, place, word := s.probe(buf, i, j)
	if q != 0 && s.qnames[q].document == s.document {
		return q
	}
	if !s.admit(j-i, i, j) {
		return 0
	}
	if q == 0 {
		q = s.add(string(buf[i:j]), place, word)
	}
	e := &s.qnames[q]
	e.document, e.attr, e.scope = s.document, 0, 0
	return q
}

// admit counts a name of n bytes that the document did not have yet.
func (s *Scanner) admit(n, i, j int) bool {
	s.count++
	s.nameBytes += n
	switch {
	case n > s.limits.Name:
		s.failAt(diag.NameLimit, s.span(i, j), "name of %d bytes; the limit of %d is reached", n, s.limits.Name)
	case s.count > s.limits.Names:
		s.failAt(diag.NamesLimit, s.span(i, j), "too many distinct names; the limit of %d is reached", s.limits.Names)
	case s.nameBytes > s.limits.NameBytes:
		s.failAt(diag.NamesLimit, s.span(i, j), "distinct names of too many bytes; the limit of %d is reached", s.limits.NameBytes)
	default:
		return true
	}
	return false
}

// add puts a name into the table, at a place that probe gave.
func (s *Scanner) add(name string, place int, word uint64) uint32 {
	q := uint32(len(s.qnames))
	s.slots[place] = slot{word, q}
	s.qnames = append(doubled(s.qnames), qname{name: name, local: q})
	if len(s.qnames)*2 > len(s.slots) {
		s.grow()
	}
	prefix, local, found := strings.Cut(name, ":")
	e := qname{name: name, local: q, tail: tailOf(name)}
	switch {
	case name == "xmlns":
		e.form = defaultDecl
	case !found:
	case prefix == "" || strings.Contains(local, ":") || !isNCName(local):
		e.form = badQName
	case prefix == "xmlns":
		e.form = prefixDecl
		e.prefix = s.prefix(local)
	default:
		e.form = prefixedName
		e.prefix = s.prefix(prefix)
		e.local = s.localName(local)
	}
	s.qnames[q] = e
	return q
}

// doubled is a slice with room for one more. For a million names append alone
// would copy more often, and hold more memory while it does.
func doubled[T any](list []T) []T {
	if len(list) < cap(list) {
		return list
	}
	return slices.Grow(list, max(16, len(list)))
}

// tailOf is the second word of a name of 9 to 15 bytes.
func tailOf(name string) (tail uint64) {
	if n := len(name); n > 8 && n < 16 {
		for i := n - 1; i >= 8; i-- {
			tail = tail<<8 | uint64(name[i])
		}
		tail <<= 128 - 8*n
	}
	return tail
}

// localName is the index of a local part, which is a name like others.
func (s *Scanner) localName(local string) uint32 {
	padded := append([]byte(local), make([]byte, padding)...)
	q, place, word := s.probe(padded, 0, len(local))
	if q == 0 {
		q = s.add(local, place, word)
	}
	return q
}

// grow doubles the slots.
func (t *symbols) grow() {
	old := t.slots
	t.slots = make([]slot, 2*len(old))
	t.shift--
	mask := len(t.slots) - 1
	for _, s := range old {
		if s.name == 0 {
			continue
		}
		hash := s.word
		if len(t.qnames[s.name].name) <= 8 {
			hash *= t.key
		}
		place := int(hash >> t.shift)
		for t.slots[place&mask].name != 0 {
			place++
		}
		t.slots[place&mask] = s
	}
}

// isNCName reports whether a name without a colon, but for its first
// character known to be one, is an NCName.
func isNCName(name string) bool {
	for _, r := range name {
		return r != ':' && isNameStart(r)
	}
	return false
}

// id is the ID of an expanded name.
func (s *Scanner) id(uri, local uint32) ID {
	space, q := s.uris[uri].shared, &s.qnames[local]
	if space >= 0 {
		if q.known.id != 0 && int(q.known.space) == space {
			return q.known.id
		}
		if id, ok := s.shared.ids[localName{uint32(space), q.name}]; ok {
			q.known = known{int32(space), id}
			return id
		}
	}
	if q.own.document == s.document && q.own.uri == uri {
		return q.own.id
	}
	key := expanded{uri, local}
	if id, ok := s.ids[key]; ok {
		return id
	}
	if len(s.extra) >= s.limits.Names {
		s.failAt(diag.NamesLimit, s.span(s.pos, s.pos+1), "too many distinct names; the limit of %d is reached", s.limits.Names)
		return 0
	}
	s.extra = append(doubled(s.extra), key)
	id := ID(s.shared.Len() + len(s.extra))
	if q.own.document != s.document {
		q.own = own{s.document, uri, id}
	} else {
		s.ids[key] = id
	}
	return id
}

// NameOf is the name of an ID: of one of the shared table, or of one that the
// document has brought. Of any other it is the zero Name.
func (s *Scanner) NameOf(id ID) Name {
	if n := int(id) - s.shared.Len(); n > 0 {
		if n > len(s.extra) {
			return Name{}
		}
		e := s.extra[n-1]
		return Name{s.uris[e.uri].text, s.qnames[e.local].name}
	}
	return s.shared.Name(id)
}
