package docsgen

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
)

// A proseWriter writes one piece of prose.
type proseWriter struct {
	*proseTeller
	scope    *schema.Entry
	shift    int  // added to the levels of headings
	isLink   bool // whether that is a link
	headings []heading
	out      strings.Builder
}

func (w *proseWriter) blocks(nodes []*prose.Node) {
	for i, n := range nodes {
		w.block(n, i == len(nodes)-1)
	}
}

// block writes a block. The last one of a list's item needs no line of its own
// after it.
func (w *proseWriter) block(n *prose.Node, last bool) {
	switch n.Kind {
	case prose.Paragraph:
		w.around("<p>", n, "</p>\n")
	case prose.TextBlock:
		w.inline(n.Sub)
		if !last {
			w.out.WriteByte('\n')
		}
	case prose.Heading:
		w.heading(n)
	case prose.List:
		w.list(n)
	case prose.CodeBlock:
		w.out.WriteString("<pre><code>" + session(n.Text) + "</code></pre>\n")
	case prose.Quote:
		w.out.WriteString("<blockquote>\n")
		w.blocks(n.Sub)
		w.out.WriteString("</blockquote>\n")
	case prose.Rule:
		w.out.WriteString("<hr>\n")
	case prose.Table:
		w.table(n)
	}
}

// around writes the text of a block between two tags.
func (w *proseWriter) around(open string, n *prose.Node, end string) {
	w.out.WriteString(open)
	w.inline(n.Sub)
	w.out.WriteString(end)
}

// heading writes a heading on its level below those around the prose. Its text
// is the link to itself.
func (w *proseWriter) heading(n *prose.Node) {
	text := prose.Plain(n)
	id := w.headingID(text)
	w.headings = append(w.headings, heading{id, text})
	level := min(n.Number+w.shift, 6)
	w.isLink = true
	w.around(fmt.Sprintf(`<h%d id="%s"><a href="#%s" class="self">`, level, id, id), n, fmt.Sprintf("</a></h%d>\n", level))
	w.isLink = false
}

func (w *proseWriter) list(n *prose.Node) {
	tag, start := "ul", ""
	if n.Number > 0 {
		tag = "ol"
	}
	if n.Number > 1 {
		start = fmt.Sprintf(` start="%d"`, n.Number)
	}
	w.out.WriteString("<" + tag + start + ">\n")
	for _, item := range n.Sub {
		w.out.WriteString("<li>")
		if len(item.Sub) > 0 && item.Sub[0].Kind != prose.TextBlock {
			w.out.WriteByte('\n')
		}
		w.blocks(item.Sub)
		w.out.WriteString("</li>\n")
	}
	w.out.WriteString("</" + tag + ">\n")
}

// table writes a table, whose rows become cards on narrow screens.
func (w *proseWriter) table(n *prose.Node) {
	var labels []string
	w.out.WriteString("<table class=\"stack\">\n<thead>\n<tr>\n")
	for _, cell := range n.Sub[0].Sub {
		labels = append(labels, prose.Plain(cell))
		w.around(`<th scope="col">`, cell, "</th>\n")
	}
	w.out.WriteString("</tr>\n</thead>\n")
	if len(n.Sub) > 1 {
		w.out.WriteString("<tbody>\n")
		for _, row := range n.Sub[1:] {
			w.row(row, labels)
		}
		w.out.WriteString("</tbody>\n")
	}
	w.out.WriteString("</table>\n")
}

func (w *proseWriter) row(row *prose.Node, labels []string) {
	w.out.WriteString("<tr>\n")
	for i, cell := range row.Sub {
		label := ""
		if len(cell.Sub) > 0 {
			label = labels[i]
		}
		w.around("<td"+pair("data-label", label)+">", cell, "</td>\n")
	}
	w.out.WriteString("</tr>\n")
}

// session is the text of a code block, in which commands behind a prompt stand
// out.
func session(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			b.WriteString(`<span class="prompt">$ </span><b class="typed">` + escape(strings.TrimSuffix(command, "\n")) + "</b>\n")
			continue
		}
		b.WriteString(escape(line))
	}
	return b.String()
}

// pair is an attribute in a start tag; with an empty value there is none.
func pair(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + escape(value) + `"`
}

// inline writes what stands within a line.
func (w *proseWriter) inline(nodes []*prose.Node) {
	for _, n := range nodes {
		switch n.Kind {
		case prose.Text:
			w.out.WriteString(escape(n.Text))
		case prose.Code:
			w.code(n.Text)
		case prose.Emphasis:
			w.around("<em>", n, "</em>")
		case prose.Strong:
			w.around("<strong>", n, "</strong>")
		case prose.Break:
			w.out.WriteString("<br>\n")
		case prose.Link:
			outer := w.isLink
			w.isLink = true
			w.around(`<a href="`+escape(n.Target)+`">`, n, "</a>")
			w.isLink = outer
		}
	}
}

// shortCode is how many characters of code fit on the narrowest line.
const shortCode = 20

// code writes inline code: short code is kept on one line, long code may break,
// best behind an underscore. The name of a flag or of an entry leads to it.
func (w *proseWriter) code(text string) {
	out := `<code>` + escape(text) + `</code>`
	if len(text) > shortCode {
		out = `<code class="long">` + string(breakable(text)) + `</code>`
	}
	if id := w.target(text, w.scope); id != "" && !w.isLink {
		out = `<a` + pair("href", string(w.href(id))) + `>` + out + `</a>`
	}
	w.out.WriteString(out)
}

// breakable is a long name that may break behind an underscore.
func breakable(name string) template.HTML {
	return template.HTML(strings.ReplaceAll(escape(name), "_", "_<wbr>"))
}

// escape makes text fit for HTML, in attributes too.
func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
