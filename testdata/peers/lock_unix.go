//go:build unix

package peers

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Lock waits until no other test of any package holds the lock of a name, and
// holds it until the test ends: for what a machine has only once, such as a
// daemon.
func Lock(t testing.TB, name string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(os.TempDir(), "snapxml-"+name+".lock"), os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() }) // which gives the lock back
}
