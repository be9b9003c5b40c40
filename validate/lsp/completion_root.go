package lsp

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// roots offers the root elements that are known, and whole documents, where a
// document has no root yet.
func (c *completer) roots(at source.Range) {
	if len(c.place.Following) > 0 || c.place.Rooted {
		return
	}
	if m := c.matcher(); m != nil { // a schema that the settings or an instruction name
		for _, group := range groupByName(m.Expect().Elements) {
			c.element(group, at)
		}
		if c.schema.builtin == nil {
			return
		}
	}
	for i := range c.server.options.Builtin {
		b := &c.server.options.Builtin[i]
		if c.schema.builtin == nil {
			c.builtinRoot(b, at)
		}
		c.templates(b, at)
	}
}

// builtinRoot offers the root element of a schema that the document does not
// have yet.
func (c *completer) builtinRoot(b *Builtin, at source.Range) {
	x := c.server.schemas.get(schemaKey{name: b.Name})
	schema, grammar := c.schema, c.grammar
	c.schema, c.grammar = x, x.validator.Grammar()
	defer func() { c.schema, c.grammar = schema, grammar }()
	for _, group := range groupByName(c.grammar.NewMatcher(c.place, ignored).Expect().Elements) {
		c.element(group, at)
	}
}

// templates offers whole documents.
func (c *completer) templates(b *Builtin, at source.Range) {
	if !c.wantsElement() {
		return
	}
	for _, t := range b.Templates {
		item := CompletionItem{
			Label: "<" + b.Root + "> " + t.Title, Kind: kindSnippet, Detail: "a whole document",
			SortText: "3" + t.Title, Documentation: c.markdown("```xml\n" + strings.TrimSpace(t.Text) + "\n```"),
		}
		c.add(item, at, strings.TrimSpace(t.Text))
	}
}

// ignored takes the diagnostics of a matcher that is only asked.
func ignored(*diag.Diagnostic) {}
