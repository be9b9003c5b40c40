package relaxng

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// rename gives an element another name, in both its tags.
func (ed *editor) rename(n *node, local string, certain bool) []diag.Fix {
	if !ed.owns(n) {
		return nil
	}
	name := ed.prefixed(n, local)
	edits := []diag.Edit{{Range: n.nameRange, Text: name}}
	if !n.isSelfClosing() {
		start := n.end.Start + int64(len("</"))
		edits = append(edits, diag.Edit{Range: source.Range{Start: start, End: start + n.nameRange.Len()}, Text: name})
	}
	return fix(certain, fmt.Sprintf("rename %s to %s", diag.Quote(n.full.Local), diag.Quote(local)), edits...)
}

// defaultNamespace finds the declaration of the default namespace in a tag, with
// the blank before it, and its value.
func defaultNamespace(tag []byte) (all, value source.Range, found bool) {
	const blanks = " \t\r\n"
	skip := func(from int) int { return len(tag) - len(bytes.TrimLeft(tag[from:], blanks)) }
	for start := 0; ; start++ {
		i := bytes.Index(tag[start:], []byte("xmlns"))
		if i < 0 {
			return all, value, false
		}
		start += i
		at := skip(start + len("xmlns"))
		if start == 0 || strings.IndexByte(blanks, tag[start-1]) < 0 || at == len(tag) || tag[at] != '=' {
			continue
		}
		at = skip(at + 1)
		if at == len(tag) || tag[at] != '"' && tag[at] != '\'' {
			continue
		}
		if length := bytes.IndexByte(tag[at+1:], tag[at]); length >= 0 {
			end := at + 1 + length
			return source.Range{Start: int64(start - 1), End: int64(end + 1)}, source.Range{Start: int64(at + 1), End: int64(end)}, true
		}
	}
}

// namespace puts an element without a prefix, and what it holds, into another
// namespace.
func (ed *editor) namespace(n *node, uri string) []diag.Fix {
	if !ed.owns(n) || bytes.IndexByte(ed.text[n.nameRange.Start:n.nameRange.End], ':') >= 0 || strings.ContainsAny(uri, `<&"'`) {
		return nil
	}
	title := fmt.Sprintf("declare namespace %s", diag.Quote(uri))
	all, value, declared := defaultNamespace(ed.text[n.tag.Start:n.tag.End])
	switch {
	case !declared:
		return fix(false, title, diag.Edit{Range: source.At(n.nameRange.End), Text: ` xmlns="` + uri + `"`})
	case uri == "":
		return fix(false, "remove the namespace declaration", diag.Edit{Range: all.Shift(n.tag.Start)})
	}
	return fix(false, title, diag.Edit{Range: value.Shift(n.tag.Start), Text: uri})
}

// remove takes an element out, with its lines.
func (ed *editor) remove(n *node, certain bool) []diag.Fix {
	if !ed.owns(n) {
		return nil
	}
	return fix(certain, "remove element "+diag.Quote(n.full.Local), ed.cut(n.whole(), n.parent))
}

// cut takes out a part of an element's content, with its lines. An element
// with nothing left becomes a single tag.
func (ed *editor) cut(r source.Range, parent *node) diag.Edit {
	if len(parent.items) == 1 && ed.owns(parent) && !parent.isSelfClosing() && ed.isBlank(parent.tag.End, r.Start) && ed.isBlank(r.End, parent.end.Start) {
		return diag.Edit{Range: source.Range{Start: parent.tag.End - 1, End: parent.end.End}, Text: "/>"}
	}
	return diag.Edit{Range: ed.lines(r)}
}

// isBlank reports whether there is only whitespace between two offsets.
func (ed *editor) isBlank(start, end int64) bool {
	return start <= end && isWhitespace(string(ed.text[start:end]))
}

