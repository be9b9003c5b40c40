package relaxng

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// emit reports a diagnostic with the path of the open element, or of one
// below it.
func (m *Matcher) emit(d *diag.Diagnostic, below ...xmlscan.ID) {
	d.Element = m.path(below...)
	m.report(d)
}

// path is the names of the open elements, as /a/b.
func (m *Matcher) path(below ...xmlscan.ID) string {
	var path strings.Builder
	for _, f := range m.stack[1:] {
		path.WriteString("/" + m.localName(f.name))
	}
	for _, id := range below {
		path.WriteString("/" + m.localName(id))
	}
	return path.String()
}

func (m *Matcher) localName(id xmlscan.ID) string { return m.ctx.NameOf(id).Local }

// inElement is ` in "name"` for the open element, or nothing at the top.
func (m *Matcher) inElement(f *frame) string {
	if f.name == 0 {
		return ""
	}
	return " in " + diag.Quote(m.localName(f.name))
}

// show names an expanded name as a message does: with its namespace where the
// other names of the message are in another.
func show(n xmlscan.Name, space string) string {
	if n.Space == space || n.Local == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// notAllowedHere is the diagnostic for an element that is not expected.
func (m *Matcher) notAllowedHere(f *frame, tag *StartTag, name xmlscan.Name, x Expectation, meant *Particle, elsewhere []*element) *diag.Diagnostic {
	d := diag.Errorf(diag.ElementNotAllowed, tag.NameRange, "element %s not allowed here", diag.Quote(name.Local))
	d.Element = m.path(tag.Name)
	switch {
	case meant != nil && meant.Name.Local == name.Local:
		d.Message += fmt.Sprintf("; expected it in namespace %s, but it is in %s", diag.Quote(meant.Name.Space), diag.Quote(name.Space))
	case meant != nil:
		d.Message += "; did you mean " + diag.Quote(meant.Name.Local) + "?"
	case len(elsewhere) > 0 && m.homes(elsewhere) != "":
		d.Message += "; it belongs in " + m.homes(elsewhere)
	default:
		d.Message += m.expected(f, x, name.Space)
	}
	return d
}

// expected is "; expected …" for what may come in an element.
func (m *Matcher) expected(f *frame, x Expectation, space string) string {
	names := elementNames(x.Elements, space)
	switch {
	case len(names) == 0 && (x.Text || f.level.has&hasString != 0):
		return "; expected text only"
	case len(names) == 0 && f.name == 0:
		return ""
	case len(names) == 0:
		return "; expected nothing more" + m.inElement(f)
	}
	return "; expected " + diag.OneOf(names)
}

// elementNames lists what is required first, or all if nothing is.
func elementNames(particles []Particle, space string) []string {
	var names, required []string
	for _, p := range particles {
		if p.Name.Local == "" {
			continue
		}
		names = append(names, show(p.Name, space))
		if p.Required {
			required = append(required, show(p.Name, space))
		}
	}
	if len(required) > 0 {
		names = required
	}
	return slices.Compact(names)
}

// homes lists the elements that may hold one of those given.
func (m *Matcher) homes(children []*element) string {
	var names []string
	for _, child := range children {
		for _, e := range m.grammar.holdersOf(child) {
			if e.name == nil {
				continue // the document itself
			}
			for _, n := range namesOf(e.name) {
				if n.Local != "" {
					names = append(names, n.Local)
				}
			}
		}
	}
	slices.Sort(names)
	return diag.OneOf(slices.Compact(names))
}

// repeated reports an element that the parent has had, or that comes too late.
func (m *Matcher) repeated(f *frame, tag *StartTag, name xmlscan.Name, x Expectation) {
	first, ok := f.firstSeen(tag.Name)
	if !ok {
		d := diag.Errorf(diag.ElementNotAllowed, tag.NameRange, "element %s not allowed here%s", diag.Quote(name.Local), m.expected(f, x, name.Space))
		m.emit(d, tag.Name)
		return
	}
	d := diag.Errorf(diag.ElementRepeated, tag.NameRange, "element %s not allowed again%s; one is enough", diag.Quote(name.Local), m.inElement(f))
	d.Related = []diag.Related{{Range: first, Message: "the first one is here"}}
	m.emit(d, tag.Name)
}

// reportJump reports an element before which others are missing.
func (m *Matcher) reportJump(f *frame, tag *StartTag, missing map[*element]bool) {
	d := diag.Errorf(diag.ElementMissing, tag.NameRange, "element %s must come before %s%s",
		m.listElements(missing), diag.Quote(m.localName(tag.Name)), m.inElement(f))
	m.emit(d, tag.Name)
}

func (m *Matcher) listElements(set map[*element]bool) string {
	var names []string
	for e := range set {
		for _, n := range namesOf(e.name) {
			names = append(names, n.Local)
		}
	}
	slices.Sort(names)
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = diag.Quote(n)
	}
	return strings.Join(quoted, ", ")
}

