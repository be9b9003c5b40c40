package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
)

// A served is the process of snapxml serve.
type served struct {
	watcher
	url string
}

// startServe starts snapxml serve in a folder and waits until it serves.
func startServe(t *testing.T, dir string, env []string, args ...string) *served {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there is no interrupt to send")
	}
	r, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("snapxml", append([]string{"serve", "--address", "localhost:0"}, args...)...)
	cmd.Dir, cmd.Stderr, cmd.Env = dir, out, append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() }) //nolint:errcheck // it has ended, if all is well
	out.Close()
	s := &served{watcher: watcher{t, cmd, bufio.NewScanner(r)}}
	s.url = regexp.MustCompile(`http://\S*/`).FindString(s.until("serving "))
	return s
}

// get asks for a path.
func (s *served) get(path string, change ...func(*http.Request)) (status int, header http.Header, body string) {
	s.Helper()
	request, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		s.Fatal(err)
	}
	for _, f := range change {
		f(request)
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.Fatal(err)
	}
	return response.StatusCode, response.Header, string(text)
}

// interrupt ends it, while events are being read.
func (s *served) interrupt() {
	s.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.Fatal(err)
	}
	for s.lines.Scan() {
	}
	if err := s.cmd.Wait(); err != nil {
		s.Errorf("after an interrupt: %v", err)
	}
}

func TestServeFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "secret.txt"), "secret")
	site := filepath.Join(dir, "site")
	write(t, filepath.Join(site, "index.html"), `<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"></head><p>one`)
	write(t, filepath.Join(site, "sub/index.html"), "<html><head></head><p>below")
	write(t, filepath.Join(site, "a.svg"), "<svg/>")
	if err := os.Symlink("../secret.txt", filepath.Join(site, "link.txt")); err != nil {
		t.Fatal(err)
	}
	s := startServe(t, dir, nil, "site")

	status, header, body := s.get("")
	if status != 200 || !strings.Contains(body, "<p>one") || !strings.Contains(body, `<script src="/~reload.js" defer>`) {
		t.Errorf("%d %s", status, body)
	}
	if !strings.Contains(body, "default-src 'none'; connect-src 'self'; script-src 'self'") {
		t.Errorf("the policy is %s", body)
	}
	if header.Get("Cache-Control") != "no-store" || header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("the header is %v", header)
	}
	if status, _, body := s.get("sub/"); status != 200 || !strings.Contains(body, "below") {
		t.Errorf("%d %s", status, body)
	}
	if status, header, _ := s.get("sub"); status != 302 || header.Get("Location") != "/sub/" {
		t.Errorf("%d %v", status, header)
	}
	if _, header, _ := s.get("a.svg"); header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("a picture is %v", header)
	}
	for path, want := range map[string]int{"absent.html": 404, "../secret.txt": 404, "%2e%2e/secret.txt": 404, "link.txt": 403} {
		if status, _, body := s.get(path); status != want || strings.Contains(body, "secret\n") || body == "secret" {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if status, _, _ := s.get("", func(r *http.Request) { r.Host = "example.org" }); status != http.StatusMisdirectedRequest {
		t.Errorf("by another name: %d", status)
	}
	if status, _, _ := s.get("", func(r *http.Request) { r.Method = http.MethodPost }); status != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", status)
	}

	response, err := http.Get(s.url + "~events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	events := watcher{t, nil, bufio.NewScanner(response.Body)}
	events.until("retry:")
	write(t, filepath.Join(site, "index.html"), "<html><head></head><p>two")
	events.until("event: change")
	if _, _, body := s.get(""); !strings.Contains(body, "<p>two") {
		t.Errorf("after the change: %s", body)
	}
	s.interrupt()
}

// A reference follows its schema; a fault in it is told, and the pages stay.
func TestServeSchema(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	note := filepath.Join(dir, "note.rnc")
	write(t, note, "start = element first { text }")
	s := startServe(t, dir, []string{"TMPDIR=" + temp}, "--schema", "note.rnc")
	if _, _, body := s.get(""); !strings.Contains(body, "first") {
		t.Errorf("no reference: %s", body)
	}
	write(t, note, "start = element second { missing }")
	s.until("the pages stay as they are")
	if _, _, body := s.get(""); !strings.Contains(body, "first") {
		t.Errorf("the pages do not stay: %s", body)
	}
	write(t, note, "start = element second { text }")
	s.until("changed; the pages reload")
	if _, _, body := s.get(""); !strings.Contains(body, "second") {
		t.Errorf("the pages are as before: %s", body)
	}
	s.interrupt()
	if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Outside of a checkout the site is that of the tool itself.
func TestServeSite(t *testing.T) {
	s := startServe(t, t.TempDir(), nil)
	for page, want := range map[string]string{"": "Know what libvirt", "formatsnapshot.html": "domainsnapshot", "hierarchy.svg": "<svg"} {
		if status, _, body := s.get(page); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d", page, status)
		}
	}
	s.interrupt()
}

func TestServeTakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	var stderr strings.Builder
	status := run([]string{"serve", "--address", "localhost:" + port, t.TempDir()}, strings.NewReader(""), io.Discard, &stderr)
	if want := "another program listens at localhost:" + port + "; choose another port with --address"; status != exitFailure || !strings.Contains(stderr.String(), want) {
		t.Errorf("%d %s", status, &stderr)
	}
}

func TestServeUsage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"a", "b"}, "accepts at most 1 arg"},
		{[]string{"--address", "localhost:0", "absent"}, "absent: no such file"},
		{[]string{"--address", "localhost:0", file}, "is no folder"},
		{[]string{"--address", "nowhere"}, "--address nowhere: "},
		{[]string{"--schema", "a.rng", "."}, "--schema makes the pages"},
		{[]string{"--libvirt", "9.0.0", "."}, "--libvirt makes the page"},
		{[]string{"--libvirt", "9.0.0", "--schema", "a.rng"}, "does not go with --schema"},
		{[]string{"--address", "localhost:0", "--schema", "absent.rng"}, "absent.rng"},
	} {
		var stderr strings.Builder
		status := run(append([]string{"serve"}, test.args...), strings.NewReader(""), io.Discard, &stderr)
		if status != exitFailure || !strings.Contains(stderr.String(), test.want) {
			t.Errorf("%v: %d %s", test.args, status, &stderr)
		}
	}
}

// In a checkout the pages follow the annotated types, and an open page reloads
// by itself, under its strict policy.
func TestServeCheckout(t *testing.T) {
	node, chromium := peers.Tool(t, "node"), peers.Tool(t, "chromium")
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	tools := filepath.Join(cache, "snapxml", "peers", "audit")
	peers.File(t, filepath.Join(tools, "node_modules", "playwright-core"))
	dir, _ := project(t)
	s := startServe(t, dir, append(moduleCache(t), "GOFLAGS="))
	source := filepath.Join(dir, "schema", "domainsnapshot", "snapshot.go")
	cmd := exec.Command(node, "testdata/serve.mjs", s.url+"formatsnapshot.html", source)
	cmd.Env = append(os.Environ(), "TOOLS="+tools, "CHROMIUM="+chromium)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	s.interrupt()
}
