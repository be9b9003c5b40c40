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

// What is packed is what the script of the page unpacks, however it comes.
func TestPack(t *testing.T) {
	node := peers.Tool(t, "node")
	file := filepath.Join(t.TempDir(), "program")
	text := []byte(strings.Repeat("what is repeated, and ", 40_000) + strings.Repeat("\x00", 300) + "the end")
	for i := range 100_000 {
		text = append(text, byte(i*i>>7), byte(i>>3))
	}
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := pack(file); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, filepath.Join("testdata", "unpack.mjs"), filepath.Join(peers.Root(), "site", "playground", "lzma.js"), file+".lzma")
	got, err := cmd.Output()
	if err != nil || !bytes.Equal(got, text) {
		t.Errorf("%v: %d bytes are unpacked of %d that were packed", err, len(got), len(text))
	}
}

// A file that is packed already is left alone; one that has changed is not.
func TestPackAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "program")
	for _, step := range []struct {
		text    string
		changed time.Duration // before now
		want    bool
	}{{"first", time.Hour, true}, {"second", time.Hour, false}, {"third", -time.Hour, true}} {
		before, _ := os.ReadFile(file + ".lzma")
		at := time.Now().Add(-step.changed)
		if err := os.WriteFile(file, []byte(step.text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
		if err := pack(file); err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(file + ".lzma")
		if err != nil || bytes.Equal(before, after) == step.want {
			t.Errorf("%s: packed %v, want %v (%v)", step.text, !bytes.Equal(before, after), step.want, err)
		}
	}
	if err := pack(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is not there is packed")
	}
}

// Where gzip does better, packing is not worth its script.
func TestWorthIt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "program")
	text, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	text = text[:min(len(text), 1<<20)]
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := pack(file); err != nil {
		t.Fatal(err)
	}
	packed, err := os.Stat(file + ".lzma")
	if err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	w, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if int(packed.Size())*10 > zipped.Len()*9 {
		t.Errorf("%d bytes packed, %d with gzip", packed.Size(), zipped.Len())
	}
}
