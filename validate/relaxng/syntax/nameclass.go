package syntax

import (
	"cmp"

	"github.com/snapxml/snapxml/validate/diag"
)

// An xmlName is an expanded name.
type xmlName struct{ space, local string }

// unlikely is a string that no schema has as a namespace or local name. It
// stands for all the names that a name class does not mention.
const unlikely = "\x00"

// contains reports whether a name belongs to a name class in simple form.
func (nc *NameClass) contains(n xmlName) bool {
	switch nc.Op {
	case NameOnly:
		return n == xmlName{nc.Space, nc.Local}
	case NameNS:
		return n.space == nc.Space && (nc.Except == nil || !nc.Except.contains(n))
	case NameAny:
		return nc.Except == nil || !nc.Except.contains(n)
	}
	for _, sub := range nc.Sub {
		if sub.contains(n) {
			return true
		}
	}
	return false
}

// samples adds the names that tell name classes apart: those it mentions, and
// one for each set of names that it treats alike.
func (nc *NameClass) samples(to []xmlName) []xmlName {
	switch nc.Op {
	case NameOnly:
		to = append(to, xmlName{nc.Space, nc.Local})
	case NameNS:
		to = append(to, xmlName{nc.Space, unlikely})
	case NameAny:
		to = append(to, xmlName{unlikely, unlikely})
	}
	if nc.Except != nil {
		to = nc.Except.samples(to)
	}
	for _, sub := range nc.Sub {
		to = sub.samples(to)
	}
	return to
}

// common is a name that two name classes share; ok is false if there is none.
func common(a, b *NameClass) (n xmlName, ok bool) {
	for _, n := range b.samples(a.samples(nil)) {
		if a.contains(n) && b.contains(n) {
			return n, true
		}
	}
	return xmlName{}, false
}

// isOpen reports whether the name class has infinitely many names (§7.3).
func (nc *NameClass) isOpen() bool {
	switch nc.Op {
	case NameAny, NameNS:
		return true
	}
	for _, sub := range nc.Sub {
		if sub.isOpen() {
			return true
		}
	}
	return false
}

// String is the name class in words, for messages.
func (nc *NameClass) String() string {
	switch nc.Op {
	case NameOnly:
		return diag.Quote(nc.Local)
	case NameAny:
		return "of any name"
	case NameNS:
		return "of any name in " + spaceName(nc.Space)
	}
	if len(nc.Sub) == 0 {
		return "of no name"
	}
	return nc.Sub[0].String() + " or others"
}

func spaceName(uri string) string {
	if uri == "" {
		return "no namespace"
	}
	return diag.Quote(uri)
}

func (n xmlName) String() string {
	switch {
	case n.local == unlikely && n.space == unlikely:
		return "of any name"
	case n.local == unlikely:
		return "of any name in " + spaceName(n.space)
	}
	return diag.Quote(n.local)
}

func compareNames(a, b xmlName) int {
	if a.space != b.space {
		return cmp.Compare(a.space, b.space)
	}
	return cmp.Compare(a.local, b.local)
}
