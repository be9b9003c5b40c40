package syntax

// distinctSlots is the size of a table of names, of which at most half is used.
const distinctSlots = 512

// A distincter finds out in one walk whether all names in a pattern differ, as
// they do in most: then none is on both sides of a group or an interleave.
type distincter struct {
	round uint32 // number of the pattern
	left  int    // names and patterns that may still come
	text  bool   // there was one
	slots [distinctSlots]struct {
		round uint32
		op    Op
		class *NameClass
	}
}

// distinct reports whether a pattern has no two attributes and no two refs
// with a name in common, and text but once. It gives up on patterns that are
// large or have names without end, and reports false.
func (d *distincter) distinct(p *Pattern) bool {
	d.round++
	d.left, d.text = distinctSlots/2, false
	return d.walk(p)
}

func (d *distincter) walk(p *Pattern) bool {
	if d.left--; d.left < 0 {
		return false
	}
	switch p.Op {
	case OpAttribute:
		return d.add(OpAttribute, p.Name)
	case OpRef:
		return d.add(OpRef, p.Define.Element.Name)
	case OpText:
		before := d.text
		d.text = true
		return !before
	case OpChoice, OpGroup, OpInterleave, OpOneOrMore:
		for _, sub := range p.Sub {
			if !d.walk(sub) {
				return false
			}
		}
	}
	return true
}

// add enters a name, and reports whether it is new.
func (d *distincter) add(op Op, nc *NameClass) bool {
	if nc.Op != NameOnly {
		return false
	}
	for i := hashName(nc.Local); ; i++ {
		slot := &d.slots[i%distinctSlots]
		if slot.round != d.round {
			slot.round, slot.op, slot.class = d.round, op, nc
			return true
		}
		if slot.op == op && slot.class.Local == nc.Local && slot.class.Space == nc.Space {
			return false
		}
	}
}

func hashName(name string) uint {
	h := uint(len(name))
	for i := range min(len(name), 12) {
		h = h*31 + uint(name[i])
	}
	return h ^ h>>9
}
