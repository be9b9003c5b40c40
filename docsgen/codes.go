package docsgen

import (
	"fmt"
	"html/template"
	"strings"
	"unicode"

	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/diag"
)

// A codePage says what the validator reports.
type codePage struct {
	frame
	Codes []*code
}

// A code is the entry of a code.
type code struct {
	ID      string
	Summary string
	Prose   template.HTML
	Option  string
	Parts   []diag.Part
}

// Href leads to the code.
func (c code) Href() template.URL { return anchor(c.ID) }

// codes adds the page of codes.
func (s *site) codes(b *builder) {
	p := &codePage{frame: s.frame(CodesFile, "Diagnostics", "Every code that snapxml reports: when, and what to do about it.")}
	p.Sections = []chapter{{link: link{Name: "Codes", Href: "#page-codes"}}}
	for _, e := range s.options.Codes {
		c := &code{ID: string(e.Code), Summary: e.Summary, Option: e.Option, Parts: e.Example.Parts()}
		for i := range c.Parts {
			c.Parts[i].Text = printable(c.Parts[i].Text)
		}
		c.Prose, _ = b.prose.html(prose.Simple(e.Doc), nil, 2)
		p.Codes = append(p.Codes, c)
		s.index.add(CodesFile, "code", c.ID, c.ID, c.Summary)
		p.Sections[0].Sub = append(p.Sections[0].Sub, link{Name: c.ID, Href: c.Href()})
	}
	s.page("codes.tmpl", CodesFile, p)
}

// printable is a text with a mark in the place of what no page can hold: bytes
// that are no UTF-8, and control characters.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}

// A rulePage says what libvirt asks beyond the grammar.
type rulePage struct {
	frame
	Name   string // of the format
	Groups []*ruleGroup
	Count  int
}

// rules adds the page of what libvirt says.
func (s *site) rules(b *builder) {
	p := &rulePage{
		frame:  s.frame(RulesFile, "What libvirt says", "The texts with which libvirt refuses "+s.model.Name+" documents: what each means, and what to do."),
		Name:   s.model.Name,
		Groups: b.ruleGroups(),
	}
	p.Sections = []chapter{{link: link{Name: "Texts about", Href: "#page-rules"}}}
	for _, g := range p.Groups {
		p.Count += len(g.Rules)
		p.Sections[0].Sub = append(p.Sections[0].Sub, link{Name: g.Title, Href: anchor(g.ID)})
		for _, r := range g.Rules {
			s.index.add(RulesFile, "libvirt's text", r.Prefix+stripTags(r.Text), r.ID, r.Summary)
		}
	}
	s.page("rules.tmpl", RulesFile, p)
}

// capital is a phrase as it begins a sentence.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// introductionText is the first block of the introduction, without markup.
func (b *builder) introductionText() string {
	nodes, err := b.prose.nodes(b.model.Doc)
	if err != nil {
		b.fail(fmt.Errorf("the introduction: %w", err))
	}
	return prose.Plain(nodes[:min(1, len(nodes))]...)
}
