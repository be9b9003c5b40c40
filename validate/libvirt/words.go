package libvirt

// Enumerations of libvirt's parser, in libvirt's order. The first value of
// many stands for "not given" and is not for documents; the check that uses
// one says so.

var (
	tristateBool   = []string{"default", "yes", "no"}
	tristateSwitch = []string{"default", "on", "off"}

	// src/conf/snapshot_conf.c: virDomainSnapshotState; the first is refused.
	snapshotStates = []string{"nostate", "running", "blocked", "paused", "shutdown", "shutoff", "crashed", "pmsuspended", "disk-snapshot"}

	// src/conf/storage_source_conf.c: virStorage, virStorageFileFormat,
	// virStorageNetProtocol, virStorageNetHostTransport.
	storageTypes   = []string{"none", "file", "block", "dir", "network", "volume", "nvme", "vhostuser"}
	storageFormats = []string{
		"none", "raw", "dir", "bochs", "cloop", "dmg", "iso", "vpc", "vdi", "fat", "vhd", "ploop", "cow", "qcow", "qcow2", "qed", "vmdk",
	}
	netProtocols   = []string{"none", "nbd", "rbd", "sheepdog", "gluster", "iscsi", "http", "https", "ftp", "ftps", "tftp", "ssh", "vxhs", "nfs"}
	hostTransports = []string{"tcp", "unix", "rdma"}
	authTypes      = []string{"none", "chap", "ceph"}
	poolModes      = []string{"default", "host", "direct"}

	// src/conf/storage_encryption_conf.c.
	encryptionFormats = []string{"default", "qcow", "luks", "luks2", "luks-any"}
	encryptionEngines = []string{"default", "qemu", "librbd"}
	encryptionSecrets = []string{"passphrase"}
)

// A location says where a disk, or the memory, goes
// (src/conf/domain_conf.c: virDomainSnapshotLocation).
type location int

const (
	byDefault location = iota
	nowhere
	internal
	external
	manual
)

var locations = []string{byDefault: "default", nowhere: "no", internal: "internal", external: "external", manual: "manual"}

func (l location) String() string { return locations[l] }

// locationOf is the location of an attribute's value that a check has let
// pass.
func locationOf(value string) location {
	for i, w := range locations {
		if w == value {
			return location(i)
		}
	}
	return byDefault
}