// comment turns an element into a comment.
func (ed *editor) comment(n *node, certain bool) []diag.Fix {
	if !ed.owns(n) {
		return nil
	}
	text := ed.slice(n.whole())
	if strings.Contains(text, "--") {
		return nil
	}
	return fix(certain, fmt.Sprintf("turn %s into a comment", diag.Quote(n.full.Local)), diag.Edit{Range: n.whole(), Text: "<!-- " + text + " -->"})
}

// equal reports whether two elements are written alike, but for blanks.
func (ed *editor) equal(n, other *node) bool {
	if !ed.owns(n) || !ed.owns(other) {
		return false
	}
	return bytes.Equal(bytes.Join(bytes.Fields([]byte(ed.slice(n.whole()))), []byte(" ")),
		bytes.Join(bytes.Fields([]byte(ed.slice(other.whole()))), []byte(" ")))
}

// move puts elements into another one, or into another place of their own,
// before one of its items.
func (ed *editor) move(children []*node, to *node, item int, certain bool) []diag.Fix {
	var edits []diag.Edit
	for _, n := range children {
		if !ed.owns(n) {
			return nil
		}
		edits = append(edits, diag.Edit{Range: ed.lines(n.whole())})
	}
	insert := ed.insert(to, item, func(indent string) string { return ed.together(children, indent) })
	if insert == nil {
		return nil
	}
	where := "into " + diag.Quote(to.full.Local)
	if to == children[0].parent {
		where = "to its place in " + diag.Quote(to.full.Local)
	}
	return fix(certain, fmt.Sprintf("move %s %s", diag.Quote(children[0].full.Local), where), append(edits, insert...)...)
}

// together is the text of elements, one below the other.
func (ed *editor) together(children []*node, indent string) string {
	var texts []string
	for _, n := range children {
		from, _ := ed.indent(n.tag.Start)
		texts = append(texts, moved(ed.slice(n.whole()), from, indent))
	}
	return strings.Join(texts, ed.newline()+indent)
}

// wrap puts a new element around neighbours.
func (ed *editor) wrap(children []*node, local string) []diag.Fix {
	first, last := children[0], children[len(children)-1]
	if !ed.owns(first) || !ed.owns(last) {
		return nil
	}
	r := source.Range{Start: first.tag.Start, End: last.whole().End}
	name := ed.prefixed(first, local)
	start, end := "<"+name+">", "</"+name+">"
	it := "it"
	if len(children) > 1 {
		it = "them"
	}
	title := fmt.Sprintf("put %s into a new element %s", it, diag.Quote(local))
	indent, ok := ed.indent(first.tag.Start)
	if !ok {
		return fix(false, title, diag.Edit{Range: source.At(r.Start), Text: start}, diag.Edit{Range: source.At(r.End), Text: end})
	}
	inner := indent + ed.unit(first.parent)
	text := start + ed.newline() + inner + moved(ed.slice(r), indent, inner) + ed.newline() + indent + end
	return fix(false, title, diag.Edit{Range: r, Text: text})
}

// replace puts one text in the place of another.
func (ed *editor) replace(r source.Range, old, text string, certain bool) []diag.Fix {
	if r.End > int64(len(ed.text)) {
		return nil
	}
	return fix(certain, fmt.Sprintf("replace %s by %s", diag.Quote(old), diag.Quote(text)), diag.Edit{Range: r, Text: escapeText(text)})
}

// wrapText puts an element around a text.
func (ed *editor) wrapText(t *run, names []string) []diag.Fix {
	if t.broken || len(names) != 1 || t.ink.End > int64(len(ed.text)) {
		return nil
	}
	return fix(false, fmt.Sprintf("put it into a new element %s", diag.Quote(names[0])),
		diag.Edit{Range: source.At(t.ink.Start), Text: "<" + names[0] + ">"},
		diag.Edit{Range: source.At(t.ink.End), Text: "</" + names[0] + ">"})
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")

// escapeText is a value as it may stand in text and between any quotes.
func escapeText(s string) string { return escaper.Replace(s) }
