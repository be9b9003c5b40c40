package source

import (
	"slices"
	"sync"
	"unicode/utf8"
)

// A File is a named text that does not change. Its zero value is an empty
// file without a name. Methods may be called from several goroutines.
type File struct {
	name   string
	text   []byte
	decode func([]byte) (rune, int) // nil for UTF-8

	once  sync.Once
	lines []int64 // offset of the first byte of each line

	parts []part // of a sample; it has no text
	size  int64  // of a sample
}

// NewFile makes a file of a text in UTF-8 that the caller will not change any
// more. The name is only for messages.
func NewFile(name string, text []byte) *File {
	return &File{name: name, text: text}
}

// NewEncodedFile makes a file of a text in another encoding. The function
// decodes the first character of a text that is not empty, and returns it
// with the number of its bytes, at least 1; for bytes that are no character
// it returns U+FFFD.
func NewEncodedFile(name string, text []byte, decode func([]byte) (rune, int)) *File {
	return &File{name: name, text: text, decode: decode}
}

// Name is the name the file was made with. A nil file has none.
func (f *File) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Bytes is the whole text as it is. The caller must not change it.
func (f *File) Bytes() []byte {
	if f == nil {
		return nil
	}
	return f.text
}

// Size is the number of bytes in the file.
func (f *File) Size() int64 {
	if f != nil && f.parts != nil {
		return f.size
	}
	return int64(len(f.Bytes()))
}

// Slice is the text of a range in UTF-8, cut to what the file has.
func (f *File) Slice(r Range) []byte {
	raw := f.bytes(r)
	if f == nil || f.decode == nil {
		return raw
	}
	text := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		c, n := f.char(raw)
		text = utf8.AppendRune(text, c)
		raw = raw[n:]
	}
	return text
}

// bytes is the text of a range as it is, cut to what the file has.
func (f *File) bytes(r Range) []byte {
	if f != nil && f.parts != nil {
		return f.part(r.Start).slice(r)
	}
	text := f.Bytes()
	start := clamp(r.Start, 0, int64(len(text)))
	return text[start:clamp(r.End, start, int64(len(text)))]
}

// char is the first character of a text that is not empty, and its length.
func (f *File) char(text []byte) (rune, int) {
	if f.decode == nil {
		return utf8.DecodeRune(text)
	}
	r, n := f.decode(text)
	return r, max(1, min(n, len(text)))
}

// count is the number of characters in a text.
func (f *File) count(text []byte) (count int) {
	if f.decode == nil {
		return utf8.RuneCount(text)
	}
	for ; len(text) > 0; count++ {
		_, n := f.char(text)
		text = text[n:]
	}
	return count
}

// Position is the line and column of an offset. An offset outside the file is
// moved to its nearest end, and one in a byte order mark behind it.
func (f *File) Position(offset int64) Position {
	if f == nil {
		return Position{Line: 1, Column: 1}
	}
	if f.parts != nil {
		return f.part(offset).position(offset)
	}
	f.index()
	offset = clamp(offset, f.lines[0], int64(len(f.text)))
	line, found := slices.BinarySearch(f.lines, offset)
	if !found {
		line--
	}
	column := f.count(f.text[f.lines[line]:offset])
	return Position{Line: line + 1, Column: column + 1, Offset: offset}
}

// Offset is the inverse of [File.Position] for a line and a column in code
// points, both from 1. What lies outside is moved to the nearest place.
func (f *File) Offset(line, column int) int64 {
	r := f.Line(line)
	offset := r.Start
	for ; column > 1 && offset < r.End; column-- {
		_, n := f.char(f.text[offset:r.End])
		offset += int64(n)
	}
	return offset
}

// Lines is the number of lines; an empty file has one.
func (f *File) Lines() int {
	if f == nil {
		return 1
	}
	f.index()
	return len(f.lines)
}

// Line is the range of a line, counted from 1, without its line break and
// without a byte order mark. A line that does not exist is moved to the
// nearest one.
func (f *File) Line(line int) Range {
	if f == nil {
		return Range{}
	}
	f.index()
	line = int(clamp(int64(line), 1, int64(len(f.lines))))
	r := Range{f.lines[line-1], int64(len(f.text))}
	if line < len(f.lines) {
		r.End = r.Start + int64(f.lineLen(f.text[r.Start:f.lines[line]]))
	}
	return r
}

// LineAt is the range of the line that an offset is in; of a sample, what is
// kept of it.
func (f *File) LineAt(offset int64) Range {
	if f != nil && f.parts != nil {
		return f.part(offset).span()
	}
	return f.Line(f.Position(offset).Line)
}

// lineLen is the length of a line without its break.
func (f *File) lineLen(line []byte) int {
	if f.decode == nil {
		n := len(line)
		for n > 0 && isBreak(rune(line[n-1])) {
			n--
		}
		return n
	}
	for i := 0; i < len(line); {
		c, n := f.char(line[i:])
		if isBreak(c) {
			return i
		}
		i += n
	}
	return len(line)
}

// UTF16 is the line and column of an offset as editors count them: both from
// 0, the column in UTF-16 code units.
func (f *File) UTF16(offset int64) (line, column int) {
	p := f.Position(offset)
	text := f.bytes(Range{f.Line(p.Line).Start, p.Offset})
	for len(text) > 0 {
		c, n := f.char(text)
		column += units(c)
		text = text[n:]
	}
	return p.Line - 1, column
}

// FromUTF16 is the inverse of [File.UTF16]. A column past the end of the line
// means its end, as the Language Server Protocol asks, and one within a
// character means its start.
func (f *File) FromUTF16(line, column int) int64 {
	if line < 0 {
		return f.Line(1).Start
	}
	if line >= f.Lines() {
		return f.Size()
	}
	r := f.Line(line + 1)
	offset := r.Start
	for offset < r.End {
		c, n := f.char(f.text[offset:r.End])
		if column -= units(c); column < 0 {
			break
		}
		offset += int64(n)
	}
	return offset
}

// units is the number of UTF-16 code units of a character.
func units(c rune) int {
	if c > 0xFFFF {
		return 2
	}
	return 1
}

const byteOrderMark = 0xFEFF

// index finds the line starts, once.
func (f *File) index() {
	f.once.Do(func() {
		start := 0
		if len(f.text) > 0 {
			if c, n := f.char(f.text); c == byteOrderMark {
				start = n
			}
		}
		f.lines = append(f.lines, int64(start))
		if f.decode == nil {
			f.indexUTF8()
			return
		}
		var before rune
		for i := start; i < len(f.text); {
			c, n := f.char(f.text[i:])
			switch {
			case before == '\r' && c == '\n':
				f.lines[len(f.lines)-1] = int64(i + n)
			case isBreak(c):
				f.lines = append(f.lines, int64(i+n))
			}
			before = c
			i += n
		}
	})
}

// indexUTF8 is index for the usual case.
func (f *File) indexUTF8() {
	for i, c := range f.text {
		if c == '\n' || c == '\r' && !(i+1 < len(f.text) && f.text[i+1] == '\n') {
			f.lines = append(f.lines, int64(i)+1)
		}
	}
}

func isBreak(c rune) bool { return c == '\n' || c == '\r' }

func clamp(n, low, high int64) int64 { return max(low, min(n, high)) }
