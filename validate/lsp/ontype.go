package lsp

import (
	"context"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// onTypeFormatting answers textDocument/onTypeFormatting: a new line is indented
// as its place in the elements asks for, and "</" becomes an end tag.
func (s *Server) onTypeFormatting(_ context.Context, p *FormattingParams) ([]TextEdit, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil || d.isCompact() {
		return nil, err
	}
	offset := s.encoding.offset(d.file, p.Position)
	switch p.Ch {
	case "\n":
		return s.encoding.edits(d.file, s.indentLine(d, offset, unitOf(p.Options))), nil
	case "/":
		return s.encoding.edits(d.file, s.closeElement(d, offset)), nil
	}
	return nil, nil
}

// indentLine indents the line of the cursor by the elements that are open
// there, unless their white space is content.
func (s *Server) indentLine(d *document, offset int64, unit string) []diag.Edit {
	text := string(d.file.Bytes())
	line := d.file.LineAt(offset)
	rest := text[line.Start:line.End]
	blanks := len(rest) - len(strings.TrimLeft(rest, " \t"))
	c := s.cursorAt(d, line.Start)
	if c.spot.kind != inContent {
		return nil
	}
	depth := 0
	for _, tag := range c.place.Open {
		if strings.Contains(text[tag.Range.Start:tag.Range.End], "xml:space") {
			return nil
		}
		depth++
	}
	if m := c.matcher(); m != nil && depth > 0 && len(m.Expect().Elements) == 0 && !c.place.Ended {
		return nil
	}
	if strings.HasPrefix(rest[blanks:], "</") && depth > 0 {
		depth--
	}
	want := strings.Repeat(unit, depth)
	if want == rest[:blanks] {
		return nil
	}
	return []diag.Edit{{Range: source.Range{Start: line.Start, End: line.Start + int64(blanks)}, Text: want}}
}

// closeElement completes an end tag that has just been begun.
func (s *Server) closeElement(d *document, offset int64) []diag.Edit {
	text := d.file.Bytes()
	if offset < 2 || string(text[offset-2:offset]) != "</" {
		return nil
	}
	if offset < int64(len(text)) && (isNameByte(text[offset]) || text[offset] == '>') {
		return nil
	}
	c := s.cursorAt(d, offset)
	n := len(c.place.Open)
	if c.spot.kind != inEndTag || n == 0 {
		return nil
	}
	return []diag.Edit{{Range: source.At(offset), Text: c.place.Open[n-1].QName + ">"}}
}
