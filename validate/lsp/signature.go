package lsp

import (
	"context"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng"
)

// signatureHelp answers textDocument/signatureHelp in a start tag: with the
// attributes that the element may have, one signature for each definition that
// it may stand for.
func (s *Server) signatureHelp(_ context.Context, p *PositionParams) (*SignatureHelp, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	c := s.cursorAt(d, s.encoding.offset(d.file, p.Position))
	switch c.spot.kind {
	case inTag, inAttrName, inValue:
	default:
		return nil, nil
	}
	tag, ok := c.tag()
	if !ok {
		return nil, nil
	}
	attr := ""
	if c.spot.kind != inTag {
		attr = c.slice(c.spot.attr)
	}
	help := &SignatureHelp{}
	c.matcher().Start(&tag)
	for _, e := range c.matcher().ElementPatterns() {
		form := c.grammar.Form(e)
		if len(form.Attributes) == 0 {
			continue
		}
		sig, active := c.signature(c.slice(c.spot.name), form, attr)
		sig.Documentation = c.signatureProse(factsOf(s, e, c.schema))
		help.Signatures = append(help.Signatures, sig)
		help.ActiveParameter = active
	}
	if len(help.Signatures) == 0 {
		return nil, nil
	}
	return help, nil
}

func (c *cursor) signatureProse(f facts) *MarkupContent {
	if f.prose == "" {
		return nil
	}
	m := MarkupContent{"markdown", firstSentence(f.prose)}
	return &m
}

// signature is the form of a tag: <disk name="…" [type="…"]>. The second result
// is the number of the attribute at the cursor, or the first that may be added.
func (c *cursor) signature(element string, form relaxng.Form, attr string) (sig Signature, active int) {
	var b strings.Builder
	b.WriteString("<" + element)
	active = -1
	for i, group := range groupByName(form.Attributes) {
		p := group[0]
		name := p.Name.Local
		if name == "" {
			name = "any"
		}
		text := name + `="…"`
		b.WriteByte(' ')
		if !p.Required {
			b.WriteByte('[')
		}
		start := utf16Len(b.String())
		b.WriteString(text)
		param := SignatureParameter{Label: [2]int{start, start + utf16Len(text)}}
		if !p.Required {
			b.WriteByte(']')
		}
		if prose := factsOf(c.server, p.Pattern, c.schema).markdown(); prose != "" {
			param.Documentation = &MarkupContent{"markdown", prose}
		}
		sig.Parameters = append(sig.Parameters, param)
		if name == attr || active < 0 && attr == "" && !c.hasAttribute(name) {
			active = i
		}
	}
	active = max(active, 0)
	b.WriteByte('>')
	sig.Label = b.String()
	return sig, active
}

// hasAttribute reports whether the tag at the cursor has an attribute of that
// name already.
func (c *cursor) hasAttribute(name string) bool {
	return slices.ContainsFunc(c.spot.attrs, func(a written) bool { return c.slice(a.name) == name })
}

// utf16Len is the number of UTF-16 code units in a text, in which labels of
// parameters are counted whatever the encoding of positions is.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
