package hierarchy

import (
	"cmp"
	"container/heap"
	"fmt"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// PlanOptions say what a plan is for.
type PlanOptions struct {
	Domain   string // by what virsh finds the guest: its name, UUID or number
	Current  string // name of the snapshot that becomes the current one; "": the one that a document marks
	Validate bool   // libvirt is to check the documents against its schema, too

	// Guest is the definition of the guest on the host, or nil. With it the
	// forecasts are about that guest, else about the one in the documents.
	Guest   *libvirt.Definition
	Driver  libvirt.Driver  // "" for QEMU
	Release libvirt.Release // zero for the newest known

	// SchemaValid tells whether a document is valid by libvirt's schema, for
	// Validate; nil means that all are. It is called by several goroutines.
	SchemaValid func(text []byte) bool
}

// A Plan is the redefinitions that give a guest its snapshots back.
type Plan struct {
	Domain    string
	Validate  bool
	Hierarchy *Hierarchy
	Steps     []Step

	// Findings are what speaks against the plan. Where one is an error libvirt
	// would refuse a step, or the guest would not get what the documents say.
	Findings []*diag.Diagnostic
}

// A Step is the redefinition of one snapshot.
type Step struct {
	Snapshot *Snapshot
	Flags    libvirt.Flags
	Forecast libvirt.Forecast // its diagnostics are among the plan's findings
}

// Choose is the hierarchy that is meant for a guest: the only one, or else that
// of the guest's name or UUID. Two hierarchies of that name are a finding; the
// error is for a name that none has.
func (set *Set) Choose(domain string) (*Hierarchy, *diag.Diagnostic, error) {
	if len(set.Guests) == 1 {
		return set.Guests[0], nil, nil
	}
	uuid := uuidOr(domain)
	var chosen *Hierarchy
	var titles []string
	for _, h := range set.Guests {
		titles = append(titles, cmp.Or(h.Guest.Name, h.Guest.UUID, "unknown"))
		switch {
		case h.Guest.Name != domain && h.Guest.UUID != uuid:
		case chosen != nil:
			return nil, mixed(chosen, h, diag.Error), nil
		default:
			chosen = h
		}
	}
	if chosen == nil {
		return nil, nil, fmt.Errorf("the documents are of %s, none of which is %s; name documents of one guest, expected guest %s",
			count(len(set.Guests), "guest"), diag.Quote(domain), diag.OneOf(titles))
	}
	return chosen, nil, nil
}

// About are the findings of the set that concern a hierarchy: those in other
// documents than those of other guests.
func (set *Set) About(h *Hierarchy) (found []*diag.Diagnostic) {
	others := map[*source.File]bool{}
	for _, other := range set.Guests {
		for _, s := range other.Snapshots {
			others[s.Document.File] = true
		}
	}
	for _, s := range h.Snapshots {
		others[s.Document.File] = false
	}
	for _, d := range set.Findings {
		if !others[d.File] {
			found = append(found, d)
		}
	}
	return found
}

// SetCurrent makes a snapshot the current one, whatever the documents say. The
// error is for a name that none has.
func (h *Hierarchy) SetCurrent(name string) error {
	s := h.Named(name)
	if s == nil {
		return fmt.Errorf("no snapshot is called %s%s", diag.Quote(name), diag.DidYouMean(name, h.Names()))
	}
	h.Current = s
	return nil
}

// SetCurrent is [Hierarchy.SetCurrent] where the guest does not matter, as one
// has a snapshot of that name. Without a name it does nothing.
func (set *Set) SetCurrent(name string) error {
	var owner *Hierarchy
	var names []string
	for _, h := range set.Guests {
		names = append(names, h.Names()...)
		switch {
		case name == "" || h.Named(name) == nil:
		case owner != nil:
			return fmt.Errorf("several guests have a snapshot %s; name documents of one", diag.Quote(name))
		default:
			owner = h
		}
	}
	switch {
	case name == "":
		return nil
	case owner == nil:
		return fmt.Errorf("no snapshot is called %s%s", diag.Quote(name), diag.DidYouMean(name, names))
	}
	return owner.SetCurrent(name)
}

// NewPlan plans the redefinition of a hierarchy and foretells each step. The
// error is for a current snapshot that there is not.
func NewPlan(h *Hierarchy, o PlanOptions) (*Plan, error) {
	p := &Plan{Domain: o.Domain, Validate: o.Validate, Hierarchy: h}
	if o.Current != "" {
		if err := h.SetCurrent(o.Current); err != nil {
			return nil, err
		}
	}
	for _, s := range h.order() {
		flags := libvirt.Redefine
		if s == h.Current {
			flags |= libvirt.Current
		}
		if o.Validate {
			flags |= libvirt.Validate
		}
		p.Steps = append(p.Steps, Step{Snapshot: s, Flags: flags})
	}
	if d := otherGuest(h, o.Guest); d != nil { // each step would be refused for the same reason
		p.Findings = append(p.Findings, d)
		return p, nil
	}
	p.foretell(o)
	return p, nil
}

// order is the snapshots in an order in which each comes after its parent: by
// time where the tree leaves a choice, then by name, but the current one and
// what is below it last. It does not depend on the order of the documents.
func (h *Hierarchy) order() []*Snapshot {
	q := &queue{late: map[*Snapshot]bool{}}
	if h.Current != nil {
		for step := range walk([]*Snapshot{h.Current}, (*Snapshot).children) {
			q.late[step.snapshot] = true
		}
	}
	for _, root := range h.Roots {
		heap.Push(q, root)
	}
	order := make([]*Snapshot, 0, len(h.Snapshots))
	for q.Len() > 0 {
		s := heap.Pop(q).(*Snapshot)
		order = append(order, s)
		for _, c := range s.Children {
			heap.Push(q, c)
		}
	}
	return order
}

// A queue is the snapshots whose parents are in the plan, the next one first
// (container/heap).
type queue struct {
	ready []*Snapshot
	late  map[*Snapshot]bool
}

func (q *queue) Len() int      { return len(q.ready) }
func (q *queue) Swap(i, j int) { q.ready[i], q.ready[j] = q.ready[j], q.ready[i] }
func (q *queue) Push(s any)    { q.ready = append(q.ready, s.(*Snapshot)) }

func (q *queue) Less(i, j int) bool {
	a, b := q.ready[i], q.ready[j]
	if q.late[a] != q.late[b] {
		return q.late[b]
	}
	return cmp.Or(cmp.Compare(a.Created, b.Created), compareNames(a, b)) < 0
}

func (q *queue) Pop() any {
	last := len(q.ready) - 1
	s := q.ready[last]
	q.ready = q.ready[:last]
	return s
}

// otherGuest is a finding if the guest has another UUID than the documents.
func otherGuest(h *Hierarchy, guest *libvirt.Definition) *diag.Diagnostic {
	if guest == nil || h.Guest.UUID == "" {
		return nil
	}
	uuid, at := guest.UUID()
	if uuid == "" || uuid == h.Guest.UUID {
		return nil
	}
	s := h.Snapshots[0]
	for _, other := range h.Snapshots {
		if other.Guest.UUID != "" {
			s = other
			break
		}
	}
	d := finding(diag.Error, s, s.at.uuid, diag.GuestDiffers,
		"the documents are of a guest with the UUID %s, and libvirt refuses them for one with %s; define the guest with their UUID, or give --rewrite-uuid %s",
		h.Guest.UUID, uuid, uuid)
	d.Related = append(d.Related, diag.Related{File: guest.File, Range: at, Message: "the guest's UUID is here"})
	return d
}
