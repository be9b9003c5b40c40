package libvirt

import "strings"

// A FlagInfo documents one flag.
type FlagInfo struct {
	Flag  Flags
	Name  string  // as a name on the command line, which is virsh's option
	Const string  // libvirt's constant
	Since Release // release that brought it
	Doc   string  // Markdown: what it asks for

	Requires Flags // flags that must come with it
	Excludes Flags // flags that must not
	// Drivers that take it, the others refuse it.
	Drivers []Support
}

// A Support says since when, and how, a driver takes a flag.
type Support struct {
	Driver Driver
	Since  Release
	Note   string // what it means there, if that is not what it says
}

// short is the name of the constant without its prefix, in the manner of the
// command line.
func (i FlagInfo) short() string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(i.Const, flagPrefix), "_", "-"))
}

// FlagTable is all flags in the order of their values
// (include/libvirt/libvirt-domain-snapshot.h; the drivers' virCheckFlags).
func FlagTable() []FlagInfo { return flagTable }

var flagTable = []FlagInfo{
	{
		Flag: Redefine, Name: "redefine", Const: flagPrefix + "REDEFINE", Since: Release{0, 9, 5},
		Doc: "Takes no snapshot, but puts back the description of one, or changes it: after a guest was moved to another host or defined " +
			"anew. The document must hold what libvirt otherwise fills in, as `snapshot-dumpxml` prints it.",
		Excludes: NoMetadata | Halt,
		Drivers:  []Support{{Driver: QEMU, Since: Release{0, 9, 5}}, {Driver: Test, Since: Release{1, 1, 4}}, {Driver: VBox, Since: Release{1, 2, 5}}},
	},
	{
		Flag: Current, Name: "current", Const: flagPrefix + "CURRENT", Since: Release{0, 9, 5},
		Doc:      "Makes the redefined snapshot the current one, the one that the next snapshot will be a child of.",
		Requires: Redefine,
		Drivers:  []Support{{Driver: QEMU, Since: Release{0, 9, 5}}, {Driver: Test, Since: Release{1, 1, 4}}, {Driver: VBox, Since: Release{1, 2, 5}}},
	},
	{
		Flag: NoMetadata, Name: "no-metadata", Const: flagPrefix + "NO_METADATA", Since: Release{0, 9, 5},
		Doc:      "Takes the snapshot, but keeps no description of it: libvirt will not list it, nor can it revert to it.",
		Excludes: Redefine,
		Drivers: []Support{
			{Driver: QEMU, Since: Release{0, 9, 5}},
			{Driver: ESX, Since: Release{0, 9, 5}, Note: "means nothing: this driver keeps no descriptions"},
			{Driver: VBox, Since: Release{0, 9, 5}, Note: "means nothing: VirtualBox keeps the descriptions itself"},
		},
	},
	{
		Flag: Halt, Name: "halt", Const: flagPrefix + "HALT", Since: Release{0, 9, 5},
		Doc:      "Leaves the guest switched off when the snapshot is taken. The guest must be a permanent one.",
		Excludes: Redefine,
		Drivers:  []Support{{Driver: QEMU, Since: Release{0, 9, 5}}, {Driver: Test, Since: Release{1, 1, 4}}},
	},
	{
		Flag: DiskOnly, Name: "disk-only", Const: flagPrefix + "DISK_ONLY", Since: Release{0, 9, 5},
		Doc: "Takes the disks only, not the memory of a running guest: what is on the disks afterwards is what a power failure would have left. " +
			"Together with `redefine` the document's state must be `disk-snapshot`.",
		Drivers: []Support{{Driver: QEMU, Since: Release{0, 9, 5}}, {Driver: ESX, Since: Release{0, 10, 0}}},
	},
	{
		Flag: ReuseExt, Name: "reuse-external", Const: flagPrefix + "REUSE_EXT", Since: Release{0, 9, 10},
		Doc:     "The overlay files that the document names exist already and are used as they are; without it libvirt creates them.",
		Drivers: []Support{{Driver: QEMU, Since: Release{0, 9, 10}}},
	},
	{
		Flag: Quiesce, Name: "quiesce", Const: flagPrefix + "QUIESCE", Since: Release{0, 9, 10},
		Doc: "Has the guest agent freeze the guest's file systems while the snapshot is taken. With QEMU it needs `disk-only`.",
		Drivers: []Support{
			{Driver: QEMU, Since: Release{0, 9, 10}},
			{Driver: Test, Since: Release{1, 1, 4}, Note: "means nothing"},
			{Driver: ESX, Since: Release{0, 10, 0}},
		},
	},
	{
		Flag: Atomic, Name: "atomic", Const: flagPrefix + "ATOMIC", Since: Release{0, 9, 11},
		Doc:     "Takes the snapshot of all disks or of none.",
		Drivers: []Support{{Driver: QEMU, Since: Release{0, 9, 11}}, {Driver: Test, Since: Release{1, 1, 4}, Note: "means nothing"}},
	},
	{
		Flag: Live, Name: "live", Const: flagPrefix + "LIVE", Since: Release{1, 0, 1},
		Doc: "Keeps the guest running while its memory is written to a file. With QEMU the guest must be running, the memory external, and " +
			"`redefine` not among the flags.",
		Drivers: []Support{{Driver: QEMU, Since: Release{1, 0, 1}}, {Driver: Test, Since: Release{1, 1, 4}, Note: "means nothing"}},
	},
	{
		Flag: Validate, Name: "validate", Const: flagPrefix + "VALIDATE", Since: Release{5, 6, 0},
		Doc: "Checks the document against libvirt's schema before it is parsed. Without it names that are not in the schema are dropped in silence.",
		Drivers: []Support{
			{Driver: QEMU, Since: Release{5, 6, 0}}, {Driver: Test, Since: Release{5, 6, 0}}, {Driver: ESX, Since: Release{5, 6, 0}},
			{Driver: VBox, Since: Release{5, 6, 0}}, {Driver: VZ, Since: Release{5, 6, 0}},
		},
	},
}
