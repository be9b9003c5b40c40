package domainsnapshot_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/source"
)

// write puts a file into a folder of the test and returns its path.
func write(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs another program and fails the test if it does not succeed.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(peers.Tool(t, name), args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// exampleFiles writes all examples into files.
func exampleFiles(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, e := range domainsnapshot.Model().Examples {
		paths = append(paths, write(t, e.Name+".xml", []byte(e.XML)))
	}
	return paths
}

// The examples are valid in every engine, and both forms of the schema are
// correct for all of them.
func TestExamplesValid(t *testing.T) {
	examples := exampleFiles(t)
	if len(examples) < 6 {
		t.Fatalf("only %d examples", len(examples))
	}
	rng := write(t, "domainsnapshot.rng", domainsnapshot.RNG())
	rnc := write(t, "domainsnapshot.rnc", domainsnapshot.RNC())
	v := validator(t)
	for i, e := range domainsnapshot.Model().Examples {
		if found := v.Check(source.NewFile(examples[i], []byte(e.XML))); len(found) > 0 {
			t.Errorf("%s: %s", e.Name, found[0].Message)
		}
	}
	run(t, "xmllint", append([]string{"--noout", "--relaxng", rng}, examples...)...)
	run(t, "jing", append([]string{rng}, examples...)...)
	run(t, "jing", append([]string{"-c", rnc}, examples...)...)
}

// Trang makes the same of both forms of the schema: brought into the compact
// syntax, directly or through the XML syntax, they are equal to the letter.
func TestTrangAgrees(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	rng := write(t, "domainsnapshot.rng", domainsnapshot.RNG())
	rnc := write(t, "domainsnapshot.rnc", domainsnapshot.RNC())
	run(t, "trang", rng, path("from-rng.rnc"))
	run(t, "trang", rnc, path("from-rnc.rng"))
	run(t, "trang", path("from-rnc.rng"), path("from-rnc.rnc"))
	a, err := os.ReadFile(path("from-rng.rnc"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path("from-rnc.rnc"))
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) {
		t.Errorf("the two translations differ; see the first difference:\n%s", firstDifference(string(a), string(b)))
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d:\n- %s\n+ %s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// guest is the definition of a guest that has the disks that a document
// speaks of.
func guest(document string) string {
	var disks strings.Builder
	for _, target := range regexp.MustCompile(`<disk name='(vd[a-z])'`).FindAllStringSubmatch(document, -1) {
		fmt.Fprintf(&disks, "<disk type='file'><source file='/srv/images/%[1]s.qcow2'/><target dev='%[1]s'/></disk>", target[1])
	}
	return "<domain type='test'><name>disks</name><memory>8388608</memory><os><type>hvm</type></os><devices>" +
		disks.String() + "</devices></domain>"
}

// notInTestDriver are flags that libvirt's test driver does not know; it is
// given the document without them.
var notInTestDriver = map[string]bool{"disk-only": true, "reuse-external": true, "no-metadata": true}

// notAsItStands are examples that the test driver takes only with a change,
// and why.
var notAsItStands = map[string]string{
	"disk-only":       "without the flag disk-only, external disks need external memory",
	"network-overlay": "without the flag disk-only, external disks need external memory",
}

// libvirt takes the creations and redefinitions: its test driver, in a fresh
// process for each.
func TestVirshAccepts(t *testing.T) {
	virsh := peers.Tool(t, "virsh")
	accepted := 0
	for _, e := range domainsnapshot.Model().Examples {
		if e.Use == schema.ForReading {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			document, options := e.XML, ""
			for _, flag := range e.Flags {
				if !notInTestDriver[flag] {
					options += " --" + flag
				}
			}
			if notAsItStands[e.Name] != "" {
				document = strings.Replace(document, "<disks>", "<memory snapshot='external' file='/srv/ram'/><disks>", 1)
			}
			name, define := "test", ""
			if e.Use == schema.ForCreation {
				name, define = "disks", "create "+write(t, "guest.xml", []byte(guest(document)))+"; "
			}
			command := define + "snapshot-create " + name + " " + write(t, "snapshot.xml", []byte(document)) + options
			out, err := exec.Command(virsh, "-c", "test:///default", command).CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v\n%s", command, err, out)
			}
			accepted++
		})
	}
	t.Logf("%d examples accepted", accepted)
}
