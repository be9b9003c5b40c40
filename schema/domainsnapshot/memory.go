package domainsnapshot

// Memory has one of two shapes: without a file and with one. The element is
// empty; everything is in its attributes. Without any attribute it passes
// libvirt's parser but not the schema.
//
//schema:choice
type Memory interface{ isMemory() }

// MemoryWithoutFile says that memory is not saved, or saved in a disk image.
//
//schema:since 1.0.1
type MemoryWithoutFile struct {
	// Snapshot says where the memory is. There must be no `file`, not even an
	// empty one ("memory filename … requires external snapshot").
	//
	//schema:fixed no internal
	//schema:access create
	//schema:redefine read
	Snapshot MemorySnapshot `xml:"snapshot,attr"`
}

// MemoryInFile says that memory is saved in a file of its own.
//
//schema:since 1.0.1
type MemoryInFile struct {
	// Snapshot may be left out, for the file says it all.
	//
	//schema:fixed external
	//schema:access create
	//schema:redefine read
	Snapshot *MemorySnapshot `xml:"snapshot,attr"`
	// File is where the guest's memory is written, together with the state of
	// its devices. The path is as the host of the guest sees it and must be
	// absolute. External memory without a file is refused ("external memory
	// snapshots require a filename"). The file is not checked when a snapshot
	// is redefined; moving it is up to you.
	//
	//schema:access create
	//schema:redefine read
	File AbsolutePath `xml:"file,attr"`
}

func (MemoryWithoutFile) isMemory() {}
func (MemoryInFile) isMemory()      {}

// MemorySnapshot says where memory goes. The disks must agree: memory inside an
// image goes with internal disks, memory in a file with external ones.
type MemorySnapshot string

// Where memory goes.
const (
	// MemoryNo means that memory is not saved. A running guest then needs the
	// flag `VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY`.
	MemoryNo MemorySnapshot = "no"
	// MemoryInternal means that memory is saved inside one of the disk images,
	// beside the internal snapshots of all disks.
	MemoryInternal MemorySnapshot = "internal"
	// MemoryExternal means that memory is saved in the file named by `file`.
	MemoryExternal MemorySnapshot = "external"
)
