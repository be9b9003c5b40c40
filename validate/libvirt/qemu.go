package libvirt

import "slices"

// takeQEMU is qemuSnapshotCreateXML behind the parser, for a snapshot that is
// taken now of a guest in a state that is known.
func (r *run) takeQEMU() *refusal {
	s := r.snapshot
	if f := r.qemuNames(s); f != nil {
		return f
	}
	running := r.power == Running
	if r.o.Flags.Has(Live) && (!running || s.memory != external) {
		return qemuLive.refuse(orElse(s.root.find("memory"), s.root))
	}
	fallback := internal
	switch {
	case r.o.Flags.Has(DiskOnly):
		fallback, s.memory = external, nowhere
		s.state = "shutoff"
		if running {
			s.state = "disk-snapshot"
		}
	case s.memory == external:
		fallback = external
	case running && s.memory == nowhere:
		return qemuNoMemory.refuse(s.root.find("memory"))
	case running:
		s.memory = internal
	default:
		s.memory = nowhere
	}
	if r.guest == nil {
		return r.qemuUnknownGuest(s)
	}
	if f := r.alignDisks(s, r.guest, fallback); f != nil {
		return f
	}
	if f := r.prepareQEMU(s); f != nil {
		return f
	}
	return r.takeName(nameTaken)
}

// redefineQEMU is the part of qemuSnapshotCreateXML that only this driver has
// for a redefinition.
func (r *run) redefineQEMU() *refusal {
	s := r.snapshot
	if f := r.qemuNames(s); f != nil {
		return f
	}
	state := s.root.find("state")
	switch s.state {
	case "pmsuspended":
		return qemuSuspended.refuse(state).value()
	case "blocked", "nostate":
		return qemuState.refuse(state, s.state).value()
	}
	return r.redefine()
}

// qemuNames checks the name of the file that the description is kept in.
func (r *run) qemuNames(s *snapshot) *refusal {
	at := s.root.find("name")
	switch {
	case r.o.Flags.Has(NoMetadata) || !qemuNameSlash.applies(QEMU, r.release):
		return nil
	case slices.Contains([]byte(s.name), '/'):
		return qemuNameSlash.refuse(at, s.name).value()
	case s.name != "" && s.name[0] == '.':
		return qemuNameDot.refuse(at, s.name).value()
	}
	return nil
}

// qemuUnknownGuest decides what can be decided without the guest's disks.
func (r *run) qemuUnknownGuest(s *snapshot) *refusal {
	if len(s.disks) > 0 || s.memory == external || r.o.Flags.Has(DiskOnly) {
		at := orElse(s.root.find("disks"), s.root)
		name := "…"
		if len(s.disks) > 0 {
			name = s.disks[0].name
		}
		r.depends(qemuGuestUnknown.refuse(at, name), "the guest's disks; --guest names its definition")
	}
	return r.takeName(nameTaken)
}

// prepareQEMU is qemuSnapshotPrepare.
func (r *run) prepareQEMU(s *snapshot) *refusal {
	var internals, externals int
	forbidden := false
	for i := range s.disks {
		d, disk := &s.disks[i], r.guest.disks[i]
		switch d.location {
		case internal:
			internals++
			if f := r.prepareInternal(s, d, disk); f != nil {
				return f
			}
		case external:
			externals++
			if f := r.prepareExternal(s, d, disk); f != nil {
				return f
			}
		case nowhere, manual:
			forbidden = forbidden || !disk.empty() && !disk.readOnly
		}
	}
	at := orElse(s.root.find("disks"), s.root)
	switch {
	case internals == 0 && externals == 0 && s.memory == nowhere:
		return qemuNothing.refuse(at)
	case s.memory == internal && internals == 0 || internals > 0 && forbidden:
		return qemuAllDisks.refuse(at)
	case internals > 0 && externals > 0, s.memory == internal && externals > 0, s.memory == external && internals > 0:
		return qemuMixed.refuse(at)
	case internals > 0 && r.hasFlashFirmware() && qemuFirmware.applies(QEMU, r.release):
		return qemuFirmware.refuse(at)
	}
	return nil
}

func (r *run) hasFlashFirmware() bool {
	kind, _ := r.guest.node.at("os/loader", "type")
	readOnly, _ := r.guest.node.at("os/loader", "readonly")
	return kind == "pflash" && readOnly == "yes"
}

func (r *run) prepareInternal(s *snapshot, d *snapshotDisk, disk *disk) *refusal {
	running := r.power == Running
	switch {
	case s.state == "disk-snapshot" && running:
		return qemuActiveInternal.refuse(d.place(s), d.name)
	case !running && disk.kind != "file" && disk.kind != "block":
		return qemuInternalKind.refuse(d.place(s), disk.where())
	case disk.format != "" && disk.format != "qcow2":
		return qemuInternalFormat.refuse(d.place(s), d.name, disk.format)
	}
	return nil
}

// where says where a disk is that only a running guest can have snapshots of.
func (d *disk) where() string {
	if d.kind == "network" {
		return "'network' disks using '" + d.protocol + "' protocol"
	}
	return "'" + d.kind + "' disks"
}

func (r *run) prepareExternal(s *snapshot, d *snapshotDisk, disk *disk) *refusal {
	local := func(kind string) bool { return kind == "file" || kind == "block" }
	running, reuse := r.power == Running, r.o.Flags.Has(ReuseExt)
	switch {
	case d.format != "" && d.format != "qcow2" && d.format != "qed":
		return qemuExternalFormat.refuse(d.place(s), d.name, d.format)
	case d.cache && d.format == "qed":
		return qemuCache.refuse(d.place(s))
	case disk.readOnly && !reuse && qemuReadOnly.applies(QEMU, r.release):
		return qemuReadOnly.refuse(d.place(s), d.name)
	case running && disk.device == "lun":
		return qemuLUN.refuse(d.place(s))
	case !running && !local(disk.kind):
		return qemuExternalKind.refuse(d.place(s), disk.where())
	case !running && !local(d.kind):
		return qemuExternalKind.refuse(d.place(s), "'"+d.kind+"' disks")
	}
	if local(d.kind) && d.node != nil && d.node.find("source") != nil {
		f := qemuOverlayFile.refuse(d.place(s), d.name, d.path)
		if reuse {
			f.text = "missing existing file for disk " + d.name + ": " + d.path + ": No such file or directory"
		}
		r.depends(f, "whether \""+d.path+"\" is there on the host")
	}
	return nil
}