func (m *Matcher) reportText(f *frame, at source.Range) {
	x := m.auto.expectContent(f.level, true)
	names := elementNames(x.Elements, m.ctx.NameOf(f.name).Space)
	advice := "; expected nothing"
	if len(names) > 0 {
		advice = "; expected element " + diag.OneOf(names)
	} else if f.children {
		advice = "; only elements may stand there"
	}
	m.emit(diag.Errorf(diag.TextNotAllowed, at, "text not allowed%s%s", m.inElement(f), advice))
}

func (m *Matcher) reportIncomplete(f *frame) {
	x := m.auto.expectContent(f.level, true)
	space := m.ctx.NameOf(f.name).Space
	var required []string
	for _, p := range x.Elements {
		if p.Required {
			required = append(required, show(p.Name, space))
		}
	}
	required = slices.Compact(required)
	missing := "element " + diag.OneOf(elementNames(x.Elements, space))
	if len(required) > 1 {
		missing = "elements " + strings.ReplaceAll(diag.OneOf(required), " or ", " and ")
	}
	m.emit(diag.Errorf(diag.ElementMissing, f.nameRange, "element %s is incomplete; missing %s", diag.Quote(m.localName(f.name)), missing))
}

// reportContent reports the text of an element that is not what its datatype
// asks.
func (m *Matcher) reportContent(f *frame, s string) {
	var values []*syntax.Pattern
	for _, alt := range f.level.alts {
		values = append(values, valuesIn(alt.rest)...)
	}
	at := m.text.ink
	if !m.text.inked {
		at = f.nameRange
	}
	d := diag.Errorf(diag.ElementValue, at, "%s is not a value of element %s; expected %s",
		diag.Quote(strings.TrimSpace(s)), diag.Quote(m.localName(f.name)), describe(values, s, m.ctx))
	if !m.text.inked {
		d.Message = fmt.Sprintf("element %s is empty; expected %s", diag.Quote(m.localName(f.name)), describe(values, s, m.ctx))
	}
	d.Fixes = replaceFix(s, values, at, m.text.inked)
	m.emit(d)
}

// badValue reports an attribute's value.
func (m *Matcher) badValue(tag *StartTag, at *xmlscan.Attr, values []*syntax.Pattern) *diag.Diagnostic {
	s := string(at.Value)
	where := at.ValueRange
	if where.Len() == 0 {
		where = at.Range
	}
	d := diag.Errorf(diag.AttributeValue, where, "%s is not a value of attribute %s; expected %s",
		diag.Quote(s), diag.Quote(m.localName(at.Name)), describe(values, s, m.ctx))
	d.Element = m.path(tag.Name)
	d.Fixes = replaceFix(s, values, at.ValueRange, at.ValueRange.Len() > 0)
	return d
}

func (m *Matcher) badValueOf(tag *StartTag, at *xmlscan.Attr, attrs []*attribute) *diag.Diagnostic {
	var values []*syntax.Pattern
	for _, attr := range attrs {
		values = append(values, valuesIn(m.auto.valueOf(attr))...)
	}
	return m.badValue(tag, at, values)
}

// excluded reports an attribute that another one excludes.
func (m *Matcher) excluded(x *attributeFaults, at *xmlscan.Attr) *diag.Diagnostic {
	name := diag.Quote(m.localName(at.Name))
	d := diag.Errorf(diag.AttributeNotAllowed, at.NameRange, "attribute %s not allowed with the other attributes of %s; remove it",
		name, diag.Quote(m.localName(x.tag.Name)))
	if other := x.excluder(at); other != nil {
		d.Message = fmt.Sprintf("attribute %s not allowed with %s=%s; remove one of them",
			name, m.localName(other.Name), diag.Quote(string(other.Value)))
		d.Related = []diag.Related{{Range: other.Range, Message: "the attribute that excludes it"}}
	}
	d.Element = m.path(x.tag.Name)
	return d
}

