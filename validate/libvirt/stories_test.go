package libvirt_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// A host is a directory for documents and the virsh that speaks to a test
// driver of its own in each process: what one process makes, another does not
// know.
type host struct {
	t     *testing.T
	virsh string
	dir   string
}

func newHost(t *testing.T) *host {
	return &host{t: t, virsh: peers.Tool(t, "virsh"), dir: t.TempDir()}
}

// file writes a document and returns its path.
func (h *host) file(name, text string) string {
	h.t.Helper()
	path := filepath.Join(h.dir, name+".xml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

// run gives commands to one process, and returns all that it prints.
func (h *host) run(commands ...string) string {
	out, _ := exec.Command(h.virsh, "-c", "test:///default", strings.Join(commands, "; ")).CombinedOutput()
	return string(out)
}

// dumps cuts what several snapshot-dumpxml print into documents.
func dumps(out string) []string {
	var all []string
	for {
		_, rest, more := strings.Cut(out, "<domainsnapshot>")
		if !more {
			return all
		}
		text, after, _ := strings.Cut(rest, "</domainsnapshot>")
		all = append(all, "<domainsnapshot>"+text+"</domainsnapshot>\n")
		out = after
	}
}

// TestRedefineOnAnotherHost tells the first story that REDEFINE was made for:
// the snapshots of a guest are dumped, and put back where the guest is
// defined but its snapshots are not known.
func TestRedefineOnAnotherHost(t *testing.T) {
	h := newHost(t)
	documents := dumps(h.run(
		"snapshot-create-as test base --description 'bare OS install'", "snapshot-create-as test web", "snapshot-revert test base",
		"snapshot-create-as test db", "snapshot-dumpxml test base --security-info", "snapshot-dumpxml test web --security-info",
		"snapshot-dumpxml test db --security-info"))
	if len(documents) != 3 {
		t.Fatalf("virsh dumped %d snapshots, want 3", len(documents))
	}
	var existing libvirt.Inventory
	commands := []string{}
	for i, text := range documents {
		got := libvirt.Foretell(parse("dump.xml", text), libvirt.Options{Driver: libvirt.Test, Flags: libvirt.Redefine, Existing: existing})
		if got.Verdict != libvirt.Accept {
			t.Errorf("dump %d is foretold to be refused: %s %q", i, got.Verdict, got.Message)
		}
		existing = existing.With(got)
		commands = append(commands, "snapshot-create test --redefine --validate "+h.file(fmt.Sprint(i), text))
	}
	out := h.run(append(commands, "snapshot-list test --tree")...)
	if strings.Contains(out, "error:") || strings.Count(out, "created from") != 3 {
		t.Errorf("virsh refuses what it dumped:\n%s", out)
	}
	for _, name := range []string{"base", "web", "db"} {
		if existing[name] == nil || name != "base" && existing[name].Parent != "base" {
			t.Errorf("the inventory has %v, want base with the children web and db", existing)
		}
	}
}

// TestRedefineOutOfOrder redefines a child before its parent.
func TestRedefineOutOfOrder(t *testing.T) {
	h := newHost(t)
	documents := dumps(h.run("snapshot-create-as test base", "snapshot-create-as test web", "snapshot-dumpxml test web"))
	h.both(documents[0], libvirt.Options{}, "parent base for moment web not found")
}

// TestRedefineForAnotherGuest tells the second story: a guest of the same name
// was defined anew, and got another UUID.
func TestRedefineForAnotherGuest(t *testing.T) {
	h := newHost(t)
	dump := dumps(h.run("snapshot-create-as test base", "snapshot-dumpxml test base --security-info"))[0]
	guest := strings.Replace(domainOf(dump), exampleUUID, "aaaaaaaa-6457-2c09-e56c-927cdf34e178", 1)
	h.both(dump, libvirt.Options{Guest: define(t, guest)}, "definition for snapshot base must use uuid aaaaaaaa-6457-2c09-e56c-927cdf34e178",
		"destroy test", "undefine test", "define "+h.file("guest", guest))
}

const exampleUUID = "6695eb01-f6a4-8304-79aa-97f2502e193f"

// domainOf is the guest definition in a dump.
func domainOf(dump string) string {
	_, rest, _ := strings.Cut(dump, "<domain ")
	text, _, _ := strings.Cut(rest, "</domain>")
	return "<domain " + text + "</domain>"
}

// both redefines a document and compares virsh's answer with the forecast.
func (h *host) both(text string, o libvirt.Options, want string, before ...string) {
	h.t.Helper()
	o.Driver, o.Flags, o.Release = libvirt.Test, libvirt.Redefine, probed
	got := libvirt.Foretell(parse("dump.xml", text), o)
	out := h.run(append(before, "snapshot-create test --redefine "+h.file("dump", text))...)
	words := answer(out)
	if got.Verdict != libvirt.Refuse || got.Message != words || !strings.HasSuffix(words, want) {
		h.t.Errorf("foretold %s %q, virsh says %q, want %q", got.Verdict, got.Message, words, want)
	}
}

// TestRedefineAgain changes the description of a snapshot that is there, each
// time in another way.
func TestRedefineAgain(t *testing.T) {
	h := newHost(t)
	dump := dumps(h.run("snapshot-create-as test base", "snapshot-dumpxml test base --security-info"))[0]
	existing := libvirt.Inventory{}.With(libvirt.Foretell(parse("dump.xml", dump), libvirt.Options{Driver: libvirt.Test, Flags: libvirt.Redefine}))
	stored := "snapshot-create test --redefine " + h.file("stored", dump)
	for old, replacement := range changes {
		text := strings.Replace(dump, old, replacement, 1)
		if text == dump {
			t.Errorf("the dump has no %q", old)
			continue
		}
		got := libvirt.Foretell(parse("dump.xml", text), libvirt.Options{Driver: libvirt.Test, Flags: libvirt.Redefine, Existing: existing, Release: probed})
		out := h.run(stored, "snapshot-create test --redefine "+h.file("again", text))
		_, out, _ = strings.Cut(out, "\n")
		if words := answer(out); !agrees(got, words) || words != "ok" && got.Message != words {
			t.Errorf("%s instead of %s: foretold %s %q, virsh says %q", replacement, old, got.Verdict, got.Message, words)
		}
	}
}

// changes of a dump of the test driver's guest.
var changes = map[string]string{
	"<state>running</state>":              "<state>paused</state>",
	"<name>base</name>":                   "<name>base</name><state>shutoff</state>",
	"  <state>":                           "  <parent><name>base</name></parent><state>",
	"2</vcpu>":                            "4</vcpu>",
	"<memory unit='KiB'>8388608":          "<memory unit='KiB'>4194304",
	"<currentMemory unit='KiB'>2097152":   "<currentMemory unit='KiB'>1",
	"arch='i686'":                         "arch='x86_64'",
	"<name>test</name>":                   "<name>other</name>",
	"domain type='test'":                  "domain type='kvm'",
	"<target dev='vda' bus='virtio'/>":    "<target dev='vda' bus='sata'/>",
	"<source file='/guest/diskimage1'/>":  "<source file='/elsewhere'/>",
	"aa:bb:cc:dd:ee:ff":                   "aa:bb:cc:dd:ee:00",
	"slot='0x01' function='0x0'/>":        "slot='0x07' function='0x0'/>",
	"<memballoon model='virtio'>":         "<memballoon model='xen'>",
	"<clock offset='utc'/>":               "<clock offset='utc'><timer name='rtc'/></clock>",
	"<on_poweroff>destroy</on_poweroff>":  "<on_poweroff>restart</on_poweroff>",
	"<disk name='vda' snapshot='internal": "<disk name='vda' snapshot='external",
	"<boot dev='hd'/>":                    "<smbios mode='host'/>",
	"<devices>":                           "<features><acpi/></features><devices>",
	"</interface>":                        "</interface><sound model='ich6'/>",
}
