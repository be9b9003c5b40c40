package lsp

import (
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng"
)

// snippet is an element with what it must have, and places to fill in. It is
// indented as the line of the cursor is.
func (c *completer) snippet(t *relaxng.Template, prefix string) string {
	w := snippetWriter{prefix: prefix, unit: c.unit()}
	w.element(t, c.indentOf(c.spot.start))
	if w.open {
		return w.b.String()
	}
	return w.b.String() + "$0"
}

// indentOf is the white space that the line of an offset begins with.
func (c *cursor) indentOf(offset int64) string {
	line := c.doc.file.LineAt(offset)
	end := line.Start
	for end < line.End && end < offset && (c.text[end] == ' ' || c.text[end] == '\t') {
		end++
	}
	return string(c.text[line.Start:end])
}

// unit is by how much the document indents: by as much as the first line that
// is.
func (c *cursor) unit() string { return indentUnit(string(c.text)) }

func indentUnit(text string) string {
	for line := range strings.Lines(text) {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if indent != "" && strings.TrimSpace(line) != "" {
			return indent
		}
	}
	return "  "
}

// A snippetWriter writes a snippet (LSP 3.17, "Snippet Syntax").
type snippetWriter struct {
	b      strings.Builder
	prefix string // of elements, with its colon
	unit   string
	blanks int
	open   bool // $0 is written
}

// text writes text that stands for itself.
func (w *snippetWriter) text(s string) {
	w.b.WriteString(strings.NewReplacer(`\`, `\\`, "$", `\$`, "}", `\}`).Replace(s))
}

// blank writes a place to fill in, with what may be chosen. A single value is
// written at once.
func (w *snippetWriter) blank(values []string) {
	if len(values) == 1 {
		w.text(escapeValue(values[0]))
		return
	}
	w.blanks++
	n := strconv.Itoa(w.blanks)
	if len(values) == 0 {
		w.b.WriteString("$" + n)
		return
	}
	w.b.WriteString("${" + n + "|")
	for i, v := range values {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.b.WriteString(strings.NewReplacer(`\`, `\\`, ",", `\,`, "|", `\|`, "}", `\}`).Replace(escapeValue(v)))
	}
	w.b.WriteString("|}")
}

func (w *snippetWriter) element(t *relaxng.Template, indent string) {
	w.text("<" + w.prefix + t.Name.Local)
	for _, a := range t.Attributes {
		w.text(" " + a.Name.Local + `="`)
		w.blank(a.Values)
		w.text(`"`)
	}
	if !t.Content {
		w.text("/>")
		return
	}
	w.text(">")
	switch {
	case t.Text != nil:
		w.blank(t.Text.Values)
	case len(t.Children) > 0:
		for _, child := range t.Children {
			w.text("\n" + indent + w.unit)
			w.element(child, indent+w.unit)
		}
		w.text("\n" + indent)
	case !w.open:
		w.open = true
		w.inside(t, indent)
	}
	w.text("</" + w.prefix + t.Name.Local + ">")
}

// inside leaves the cursor between the tags, on a line of its own in an element
// of elements that says nothing in its start tag.
func (w *snippetWriter) inside(t *relaxng.Template, indent string) {
	if !t.Elements || len(t.Attributes) > 0 {
		w.b.WriteString("$0")
		return
	}
	w.text("\n" + indent + w.unit)
	w.b.WriteString("$0")
	w.text("\n" + indent)
}
