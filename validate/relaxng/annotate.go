package relaxng

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// This file tells what of the schema a part of a document stands for, so that
// annotations there can speak of it. Where the schema is ambiguous there are
// several answers. None of it is on the path of a document that is only
// matched.

// Path is the names of the open elements, as /a/b.
func (m *Matcher) Path() string { return m.path() }

// PassingOver reports whether the innermost open element is passed over because
// it, or one around it, is not allowed.
func (m *Matcher) PassingOver() bool { return m.skip > 0 }

// ElementPatterns is the element patterns that the innermost open element may
// stand for. There are none before the root and in an element that is passed
// over because it is not allowed.
func (m *Matcher) ElementPatterns() []*syntax.Pattern {
	if m.skip > 0 || len(m.stack) == 1 {
		return nil
	}
	var found []*syntax.Pattern
	for _, alt := range m.top().level.alts {
		found = append(found, alt.elem.src)
	}
	return found
}

// AttributePatterns is the attribute patterns that an attribute of the start
// tag of the innermost open element may stand for: those that go with the other
// attributes, have its name and take its value.
func (m *Matcher) AttributePatterns(tag *StartTag, at *xmlscan.Attr) []*syntax.Pattern {
	return attributeSources(slices.DeleteFunc(m.attributesNamed(tag, at), func(attr *attribute) bool { return !m.takes(attr, at) }))
}

// NamedAttributes is AttributePatterns with those that have the name and do
// not take the value.
func (m *Matcher) NamedAttributes(tag *StartTag, at *xmlscan.Attr) []*syntax.Pattern {
	return attributeSources(m.attributesNamed(tag, at))
}

func attributeSources(attrs []*attribute) []*syntax.Pattern {
	var found []*syntax.Pattern
	for _, attr := range attrs {
		found = append(found, attr.src)
	}
	return found
}

// AttributeValues is the data and value patterns that the value of such an
// attribute matches.
func (m *Matcher) AttributeValues(tag *StartTag, at *xmlscan.Attr) []*syntax.Pattern {
	var found []*syntax.Pattern
	for _, attr := range m.attributesNamed(tag, at) {
		found = append(found, m.matched(m.auto.valueOf(attr), m.string(at.Value))...)
	}
	return found
}

func (m *Matcher) takes(attr *attribute, at *xmlscan.Attr) bool {
	return m.attributeValueOK(m.auto.valueOf(attr), at)
}

// attributesNamed is the attributes of that name that go with the others of the
// tag; where none does, those of the element.
func (m *Matcher) attributesNamed(tag *StartTag, at *xmlscan.Attr) []*attribute {
	if m.skip > 0 || len(m.stack) == 1 {
		return nil
	}
	name := m.ctx.NameOf(at.Name)
	var fitting, others []*attribute
	for _, alt := range m.top().level.alts {
		whole := m.auto.contentOf(alt.elem).whole
		others = append(others, matching(m.auto.attributesOf(whole), name)...)
		fitting = append(fitting, matching(m.auto.attributesOf(m.without(whole, tag, at)), name)...)
	}
	if len(fitting) == 0 {
		return others
	}
	return fitting
}

// without is what is left of a content after the attributes of a tag, except
// one. Attributes that do not fit are passed over.
func (m *Matcher) without(p *pattern, tag *StartTag, except *xmlscan.Attr) *pattern {
	for i := range tag.Attrs {
		if at := &tag.Attrs[i]; at != except {
			if q := m.attDerivBy(p, at, true); q.op != opNotAllowed {
				p = q
			}
		}
	}
	return p
}

// OpenText is the text of the innermost open element, as far as a datatype may
// want it, and where it stands without whitespace around it. Ask before the end
// tag.
func (m *Matcher) OpenText() (text string, at source.Range) {
	return m.string(m.text.held), m.text.ink
}

// TextValues is the data and value patterns that the text of the innermost
// open element matches, which has no children. Ask before its end tag.
func (m *Matcher) TextValues() []*syntax.Pattern {
	if m.skip > 0 || m.top().children || m.text.holes {
		return nil
	}
	var found []*syntax.Pattern
	for _, alt := range m.top().level.alts {
		found = append(found, m.matched(alt.rest, m.string(m.text.held))...)
	}
	return found
}

// matched is the data and value patterns of a content that match a string as a
// whole.
func (m *Matcher) matched(p *pattern, s string) []*syntax.Pattern {
	return slices.DeleteFunc(valuesIn(p), func(v *syntax.Pattern) bool {
		return !m.grammar.dataType(v).match(s, m.ctx)
	})
}

// Fits reports whether an element of the schema could stand at this point,
// where nothing or whitespace has come since the last tag, before a start tag
// of that name; 0 stands for the end tag.
func (m *Matcher) Fits(d *syntax.Define, before xmlscan.ID) bool {
	e := m.grammar.elements[d.ID+1]
	if m.skip > 0 {
		return false
	}
	after := m.auto.endTagDeriv(m.top().level, m.setOf([]*element{e}))
	switch {
	case after == nil:
		return false
	case before == 0:
		return len(after.complete.elements) > 0
	}
	return m.auto.startTagOpenDeriv(after, before, m.ctx) != nil
}

// FitsAttribute reports whether an attribute of the schema could be added to
// the start tag of the innermost open element.
func (m *Matcher) FitsAttribute(p *syntax.Pattern, tag *StartTag) bool {
	attr := m.grammar.attributeOf(p)
	if m.skip > 0 || attr == nil {
		return false
	}
	return slices.ContainsFunc(m.top().level.alts, func(alt alternative) bool {
		rest := m.without(m.auto.contentOf(alt.elem).whole, tag, nil)
		m.auto.mu.Lock()
		defer m.auto.mu.Unlock()
		rest = m.auto.attDeriv(rest, attr)
		return m.auto.startTagCloseDeriv(rest, false).op != opNotAllowed
	})
}
