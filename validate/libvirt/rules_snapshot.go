package libvirt

const (
	inParser = "src/conf/snapshot_conf.c: virDomainSnapshotDefParse"
	inDisk   = "src/conf/snapshot_conf.c: virDomainSnapshotDiskDefParseXML"
)

// Rules of the parser of snapshots.
var (
	redefineName = &Rule{
		ID: "redefine-needs-name", Summary: "a redefined snapshot must have a name",
		Doc:  "Only a snapshot that is taken now can be given a name by libvirt, the time in seconds.",
		Text: "a redefined snapshot must have a name", Category: XMLError, Source: inParser, Flags: Redefine,
		Advice:  "add <name>",
		Example: Example{Document: "<domainsnapshot><state>running</state></domainsnapshot>", Flags: Redefine},
	}
	redefineTime = &Rule{
		ID: "redefine-needs-time", Summary: "a redefined snapshot must have a creation time",
		Doc: "`creationTime` is the number of seconds since 1970 in decimal digits. Blanks and a sign may stand before it, nothing behind it; what is " +
			"no number counts as missing.",
		Text: "missing creationTime from existing snapshot", Category: InternalError, Source: inParser, Flags: Redefine,
		Advice:  "add <creationTime> with seconds since 1970",
		Example: Example{Document: "<domainsnapshot><name>s1</name><creationTime>yesterday</creationTime></domainsnapshot>", Flags: Redefine},
	}
	redefineState = &Rule{
		ID: "redefine-needs-state", Summary: "a redefined snapshot must say in which state the guest was",
		Doc:  "libvirt needs it to know what a revert must bring back.",
		Text: "missing state from existing snapshot", Category: XMLError, Source: inParser, Flags: Redefine,
		Advice:  "add <state>",
		Example: Example{Document: "<domainsnapshot><name>s1</name><creationTime>1700000000</creationTime></domainsnapshot>", Flags: Redefine},
	}
	redefineStateValue = &Rule{
		ID: "redefine-state", Summary: "libvirt does not know the state",
		Doc:  "White space around the word is part of it for the parser, though not for the schema. `nostate` is refused since 5.3.0.",
		Text: "Invalid state '%s' in domain snapshot XML", Category: ConfigUnsupported, Source: inParser, Flags: Redefine,
		Advice: "write running, paused, shutdown, shutoff, crashed or disk-snapshot",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><creationTime>1700000000</creationTime><state>sleeping</state></domainsnapshot>", Flags: Redefine,
		},
	}
	memoryManual = &Rule{
		ID: "memory-manual", Summary: "memory cannot be taken by hand",
		Doc:  "`manual` is for disks.",
		Text: "'manual' memory snapshot mode not supported", Category: XMLError, Source: inParser, Since: sinceManual,
		Advice:  "write no, internal or external",
		Example: Example{Document: "<domainsnapshot><memory snapshot='manual'/></domainsnapshot>"},
	}
	memoryFileUnused = &Rule{
		ID: "memory-file", Summary: "a file for the memory goes with external only",
		Doc:  "Also an empty `file` is a file for the parser.",
		Text: "memory filename '%s' requires external snapshot", Category: XMLError, Source: inParser, Since: sinceMemory,
		Advice:  "remove the attribute file, or write snapshot='external'",
		Example: Example{Document: "<domainsnapshot><memory snapshot='no' file='/ram'/></domainsnapshot>"},
	}
	memoryFileMissing = &Rule{
		ID: "memory-no-file", Summary: "external memory needs a file",
		Doc:  "libvirt makes up no name for it.",
		Text: "external memory snapshots require a filename", Category: XMLError, Source: inParser, Since: sinceMemory,
		Advice:  "add the attribute file with an absolute path",
		Example: Example{Document: "<domainsnapshot><memory snapshot='external'/></domainsnapshot>"},
	}
	memoryOffline = &Rule{
		ID: "memory-offline", Summary: "a snapshot of the disks alone has no memory",
		Doc: "In a redefinition the states `shutoff` and `disk-snapshot` are such snapshots. When a snapshot is taken with QEMU it is one with " +
			"`disk-only`, or if the guest is off.",
		Text: "memory state cannot be saved with offline or disk-only snapshot", Category: XMLError, Source: inParser, Since: sinceMemory,
		Advice: "write <memory snapshot='no'/>, or leave it out",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><creationTime>1</creationTime><state>shutoff</state><memory snapshot='internal'/></domainsnapshot>",
			Flags:    Redefine,
		},
	}
	memoryFileRelative = &Rule{
		ID: "memory-file-relative", Summary: "the file for the memory must have an absolute path",
		Doc:  "The schema also takes a path with a drive letter, the parser does not.",
		Text: "memory snapshot file path (%s) must be absolute", Category: XMLError, Source: inParser, Since: sinceMemory,
		Advice:  "write the path from the root",
		Example: Example{Document: "<domainsnapshot><memory file='ram.img'/></domainsnapshot>"},
	}
	snapshotRules = []*Rule{
		redefineName, redefineTime, redefineState, redefineStateValue, memoryManual, memoryFileUnused, memoryFileMissing, memoryOffline,
		memoryFileRelative,
	}

	diskName = &Rule{
		ID: "disk-needs-name", Summary: "a disk of a snapshot needs a name",
		Doc:  "The name is that of the disk in the guest, such as vda, or the path of its image. libvirt takes every child of <disks> for a disk, whatever it is called.",
		Text: "missing name from disk snapshot element", Category: InternalError, Source: inDisk,
		Advice:  "add the attribute name",
		Example: Example{Document: "<domainsnapshot><disks><disk snapshot='no'/></disks></domainsnapshot>"},
	}
	diskType = &Rule{
		ID: "disk-type", Summary: "an overlay cannot be a volume or a folder",
		Doc:  "The parser knows these types of storage, but not for snapshots.",
		Text: "unsupported disk snapshot type '%s'", Category: XMLError, Source: inDisk, Since: sinceDiskType,
		Advice:  "write file, block or network",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda' type='dir'/></disks></domainsnapshot>"},
	}
	diskDriver = &Rule{
		ID: "disk-format", Summary: "libvirt does not know the format of the overlay",
		Doc:  "The parser knows more formats than the schema, which asks for one that can have a backing file. QEMU makes qcow2 and qed only.",
		Text: "unknown disk snapshot driver '%s'", Category: ConfigUnsupported, Source: inDisk,
		Advice:  "write qcow2",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda'><driver type='luks'/></disk></disks></domainsnapshot>"},
	}
	diskPathRelative = &Rule{
		ID: "disk-path-relative", Summary: "the path of an overlay must be absolute",
		Doc:  "This holds for files and block devices.",
		Text: "disk snapshot image path '%s' must be absolute", Category: XMLError, Source: inDisk,
		Advice:  "write the path from the root",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda'><source file='vda.1'/></disk></disks></domainsnapshot>"},
	}
	diskRules = []*Rule{diskName, diskType, diskDriver, diskPathRelative}
)
