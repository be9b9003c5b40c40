package domainsnapshot

// Snapshot is the whole document: one saved point in the life of one guest. Its
// children may come in any order, each at most once. The root has no namespace,
// no attributes and no text. libvirt passes over a child it does not know
// without a word, so a misspelt name loses what it was meant to say; the flag
// `VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE` checks the document first.
//
//schema:element domainsnapshot
//schema:order interleave
//schema:since 0.8.0
type Snapshot struct {
	// Name is what the snapshot is called, unique within its guest.
	//
	// At creation: a snapshot that is given a name bears that very name; for
	// one that is not, libvirt makes the name of the moment of creation, in
	// seconds since the Epoch. An empty element counts as none, and white space
	// is part of the name. A name that the guest already uses is refused
	// ("domain moment … already exists"). The QEMU driver also refuses names
	// with a slash or with a dot in front, unless no metadata is kept, because
	// the name becomes the name of a file.
	//
	// At redefinition: required ("a redefined snapshot must have a name"). If
	// the guest has a snapshot of that name it is replaced in its place in the
	// tree and keeps its children.
	//
	// Choose names with a letter in them: a name of digits alone is easily
	// taken for the number of a snapshot inside a qcow2 image.
	//
	//schema:since 0.8.0
	//schema:access create
	//schema:redefine required
	Name *string `xml:"name"`

	// Description is free text for people: why the snapshot was taken, what
	// state the guest's software was in. Without it the snapshot has no
	// description, and a dump leaves the element out. Escape `&` and `<` here
	// as everywhere in XML; text that a program pastes in without escaping is
	// the commonest reason for a document that does not parse.
	//
	//schema:since 0.8.0
	//schema:access create
	//schema:redefine read
	Description *string `xml:"description"`

	// State is the run state of the guest at the moment the snapshot was taken.
	// Reverting to the snapshot leaves the guest in this state unless a flag of
	// the revert call asks for another.
	//
	// At creation it is not even looked at: libvirt knows the state of the
	// guest. At redefinition it is required ("missing state from existing
	// snapshot"), and when it replaces a snapshot of the same name it may
	// neither turn a running or paused state into another or back, nor
	// `disk-snapshot` into another state or back.
	//
	//schema:since 0.8.0
	//schema:access readonly
	//schema:redefine required
	State *State `xml:"state"`

	// Parent is the snapshot that was current when this one was taken: the
	// older neighbour in the tree. A snapshot without a parent is a root, of
	// which a guest may have several.
	//
	//schema:since 0.8.0
	//schema:access readonly
	//schema:redefine read
	Parent *Parent `xml:"parent"`

	// CreationTime is when the snapshot was taken, in seconds since the Epoch,
	// 1970-01-01 00:00:00 UTC.
	//
	// The schema takes any text. libvirt's parser takes a decimal number of 64
	// bits with a sign: blanks and zeros in front of it are allowed, while a
	// blank behind it, a fraction, a date or a hexadecimal number is not. At
	// creation the element is ignored; at redefinition it is required, and one
	// that is missing or does not parse gives the same error ("missing
	// creationTime from existing snapshot"). Nobody compares it with the time
	// of the parent.
	//
	//schema:since 0.8.0
	//schema:access readonly
	//schema:redefine required
	CreationTime *string `xml:"creationTime"`

	// Memory says where the guest's memory goes or went: nowhere, into a disk
	// image, or into a file of its own.
	//
	// It is read at creation already, together with [Snapshot.Disks]; left out,
	// the driver chooses. At redefinition a missing element means `no` for a
	// snapshot of a guest that was off or of its disks alone, `internal` for
	// all others. A snapshot in state `shutoff` or `disk-snapshot` cannot have
	// memory ("memory state cannot be saved with offline or disk-only
	// snapshot").
	//
	//schema:since 1.0.1
	//schema:access create
	//schema:redefine read
	Memory Memory `xml:"memory,omitempty"`

	// Disks says what happens to each disk of the guest. A disk that is left
	// out is not excluded: libvirt adds it, with the mode that the guest's own
	// definition of the disk or the kind of the snapshot calls for. In a dump
	// all disks are listed.
	//
	//schema:since 0.9.5
	//schema:access create
	//schema:redefine read
	Disks *Disks `xml:"disks"`

	// RevertDisks records the overlays that the QEMU driver made when the guest
	// was reverted to this external snapshot. They have the form of
	// [Snapshot.Disks] and tell libvirt what the guest has written to since, so
	// that a further revert can start from fresh overlays. The record goes away
	// when another snapshot becomes current. Ignored at creation.
	//
	//schema:since 9.7.0
	//schema:access readonly
	//schema:redefine read
	RevertDisks *Disks `xml:"revertDisks"`

	// Domain is the guest that the snapshot was taken of, and since 0.9.5 its
	// whole definition at that moment. Reverting brings the guest back to this
	// definition, so it must be known for every snapshot.
	//
	// At creation libvirt ignores what the document says and writes down the
	// definition itself; sending it only risks carrying secrets about. At
	// redefinition the full form is needed for every name that the guest does
	// not know yet ("missing domain in snapshot"); for a name it knows, the
	// stored definition stays if the document brings none.
	//
	//schema:since 0.8.0
	//schema:access readonly
	//schema:redefine read
	Domain Domain `xml:"domain,omitempty"`

	// InactiveDomain is the persistent definition of a guest that was running
	// with a different one: the definition that its next start would have used.
	// Reverting restores both. It is a full guest definition under another
	// name; [Snapshot.Domain] then describes the running guest.
	//
	//schema:since 5.8.0
	//schema:access readonly
	//schema:redefine read
	InactiveDomain *DomainDefinition `xml:"inactiveDomain"`

	// Cookie holds notes that a driver makes for itself, such as the exact
	// model of processor that QEMU ran with. Keep it as it is when a snapshot
	// is moved. It is read at redefinition for a snapshot of a running or
	// paused guest, by drivers that write one.
	//
	//schema:since 3.5.0
	//schema:access readonly
	//schema:redefine read
	Cookie *Cookie `xml:"cookie"`

	// Active marks the current snapshot in the files that libvirt keeps for
	// itself. It does not appear in a dump, and creation and redefinition
	// ignore it: use the flag `VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT`. Where
	// libvirt loads its own files it must be there, with `1` in one snapshot of
	// a guest at most.
	//
	//schema:since 0.8.0
	//schema:access internal
	//schema:redefine ignored
	Active *Active `xml:"active"`
}

// Parent names the parent and holds nothing else.
type Parent struct {
	// Name is the name of the parent, a snapshot of the same guest.
	//
	// At redefinition the parent must be there first ("parent … for moment …
	// not found"), may not be the snapshot itself and may not make a circle. So
	// redefine from the roots outwards: the order of names or files is not that
	// order, while `virsh snapshot-list --topological` is. libvirt reads only
	// this element; an empty parent, or one with the name as its text or
	// attribute, silently makes a root.
	//
	//schema:since 0.8.0
	//schema:access readonly
	//schema:redefine read
	Name string `xml:"name"`
}

// Active is a truth value: the schema allows the two digits, libvirt's parser
// any number.
//
//schema:since 0.9.5
type Active string

// Whether a snapshot is the current one.
const (
	// ActiveNo means that another snapshot is current, or none.
	ActiveNo Active = "0"
	// ActiveYes means that this is the guest's current snapshot.
	ActiveYes Active = "1"
)
