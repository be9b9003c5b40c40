package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Go's programs know the name, file and line of each of their instructions, for
// stack traces, and -ldflags -s does not leave that out. In a browser nobody
// reads it, and it is a tenth of what travels: strip blanks it. The runtime
// takes the offset 0 in these tables to mean that there is nothing to tell
// (runtime/symtab.go: pcvalue, funcname). Tables that it needs to run, the sizes
// of frames and what they hold, stay.

// pcHeader is the head of the tables (runtime/symtab.go: pcHeader), behind its
// magic number.
type pcHeader struct {
	Pad                              [2]byte
	MinLC, PtrSize                   uint8
	Funcs, Files                     uint64
	TextStart                        uint64
	Names, Units, FileNames, PCs, Fn uint64 // offsets from the head
}

// function is what is known of one (runtime/runtime2.go: _func). Offsets into
// the table of PCs follow, PCData in number.
type function struct {
	Entry                uint32
	Name                 int32
	Args                 int32
	DeferReturn          uint32
	Frame, File, Line    uint32 // offsets in the table of PCs
	PCData, Unit         uint32
	StartLine            int32
	ID, Flag, _, Funcdat uint8
}

// magic begins the tables of Go 1.20 and later.
const magic = 0xfffffff1

// errTables says that the tables are not those of the Go releases that this was
// written for.
var errTables = errors.New("the tables of functions are not where they are expected")

// strip blanks what a program in WebAssembly knows of itself for stack traces.
func strip(wasm []byte) ([]byte, error) {
	parts, err := dataOf(wasm)
	if err != nil {
		return nil, err
	}
	memory := parts.read(wasm)
	at, header, err := findTables(memory)
	if err != nil {
		return nil, err
	}
	t := tables{memory[at:], header}
	used, err := t.forget()
	if err != nil {
		return nil, err
	}
	clear(t.text[header.Names:header.PCs])
	pcs := t.text[header.PCs:header.Fn]
	for i := range pcs {
		if !used[i] {
			pcs[i] = 0
		}
	}
	out := bytes.Clone(wasm)
	parts.write(out, memory)
	return out, nil
}

// findTables finds the head of the tables.
func findTables(memory []byte) (at int, h pcHeader, err error) {
	mark := binary.LittleEndian.AppendUint32(nil, magic)
	for at = 0; ; at++ {
		i := bytes.Index(memory[at:], mark)
		if i < 0 {
			return 0, h, errTables
		}
		at += i
		if _, err := binary.Decode(memory[at+len(mark):], binary.LittleEndian, &h); err != nil {
			return 0, h, errTables
		}
		size := uint64(len(memory) - at)
		inOrder := h.Names < h.Units && h.Units <= h.FileNames && h.FileNames <= h.PCs && h.PCs < h.Fn
		if h.Pad == [2]byte{} && h.MinLC == 1 && h.PtrSize == 8 && inOrder && h.Fn < size && h.Funcs < size {
			return at, h, nil
		}
	}
}

// tables are those tables with their head.
type tables struct {
	text []byte
	pcHeader
}

// forget has each function forget its name, file and line, and gives the bytes
// of the table of PCs that are still used.
func (t tables) forget() (used []bool, err error) {
	used = make([]bool, t.Fn-t.PCs)
	if len(used) > 0 {
		used[0] = true
	}
	list := t.text[t.Fn:]
	for i := range t.Funcs {
		if uint64(len(list)) < 8*i+8 {
			return nil, errTables
		}
		offset := binary.LittleEndian.Uint32(list[8*i+4:])
		if uint64(offset) >= uint64(len(list)) {
			return nil, errTables
		}
		text := list[offset:]
		var f function
		n, err := binary.Decode(text, binary.LittleEndian, &f)
		if err != nil || uint64(len(text)) < uint64(n)+4*uint64(f.PCData) {
			return nil, errTables
		}
		offsets := []uint32{f.Frame}
		for k := range f.PCData {
			offsets = append(offsets, binary.LittleEndian.Uint32(text[n+4*int(k):]))
		}
		for _, o := range offsets {
			if err := t.keep(used, o); err != nil {
				return nil, err
			}
		}
		f.Name, f.File, f.Line, f.Unit, f.StartLine = 0, 0, 0, 0, 0
		if _, err := binary.Encode(text, binary.LittleEndian, &f); err != nil {
			return nil, err
		}
	}
	return used, nil
}

// keep marks a list in the table of PCs as used: pairs of numbers, of which the
// first is zero at the end, though not at the beginning (runtime/symtab.go:
// step).
func (t tables) keep(used []bool, offset uint32) error {
	if offset == 0 {
		return nil
	}
	pcs := t.text[t.PCs:t.Fn]
	at := int(offset)
	for first := true; at < len(pcs); first = false {
		value, n := binary.Uvarint(pcs[at:])
		if n <= 0 {
			break
		}
		at += n
		if value == 0 && !first {
			for i := int(offset); i < at; i++ {
				used[i] = true
			}
			return nil
		}
		_, n = binary.Uvarint(pcs[at:])
		if n <= 0 {
			break
		}
		at += n
	}
	return fmt.Errorf("%w: a list does not end", errTables)
}
