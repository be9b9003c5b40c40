//go:build unix

package main

import (
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// load reads a regular file of fewer than streamFrom bytes into memory that is
// there, or new one. Any other file it returns open. It takes four system
// calls, where package os needs more to be ready for files that can wait.
func load(path string, memory []byte) (text []byte, open *os.File, err error) {
	fd, err := retry(func() (int, error) { return syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0) })
	if err != nil {
		return nil, nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	var info syscall.Stat_t
	if err := syscall.Fstat(fd, &info); err != nil || info.Mode&syscall.S_IFMT != syscall.S_IFREG || info.Size >= streamFrom {
		return nil, os.NewFile(uintptr(fd), path), nil
	}
	defer syscall.Close(fd)
	text = slices.Grow(memory[:0], int(info.Size)+1)
	for {
		n, err := retry(func() (int, error) { return syscall.Read(fd, text[len(text):cap(text)]) })
		if err != nil {
			return nil, nil, &fs.PathError{Op: "read", Path: path, Err: err}
		}
		text = text[:len(text)+n]
		if n == 0 || int64(len(text)) == info.Size {
			return text, nil, nil
		}
		if len(text) == cap(text) { // it has grown
			text = slices.Grow(text, len(text))
		}
	}
}

// retry repeats a system call that a signal interrupts.
func retry(call func() (int, error)) (int, error) {
	for {
		if n, err := call(); err != syscall.EINTR {
			return n, err
		}
	}
}
