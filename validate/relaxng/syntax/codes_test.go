package syntax

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// TestCodes runs the examples of the catalogue: each gets its code and no
// other.
func TestCodes(t *testing.T) {
	o := Options{Libraries: libraries, Open: func(path string) ([]byte, error) {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}}
	without := 0
	for _, e := range diag.Codes() {
		if !strings.HasPrefix(string(e.Code), "schema-") || e.Code == diag.SchemaIDType { // that one needs the engine
			continue
		}
		if e.Example.Schema == "" {
			without++
			continue
		}
		t.Run(string(e.Code), func(t *testing.T) {
			_, found := compile(t, source.NewFile("example", []byte(e.Example.Schema)), o)
			if len(found) != 1 || found[0].Code != e.Code {
				t.Errorf("found:\n%s", printed(found))
			}
			for _, d := range found {
				if d.Range.Len() == 0 || d.Severity != diag.Error {
					t.Errorf("range %v, severity %v", d.Range, d.Severity)
				}
			}
		})
	}
	if without != 10 {
		t.Errorf("%d codes have no example, want 10: those that need several files or much input", without)
	}
}
