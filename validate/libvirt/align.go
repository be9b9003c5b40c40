package libvirt

import "slices"

// alignDisks is virDomainSnapshotAlignDisks: it fits what the document says
// about disks to the guest's disks, and adds the disks that it does not name.
// fallback is where a disk goes by default; if that is the inside of the
// images, all disks must go there.
func (r *run) alignDisks(s *snapshot, g *guest, fallback location) *refusal {
	if g == nil {
		return domainMissing.refuse(orElse(s.root.find("domain"), s.root))
	}
	if len(s.disks) > len(g.disks) {
		return disksTooMany.refuse(s.disks[len(g.disks)].node)
	}
	if len(g.disks) == 0 {
		return nil
	}
	a := aligner{guest: g, fallback: fallback, uniform: fallback == internal, used: map[string]*snapshotDisk{}}
	for i := range s.disks {
		if f := a.align(&s.disks[i]); f != nil {
			return f
		}
	}
	s.disks = a.complete()
	return r.generateNames(s, g)
}

// An aligner holds the state of alignDisks.
type aligner struct {
	guest    *guest
	fallback location
	uniform  bool
	used     map[string]*snapshotDisk // by the target of the guest's disk
}

// align fits one disk of the document.
func (a *aligner) align(d *snapshotDisk) *refusal {
	disk, crashes := a.guest.disk(d.name)
	switch {
	case crashes:
		return diskNoTarget.refuse(disk.node)
	case disk == nil:
		return diskUnknown.refuse(d.node, d.name).attr("name")
	case a.used[disk.target] != nil:
		return diskTwice.refuse(d.node, d.name).attr("name")
	}
	a.used[disk.target] = d
	switch {
	case d.location == byDefault && disk.location != byDefault && (!a.uniform || disk.location == nowhere):
		d.location = disk.location
	case d.location == byDefault:
		d.location = a.fallback
	case a.uniform && d.location != a.fallback && (d.location != nowhere || disk.location != nowhere):
		return diskMode.refuse(d.node, d.name, a.fallback).attr("snapshot")
	}
	if d.path != "" && d.location != external {
		return diskFileUnused.refuse(orElse(d.node.find("source"), d.node), d.path, d.name).attr(sourceAttribute(d.kind))
	}
	d.name = disk.target
	return nil
}

// complete is one disk for each of the guest's.
func (a *aligner) complete() []snapshotDisk {
	disks := make([]snapshotDisk, 0, len(a.guest.disks))
	for _, disk := range a.guest.disks {
		if d := a.used[disk.target]; d != nil {
			disks = append(disks, *d)
			continue
		}
		d := snapshotDisk{name: disk.target, kind: "file", location: disk.location}
		if !disk.hasTarget {
			d.name = "(null)"
		}
		switch {
		case disk.empty():
			d.location = nowhere
		case d.location == byDefault:
			d.location = a.fallback
		}
		disks = append(disks, d)
	}
	return disks
}

// generateNames is virDomainSnapshotDefAssignExternalNames: overlays without
// a path are put beside the image, which must be there for that.
func (r *run) generateNames(s *snapshot, g *guest) *refusal {
	for i := range s.disks {
		d := &s.disks[i]
		if d.location != external || d.path != "" {
			continue
		}
		if f := r.generateName(s, d, g.disks[i]); f != nil {
			return f
		}
		taken := func(o snapshotDisk) bool { return o.path == d.path }
		if j := slices.IndexFunc(s.disks[:i], taken); j >= 0 {
			return overlayCollision.refuse(d.place(s), d.name, s.disks[j].name)
		}
	}
	return nil
}

// generateName gives an overlay its name. Whether the image is there only the
// host knows.
func (r *run) generateName(s *snapshot, d *snapshotDisk, disk *disk) *refusal {
	switch {
	case d.kind != "file":
		return overlayKind.refuse(d.place(s), d.name, d.kind)
	case disk.path == "":
		return overlaySource.refuse(d.place(s), d.name)
	}
	r.depends(overlayImage.refuse(d.place(s), d.name), "whether \""+disk.path+"\" is a regular file on the host")
	d.path = withoutSuffix(disk.path) + "." + s.name
	return nil
}

// withoutSuffix drops what follows the last dot of a file's name.
func withoutSuffix(file string) string {
	for i := len(file) - 1; i >= 0 && file[i] != '/'; i-- {
		if file[i] == '.' {
			return file[:i]
		}
	}
	return file
}

// place is the element that speaks of the disk, or the one that could.
func (d *snapshotDisk) place(s *snapshot) *node {
	return orElse(d.node, orElse(s.root.find("disks"), s.root))
}
