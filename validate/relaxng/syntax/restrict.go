package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// restrict checks the restrictions on a schema in simple form (§7).
func restrict(s *Schema, rep *reporter) {
	r := &restrictor{rep: rep, known: make([]facts, s.IDs)}
	if s.Start.traits()&^hasRef != 0 {
		r.paths(s.Start, inStart, nil)
	}
	for _, d := range s.Defines {
		for _, content := range d.Element.Sub {
			has := content.traits()
			if has&(doubtful|open) != 0 {
				r.paths(content, 0, nil)
			}
			if has&(doubtful|crowded) != crowded || !r.distinct(content) {
				r.survey(content)
			}
		}
	}
}

// A restrictor checks the content of each element. As patterns are shared it
// remembers what it knows of them.
type restrictor struct {
	rep   *reporter
	known []facts // by Pattern.ID
	sets  nameSets
	distincter
	steps int
}

// survey asks of a pattern what its traits leave open, of the patterns in it
// first.
func (r *restrictor) survey(p *Pattern) {
	has := p.traits()
	if has&(crowded|doubtful) == 0 || len(p.Sub) == 0 || !r.known[p.ID].first(surveyed) {
		return
	}
	if p.Op != OpAttribute && p.Op != OpList {
		for _, sub := range p.Sub {
			r.survey(sub)
		}
	}
	if has&doubtful != 0 {
		r.content(p)
	}
	if has&crowded != 0 && (p.Op == OpGroup || p.Op == OpInterleave) {
		r.compare(p)
	}
}

// compare compares the sides of a group or interleave with one another.
func (r *restrictor) compare(p *Pattern) {
	both := p.Sub[0].traits() & p.Sub[1].traits()
	if both&hasAttribute != 0 {
		r.attributes(p)
	}
	if p.Op == OpGroup {
		return
	}
	if both&hasText != 0 {
		r.text(p)
	}
	if both&hasRef != 0 {
		r.interleaved(p)
	}
}

// facts are what is known of a pattern.
type facts struct {
	contexts uint64 // in which it was visited: bit 1<<c for context c
	asked    question
	content  contentType
	text     *Pattern
	attrs    *nameSet
	elements *nameSet
}

// A question is one about a pattern whose answer is in [facts]: a set of these.
type question uint8

const (
	askedContent question = 1 << iota
	askedText
	askedAttrs
	askedElements
	surveyed
)

// first reports whether a question is asked of a pattern for the first time.
func (f *facts) first(q question) bool {
	before := f.asked
	f.asked |= q
	return before&q == 0
}

// A context is what a pattern stands in: a set of these.
type context uint8

const (
	inStart       context = 1 << iota
	inAttribute           // attribute//p
	inList                // list//p
	inExcept              // data/except//p
	inRepeat              // oneOrMore//p
	inRepeatGroup         // oneOrMore//group//p, oneOrMore//interleave//p
)

// A prohibition says that some patterns must not stand in a context (§7.1).
type prohibition struct {
	in   context
	ops  opSet
	code diag.Code
	text string // follows what the pattern is
}

// An opSet is a set of kinds of patterns: bit 1<<op for each.
type opSet uint32

func ops(list ...Op) opSet {
	set := opSet(0)
	for _, op := range list {
		set |= 1 << op
	}
	return set
}

var prohibitions = [...]prohibition{
	{inStart, ops(OpAttribute, OpData, OpValue, OpText, OpList, OpGroup, OpInterleave, OpOneOrMore, OpEmpty), diag.SchemaStartContent,
		"not allowed as start; expected an element or a choice of elements (RELAX NG §7.1.5)"},
	{inAttribute, ops(OpRef, OpAttribute), diag.SchemaAttributeContent,
		"not allowed in an attribute; expected text, data or values (RELAX NG §7.1.1)"},
	{inRepeatGroup, ops(OpAttribute), diag.SchemaRepeatedAttribute,
		"not allowed in a repeated group or interleave; an attribute has no place in a sequence (RELAX NG §7.1.2)"},
	{inList, ops(OpList, OpRef, OpAttribute, OpText, OpInterleave), diag.SchemaListContent,
		"not allowed in a list; expected data and values (RELAX NG §7.1.3)"},
	{inExcept, ops(OpAttribute, OpRef, OpList, OpGroup, OpInterleave, OpOneOrMore, OpText, OpEmpty), diag.SchemaExceptContent,
		"not allowed in the except of data; expected data, values and choices of them (RELAX NG §7.1.4)"},
}

