package syntax

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/diag"
)

const libvirtSchemas = "/usr/share/libvirt/schemas"

// libvirt gives the schemas that libvirt installs.
func libvirt(t *testing.T) []string {
	names, err := filepath.Glob(filepath.Join(peers.File(t, libvirtSchemas), "*.rng"))
	if err != nil || len(names) == 0 {
		t.Fatal(err, "no schemas in "+libvirtSchemas)
	}
	return names
}

// load parses a file that must be good.
func load(t *testing.T, name string) *Pattern {
	t.Helper()
	p, found, err := Load(name, Options{})
	if err != nil || len(found) > 0 {
		t.Fatal(err, printed(found))
	}
	return p
}

// TestLibvirt reads libvirt's schemas, writes them and simplifies those that
// stand alone.
func TestLibvirt(t *testing.T) {
	parts := map[string]bool{"basictypes.rng": true, "cputypes.rng": true, "domaincommon.rng": true, "domainoverrides.rng": true,
		"networkcommon.rng": true, "nwfilter_params.rng": true, "privatedata.rng": true, "storagecommon.rng": true}
	for _, name := range libvirt(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			p := load(t, name)
			checkRoundTrip(t, p)
			schema, found, err := Simplify(p, Options{Libraries: libraries})
			if err != nil || (schema == nil) != parts[filepath.Base(name)] {
				t.Error(err, printed(found))
			}
			for _, d := range found {
				if d.Code != diag.SchemaNoStart && d.Code != diag.SchemaRefUndefined {
					t.Error(printed([]*diag.Diagnostic{d}))
				}
			}
		})
	}
}

// TestTrang asks that libvirt's schemas say the same when trang has turned them
// into compact syntax.
func TestTrang(t *testing.T) {
	trang := peers.Tool(t, "trang")
	dir := t.TempDir()
	libvirt(t)
	if out, err := exec.Command(trang, filepath.Join(libvirtSchemas, "domainsnapshot.rng"), filepath.Join(dir, "domainsnapshot.rnc")).CombinedOutput(); err != nil {
		t.Fatalf("trang: %v\n%s", err, out)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*.rnc"))
	if len(names) < 10 {
		t.Fatalf("trang wrote %v", names)
	}
	for _, name := range names {
		original := load(t, filepath.Join(libvirtSchemas, strings.TrimSuffix(filepath.Base(name), ".rnc")+".rng"))
		want := strings.ReplaceAll(dump(original), ".rng inherit\n", ".rnc inherit\n")
		if diff := cmp.Diff(want, dump(load(t, name))); diff != "" {
			t.Errorf("%s: %s", filepath.Base(name), diff)
		}
	}
}

// TestJing asks jing to accept what the writers write: libvirt's schemas with
// all their includes, and the golden files.
func TestJing(t *testing.T) {
	jing := peers.Tool(t, "jing")
	dir := t.TempDir()
	write := func(name string, text []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	accept := func(args ...string) {
		t.Helper()
		if out, err := exec.Command(jing, args...).CombinedOutput(); err != nil {
			t.Errorf("jing %v: %v\n%s", args, err, out)
		}
	}
	for _, name := range libvirt(t) {
		base := strings.TrimSuffix(filepath.Base(name), ".rng")
		p := load(t, name)
		write(base+".rng", writeXML(t, p))
		write(base+".rnc", []byte(strings.ReplaceAll(string(writeCompact(t, p)), `.rng"`, `.rnc"`)))
	}
	accept(filepath.Join(dir, "domainsnapshot.rng"))
	accept("-c", filepath.Join(dir, "domainsnapshot.rnc"))
	for _, name := range []string{"documented", "namespaces"} {
		text, err := os.ReadFile(filepath.Join("testdata", "write", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		p := mustParse(t, "in.rng", text[strings.Index(string(text), "<"):strings.Index(string(text), "-- out.rng")])
		accept(write(name+".rng", writeXML(t, p)))
		accept("-c", write(name+".rnc", writeCompact(t, p)))
	}
}
