package source

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// texts generates texts with all that positions depend on: characters of
// every width, line ends of every kind, byte order marks and, if wanted, bytes
// that are not UTF-8.
func texts(invalid bool) *rapid.Generator[string] {
	pieces := []string{"a", "b", "é", "€", "𝄞", "\n", "\r\n", "\r", "\uFEFF"}
	if invalid {
		pieces = append(pieces, "\xFF", "\xE2\x82")
	}
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30), func(list []string) string {
		return strings.Join(list, "")
	})
}

// A walk is a place in a text, found by going through it from the start.
type walk struct {
	offset                 int64
	line, column, column16 int
	inBreak                bool // between "\r" and "\n"
}

// places are all places in a text before, between and after its characters.
func places(text string) (list []walk) {
	w := walk{line: 1, column: 1}
	if strings.HasPrefix(text, "\uFEFF") {
		w.offset = 3
	}
	for {
		rest := text[w.offset:]
		list = append(list, w)
		if rest == "" {
			return list
		}
		r, n := utf8.DecodeRuneInString(rest)
		w.offset += int64(n)
		w.inBreak = r == '\r' && strings.HasPrefix(rest[1:], "\n")
		if (r == '\n' || r == '\r') && !w.inBreak {
			w.line, w.column, w.column16 = w.line+1, 1, 0
			continue
		}
		w.column++
		w.column16 += len(utf16.Encode([]rune{r}))
	}
}

func TestPositions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts(true).Draw(t, "text")
		f := NewFile("", []byte(text))
		all := places(text)
		if got, want := f.Lines(), all[len(all)-1].line; got != want {
			t.Fatalf("%d lines, want %d", got, want)
		}
		for _, w := range all {
			want := Position{w.line, w.column, w.offset}
			if got := f.Position(w.offset); got != want {
				t.Fatalf("offset %d is at %v, want %v", w.offset, got, want)
			}
			line, column := f.UTF16(w.offset)
			if line != w.line-1 || column != w.column16 {
				t.Fatalf("offset %d is at %d, %d in UTF-16, want %d, %d", w.offset, line, column, w.line-1, w.column16)
			}
			if w.inBreak {
				continue
			}
			if got := f.Offset(w.line, w.column); got != w.offset {
				t.Fatalf("%v is at offset %d, want %d", want, got, w.offset)
			}
			if got := f.FromUTF16(line, column); got != w.offset {
				t.Fatalf("%d, %d in UTF-16 is at offset %d, want %d", line, column, got, w.offset)
			}
		}
	})
}

// TestOutside checks that no argument is wrong: places outside the file are
// moved into it.
func TestOutside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts(true).Draw(t, "text")
		f := NewFile("", []byte(text))
		n := rapid.IntRange(-5, len(text)+5).Draw(t, "n")
		m := rapid.IntRange(-5, len(text)+5).Draw(t, "m")
		inside := func(offset int64) {
			if offset < 0 || offset > f.Size() {
				t.Fatalf("offset %d is not in the file", offset)
			}
		}
		inside(f.Position(int64(n)).Offset)
		inside(f.Offset(n, m))
		inside(f.FromUTF16(n, m))
		inside(f.Line(n).Start)
		inside(f.Line(n).End)
		f.UTF16(int64(n))
		f.Slice(Range{int64(n), int64(m)})
	})
}

func TestLines(t *testing.T) {
	f := NewFile("", []byte("\uFEFFone\ntwo\r\nthree\rfour\n\nsix\n"))
	want := []string{"one", "two", "three", "four", "", "six", ""}
	if f.Lines() != len(want) {
		t.Fatalf("%d lines, want %d", f.Lines(), len(want))
	}
	for i, line := range want {
		if got := string(f.Slice(f.Line(i + 1))); got != line {
			t.Errorf("line %d is %q, want %q", i+1, got, line)
		}
	}
}

// inUTF16 is a text in UTF-16, little end first.
func inUTF16(text string) (encoded []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		encoded = binary.LittleEndian.AppendUint16(encoded, unit)
	}
	return encoded
}

func decodeUTF16(p []byte) (rune, int) {
	if len(p) < 2 {
		return utf8.RuneError, 1
	}
	r := rune(binary.LittleEndian.Uint16(p))
	if utf16.IsSurrogate(r) && len(p) >= 4 {
		return utf16.DecodeRune(r, rune(binary.LittleEndian.Uint16(p[2:]))), 4
	}
	return r, 2
}

// TestEncoded checks that a text has the same lines and columns in every
// encoding.
func TestEncoded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts(false).Draw(t, "text")
		plain := NewFile("", []byte(text))
		encoded := NewEncodedFile("", inUTF16(text), decodeUTF16)
		if plain.Lines() != encoded.Lines() {
			t.Fatalf("%d lines, want %d", encoded.Lines(), plain.Lines())
		}
		for i := range plain.Lines() {
			got, want := encoded.Slice(encoded.Line(i+1)), plain.Slice(plain.Line(i+1))
			if string(got) != string(want) {
				t.Fatalf("line %d is %q, want %q", i+1, got, want)
			}
		}
		for _, w := range places(text) {
			offset := int64(len(inUTF16(text[:w.offset])))
			if p := encoded.Position(offset); p.Line != w.line || p.Column != w.column {
				t.Fatalf("offset %d is at %v, want %d:%d", offset, p, w.line, w.column)
			}
			line, column := encoded.UTF16(offset)
			if line != w.line-1 || column != w.column16 {
				t.Fatalf("offset %d is at %d, %d in UTF-16", offset, line, column)
			}
			if w.inBreak {
				continue
			}
			if got := encoded.Offset(w.line, w.column); got != offset {
				t.Fatalf("%d:%d is at offset %d, want %d", w.line, w.column, got, offset)
			}
			if got := encoded.FromUTF16(line, column); got != offset {
				t.Fatalf("%d, %d in UTF-16 is at offset %d, want %d", line, column, got, offset)
			}
		}
	})
}

func TestNilFile(t *testing.T) {
	var f *File
	if f.Name() != "" || f.Size() != 0 || f.Lines() != 1 || f.Line(3) != (Range{}) || f.Slice(Range{1, 2}) != nil {
		t.Error("a nil file is not empty")
	}
	if p := f.Position(7); p.Line != 1 || p.Column != 1 {
		t.Errorf("a nil file has the position %v", p)
	}
	if got := f.FromUTF16(0, 3) + f.Offset(2, 2); got != 0 {
		t.Errorf("a nil file has the offset %d", got)
	}
	f.UTF16(5)
}

func TestRange(t *testing.T) {
	r := Range{3, 5}
	if r.Len() != 2 || !r.Contains(3) || !r.Contains(5) || r.Contains(6) || At(4).Len() != 0 {
		t.Error("a range does not hold what it should")
	}
	if got := r.Cover(Range{1, 4}); got != (Range{1, 5}) {
		t.Errorf("cover is %v", got)
	}
	if got := (Position{Line: 2, Column: 7}).String(); got != "2:7" {
		t.Errorf("a position is written %q", got)
	}
}
