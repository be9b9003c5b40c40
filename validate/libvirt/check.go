package libvirt

import (
	"slices"
	"sync"
)

// A check is one step of libvirt's parser on an element: nil, or the refusal
// that ends the parsing.
type check func(*node) *refusal

// in order runs checks until one refuses.
func inOrder(checks ...check) check {
	return func(n *node) *refusal {
		for _, c := range checks {
			if f := c(n); f != nil {
				return f
			}
		}
		return nil
	}
}

// first runs checks on the first element on a way, if there is one
// (virXPathNode).
func first(path string, checks ...check) check {
	c := inOrder(checks...)
	return func(n *node) *refusal {
		if found := n.find(path); found != nil {
			return c(found)
		}
		return nil
	}
}

// each runs checks on all elements on a way (virXPathNodeSet).
func each(path string, checks ...check) check {
	c := inOrder(checks...)
	return func(n *node) *refusal {
		for e := range n.every(path) {
			if f := c(e); f != nil {
				return f
			}
		}
		return nil
	}
}

// single runs checks on the only element of a name; a second one is refused.
func single(path string, several *Rule, text string, checks ...check) check {
	return atMost(1, path, several, text, checks...)
}

// atMost is single for a greater number.
func atMost(most int, path string, several *Rule, text string, checks ...check) check {
	rest := each(path, checks...)
	return func(n *node) *refusal {
		count := 0
		for e := range n.every(path) {
			if count++; count > most {
				return several.refuseText(e, "%s", text)
			}
		}
		return rest(n)
	}
}

// when runs checks only on elements that fulfil a condition.
func when(condition func(*node) bool, checks ...check) check {
	c := inOrder(checks...)
	return func(n *node) *refusal {
		if condition(n) {
			return c(n)
		}
		return nil
	}
}

// propIs is the condition that an attribute has one of some values; "" among
// them stands for no attribute.
func propIs(name string, values ...string) func(*node) bool {
	return func(n *node) bool {
		value, _ := n.prop(name)
		return slices.Contains(values, value)
	}
}

// A need says what libvirt asks of an attribute besides its type
// (src/util/virxml.h: virXMLPropFlags).
type need uint8

const (
	required    need = 1 << iota // VIR_XML_PROP_REQUIRED
	nonZero                      // VIR_XML_PROP_NONZERO
	nonNegative                  // VIR_XML_PROP_NONNEGATIVE
	anyNeed     need = 0         // VIR_XML_PROP_NONE
)

// missing refuses an element without an attribute that it must have.
func (w need) missing(n *node, name string) *refusal {
	if w&required == 0 {
		return nil
	}
	return attributeMissing.refuse(n, name, n.name)
}

// word checks an attribute with a value of an enumeration
// (virXMLPropEnum). With nonZero the first value is not for documents.
func word(name string, values []string, w need) check {
	return func(n *node) *refusal {
		value, ok := n.prop(name)
		if !ok {
			return w.missing(n, name)
		}
		if i := slices.Index(values, value); i < 0 || i == 0 && w&nonZero != 0 {
			return attributeWord.refuse(n, name, n.name, value).attr(name)
		}
		return nil
	}
}

// yesNo checks a virTristateBool, onOff a virTristateSwitch.
func yesNo(name string, w need) check { return word(name, tristateBool, w|nonZero) }
func onOff(name string, w need) check { return word(name, tristateSwitch, w|nonZero) }

// whole checks a number without a sign (virXMLPropUInt).
func whole(name string, base int, w need) check {
	return number(name, w, attributeWhole, func(s string) (bool, bool) {
		n, ok := parseUIntPositive(s, base)
		return ok, n == 0
	})
}

// large checks a number of 64 bits without a sign (virXMLPropULongLong).
func large(name string, base int, w need) check {
	return number(name, w, attributeWhole, func(s string) (bool, bool) {
		n, ok := parseULongLongPositive(s, base)
		return ok, n == 0
	})
}

// signed checks a number with a sign (virXMLPropInt).
func signed(name string, base int, w need) check {
	return inOrder(
		number(name, w, attributeInteger, func(s string) (bool, bool) {
			n, ok := parseInt(s, base)
			return ok, n == 0
		}),
		func(n *node) *refusal {
			value, ok := n.prop(name)
			if i, _ := parseInt(value, base); ok && i < 0 && w&nonNegative != 0 {
				return attributeNegative.refuse(n, name, n.name, value).attr(name)
			}
			return nil
		})
}

// number checks an attribute with a number, which parse reads.
func number(name string, w need, bad *Rule, parse func(string) (ok, zero bool)) check {
	return func(n *node) *refusal {
		value, there := n.prop(name)
		if !there {
			return w.missing(n, name)
		}
		switch ok, zero := parse(value); {
		case !ok:
			return bad.refuse(n, name, n.name, value).attr(name)
		case zero && w&nonZero != 0:
			return attributeZero.refuse(n, name, n.name).attr(name)
		}
		return nil
	}
}

// known checks an attribute against an enumeration where libvirt has a text
// of its own for other values. From says which value is the first that
// documents may have.
func known(name string, values []string, from int, rule *Rule, text string) check {
	return func(n *node) *refusal {
		value, ok := n.prop(name)
		if !ok || slices.Index(values, value) >= from {
			return nil
		}
		return rule.refuseText(n, text, value).attr(name)
	}
}

// knownAt is known for an attribute that libvirt reads by XPath, where an
// empty value counts as none.
func knownAt(path, name string, values []string, from int, rule *Rule, text string) check {
	return func(n *node) *refusal {
		value, e := n.at(path, name)
		if value == "" || slices.Index(values, value) >= from {
			return nil
		}
		return rule.refuseText(e, text, value).attr(name)
	}
}

// given refuses an element without an attribute in words of its own.
func given(name string, rule *Rule, text string) check {
	return func(n *node) *refusal {
		if _, ok := n.prop(name); ok {
			return nil
		}
		return rule.refuseText(n, "%s", text)
	}
}

// scaled checks a size with a unit (src/conf/domain_conf.c:
// virParseScaledValue), at a way that may end in "@name" and may have a "[1]"
// which libvirt repeats in its message. It returns the size in bytes.
type scaled struct {
	path     string // as libvirt writes it in messages
	unit     string // way to the unit; "" for the attribute unit of the element
	scale    uint64 // of a number without a unit
	limit    uint64
	required bool
}

func (s scaled) check(n *node) *refusal {
	_, f := s.read(n)
	return f
}

// A table is checks that stand in a variable. They are put together when they
// are first run, so that a program that foretells nothing pays nothing.
type table struct {
	make  func() check
	once  sync.Once
	check check
}

// A choice is checks of which a name chooses one, put together like a table.
type choice struct {
	make   func() map[string]check
	once   sync.Once
	checks map[string]check
}

// of is the check of a name, or nil.
func (c *choice) of(name string) check {
	c.once.Do(func() { c.checks = c.make() })
	return c.checks[name]
}

// run is the check.
func (t *table) run(n *node) *refusal {
	t.once.Do(func() { t.check = t.make() })
	return t.check(n)
}
