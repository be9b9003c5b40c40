package lsp

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// completion answers textDocument/completion with what may be put at the
// cursor, and nothing else.
func (s *Server) completion(_ context.Context, p *PositionParams) (*CompletionList, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	c := s.cursorAt(d, s.encoding.offset(d.file, p.Position))
	list := completer{cursor: c, items: []CompletionItem{}}
	list.complete()
	return &CompletionList{Items: list.items}, nil
}

// A completer collects what may be put at a cursor.
type completer struct {
	*cursor
	items   []CompletionItem
	partner []source.Range // the name in the end tag of a tag whose name is completed
}

func (c *completer) complete() {
	switch s := c.spot; s.kind {
	case inContent:
		c.content()
	case inTagName:
		if !c.wantsElement() {
			c.partner = endNameOf(c.doc, s.name)
		}
		c.elements(source.Range{Start: s.start, End: s.name.End})
		c.endTag(source.Range{Start: s.start, End: s.name.End})
	case inTag:
		c.attributes(source.At(s.offset))
	case inAttrName:
		c.attributes(s.attr)
	case inValue:
		c.values()
	case inEndTag:
		end := s.name.End
		if s.closed {
			end = s.offset + int64(strings.IndexByte(string(c.text[s.offset:]), '>')) + 1
		}
		c.close(source.Range{Start: s.start, End: end})
	}
}

// content completes between tags: the text of the innermost element, and the
// elements that may come.
func (c *completer) content() {
	word := source.Range{Start: c.spot.start, End: c.spot.offset}
	m := c.matcher()
	if m == nil && len(c.place.Open) > 0 {
		return
	}
	if n := len(c.place.Open); n > 0 {
		if known := c.knownTexts(); len(known) > 0 {
			c.texts(known)
			return
		}
		if x := m.Expect(); len(x.Values) > 0 {
			c.texts(c.valueItems(x.Values))
			return
		} else if x.Text && len(x.Elements) == 0 {
			return
		}
	}
	c.elements(word)
	c.endTag(word)
}

// A candidate is a value that may be put at the cursor.
type candidate struct {
	value, detail string
	prose         string
	kind          int
}

// texts offers values for the whole text of the innermost element.
func (c *completer) texts(values []candidate) {
	at := c.textRange()
	for _, v := range values {
		c.add(CompletionItem{Label: v.value, Kind: v.kind, Detail: v.detail, Documentation: c.markdown(v.prose)}, at, escapeText(v.value))
	}
	c.endTag(source.At(c.spot.offset))
}

// textRange is the text at the cursor without the white space around it, on
// one line.
func (c *completer) textRange() source.Range {
	r := source.At(c.spot.offset)
	for r.Start > 0 && c.text[r.Start-1] != '>' && c.text[r.Start-1] != '\n' {
		r.Start--
	}
	for r.End < int64(len(c.text)) && c.text[r.End] != '<' && c.text[r.End] != '\n' && c.text[r.End] != '\r' {
		r.End++
	}
	for r.Start < c.spot.offset && isBlank(c.text[r.Start]) {
		r.Start++
	}
	for r.End > c.spot.offset && isBlank(c.text[r.End-1]) {
		r.End--
	}
	return r
}

// valueItems are what values and datatypes list.
func (c *completer) valueItems(patterns []*syntax.Pattern) []candidate {
	var list []candidate
	add := func(v candidate) {
		if !slices.ContainsFunc(list, func(o candidate) bool { return o.value == v.value }) {
			list = append(list, v)
		}
	}
	for _, p := range patterns {
		switch {
		case p.Op == syntax.OpValue:
			a := factsOf(c.server, p, c.schema)
			add(candidate{value: p.Value, detail: a.detail(), prose: a.markdown(), kind: kindEnumMember})
		case p.Library == syntax.XSDDatatypes && p.Type == "boolean":
			add(candidate{value: "true", kind: kindEnumMember})
			add(candidate{value: "false", kind: kindEnumMember})
		}
	}
	return list
}

// elements offers the elements that may come at the cursor, in place of a
// range.
func (c *completer) elements(at source.Range) {
	if len(c.place.Open) == 0 {
		c.roots(at)
		return
	}
	m := c.matcher()
	if m == nil {
		return
	}
	x := m.ExpectBefore(c.place.Following)
	for _, group := range groupByName(x.Elements) {
		c.element(group, at)
	}
}

// element offers an element, which may stand for several patterns of one name.
func (c *completer) element(group []relaxng.Particle, at source.Range) {
	name := group[0].Name
	prefix, ok := c.prefixFor(name.Space, false)
	if name.Local == "" || !ok {
		return
	}
	item := CompletionItem{Label: "<" + prefix + name.Local, Kind: kindProperty}
	a := factsOf(c.server, group[0].Pattern, c.schema)
	item.Detail, item.Documentation = a.detail(), c.markdown(a.markdown())
	if group[0].Required {
		item.Detail = joined("required", item.Detail)
		item.Preselect = true
		item.SortText = "0" + item.Label
	} else {
		item.SortText = "1" + item.Label
	}
	text := item.Label
	if c.wantsTemplate() {
		if t := c.grammar.Template(group[0].Pattern); t != nil {
			text = c.snippet(t, prefix)
			item.InsertTextFormat = 2
		}
	}
	for _, r := range c.partner {
		item.AdditionalTextEdits = append(item.AdditionalTextEdits, TextEdit{c.server.encoding.rangeOf(c.doc.file, r), prefix + name.Local})
	}
	c.add(item, at, text)
}

