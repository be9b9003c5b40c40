package hierarchy

import (
	"bytes"
	"cmp"
)

// Kind is the kind of a difference between two hierarchies A and B.
type Kind string

// The kinds.
const (
	OnlyInA  Kind = "only-in-a"
	OnlyInB  Kind = "only-in-b"
	Moved    Kind = "moved"   // it has another parent
	Changed  Kind = "changed" // its document says something else
	Currents Kind = "current" // another snapshot is the current one
	Guests   Kind = "guest"   // the guest has another name or UUID
)

// A Difference is one between two hierarchies.
type Difference struct {
	Kind     Kind     `json:"kind"`
	Snapshot string   `json:"snapshot,omitempty"` // "" for what is not about one
	Changes  []Change `json:"changes,omitempty"`
}

// A Change is a part of a document that is not the same on both sides, or not
// there: then the value is nil. It is "" for an element without text.
type Change struct {
	Path string  `json:"path"` // such as domain/devices/disk[vda]/source/@file
	A    *string `json:"a"`
	B    *string `json:"b"`
}

// A Comparison is what was found between the hierarchies of one guest. One side
// is nil if it does not have the guest.
type Comparison struct {
	A, B        *Hierarchy
	Differences []Difference
}

// Compare compares the guests of two sets. Those with one UUID belong together,
// or else those with one name; if both sets have one guest it is the same. The
// order of documents and of elements does not matter, nor does white space
// between elements.
func Compare(a, b *Set) []Comparison {
	pairs := pairGuests(a, b)
	for i := range pairs {
		p := &pairs[i]
		if p.A != nil && p.B != nil {
			p.compare()
		}
	}
	return pairs
}

// pairGuests says which guests belong together. Those of A come first.
func pairGuests(a, b *Set) []Comparison {
	if len(a.Guests) == 1 && len(b.Guests) == 1 {
		return []Comparison{{A: a.Guests[0], B: b.Guests[0]}}
	}
	taken := map[*Hierarchy]*Hierarchy{}
	for _, same := range []func(x, y Guest) bool{
		func(x, y Guest) bool { return x.UUID == y.UUID },
		func(x, y Guest) bool { return x.Name == y.Name && x.Name != "" },
	} {
		for _, x := range a.Guests {
			for _, y := range b.Guests {
				if taken[x] == nil && taken[y] == nil && same(x.Guest, y.Guest) {
					taken[x], taken[y] = y, x
				}
			}
		}
	}
	var pairs []Comparison
	for _, x := range a.Guests {
		pairs = append(pairs, Comparison{A: x, B: taken[x]})
	}
	for _, y := range b.Guests {
		if taken[y] == nil {
			pairs = append(pairs, Comparison{B: y})
		}
	}
	return pairs
}

// compare finds the differences of a pair.
func (p *Comparison) compare() {
	p.compareGuests()
	inB := make(map[string]*Snapshot, len(p.B.Snapshots))
	for _, s := range p.B.Snapshots {
		inB[s.Name] = s
	}
	inA := make(map[string]bool, len(p.A.Snapshots))
	for _, s := range p.A.Snapshots {
		inA[s.Name] = true
		if other := inB[s.Name]; other != nil {
			p.compareSnapshots(s, other)
		} else {
			p.differ(OnlyInA, s.Name)
		}
	}
	for _, s := range p.B.Snapshots {
		if !inA[s.Name] {
			p.differ(OnlyInB, s.Name)
		}
	}
	p.compareCurrents()
}

func (p *Comparison) differ(kind Kind, snapshot string, changes ...Change) {
	p.Differences = append(p.Differences, Difference{kind, snapshot, changes})
}

// compareGuests compares what is the same in all documents, so that it is told
// once.
func (p *Comparison) compareGuests() {
	var changes []Change
	a, b := &p.A.Guest, &p.B.Guest
	if a.Name != "" && b.Name != "" && a.Name != b.Name {
		changes = append(changes, Change{"name", &a.Name, &b.Name})
	}
	if a.UUID != "" && b.UUID != "" && a.UUID != b.UUID {
		changes = append(changes, Change{"uuid", &a.UUID, &b.UUID})
	}
	if len(changes) > 0 {
		p.differ(Guests, "", changes...)
	}
}

func (p *Comparison) compareSnapshots(a, b *Snapshot) {
	if a.ParentName != b.ParentName {
		p.differ(Moved, a.Name, Change{"parent", nonEmpty(&a.ParentName), nonEmpty(&b.ParentName)})
	}
	if bytes.Equal(a.raw(), b.raw()) {
		return
	}
	if changes := p.compareDocuments(a, b); len(changes) > 0 {
		p.differ(Changed, a.Name, changes...)
	}
}

// compareCurrents compares the current snapshots, if both sides say which
// they are.
func (p *Comparison) compareCurrents() {
	if (p.A.Current == nil && !p.A.SaysCurrent()) || (p.B.Current == nil && !p.B.SaysCurrent()) {
		return
	}
	a, b := cmp.Or(p.A.Current, &Snapshot{}), cmp.Or(p.B.Current, &Snapshot{})
	if a.Name != b.Name {
		p.differ(Currents, "", Change{"current", nonEmpty(&a.Name), nonEmpty(&b.Name)})
	}
}

// nonEmpty is nil for an empty text.
func nonEmpty(text *string) *string {
	if *text == "" {
		return nil
	}
	return text
}
