package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/snapxml/snapxml/testdata/peers"
)

// What is compressed is what the script of the page unpacks, however it comes.
func TestCompress(t *testing.T) {
	text := []byte(strings.Repeat("what is repeated, and ", 40_000) + strings.Repeat("\x00", 300) + "the end")
	for i := range 100_000 {
		text = append(text, byte(i*i>>7), byte(i>>3))
	}
	packed, err := compress(text)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "packed")
	if err := os.WriteFile(file, packed, 0o666); err != nil {
		t.Fatal(err)
	}
	if got := unpacked(t, file); !bytes.Equal(got, text) {
		t.Errorf("%d bytes are unpacked of %d that were packed", len(got), len(text))
	}
}

// unpacked is what the page's script makes of a file.
func unpacked(t *testing.T, file string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), peers.Tool(t, "node"), filepath.Join("testdata", "unpack.mjs"), filepath.Join(peers.Root(), "site", "playground", "lzma.js"), file)
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// program is a program that calls deep, grows its stack, collects garbage and
// recovers from panics, so that the runtime looks into all of its tables.
const program = `package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
)

func deep(n int, kept []*int) (sum int) {
	defer func() {
		if p := recover(); p != nil {
			sum = -1
		}
	}()
	x := n
	kept = append(kept, &x)
	if n == 0 {
		runtime.GC()
		var none []int
		return none[len(kept)]
	}
	return deep(n-1, kept) + *kept[len(kept)-1]
}

func main() {
	done := make(chan int)
	for i := range 20 {
		go func() { done <- deep(1000*i, nil) }()
	}
	total := 0
	for range 20 {
		total += <-done
	}
	if len(debug.Stack()) == 0 {
		os.Exit(1)
	}
	fmt.Println(total)
}
`

// A program without its tables does what it does with them.
func TestStrip(t *testing.T) {
	node := peers.Tool(t, "node")
	dir := t.TempDir()
	for name, text := range map[string]string{"main.go": program, "go.mod": "module program\n\ngo 1.26\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "program.wasm")
	build := exec.CommandContext(t.Context(), "go", "build", "-pgo=off", "-ldflags=-s -w", "-gcflags=all=-l", "-o", file)
	build.Dir = dir
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	stripped, err := strip(text)
	if err != nil {
		t.Fatal(err)
	}
	bare := filepath.Join(dir, "bare.wasm")
	if err := os.WriteFile(bare, stripped, 0o666); err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	starter := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	var said []string
	for _, f := range []string{file, bare} {
		out, err := exec.CommandContext(t.Context(), node, "--stack-size=8192", starter, f).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", f, err, out)
		}
		said = append(said, string(out))
	}
	if said[0] != said[1] || said[0] == "" {
		t.Errorf("with its tables the program says %q, without them %q", said[0], said[1])
	}
	before, after := small(t, text), small(t, stripped)
	if len(stripped) != len(text) || after*20 > before*19 {
		t.Errorf("%d bytes have become %d, packed", before, after)
	}
}

func small(t *testing.T, text []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// What is no program of Go's is refused.
func TestStripRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "a text": "a text of no meaning", "no section": "\x00asm\x01\x00\x00\x00", "a torn section": "\x00asm\x01\x00\x00\x00\x0b\x7f\x05",
		"no tables":     "\x00asm\x01\x00\x00\x00\x0b\x09\x01\x00\x41\x00\x0b\x03abc",
		"a torn header": "\x00asm\x01\x00\x00\x00\x0b\x0c\x01\x00\x41\x00\x0b\x06\xf1\xff\xff\xff\x00\x00",
	} {
		if _, err := strip([]byte(text)); err == nil {
			t.Errorf("%s is taken for a program", name)
		}
	}
}

// A file that is packed already is left alone; one that has changed is packed
// again, which shows where it is no program.
func TestPackAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "program")
	write := func(name, text string, changed time.Time) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	write(file, "no program", noon)
	write(file+".lzma", "packed", noon.Add(time.Hour))
	if err := pack(file); err != nil {
		t.Errorf("a file that is packed: %v", err)
	}
	write(file, "no program either", noon.Add(2*time.Hour))
	if err := pack(file); err == nil {
		t.Error("a file that has changed is left alone")
	}
	if err := pack(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there is packed")
	}
}
