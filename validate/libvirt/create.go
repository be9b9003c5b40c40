package libvirt

// create is the rest of a driver's function, from the parser on.
func (r *run) create() *refusal {
	redefine := r.o.Flags.Has(Redefine)
	switch {
	case r.driver == QEMU && !redefine:
		return r.createQEMU()
	case r.driver == VBox: // reads every document as if it were a redefinition
		return r.parse(true, false)
	}
	if f := r.parse(redefine, false); f != nil {
		return f
	}
	switch {
	case redefine && r.driver == QEMU:
		return r.redefineQEMU()
	case redefine:
		return r.redefine()
	case r.driver == Test:
		return r.takeTest()
	case r.driver == ESX:
		return r.takeESX()
	}
	return r.takeVZ()
}

// createQEMU takes a snapshot with QEMU. If it is not known whether the guest
// runs, both are tried.
func (r *run) createQEMU() *refusal {
	if r.power != PowerUnknown {
		return r.createQEMUWith(r.power)
	}
	off := *r
	whenRunning, whenOff := r.createQEMUWith(Running), off.createQEMUWith(Off)
	switch {
	case whenRunning == nil && whenOff != nil:
		r.depends(whenOff, "whether the guest runs")
	case whenRunning != nil && whenOff == nil:
		off.depends(whenRunning, "whether the guest runs")
		r.pending, r.pendingHost = off.pending, off.pendingHost
		return nil
	case whenRunning == nil && r.pending == nil:
		r.pending, r.pendingHost = off.pending, off.pendingHost
	}
	return whenRunning
}

func (r *run) createQEMUWith(power Power) *refusal {
	r.power = power
	if f := r.parse(false, r.o.Flags.Has(DiskOnly) || power == Off); f != nil {
		return f
	}
	return r.takeQEMU()
}

// takeName asks that a new name is new (virDomainMomentAssignDef).
func (r *run) takeName(taken *Rule) *refusal {
	s := r.snapshot
	if s.name != "" && r.o.Existing[s.name] != nil {
		return taken.refuse(s.root.find("name"), s.name).value()
	}
	return nil
}

// takeTest is testDomainSnapshotCreateXML behind the parser, for a snapshot
// that is taken now.
func (r *run) takeTest() *refusal {
	s := r.snapshot
	for i := range s.disks {
		if d := &s.disks[i]; d.location == manual {
			return testManual.refuse(d.place(s)).attr("snapshot")
		}
	}
	fallback := internal
	if s.memory == external {
		fallback = external
	}
	if s.name == "" {
		s.name = "…" // libvirt takes the time
	}
	if f := r.alignDisks(s, r.guest, fallback); f != nil {
		return f
	}
	return r.takeName(nameTaken)
}

// takeESX is esxDomainSnapshotCreateXML behind the parser.
func (r *run) takeESX() *refusal {
	if s := r.snapshot; len(s.disks) > 0 {
		return esxDisks.refuse(s.disks[0].node)
	}
	return r.takeName(esxName)
}

// takeVZ is vzDomainSnapshotCreateXML behind the parser. The name is not
// looked at.
func (r *run) takeVZ() *refusal {
	switch s := r.snapshot; {
	case len(s.disks) > 0:
		return vzDisks.refuse(s.disks[0].node)
	case s.memory != byDefault:
		return vzMemory.refuse(s.root.find("memory"))
	}
	return nil
}
