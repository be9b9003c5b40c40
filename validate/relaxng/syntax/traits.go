package syntax

// Traits are what a pattern of the simple form holds, refs not followed and
// attributes not looked into. They are known once it is made, and spare most
// patterns the checks of §7, which look for what only few hold.
type traits uint16

const (
	hasData       traits = 1 << iota // data, value or list: content that is simple (§7.2)
	hasText                          // text
	hasRef                           // ref
	hasAttribute                     // attribute
	hasEmpty                         // empty, or notAllowed
	hasList                          // list
	hasSequence                      // group or interleave
	hasInterleave                    // interleave
	hasRepeat                        // oneOrMore

	// crowded is what holds a group or interleave with attributes on both
	// sides, or an interleave with elements or text on both sides, whose names
	// are to be compared (§7.3, §7.4).
	crowded
	// open is what holds an attribute with infinitely many names and no
	// oneOrMore around it (§7.3).
	open
	// doubtful is what may hold a fault by §7.1 or §7.2: it is looked at again
	// with all that is around it.
	doubtful
)

// hasContent is what is not empty to an element (§7.2).
const hasContent = hasData | hasText | hasRef

// traits is what a pattern of the simple form holds.
func (p *Pattern) traits() traits {
	switch p.Op {
	case OpChoice, OpInterleave, OpGroup, OpOneOrMore, OpList, OpAttribute:
		return p.holds
	case OpData:
		if p.Except != nil {
			return hasData | doubtful
		}
		return hasData
	case OpValue:
		return hasData
	case OpText:
		return hasText
	case OpRef:
		return hasRef
	}
	return hasEmpty
}

// joined is the traits of a pattern made of others.
func joined(op Op, subs []*Pattern) traits {
	left := subs[0].traits()
	if len(subs) == 1 {
		return wrapped(op, left)
	}
	right := subs[1].traits()
	both := left | right
	switch op {
	case OpInterleave:
		if left&right&(hasText|hasRef) != 0 {
			both |= crowded
		}
		both |= hasInterleave
	case OpGroup:
	default:
		return both
	}
	if left&right&hasAttribute != 0 {
		both |= crowded
	}
	if both&hasData != 0 && left&hasContent != 0 && right&hasContent != 0 {
		both |= doubtful
	}
	return both | hasSequence
}

// wrapped is the traits of a pattern around another.
func wrapped(op Op, content traits) traits {
	doubt := content & doubtful
	switch op {
	case OpAttribute:
		if content&(hasRef|hasAttribute) != 0 {
			doubt = doubtful
		}
		return hasAttribute | doubt
	case OpList:
		if content&(hasList|hasRef|hasAttribute|hasText|hasInterleave) != 0 {
			doubt = doubtful
		}
		return hasData | hasList | doubt
	}
	if content&hasData != 0 || content&hasAttribute != 0 && content&hasSequence != 0 {
		doubt = doubtful
	}
	return content&^open | hasRepeat | doubt
}
