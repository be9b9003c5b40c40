package libvirt_test

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A daemon is a libvirtd with QEMU's driver, and a guest of its own in it.
type daemon struct {
	t     *testing.T
	dir   string
	guest string
}

// newDaemon finds a libvirtd that answers, or starts one, and defines a guest
// with a qcow2 image.
func newDaemon(t *testing.T) *daemon {
	t.Helper()
	peers.Tool(t, "libvirtd")
	peers.Tool(t, "qemu-img")
	script := peers.Shared(t, "e2e", "libvirtd.sh")
	peers.Lock(t, "libvirtd")
	d := &daemon{t: t, dir: openDir(t), guest: "snapxml-forecast"}
	if out := d.virsh("list"); strings.Contains(out, "error:") {
		d.script(script, "start")
		t.Cleanup(func() { d.script(script, "stop") })
	}
	d.forget()
	t.Cleanup(d.forget)
	d.script(script, "guest", d.guest, "6695eb01-f6a4-8304-79aa-97f2502e19aa")
	return d
}

// openDir is a temporary folder that the user of QEMU can read, too.
func openDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "snapxml-qemu")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// script runs a step of the script that makes guests.
func (d *daemon) script(path string, args ...string) {
	d.t.Helper()
	cmd := exec.Command("bash", append([]string{path}, args...)...)
	cmd.Env = append(os.Environ(), "STATE="+d.dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		d.t.Fatalf("%s %v: %v\n%s", path, args, err, out)
	}
}

// forget removes the guest, whatever its state.
func (d *daemon) forget() {
	d.virsh("destroy "+d.guest, "undefine "+d.guest+" --snapshots-metadata")
}

// virsh gives commands to a process of virsh, and returns all that it prints.
func (d *daemon) virsh(commands ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	out, _ := exec.CommandContext(ctx, "virsh", "-c", "qemu:///system", strings.Join(commands, "; ")).CombinedOutput()
	return string(out)
}

// take makes a snapshot and dumps it.
func (d *daemon) take(name, options string) string {
	d.t.Helper()
	out := d.virsh("snapshot-create-as "+d.guest+" "+name+" "+options, "snapshot-dumpxml "+d.guest+" "+name+" --security-info")
	all := dumps(out)
	if len(all) != 1 {
		d.t.Fatalf("snapshot %s was not taken:\n%s", name, out)
	}
	return all[0]
}

// redefine puts a document back and says what libvirt answers.
func (d *daemon) redefine(text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, "redefine.xml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return answer(d.virsh("snapshot-create " + d.guest + " --redefine " + path))
}

// clear forgets the descriptions of all snapshots.
func (d *daemon) clear() {
	for name := range strings.FieldsSeq(d.virsh("snapshot-list " + d.guest + " --name")) {
		d.virsh("snapshot-delete " + d.guest + " --metadata " + name)
	}
}

// TestQEMU makes an internal snapshot of a guest that is off, one of a running
// guest and an external one with a real libvirtd, redefines what it dumps, and
// twenty documents with mistakes.
func TestQEMU(t *testing.T) {
	peers.Slow(t, "runs a guest of QEMU")
	d := newDaemon(t)
	documents := []string{d.take("internal", "")}
	if out := d.virsh("start " + d.guest); strings.Contains(out, "error:") {
		t.Fatal(out)
	}
	documents = append(documents, d.take("live", ""), d.take("external", "--disk-only --diskspec vda,file="+filepath.Join(d.dir, "overlay.qcow2")))
	guest := define(t, d.virsh("dumpxml "+d.guest))
	d.virsh("destroy " + d.guest)
	d.clear()

	valid := builtin(t)
	var existing libvirt.Inventory
	for i, text := range documents {
		got := libvirt.Foretell(parse("dump.xml", text), libvirt.Options{Flags: libvirt.Redefine, Guest: guest, Existing: existing, Release: probed})
		switch answer := d.redefine(text); {
		case !valid(text):
			t.Errorf("dump %d is not valid", i)
		case got.Verdict != libvirt.Accept || answer != "ok":
			t.Errorf("dump %d: foretold %s %q, libvirt says %q of\n%s", i, got.Verdict, got.Message, answer, text)
		}
		existing = existing.With(got)
	}
	d.clear()
	d.mutants(documents, libvirt.Options{Flags: libvirt.Redefine, Guest: guest, Release: probed})
}

// mutants redefines documents with mistakes.
func (d *daemon) mutants(documents []string, o libvirt.Options) {
	for i, text := range documents {
		documents[i] = aboutTestGuest(text)
		documents[i] = strings.ReplaceAll(documents[i], exampleUUID, "6695eb01-f6a4-8304-79aa-97f2502e19aa")
	}
	m := newMutator(rand.New(rand.NewPCG(number(d.t, "SNAPXML_SEED", 1), 1)), documents)
	refused := 0
	for range 20 {
		text, what := m.mutate(pick(m, documents))
		got := libvirt.Foretell(parse("mutant.xml", text), o)
		want := d.redefine(text)
		if want == "ok" {
			d.clear()
		} else {
			refused++
		}
		if !agrees(got, want) || want != "ok" && !sameText(got.Message, want) {
			d.t.Errorf("%s: foretold %s %q, libvirt says %q of\n%s", what, got.Verdict, got.Message, want, text)
		}
	}
	d.t.Logf("20 mutants, %d refused", refused)
}

// builtin judges documents by the project's own schema.
func builtin(t *testing.T) func(string) bool {
	t.Helper()
	v, faults, err := validate.CompileFile(filepath.Join(peers.Root(), "schema", "domainsnapshot", "domainsnapshot.rng"), validate.Options{})
	if err != nil || diag.HasErrors(faults) {
		t.Fatalf("%v %v", err, faults)
	}
	return func(text string) bool { return !diag.HasErrors(v.Check(xmlscan.NewFile("dump.xml", []byte(text)))) }
}
