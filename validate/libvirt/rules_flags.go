package libvirt

// Rules about flags, and about documents before they are parsed.
var (
	flagsCurrent = &Rule{
		ID: "flags-current", Summary: "flag current only goes with redefine",
		Doc:  "The snapshot that was taken last is the current one by itself; only for a redefinition it has to be said.",
		Text: "Flag 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' is required by flag 'VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT'", Category: Bare,
		Source: "src/libvirt-domain-snapshot.c: virDomainSnapshotCreateXML", Since: Release{0, 9, 5}, Flags: Current,
		Advice:  "leave out current, or add redefine",
		Example: Example{Document: "<domainsnapshot/>", Flags: Current},
	}
	flagsNoMetadata = &Rule{
		ID: "flags-no-metadata", Summary: "flags redefine and no-metadata exclude each other",
		Doc:  "A redefinition is nothing but metadata.",
		Text: "Flags 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' and 'VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA' are mutually exclusive", Category: Bare,
		Source: "src/libvirt-domain-snapshot.c: virDomainSnapshotCreateXML", Since: Release{0, 9, 5}, Flags: Redefine | NoMetadata,
		Advice:  "leave out one of them",
		Example: Example{Document: "<domainsnapshot/>", Flags: Redefine | NoMetadata},
	}
	flagsHalt = &Rule{
		ID: "flags-halt", Summary: "flags redefine and halt exclude each other",
		Doc: "A redefinition takes no snapshot behind which the guest could be switched off. Mind that `virsh snapshot-create --redefine --halt` does " +
			"not show this text: it takes the refusal for that of an old server, redefines without the flag, and then destroys the running guest.",
		Text: "Flags 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' and 'VIR_DOMAIN_SNAPSHOT_CREATE_HALT' are mutually exclusive", Category: Bare,
		Source: "src/libvirt-domain-snapshot.c: virDomainSnapshotCreateXML", Since: Release{1, 2, 16}, Flags: Redefine | Halt,
		Advice:  "leave out halt",
		Example: Example{Document: "<domainsnapshot/>", Flags: Redefine | Halt},
	}
	driverNoCall = &Rule{
		ID: "driver-no-snapshots", Summary: "the driver cannot create snapshots in this release",
		Doc:  "The function came to this driver later.",
		Text: "virDomainSnapshotCreateXML", Category: NoSupport,
		Source: "src/libvirt-domain-snapshot.c: virDomainSnapshotCreateXML", Advice: "use a newer libvirt",
		Example: Example{Document: "<domainsnapshot/>", Driver: Test, Release: Release{1, 0, 0}},
	}
	flagsUnsupported = &Rule{
		ID: "flags-unsupported", Summary: "the driver does not know a flag",
		Doc:  "Each driver lists the flags that it knows, and refuses all others before it looks at the document. The number is that of the flags that are too many.",
		Text: "unsupported flags (0x%x) in function %s", Category: Bare,
		Source: "src/internal.h: virCheckFlags", Advice: "leave out the flags that the driver or the release does not know",
		Example: Example{Document: "<domainsnapshot/>", Driver: Test, Flags: DiskOnly},
	}
	flagsQuiesce = &Rule{
		ID: "flags-quiesce", Summary: "with QEMU flag quiesce needs disk-only",
		Doc:  "A snapshot that holds the memory is consistent without the help of the guest.",
		Text: "Flag 'VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY' is required by flag 'VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE'", Category: Bare,
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotCreateXML", Drivers: []Driver{QEMU}, Flags: Quiesce,
		Advice:  "add disk-only",
		Example: Example{Document: "<domainsnapshot/>", Flags: Quiesce},
	}
	flagsLive = &Rule{
		ID: "flags-live", Summary: "with QEMU flags live and redefine exclude each other",
		Doc:  "A redefinition does not touch the guest.",
		Text: "Flags 'VIR_DOMAIN_SNAPSHOT_CREATE_LIVE' and 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' are mutually exclusive", Category: Bare,
		Source: "src/qemu/qemu_snapshot.c: qemuSnapshotCreateXML", Drivers: []Driver{QEMU}, Flags: Live | Redefine,
		Advice:  "leave out live",
		Example: Example{Document: "<domainsnapshot/>", Flags: Live | Redefine},
	}
	flagRules = []*Rule{flagsCurrent, flagsNoMetadata, flagsHalt, driverNoCall, flagsUnsupported, flagsQuiesce, flagsLive}

	notWellFormed = &Rule{
		ID: "not-well-formed", Summary: "libvirt cannot parse what is not well-formed",
		Doc: "libvirt reports the first fault with libxml2's words, the line it stands in and a mark below. Texts are foretold for the faults that " +
			"people make; for others only the beginning is.",
		Text: "(domain_snapshot):%d: %s", Category: Bare,
		Source: "src/util/virxml.c: catchXMLError", Advice: "mend the XML",
		Example: Example{Document: "<domainsnapshot>\n<name>a & b</name>\n</domainsnapshot>"},
	}
	rootName = &Rule{
		ID: "root-element", Summary: "the document is not a domainsnapshot",
		Doc:  "The name must be exact, capitals included. A namespace is not looked at, but then libvirt does not find the children.",
		Text: "expecting root element of 'domainsnapshot', not '%s'", Category: XMLError,
		Source: "src/util/virxml.c: virXMLParseHelper", Advice: "name the root element domainsnapshot",
		Example: Example{Document: "<snapshot/>"},
	}
	schemaInvalid = &Rule{
		ID: "schema-invalid", Summary: "flag validate asks that the document is valid, and it is not",
		Doc:  "libvirt puts what libxml2 says of the schema behind its own text, without line numbers. This tool says where the fault is.",
		Text: "Unable to validate doc against %s", Category: XMLInvalidSchema,
		Source: "src/util/virxml.c: virXMLValidateAgainstSchema", Since: Release{5, 6, 0}, Flags: Validate,
		Advice:  "mend what the schema finds, or leave out validate",
		Example: Example{Document: "<domainsnapshot><descripton/></domainsnapshot>", Flags: Validate, Invalid: true},
	}
	documentRules = []*Rule{notWellFormed, rootName, schemaInvalid}
)
