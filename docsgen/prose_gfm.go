package docsgen

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables adds the tables of GitHub Flavored Markdown, without alignment.
// Goldmark's own extension does as much, but its package compiles the regular
// expressions of all extensions at every start of the program, which takes
// longer than to validate a document.
type tables struct{}

// Extend implements [goldmark.Extender].
func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithParagraphTransformers(util.Prioritized(tables{}, 200)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(tables{}, 500)))
}

// Transform implements [parser.ParagraphTransformer]: a paragraph is a table
// if its second line is a row of dashes with as many cells as its first.
func (tables) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, source := p.Lines(), reader.Source()
	if lines.Len() < 2 {
		return
	}
	names := cellsOf(lines.At(0), source)
	if marks := cellsOf(lines.At(1), source); len(marks) != len(names) || !isDelimiter(marks, source) {
		return
	}
	table := extast.NewTable()
	header := extast.NewTableHeader(tableRow(names, len(names)))
	table.AppendChild(table, header)
	for i := 2; i < lines.Len(); i++ {
		table.AppendChild(table, tableRow(cellsOf(lines.At(i), source), len(names)))
	}
	p.Parent().ReplaceChild(p.Parent(), p, table)
}

// isDelimiter reports whether all cells are dashes, perhaps with colons.
func isDelimiter(cells []text.Segment, source []byte) bool {
	for _, c := range cells {
		mark := strings.TrimSuffix(strings.TrimPrefix(string(c.Value(source)), ":"), ":")
		if mark == "" || strings.Trim(mark, "-") != "" {
			return false
		}
	}
	return true
}

// tableRow makes a row of so many cells; cells too many are dropped.
func tableRow(cells []text.Segment, columns int) *extast.TableRow {
	row := extast.NewTableRow(make([]extast.Alignment, columns))
	for i := range columns {
		cell := extast.NewTableCell()
		if i < len(cells) && !cells[i].IsEmpty() {
			cell.Lines().Append(cells[i])
		}
		row.AppendChild(row, cell)
	}
	return row
}

// cellsOf splits a line at the bars that have no backslash before them.
func cellsOf(line text.Segment, source []byte) []text.Segment {
	line = trimSpace(line, source)
	value := line.Value(source)
	if len(value) > 0 && value[0] == '|' {
		line.Start++
	}
	value = line.Value(source)
	var cells []text.Segment
	start := 0
	for i, c := range value {
		if c == '|' && (i == 0 || value[i-1] != '\\') {
			cells = append(cells, text.NewSegment(line.Start+start, line.Start+i))
			start = i + 1
		}
	}
	if start < len(value) {
		cells = append(cells, text.NewSegment(line.Start+start, line.Stop))
	}
	for i, c := range cells {
		cells[i] = trimSpace(c, source)
	}
	return cells
}

func trimSpace(s text.Segment, source []byte) text.Segment {
	s = s.TrimLeftSpace(source)
	return s.TrimRightSpace(source)
}

// RegisterFuncs implements [renderer.NodeRenderer].
func (tables) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindTable, around("<table", ">\n", "</table>\n"))
	r.Register(extast.KindTableHeader, renderHeader)
	r.Register(extast.KindTableRow, renderRow)
	r.Register(extast.KindTableCell, renderCell)
}

// around renders a node as an element with the node's attributes.
func around(open, close, end string) renderer.NodeRendererFunc {
	return func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			_, err := w.WriteString(end)
			return ast.WalkContinue, err
		}
		_, _ = w.WriteString(open) // a buffer keeps its first error
		html.RenderAttributes(w, n, nil)
		_, err := w.WriteString(close)
		return ast.WalkContinue, err
	}
}

func renderHeader(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	end := "</tr>\n</thead>\n"
	if n.NextSibling() != nil {
		end += "<tbody>\n"
	}
	return around("<thead", ">\n<tr>\n", end)(w, source, n, entering)
}

func renderRow(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	end := "</tr>\n"
	if n.NextSibling() == nil {
		end += "</tbody>\n"
	}
	return around("<tr", ">\n", end)(w, source, n, entering)
}

func renderCell(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if n.Parent().Kind() == extast.KindTableHeader {
		return around("<th", ">", "</th>\n")(w, source, n, entering)
	}
	return around("<td", ">", "</td>\n")(w, source, n, entering)
}
