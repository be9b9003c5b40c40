package syntax

import (
	"strings"
	"unicode/utf8"
)

// lineWidth is how many characters a line of compact syntax has at most,
// unless a single name or literal is longer.
const lineWidth = 100

// A box is a piece of text that can be laid out in one line or in several.
type box struct {
	kind  boxKind
	text  string // text; line: what stands there if the line is not broken
	items []*box
	width int  // in one line
	hard  bool // it cannot be in one line
}

type boxKind uint8

const (
	boxText  boxKind = iota
	boxLine          // a place to break
	boxBreak         // a line end that must be
	boxNest          // items, indented
	boxGroup         // items, whose places to break are all broken or none
)

func text(s string) *box { return &box{text: s, width: utf8.RuneCountInString(s)} }

// line is a place to break, a space if it is not broken.
func line() *box { return &box{kind: boxLine, text: " ", width: 1} }

// softLine is a place to break, nothing if it is not broken.
func softLine() *box { return &box{kind: boxLine} }

// hardLine is a line end.
func hardLine() *box { return &box{kind: boxBreak, hard: true} }

// nest indents the lines that begin in the items.
func nest(items ...*box) *box { return join(boxNest, items) }

// group is set in one line if it fits there.
func group(items ...*box) *box { return join(boxGroup, items) }

func join(kind boxKind, items []*box) *box {
	b := &box{kind: kind, items: items}
	for _, item := range items {
		b.width += item.width
		b.hard = b.hard || item.hard
	}
	return b
}

// A layouter sets boxes into lines.
type layouter struct {
	strings.Builder
	column int
}

// set writes a box; flat says that the group around it is in one line.
func (l *layouter) set(b *box, indent int, flat bool) {
	switch {
	case b.kind == boxBreak, b.kind == boxLine && !flat:
		l.WriteByte('\n')
		l.column = 0
		return
	case b.kind == boxText, b.kind == boxLine:
		l.word(b, indent)
		return
	case b.kind == boxNest:
		indent += 2
	case b.kind == boxGroup:
		flat = !b.hard && max(l.column, indent)+b.width <= lineWidth
	}
	for _, item := range b.items {
		l.set(item, indent, flat)
	}
}

// word writes a text, at the beginning of a line behind the indentation.
func (l *layouter) word(b *box, indent int) {
	if b.text == "" || l.column == 0 && b.kind == boxLine {
		return
	}
	if l.column == 0 {
		l.WriteString(strings.Repeat(" ", indent))
		l.column = indent
	}
	l.WriteString(b.text)
	l.column += b.width
}
