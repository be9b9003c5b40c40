package libvirt

const (
	inQEMU  = "src/qemu/qemu_snapshot.c: qemuSnapshotCreateXML"
	inReady = "src/qemu/qemu_snapshot.c: qemuSnapshotPrepare"
)

// Rules of single drivers, and those when a snapshot is taken.
var (
	nameTaken = &Rule{
		ID: "name-taken", Summary: "there is a snapshot of this name already",
		Doc: "Names are unique in a guest. To change the description of a snapshot use the flag redefine.", Text: "domain moment %s already exists",
		Category: OperationFailed, Source: "src/conf/virdomainmomentobjlist.c: virDomainMomentAssignDef", Drivers: []Driver{QEMU, Test},
		Advice:  "write another name, or leave <name> out",
		Example: Example{Document: "<domainsnapshot><name>s1</name></domainsnapshot>", Driver: Test, Existing: []string{"<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest}},
	}
	haltTransient = &Rule{
		ID: "halt-transient", Summary: "a guest that is not permanent cannot be switched off after the snapshot",
		Doc: "It would be gone, and the snapshot with it.", Text: "cannot halt after transient domain snapshot", Category: OperationInvalid,
		Source: inQEMU, Flags: Halt, Drivers: []Driver{QEMU, Test}, Advice: "leave out halt, or define the guest",
		Example: Example{Document: "<domainsnapshot/>", Flags: Halt, Guest: exampleDomain, Transient: true},
	}
	testManual = &Rule{
		ID: "test-manual", Summary: "the test driver takes no disks by hand",
		Doc: "It does when such a snapshot is redefined.", Text: "'manual' snapshot mode is not supported by the test driver", Category: OperationUnsupported,
		Source: "src/test/test_driver.c: testDomainSnapshotCreateXML", Drivers: []Driver{Test}, Since: sinceManual, Advice: "write another mode",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda' snapshot='manual'/></disks></domainsnapshot>", Driver: Test},
	}
	esxDisks = &Rule{
		ID: "esx-disks", Summary: "ESX takes all disks or none",
		Doc: "There is no choice of disks.", Text: "disk snapshots not supported yet", Category: ConfigUnsupported,
		Source: "src/esx/esx_driver.c: esxDomainSnapshotCreateXML", Drivers: []Driver{ESX}, Advice: "remove <disks>",
		Example: Example{Document: "<domainsnapshot><disks><disk name='sda'/></disks></domainsnapshot>", Driver: ESX},
	}
	esxName = &Rule{
		ID: "esx-name-taken", Summary: "there is a snapshot of this name already",
		Doc: "ESX could have two of the same name, but libvirt could not tell them apart.", Text: "Snapshot '%s' already exists", Category: OperationInvalid,
		Source: "src/esx/esx_driver.c: esxDomainSnapshotCreateXML", Drivers: []Driver{ESX}, Advice: "write another name",
		Example: Example{Document: "<domainsnapshot><name>s1</name></domainsnapshot>", Driver: ESX, Existing: []string{"<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest}},
	}
	vzDisks = &Rule{
		ID: "vz-disks", Summary: "Virtuozzo takes all disks",
		Doc: "There is no choice of disks.", Text: "configuring disks is not supported for vz snapshots", Category: ConfigUnsupported,
		Source: "src/vz/vz_driver.c: vzDomainSnapshotCreateXML", Drivers: []Driver{VZ}, Advice: "remove <disks>",
		Example: Example{Document: "<domainsnapshot><disks><disk name='sda'/></disks></domainsnapshot>", Driver: VZ},
	}
	vzMemory = &Rule{
		ID: "vz-memory", Summary: "Virtuozzo decides itself where the memory goes",
		Doc: "Any <memory> is refused, even with snapshot='no'.", Text: "configuring memory location is not supported", Category: ConfigUnsupported,
		Source: "src/vz/vz_driver.c: vzDomainSnapshotCreateXML", Drivers: []Driver{VZ}, Advice: "remove <memory>",
		Example: Example{Document: "<domainsnapshot><memory snapshot='internal'/></domainsnapshot>", Driver: VZ},
	}
	driverRules = []*Rule{nameTaken, haltTransient, testManual, esxDisks, esxName, vzDisks, vzMemory}
)

// exampleDomain is the guest of the examples.
const exampleDomain = "<domain type='kvm'><name>" + exampleName + "</name><uuid>" + exampleUUID + "</uuid>" + exampleGuest + "</domain>"

// Disks of guests in examples.
const (
	qcow2Disk = "<disk><driver type='qcow2'/><source file='/a.qcow2'/><target dev='vda'/></disk>"
	rawDisk   = "<disk><driver type='raw'/><source file='/a.img'/><target dev='vda'/></disk>"
)

// onlyQEMU are the drivers of the rules below.
var onlyQEMU = []Driver{QEMU}

// Rules of QEMU's driver, in its order.
var (
	qemuNameSlash = &Rule{
		Source: inQEMU, Drivers: onlyQEMU,
		ID: "qemu-name-slash", Summary: "with QEMU the name of a snapshot cannot hold a slash", Since: Release{1, 0, 2},
		Doc:  "The description is kept in a file of this name. With no-metadata it is not, and the name is free.",
		Text: "invalid snapshot name '%s': name can't contain '/'", Category: XMLDetail, Advice: "write another name",
		Example: Example{Document: "<domainsnapshot><name>a/b</name></domainsnapshot>"},
	}
	qemuNameDot = &Rule{
		Source: inQEMU, Drivers: onlyQEMU,
		ID: "qemu-name-dot", Summary: "with QEMU the name of a snapshot cannot begin with a dot", Since: Release{1, 0, 2},
		Doc:  "The description is kept in a file of this name. With no-metadata it is not, and the name is free.",
		Text: "invalid snapshot name '%s': name can't start with '.'", Category: XMLDetail, Advice: "write another name",
		Example: Example{Document: "<domainsnapshot><name>.a</name></domainsnapshot>"},
	}
	qemuLive = &Rule{
		Source: inQEMU, Drivers: onlyQEMU,
		ID: "qemu-live", Summary: "flag live is for running guests whose memory goes to a file", Flags: Live, Since: Release{1, 0, 1},
		Doc:  "Memory inside of an image cannot be written while the guest runs on.",
		Text: "live snapshot creation is supported only during full system snapshots", Category: OperationUnsupported,
		Advice:  "add <memory snapshot='external' file='…'/>, or leave out live",
		Example: Example{Document: "<domainsnapshot/>", Flags: Live, Power: Running},
	}
	qemuState = &Rule{
		Source: inQEMU, Drivers: onlyQEMU,
		ID: "qemu-state", Summary: "QEMU's driver knows no guests in this state",
		Doc: "The schema and the parser have the state blocked, but no guest of QEMU is ever in it.", Text: "Invalid domain state %s", Category: InternalError,
		Advice: "write running or paused", Flags: Redefine, Example: Example{Document: "<domainsnapshot><name>s1</name><state>blocked</state>" + redefinedRest, Flags: Redefine},
	}
	qemuSuspended = &Rule{
		Source: inQEMU, Drivers: onlyQEMU,
		ID: "qemu-pmsuspended", Summary: "QEMU's driver takes no snapshots of guests that sleep",
		Doc: "The parser has the state, the schema has not.", Text: "qemu doesn't support taking snapshots of PMSUSPENDED guests", Category: OperationUnsupported,
		Advice: "write paused", Flags: Redefine, Example: Example{Document: "<domainsnapshot><name>s1</name><state>pmsuspended</state>" + redefinedRest, Flags: Redefine},
	}
	qemuNoMemory = &Rule{
		Source: inQEMU, Drivers: onlyQEMU,
		ID: "qemu-memory-needed", Summary: "an internal snapshot of a running guest holds its memory", Since: sinceMemory,
		Doc:  "For a snapshot of the disks alone use the flag disk-only and overlays.",
		Text: "internal snapshot of a running VM must include the memory state", Category: OperationUnsupported,
		Advice:  "remove <memory snapshot='no'/>, or add the flag disk-only",
		Example: Example{Document: "<domainsnapshot><memory snapshot='no'/></domainsnapshot>", Power: Running, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuActiveInternal = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-disk-only-internal", Summary: "the disks alone of a running guest are taken with overlays",
		Doc:  "Inside of the images they could only be taken together with the memory.",
		Text: "active qemu domains require external disk snapshots; disk %s requested internal", Category: ConfigUnsupported,
		Advice:  "write snapshot='external'",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda' snapshot='internal'/></disks></domainsnapshot>", Flags: DiskOnly, Power: Running, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuInternalKind = &Rule{
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotPrepareDiskInternal", Drivers: onlyQEMU,
		ID: "qemu-internal-kind", Summary: "the guest is off and a disk is not a file or block device",
		Doc: "qemu-img writes internal snapshots, and libvirt lets it do so on local images only.", Text: "internal inactive snapshots are not supported on %s",
		Category: InternalError, Advice: "write snapshot='no' for the disk",
		Example: Example{Document: "<domainsnapshot/>", Power: Off, Guest: qemuOpen + "<disk type='network'><source protocol='nbd' name='x'/><target dev='vda'/></disk>" + qemuClose},
	}
	qemuInternalFormat = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-internal-format", Summary: "only qcow2 images can hold snapshots",
		Doc: "Other formats have no place for them.", Text: "internal snapshot for disk %s unsupported for storage type %s", Category: ConfigUnsupported,
		Advice: "take an external snapshot, or write snapshot='no' for the disk", Example: Example{Document: "<domainsnapshot/>", Power: Off, Guest: qemuOpen + rawDisk + qemuClose},
	}
	qemuExternalFormat = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-external-format", Summary: "QEMU's driver makes overlays in qcow2 and qed only",
		Doc: "The schema has more formats, which can be in a description.", Text: "external snapshot format for disk %s is unsupported: %s",
		Category: ConfigUnsupported, Advice: "write <driver type='qcow2'/>",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda'><driver type='cow'/><source file='/o'/></disk></disks></domainsnapshot>", Flags: DiskOnly, Power: Running, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuCache = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-metadata-cache", Summary: "only qcow2 overlays have a cache of metadata", Since: sinceMetadataCache,
		Doc:  "qed has none.",
		Text: "metadata cache max size control is supported only with qcow2 images", Category: ConfigUnsupported, Advice: "remove <metadata_cache>",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda'><driver type='qed'><metadata_cache><max_size>1</max_size></metadata_cache></driver>" +
			"<source file='/o'/></disk></disks></domainsnapshot>", Flags: DiskOnly, Power: Running, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuReadOnly = &Rule{
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotPrepareDiskExternal", Drivers: onlyQEMU,
		ID: "qemu-readonly", Summary: "a disk that is read only needs no overlay",
		Doc: "Nothing is written to it. Reusing an overlay that is there is allowed.", Text: "external snapshot for readonly disk %s is not supported",
		Category: ConfigUnsupported, Until: Release{8, 4, 0}, Advice: "write snapshot='no'",
		Example: Example{
			Document: "<domainsnapshot><disks><disk name='vda' snapshot='external'><source file='/o'/></disk></disks></domainsnapshot>", Flags: DiskOnly,
			Power: Running, Release: Release{5, 0, 0}, Guest: qemuOpen + "<disk><source file='/a'/><target dev='vda'/><readonly/></disk>" + qemuClose,
		},
	}
	qemuLUN = &Rule{
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotPrepareDiskExternalActive", Drivers: onlyQEMU,
		ID: "qemu-lun", Summary: "a SCSI device that is passed through has no overlay",
		Doc: "QEMU does not see what is written to it.", Text: "external active snapshots are not supported on scsi passthrough devices",
		Category: ConfigUnsupported, Advice: "write snapshot='no'",
		Example: Example{Document: "<domainsnapshot><disks><disk name='sda'><source file='/o'/></disk></disks></domainsnapshot>", Flags: DiskOnly, Power: Running, Guest: qemuOpen + "<disk type='block' device='lun'><source dev='/dev/x'/><target dev='sda'/></disk>" + qemuClose},
	}
	qemuExternalKind = &Rule{
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotPrepareDiskExternalInactive", Drivers: onlyQEMU,
		ID: "qemu-external-kind", Summary: "the guest is off and a disk or overlay is not a file or block device",
		Doc:  "qemu-img makes the overlays of guests that are off, and libvirt lets it do so on local images only.",
		Text: "external inactive snapshots are not supported on %s", Category: InternalError, Advice: "start the guest, or write snapshot='no'",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda' type='network'><source protocol='nbd' name='x'/></disk></disks></domainsnapshot>", Flags: DiskOnly, Power: Off, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuOverlayFile = &Rule{
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotPrepareDiskExternal", Drivers: onlyQEMU,
		ID: "qemu-overlay-file", Summary: "whether the overlay can be made turns on what is there on the host",
		Doc:  "Without reuse-external a file with something in it is refused, with it a file that is missing is.",
		Text: "external snapshot file for disk %s already exists and is not a block device: %s", Category: ConfigUnsupported,
		Host: "whether the overlay is there on the host", Advice: "name a file that is not there, or use the flag reuse-external",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda'><source file='/o'/></disk></disks></domainsnapshot>", Flags: DiskOnly, Power: Running, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuNothing = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-nothing", Summary: "neither a disk nor the memory is in the snapshot",
		Doc: "There would be nothing to take. Disks that are taken by hand do not count.", Text: "nothing selected for snapshot", Category: ConfigUnsupported, Advice: "take at least one disk",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda' snapshot='no'/></disks></domainsnapshot>", Flags: DiskOnly, Power: Off, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuAllDisks = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-all-disks", Summary: "an internal snapshot takes all disks that can be written",
		Doc:  "The memory is kept in an image, and a disk that is left out would not fit it after a revert.",
		Text: "internal and full system snapshots require all disks to be selected for snapshot", Category: ConfigUnsupported,
		Advice:  "leave <disks> out, or take an external snapshot",
		Example: Example{Document: "<domainsnapshot/>", Power: Off, Guest: qemuOpen + qcow2Disk + "<disk snapshot='no'><driver type='qcow2'/><source file='/b.qcow2'/><target dev='vdb'/></disk>" + qemuClose},
	}
	qemuMixed = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-mixed", Summary: "a snapshot is either internal or external",
		Doc:  "All disks and the memory go the same way.",
		Text: "mixing internal and external targets for a snapshot is not yet supported", Category: ConfigUnsupported, Advice: "write the same for all disks and the memory",
		Example: Example{Document: "<domainsnapshot><memory snapshot='external' file='/ram'/><disks><disk name='vda' snapshot='internal'/></disks></domainsnapshot>", Power: Running, Guest: qemuOpen + qcow2Disk + qemuClose},
	}
	qemuFirmware = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-firmware", Summary: "guests with UEFI in a flash image have no internal snapshots",
		Doc:  "The variables of the firmware would not be in them. Newer releases allow it if the variables are kept in qcow2.",
		Text: "internal snapshots of a VM with pflash based firmware are not supported", Category: OperationUnsupported, Until: Release{10, 10, 0},
		Advice: "take an external snapshot",
		Example: Example{
			Document: "<domainsnapshot/>", Power: Off, Release: Release{9, 0, 0},
			Guest: "<domain type='kvm'><name>g</name><memory>1</memory><os><type>hvm</type><loader type='pflash' readonly='yes'>/f.fd</loader></os>" +
				"<devices>" + qcow2Disk + "</devices></domain>",
		},
	}
	qemuGuestUnknown = &Rule{
		Source: inReady, Drivers: onlyQEMU,
		ID: "qemu-guest-unknown", Summary: "whether QEMU's driver takes the snapshot turns on the guest",
		Doc:  "The document speaks of disks, and the guest is not known. With `--guest` the guest's disks are compared.",
		Text: "no disk named '%s'", Category: ConfigUnsupported, Host: "the guest's disks", Advice: "give the guest's definition with --guest",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda'/></disks></domainsnapshot>"},
	}
	qemuRules = []*Rule{
		qemuNameSlash, qemuNameDot, qemuLive, qemuState, qemuSuspended, qemuNoMemory, qemuActiveInternal, qemuInternalKind, qemuInternalFormat,
		qemuExternalFormat, qemuCache, qemuReadOnly, qemuLUN, qemuExternalKind, qemuOverlayFile, qemuNothing, qemuAllDisks, qemuMixed,
		qemuFirmware, qemuGuestUnknown,
	}
)
