package libvirt

const (
	inCycles   = "src/conf/virdomainmomentobjlist.c: virDomainMomentCheckCycles"
	inRedefine = "src/conf/snapshot_conf.c: virDomainSnapshotRedefineValidate"
	inAlign    = "src/conf/snapshot_conf.c: virDomainSnapshotAlignDisks"
	inNames    = "src/conf/snapshot_conf.c: virDomainSnapshotDefAssignExternalNames"
)

// Rules of a redefinition.
var (
	parentSelf = &Rule{
		ID: "parent-self", Summary: "a snapshot cannot be its own parent",
		Doc: "Its parent is the snapshot that was current when it was taken.", Text: "cannot set moment %s as its own parent", Category: InvalidArg,
		Source: inCycles, Flags: Redefine, Advice: "name the parent, or leave <parent> out for a root",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>running</state><parent><name>s1</name></parent>" + redefinedRest, Flags: Redefine},
	}
	parentUnknown = &Rule{
		ID: "parent-unknown", Summary: "the parent is not there yet",
		Doc: "Parents must be redefined before their children. A guest that was defined anew, or moved to another host, has no snapshots at all; " +
			"`snapxml plan` puts a set of documents into the right order.",
		Text: "parent %s for moment %s not found", Category: InvalidArg, Source: inCycles, Flags: Redefine,
		Advice:  "redefine the parent first, or leave <parent> out for a root",
		Example: Example{Document: "<domainsnapshot><name>s2</name><state>running</state><parent><name>s1</name></parent>" + redefinedRest, Flags: Redefine},
	}
	parentCycle = &Rule{
		ID: "parent-cycle", Summary: "the snapshot would become a descendant of itself",
		Doc:  "This can only happen when a snapshot that is there already is given another parent. Before 5.2.0 libvirt could get into an endless loop here.",
		Text: "parent %s would create cycle to %s", Category: InvalidArg, Source: inCycles, Flags: Redefine, Advice: "name a parent that does not descend from it",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>running</state><parent><name>s2</name></parent>" + redefinedRest, Flags: Redefine,
			Existing: []string{"<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest, "<domainsnapshot><name>s2</name><state>running</state><parent><name>s1</name></parent>" + redefinedRest},
		},
	}
	redefineDiskOnly = &Rule{
		ID: "redefine-disk-only", Summary: "with flag disk-only the state must be disk-snapshot",
		Doc: "The flag says the same as the state.", Text: "disk-only flag for snapshot %s requires disk-snapshot state", Category: InvalidArg,
		Source: inRedefine, Flags: Redefine | DiskOnly, Drivers: []Driver{QEMU}, Advice: "leave out the flag, or write the state disk-snapshot",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest, Flags: Redefine | DiskOnly},
	}
	redefineUUID = &Rule{
		ID: "redefine-uuid", Summary: "the document is about another guest",
		Doc: "The UUID in <domain> must be that of the guest; the name is not compared. A guest that is defined without a UUID gets a new one each time, and " +
			"so does a definition in a document that has none. The short form <domain><uuid/></domain> is not compared, but does not do for a new snapshot.",
		Text: "definition for snapshot %s must use uuid %s", Category: InvalidArg, Source: inRedefine, Flags: Redefine,
		Advice: "define the guest with the UUID that the document has, or write the guest's UUID into <domain> and <inactiveDomain>",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest, Flags: Redefine,
			Guest: "<domain type='kvm'><name>test</name><uuid>aaaaaaaa-6457-2c09-e56c-927cdf34e178</uuid></domain>",
		},
	}
	redefineOnline = &Rule{
		ID: "redefine-online", Summary: "a redefinition cannot change whether the guest was running",
		Doc:  "The states running and paused can be exchanged for each other, as can the others.",
		Text: "cannot change between online and offline snapshot state in snapshot %s", Category: InvalidArg, Source: inRedefine, Flags: Redefine,
		Advice: "keep the state, or delete the old description first",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>shutoff</state>" + redefinedRest, Flags: Redefine, Existing: []string{"<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest},
		},
	}
	redefineKind = &Rule{
		ID: "redefine-kind", Summary: "a redefinition cannot change whether only disks were taken",
		Doc: "The state disk-snapshot cannot be exchanged for another.", Text: "cannot change between disk only and full system in snapshot %s",
		Category: InvalidArg, Source: inRedefine, Flags: Redefine, Advice: "keep the state, or delete the old description first",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>disk-snapshot</state>" + redefinedRest, Flags: Redefine, Existing: []string{"<domainsnapshot><name>s1</name><state>shutoff</state>" + redefinedRest},
		},
	}
	redefineABI = &Rule{
		ID: "redefine-abi", Summary: "a redefinition cannot change what the guest sees of its machine",
		Doc: "The new definition must describe the same machine as the old one: memory, processors, the kind of machine, devices and their addresses. " +
			"libvirt names the first difference.",
		Text: "Target … does not match source …", Category: ConfigUnsupported, Source: "src/conf/domain_conf.c: virDomainDefCheckABIStability",
		Flags: Redefine, Advice: "keep the guest definition, or leave <domain> out so that the old one is kept",
		Example: Example{
			Domain: "<memory>1024</memory><vcpu>4</vcpu><os><type arch='i686'>hvm</type></os>", Flags: Redefine, Driver: Test,
			Existing: []string{guestOpen + "<domain type='test'><name>" + exampleName + "</name><uuid>" + exampleUUID + "</uuid><memory>1024</memory>" +
				"<vcpu>2</vcpu><os><type arch='i686'>hvm</type></os></domain>" + guestClose},
		},
	}
	redefineRules = []*Rule{
		parentSelf, parentUnknown, parentCycle, redefineDiskOnly, redefineUUID, redefineOnline, redefineKind, redefineABI,
	}
)

