package gobind

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/schema/gosrc"
)

// TestSource compares with the file beside package machine, which has every
// construct. Other tests compile and use it.
func TestSource(t *testing.T) {
	const dir = "../../testdata/machine/"
	m, ds, err := gosrc.Load(dir)
	if err != nil || len(ds) > 0 {
		t.Fatalf("%v, %d diagnostics", err, len(ds))
	}
	got, err := Source("machine", m)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(dir + FileName)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("run go run ./cmd/schemagen schema/testdata/machine (-golden +now):\n%s", diff)
	}
	if _, err := Source("no package", m); err == nil {
		t.Error("source that is not Go makes no error")
	}
}
