package libvirt

import (
	"fmt"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// A Definition is the definition of a guest that libvirt has, which is right by
// that. It does not change and may be used by several goroutines.
type Definition struct {
	// File is the document that it was read from.
	File  *source.File
	guest *guest
}

// ReadDefinition reads the definition of a guest, as virsh dumpxml prints it.
// The error says why the document is none.
func ReadDefinition(file *source.File) (*Definition, error) {
	doc := xmltree.Parse(file, xmltree.Options{})
	if len(doc.Faults) > 0 {
		return nil, fmt.Errorf("%s is not well-formed: %s", file.Name(), doc.Faults[0].Message)
	}
	root := view(doc)
	if root.name != "domain" {
		return nil, fmt.Errorf("%s is no guest definition: its root element is %q; expected \"domain\", as virsh dumpxml prints it", file.Name(), root.Name.Raw)
	}
	return &Definition{file, newGuest(root)}, nil
}

// newGuest reads a definition that has been checked.
func newGuest(n *node) *guest {
	g := &guest{node: n, name: n.find("name").str(), uuid: ParseUUID(n.find("uuid").str())}
	g.readDisks()
	return g
}

// guestOf is the guest of a definition, or nil.
func (d *Definition) guestOf() *guest {
	if d == nil {
		return nil
	}
	return d.guest
}

// UUID is the guest's UUID in libvirt's form, and where it stands, or "".
func (d *Definition) UUID() (uuid string, at source.Range) {
	if e := d.guest.node.find("uuid"); e != nil {
		at = e.TextRange()
	}
	return d.guest.uuid, at
}

// Targets are the names of the guest's disks in the guest, such as vda, each
// once and in libvirt's order.
func (d *Definition) Targets() []string {
	var names []string
	seen := map[string]bool{}
	for _, disk := range d.guest.disks {
		if disk.hasTarget && !seen[disk.target] {
			seen[disk.target] = true
			names = append(names, disk.target)
		}
	}
	return names
}

// mustDefine is the definition in a text that is known to be one.
func mustDefine(name, text string) *Definition {
	d, err := ReadDefinition(xmlscan.NewFile(name, []byte(text)))
	if err != nil {
		panic(err)
	}
	return d
}
