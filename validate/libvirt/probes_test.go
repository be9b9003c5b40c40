package libvirt_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// A probe is a document with what libvirt 9.0.0 answers to it.
type probe struct {
	name    string
	answer  string // "ok" or libvirt's text
	options libvirt.Options
}

var probed = libvirt.Release{9, 0, 0}

// probes are the rows of the corpus: what a test driver's fresh guest and
// QEMU's driver answer.
func probes(t *testing.T) []probe {
	var all []probe
	for _, row := range rows(t, "probes.tsv") {
		valid := func() bool { return row[1] == "valid" && row[2] == "valid" }
		all = append(all,
			probe{row[0], row[3], libvirt.Options{Driver: libvirt.Test}},
			probe{row[0], row[4], libvirt.Options{Driver: libvirt.Test, Flags: libvirt.Validate, SchemaValid: valid}},
			probe{row[0], row[5], libvirt.Options{Driver: libvirt.Test, Flags: libvirt.Redefine}})
	}
	guest := define(t, qemuGuest)
	for _, row := range rows(t, "probes_qemu.tsv") {
		all = append(all, probe{row[0], row[1], libvirt.Options{Driver: libvirt.QEMU, Flags: libvirt.Redefine, Guest: guest}})
	}
	return all
}

// qemuGuest is the guest that the corpus was probed with, but for its image.
const qemuGuest = `<domain type='qemu'><name>vm1</name><uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid><memory>65536</memory>
<os><type arch='x86_64'>hvm</type></os><devices><disk type='file'><driver type='qcow2'/><source file='/image'/><target dev='vda' bus='virtio'/></disk></devices></domain>`

// TestProbes compares the forecasts with what libvirt answered.
func TestProbes(t *testing.T) {
	refusals, texts := 0, 0
	for _, p := range probes(t) {
		p.options.Release = probed
		got := libvirt.Foretell(read(t, p.name), p.options)
		want := strings.TrimPrefix(p.answer, "ERR ")
		if p.answer != want {
			refusals++
			if sameText(got.Message, want) {
				texts++
			} else {
				t.Logf("%s %v %v: text %q, want %q", p.name, p.options.Driver, p.options.Flags, got.Message, want)
			}
		}
		if !agrees(got, p.answer) {
			t.Errorf("%s, driver %s, flags %s: %s %q; libvirt says %q", p.name, p.options.Driver, p.options.Flags, got.Verdict, got.Message, p.answer)
		}
	}
	t.Logf("libvirt's text foretold for %d of %d refusals", texts, refusals)
	if texts*100 < refusals*95 {
		t.Errorf("libvirt's text is foretold for %d of %d refusals; want 95 %%", texts, refusals)
	}
}

// agrees reports whether a forecast fits libvirt's answer. Where the host
// decides the forecast must say so, and must have the text of that case.
func agrees(f libvirt.Forecast, answer string) bool {
	switch f.Verdict {
	case libvirt.Accept:
		return answer == "ok"
	case libvirt.Refuse:
		return answer != "ok"
	}
	return answer == "ok" || f.Host != "" && sameText(f.Message, strings.TrimPrefix(answer, "ERR "))
}

// sameText compares texts. What libxml2 says of a schema is behind libvirt's
// own text, and is not foretold.
func sameText(got, want string) bool {
	if strings.HasPrefix(want, "XML document failed to validate against schema") {
		return strings.HasPrefix(got, "XML document failed to validate against schema: Unable to validate doc against ")
	}
	return got == want
}

func rows(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile(peers.Shared(t, "corpus", name))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows[1:]
}

func read(t *testing.T, probe string) *xmltree.Document {
	t.Helper()
	path := filepath.Join(peers.Shared(t, "corpus", "probes"), probe+".xml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parse(probe+".xml", string(text))
}

// define reads the definition of a guest.
func define(t testing.TB, text string) *libvirt.Definition {
	t.Helper()
	d, err := libvirt.ReadDefinition(xmlscan.NewFile("guest.xml", []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func parse(name, text string) *xmltree.Document {
	return xmltree.Parse(xmlscan.NewFile(name, []byte(text)), xmltree.Options{})
}
