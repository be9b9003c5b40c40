package libvirt

import "maps"

// A Snapshot is what a host knows of a snapshot that it has: the part of it
// that rules about further ones ask for.
type Snapshot struct {
	Name   string
	Parent string // "" for a root
	State  string
	guest  *guest // nil if it was stored without
}

// An Inventory is the snapshots that a guest has, by their names. A nil
// Inventory is empty.
type Inventory map[string]*Snapshot

// With is the inventory after a document was taken, which forecast foretells.
// It does not change the inventory itself.
func (inv Inventory) With(forecast Forecast) Inventory {
	if forecast.Stored == nil {
		return inv
	}
	after := maps.Clone(inv)
	if after == nil {
		after = Inventory{}
	}
	after[forecast.Stored.Name] = forecast.Stored
	return after
}

// redefine is virDomainSnapshotRedefinePrep.
func (r *run) redefine() *refusal {
	s := r.snapshot
	if f := r.checkCycles(s); f != nil {
		return f
	}
	other := r.o.Existing[s.name]
	if f := r.checkRedefined(s, other); f != nil {
		return f
	}
	g := s.guest
	if g == nil && other != nil {
		g = other.guest
	}
	fallback := internal
	if s.state == "disk-snapshot" || s.isExternal() {
		fallback = external
	}
	if f := r.alignDisks(s, g, fallback); f != nil {
		return f
	}
	r.stored = &Snapshot{Name: s.name, Parent: s.parent, State: s.state, guest: g}
	return nil
}

// checkCycles is virDomainMomentCheckCycles.
func (r *run) checkCycles(s *snapshot) *refusal {
	if s.parent == "" {
		return nil
	}
	at := s.root.find("parent/name")
	if s.parent == s.name {
		return parentSelf.refuse(at, s.name).value()
	}
	up := r.o.Existing[s.parent]
	if up == nil {
		return parentUnknown.refuse(at, s.parent, s.name).value()
	}
	if r.o.Existing[s.name] == nil {
		return nil // nothing descends from what is not there
	}
	for range len(r.o.Existing) {
		if up == nil || up.Parent == "" {
			return nil
		}
		if up.Parent == s.name {
			return parentCycle.refuse(at, up.Name, s.name).value()
		}
		up = r.o.Existing[up.Parent]
	}
	return nil
}

// checkRedefined is virDomainSnapshotRedefineValidate.
func (r *run) checkRedefined(s *snapshot, other *Snapshot) *refusal {
	state := s.root.find("state")
	if r.o.Flags.Has(DiskOnly) && s.state != "disk-snapshot" {
		return redefineDiskOnly.refuse(state, s.name).value()
	}
	if f := r.checkUUID(s); f != nil {
		return f
	}
	if other == nil {
		return nil
	}
	was := &snapshot{state: other.State}
	switch {
	case was.online() != s.online():
		return redefineOnline.refuse(state, s.name).value()
	case (was.state == "disk-snapshot") != (s.state == "disk-snapshot"):
		return redefineKind.refuse(state, s.name).value()
	case other.guest == nil || s.guest == nil:
		return nil
	}
	return checkABI(other.guest, s.guest)
}

// checkUUID asks that a whole guest definition is that of the guest. Without
// --guest the document is believed, but a definition without a UUID gets a
// random one.
func (r *run) checkUUID(s *snapshot) *refusal {
	if s.guest == nil || s.guest.uuid != "" && (r.guest == nil || s.guest.uuid == r.guest.uuid) {
		return nil
	}
	want := "UUID of the guest"
	if r.guest != nil {
		want = r.guest.uuid
	}
	at := s.guest.node.find("uuid")
	return redefineUUID.refuse(orElse(at, s.guest.node), s.name, want).value()
}
