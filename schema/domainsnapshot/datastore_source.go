package domainsnapshot

// DataFileSource is a file, or nothing as yet.
//
//schema:choice
type DataFileSource interface{ isDataFileSource() }

// DataFileUnnamed is a file of which nobody says where it is.
type DataFileUnnamed struct {
	SourceCommon
	Encryption Encryption `xml:"encryption,omitempty"`
	Seclabels  []Seclabel `xml:"seclabel"`
}

// DataFileNamed is a file with a name.
type DataFileNamed struct {
	// File is the path of the file.
	File ImagePath `xml:"file,attr"`
	// FDGroup is the name of a group of open files that the application has
	// handed to libvirt (`virDomainFDAssociate`), to be used in place of
	// opening the path.
	FDGroup *string `xml:"fdgroup,attr"`
	SourceCommon
	Encryption Encryption `xml:"encryption,omitempty"`
	Seclabels  []Seclabel `xml:"seclabel"`
}

func (DataFileUnnamed) isDataFileSource() {}
func (DataFileNamed) isDataFileSource()   {}

// DataBlockSource is a block device.
type DataBlockSource struct {
	// Device is the device.
	Device *BlockDevice `xml:"dev,attr"`
	SourceCommon
	Encryption   Encryption    `xml:"encryption,omitempty"`
	Reservations *Reservations `xml:"reservations"`
	Seclabels    []Seclabel    `xml:"seclabel"`
}

// Reservations turns on persistent reservations of a SCSI disk, by which
// several guests take turns at it.
type Reservations struct {
	// Managed says who runs the helper program that this needs.
	Managed *ReservationsManaged `xml:"managed,attr"`
	// Source is where the helper listens, if libvirt does not run it.
	Source *HelperSocket `xml:"source"`
}

// ReservationsManaged says who runs the helper for persistent reservations.
type ReservationsManaged string

// Who runs the helper.
const (
	// ReservationsYes has libvirt start and stop the helper, as is best.
	ReservationsYes ReservationsManaged = "yes"
	// ReservationsNo leaves the helper to you.
	ReservationsNo ReservationsManaged = "no"
)

// HelperSocket is the socket of a helper program.
type HelperSocket struct {
	Type SocketType `xml:"type,attr"`
	// Path is the path of the socket.
	Path AbsolutePath `xml:"path,attr"`
	// Mode is the part that the hypervisor plays. libvirt accepts `client`
	// only.
	Mode SocketMode `xml:"mode,attr"`
	// Reconnect says what happens when the helper goes away.
	Reconnect Reconnect `xml:"reconnect,omitempty"`
}

// SocketType is the kind of a socket.
type SocketType string

// Kinds of sockets.
const (
	// SocketUnix is a socket in the file system.
	SocketUnix SocketType = "unix"
)

// SocketMode is a part to play at a socket.
type SocketMode string

// Parts to play at a socket.
const (
	// SocketServer waits for connections.
	SocketServer SocketMode = "server"
	// SocketClient connects.
	SocketClient SocketMode = "client"
)

// DataDirSource is a directory.
type DataDirSource struct {
	// Dir is the path of the directory.
	Dir AbsolutePath `xml:"dir,attr"`
	SourceCommon
	Encryption Encryption `xml:"encryption,omitempty"`
}

// DataVolumeSource is a volume of a storage pool.
type DataVolumeSource struct {
	// Pool is the name of the pool.
	Pool ObjectName `xml:"pool,attr"`
	// Volume is the name of the volume, as `virsh vol-list` shows it.
	Volume VolumeName `xml:"volume,attr"`
	// Mode says how a volume of an iSCSI pool is reached; `host` if left out.
	Mode *VolumeMode `xml:"mode,attr"`
	SourceCommon
	Encryption Encryption `xml:"encryption,omitempty"`
	Seclabels  []Seclabel `xml:"seclabel"`
}

// VolumeMode says how a volume is reached.
type VolumeMode string

// How a volume is reached.
const (
	// VolumeHost uses the device that the host has made of the volume.
	VolumeHost VolumeMode = "host"
	// VolumeDirect has the hypervisor talk to the iSCSI server itself.
	VolumeDirect VolumeMode = "direct"
)

// DataNVMeSource is a namespace of an NVMe drive.
type DataNVMeSource struct {
	Type NVMeType `xml:"type,attr"`
	// Namespace is the number of the namespace, from 1.
	Namespace NamespaceID `xml:"namespace,attr"`
	// Managed says who takes the drive from the host's own driver.
	Managed *NVMeManaged `xml:"managed,attr"`
	// Address is where the drive sits on the host's PCI bus.
	Address PCIAddress `xml:"address"`
	SourceCommon
	Encryption Encryption `xml:"encryption,omitempty"`
}

// NVMeType is how an NVMe drive is named.
type NVMeType string

// How an NVMe drive is named.
const (
	// NVMeByPCI names the drive by its address on the PCI bus.
	NVMeByPCI NVMeType = "pci"
)

// NVMeManaged says who takes a drive from the host.
type NVMeManaged string

// Who takes a drive from the host.
const (
	// NVMeManagedYes has libvirt do it when the guest starts.
	NVMeManagedYes NVMeManaged = "yes"
	// NVMeManagedNo leaves it to you, before the guest starts.
	NVMeManagedNo NVMeManaged = "no"
)

// DataVhostUserSource is the socket of a process that provides the data.
type DataVhostUserSource struct {
	Type SocketType `xml:"type,attr"`
	// Path is the path of the socket.
	Path AbsolutePath `xml:"path,attr"`
	// Reconnect says what happens when the process goes away.
	Reconnect Reconnect `xml:"reconnect,omitempty"`
}

// DataVhostVDPASource is a vDPA device.
type DataVhostVDPASource struct {
	// Device is the path of the device, such as `/dev/vhost-vdpa-0`.
	Device AbsolutePath `xml:"dev,attr"`
}
