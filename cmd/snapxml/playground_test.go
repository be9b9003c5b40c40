package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// What the playground may weigh.
const (
	largestPlayground = 150 << 10 // bytes with gzip: page, style and scripts
	largestChecker    = 1_500_000 // bytes that are loaded besides
)

// buildChecker has make build the checker, once for all tests.
var buildChecker = sync.OnceValue(func() error {
	cmd := exec.Command("make", "playground")
	cmd.Dir = peers.Root()
	cmd.Stderr = os.Stderr
	return cmd.Run()
})

// playgroundSite writes the site with its playground to a folder.
func playgroundSite(t *testing.T) (dir string) {
	t.Helper()
	peers.Slow(t, "builds the checker")
	peers.Tool(t, "make")
	if err := buildChecker(); err != nil {
		t.Fatal("make playground:", err)
	}
	dir = t.TempDir()
	var stderr bytes.Buffer
	if status := run([]string{"docs", "-o", dir, "--playground", filepath.Join(peers.Root(), "bin", "playground")}, strings.NewReader(""), io.Discard, &stderr); status != exitOK {
		t.Fatalf("docs: exit status %d\n%s", status, &stderr)
	}
	return dir
}

// tools are the browser and what drives it.
func browserTools(t *testing.T) (node string, env []string) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	tools := filepath.Join(cache, "snapxml", "peers", "audit")
	peers.File(t, filepath.Join(tools, "node_modules", "playwright-core"))
	return peers.Tool(t, "node"), append(os.Environ(), "TOOLS="+tools, "CHROMIUM="+peers.Tool(t, "chromium"))
}

// TestPlayground writes documents as a person does: a wrong value is marked and
// mended, names are looked up and completed, a document goes into an address
// and comes back.
func TestPlayground(t *testing.T) {
	node, env := browserTools(t)
	cmd := exec.CommandContext(t.Context(), node, filepath.Join("testdata", "playground.mjs"), playgroundSite(t))
	cmd.Env = env
	report, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, report)
	}
	t.Logf("%s", report)
}

// TestPlaygroundAudit opens the page light and dark, wide and narrow.
func TestPlaygroundAudit(t *testing.T) {
	node, env := browserTools(t)
	script := peers.Shared(t, "e2e", "page_audit.mjs")
	out := t.TempDir()
	cmd := exec.CommandContext(t.Context(), node, script, playgroundSite(t), "playground.html", "--strict", "--gzip", "--runs", "1", "--out", out)
	cmd.Env = env
	report, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the audit: %v\n%s", err, report)
	}
	data, err := os.ReadFile(filepath.Join(out, "audit.json"))
	if err != nil {
		t.Fatal(err)
	}
	var a struct {
		Timing   map[string]struct{ CLS float64 }
		Overflow map[string]struct{ Overflow int }
	}
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Timing) == 0 || len(a.Overflow) == 0 {
		t.Fatalf("the audit measured nothing: %s", data)
	}
	for name, timing := range a.Timing {
		if timing.CLS >= 0.02 {
			t.Errorf("%s: the layout shifts by %v", name, timing.CLS)
		}
	}
	for width, o := range a.Overflow {
		if o.Overflow > 0 {
			t.Errorf("at %s px the page is %d px too wide", width, o.Overflow)
		}
	}
}

// TestPlaygroundWeight keeps the page light, and the reference page free of it.
func TestPlaygroundWeight(t *testing.T) {
	dir := playgroundSite(t)
	total := zipped(t, filepath.Join(dir, "playground.html")) + zipped(t, filepath.Join(dir, "page.js"))
	scripts, err := filepath.Glob(filepath.Join(dir, "playground", "*.js"))
	if err != nil || len(scripts) < 5 {
		t.Fatalf("the scripts: %v %v", scripts, err)
	}
	for _, script := range scripts {
		total += zipped(t, script)
	}
	if total > largestPlayground {
		t.Errorf("page, style and scripts have %d bytes with gzip; at most %d", total, largestPlayground)
	}
	checker, err := os.Stat(filepath.Join(dir, "playground", "snapxml.wasm.lzma"))
	if err != nil || checker.Size() > largestChecker {
		t.Errorf("the checker has %d bytes, at most %d (%v)", checker.Size(), largestChecker, err)
	}
	t.Logf("page, style and scripts %d bytes with gzip, checker %d", total, checker.Size())
	page, err := os.ReadFile(filepath.Join(dir, "formatsnapshot.html"))
	if err != nil {
		t.Fatal(err)
	}
	if n := zipped(t, filepath.Join(dir, "formatsnapshot.html")); n > 60<<10 {
		t.Errorf("formatsnapshot.html has %d bytes with gzip", n)
	}
	if bytes.Contains(page, []byte(`src="playground`)) || !bytes.Contains(page, []byte(`href="playground.html?example=minimal"`)) {
		t.Error("formatsnapshot.html loads the playground, or does not lead to it")
	}
}

// zipped is how many bytes of a file travel.
func zipped(t *testing.T, path string) int {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// notInChecker are packages that the checker does without: they would make it
// larger by a tenth and more.
var notInChecker = []string{module + "schema", module + "docsgen", "go/", "net/http", "html/template", "text/template", "regexp", "math/big", "crypto/"}

// TestCheckerImports looks at everything that is linked into the checker.
func TestCheckerImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", module+"cmd/playground")
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for pkg := range strings.FieldsSeq(string(out)) {
		seen++
		for _, no := range notInChecker {
			if pkg == strings.TrimSuffix(no, "/") || strings.HasPrefix(pkg, strings.TrimSuffix(no, "/")+"/") {
				t.Errorf("the checker depends on %s", pkg)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d packages: %s", seen, out)
	}
}
