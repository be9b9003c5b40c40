package hierarchy

import (
	"cmp"
	"strings"
	"time"

	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// A Snapshot is what a document says about one snapshot, as far as hierarchies
// are concerned, and its place in the tree.
type Snapshot struct {
	Name        string
	ParentName  string // as the document has it; "" for a root
	State       string
	Description string
	Created     int64 // seconds since 1970-01-01 UTC
	Timed       bool  // Created is known
	Active      bool  // <active> marks it as the current one (QEMU's own files, node files)
	Guest       Guest
	Files       []File

	// Parent and Children are set by [NewSet]. Children are in the order in
	// which virsh lists them.
	Parent   *Snapshot
	Children []*Snapshot

	Document *Document
	Range    source.Range // of the snapshot in the document's file

	marked   bool // <active> says something, whatever it is
	embedded bool // the element is part of a larger document
	tag      source.Range
	space    []string // declarations of namespaces above an embedded element
	at       places
}

// places are where the parts of a snapshot stand in its file. What is not
// there has the place of the root element's name. Around is the UUID of the
// domain of a node that an embedded snapshot is in; empty for none.
type places struct{ name, parent, time, active, uuid, around source.Range }

// Time is the time of creation in UTC.
func (s *Snapshot) Time() time.Time { return time.Unix(s.Created, 0).UTC() }

// A Guest tells whose snapshot a document describes.
type Guest struct {
	UUID string `json:"uuid"` // 36 lower-case characters where it is one, else as written; "" if the document has none
	Name string `json:"name"`
}

// uuidOr is a UUID in the form in which libvirt writes it, or the text itself
// if it is none.
func uuidOr(text string) string { return cmp.Or(libvirt.ParseUUID(text), text) }

// A Role says what a file is to a snapshot.
type Role string

// The roles.
const (
	Image         Role = "image"          // holds the disk as it was when the snapshot was taken
	Backing       Role = "backing"        // is below an image
	Overlay       Role = "overlay"        // takes what the guest writes since then
	RevertOverlay Role = "revert-overlay" // is the overlay of a later revert (libvirt 9.7.0)
	Memory        Role = "memory"         // holds the memory
)

// A File is a file, block device or place on the network that a snapshot
// depends on.
type File struct {
	Role  Role   `json:"role"`
	Disk  string `json:"disk,omitempty"` // the target, such as vda; "" for memory
	Path  string `json:"path"`           // what is not local has its protocol or pool before it
	Local bool   `json:"-"`              // Path is one in the file system of the host
	at    source.Range
}

// compareNames orders snapshots as virsh lists them (tools/virsh-snapshot.c:
// virshSnapSorter): by name without regard to the case of ASCII letters. Names
// that are alike by that are in the order of their bytes.
func compareNames(a, b *Snapshot) int {
	x, y := a.Name, b.Name
	for i := 0; i < len(x) && i < len(y); i++ {
		if c, d := lower(x[i]), lower(y[i]); c != d {
			return int(c) - int(d)
		}
	}
	if len(x) != len(y) {
		return len(x) - len(y)
	}
	return strings.Compare(x, y)
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
