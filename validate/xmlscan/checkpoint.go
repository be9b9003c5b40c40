package xmlscan

import (
	"maps"
	"slices"

	"github.com/snapxml/snapxml/validate/source"
)

// A Checkpoint is a place between two tokens, from which the reading of a
// document can go on after a change behind it. See [Rescanner].
type Checkpoint struct {
	offset   int
	open     []element
	bindings []binding
	uris     []uint32 // what the prefixes are bound to
	scope    uint64
	rooted   bool

	doubt, extra, bytes bool
	told                map[uint32]bool
}

// Offset is where the checkpoint is.
func (c *Checkpoint) Offset() int64 { return int64(c.offset) }

// Rooted reports whether the root element begins before.
func (c *Checkpoint) Rooted() bool { return c.rooted }

// Checkpoint is the place behind the last token, which must be the end of an
// element, or nothing if none has been read. The token must not be asked for
// any more. ok is false where the reading cannot go on from there.
func (r *Rescanner) Checkpoint() (c Checkpoint, ok bool) {
	s := r.scanner
	if s.kind == EndElement {
		s.leave()
		s.kind = Comment
	}
	rec := s.recovery
	if rec.closing > 0 || rec.stopped || len(s.entities) > 0 || s.section.kind != noSection {
		return c, false
	}
	c = Checkpoint{
		offset: s.pos, open: slices.Clone(s.open), bindings: slices.Clone(s.bindings), uris: make([]uint32, len(s.prefixes)),
		scope: s.scope, rooted: s.rooted, doubt: rec.doubt, extra: rec.extra, bytes: rec.bytes, told: maps.Clone(rec.prefixes),
	}
	for i := range s.prefixes {
		c.uris[i] = s.prefixes[i].uri
	}
	return c, true
}

// Resume goes on from a checkpoint before the last change, in the document as it
// is now.
func (r *Rescanner) Resume(c *Checkpoint) {
	s, rec := r.scanner, r.scanner.recovery
	s.pos, s.state, s.kind, s.fault, s.told = c.offset, stateRead, Comment, nil, nil
	s.open = append(s.open[:0], c.open...)
	s.bindings = append(s.bindings[:0], c.bindings...)
	for i := range s.prefixes {
		s.prefixes[i].uri = noURI
		if i < len(c.uris) {
			s.prefixes[i].uri = c.uris[i]
		}
	}
	s.scope, s.rooted, s.empty = c.scope, c.rooted, false
	s.attrs, s.decls, s.section = s.attrs[:0], s.decls[:0], section{}
	*rec = recovery{
		plan: r.plan, doubt: c.doubt, extra: c.extra, bytes: c.bytes, prefixes: maps.Clone(c.told), searches: rec.searches,
	}
}

// An OpenTag is the start tag of an element that is open.
type OpenTag struct {
	QName string // as written
	Range source.Range
}

// Open are the elements that are open at a checkpoint, the root first.
func (r *Rescanner) Open(c *Checkpoint) []OpenTag {
	open := make([]OpenTag, len(c.open))
	for i, e := range c.open {
		open[i] = OpenTag{r.scanner.qnames[e.qname].name, e.tag}
	}
	return open
}

// Bound are the prefixes that are declared at a checkpoint, with their
// namespaces.
func (r *Rescanner) Bound(c *Checkpoint) map[string]string {
	declared := map[string]string{}
	for i, u := range bound(c.uris) {
		if i != prefixXMLNS && u != noURI {
			declared[r.scanner.prefixes[i].name] = r.scanner.uris[u].text
		}
	}
	return declared
}

// Same reports whether the reading goes on alike from two checkpoints, as far as
// what was before them matters.
func (c *Checkpoint) Same(o *Checkpoint) bool {
	return c.rooted == o.rooted && c.doubt == o.doubt && c.extra == o.extra && c.bytes == o.bytes && maps.Equal(c.told, o.told) &&
		slices.Equal(bound(c.uris), bound(o.uris)) &&
		slices.EqualFunc(c.open, o.open, func(a, b element) bool {
			return a.qname == b.qname && a.name == b.name && a.silent == b.silent
		})
}

// bound is bindings of prefixes without those at the end that are bound to
// nothing.
func bound(uris []uint32) []uint32 {
	for len(uris) > 0 && uris[len(uris)-1] == noURI {
		uris = uris[:len(uris)-1]
	}
	return uris
}

// Moved is a checkpoint further on, after a change before it. The checkpoints
// was and is are the same place between the two, before and after the change;
// delta is how far things behind that place have moved.
func (c *Checkpoint) Moved(was, is *Checkpoint, delta int64) Checkpoint {
	m := *c
	m.offset += int(delta)
	m.open = slices.Clone(c.open)
	shared := 0
	for shared < len(was.open) && shared < len(m.open) && m.open[shared].start == was.open[shared].start {
		m.open[shared] = is.open[shared]
		shared++
	}
	for i := shared; i < len(m.open); i++ {
		e := &m.open[i]
		e.start += int(delta)
		e.tag.Start += delta
		e.tag.End += delta
	}
	return m
}