func (m *Matcher) unknownAttribute(tag *StartTag, at *xmlscan.Attr, best string, open []*attribute) *diag.Diagnostic {
	name := m.localName(at.Name)
	d := diag.Errorf(diag.AttributeNotAllowed, at.NameRange, "attribute %s not allowed in %s", diag.Quote(name), diag.Quote(m.localName(tag.Name)))
	d.Element = m.path(tag.Name)
	if best != "" {
		d.Message += "; did you mean " + diag.Quote(best) + "?"
		d.Fixes = []diag.Fix{{
			Title: fmt.Sprintf("rename %s to %s", diag.Quote(name), diag.Quote(best)),
			Edits: []diag.Edit{{Range: at.NameRange, Text: best}},
		}}
		return d
	}
	if names := attributeNames(open); len(names) > 0 {
		d.Message += "; expected " + diag.OneOf(names)
	} else {
		d.Message += "; remove it"
	}
	return d
}

func attributeNames(attrs []*attribute) []string {
	var names []string
	for _, attr := range attrs {
		for _, n := range namesOf(attr.name) {
			if n.Local != "" {
				names = append(names, n.Local)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (m *Matcher) missingAttribute(tag *StartTag, either []*attribute) *diag.Diagnostic {
	d := diag.Errorf(diag.AttributeMissing, tag.NameRange, "element %s must have attribute %s",
		diag.Quote(m.localName(tag.Name)), diag.OneOf(attributeNames(either)))
	d.Element = m.path(tag.Name)
	return d
}

// describe says what a value must be: the literal values in quotes, then the
// datatypes in plain words.
func describe(values []*syntax.Pattern, s string, ctx Context) string {
	listed := compactUnsorted(literals(values))
	var types []string
	for _, p := range values {
		if p.Op == syntax.OpValue {
			continue
		}
		if phrase := describeData(p, s, ctx); !slices.Contains(types, phrase) {
			types = append(types, phrase)
		}
	}
	switch {
	case len(types) == 0 && len(listed) == 0:
		return "nothing"
	case len(types) == 0:
		return diag.OneOf(listed)
	case len(listed) > 0:
		types = slices.Insert(types, 0, diag.OneOf(listed))
	}
	if len(types) == 1 {
		return types[0] + nearMiss(values, s, ctx)
	}
	return diag.Or(types)
}

// nearMiss says where a value goes wrong that is right for the most part, in
// the words of the datatype that it follows furthest.
func nearMiss(values []*syntax.Pattern, s string, ctx Context) string {
	best, words := max(leastRight, len(s)/2)-1, ""
	for _, p := range values {
		var m *datatype.Mismatch
		if p.Op != syntax.OpData || !errors.As(p.Datatype.Check(s, ctx), &m) || m.Miss == nil {
			continue
		}
		if right, why := m.Miss(s); right > best {
			best, words = right, "; "+why
		}
	}
	return words
}

// leastRight is how many bytes of a value must be right to speak of the rest.
const leastRight = 3

// describeData is a datatype in plain words: the schema's own label for it,
// or what the datatype says against the value.
func describeData(p *syntax.Pattern, s string, ctx Context) string {
	if label, ok := p.Annotations.Attr(syntax.SnapxmlNS, syntax.LabelAttr); ok {
		return label
	}
	if err := p.Datatype.Check(s, ctx); err != nil {
		return err.Error()
	}
	return "another value than this"
}

func compactUnsorted(names []string) []string {
	var kept []string
	for _, n := range names {
		if !slices.Contains(kept, n) {
			kept = append(kept, n)
		}
	}
	return kept
}

// replaceFix offers the literal value nearest to the one that is wrong.
func replaceFix(s string, values []*syntax.Pattern, at source.Range, fixable bool) []diag.Fix {
	best := diag.Nearest(strings.TrimSpace(s), literals(values))
	if best == "" || !fixable {
		return nil
	}
	return []diag.Fix{{
		Title: fmt.Sprintf("replace %s by %s", diag.Quote(strings.TrimSpace(s)), diag.Quote(best)),
		Edits: []diag.Edit{{Range: at, Text: best}},
	}}
}
