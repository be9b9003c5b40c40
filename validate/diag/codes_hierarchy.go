package diag

// Codes for sets of snapshots: what no single document shows.
const (
	// NotASnapshot: a document that holds no snapshot.
	NotASnapshot Code = "not-a-snapshot"
	// SnapshotUnnamed: a snapshot without a name has no place in a hierarchy.
	SnapshotUnnamed Code = "snapshot-unnamed"
	// SnapshotRepeated: two documents of one guest have the same name.
	SnapshotRepeated Code = "snapshot-repeated"
	// SnapshotOrphan: the parent of a snapshot is in none of the documents.
	SnapshotOrphan Code = "snapshot-orphan"
	// SnapshotOwnParent: a snapshot names itself as its parent.
	SnapshotOwnParent Code = "snapshot-own-parent"
	// SnapshotCycle: snapshots are each other's ancestors.
	SnapshotCycle Code = "snapshot-cycle"
	// SnapshotCurrentRepeated: more than one snapshot of a guest is the current one.
	SnapshotCurrentRepeated Code = "snapshot-current-repeated"
	// SnapshotNameCase: names differ in their case only.
	SnapshotNameCase Code = "snapshot-name-case"
	// SnapshotNameLineBreak: a name has a line break.
	SnapshotNameLineBreak Code = "snapshot-name-line-break"
	// SnapshotTime: a snapshot is older than its parent.
	SnapshotTime Code = "snapshot-time"
	// GuestsMixed: documents of one guest's name have several UUIDs.
	GuestsMixed Code = "guests-mixed"
	// GuestDiffers: the documents have another UUID than the guest.
	GuestDiffers Code = "guest-differs"
	// OverlayShared: two snapshots put an overlay into the same file.
	OverlayShared Code = "overlay-shared"
	// OverlayGap: the guest used an image that no snapshot above accounts for.
	OverlayGap Code = "overlay-gap"
	// ImageMissing: a file that a snapshot depends on is not there.
	ImageMissing Code = "image-missing"
)

// exampleSnapshot begins a document of an example: name, parent and time.
func exampleSnapshot(name, parent, time, more string) string {
	if parent != "" {
		parent = "<parent><name>" + parent + "</name></parent>"
	}
	return "<domainsnapshot><name>" + name + "</name><state>shutoff</state>" + parent +
		"<creationTime>" + time + "</creationTime>" + more + "</domainsnapshot>\n"
}

// exampleDomain is the definition of a guest with one disk.
func exampleDomain(uuid, image string) string {
	return "<domain type='kvm'><name>vm</name><uuid>" + uuid + "</uuid><devices>" +
		"<disk type='file'><source file='" + image + "'/><target dev='vda'/></disk></devices></domain>"
}

const (
	exampleUUID      = "6695eb01-f6a4-8304-79aa-97f2502e193f"
	exampleOtherUUID = "aaaaaaaa-6457-2c09-e56c-927cdf34e178"
)

