package hierarchy

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/xmltree"
)

// compareDocuments compares what two documents say apart from the parent, which
// has a kind of its own, and <active>, which is not about the snapshot.
func (p *Comparison) compareDocuments(a, b *Snapshot) []Change {
	x, y := facts(a), facts(b)
	changes := map[string]Change{}
	for path, value := range x {
		if other, there := y[path]; !there || other != value {
			c := Change{Path: path, A: &value}
			if there {
				c.B = &other
			}
			changes[path] = c
		}
	}
	for path, value := range y {
		if _, there := x[path]; !there {
			changes[path] = Change{Path: path, B: &value}
		}
	}
	if p.A.Guest.UUID != p.B.Guest.UUID {
		delete(changes, "domain/uuid")
		delete(changes, "inactiveDomain/uuid")
		delete(changes, "domain/sysinfo/system/entry[uuid]")
	}
	if p.A.Guest.Name != p.B.Guest.Name {
		delete(changes, "domain/name")
		delete(changes, "inactiveDomain/name")
	}
	return topmost(changes)
}

// topmost is changes in the order of their paths, without those within an
// element that only one side has.
func topmost(changes map[string]Change) (list []Change) {
	within := "\x00"
	for _, path := range slices.Sorted(maps.Keys(changes)) {
		if strings.HasPrefix(path, within+"/") {
			continue
		}
		c := changes[path]
		if c.A == nil || c.B == nil {
			within = path
		}
		list = append(list, c)
	}
	return list
}

// facts is what a document says: the text of each element and the value of each
// attribute, by the way to it.
func facts(s *Snapshot) map[string]string {
	doc, _ := s.tree()
	all := map[string]string{}
	paths := map[*xmltree.Element]string{doc.Root: ""}
	seen := map[string]int{}
	for e := range doc.Elements() {
		if e == doc.Root {
			continue
		}
		above, known := paths[e.Parent]
		if !known || e.Parent == doc.Root && (e.Name.Local == "parent" || e.Name.Local == "active") {
			continue // in one of the two, so not looked at
		}
		path := strings.TrimPrefix(above+"/"+label(e), "/")
		if seen[path]++; seen[path] > 1 {
			path += "#" + strconv.Itoa(seen[path])
		}
		paths[e] = path
		all[path] = strings.Trim(e.Text(), spaces)
		for i := range e.Attrs {
			if a := &e.Attrs[i]; a.Name.Space != xmltree.XMLNS {
				all[path+"/@"+expanded(a.Name)] = a.Value
			}
		}
	}
	return all
}

// label is the name of an element with what tells it apart from others of that
// name, whatever their order.
func label(e *xmltree.Element) string {
	name, _ := e.AttrValue("name")
	target, _ := e.Child("target").AttrValue("dev")
	address, _ := e.Child("mac").AttrValue("address")
	if key := cmp.Or(name, target, address); key != "" {
		return expanded(e.Name) + "[" + key + "]"
	}
	return expanded(e.Name)
}

func expanded(n xmltree.Name) string {
	if n.Space == "" {
		return n.Raw
	}
	return "{" + n.Space + "}" + n.Local
}
