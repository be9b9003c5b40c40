package libvirt

// What libvirt does without a word. These are warnings, whatever the verdict.
var (
	silentDropped = &Rule{
		ID: "silently-dropped", Anywhere: true, Summary: "libvirt drops an element or attribute without a word",
		Doc: "The parser asks for what it knows and does not see the rest, so that a misspelt name is as good as none. The schema finds it, and with the " +
			"flag validate so does libvirt.",
		Source: inParser, Advice: "mend the name or the place",
		Example: Example{Document: "<domainsnapshot><descripton>before the upgrade</descripton></domainsnapshot>"},
	}
	silentRepeated = &Rule{
		ID: "silently-repeated", Anywhere: true, Summary: "libvirt takes the first of several elements",
		Doc: "The others are dropped without a word.", Source: inParser, Advice: "remove all but one",
		Example: Example{Document: "<domainsnapshot><name>a</name><name>b</name></domainsnapshot>"},
	}
	silentCreate = &Rule{
		ID: "create-ignores", Anywhere: true, Summary: "libvirt fills in the element itself when it takes a snapshot",
		Doc: "State, time, parent and guest definition of a new snapshot are those of the moment. A document from `snapshot-dumpxml` without the flag redefine " +
			"takes a new snapshot instead of putting an old one back.",
		Source: inParser, Advice: "remove the element, or use the flag redefine",
		Example: Example{Document: "<domainsnapshot><name>s1</name><state>shutoff</state></domainsnapshot>"},
	}
	silentName = &Rule{
		ID: "vz-name", Summary: "Virtuozzo gives snapshots names of its own",
		Doc: "They are UUIDs. The description is kept.", Source: "src/vz/vz_driver.c: vzDomainSnapshotCreateXML", Drivers: []Driver{VZ}, Advice: "remove <name>",
		Example: Example{Document: "<domainsnapshot><name>s1</name></domainsnapshot>", Driver: VZ},
	}
	silentActive = &Rule{
		ID: "redefine-active", Summary: "a redefinition does not look at <active>",
		Doc: "It is for the files that libvirt keeps itself. The flag current makes a redefined snapshot the current one.", Source: inParser, Flags: Redefine,
		Advice: "remove the element, and use the flag current", Example: Example{Snapshot: "<active>1</active>", Flags: Redefine},
	}
	silentParent = &Rule{
		ID: "parent-without-name", Summary: "a parent without a name makes the snapshot a root",
		Doc: "The name must be an element; text or an attribute is not looked at.", Source: inParser, Flags: Redefine,
		Advice: "write <parent><name>…</name></parent>", Example: Example{Snapshot: "<parent>s0</parent>", Flags: Redefine},
	}
	silentShort = &Rule{
		ID: "domain-short", Summary: "the short form of <domain> is not looked at",
		Doc:    "Before 0.9.5 libvirt kept only the guest's UUID. In a redefinition of a snapshot that is there the stored definition stays; the UUID is not compared.",
		Source: inParser, Flags: Redefine, Advice: "put the whole guest definition into <domain type='…'>",
		Example: Example{
			Document: "<domainsnapshot><name>s1</name><state>running</state><creationTime>1</creationTime><domain><uuid>" + exampleUUID + "</uuid></domain></domainsnapshot>",
			Flags:    Redefine, Existing: []string{"<domainsnapshot><name>s1</name><state>running</state>" + redefinedRest},
		},
	}
	silentNew = &Rule{
		ID: "too-new", Anywhere: true, Summary: "a part of the document came with a later release",
		Doc: "An older libvirt does not look at it.", Source: inParser, Advice: "remove it, or use a newer libvirt",
		Example: Example{Document: "<domainsnapshot><memory snapshot='no'/></domainsnapshot>", Release: Release{0, 9, 5}},
	}
	silentRules = []*Rule{silentDropped, silentRepeated, silentCreate, silentName, silentActive, silentParent, silentShort, silentNew}
)
