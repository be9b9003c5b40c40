package docsgen

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// A writtenFile is what a file of a schema says around the patterns of the
// simple form.
type writtenFile struct {
	defines []*writtenDefine // by where they begin
}

// A writtenDefine is a definition as it is written.
type writtenDefine struct {
	*syntax.Component
	outer *writtenDefine // the one that it is written in, or nil
}

// read finds the definitions in all files that the schema came from.
func (b *grammarBuilder) read() {
	seen := make(map[*syntax.Pattern]bool)
	var visit func(p *syntax.Pattern)
	visit = func(p *syntax.Pattern) {
		if seen[p] {
			return
		}
		seen[p] = true
		if p.File != nil && b.written[p.File] == nil {
			b.written[p.File] = b.readFile(p.File)
		}
		if p.Op != syntax.OpRef {
			for _, sub := range p.Sub {
				visit(sub)
			}
		}
	}
	for _, d := range b.schema.Defines {
		visit(d.Element)
	}
}

// readFile finds the definitions in a file. One that cannot be read as a schema
// by itself has none.
func (b *grammarBuilder) readFile(f *source.File) *writtenFile {
	w := &writtenFile{}
	p, _, err := syntax.Parse(f, syntax.Options{})
	if err != nil || p == nil {
		return w
	}
	w.pattern(p, nil)
	slices.SortStableFunc(w.defines, func(d, e *writtenDefine) int { return int(d.Range.Start - e.Range.Start) })
	for _, d := range w.defines {
		if b.byName[d.Name] == nil {
			b.byName[d.Name] = d
		}
	}
	return w
}

func (w *writtenFile) pattern(p *syntax.Pattern, outer *writtenDefine) {
	if p.Grammar != nil {
		w.grammar(p.Grammar, outer)
	}
	for _, sub := range p.Sub {
		w.pattern(sub, outer)
	}
}

func (w *writtenFile) grammar(g *syntax.Grammar, outer *writtenDefine) {
	for _, c := range g.Content {
		within := outer
		if c.Kind == syntax.Def {
			within = &writtenDefine{c, outer}
			w.defines = append(w.defines, within)
		}
		if c.Pattern != nil {
			w.pattern(c.Pattern, within)
		}
		if c.Grammar != nil {
			w.grammar(c.Grammar, outer)
		}
	}
}

// defineOf is the innermost definition that a pattern is written in, or nil.
func (b *grammarBuilder) defineOf(p *syntax.Pattern) *writtenDefine {
	w := b.written[p.File]
	if w == nil {
		return nil
	}
	at := p.Range.Start
	i := sort.Search(len(w.defines), func(i int) bool { return w.defines[i].Range.Start > at })
	if i == 0 {
		return nil
	}
	for d := w.defines[i-1]; d != nil; d = d.outer {
		if at < d.Range.End {
			return d
		}
	}
	return nil
}

// isText reports whether a written pattern is text alone, without elements and
// attributes, as a datatype is.
func (b *grammarBuilder) isText(p *syntax.Pattern) bool {
	switch p.Op {
	case syntax.OpElement, syntax.OpAttribute, syntax.OpGrammar, syntax.OpExternalRef, syntax.OpParentRef, syntax.OpInterleave, syntax.OpMixed:
		return false
	case syntax.OpRef:
		d := b.byName[p.Ref]
		return d != nil && b.isTextual(d)
	}
	return !slices.ContainsFunc(p.Sub, func(sub *syntax.Pattern) bool { return !b.isText(sub) })
}

// isTextual reports whether a definition is of text alone.
func (b *grammarBuilder) isTextual(d *writtenDefine) bool {
	is, known := b.textual[d]
	if !known {
		b.textual[d] = false // should it come back to itself
		is = b.isText(d.Pattern)
		b.textual[d] = is
	}
	return is
}

// said is what a schema says of a pattern: its documentation or else the
// comments beside it.
func (b *grammarBuilder) said(p *syntax.Pattern) []string {
	if text := documentation(p.Annotations); text != "" {
		return []string{text}
	}
	return comments(p.File, p.Range, p.Annotations)
}

// documentation is the a:documentation of a node, wherever it stands by it.
func documentation(a *syntax.Annotations) string {
	if a == nil {
		return ""
	}
	text := strings.TrimSpace(a.Documentation())
	for _, e := range a.After {
		if e.Space == syntax.AnnotationsNS && e.Local == "documentation" {
			text = strings.TrimSpace(text + "\n\n" + strings.TrimSpace(e.Text()))
		}
	}
	if doc, ok := a.Attr(syntax.SnapxmlNS, syntax.DocAttr); ok && text == "" {
		text = doc
	}
	return text
}

// comments are the comments that speak of a node: those on the lines before it
// and one behind it on its last line. Those that are no prose are left out.
func comments(f *source.File, r source.Range, a *syntax.Annotations) []string {
	if f == nil {
		return nil
	}
	data := f.Bytes()
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		if a == nil {
			return nil
		}
		return slices.DeleteFunc(slices.Clone(a.Comments), isNoProse)
	}
	var found []string
	before := data[:r.Start]
	for {
		trimmed := bytes.TrimRight(before, " \t\r\n")
		if !bytes.HasSuffix(trimmed, []byte("-->")) || bytes.Count(before[len(trimmed):], []byte("\n")) > 1 {
			break
		}
		start := bytes.LastIndex(trimmed, []byte("<!--"))
		if start < 0 {
			break
		}
		line := trimmed[bytes.LastIndexByte(trimmed[:start], '\n')+1 : start]
		if len(bytes.TrimSpace(line)) > 0 {
			break // it speaks of what stands before it
		}
		found = append([]string{commentText(trimmed[start:])}, found...)
		before = trimmed[:start]
	}
	after := bytes.TrimLeft(data[r.End:], " \t")
	if end := bytes.Index(after, []byte("-->")); bytes.HasPrefix(after, []byte("<!--")) && end > 0 {
		found = append(found, commentText(after[:end+3]))
	}
	return slices.DeleteFunc(found, isNoProse)
}

// commentText is what stands within a comment of XML, without the space that
// its lines begin with.
func commentText(comment []byte) string {
	text := strings.TrimSuffix(strings.TrimPrefix(string(comment), "<!--"), "-->")
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// longComment is how long a comment is that is not about one pattern, such as a
// licence.
const longComment = 1500

// isNoProse reports whether a comment has no words, or is a part of the schema
// that somebody has put out of use.
func isNoProse(text string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return r < 'A' || r > 'z' })
	return len(words) == 0 || len(text) > longComment || strings.ContainsAny(text, "<>") || strings.Contains(text, "Copyright")
}
