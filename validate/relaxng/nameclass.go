package relaxng

import (
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A nameClass is a set of names (RELAX NG §6.1). Single names are listed by
// their IDs; for the rest the class as the schema has it is asked.
type nameClass struct {
	ids  []xmlscan.ID // the names that the class lists one by one
	wild bool         // the class has more than ids: anyName or nsName
	src  *syntax.NameClass
	own  [1]xmlscan.ID // room for ids
}

// compileNameClass interns every name that the class mentions, also those it
// excludes, so that a name not in the table can be judged by its namespace.
func compileNameClass(nc *syntax.NameClass, names *xmlscan.Names) *nameClass {
	c := &nameClass{src: nc}
	c.add(nc, names)
	return c
}

func (c *nameClass) add(nc *syntax.NameClass, names *xmlscan.Names) {
	switch nc.Op {
	case syntax.NameOnly:
		c.ids = append(c.ids, names.Intern(nc.Space, nc.Local))
	case syntax.NameChoice:
		for _, sub := range nc.Sub {
			c.add(sub, names)
		}
	default:
		c.wild = true
		internAll(nc.Except, names)
	}
}

func internAll(nc *syntax.NameClass, names *xmlscan.Names) {
	if nc == nil {
		return
	}
	if nc.Op == syntax.NameOnly {
		names.Intern(nc.Space, nc.Local)
	}
	internAll(nc.Except, names)
	for _, sub := range nc.Sub {
		internAll(sub, names)
	}
}

// contains reports whether the name is in the class.
func contains(nc *syntax.NameClass, name xmlscan.Name) bool {
	switch nc.Op {
	case syntax.NameOnly:
		return nc.Local == name.Local && nc.Space == name.Space
	case syntax.NameAny:
		return nc.Except == nil || !contains(nc.Except, name)
	case syntax.NameNS:
		return nc.Space == name.Space && (nc.Except == nil || !contains(nc.Except, name))
	case syntax.NameChoice:
		for _, sub := range nc.Sub {
			if contains(sub, name) {
				return true
			}
		}
	}
	return false
}

// namespaces collects the namespaces that nsName classes speak of.
func namespaces(nc *syntax.NameClass, add func(uri string)) {
	if nc == nil {
		return
	}
	if nc.Op == syntax.NameNS {
		add(nc.Space)
	}
	namespaces(nc.Except, add)
	for _, sub := range nc.Sub {
		namespaces(sub, add)
	}
}
