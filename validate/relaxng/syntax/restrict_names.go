package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
)

// maxSteps bounds the names that are compared with names.
const maxSteps = 20_000_000

// attributes is the names of the attributes in a pattern. Those that an
// element would have twice are reported (§7.3).
func (r *restrictor) attributes(p *Pattern) *nameSet {
	if len(p.Sub) == 0 {
		return nil
	}
	known := &r.known[p.ID]
	if r.steps > maxSteps || !known.first(askedAttrs) {
		return known.attrs
	}
	var set *nameSet
	switch p.Op {
	case OpAttribute:
		set = r.sets.of(p.Name, p)
	case OpChoice:
		set = r.union(r.attributes(p.Sub[0]), r.attributes(p.Sub[1]))
	case OpGroup, OpInterleave:
		left, right := r.attributes(p.Sub[0]), r.attributes(p.Sub[1])
		if c := r.conflict(p, left, right); c != nil {
			r.report(p, c, diag.SchemaDuplicateAttribute, "attribute", "would stand twice in one element; expected a choice between them (RELAX NG §7.3)")
		}
		set = r.union(left, right)
	case OpOneOrMore:
		set = r.attributes(p.Sub[0])
	}
	known.attrs = set
	return set
}

// interleaved reports elements that stand on both sides of an interleave
// (§7.4).
func (r *restrictor) interleaved(p *Pattern) {
	if c := r.conflict(p, r.names(p.Sub[0]), r.names(p.Sub[1])); c != nil {
		r.report(p, c, diag.SchemaInterleaveElement, "element", "stands on both sides of an interleave; expected it on one (RELAX NG §7.4)")
	}
}

// names is the names of the elements that a pattern refers to.
func (r *restrictor) names(p *Pattern) *nameSet {
	if len(p.Sub) == 0 && p.Op != OpRef || p.Op == OpAttribute {
		return nil
	}
	known := &r.known[p.ID]
	if r.steps > maxSteps || !known.first(askedElements) {
		return known.elements
	}
	var set *nameSet
	switch p.Op {
	case OpRef:
		set = r.sets.of(p.Define.Element.Name, p)
	case OpChoice, OpGroup, OpInterleave:
		set = r.union(r.names(p.Sub[0]), r.names(p.Sub[1]))
	case OpOneOrMore:
		set = r.names(p.Sub[0])
	}
	known.elements = set
	return set
}

func (r *restrictor) union(a, b *nameSet) *nameSet {
	if a.size() > 0 && b.size() > 0 {
		r.steps += a.size() + b.size()
	}
	return r.sets.union(a, b)
}

// conflict finds a name that the two sides of a pattern share.
func (r *restrictor) conflict(p *Pattern, a, b *nameSet) *conflict {
	if a.size() == 0 || b.size() == 0 || !r.affordable(p, a, b) {
		return nil
	}
	return a.conflict(b)
}

// affordable counts the steps of a comparison. Past the limit it says so and
// checks no more.
func (r *restrictor) affordable(p *Pattern, a, b *nameSet) bool {
	r.steps += a.weight()*(1+len(b.open)) + b.weight()*(1+len(a.open))
	if r.steps > maxSteps {
		r.rep.errorf(p.File, diag.SchemaTooComplex, spot(p), "the names in this pattern take too long to compare (RELAX NG §7.3, §7.4)")
		return false
	}
	return true
}

// weight is how many names a set mentions.
func (s *nameSet) weight() int {
	n := len(s.names)
	for _, w := range s.open {
		n += len(w.class.samples(nil))
	}
	return n
}

// report says that two patterns share a name.
func (r *restrictor) report(p *Pattern, c *conflict, code diag.Code, what, problem string) {
	at := spotIn(p, c.second)
	if c.first == c.second {
		at = spot(p)
	}
	d := r.rep.errorf(p.File, code, at, "%s %s %s", what, c.name, problem)
	for _, other := range []*Pattern{c.first, c.second} {
		if where := spot(other); where != at && (len(d.Related) == 0 || c.first != c.second) {
			d.Related = append(d.Related, diag.Related{File: other.File, Range: where, Message: describe(other)})
		}
	}
}

// text finds text in a pattern, or gives nil. Text on both sides of an
// interleave is reported (§7.4).
func (r *restrictor) text(p *Pattern) *Pattern {
	switch p.Op {
	case OpText:
		return p
	case OpChoice, OpGroup, OpInterleave, OpOneOrMore:
	default:
		return nil
	}
	known := &r.known[p.ID]
	if !known.first(askedText) {
		return known.text
	}
	var found *Pattern
	switch p.Op {
	case OpChoice, OpGroup, OpInterleave:
		left, right := r.text(p.Sub[0]), r.text(p.Sub[1])
		if found = left; found == nil {
			found = right
		}
		if p.Op == OpInterleave && left != nil && right != nil {
			r.rep.errorf(p.File, diag.SchemaInterleaveText, spotIn(p, right), "text stands on both sides of an interleave; expected it on one (RELAX NG §7.4)")
		}
	case OpOneOrMore:
		found = r.text(p.Sub[0])
	}
	known.text = found
	return found
}
