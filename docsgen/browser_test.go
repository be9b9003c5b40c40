package docsgen

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// TestBrowser uses the pages as a reader does: search, the switch of releases,
// copying, the contents.
func TestBrowser(t *testing.T) {
	node, tools, chromium := peers.Tool(t, "node"), tools(t), peers.Tool(t, "chromium")
	cmd := exec.CommandContext(t.Context(), node, filepath.Join("testdata", "browser.mjs"), wholeSite(t), referenceOf(t, realSchemas[0].path))
	cmd.Env = append(os.Environ(), "TOOLS="+tools, "CHROMIUM="+chromium)
	if report, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, report)
	}
}