// Rules about the disks of a snapshot and those of its guest.
var (
	domainMissing = &Rule{
		ID: "redefine-needs-domain", Summary: "a new snapshot needs the whole guest definition",
		Doc: "A <domain> without the attribute type is taken for the short form that libvirt before 0.9.5 wrote; only a snapshot that is there already can " +
			"be redefined with it, and keeps its definition then.",
		Text: "missing domain in snapshot", Category: InternalError, Source: inAlign, Flags: Redefine,
		Advice: "put the guest definition into <domain type='…'>, as snapshot-dumpxml --security-info prints it",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>running</state><creationTime>1</creationTime></domainsnapshot>", Flags: Redefine,
		},
	}
	disksTooMany = &Rule{
		ID: "disks-too-many", Summary: "the snapshot has more disks than the guest",
		Doc: "In a redefinition the guest is that of the document's <domain>.", Text: "too many disk snapshot requests for domain",
		Category: ConfigUnsupported, Source: inAlign, Advice: "remove the disks that the guest does not have",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>" + "running" + "</state><disks>" + "<disk name='vda'/><disk name='vdb'/>" + "</disks>" + redefinedRest, Flags: Redefine},
	}
	diskUnknown = &Rule{
		ID: "disk-unknown", Summary: "the guest has no such disk",
		Doc:  "A name is that of the target, such as vda, or the whole path of the image. A path that two disks share names neither.",
		Text: "no disk named '%s'", Category: ConfigUnsupported, Source: inAlign, Advice: "name one of the guest's disks",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>" + "running" + "</state><disks>" + "<disk name='vdz'/>" + "</disks>" + redefinedRest, Flags: Redefine},
	}
	diskNoTarget = &Rule{
		ID: "disk-no-target", Summary: "libvirt crashes on a disk without a target",
		Doc: "The parser lets a guest's disk without `<target dev='…'/>` pass, and libvirt compares its name with that of a disk of the snapshot without " +
			"looking whether there is one. With libvirt 9.0.0 this ends the whole daemon. There is no text.",
		Text: "", Category: Bare, Source: "src/conf/domain_conf.c: virDomainDiskIndexByName", Advice: "add <target dev='…'/> to the guest's disk",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>running</state><creationTime>1</creationTime><disks><disk name='vda'/></disks>" +
				"<domain type='test'><name>test</name><uuid>" + exampleUUID + "</uuid><memory>1</memory><os><type>hvm</type></os><devices>" +
				"<disk><source file='/a'/></disk></devices></domain></domainsnapshot>",
			Flags: Redefine,
		},
	}
	diskTwice = &Rule{
		ID: "disk-twice", Summary: "a disk stands twice in the snapshot",
		Doc: "Once by its target and once by its path is twice, too.", Text: "disk '%s' specified twice", Category: ConfigUnsupported, Source: inAlign,
		Advice: "remove one of them",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>running</state><creationTime>1</creationTime><disks><disk name='vda'/><disk name='/a'/></disks>" +
				"<domain type='test'><name>test</name><uuid>" + exampleUUID + "</uuid><memory>1</memory><os><type>hvm</type></os><devices>" +
				"<disk><source file='/a'/><target dev='vda'/></disk><disk><source file='/b'/><target dev='vdb'/></disk></devices></domain></domainsnapshot>",
			Flags: Redefine,
		},
	}
	diskMode = &Rule{
		ID: "disk-mode", Summary: "all disks of an internal snapshot are internal",
		Doc: "Unless the state is disk-snapshot, the memory external, or one disk external, a snapshot is inside of the images, and then all disks take part. " +
			"A disk can only stay out if the guest's own definition says snapshot='no' for it. The test driver asks this also when a snapshot is taken.",
		Text: "disk '%s' must use snapshot mode '%s'", Category: ConfigUnsupported, Source: inAlign,
		Advice: "write snapshot='internal', or leave the disk out", Example: Example{Document: "<domainsnapshot><name>s1</name><state>" + "running" + "</state><disks>" + "<disk name='vda' snapshot='no'/>" + "</disks>" + redefinedRest, Flags: Redefine},
	}
	diskFileUnused = &Rule{
		ID: "disk-file", Summary: "an overlay is for external snapshots only",
		Doc: "A disk that is internal, or not taken at all, has no file of its own.", Text: "file '%s' for disk '%s' requires use of external snapshot mode",
		Category: ConfigUnsupported, Source: inAlign, Advice: "remove <source>, or write snapshot='external'",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>" + "disk-snapshot" + "</state><disks>" + "<disk name='vda' snapshot='no'><source file='/x'/></disk>" + "</disks>" + redefinedRest, Flags: Redefine},
	}
	overlayKind = &Rule{
		ID: "overlay-kind", Summary: "only overlays in files can be given a name by libvirt",
		Doc: "A block device or a place on the network must be named.", Text: "cannot generate external snapshot name for disk '%s' on a '%s' device",
		Category: ConfigUnsupported, Source: inNames, Advice: "add <source>",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>" + "disk-snapshot" + "</state><disks>" + "<disk name='vda' type='block'/>" + "</disks>" + redefinedRest, Flags: Redefine},
	}
	overlaySource = &Rule{
		ID: "overlay-source", Summary: "an overlay cannot be named after a disk without an image",
		Doc:  "libvirt names overlays after the image. A drive without a medium is not taken unless the document asks for it.",
		Text: "cannot generate external snapshot name for disk '%s' without source", Category: ConfigUnsupported, Source: inNames,
		Advice: "add <source>, or write snapshot='no'",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>disk-snapshot</state><creationTime>1</creationTime><disks><disk name='vda' snapshot='external'/></disks>" +
				"<domain type='test'><name>test</name><uuid>" + exampleUUID + "</uuid><memory>1</memory><os><type>hvm</type></os><devices>" +
				"<disk><target dev='vda'/></disk></devices></domain></domainsnapshot>",
			Flags: Redefine,
		},
	}
	overlayImage = &Rule{
		ID: "overlay-image", Summary: "whether libvirt can name the overlay turns on the image on the host",
		Doc: "libvirt puts an overlay without a path beside the image, and asks that the image is a regular file on the host. On a host that does not have it, " +
			"which is usual where a snapshot is redefined, it refuses the document. Name the overlay with <source>, then nothing is looked up.",
		Text: "source for disk '%s' is not a regular file; refusing to generate external snapshot name", Category: ConfigUnsupported, Source: inNames,
		Advice: "add <source file='…'/> with the path of the overlay", Host: "whether the disk's image is a regular file on the host",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>" + "disk-snapshot" + "</state><disks>" + "<disk name='vda'/>" + "</disks>" + redefinedRest, Flags: Redefine},
	}
	overlayCollision = &Rule{
		ID: "overlay-collision", Summary: "two overlays would get the same name",
		Doc: "The images differ in their suffix only.", Text: "cannot generate external snapshot name for disk '%s': collision with disk '%s'",
		Category: ConfigUnsupported, Source: inNames, Advice: "add <source> to one of them",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>disk-snapshot</state><creationTime>1</creationTime><domain type='test'><name>test</name><uuid>" +
				exampleUUID + "</uuid><memory>1</memory><os><type>hvm</type></os><devices><disk><source file='/a.img'/><target dev='vda'/></disk>" +
				"<disk><source file='/a.qcow2'/><target dev='vdb'/></disk></devices></domain></domainsnapshot>",
			Flags: Redefine,
		},
	}
	alignRules = []*Rule{
		domainMissing, disksTooMany, diskUnknown, diskNoTarget, diskTwice, diskMode, diskFileUnused, overlayKind, overlaySource, overlayImage, overlayCollision,
	}
)
