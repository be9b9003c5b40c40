package source

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"unicode/utf8"
)

// A part is a stretch of one line of a file of which only such parts are in
// memory.
type part struct {
	line   int   // from 1
	column int   // column of the first byte of text
	start  int64 // offset of the first byte of text
	text   []byte
}

func (p *part) span() Range { return Range{p.start, p.start + int64(len(p.text))} }

const (
	chunkSize = 64 << 10
	around    = 1 << 10 // bytes of its line that are kept on either side of an offset
)

// Sample makes a file of a large text of which only the surroundings of some
// offsets are kept in memory: enough for [File.Position] and [File.LineAt] of
// those offsets and for [File.Slice] near them. Its other methods see an empty
// file. The text must be UTF-8. It is
// read once from the beginning, and again around each offset. An error is one
// of reading.
func Sample(name string, text io.ReaderAt, size int64, offsets []int64) (*File, error) {
	offsets = slices.Clone(offsets)
	slices.Sort(offsets)
	f := &File{name: name, size: size}
	s := sampler{text: text, size: size, line: 1}
	if head, err := s.read(0, min(size, utf8.UTFMax)); err != nil {
		return nil, err
	} else if c, n := utf8.DecodeRune(head); c == byteOrderMark {
		s.at, s.start = int64(n), int64(n)
	}
	first := s.at
	for _, o := range slices.Compact(offsets) {
		p, err := s.sample(clamp(o, first, size))
		if err != nil {
			return nil, err
		}
		f.addPart(p)
	}
	return f, nil
}

// addPart adds a part behind the others, or to the last one if they meet.
func (f *File) addPart(p part) {
	if n := len(f.parts); n > 0 {
		last := &f.parts[n-1]
		if last.line == p.line && p.start <= last.span().End {
			last.text = append(last.text[:p.start-last.start], p.text...)
			return
		}
	}
	f.parts = append(f.parts, p)
}

// A sampler goes through a text and counts lines.
type sampler struct {
	text  io.ReaderAt
	size  int64
	at    int64 // everything before is counted
	line  int   // line of at
	start int64 // where that line starts
	known part  // the last part whose column was counted
	buf   [chunkSize + 1]byte
}

// read fills the buffer from an offset on, to a limit.
func (s *sampler) read(from, to int64) ([]byte, error) {
	n := min(to-from, int64(len(s.buf)))
	m, err := s.text.ReadAt(s.buf[:n], from)
	if err == io.EOF {
		err = nil
	}
	return s.buf[:m], err
}

// advance counts the lines that start at or before an offset. A "\r" ends a
// line unless "\n" follows, so one byte more is looked at.
func (s *sampler) advance(to int64) error {
	for s.at < to {
		end := min(to, s.at+chunkSize)
		chunk, err := s.read(s.at, min(end+1, s.size))
		if err != nil {
			return err
		}
		body := chunk[:min(int64(len(chunk)), end-s.at)]
		s.count(body, chunk)
		if len(body) == 0 {
			return io.ErrUnexpectedEOF // it has become shorter
		}
		s.at += int64(len(body))
	}
	return nil
}

func (s *sampler) count(body, chunk []byte) {
	if bytes.IndexByte(body, '\r') < 0 {
		if n := bytes.Count(body, []byte{'\n'}); n > 0 {
			s.line += n
			s.start = s.at + int64(bytes.LastIndexByte(body, '\n')) + 1
		}
		return
	}
	for i, c := range body {
		if c == '\n' || c == '\r' && !(i+1 < len(chunk) && chunk[i+1] == '\n') {
			s.line++
			s.start = s.at + int64(i) + 1
		}
	}
}

func (s *sampler) sample(offset int64) (part, error) {
	if err := s.advance(offset); err != nil {
		return part{}, err
	}
	p := part{line: s.line, column: 1, start: max(s.start, offset-around)}
	if err := s.column(&p); err != nil {
		return part{}, err
	}
	text, err := s.read(p.start, min(s.size, offset+around))
	if err != nil {
		return part{}, err
	}
	behind := text[min(int64(len(text)), offset-p.start):]
	if i := bytes.IndexAny(behind, "\r\n"); i >= 0 {
		text = text[:len(text)-len(behind)+i]
	}
	p.text = bytes.Clone(text)
	return p, nil
}

// column counts the characters of the line before the part, and moves its
// start to the start of a character.
func (s *sampler) column(p *part) error {
	at := s.start
	if s.known.line == p.line && s.known.start <= p.start {
		at, p.column = s.known.start, s.known.column
	}
	defer func() { s.known = part{line: p.line, column: p.column, start: p.start} }()
	for at < p.start {
		text, err := s.read(at, min(p.start+utf8.UTFMax, s.size))
		if err != nil || len(text) == 0 {
			return err
		}
		for i := 0; i < len(text) && (utf8.FullRune(text[i:]) || len(text) < chunkSize); {
			if at >= p.start {
				p.start = at
				return nil
			}
			_, n := utf8.DecodeRune(text[i:])
			i += n
			at += int64(n)
			p.column++
		}
	}
	return nil
}

// part is the one that an offset is in, or the nearest before it, or the first.
func (f *File) part(offset int64) *part {
	i, found := slices.BinarySearchFunc(f.parts, offset, func(p part, o int64) int { return cmp.Compare(p.start, o) })
	if !found && i > 0 {
		i--
	}
	return &f.parts[i]
}

// position is [File.Position] in a part.
func (p *part) position(offset int64) Position {
	offset = clamp(offset, p.start, p.span().End)
	return Position{Line: p.line, Column: p.column + utf8.RuneCount(p.text[:offset-p.start]), Offset: offset}
}

// slice is [File.Slice] in a part.
func (p *part) slice(r Range) []byte {
	start := clamp(r.Start, p.start, p.span().End)
	return p.text[start-p.start : clamp(r.End, start, p.span().End)-p.start]
}
