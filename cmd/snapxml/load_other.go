//go:build !unix

package main

import "os"

// load opens a file.
func load(path string, _ []byte) (text []byte, open *os.File, err error) {
	open, err = os.Open(path)
	return nil, open, err
}
