// Package peers finds what tests compare the project with: other programs,
// and real documents and conformance suites kept outside the project.
//
// Where something is missing a test is skipped with a message that names it;
// with SNAPXML_REQUIRE_PEERS=1 the test fails instead, so that a green run on
// a build machine means that nothing was left out.
package peers

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// Root is the folder of the project.
func Root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..")
}

// Shared is the path of a file or folder of the shared material, which
// SNAPXML_SHARED names (default: the folder "shared" beside the project).
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	base := os.Getenv("SNAPXML_SHARED")
	if base == "" {
		base = filepath.Join(Root(), "..", "shared")
	}
	path := filepath.Join(append([]string{base}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		Missing(t, path)
	}
	return path
}

// Tool is the path of another program.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Missing(t, name)
	}
	return path
}

// File is a path that must exist, such as a schema that a package installs.
func File(t testing.TB, path string) string {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		Missing(t, path)
	}
	return path
}

// Missing skips the test, or fails it where peers are required.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("SNAPXML_REQUIRE_PEERS") == "1" {
		t.Fatalf("%s is not here, and SNAPXML_REQUIRE_PEERS=1", what)
	}
	t.Skipf("SKIPPED: %s is not here; `make peers` installs what tests compare with", what)
}

// Slow skips a test that takes long where short ones are asked for (go test
// -short), or fails it where peers are required: nothing may be left out there.
func Slow(t testing.TB, why string) {
	t.Helper()
	switch {
	case !testing.Short():
	case os.Getenv("SNAPXML_REQUIRE_PEERS") == "1":
		t.Fatalf("left out by -short, and SNAPXML_REQUIRE_PEERS=1: it %s", why)
	default:
		t.Skipf("SKIPPED by -short: it %s", why)
	}
}