// wantsElement reports whether an element is to be put there as a whole: what
// is at the cursor is not the name of a tag that is there already.
func (c *completer) wantsElement() bool {
	return c.spot.kind != inTagName || !c.spot.closed && len(c.spot.attrs) == 0
}

// wantsTemplate reports whether that may be a snippet.
func (c *completer) wantsTemplate() bool {
	return c.wantsElement() && c.server.caps.TextDocument.Completion.CompletionItem.SnippetSupport
}

// endNameOf is the name in the end tag that belongs to the name of a start tag,
// if both are the same.
func endNameOf(d *document, name source.Range) []source.Range {
	e := elementNamedAt(d.parsed(), name.Start)
	if e == nil || e.NameRange != name || e.EndNameRange.Len() == 0 || string(d.file.Slice(name)) != string(d.file.Slice(e.EndNameRange)) {
		return nil
	}
	return []source.Range{e.EndNameRange}
}

// groupByName puts the particles of one name together.
func groupByName(particles []relaxng.Particle) [][]relaxng.Particle {
	var groups [][]relaxng.Particle
	for _, p := range particles {
		if n := len(groups); n > 0 && groups[n-1][0].Name == p.Name {
			groups[n-1] = append(groups[n-1], p)
		} else {
			groups = append(groups, []relaxng.Particle{p})
		}
	}
	return groups
}

// endTag offers the end tag of the innermost element, if it has none yet.
func (c *completer) endTag(at source.Range) {
	if len(c.place.Open) > 0 && !c.place.Ended {
		c.close(at)
	}
}

// close offers the end tag of the innermost element.
func (c *completer) close(at source.Range) {
	if n := len(c.place.Open); n > 0 {
		tag := "</" + c.place.Open[n-1].QName + ">"
		c.add(CompletionItem{Label: tag, Kind: kindProperty, Detail: "end tag", SortText: "2" + tag}, at, tag)
	}
}

// attributes offers the attributes that may be added, in place of a range.
func (c *completer) attributes(at source.Range) {
	tag, ok := c.tag()
	if !ok {
		return
	}
	x := c.matcher().ExpectAttributes(&tag)
	for _, group := range groupByName(x.Attributes) {
		p := group[0]
		prefix, ok := c.prefixFor(p.Name.Space, true)
		if p.Name.Local == "" || !ok {
			continue
		}
		a := factsOf(c.server, p.Pattern, c.schema)
		item := CompletionItem{Label: prefix + p.Name.Local, Kind: kindField, Detail: a.detail(), Documentation: c.markdown(a.markdown())}
		item.SortText = "1" + item.Label
		if p.Required {
			item.Detail, item.Preselect, item.SortText = joined("required", item.Detail), true, "0"+item.Label
		}
		c.add(item, at, c.attributeText(&item, c.listed(group)))
	}
}

// listed is the values that the patterns of an attribute list.
func (c *completer) listed(group []relaxng.Particle) []string {
	var values []string
	for _, p := range group {
		for _, v := range c.valueItems(valuePatterns(p.Pattern.Sub[0])) {
			if !slices.Contains(values, v.value) {
				values = append(values, v.value)
			}
		}
	}
	return values
}

// attributeText is what to write for an attribute.
func (c *completer) attributeText(item *CompletionItem, values []string) string {
	if c.spot.equals {
		return item.Label
	}
	before := ""
	if at := c.spot.offset; c.spot.kind == inTag && at > 0 && !isBlank(c.text[at-1]) {
		before = " "
	}
	if !c.server.caps.TextDocument.Completion.CompletionItem.SnippetSupport {
		return before + item.Label + `=""`
	}
	item.InsertTextFormat = 2
	w := snippetWriter{}
	w.text(before + item.Label + `="`)
	w.blank(values)
	w.text(`"`)
	return w.b.String()
}

// values offers what the value of the attribute at the cursor may be.
func (c *completer) values() {
	if c.doc.isSchema() {
		c.defineNames()
		return
	}
	tag, ok := c.tag()
	if !ok {
		return
	}
	name, ok := c.attributeName(c.slice(c.spot.attr))
	if !ok {
		return
	}
	list := c.valueItems(c.matcher().ExpectValue(&tag, name).Values)
	list = append(list, c.knownValues(c.slice(c.spot.name), name.Local)...)
	for _, v := range list {
		text := escapeValue(v.value)
		if c.spot.quote == 0 {
			text = `"` + text + `"`
		}
		c.add(CompletionItem{Label: v.value, Kind: v.kind, Detail: v.detail, Documentation: c.markdown(v.prose)}, c.spot.value, text)
	}
}

// add adds an item that puts a text in place of a range. The order of items is
// that in which they are added, but for those that say otherwise.
func (c *completer) add(item CompletionItem, at source.Range, text string) {
	item.TextEdit = &TextEdit{c.server.encoding.rangeOf(c.doc.file, at), text}
	if item.SortText == "" {
		n := strconv.Itoa(len(c.items))
		item.SortText = strings.Repeat("0", max(0, 4-len(n))) + n
	}
	c.items = append(c.items, item)
}

// markdown is prose for the client, nil if there is none.
func (c *completer) markdown(prose string) *MarkupContent {
	if prose == "" {
		return nil
	}
	content := c.server.markup(prose, c.server.caps.TextDocument.Completion.CompletionItem.DocumentationFormat)
	return &content
}

func escapeText(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func escapeValue(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(s)
}
