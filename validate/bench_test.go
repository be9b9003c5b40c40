package validate_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/source"
)

// The benchmarks are what `make pgo` takes the profile from that the tool is
// compiled with, so they do what the tool does.

// listOfSnapshots is the built-in schema for any number of snapshots in one
// document.
func listOfSnapshots(b *testing.B) *validate.Validator {
	dir := b.TempDir()
	list := filepath.Join(dir, "list.rnc")
	for path, text := range map[string][]byte{
		list:                                     []byte(`start = element snapshots { external "domainsnapshot.rng"* }`),
		filepath.Join(dir, "domainsnapshot.rng"): domainsnapshot.RNG(),
	} {
		if err := os.WriteFile(path, text, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	v, faults, err := validate.CompileFile(list, validate.Options{})
	if err != nil || v == nil {
		b.Fatal(err, describe(faults))
	}
	return v
}

func examples() []byte {
	var all bytes.Buffer
	for _, e := range domainsnapshot.Model().Examples {
		all.WriteString(e.XML)
	}
	return all.Bytes()
}

func BenchmarkSmallDocuments(b *testing.B) {
	c := builtin(b).NewChecker()
	for b.Loop() {
		for _, e := range domainsnapshot.Model().Examples {
			if found := c.Check(source.NewFile(e.Name, []byte(e.XML))); len(found) > 0 {
				b.Fatal(describe(found))
			}
		}
	}
}

func BenchmarkLargeDocument(b *testing.B) {
	document := []byte("<snapshots>" + strings.Repeat(string(examples()), 1000) + "</snapshots>")
	b.SetBytes(int64(len(document)))
	c := listOfSnapshots(b).NewChecker()
	for b.Loop() {
		if found, err := c.CheckReader(bytes.NewReader(document)); err != nil || len(found) > 0 {
			b.Fatal(err, describe(found))
		}
	}
}

func BenchmarkWellFormed(b *testing.B) {
	document := []byte("<snapshots>" + strings.Repeat(string(examples()), 1000) + "</snapshots>")
	b.SetBytes(int64(len(document)))
	c := validate.WellFormed(validate.Options{}).NewChecker()
	for b.Loop() {
		if found, err := c.CheckReader(bytes.NewReader(document)); err != nil || len(found) > 0 {
			b.Fatal(err, describe(found))
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		builtin(b)
	}
}

func BenchmarkCompileLibvirt(b *testing.B) {
	path := peers.File(b, "/usr/share/libvirt/schemas/domainsnapshot.rng")
	for b.Loop() {
		if v, faults, err := validate.CompileFile(path, validate.Options{}); v == nil {
			b.Fatal(err, describe(faults))
		}
	}
}
