package rules

import (
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A subject is a part of the document that annotations speak of.
type subject struct {
	kind     subjectKind
	name     xmlscan.ID        // of the element or attribute
	value    string            // of values
	at       source.Range      // the name or value
	whole    source.Range      // what points at it: all of an attribute
	patterns []*syntax.Pattern // what it may be in the schema
}

// subjectKind is the kind of a subject.
type subjectKind uint8

const (
	anElement subjectKind = iota
	anAttribute
	attributeValue
	elementValue
)

// describe is what messages call a subject: `element "memory"`.
func (t *Tracker) describe(s subject) string {
	name := diag.Quote(t.local(s.name))
	switch s.kind {
	case anAttribute:
		return "attribute " + name
	case attributeValue:
		return "value " + diag.Quote(s.value) + " of attribute " + name
	case elementValue:
		return "value " + diag.Quote(s.value) + " of element " + name
	}
	return "element " + name
}

// subjects are the parts of the start tag of the innermost open element: the
// element, then of each attribute the value and the attribute itself.
func (t *Tracker) subjects(tag *relaxng.StartTag) []subject {
	m := t.schema
	list := make([]subject, 1, 1+2*len(tag.Attrs))
	list[0] = subject{kind: anElement, name: tag.Name, at: tag.NameRange, whole: tag.NameRange, patterns: m.ElementPatterns()}
	for i := range tag.Attrs {
		at := &tag.Attrs[i]
		if !at.Specified {
			continue
		}
		list = append(list,
			subject{kind: attributeValue, name: at.Name, value: string(at.Value), at: at.ValueRange, whole: at.ValueRange, patterns: m.AttributeValues(tag, at)},
			subject{kind: anAttribute, name: at.Name, at: at.NameRange, whole: at.Range, patterns: m.AttributePatterns(tag, at)})
	}
	return list
}

// textSubject is the text of the innermost open element, before its end tag.
func (t *Tracker) textSubject() subject {
	text, at := t.schema.OpenText()
	return subject{
		kind: elementValue, name: t.top().name, value: strings.TrimSpace(text),
		at: at, whole: at, patterns: t.schema.TextValues(),
	}
}

func (t *Tracker) local(id xmlscan.ID) string { return t.ctx.NameOf(id).Local }

// covers reports whether a range lies within another.
func covers(outer, inner source.Range) bool {
	return outer.Start <= inner.Start && inner.End <= outer.End
}

// overlap reports whether two ranges have something in common or touch.
func overlap(a, b source.Range) bool { return a.Start <= b.End && b.Start <= a.End }
