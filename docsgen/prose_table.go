package docsgen

import (
	"html/template"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// table prepares a table for screen readers and for narrow screens, where
// its rows become cards. A table whose first column is headed "flag" gives
// its rows ids.
func (e *editor) table(t *extast.Table) {
	set(t, "class", "stack")
	labels := e.cells(t.FirstChild())
	for cell := t.FirstChild().FirstChild(); cell != nil; cell = cell.NextSibling() {
		set(cell, "scope", "col")
	}
	for row := t.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		column := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.HasChildren() {
				set(cell, "data-label", labels[column])
			}
			column++
		}
	}
	if strings.EqualFold(labels[0], "flag") {
		e.flagRows(t)
	}
}

func set(n ast.Node, name, value string) { n.SetAttributeString(name, []byte(value)) }

// cells are the texts of a row.
func (e *editor) cells(row ast.Node) []string {
	var texts []string
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		texts = append(texts, plainText(cell, e.source))
	}
	return texts
}

// flagRows gives the rows of a table of flags their ids. What all names begin
// with does not count, so that flag-disk-only is the id of a flag
// LIBRARY_CREATE_DISK_ONLY among its like. Prose may use either name, or the
// option of a command that stands in the row.
func (e *editor) flagRows(t *extast.Table) {
	var rows [][]string
	var names []string
	for row := t.FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		rows = append(rows, e.cells(row))
		names = append(names, e.cells(row)[0])
	}
	prefix := commonPrefix(names)
	row := t.FirstChild()
	for _, cells := range rows {
		row = row.NextSibling()
		short := strings.TrimPrefix(cells[0], prefix)
		id := "flag-" + slug(short)
		spellings := []string{cells[0], short, slug(short)}
		for _, cell := range cells {
			if option, ok := strings.CutPrefix(cell, "--"); ok {
				spellings = append(spellings, cell, option)
			}
		}
		for _, s := range spellings {
			e.flags[s] = id
		}
		set(row, "id", id)
	}
}

// commonPrefix is what all of several names begin with, up to an underscore.
func commonPrefix(names []string) string {
	if len(names) < 2 {
		return ""
	}
	prefix := names[0]
	for _, name := range names[1:] {
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix[:strings.LastIndexByte(prefix, '_')+1]
}

// A codeRenderer writes inline code. Short code is kept on one line; long
// code may break, best behind an underscore.
type codeRenderer struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (codeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindCodeSpan, renderCode)
}

// shortCode is how many characters of code fit on the narrowest line.
const shortCode = 20

func renderCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	text := plainText(n, source)
	out := `<code>` + template.HTMLEscapeString(text) + `</code>`
	if len(text) > shortCode {
		text = strings.ReplaceAll(template.HTMLEscapeString(text), "_", "_<wbr>")
		out = `<code class="long">` + text + `</code>`
	}
	_, err := w.WriteString(out)
	return ast.WalkSkipChildren, err
}
