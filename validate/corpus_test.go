package validate_test

import (
	"testing"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/source"
)

// builtin compiles the schema of the domainsnapshot format.
func builtin(t testing.TB) *validate.Validator {
	t.Helper()
	v, faults, err := validate.Compile(source.NewFile("domainsnapshot.rng", domainsnapshot.RNG()), validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, faults)
	}
	return v
}

// differs lists the documents of the corpus whose verdict is not that of
// libvirt 9.0.0's own schema, with the reason. An entry that does not differ
// fails the test.
var differs = map[string]string{
	"probes/sdip.xml":              "snapshotDeleteInProgress: in libvirt's schema since 9.1.0",
	"probes/revertdisks.xml":       "revertDisks: since 9.7.0",
	"probes/revertdisks-empty.xml": "revertDisks: since 9.7.0",
	"probes/ext-net-ssh.xml":       "protocol ssh: since 9.8.0",
}

// Every domainsnapshot document of the corpus gets the verdict that xmllint
// and jing give with libvirt 9.0.0's schema, but for those listed; and all of
// them do, the differences of release included, with the format as 9.0.0 knew
// it.
func TestCorpusVerdicts(t *testing.T) {
	newest, release := builtin(t), at(t, "9.0.0")
	docs := peers.Corpus(t)
	for _, doc := range docs {
		found := newest.Check(source.NewFile(doc.Name, doc.Text))
		reason, listed := differs[doc.Name]
		switch same := (len(found) == 0) == doc.Valid; {
		case !same && !listed:
			t.Errorf("%s: libvirt's schema says valid %v; found %v", doc.Name, doc.Valid, texts(found))
		case same && listed:
			t.Errorf("%s is listed as differing (%s), but does not", doc.Name, reason)
		}
		if old := release.Check(source.NewFile(doc.Name, doc.Text)); (len(old) == 0) != doc.Valid {
			t.Errorf("%s as of 9.0.0: libvirt's schema says valid %v; found %v", doc.Name, doc.Valid, texts(old))
		}
	}
	if len(docs) != wantCorpus {
		t.Errorf("%d documents in the corpus, want %d", len(docs), wantCorpus)
	}
}

// With libvirt's own schema, eleven files with nested grammars, the engine
// gives the verdict of xmllint and jing on every document.
func TestLibvirtSchema(t *testing.T) {
	schema := peers.File(t, "/usr/share/libvirt/schemas/domainsnapshot.rng")
	v, faults, err := validate.CompileFile(schema, validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, describe(faults))
	}
	for _, doc := range peers.Corpus(t) {
		if found := v.Check(source.NewFile(doc.Name, doc.Text)); (len(found) == 0) != doc.Valid {
			t.Errorf("%s: xmllint and jing say valid %v; found %v", doc.Name, doc.Valid, texts(found))
		}
	}
}
