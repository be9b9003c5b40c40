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

// TestAudit has the largest page measured, with its size and its time to paint.
// [TestAuditOfSite] looks at all.
func TestAudit(t *testing.T) {
	node, tools := peers.Tool(t, "node"), tools(t)
	script := peers.Shared(t, "e2e", "page_audit.mjs")
	peers.Tool(t, "chromium")
	dir := wholeSite(t)
	for _, page := range []string{PageFile} {
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

// TestAuditOfSite opens every page in a browser, light and dark, wide and
// narrow, on paper and without scripts; of the reference of a large schema some.
func TestAuditOfSite(t *testing.T) {
	t.Run("site", func(t *testing.T) { auditPages(t, wholeSite(t)) })
	t.Run("any schema", func(t *testing.T) {
		auditPages(t, referenceOf(t, realSchemas[0].path), "index.html", "source.html", "disk.html", "domainsnapshot.html", "any-name.html", "datatypes.html")
	})
}

func auditPages(t *testing.T, dir string, pages ...string) {
	node, tools, chromium := peers.Tool(t, "node"), tools(t), peers.Tool(t, "chromium")
	cmd := exec.CommandContext(t.Context(), node, append([]string{filepath.Join("testdata", "audit.mjs"), dir}, pages...)...)
	cmd.Env = append(os.Environ(), "TOOLS="+tools, "CHROMIUM="+chromium)
	if report, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, report)
	}
}

// referenceOf writes the reference of a schema to a folder.
func referenceOf(t *testing.T, schema string) string {
	t.Helper()
	dir := t.TempDir()
	if err := WriteGrammar(dir, simplified(t, peers.File(t, schema), nil), GrammarOptions{}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestHTML has the Nu HTML checker read every page.
func TestHTML(t *testing.T) {
	java := peers.Tool(t, "java")
	jar := peers.File(t, filepath.Join(tools(t), "node_modules", "vnu-jar", "build", "dist", "vnu.jar"))
	for name, dir := range map[string]string{"site": wholeSite(t), "any schema": referenceOf(t, realSchemas[0].path)} {
		pages, err := filepath.Glob(filepath.Join(dir, "*.html"))
		if err != nil || len(pages) < 12 {
			t.Fatalf("the pages: %v %v", pages, err)
		}
		cmd := exec.CommandContext(t.Context(), java, append([]string{"-Xss1m", "-jar", jar, "--stdout", "--errors-only", "--format", "gnu"}, pages...)...)
		if report, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("the checker on %s: %v\n%s", name, err, report)
		}
	}
}
