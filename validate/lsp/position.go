package lsp

import (
	"bytes"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// An encoding says in which unit characters of a line are counted (LSP 3.17,
// PositionEncodingKind).
type encoding string

const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
	utf32Units encoding = "utf-32"
)

// chooseEncoding is the one that costs least of those that a client offers,
// and UTF-16 if it offers none.
func chooseEncoding(offered []string) encoding {
	for _, want := range []encoding{utf8Units, utf16Units, utf32Units} {
		for _, o := range offered {
			if o == string(want) {
				return want
			}
		}
	}
	return utf16Units
}

// byteOrderMark is a character like any other for clients, though it has no
// column in a [source.File].
const byteOrderMark = "\ufeff"

// markWidth is how many characters of the first line are a byte order mark.
func (e encoding) markWidth(f *source.File) int {
	switch {
	case !bytes.HasPrefix(f.Bytes(), []byte(byteOrderMark)):
		return 0
	case e == utf8Units:
		return len(byteOrderMark)
	}
	return 1
}

// position is the place of an offset in a file.
func (e encoding) position(f *source.File, offset int64) Position {
	p := e.inText(f, offset)
	if p.Line == 0 && offset >= int64(len(byteOrderMark)) {
		p.Character += e.markWidth(f)
	}
	return p
}

// inText is position without the byte order mark.
func (e encoding) inText(f *source.File, offset int64) Position {
	if e == utf16Units {
		line, column := f.UTF16(offset)
		return Position{line, column}
	}
	p := f.Position(offset)
	if e == utf32Units {
		return Position{p.Line - 1, p.Column - 1}
	}
	return Position{p.Line - 1, int(p.Offset - f.Line(p.Line).Start)}
}

// offset is the place of a position in a file. What lies behind the end of a
// line or of the file is moved there.
func (e encoding) offset(f *source.File, p Position) int64 {
	p.Line, p.Character = max(p.Line, 0), max(p.Character, 0)
	if p.Line >= f.Lines() {
		return f.Size()
	}
	if mark := e.markWidth(f); p.Line == 0 && mark > 0 {
		if p.Character < mark {
			return 0
		}
		p.Character -= mark
	}
	switch e {
	case utf16Units:
		return f.FromUTF16(p.Line, p.Character)
	case utf32Units:
		return f.Offset(p.Line+1, p.Character+1)
	}
	line := f.Line(p.Line + 1)
	offset := min(line.Start+int64(p.Character), line.End)
	for text := f.Bytes(); offset > line.Start && offset < line.End && !utf8.RuneStart(text[offset]); {
		offset--
	}
	return offset
}

func (e encoding) rangeOf(f *source.File, r source.Range) Range {
	return Range{e.position(f, r.Start), e.position(f, r.End)}
}

// source is a range of a file; one that is the wrong way round is turned.
func (e encoding) source(f *source.File, r Range) source.Range {
	a, b := e.offset(f, r.Start), e.offset(f, r.End)
	return source.Range{Start: min(a, b), End: max(a, b)}
}

// visible is a range that is not empty, if there is something on its line:
// clients underline nothing, or anything, where there is nothing.
func visible(f *source.File, r source.Range) source.Range {
	if r.Len() > 0 {
		return r
	}
	line := f.LineAt(r.Start)
	text := f.Bytes()
	switch {
	case r.Start < line.End:
		_, n := utf8.DecodeRune(text[r.Start:line.End])
		return source.Range{Start: r.Start, End: r.Start + int64(n)}
	case r.Start > line.Start && r.Start <= line.End:
		_, n := utf8.DecodeLastRune(text[line.Start:r.Start])
		return source.Range{Start: r.Start - int64(n), End: r.Start}
	}
	return r
}

// edits are those of a fix.
func (e encoding) edits(f *source.File, edits []diag.Edit) []TextEdit {
	list := make([]TextEdit, len(edits))
	for i, ed := range edits {
		list[i] = TextEdit{e.rangeOf(f, ed.Range), ed.Text}
	}
	return list
}
