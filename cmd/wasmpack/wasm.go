package main

import (
	"encoding/binary"
	"errors"
)

// A part is bytes of the program's memory, as it begins, in a module.
type part struct{ memory, file, size int }

type parts []part

// errModule says that a file is no module of the form that Go's linker writes.
var errModule = errors.New("not a WebAssembly module of Go's")

// dataSection is the number of the section that fills the memory.
const dataSection = 11

// dataOf finds the parts of memory in a module (WebAssembly core specification,
// "Binary Format", "Data Section").
func dataOf(wasm []byte) (parts, error) {
	if len(wasm) < 8 || string(wasm[:4]) != "\x00asm" {
		return nil, errModule
	}
	r := &reader{text: wasm, at: 8}
	for r.at < len(wasm) && !r.failed {
		section := r.number()
		size := r.number()
		if section != dataSection {
			r.skip(size)
			continue
		}
		var list parts
		for range r.number() {
			// An active part of memory 0, at "i32.const".
			mode, op := r.number(), r.number()
			p := part{memory: r.number()}
			end := r.number()
			p.size = r.number()
			p.file = r.at
			r.skip(p.size)
			if r.failed || mode != 0 || op != 0x41 || end != 0x0b {
				return nil, errModule
			}
			list = append(list, p)
		}
		return list, nil
	}
	return nil, errModule
}

// read is the memory that the parts make.
func (p parts) read(wasm []byte) []byte {
	size := 0
	for _, x := range p {
		size = max(size, x.memory+x.size)
	}
	memory := make([]byte, size)
	for _, x := range p {
		copy(memory[x.memory:], wasm[x.file:x.file+x.size])
	}
	return memory
}

// write puts the memory back into its parts.
func (p parts) write(wasm, memory []byte) {
	for _, x := range p {
		copy(wasm[x.file:x.file+x.size], memory[x.memory:])
	}
}

// A reader reads numbers of a module, until one is not there.
type reader struct {
	text   []byte
	at     int
	failed bool
}

// largest is the largest number that makes sense: no module is larger.
const largest = 1 << 31

// number reads a number in LEB128, positive even where it may be signed.
func (r *reader) number() int {
	value, n := binary.Uvarint(r.text[min(r.at, len(r.text)):])
	if n <= 0 || value >= largest {
		r.failed = true
		return 0
	}
	r.at += n
	return int(value)
}

func (r *reader) skip(n int) {
	r.at += n
	r.failed = r.failed || r.at > len(r.text)
}
