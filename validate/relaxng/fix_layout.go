package relaxng

import (
	"bytes"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// An editor makes edits of a document that keep to its layout: what stands on
// lines of its own comes and goes with the lines, and is indented as its
// neighbours are. Without a text it makes none.
type editor struct {
	text []byte
}

// owns reports whether an element stands in the text as it is, not in the
// replacement of an entity.
func (ed *editor) owns(n *node) bool {
	size := int64(len(ed.text))
	return n.parent != nil && n.tag.End <= size && n.end.End <= size && n.tag.Len() > 2 &&
		ed.text[n.tag.Start] == '<' && ed.text[n.tag.End-1] == '>' && n.nameRange.Start == n.tag.Start+1 &&
		(n.isSelfClosing() || n.end.Len() > n.nameRange.Len() && string(ed.text[n.end.Start:n.end.Start+2]) == "</")
}

// isSelfClosing reports whether one tag is the whole element.
func (n *node) isSelfClosing() bool { return n.end.Len() == 0 }

// holds reports whether an attribute stands in the text as it is.
func (ed *editor) holds(at *xmlscan.Attr) bool {
	return at.Specified && at.Range.End <= int64(len(ed.text)) && at.Range.Len() >= at.NameRange.Len()+3 &&
		at.NameRange.Start == at.Range.Start && at.ValueRange.End+1 == at.Range.End
}

func (ed *editor) slice(r source.Range) string { return string(ed.text[r.Start:r.End]) }

// lineBefore is the start of the line of an offset, if only blanks lie
// between.
func (ed *editor) lineBefore(offset int64) (start int64, ok bool) {
	for start = offset; start > 0; start-- {
		switch ed.text[start-1] {
		case ' ', '\t':
		case '\n', '\r':
			return start, true
		default:
			return offset, false
		}
	}
	return start, true
}

// lineAfter is where the next line begins, if only blanks lie between.
func (ed *editor) lineAfter(offset int64) (end int64, ok bool) {
	for end = offset; end < int64(len(ed.text)); end++ {
		switch ed.text[end] {
		case ' ', '\t', '\r':
		case '\n':
			return end + 1, true
		default:
			return offset, false
		}
	}
	return end, true
}

// lines is a range, extended to whole lines if nothing else stands on them.
func (ed *editor) lines(r source.Range) source.Range {
	start, first := ed.lineBefore(r.Start)
	end, last := ed.lineAfter(r.End)
	if first && last {
		return source.Range{Start: start, End: end}
	}
	return r
}

// indent is the blanks before an element that begins its line.
func (ed *editor) indent(offset int64) (indent string, ok bool) {
	start, ok := ed.lineBefore(offset)
	return ed.slice(source.Range{Start: start, End: offset}), ok
}

// newline is the line break that the document uses.
func (ed *editor) newline() string {
	if i := bytes.IndexByte(ed.text, '\n'); i > 0 && ed.text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// unit is by how much the document indents the children of a node.
func (ed *editor) unit(n *node) string {
	for ; n != nil && n.parent != nil; n = n.parent {
		outer, ok := ed.indent(n.tag.Start)
		for _, it := range n.items {
			if it.child == nil || !ok {
				continue
			}
			if inner, ok := ed.indent(it.child.tag.Start); ok && len(inner) > len(outer) && strings.HasPrefix(inner, outer) {
				return inner[len(outer):]
			}
		}
	}
	return "  "
}

// quote is the quotation mark that a document uses for attributes, those of a
// tag before all.
func (ed *editor) quote(n *node) string {
	for i := range n.attrs {
		if ed.holds(&n.attrs[i]) {
			return string(ed.text[n.attrs[i].Range.End-1])
		}
	}
	single, double := bytes.Index(ed.text, []byte("='")), bytes.Index(ed.text, []byte(`="`))
	if single >= 0 && (double < 0 || single < double) {
		return "'"
	}
	return `"`
}

// prefixed puts the prefix of an element, if it has one, before a local name.
func (ed *editor) prefixed(n *node, local string) string {
	prefix, _, ok := strings.Cut(ed.slice(n.nameRange), ":")
	if !ok {
		return local
	}
	return prefix + ":" + local
}

// moved is a text whose lines are indented by one amount, with another.
func moved(text, from, to string) string {
	lines := strings.SplitAfter(text, "\n")
	for i := 1; i < len(lines); i++ {
		if rest, ok := strings.CutPrefix(lines[i], from); ok && strings.TrimSpace(lines[i]) != "" {
			lines[i] = to + rest
		}
	}
	return strings.Join(lines, "")
}

// fix makes a fix, in a list of its own.
func fix(certain bool, title string, edits ...diag.Edit) []diag.Fix {
	return []diag.Fix{{Title: title, Edits: edits, Certain: certain}}
}

// insert is the edits that put something into a node before one of its items,
// or at its end. The text is asked for with the indentation of the new line.
func (ed *editor) insert(n *node, before int, text func(indent string) string) []diag.Edit {
	if !ed.owns(n) {
		return nil
	}
	if before < len(n.items) {
		return ed.insertBefore(n.items[before], text)
	}
	outer, ownLine := ed.indent(n.tag.Start)
	inner := outer + ed.unit(n)
	if i := slices.IndexFunc(n.items, func(it item) bool { return it.child != nil }); i >= 0 {
		if indent, ok := ed.indent(n.items[i].child.tag.Start); ok {
			inner = indent
		}
	}
	switch {
	case n.isSelfClosing():
		r := source.Range{Start: ed.tagContentEnd(n), End: n.tag.End}
		closing := "</" + ed.slice(n.nameRange) + ">"
		if !ownLine {
			return []diag.Edit{{Range: r, Text: ">" + text("") + closing}}
		}
		return []diag.Edit{{Range: r, Text: ">" + ed.newline() + inner + text(inner) + ed.newline() + outer + closing}}
	case n.tag.End == n.end.Start && ownLine:
		return []diag.Edit{{Range: source.At(n.end.Start), Text: ed.newline() + inner + text(inner) + ed.newline() + outer}}
	}
	if start, ok := ed.lineBefore(n.end.Start); ok {
		return []diag.Edit{{Range: source.At(start), Text: inner + text(inner) + ed.newline()}}
	}
	return []diag.Edit{{Range: source.At(n.end.Start), Text: text("")}}
}

func (ed *editor) insertBefore(next item, text func(indent string) string) []diag.Edit {
	if next.child == nil {
		if next.text.broken {
			return nil
		}
		return []diag.Edit{{Range: source.At(next.text.whole.Start), Text: text("")}}
	}
	if !ed.owns(next.child) {
		return nil
	}
	at := next.child.tag.Start
	if indent, ok := ed.indent(at); ok {
		return []diag.Edit{{Range: source.At(at - int64(len(indent))), Text: indent + text(indent) + ed.newline()}}
	}
	return []diag.Edit{{Range: source.At(at), Text: text("")}}
}

// tagContentEnd is where a start tag can take another attribute.
func (ed *editor) tagContentEnd(n *node) int64 {
	end := n.tag.End - 1
	if n.isSelfClosing() {
		end--
	}
	for isSpace(ed.text[end-1]) {
		end--
	}
	return end
}