var hierarchyCodes = []Entry{
	{
		Code:    NotASnapshot,
		Summary: "a document holds no snapshot",
		Doc: "A warning: the root element is neither `domainsnapshot` nor the `node` of libvirt's test driver with\n" +
			"snapshots in it. The document is left out, as a guest definition that lies beside the snapshots would be.",
		Example: Example{Snapshots: "<domain type='kvm'><name>vm</name></domain>\n"},
	},
	{
		Code:    SnapshotUnnamed,
		Summary: "a snapshot without a name has no place in a hierarchy",
		Doc: "libvirt makes up a name for a snapshot that is taken, but one that is put back must have its own. The\n" +
			"document is left out.",
		Example: Example{Snapshots: "<domainsnapshot><state>shutoff</state></domainsnapshot>\n"},
	},
	{
		Code:    SnapshotRepeated,
		Summary: "two snapshots of a guest have the same name",
		Doc: "The second document would replace the first one. The first one stays in the hierarchy, and the other place\n" +
			"is shown. It is a warning if both documents are the same to the byte: then one is enough.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", "") + exampleSnapshot("a", "", "2", "")},
	},
	{
		Code:    SnapshotOrphan,
		Summary: "the parent of a snapshot is in none of the documents",
		Doc: "libvirt refuses the redefinition of a snapshot whose parent it does not know, and the snapshots below it\n" +
			"are lost with it. Mostly the parent was deleted after the document had been written: libvirt then gave the\n" +
			"children to their grandparent, which an old dump does not say. Dump all snapshots again after each deletion.\n" +
			"Where that is not possible any more, `snapxml plan --reparent-orphans` makes roots of such snapshots, or\n" +
			"children of the snapshot that is named.",
		Example: Example{Snapshots: exampleSnapshot("b", "a", "1", "")},
	},
	{
		Code:    SnapshotOwnParent,
		Summary: "a snapshot names itself as its parent",
		Doc:     "Write the name of the snapshot that was current when this one was taken, or remove `<parent>` for a root.",
		Example: Example{Snapshots: exampleSnapshot("a", "a", "1", "")},
	},
	{
		Code:    SnapshotCycle,
		Summary: "snapshots are each other's ancestors",
		Doc: "None of them can be put back first. All members are shown; a tree is drawn as if the oldest were a root.\n" +
			"Write the true parent into one of them.",
		Example: Example{Snapshots: exampleSnapshot("a", "b", "1", "") + exampleSnapshot("b", "a", "1", "")},
	},
	{
		Code:    SnapshotCurrentRepeated,
		Summary: "more than one snapshot of a guest is the current one",
		Doc: "A guest has at most one current snapshot, which becomes the parent of the next one that is taken. libvirt's own\n" +
			"files mark it with `<active>1</active>`; only one of them may.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", "<active>1</active>") + exampleSnapshot("b", "a", "1", "<active>1</active>")},
	},
	{
		Code:    SnapshotNameCase,
		Summary: "the names of two snapshots differ in their case only",
		Doc: "A warning: QEMU's driver keeps each snapshot in a file with its name, so on a file system that ignores case\n" +
			"the second one replaces the first.",
		Example: Example{Snapshots: exampleSnapshot("base", "", "1", "") + exampleSnapshot("Base", "base", "1", "")},
	},
	{
		Code:    SnapshotNameLineBreak,
		Summary: "the name of a snapshot has a line break",
		Doc: "libvirt refuses such names for guests. For snapshots it does not, but no list of names shows them as they are,\n" +
			"so nothing that works with the lists of virsh can put them back. Take a line break out of the name, also\n" +
			"where children name the snapshot as their parent.",
		Example: Example{Snapshots: exampleSnapshot("a\nb", "", "1", "")},
	},
	{
		Code:    SnapshotTime,
		Summary: "a snapshot is older than its parent",
		Doc: "A warning: libvirt does not compare the times. It can be right where the clock of the host was set back, but\n" +
			"more often a name was given a second time, and the parent is not the one that is meant.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "2", "") + exampleSnapshot("b", "a", "1", "")},
	},
	{
		Code:    GuestsMixed,
		Summary: "documents of guests with one name have several UUIDs",
		Doc: "libvirt tells guests apart by their UUID and refuses a document with another. A guest that is defined from a\n" +
			"document without a UUID gets a new one each time, so documents from before and after do not go together.\n" +
			"In a tree it is a warning. `snapxml plan --rewrite-uuid` gives all documents the same UUID.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", exampleDomain(exampleUUID, "/a")) +
			exampleSnapshot("b", "", "1", exampleDomain(exampleOtherUUID, "/a"))},
	},
	{
		Code:    GuestDiffers,
		Summary: "the documents have another UUID than the guest",
		Option:  "--guest",
		Doc: "Reported by `snapxml plan --guest`: libvirt would refuse every one of the documents. Define the guest with\n" +
			"the UUID that the documents have, or write the guest's UUID into copies of them with `--rewrite-uuid`.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", exampleDomain(exampleUUID, "/a")), Guest: exampleDomain(exampleOtherUUID, "/a")},
	},
	{
		Code:    OverlayShared,
		Summary: "two snapshots put an overlay into the same file",
		Doc: "A warning: an external snapshot begins a new file, which what the guest writes from then on goes into. If\n" +
			"another snapshot names the same file, one of them is without its data.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", "<disks><disk name='vda' snapshot='external'><source file='/o'/></disk></disks>") +
			exampleSnapshot("b", "", "1", "<disks><disk name='vda' snapshot='external'><source file='/o'/></disk></disks>")},
	},
	{
		Code:    OverlayGap,
		Summary: "the guest used an image that no snapshot above accounts for",
		Doc: "A warning: below an external snapshot a disk is in the overlay of that snapshot, in one that a revert made,\n" +
			"or in an image further up. This one is in none of them, so a snapshot that lies between is probably missing\n" +
			"from the documents, or the disk was exchanged.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", "<disks><disk name='vda' snapshot='external'><source file='/o'/></disk></disks>"+
			exampleDomain(exampleUUID, "/base")) + exampleSnapshot("b", "a", "1", exampleDomain(exampleUUID, "/p"))},
	},
	{
		Code:    ImageMissing,
		Summary: "a file that a snapshot depends on is not there",
		Option:  "--check-files",
		Doc: "Reported with `--check-files` only, which looks for the files on the machine where snapxml runs: images, overlays\n" +
			"and saved memory. The snapshot can be put back, but a revert to it will fail.",
		Example: Example{Snapshots: exampleSnapshot("a", "", "1", exampleDomain(exampleUUID, "/no/such/file"))},
	},
}
