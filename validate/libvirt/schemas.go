package libvirt

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// SchemasDir is where libvirt's packages install its schemas.
const SchemasDir = "/usr/share/libvirt/schemas"

// ErrNoSchemas says that a folder has no schemas of libvirt that a guest
// definition can be taken from.
var ErrNoSchemas = errors.New("no schema of a guest definition")

// Names in the schemas. The project's grammar leaves the inside of a guest
// definition open in one definition; libvirt's has it in another, which
// became a definition of its own with <inactiveDomain> in 5.8.0.
const (
	openDefine  = "domainDefinition"
	guestDefine = "domaincontents"
)

// Graft puts libvirt's own grammar of guest definitions into the project's
// grammar of snapshots, in XML syntax, so that <domain> and <inactiveDomain>
// are checked inside, too. dir is a folder with libvirt's schemas. The grammar
// that comes back belongs into that folder, from where it includes them.
func Graft(schema *source.File, dir string) (*source.File, error) {
	include, err := guestSchema(dir)
	if err != nil {
		return nil, err
	}
	text := schema.Bytes()
	for e := range xmltree.Parse(schema, xmltree.Options{}).Elements() {
		if name, _ := e.AttrValue("name"); e.Name.Local != "define" || name != openDefine {
			continue
		}
		grafted := bytes.Join([][]byte{
			text[:e.Range.Start],
			fmt.Appendf(nil, "<define name=%q><grammar><include href=%q/><start><ref name=%q/></start></grammar></define>", openDefine, include, guestDefine),
			text[e.Range.End:],
		}, nil)
		return source.NewFile(filepath.Join(dir, "domainsnapshot-with-guest.rng"), grafted), nil
	}
	return nil, fmt.Errorf("schema %s has no definition of %q to put libvirt's into", schema.Name(), openDefine)
}

// guestSchema is the file of libvirt's schemas that has all of a guest
// definition. The overrides are what libvirt itself uses for guests, with
// more of storage than for snapshots.
func guestSchema(dir string) (string, error) {
	common, err := os.ReadFile(filepath.Join(dir, "domaincommon.rng"))
	if err != nil {
		return "", fmt.Errorf("%w in %s: %w", ErrNoSchemas, dir, err)
	}
	if !bytes.Contains(common, []byte(`define name="`+guestDefine+`"`)) {
		return "", fmt.Errorf("%w in %s: domaincommon.rng is older than libvirt 5.8.0", ErrNoSchemas, dir)
	}
	if _, err := os.Stat(filepath.Join(dir, "domainoverrides.rng")); err != nil {
		return "domaincommon.rng", nil
	}
	return "domainoverrides.rng", nil
}
