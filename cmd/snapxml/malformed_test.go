package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A document that is too large to be kept in memory is read into it after all
// if it is not well-formed, so that every such place is reported.
func TestLargeMalformed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.xml")
	text := "<a>\n&\n" + strings.Repeat("<b>text</b>\n", streamFrom/12) + "<\n</a>\n"
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := run([]string{"validate", "--schema", "none", path}, nil, &out, &errs); status != 1 {
		t.Errorf("exit status %d: %s", status, &errs)
	}
	for _, code := range []string{"[stray-ampersand]", "[stray-less-than]"} {
		if strings.Count(out.String(), code) != 1 {
			t.Errorf("not one %s in\n%s", code, &out)
		}
	}
}