// paths checks what stands in what. The holder is the pattern that made the
// context, or nil. Below a pattern that must not be there it looks no further.
func (r *restrictor) paths(p *Pattern, in context, holder *Pattern) {
	if !r.allowed(p, in, holder) {
		return
	}
	if len(p.Sub) > 0 {
		known := &r.known[p.ID]
		if known.contexts&(1<<in) != 0 {
			return
		}
		known.contexts |= 1 << in
	}
	switch p.Op {
	case OpAttribute:
		if in&inRepeat == 0 && p.Name.isOpen() {
			r.rep.errorf(p.File, diag.SchemaOpenAttribute, spot(p), "%s must be repeated; expected zeroOrMore or oneOrMore around it (RELAX NG §7.3)", describe(p))
		}
		in, holder = inAttribute, p
	case OpOneOrMore:
		in |= inRepeat
	case OpGroup, OpInterleave:
		if in&inRepeat != 0 {
			in, holder = in|inRepeatGroup, p
		}
	case OpList:
		in, holder = in|inList, p
	case OpData:
		if p.Except != nil {
			r.paths(p.Except, inExcept, p)
		}
	}
	for _, sub := range p.Sub {
		if sub == unplacedEmpty {
			r.optional(p, in, holder)
			continue
		}
		r.paths(sub, in, holder)
	}
}

// optional checks the empty in the choice that an optional became.
func (r *restrictor) optional(p *Pattern, in context, holder *Pattern) {
	if in&(inStart|inExcept) != 0 {
		r.allowed(&Pattern{Op: OpEmpty, File: p.File, Range: p.Range, NameRange: p.NameRange}, in, holder)
	}
}

// allowed reports whether a pattern may stand in a context. If not it says so,
// at the holder where a ref led from there to the pattern.
func (r *restrictor) allowed(p *Pattern, in context, holder *Pattern) bool {
	for i := range prohibitions {
		rule := &prohibitions[i]
		if in&rule.in == 0 || rule.ops&(1<<p.Op) == 0 {
			continue
		}
		if holder == nil {
			holder = p
		}
		at := spotIn(holder, p)
		d := r.rep.errorf(holder.File, rule.code, at, "%s %s", describe(p), rule.text)
		if at != spot(p) || p.File != holder.File {
			d.Related = []diag.Related{{File: p.File, Range: spot(p), Message: describe(p)}}
		}
		return false
	}
	return true
}

// describe says what a pattern is.
func describe(p *Pattern) string {
	switch p.Op {
	case OpAttribute:
		return "attribute " + p.Name.String()
	case OpRef:
		return "element " + p.Define.Element.Name.String()
	case OpData:
		return "data " + diag.Quote(p.Type)
	case OpValue:
		return "value " + diag.Quote(p.Value)
	}
	return [...]string{OpText: "text", OpEmpty: "empty", OpChoice: "choice", OpInterleave: "interleave",
		OpGroup: "group", OpOneOrMore: "repetition", OpList: "list", OpNotAllowed: "notAllowed"}[p.Op]
}

// spot is the range to underline for a pattern.
func spot(p *Pattern) source.Range {
	switch {
	case p.Op == OpAttribute:
		return where(p.Name, p)
	case p.Op == OpRef:
		return where(p.Define.Element.Name, p)
	case p.NameRange != source.Range{}:
		return p.NameRange
	}
	return p.Range
}

// spotIn is the range to underline for a pattern within another one: that of
// the outer one where the inner stands elsewhere, as a ref led to it.
func spotIn(outer, inner *Pattern) source.Range {
	at := spot(inner)
	if inner.File != outer.File || at.Start < outer.Range.Start || outer.Range.End < at.End {
		return spot(outer)
	}
	return at
}
