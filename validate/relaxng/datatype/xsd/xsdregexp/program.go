package xsdregexp

import (
	"encoding/binary"
	"slices"
)

// MaxProgram is how many instructions an expression may come to once its
// counted repetitions are written out: "a{n}" takes about n, "a{0,n}" 2n.
const MaxProgram = 1 << 16

// An op is what an instruction does.
type op uint8

const (
	opNop   op = iota // go on; only while parsing: a place for a later split or jump
	opSet             // consume a character of sets[x], go on
	opJump            // go to x
	opSplit           // go to x and to y
	opMatch           // the string matches if it ends here
)

// An inst is an instruction. While parsing, the targets of jumps and splits
// are relative to the instruction, so that a piece of code can be copied;
// the code of an expression is entered at its start and left by its end.
type inst struct {
	op   op
	x, y int32
}

// A program is a nondeterministic automaton.
type program struct {
	code []inst
	sets []set
}

// maxSpans bounds what the sets of an expression come to together.
const maxSpans = 1 << 20

// A builder writes a program, with opNop wherever a repetition or a choice
// may have to put in an instruction later.
type builder struct {
	code  []inst
	sets  []set
	seen  map[string]int32 // index in sets, by setKey
	spans int              // of all sets
}

// set writes the code that consumes a character of s.
func (b *builder) set(s set) {
	key := setKey(s)
	i, ok := b.seen[key]
	if !ok {
		i = int32(len(b.sets))
		b.sets = append(b.sets, s)
		b.seen[key] = i
		b.spans += len(s)
	}
	b.code = append(b.code, inst{op: opNop}, inst{op: opSet, x: i})
}

// setKey is a text that only equal sets share.
func setKey(s set) string {
	key := make([]byte, 0, 8*len(s))
	for _, p := range s {
		key = binary.LittleEndian.AppendUint32(key, uint32(p.lo))
		key = binary.LittleEndian.AppendUint32(key, uint32(p.hi))
	}
	return string(key)
}

// large reports whether the program has outgrown its bounds.
func (b *builder) large() bool { return len(b.code) > MaxProgram || b.spans > maxSpans }

// slot writes an opNop and tells where.
func (b *builder) slot() int {
	b.code = append(b.code, inst{op: opNop})
	return len(b.code) - 1
}

// jump makes the instruction at pc jump to the end of the code.
func (b *builder) jump(pc int) {
	b.code[pc] = inst{op: opJump, x: int32(len(b.code) - pc)}
}

// fork makes the instruction at pc go on and also to the end of the code.
func (b *builder) fork(pc int) {
	b.code[pc] = inst{op: opSplit, x: 1, y: int32(len(b.code) - pc)}
}

// repeat makes the code from atom on, which begins with an opNop, match from
// least to most times; most is negative if there is no bound. It reports
// whether the program stays within [MaxProgram].
func (b *builder) repeat(atom, least, most int) bool {
	switch {
	case most == 0:
		b.code = b.code[:atom]
	case least <= 1 && most == 1:
		b.optional(atom, 1-least, len(b.code)-atom)
	case least == 0 && most < 0:
		b.loop(atom, opJump)
		b.fork(atom)
	case least == 1 && most < 0:
		b.loop(atom, opSplit)
	case consumes(b.code[atom:]):
		return b.copies(atom, least, most)
	}
	return true // what consumes nothing need not be repeated
}

// loop ends the code with an instruction that goes back to atom.
func (b *builder) loop(atom int, op op) {
	pc := b.slot()
	b.code[pc] = inst{op: op, x: int32(atom - pc), y: 1}
}

// copies is repeat where the code must be written several times.
func (b *builder) copies(atom, least, most int) bool {
	size := len(b.code) - atom
	n := max(least, most)
	if n > (MaxProgram-atom)/size {
		return false
	}
	b.code = slices.Grow(b.code, (n-1)*size+1)
	for range n - 1 {
		b.code = append(b.code, b.code[atom:atom+size]...)
	}
	if most < 0 {
		b.loop(len(b.code)-size, opSplit)
	} else {
		b.optional(atom+least*size, n-least, size)
	}
	return true
}

// optional makes n copies of code, each of that size, the first at pc and the
// last at the end, such that each can leave for the end.
func (b *builder) optional(pc, n, size int) {
	for i := range n {
		b.fork(pc + i*size)
	}
}

// consumes reports whether code has an instruction that takes a character.
func consumes(code []inst) bool {
	for _, in := range code {
		if in.op == opSet {
			return true
		}
	}
	return false
}

// finish removes the places that were not needed and makes targets absolute.
func (b *builder) finish() *program {
	at := make([]int32, len(b.code)+1) // new address of each instruction
	n := int32(0)
	for pc, in := range b.code {
		at[pc] = n
		if in.op != opNop {
			n++
		}
	}
	at[len(b.code)] = n
	code := make([]inst, 0, n+1)
	for pc, in := range b.code {
		switch in.op {
		case opNop:
			continue
		case opSplit:
			in.y = at[pc+int(in.y)]
			fallthrough
		case opJump:
			in.x = at[pc+int(in.x)]
		}
		code = append(code, in)
	}
	return &program{append(code, inst{op: opMatch}), slices.Clone(b.sets)}
}
