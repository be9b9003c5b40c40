package libvirt_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// ownSchema is the project's grammar.
func ownSchema(t *testing.T) *source.File {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(peers.Root(), "schema", "domainsnapshot", "domainsnapshot.rng"))
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile("domainsnapshot.rng", text)
}

// grafted is a validator by the project's grammar with libvirt's guests.
func grafted(t *testing.T) *validate.Validator {
	t.Helper()
	peers.File(t, filepath.Join(libvirt.SchemasDir, "domaincommon.rng"))
	schema, err := libvirt.Graft(ownSchema(t), libvirt.SchemasDir)
	if err != nil {
		t.Fatal(err)
	}
	v, faults, err := validate.Compile(schema, validate.Options{})
	if err != nil || diag.HasErrors(faults) {
		t.Fatalf("the grafted schema: %v %v", err, faults)
	}
	return v
}

// laterThan9 are documents of the corpus that libvirt 9.0.0's schema refuses
// and the project's takes, with the reason.
var laterThan9 = map[string]string{
	"probes/ext-net-ssh.xml":       "the protocol ssh came to the schema with 9.8.0",
	"probes/revertdisks.xml":       "revertDisks came with 9.7.0",
	"probes/revertdisks-empty.xml": "revertDisks came with 9.7.0",
	"probes/sdip.xml":              "snapshotDeleteInProgress came to the schema with 9.1.0",
}

// TestGraftOnCorpus compares verdicts of the grafted grammar with those of
// libvirt's own schema, which the corpus has by jing.
func TestGraftOnCorpus(t *testing.T) {
	v := grafted(t)
	for _, d := range peers.Corpus(t) {
		found := v.Check(xmlscan.NewFile(d.Name, d.Text))
		valid, excused := !diag.HasErrors(found), laterThan9[d.Name] != ""
		switch {
		case valid != d.Valid && !excused:
			t.Errorf("%s: valid is %v, by libvirt's schema %v: %v", d.Name, valid, d.Valid, messages(found))
		case valid == d.Valid && excused:
			t.Errorf("%s is listed as a difference, and is none", d.Name)
		}
	}
}

func messages(ds []*diag.Diagnostic) string {
	var all []string
	for _, d := range ds {
		all = append(all, d.Message)
	}
	return strings.Join(all, " / ")
}

// TestGraftLooksInside asks that mistakes in a guest definition are found
// where they are.
func TestGraftLooksInside(t *testing.T) {
	v := grafted(t)
	rich, err := os.ReadFile(filepath.Join("testdata", "rich.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for old, c := range map[string]struct{ replacement, marked string }{
		"<on_crash>preserve":                         {"<on_crash>explode", "explode"},
		"<emulator>/usr/bin/test</emulator>":         {"<emulater>/usr/bin/test</emulater>", "emulater"},
		"<source bridge='br0'/>":                     {"<source bridge='br0' brigde='br1'/>", "brigde"},
		"<target dev='vdb' bus='virtio'/>":           {"<target dev='vdb' bus='virtoi'/>", "virtoi"},
		"<uuid>6695eb01-f6a4-8304-79aa-97f2502e193f": {"<uuid>6695eb01", "6695eb01"},
	} {
		text := strings.Replace(string(rich), old, c.replacement, 1)
		if text == string(rich) {
			t.Errorf("the document has no %q", old)
			continue
		}
		found := v.Check(xmlscan.NewFile("rich.xml", []byte(text)))
		hit := false
		for _, d := range found {
			hit = hit || text[d.Range.Start:d.Range.End] == c.marked
		}
		if !hit {
			t.Errorf("%s: found %s, want a diagnostic on %q", c.replacement, messages(found), c.marked)
		}
	}
}

// TestGraftWithoutSchemas asks for an error that names the folder.
func TestGraftWithoutSchemas(t *testing.T) {
	dir := t.TempDir()
	if _, err := libvirt.Graft(ownSchema(t), dir); !errors.Is(err, libvirt.ErrNoSchemas) || !strings.Contains(err.Error(), dir) {
		t.Errorf("no schemas: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "domaincommon.rng"), []byte("<grammar/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := libvirt.Graft(ownSchema(t), dir); !errors.Is(err, libvirt.ErrNoSchemas) {
		t.Errorf("old schemas: %v", err)
	}
	if _, err := libvirt.Graft(source.NewFile("other.rng", []byte("<grammar/>")), libvirt.SchemasDir); err == nil {
		t.Error("a schema without the definition is grafted")
	}
}
