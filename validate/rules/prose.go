package rules

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Narrator adds to the diagnostics of a document what the documentation of
// the schema says of the parts that they point at. It takes the events of the
// document once more.
type Narrator struct {
	matcher *relaxng.Matcher
	rest    []*diag.Diagnostic // those of events to come, in the order of the document
}

// NewNarrator makes a narrator for the diagnostics of one document, which are
// sorted.
func NewNarrator(g *relaxng.Grammar, ctx relaxng.Context, ds []*diag.Diagnostic) *Narrator {
	return &Narrator{matcher: g.NewMatcher(ctx, func(*diag.Diagnostic) {}), rest: ds}
}

// Done reports whether there is nothing left to be said.
func (n *Narrator) Done() bool { return len(n.rest) == 0 }

// Start takes a start tag.
func (n *Narrator) Start(tag *relaxng.StartTag) {
	n.before(tag.Range.Start)
	around := n.matcher.ElementPatterns()
	n.matcher.Start(tag)
	for _, d := range n.next(tag.Range.End) {
		d.Prose = n.inTag(tag, d)
		if d.Prose == "" {
			d.Prose = firstParagraph(around)
		}
	}
}

// End takes the end tag with that range.
func (n *Narrator) End(at source.Range) {
	n.before(at.End)
	n.matcher.End()
}

// before speaks of what stands in the innermost open element before an offset.
func (n *Narrator) before(offset int64) {
	if len(n.rest) == 0 || n.rest[0].Range.Start >= offset {
		return
	}
	prose := firstParagraph(n.matcher.ElementPatterns())
	for _, d := range n.next(offset) {
		d.Prose = prose
	}
}

// next takes the diagnostics that begin before an offset.
func (n *Narrator) next(offset int64) []*diag.Diagnostic {
	i := 0
	for i < len(n.rest) && n.rest[i].Range.Start < offset {
		i++
	}
	taken := n.rest[:i]
	n.rest = n.rest[i:]
	return taken
}

// inTag is what is said of what a diagnostic points at in a start tag: the
// value, else the attribute, else the element.
func (n *Narrator) inTag(tag *relaxng.StartTag, d *diag.Diagnostic) string {
	for i := range tag.Attrs {
		at := &tag.Attrs[i]
		if at.Specified && covers(at.Range, d.Range) {
			if prose := n.inAttribute(tag, at, d); prose != "" {
				return prose
			}
		}
	}
	return firstParagraph(n.matcher.ElementPatterns())
}

func (n *Narrator) inAttribute(tag *relaxng.StartTag, at *xmlscan.Attr, d *diag.Diagnostic) string {
	if covers(at.ValueRange, d.Range) {
		if prose := firstParagraph(n.matcher.AttributeValues(tag, at)); prose != "" {
			return prose
		}
	}
	return firstParagraph(n.matcher.NamedAttributes(tag, at))
}

// firstParagraph is the first paragraph of the documentation of some patterns,
// on one line, if all that have documentation agree.
func firstParagraph(patterns []*syntax.Pattern) string {
	first := ""
	for _, p := range patterns {
		doc := p.Annotations.Documentation()
		if doc == "" {
			doc, _ = p.Annotations.Attr(syntax.SnapxmlNS, syntax.DocAttr)
		}
		paragraph, _, _ := strings.Cut(strings.TrimSpace(doc), "\n\n")
		paragraph = strings.Join(strings.Fields(paragraph), " ")
		switch {
		case paragraph == "" || paragraph == first:
		case first != "":
			return ""
		default:
			first = paragraph
		}
	}
	return first
}
