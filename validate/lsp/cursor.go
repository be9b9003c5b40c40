package lsp

import (
	"strings"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A cursor is a place in a document with what is known of it: the markup around it,
// and what the schema makes of what comes before.
type cursor struct {
	server  *Server
	doc     *document
	text    []byte
	spot    *spot
	place   *validate.Place
	schema  *schema
	grammar *relaxng.Grammar // nil if there is none
}

// cursorAt is the cursor at an offset.
func (s *Server) cursorAt(d *document, offset int64) *cursor {
	text := decoded(d.file.Bytes())
	c := &cursor{server: s, doc: d, text: text, spot: spotAt(text, offset), schema: s.schemaOf(d)}
	before, behind := c.spot.start, offset
	if c.spot.kind == inContent {
		behind = c.spot.start
	} else {
		behind = max(behind, c.spot.name.End)
	}
	s.renewOwn(d)
	v := s.validatorOf(d)
	c.grammar = v.Grammar()
	c.place = d.check.place(v, source.NewFile(d.file.Name(), text), before, behind)
	return c
}

// slice is the text of a range.
func (c *cursor) slice(r source.Range) string { return string(c.text[r.Start:r.End]) }

// matcher is the matcher at the spot, or nil where it has nothing to say.
func (c *cursor) matcher() *relaxng.Matcher {
	if c.place.Skipped {
		return nil
	}
	return c.place.Matcher
}

// tag is the start tag at the spot as a matcher takes it, without the
// attribute at the cursor. ok is false where the schema does not know its name.
func (c *cursor) tag() (tag relaxng.StartTag, ok bool) {
	id := c.elementID(c.slice(c.spot.name))
	if id == 0 || c.matcher() == nil {
		return relaxng.StartTag{}, false
	}
	return relaxng.StartTag{Name: id, Attrs: c.spot.attributes(c.text, c.attributeID), NameRange: c.spot.name}, true
}

// elementID is the ID that the schema has for the name of an element, or 0.
func (c *cursor) elementID(qname string) xmlscan.ID {
	prefix, local, ok := strings.Cut(qname, ":")
	if !ok {
		prefix, local = "", qname
	}
	return c.lookup(c.space(prefix), local)
}

// attributeID is the same for an attribute.
func (c *cursor) attributeID(qname string) xmlscan.ID {
	name, ok := c.attributeName(qname)
	if !ok {
		return 0
	}
	return c.lookup(name.Space, name.Local)
}

// attributeName is the expanded name of an attribute; ok is false for a
// declaration of a namespace.
func (c *cursor) attributeName(qname string) (name xmlscan.Name, ok bool) {
	prefix, local, prefixed := strings.Cut(qname, ":")
	switch {
	case qname == "xmlns" || prefix == "xmlns":
		return name, false
	case !prefixed:
		return xmlscan.Name{Local: qname}, true
	}
	return xmlscan.Name{Space: c.space(prefix), Local: local}, true
}

func (c *cursor) lookup(space, local string) xmlscan.ID {
	if c.grammar == nil {
		return 0
	}
	id, _ := c.grammar.Names().Lookup(space, local)
	return id
}

// space is what a prefix is bound to in the tag at the spot, or around it.
func (c *cursor) space(prefix string) string {
	declaration := "xmlns"
	if prefix != "" {
		declaration += ":" + prefix
	}
	for _, a := range c.spot.attrs {
		if c.slice(a.name) == declaration {
			return c.slice(a.value)
		}
	}
	uri, _ := c.place.Namespace(prefix)
	return uri
}

// prefixFor is the prefix, with its colon, under which a namespace can be
// written here: that of the innermost element if it will do, and else any. ok is
// false where there is none.
func (c *cursor) prefixFor(space string, attribute bool) (prefix string, ok bool) {
	if attribute && space == "" {
		return "", true
	}
	var prefixes []string
	if n := len(c.place.Open); n > 0 && !attribute {
		p, _, prefixed := strings.Cut(c.place.Open[n-1].QName, ":")
		if !prefixed {
			p = ""
		}
		prefixes = append(prefixes, p)
	}
	if !attribute {
		prefixes = append(prefixes, "")
	}
	for _, a := range c.spot.attrs {
		if p, ok := strings.CutPrefix(c.slice(a.name), "xmlns:"); ok {
			prefixes = append(prefixes, p)
		}
	}
	prefixes = append(prefixes, c.place.Prefixes()...)
	for _, p := range prefixes {
		if attribute && p == "" || c.space(p) != space {
			continue
		}
		if p == "" {
			return "", true
		}
		return p + ":", true
	}
	return "", len(c.place.Open) == 0 && !attribute
}
