package syntax

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
)

// An xmlNode is an element of a schema in XML syntax, before anybody asks what
// it means.
type xmlNode struct {
	form                 *xmlForm // nil: not of RELAX NG, or within what is not
	space, prefix, local string

	attrs    []xmlAttr // namespace declarations left out
	children []xmlChild
	scope    *namespaces
	rng      source.Range // from "<" of the start tag to ">" of the end tag
	name     source.Range // the name in the start tag
}

// An xmlAttr is an attribute of an [xmlNode].
type xmlAttr struct {
	space, prefix, local string

	value            string
	rng, name, quote source.Range // all of it; its name; its value
}

// An xmlChild is one thing within an element: an element, text or a comment.
type xmlChild struct {
	node    *xmlNode // nil for text and comments
	text    string
	comment bool
	rng     source.Range
}

// isGrammar reports whether the node is a grammar of RELAX NG.
func (n *xmlNode) isGrammar() bool { return n.form != nil && n.form.op == OpGrammar }

// attr is the attribute without a namespace of that name, or nil.
func (n *xmlNode) attr(local string) *xmlAttr {
	for i := range n.attrs {
		if a := &n.attrs[i]; a.space == "" && a.local == local {
			return a
		}
	}
	return nil
}

// text is what stands between the tags, child elements and comments left out,
// and where that is.
func (n *xmlNode) text() (string, source.Range) {
	if len(n.children) == 1 && n.children[0].node == nil && !n.children[0].comment {
		return n.children[0].text, n.children[0].rng
	}
	var text strings.Builder
	at := n.name
	for _, c := range n.children {
		if c.node != nil || c.comment {
			continue
		}
		if text.Len() == 0 {
			at = c.rng
		}
		text.WriteString(c.text)
		at = at.Cover(c.rng)
	}
	return text.String(), at
}

// isLayout reports whether the text within the element only sets its child
// elements apart.
func (n *xmlNode) isLayout() bool {
	text, _ := n.text()
	elements := slices.ContainsFunc(n.children, func(c xmlChild) bool { return c.node != nil })
	space := slices.ContainsFunc(n.attrs, func(a xmlAttr) bool {
		return a.space == XMLNamespace && a.local == "space" && a.value == "preserve"
	})
	return elements && !space && trim(text) == ""
}
