//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/testdata/peers"
)

// planGuest is the guest of this test, and planUUID its UUID.
const (
	planGuest = "snapxml-plan"
	planUUID  = "6695eb01-f6a4-8304-79aa-97f2502e19ab"
)

// qemu runs a command of virsh with QEMU's driver.
func qemu(t *testing.T, args ...string) string {
	t.Helper()
	out, err := tryQEMU(args...)
	if err != nil {
		t.Fatalf("virsh %q: %v: %s", args, err, out)
	}
	return strings.TrimRight(out, "\n")
}

func tryQEMU(args ...string) (string, error) {
	out, err := exec.Command("virsh", append([]string{"-c", "qemu:///system"}, args...)...).CombinedOutput()
	return string(out), err
}

// startLibvirtd finds a libvirtd that answers, or starts one, and defines a
// guest with an image in QEMU's format.
func startLibvirtd(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"virsh", "libvirtd", "qemu-img", "bash"} {
		peers.Tool(t, tool)
	}
	script := peers.Shared(t, "e2e", "libvirtd.sh")
	if os.Getuid() != 0 {
		peers.Missing(t, "root, for a libvirtd")
	}
	peers.Lock(t, "libvirtd")
	dir, err := os.MkdirTemp("", "snapxml-plan") // which QEMU's user can read
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	do := func(args ...string) {
		t.Helper()
		cmd := exec.Command("bash", append([]string{script}, args...)...)
		cmd.Env = append(os.Environ(), "STATE="+dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v: %s", script, args, err, out)
		}
	}
	_, missing := tryQEMU("list")
	if missing != nil {
		do("start")
	}
	t.Cleanup(func() {
		forgetGuest()
		if missing != nil {
			do("stop")
		}
		os.RemoveAll(dir)
	})
	forgetGuest()
	do("guest", planGuest, planUUID)
}

// forgetGuest removes the guest, if it is there.
func forgetGuest() {
	_, _ = tryQEMU("destroy", planGuest)
	_, _ = tryQEMU("undefine", planGuest, "--snapshots-metadata")
}

// askQEMU is what libvirtd tells of the guest.
func askQEMU(t *testing.T) host {
	h := host{
		tree: qemu(t, "snapshot-list", planGuest, "--tree"), current: qemu(t, "snapshot-current", planGuest, "--name"), dumps: map[string]string{},
	}
	for name := range strings.Lines(qemu(t, "snapshot-list", planGuest, "--name")) {
		name = strings.TrimSuffix(name, "\n")
		h.dumps[name] = qemu(t, "snapshot-dumpxml", planGuest, "--snapshotname="+name, "--security-info")
	}
	return h
}

// A guest of QEMU with internal, live and external snapshots on two branches
// loses all descriptions, is defined anew, and the script gives it back what it
// had.
func TestLibvirtd(t *testing.T) {
	peers.Slow(t, "runs a guest of QEMU")
	startLibvirtd(t)
	take := func(args ...string) { qemu(t, append([]string{"snapshot-create-as", planGuest}, args...)...) }
	take("base", "--description", "off & internal")
	take("--name=web it's $1")
	qemu(t, "snapshot-revert", planGuest, "base")
	take("db")
	qemu(t, "start", planGuest)
	take("live")
	take("ext", "--disk-only", "--atomic")
	source := askQEMU(t)
	if len(source.dumps) != 5 {
		t.Fatalf("snapshots are %q", source.tree)
	}
	stored := "/var/lib/libvirt/qemu/snapshot/" + planGuest
	if _, err := os.Stat(stored); err == nil {
		checkStored(t, stored, source)
	}

	qemu(t, "destroy", planGuest)
	guest := writeAll(t, map[string]string{"guest.xml": qemu(t, "dumpxml", planGuest, "--inactive", "--security-info")}) + "/guest.xml"
	qemu(t, "undefine", planGuest, "--snapshots-metadata")
	qemu(t, "define", guest)
	var plan, stderr bytes.Buffer
	args := []string{"plan", "--domain", planGuest, "--current", source.current, "--guest", guest, "--libvirt", "9.0.0", "--validate", dumpTo(t, source)}
	if status := run(args, nil, &plan, &stderr); status != exitOK {
		t.Fatalf("plan: exit status %d: %s", status, &stderr)
	}
	script := filepath.Join(t.TempDir(), "plan.sh")
	if err := os.WriteFile(script, plan.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"redefined", "is there already"} {
		out, err := exec.Command("sh", script, "-c", "qemu:///system").CombinedOutput()
		if err != nil || strings.Count(string(out), ": "+want) != 5 {
			t.Fatalf("%v: %s", err, out)
		}
		if diff := cmp.Diff(source, askQEMU(t), cmp.AllowUnexported(host{})); diff != "" {
			t.Errorf("before and after differ (-before +after):\n%s", diff)
		}
	}
}

// checkStored reads the files in which the driver keeps the snapshots: they
// make the same tree, and mark the current one.
func checkStored(t *testing.T, dir string, source host) {
	t.Helper()
	var tree, marked, stderr bytes.Buffer
	if status := run([]string{"tree", "--plain", dir}, nil, &tree, &stderr); status != exitOK {
		t.Errorf("tree: exit status %d: %s", status, &stderr)
	}
	if diff := cmp.Diff(source.tree, strings.TrimRight(tree.String(), "\n")); diff != "" {
		t.Errorf("stored files give another tree (-virsh +snapxml):\n%s", diff)
	}
	if status := run([]string{"tree", dir}, nil, &marked, &stderr); status != exitOK {
		t.Errorf("tree: exit status %d: %s", status, &stderr)
	}
	lines := slices.DeleteFunc(strings.Split(marked.String(), "\n"), func(l string) bool { return !strings.HasSuffix(l, ", current)") })
	if len(lines) != 1 || !strings.Contains(lines[0], source.current+" (") {
		t.Errorf("current is %q, marked are %q", source.current, lines)
	}
}
