package docsgen

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/testdata/peers"
)

// tools is the folder with the browser tools, which `make peers` fills.
func tools(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(cache, "snapxml", "peers", "audit")
	peers.File(t, filepath.Join(dir, "node_modules", "playwright-core"))
	return dir
}

// wholeSite writes the whole page to a folder.
func wholeSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, domainsnapshot.Model(), whole()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// An audit is what the browser measured, as far as the audit's own gates do
// not judge it.
type audit struct {
	Timing   map[string]struct{ CLS float64 }
	Overflow map[string]struct{ Overflow int }
	DOM      struct{ HeadNoID, Skips int }
	Axe      map[string]struct{ Best []struct{ ID string } } `json:"axe_runs"`
	Print    struct{ NavVisible int }
}

// TestAudit opens each page in a browser, light and dark, wide and narrow.
func TestAudit(t *testing.T) {
	node, tools := peers.Tool(t, "node"), tools(t)
	script := peers.Shared(t, "e2e", "page_audit.mjs")
	peers.Tool(t, "chromium")
	dir := wholeSite(t)
	for _, page := range []string{PageFile, RulesFile, ChangesFile, CodesFile} {
		t.Run(page, func(t *testing.T) {
			out := t.TempDir()
			cmd := exec.CommandContext(t.Context(), node, script, dir, page, "--strict", "--gzip", "--runs", "1", "--max-kb", "60", "--out", out)
			cmd.Env = append(os.Environ(), "TOOLS="+tools)
			report, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("the audit: %v\n%s", err, report)
			}
			data, err := os.ReadFile(filepath.Join(out, "audit.json"))
			if err != nil {
				t.Fatal(err)
			}
			var a audit
			if err := json.Unmarshal(data, &a); err != nil {
				t.Fatal(err)
			}
			a.judge(t)
			t.Logf("%s", report)
		})
	}
}

func (a audit) judge(t *testing.T) {
	for name, timing := range a.Timing {
		if timing.CLS >= 0.02 {
			t.Errorf("%s: the layout shifts by %v", name, timing.CLS)
		}
	}
	if n := a.Overflow["320"].Overflow; n > 0 {
		t.Errorf("at 320 px the page is %d px too wide", n)
	}
	if a.DOM.HeadNoID > 0 || a.DOM.Skips > 0 {
		t.Errorf("%d headings without an id, %d skipped levels", a.DOM.HeadNoID, a.DOM.Skips)
	}
	for run, result := range a.Axe {
		for _, v := range result.Best {
			t.Errorf("%s: %s", run, v.ID)
		}
	}
	if a.Print.NavVisible > 0 {
		t.Error("navigation is printed")
	}
}

// TestHTML has the Nu HTML checker read every page.
func TestHTML(t *testing.T) {
	java := peers.Tool(t, "java")
	jar := peers.File(t, filepath.Join(tools(t), "node_modules", "vnu-jar", "build", "dist", "vnu.jar"))
	pages, err := filepath.Glob(filepath.Join(wholeSite(t), "*.html"))
	if err != nil || len(pages) < 5 {
		t.Fatalf("the pages: %v %v", pages, err)
	}
	cmd := exec.CommandContext(t.Context(), java, append([]string{"-Xss1m", "-jar", jar, "--stdout", "--errors-only", "--format", "gnu"}, pages...)...)
	if report, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("the checker: %v\n%s", err, report)
	}
}
