package docsgen

import (
	"slices"
	"strconv"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A held is what an element holds: child elements and attributes, each with how
// often it stands there, in the order of the schema.
type held struct {
	order  []any // *syntax.Define for child elements, string for the names of attributes
	counts map[any]bounds
}

func newHeld() *held { return &held{counts: make(map[any]bounds)} }

// put counts one thing.
func (h *held) put(key any, n bounds) {
	if _, known := h.counts[key]; !known {
		h.order = append(h.order, key)
	}
	h.counts[key] = n
}

// add adds what stands besides: the numbers are summed.
func (h *held) add(key any, n bounds) {
	old := h.counts[key]
	sum := bounds{old.Min + n.Min, old.Max + n.Max}
	if old.Max == schema.Unbounded || n.Max == schema.Unbounded {
		sum.Max = schema.Unbounded
	}
	h.put(key, sum)
}

// flatten gives the patterns that an operator joins, of which the simple form
// makes pairs. When there is nothing left to spend they are not all.
func (b *grammarBuilder) flatten(op syntax.Op, p *syntax.Pattern) []*syntax.Pattern {
	return b.appendFlat(nil, op, p)
}

func (b *grammarBuilder) appendFlat(list []*syntax.Pattern, op syntax.Op, p *syntax.Pattern) []*syntax.Pattern {
	if b.steps++; p.Op != op {
		return append(list, p)
	}
	for _, sub := range p.Sub {
		if b.steps > maxSteps {
			break
		}
		list = b.appendFlat(list, op, sub)
	}
	return list
}

// count counts what a pattern of the simple form holds.
func (b *grammarBuilder) count(p *syntax.Pattern, into *held) error {
	if err := b.spend(); err != nil {
		return err
	}
	switch p.Op {
	case syntax.OpRef:
		into.add(p.Define, bounds{1, 1})
	case syntax.OpAttribute:
		n := bounds{1, 1}
		if isOpen(p.Name) {
			n = bounds{0, schema.Unbounded}
		}
		into.add(b.attributeName(p.Name), n)
	case syntax.OpGroup, syntax.OpInterleave:
		for _, sub := range p.Sub {
			if err := b.count(sub, into); err != nil {
				return err
			}
		}
	case syntax.OpOneOrMore:
		return b.countMany(p, into)
	case syntax.OpChoice:
		return b.countChoice(p, into)
	}
	return nil
}

func (b *grammarBuilder) countMany(p *syntax.Pattern, into *held) error {
	once := newHeld()
	if err := b.count(p.Sub[0], once); err != nil {
		return err
	}
	for _, key := range once.order {
		n := once.counts[key]
		if _, isElement := key.(*syntax.Define); isElement {
			n.Max = schema.Unbounded
		}
		into.add(key, n)
	}
	return nil
}

// countChoice takes of each thing the smallest and the largest number among the
// alternatives.
func (b *grammarBuilder) countChoice(p *syntax.Pattern, into *held) error {
	all, in := newHeld(), make(map[any]int)
	alternatives := b.flatten(syntax.OpChoice, p)
	for _, alternative := range alternatives {
		one := newHeld()
		if err := b.count(alternative, one); err != nil {
			return err
		}
		for _, key := range one.order {
			b.steps++
			n, old := one.counts[key], all.counts[key]
			if in[key] > 0 {
				n.Min = min(n.Min, old.Min)
				if n.Max != schema.Unbounded && (old.Max == schema.Unbounded || old.Max > n.Max) {
					n.Max = old.Max
				}
			}
			in[key]++
			all.put(key, n)
		}
	}
	for _, key := range all.order {
		n := all.counts[key]
		if in[key] < len(alternatives) {
			n.Min = 0
		}
		into.add(key, n)
	}
	return nil
}

// attributeName is what an attribute is called.
func (b *grammarBuilder) attributeName(nc *syntax.NameClass) string {
	if nc.Op == syntax.NameOnly && nc.Prefix != "" && nc.Space != "" {
		return nc.Prefix + ":" + nc.Local
	}
	return b.nameOf(nc)
}

// A finder walks the content of an element for its attributes and text, and for
// the values of attributes with which child elements stand.
type finder struct {
	*grammarBuilder
	attributes map[string][]*syntax.Pattern
	text       []*syntax.Pattern        // data, values, lists and text
	seen       map[*syntax.Pattern]bool // of those
	when       map[*syntax.Define][][]string
}

// walk looks through a pattern. The conditions are the values that attributes
// have where it stands.
func (f *finder) walk(p *syntax.Pattern, conditions []string) error {
	if err := f.spend(); err != nil {
		return err
	}
	switch p.Op {
	case syntax.OpRef:
		f.when[p.Define] = append(f.when[p.Define], conditions)
	case syntax.OpAttribute:
		if name := f.attributeName(p.Name); !f.seen[p] {
			f.attributes[name] = append(f.attributes[name], p)
		}
		f.seen[p] = true
	case syntax.OpText, syntax.OpData, syntax.OpValue, syntax.OpList:
		if !f.seen[p] {
			f.text = append(f.text, p)
		}
		f.seen[p] = true
	case syntax.OpGroup, syntax.OpInterleave:
		subs := f.flatten(p.Op, p)
		conditions = f.with(conditions, subs)
		for _, sub := range subs {
			if err := f.walk(sub, conditions); err != nil {
				return err
			}
		}
	case syntax.OpChoice, syntax.OpOneOrMore:
		for _, sub := range p.Sub {
			if err := f.walk(sub, conditions); err != nil {
				return err
			}
		}
	}
	return nil
}

// fewValues is up to how many values of an attribute make a condition.
const fewValues = 3

// with adds the conditions that attributes among some patterns make for those
// that stand beside them.
func (f *finder) with(conditions []string, subs []*syntax.Pattern) []string {
	for _, sub := range subs {
		if sub.Op != syntax.OpAttribute || sub.Name.Op != syntax.NameOnly {
			continue
		}
		values := f.flatten(syntax.OpChoice, sub.Sub[0])
		if len(values) > fewValues || slices.ContainsFunc(values, func(v *syntax.Pattern) bool { return v.Op != syntax.OpValue }) {
			continue
		}
		var words []string
		for _, v := range values {
			words = append(words, strconv.Quote(v.Value))
		}
		condition := f.attributeName(sub.Name) + "=" + list(words, "or")
		if !slices.Contains(conditions, condition) {
			conditions = append(slices.Clip(conditions), condition)
		}
	}
	return conditions
}
