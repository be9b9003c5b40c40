// Wasmpack makes the checker of the playground small. It leaves out what a Go
// program knows of itself for stack traces, and compresses it with LZMA, which
// the page undoes while it loads it (site/playground/lzma.js): a third less to
// load than with gzip, the best that many hosts can.
//
// Usage:
//
//	wasmpack FILE
//
// It writes FILE.lzma, unless that is newer than FILE.
package main

import (
	"bytes"
	"fmt"
	"os"

	"github.com/kjk/lzma"
)

// level is the level of compression; higher ones take longer for nothing.
const level = 5

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: wasmpack FILE")
		os.Exit(2)
	}
	if err := pack(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "wasmpack:", err)
		os.Exit(1)
	}
}

// pack compresses a file, if it has changed.
func pack(file string) error {
	packed := file + ".lzma"
	plain, err := os.Stat(file)
	if err != nil {
		return err
	}
	if done, err := os.Stat(packed); err == nil && done.ModTime().After(plain.ModTime()) {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if text, err = strip(text); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	small, err := compress(text)
	if err != nil {
		return err
	}
	return os.WriteFile(packed, small, 0o644)
}

// compress compresses with LZMA.
func compress(text []byte) ([]byte, error) {
	var out bytes.Buffer
	w := lzma.NewWriterSizeLevel(&out, int64(len(text)), level)
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
