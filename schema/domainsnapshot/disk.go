package domainsnapshot

// Disks lists disks in any order. It has no attributes and no text.
type Disks struct {
	Disk []Disk `xml:"disk"`
}

// Disk has one of six shapes, according to what happens to the disk and, for an
// external snapshot, to where the new image lives. `type` and children belong
// to the external shapes only; libvirt's parser overlooks some mixtures that
// the schema refuses, but then ignores what does not fit.
//
// Write `snapshot='no'` for every disk that is to stay out: one that is merely
// left out of the list joins the snapshot, and fails it where no name for its
// overlay can be made up. Put the path of an overlay into `<source file='…'/>`;
// a `file` attribute on the disk itself, or a disk that stands outside of
// `disks`, is overlooked in silence.
//
//schema:choice
type Disk interface{ isDisk() }

// Empty is an element whose presence says it all.
type Empty struct{}

// DiskExcluded is a disk that does not take part.
type DiskExcluded struct {
	//schema:access create
	//schema:redefine read
	Name DiskName `xml:"name,attr"`
	//schema:fixed no
	//schema:access create
	//schema:redefine read
	Snapshot DiskSnapshot `xml:"snapshot,attr"`
}

// DiskInternal is a disk whose saved state stays in its own image.
type DiskInternal struct {
	//schema:access create
	//schema:redefine read
	Name DiskName `xml:"name,attr"`
	//schema:fixed internal
	//schema:access create
	//schema:redefine read
	Snapshot DiskSnapshot `xml:"snapshot,attr"`
}

// DiskManual is a disk that something other than libvirt saves.
//
//schema:since 8.2.0
type DiskManual struct {
	//schema:access create
	//schema:redefine read
	Name DiskName `xml:"name,attr"`
	//schema:fixed manual
	//schema:access create
	//schema:redefine read
	Snapshot DiskSnapshot `xml:"snapshot,attr"`
}

// DiskFile is an external snapshot whose overlay is a file.
type DiskFile struct {
	//schema:access create
	//schema:redefine read
	Name DiskName `xml:"name,attr"`
	//schema:fixed external
	//schema:access create
	//schema:redefine read
	Snapshot *DiskSnapshot `xml:"snapshot,attr"`
	// Type says where the overlay lives. Without it the overlay is a file.
	// libvirt's parser knows further types, but of them `dir` and `volume` are
	// refused ("unsupported disk snapshot type …") and the others cannot hold
	// an overlay.
	//
	//schema:fixed file
	//schema:since 1.2.2
	//schema:access create
	//schema:redefine read
	Type *StorageType `xml:"type,attr"`
	// Driver describes the format of the overlay.
	//
	//schema:access create
	//schema:redefine read
	Driver *Driver `xml:"driver"`
	// Source is the new image. The guest writes to it from the snapshot on,
	// while the image that it has used so far stays as it is and holds the
	// saved state.
	//
	// Without a path libvirt makes one: that of the present image, with its
	// last suffix replaced by the name of the snapshot. This works only for a
	// disk on a regular file that the host can see ("source for disk … is not a
	// regular file; refusing to generate external snapshot name"), and at
	// redefinition too, so give the path when a snapshot moves to another host.
	//
	//schema:access create
	//schema:redefine read
	Source *FileSource `xml:"source"`
	// Deleting is there when an earlier deletion of this external snapshot
	// stopped half way. The QEMU driver then refuses to delete it or to revert
	// to it, because the images may no longer hold what they should. Ignored at
	// creation. Release 9.0.0 already writes the element, though its schema
	// does not know it.
	//
	//schema:since 9.1.0
	//schema:access readonly
	//schema:redefine read
	Deleting *Empty `xml:"snapshotDeleteInProgress"`
}

// DiskBlock is an external snapshot whose overlay is a block device of the
// host, for example a logical volume. It must exist; libvirt writes the
// overlay's header to it.
//
//schema:since 1.2.2
type DiskBlock struct {
	//schema:access create
	//schema:redefine read
	Name DiskName `xml:"name,attr"`
	//schema:fixed external
	//schema:access create
	//schema:redefine read
	Snapshot *DiskSnapshot `xml:"snapshot,attr"`
	// Type says where the overlay lives.
	//
	//schema:fixed block
	//schema:access create
	//schema:redefine read
	Type StorageType `xml:"type,attr"`
	// Driver describes the format of the overlay.
	//
	//schema:access create
	//schema:redefine read
	Driver *Driver `xml:"driver"`
	// Source is the device. The schema lets it out, but libvirt cannot make up
	// a name for it and then refuses the disk.
	//
	//schema:access create
	//schema:redefine read
	Source *BlockSource `xml:"source"`
	// Deleting is there when an earlier deletion of this external snapshot
	// stopped half way; see the file shape.
	//
	//schema:since 9.1.0
	//schema:access readonly
	//schema:redefine read
	Deleting *Empty `xml:"snapshotDeleteInProgress"`
}

// DiskNetwork is an external snapshot whose overlay is on network storage. The
// schema has no place for a driver here, though libvirt reads and prints one: a
// dump of such a snapshot may therefore fail validation.
//
//schema:since 1.2.2
type DiskNetwork struct {
	//schema:access create
	//schema:redefine read
	Name DiskName `xml:"name,attr"`
	//schema:fixed external
	//schema:access create
	//schema:redefine read
	Snapshot *DiskSnapshot `xml:"snapshot,attr"`
	// Type says where the overlay lives.
	//
	//schema:fixed network
	//schema:access create
	//schema:redefine read
	Type StorageType `xml:"type,attr"`
	// Source is the network image, by the protocol that reaches it.
	//
	//schema:access create
	//schema:redefine read
	Source NetworkSource `xml:"source"`
}

func (DiskExcluded) isDisk() {}
func (DiskInternal) isDisk() {}
func (DiskManual) isDisk()   {}
func (DiskFile) isDisk()     {}
func (DiskBlock) isDisk()    {}
func (DiskNetwork) isDisk()  {}
