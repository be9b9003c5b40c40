package docsgen

import (
	"strings"
	"unicode/utf8"
)

// A term is a piece of compact syntax as HTML: a leaf, or terms that an
// operator joins, between what stands before and after them.
type term struct {
	html          string
	op            string
	sub           []term
	before, after string
	mark          string // how often it may stand
	fill          bool   // several parts may share a line
}

func leaf(html string) term    { return term{html: html} }
func keyword(word string) term { return leaf(`<span class="k">` + word + `</span>`) }

// join joins terms by an operator; one term stays as it is, none is empty.
func join(op string, terms []term) term {
	switch len(terms) {
	case 0:
		return keyword("empty")
	case 1:
		return terms[0]
	}
	for i, t := range terms {
		if t.op != "" && t.before == "" {
			terms[i].before, terms[i].after = "(", ")"
		}
	}
	return term{op: op, sub: terms}
}

// flat is the term on one line.
func (t term) flat() string {
	if len(t.sub) == 0 {
		return t.html + t.mark
	}
	separator := " " + t.op + " "
	switch t.op {
	case ",":
		separator = ", "
	case " ":
		separator = " "
	}
	parts := make([]string, len(t.sub))
	for i, s := range t.sub {
		parts[i] = s.flat()
	}
	return t.before + strings.Join(parts, separator) + t.after + t.mark
}

// lineWidth is where a line of compact syntax should end.
const lineWidth = 68

// A termWriter lays terms out on lines.
type termWriter struct{ strings.Builder }

// block writes a term on one line if it fits, else its parts on lines of
// their own, one step further in.
func (w *termWriter) block(t term, indent int) {
	flat := t.flat()
	if len(t.sub) == 0 || indent+width(flat) <= lineWidth {
		w.WriteString(flat)
		return
	}
	inner := indent
	if t.before != "" {
		inner += 2
		w.WriteString(strings.TrimSuffix(t.before, " "))
		w.line(inner)
	}
	at := inner
	for i, s := range t.sub {
		if size := width(s.flat()) + len(t.op) + 2; i > 0 {
			at = w.between(t, inner, at, size)
		} else {
			at += size
		}
		w.block(s, inner)
		if t.op == "," && i < len(t.sub)-1 {
			w.WriteString(",")
		}
	}
	if t.before != "" {
		w.line(indent)
		w.WriteString(strings.TrimPrefix(t.after, " ") + t.mark)
	}
}

// between goes on to the next part of a term: on the same line if the term
// fills its lines and the part fits, else on the next. It gives the column that
// the part ends at.
func (w *termWriter) between(t term, inner, at, size int) int {
	operator := strings.TrimLeft(t.op+" ", ", ")
	if t.fill && at+size <= lineWidth {
		w.WriteString(" " + operator)
		return at + size
	}
	w.line(inner)
	w.WriteString(operator)
	return inner + size
}

func (w *termWriter) line(indent int) {
	w.WriteString("\n" + strings.Repeat(" ", indent))
}

// width is the number of characters in HTML without its tags.
func width(html string) int {
	n, inTag := 0, false
	for len(html) > 0 {
		r, size := utf8.DecodeRuneInString(html)
		html = html[size:]
		switch {
		case r == '<':
			inTag = true
		case r == '>':
			inTag = false
		case !inTag:
			n++
		}
	}
	return n
}
