package domainsnapshot

// DiskSnapshot says what happens to the disk. Without it a disk that has a
// source path or a driver type is external; any other takes the `snapshot`
// attribute of the guest's own disk, or else the mode of the request: external
// for `VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY` and for external memory, internal
// for the rest. libvirt does not mix internal and external targets in one
// snapshot.
type DiskSnapshot string

// What happens to a disk.
const (
	// DiskNo means that the disk does not take part. After a revert it is as it
	// happens to be. The mode suits read-only disks, scratch disks, and disks
	// whose content is saved elsewhere.
	DiskNo DiskSnapshot = "no"
	// DiskInternalMode means that the saved state and the later changes share
	// one image file, which must be in qcow2 format. With the QEMU driver all
	// writable disks have to take part in this way, and a running guest saves
	// its memory too.
	DiskInternalMode DiskSnapshot = "internal"
	// DiskExternal means that the present image is kept untouched as the saved
	// state, and that an overlay on top of it takes the later changes.
	DiskExternal DiskSnapshot = "external"
	// DiskManualMode means that you save the disk yourself, by a snapshot of
	// the storage below it for example. When the call that creates the snapshot
	// comes back the guest is paused: save the disk then, and resume the guest
	// (`virsh resume`). libvirt knows nothing of what you saved.
	//
	//schema:since 8.2.0
	DiskManualMode DiskSnapshot = "manual"
)

// StorageType is a kind of storage.
type StorageType string

// Kinds of storage. A snapshot's disk knows the first three.
const (
	// StorageFile is a regular file on the host or on a file system that the
	// host has mounted.
	StorageFile StorageType = "file"
	// StorageBlock is a block device of the host.
	StorageBlock StorageType = "block"
	// StorageNetwork is an image that the hypervisor reaches over the network
	// by itself.
	StorageNetwork StorageType = "network"
	// StorageDir is a directory that the hypervisor shows as a file system.
	StorageDir StorageType = "dir"
	// StorageVolume is a volume in a storage pool that libvirt manages.
	StorageVolume StorageType = "volume"
	// StorageNVMe is an NVMe drive of the host that the hypervisor drives by
	// itself.
	StorageNVMe StorageType = "nvme"
	// StorageVhostUser is a disk that another process provides through a socket
	// by the vhost-user protocol.
	StorageVhostUser StorageType = "vhostuser"
	// StorageVhostVDPA is a vDPA block device.
	StorageVhostVDPA StorageType = "vhostvdpa"
)

// Driver describes the format of an overlay. Give it a type, or leave the whole
// element out.
type Driver struct {
	// Type is the format of the overlay. Left out, the QEMU driver makes qcow2.
	// Only formats that can refer to a backing image are allowed (since 1.2.4);
	// of those the QEMU driver creates qcow2 and qed alone. A format that
	// libvirt does not know is refused ("unknown disk snapshot driver …").
	//
	//schema:fixed cow qcow qcow2 qed vmdk
	//schema:access create
	//schema:redefine read
	Type *StorageFormat `xml:"type,attr"`
	// Cache limits the memory for the image's own tables; for qcow2 only.
	//
	//schema:since 7.0.0
	//schema:access create
	//schema:redefine read
	Cache *MetadataCache `xml:"metadata_cache"`
}

// MetadataCache is about the memory that the hypervisor spends on the tables of
// an image. Larger is faster where the guest reads and writes all over a big
// disk.
type MetadataCache struct {
	// MaxSize is the most memory that the cache may take.
	MaxSize *MaxSize `xml:"max_size"`
}

// MaxSize is an amount of memory. libvirt prints it back in bytes.
type MaxSize struct {
	// Unit is the unit of the number; bytes if it is left out.
	Unit *SizeUnit `xml:"unit,attr"`
	// Value is the number.
	Value UnsignedLong `xml:",chardata"`
}

// StorageFormat is the format of a disk image.
type StorageFormat string

// Formats of disk images. The first five can refer to a backing image.
const (
	// FormatCOW is the copy-on-write format of User-mode Linux, long obsolete.
	FormatCOW StorageFormat = "cow"
	// FormatQCOW is the first version of QEMU's own format; use qcow2.
	FormatQCOW StorageFormat = "qcow"
	// FormatQCOW2 is QEMU's own format, the usual choice for an overlay.
	FormatQCOW2 StorageFormat = "qcow2"
	// FormatQED is a format that QEMU once meant to replace qcow2; use qcow2.
	FormatQED StorageFormat = "qed"
	// FormatVMDK is VMware's format.
	FormatVMDK StorageFormat = "vmdk"
	// FormatRaw is no format at all: the bytes of the disk as they are.
	FormatRaw StorageFormat = "raw"
	// FormatDir is a directory shown as a disk.
	FormatDir StorageFormat = "dir"
	// FormatBochs is the format of the Bochs emulator.
	FormatBochs StorageFormat = "bochs"
	// FormatCloop is a compressed read-only image of Linux live systems.
	FormatCloop StorageFormat = "cloop"
	// FormatDMG is the disk image format of macOS.
	FormatDMG StorageFormat = "dmg"
	// FormatISO is the image of a CD or DVD.
	FormatISO StorageFormat = "iso"
	// FormatVPC is the format of Virtual PC, a forerunner of VHD.
	FormatVPC StorageFormat = "vpc"
	// FormatVDI is the format of VirtualBox.
	FormatVDI StorageFormat = "vdi"
	// FormatFAT is a directory that QEMU shows as a FAT file system.
	FormatFAT StorageFormat = "fat"
	// FormatVHD is the format of Microsoft's hypervisors.
	FormatVHD StorageFormat = "vhd"
	// FormatPloop is the format of Virtuozzo's containers.
	FormatPloop StorageFormat = "ploop"
	// FormatLUKS is raw data encrypted as Linux Unified Key Setup has it.
	FormatLUKS StorageFormat = "luks"
)
