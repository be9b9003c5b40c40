package prose

import "strings"

// Kind is the kind of a [Node].
type Kind string

// The kinds of nodes that are blocks.
const (
	Paragraph Kind = "p"
	Heading   Kind = "h"     // Number: its level, from 1
	List      Kind = "list"  // Number: of its first item; 0 is a list without numbers
	Item      Kind = "item"  // blocks of a list
	TextBlock Kind = "text"  // a paragraph without space around it, in a list whose items stand close
	CodeBlock Kind = "pre"   // Text: its lines, the last one with its end
	Quote     Kind = "quote" // blocks
	Rule      Kind = "hr"
	Table     Kind = "table" // rows; the first one is the header
	Row       Kind = "row"
	Cell      Kind = "cell"
)

// The kinds of nodes within a line.
const (
	Text     Kind = ""     // Text: as it is read; a line may end in it
	Code     Kind = "code" // Text
	Emphasis Kind = "em"
	Strong   Kind = "strong"
	Link     Kind = "a" // Target: where it leads, escaped as a URL
	Break    Kind = "br"
)

// A Node is a piece of prose: a block or something within a line.
type Node struct {
	Kind   Kind
	Text   string
	Target string
	Number int
	Sub    []*Node
}

// isBlock reports whether the node stands on lines of its own.
func (n *Node) isBlock() bool {
	switch n.Kind {
	case Text, Code, Emphasis, Strong, Link, Break:
		return false
	}
	return true
}

// Plain is the text of some nodes without any structure, with one space
// between words.
func Plain(nodes ...*Node) string {
	var b strings.Builder
	writePlain(&b, nodes)
	return strings.Join(strings.Fields(b.String()), " ")
}

func writePlain(b *strings.Builder, nodes []*Node) {
	for _, n := range nodes {
		b.WriteString(n.Text)
		writePlain(b, n.Sub)
		if n.isBlock() || n.Kind == Break {
			b.WriteByte(' ')
		}
	}
}

// Walk calls visit for every node, each before those within it; where visit
// returns false it does not go further in.
func Walk(nodes []*Node, visit func(*Node) bool) {
	for _, n := range nodes {
		if visit(n) {
			Walk(n.Sub, visit)
		}
	}
}
