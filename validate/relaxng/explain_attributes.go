package relaxng

import (
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// attributeFault tells of an attribute.
func (e *explainer) attributeFault(f *finding) *diag.Diagnostic {
	switch f.change {
	case insertAttribute:
		return e.lacksAttribute(f)
	case replaceValue:
		return e.wrongValue(f)
	case renameAttribute:
		return e.renamedAttribute(f)
	}
	known := matching(e.auto.attributesOf(e.content(f.def)), e.ctx.NameOf(f.attr.Name))
	if len(known) > 0 {
		return e.excludedAttribute(f)
	}
	return e.unknownAttribute(f)
}

// lacksAttribute tells of an attribute that is missing.
func (e *explainer) lacksAttribute(f *finding) *diag.Diagnostic {
	names := attributeNames(e.eitherOf(f))
	d := diag.Errorf(diag.AttributeMissing, f.node.nameRange, "element %s must have attribute %s", diag.Quote(f.node.full.Local), diag.OneOf(names))
	value := e.onlyValue(f.as)
	if e.closeTag(f.at).op != opNotAllowed && value != "" && len(names) == 1 { // it may be left out, but not with this content
		d.Message = fmt.Sprintf("element %s must have %s for what it holds", diag.Quote(f.node.full.Local), assignment(names[0], value))
	}
	d.Fixes = e.addFixes(f, e.eitherOf(f))
	return d
}

// onlyValue is the value of an attribute that can have no other, or "".
func (e *explainer) onlyValue(attr *attribute) string {
	if values := valuesIn(e.auto.valueOf(attr)); len(values) == 1 {
		return strings.Join(literals(values), "")
	}
	return ""
}

// eitherOf is the attributes of which one is missing.
func (e *explainer) eitherOf(f *finding) []*attribute {
	for _, either := range neededAttributes(f.at) {
		if slices.Contains(either, f.as) {
			return either
		}
	}
	return []*attribute{f.as}
}

// wrongValue tells of an attribute whose value is not of its type, or not
// allowed with the rest of the element.
func (e *explainer) wrongValue(f *finding) *diag.Diagnostic {
	s, name := string(f.attr.Value), e.ctx.NameOf(f.attr.Name)
	where := f.attr.ValueRange
	if where.Len() == 0 {
		where = f.attr.Range
	}
	here := matching(e.auto.attributesOf(f.at), name)
	for _, def := range e.peers(f, 0) {
		here = append(here, matching(e.auto.attributesOf(e.content(def)), name)...)
	}
	var wanted []string
	if f.cost >= priceLegalValue {
		here = []*attribute{f.as}
	}
	for _, attr := range here {
		wanted = append(wanted, literals(valuesIn(e.auto.valueOf(attr)))...)
	}
	d := diag.Errorf(diag.AttributeValue, where, "%s is not a value of attribute %s; expected %s",
		diag.Quote(s), diag.Quote(name.Local), describe(e.valuesOf(here), s, e.contextOf(f.node)))
	if f.cost >= priceLegalValue {
		d.Message = fmt.Sprintf("%s not allowed with %s; expected %s",
			assignment(name.Local, s), e.obstacles(f), describe(e.valuesOf(here), s, e.contextOf(f.node)))
	}
	d.Fixes = e.valueFixes(f, strings.TrimSpace(s), wanted)
	return d
}

// obstacles names what would have to go if a value were right.
func (e *explainer) obstacles(f *finding) string {
	var names []string
	for _, st := range e.insteadOf(f, 10*priceMisplaced, func(st *step) bool { return st.attr == f.attr && st.change != keep }) {
		switch st.change {
		case dropChild:
			names = append(names, "element "+diag.Quote(f.node.items[st.item].child.full.Local))
		case dropAttribute:
			names = append(names, "attribute "+diag.Quote(e.ctx.NameOf(st.attr.Name).Local))
		}
	}
	if len(names) == 0 {
		return "the rest of " + diag.Quote(f.node.full.Local)
	}
	return strings.Join(slices.Compact(names), " and ")
}

// renamedAttribute tells of an attribute that has the wrong name.
func (e *explainer) renamedAttribute(f *finding) *diag.Diagnostic {
	name, want := e.ctx.NameOf(f.attr.Name), e.ctx.NameOf(f.as.name.ids[0])
	d := diag.Errorf(diag.AttributeNotAllowed, f.attr.NameRange, "attribute %s not allowed in %s", diag.Quote(name.Local), diag.Quote(f.node.full.Local))
	_, near := nearly(name, want)
	switch {
	case name.Local == want.Local:
		d.Message += fmt.Sprintf("; expected it in namespace %s, but it is in %s", diag.Quote(want.Space), diag.Quote(name.Space))
		return d
	case near:
		d.Message += "; did you mean " + diag.Quote(want.Local) + "?"
	default:
		d.Message += "; expected " + diag.OneOf(attributeNames(e.eitherOf(f)))
	}
	if name.Space == want.Space {
		fits := e.valueFits(f.as, f.node, f.attr)
		certain := fits && isSlip(name.Local, want.Local, attributeNames(e.auto.attributesOf(f.at)))
		d.Fixes = e.edit.renameAttribute(f.attr, want.Local, certain)
	}
	return d
}

// excludedAttribute tells of an attribute that something else excludes.
func (e *explainer) excludedAttribute(f *finding) *diag.Diagnostic {
	name := diag.Quote(e.ctx.NameOf(f.attr.Name).Local)
	d := diag.Errorf(diag.AttributeNotAllowed, f.attr.NameRange, "attribute %s not allowed with the rest of %s; remove it",
		name, diag.Quote(f.node.full.Local))
	d.Fixes = e.edit.removeAttribute(f.node, f.attr)
	if other := e.instead(f, farther); len(other) == 1 {
		with, advice, fixes := e.otherWay(f.node, &other[0])
		if with != "" {
			d.Message = fmt.Sprintf("attribute %s not allowed with %s; remove it, or %s", name, with, advice)
			d.Fixes = append(d.Fixes, fixes...)
		}
	}
	for _, st := range e.instead(f, 3*priceMissing) {
		if at := st.attr; at != nil && at.Name != f.attr.Name {
			d.Message = strings.Replace(d.Message, "the rest of "+diag.Quote(f.node.full.Local), assignment(e.ctx.NameOf(at.Name).Local, string(at.Value)), 1)
			d.Related = []diag.Related{{Range: at.Range, Message: "the attribute that excludes it"}}
			break
		}
	}
	return d
}

// unknownAttribute tells of an attribute that the element never has.
func (e *explainer) unknownAttribute(f *finding) *diag.Diagnostic {
	name := e.ctx.NameOf(f.attr.Name)
	d := diag.Errorf(diag.AttributeNotAllowed, f.attr.NameRange, "attribute %s not allowed in %s", diag.Quote(name.Local), diag.Quote(f.node.full.Local))
	homes := e.attributeHomes(f)
	if len(homes) > 0 {
		d.Message += "; it belongs in " + diag.OneOf(homes)
		d.Fixes = e.moveAttribute(f, homes)
		return d
	}
	d.Message += "; " + e.attributeAdvice(f)
	d.Fixes = e.edit.removeAttribute(f.node, f.attr)
	return d
}

// attributeAdvice says what to do about an attribute that is not known.
func (e *explainer) attributeAdvice(f *finding) string {
	var open []*attribute
	for _, attr := range e.auto.attributesOf(f.at) {
		if attr.name.isSingle() && !f.node.has(attr.name.ids[0]) {
			open = append(open, attr)
		}
	}
	if names := attributeNames(open); len(names) > 0 {
		return "expected " + diag.OneOf(names)
	}
	return "remove it"
}

// attributeHomes is the children that may have an attribute which the element
// never has.
func (e *explainer) attributeHomes(f *finding) []string {
	var names []string
	for _, child := range e.grammar.insideOf(f.def) {
		if !child.name.isSingle() || slices.Contains(child.name.ids, f.node.name) || !e.mayHave(child, f) {
			continue
		}
		names = append(names, e.plainNames(child)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// mayHave reports whether a definition has the attribute of a finding, with
// the value that is given.
func (e *explainer) mayHave(def *element, f *finding) bool {
	return slices.ContainsFunc(e.auto.attributesOf(e.content(def)), func(attr *attribute) bool {
		return slices.Contains(attr.name.ids, f.attr.Name) && e.valueFits(attr, f.node, f.attr)
	})
}

// valuesOf is the value and data patterns of attributes.
func (e *explainer) valuesOf(attrs []*attribute) []*syntax.Pattern {
	var values []*syntax.Pattern
	for _, attr := range attrs {
		values = append(values, valuesIn(e.auto.valueOf(attr))...)
	}
	return values
}
