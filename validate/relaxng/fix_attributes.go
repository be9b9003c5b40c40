package relaxng

import (
	"fmt"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// renameAttribute gives an attribute another local name.
func (ed *editor) renameAttribute(at *xmlscan.Attr, local string, certain bool) []diag.Fix {
	if !ed.holds(at) {
		return nil
	}
	r, name := at.NameRange, ed.slice(at.NameRange)
	for i := range len(name) {
		if name[i] == ':' {
			r.Start += int64(i) + 1
			name = name[i+1:]
			break
		}
	}
	return fix(certain, fmt.Sprintf("rename %s to %s", diag.Quote(name), diag.Quote(local)), diag.Edit{Range: r, Text: local})
}

// value gives an attribute another value.
func (ed *editor) value(at *xmlscan.Attr, value string, certain bool) []diag.Fix {
	if !ed.holds(at) {
		return nil
	}
	return fix(certain, fmt.Sprintf("replace %s by %s", diag.Quote(string(at.Value)), diag.Quote(value)), diag.Edit{Range: at.ValueRange, Text: escapeText(value)})
}

// removeAttribute takes an attribute out of a tag, with the blank before it.
// With an empty value nothing is lost.
func (ed *editor) removeAttribute(n *node, at *xmlscan.Attr) []diag.Fix {
	if !ed.owns(n) || !ed.holds(at) {
		return nil
	}
	return fix(len(at.Value) == 0 && !at.Incomplete, "remove attribute "+diag.Quote(ed.slice(at.NameRange)), ed.cutAttribute(at))
}

func (ed *editor) cutAttribute(at *xmlscan.Attr) diag.Edit {
	r := at.Range
	for r.Start > 0 && isSpace(ed.text[r.Start-1]) {
		r.Start--
	}
	return diag.Edit{Range: r}
}

// addAttribute puts an attribute behind the others of a tag.
func (ed *editor) addAttribute(n *node, name, value string, certain bool) []diag.Fix {
	if !ed.owns(n) {
		return nil
	}
	text := " " + ed.attributeText(n, name, value)
	return fix(certain, "add attribute "+assignment(name, value), diag.Edit{Range: source.At(ed.tagContentEnd(n)), Text: text})
}

// attributeText is an attribute as a document writes it.
func (ed *editor) attributeText(n *node, name, value string) string {
	quote := ed.quote(n)
	return name + "=" + quote + escapeText(value) + quote
}
