package domainsnapshot_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/export/gobind"
	"github.com/snapxml/snapxml/schema/export/relaxng"
	"github.com/snapxml/snapxml/schema/gosrc"
	"github.com/snapxml/snapxml/schema/prose/markdown"
)

// fromSource is the model as the types of this folder describe it now, with the
// examples as the functions of this folder make them.
func fromSource(t *testing.T) *schema.Model {
	t.Helper()
	m, ds, err := gosrc.Load(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		t.Errorf("%s:%s: %s", d.File.Name(), d.File.Position(d.Range.Start), d.Message)
	}
	if m == nil {
		t.FailNow()
	}
	documents := make(map[string]string)
	for _, e := range domainsnapshot.Examples {
		data, err := domainsnapshot.Marshal(e.Make())
		if err != nil {
			t.Fatalf("example %s: %v", e.Name, err)
		}
		documents[e.Name] = string(data)
	}
	for _, e := range m.Examples {
		e.XML = documents[e.Name]
	}
	return m
}

// TestFresh makes sure that the generated files are what the generator would
// make of the types now. The table of variants is in the first of them.
func TestFresh(t *testing.T) {
	m := fromSource(t)
	for _, f := range []struct {
		name string
		make func(*bytes.Buffer) error
	}{
		{gobind.FileName, func(b *bytes.Buffer) error {
			data, err := gobind.Source("domainsnapshot", m)
			b.Write(data)
			return err
		}},
		{gobind.ModelFile, func(b *bytes.Buffer) error {
			data, err := m.JSON()
			b.Write(data)
			return err
		}},
		{gobind.ProseFile, func(b *bytes.Buffer) error {
			library, err := markdown.Library(m.Texts())
			if err != nil {
				return err
			}
			data, err := library.JSON(m.Texts())
			b.Write(data)
			return err
		}},
		{gobind.RNGFile(m), func(b *bytes.Buffer) error { return relaxng.WriteXML(b, m) }},
		{gobind.RNCFile(m), func(b *bytes.Buffer) error { return relaxng.WriteCompact(b, m) }},
	} {
		var want bytes.Buffer
		if err := f.make(&want); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(f.name)
		if err != nil {
			t.Error(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s is stale; run make generate (-file +now):\n%s",
				f.name, cmp.Diff(string(got), want.String()))
		}
	}
}

// TestEmbedded makes sure that the package hands out the files beside it.
func TestEmbedded(t *testing.T) {
	m := domainsnapshot.Model()
	if diff := cmp.Diff(fromSource(t), m); diff != "" {
		t.Errorf("-source +embedded:\n%s", diff)
	}
	parsed, err := markdown.Library(m.Texts())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(parsed, domainsnapshot.Prose()); diff != "" {
		t.Errorf("prose, -source +embedded:\n%s", diff)
	}
	for name, embedded := range map[string][]byte{gobind.RNGFile(m): domainsnapshot.RNG(), gobind.RNCFile(m): domainsnapshot.RNC()} {
		if data, err := os.ReadFile(name); err != nil || !bytes.Equal(data, embedded) {
			t.Errorf("%s is another than the one that is embedded (%v)", name, err)
		}
	}
}

// TestExamples reads every example back.
func TestExamples(t *testing.T) {
	for _, e := range domainsnapshot.Examples {
		data, err := domainsnapshot.Marshal(e.Make())
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		again := remarshal(t, e.Name, data)
		if diff := cmp.Diff(string(data), string(again)); diff != "" {
			t.Errorf("%s changes when it is read and written:\n%s", e.Name, diff)
		}
	}
}

// remarshal reads a document and writes it.
func remarshal(t *testing.T, name string, document []byte) []byte {
	t.Helper()
	v, err := domainsnapshot.Unmarshal(document)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	data, err := domainsnapshot.Marshal(v)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return data
}
