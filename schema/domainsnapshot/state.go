package domainsnapshot

// State is the run state of a guest. White space around the word is allowed by
// the schema but not by libvirt's parser. The parser knows one state more,
// `pmsuspended` for a guest that is suspended to memory; it appears in no
// schema, and the QEMU driver takes no snapshot of such a guest.
//
//schema:since 0.9.5
type State string

// The states of a guest.
const (
	// StateRunning means that the guest was at work. With its memory saved, a
	// revert makes it go on from there.
	StateRunning State = "running"
	// StateBlocked means that the guest was waiting for a resource, a state
	// that the Xen hypervisor reports. The QEMU driver refuses to redefine such
	// a snapshot.
	StateBlocked State = "blocked"
	// StatePaused means that the guest was there but held, by
	// `virDomainSuspend` for example.
	StatePaused State = "paused"
	// StateShutdown means that the guest was in the course of shutting down.
	StateShutdown State = "shutdown"
	// StateShutoff means that the guest was off. The snapshot then consists of
	// its disks alone, in a consistent state, and cannot have memory.
	StateShutoff State = "shutoff"
	// StateCrashed means that the guest had crashed and was left there.
	StateCrashed State = "crashed"
	// StateDiskSnapshot means that the disks were saved without memory while
	// the guest was active (the flag `VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY`).
	// The guest finds its disks as after a power failure: a revert leaves it
	// off or, if asked to, boots it. A redefinition with that flag needs this
	// state.
	//
	//schema:since 0.9.5
	StateDiskSnapshot State = "disk-snapshot"
)
