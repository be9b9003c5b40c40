package lsp

import (
	"slices"
	"strings"
)

// A nameKind is what a name in a snapshot's document is.
type nameKind uint8

const (
	noName     nameKind = iota
	ownName             // that of the snapshot itself
	parentName          // that of its parent
)

// snapshotNameAt is the snapshot of a document, and which of its names is at an
// offset.
func (s *Server) snapshotNameAt(d *document, offset int64) (*snapshot, nameKind) {
	n := s.index.of(d)
	if n == nil {
		return nil, noName
	}
	at := func(r Range) bool { return s.encoding.source(d.file, r).Contains(offset) }
	switch {
	case n.hasName && at(n.nameRange):
		return n, ownName
	case n.hasParent && at(n.parentAt):
		return n, parentName
	}
	return nil, noName
}

// meant is the name that a kind stands for.
func (n *snapshot) meant(kind nameKind) string {
	if kind == parentName {
		return n.parent
	}
	return n.name
}

// snapshotsNamed is where the snapshots are that a name means.
func (s *Server) snapshotsNamed(n *snapshot, kind nameKind) []Location {
	found := []Location{}
	for _, o := range s.index.named(n, n.meant(kind)) {
		if kind == parentName || o == n {
			found = append(found, Location{o.uri, o.nameRange})
		}
	}
	return found
}

// snapshotReferences is where the snapshot that a name means is named as a
// parent, and perhaps where it is described.
func (s *Server) snapshotReferences(n *snapshot, kind nameKind, declaration bool) []Location {
	name := n.meant(kind)
	found := []Location{}
	for _, o := range s.index.guests(n) {
		if declaration && o.hasName && o.name == name {
			found = append(found, Location{o.uri, o.nameRange})
		}
		if o.hasParent && o.parent == name {
			found = append(found, Location{o.uri, o.parentAt})
		}
	}
	return found
}

// renameSnapshot gives a snapshot another name wherever it is named.
func (s *Server) renameSnapshot(n *snapshot, kind nameKind, name string) (*WorkspaceEdit, error) {
	switch {
	case name == "":
		return nil, errorf(InvalidParams, "a snapshot must have a name")
	case strings.ContainsAny(name, "\r\n"):
		return nil, errorf(InvalidParams, "a name of several lines cannot be given to virsh; expected one line")
	case len(s.index.named(n, name)) > 0 && name != n.meant(kind):
		return nil, errorf(RequestFailed, "the guest has a snapshot %q already", name)
	}
	changes := map[string][]TextEdit{}
	for _, at := range s.snapshotReferences(n, kind, true) {
		changes[at.URI] = append(changes[at.URI], TextEdit{at.Range, escapeText(name)})
	}
	return s.workspaceEdit(changes), nil
}

// knownTexts are texts of the innermost element that the workspace knows: names
// of snapshots for a parent, and UUIDs of guests.
func (c *completer) knownTexts() []candidate {
	if b := c.schema.builtin; b == nil || !b.Snapshots {
		return nil
	}
	var path []string
	for _, tag := range c.place.Open {
		path = append(path, tag.QName)
	}
	var list []candidate
	add := func(v candidate) {
		if v.value != "" && !slices.ContainsFunc(list, func(o candidate) bool { return o.value == v.value }) {
			list = append(list, v)
		}
	}
	self := c.server.index.of(c.doc)
	switch strings.Join(path[min(1, len(path)):], "/") {
	case "parent/name":
		for _, n := range c.server.index.guests(self) {
			if n != self && n.hasName {
				add(candidate{value: n.name, detail: joined("snapshot", n.state, n.file()), kind: kindReference})
			}
		}
	case "domain/uuid", "inactiveDomain/uuid":
		for _, n := range c.server.index.all() {
			if n.uri != c.doc.uri && n.guest != "" {
				add(candidate{value: strings.TrimSpace(n.rawGuest), detail: joined("guest of "+n.name, n.file()), kind: kindReference})
			}
		}
	}
	return list
}

// knownValues are values of an attribute that the document knows: the disks of
// the guest.
func (c *completer) knownValues(element, attribute string) []candidate {
	if b := c.schema.builtin; b == nil || !b.Snapshots || element != "disk" || attribute != "name" {
		return nil
	}
	disks := c.server.disksOfGuest(c.doc)
	if len(disks) == 0 {
		return nil
	}
	listed := map[string]bool{}
	doc := c.doc.parsed()
	for _, list := range []string{"disks", "revertDisks"} {
		for disk := range doc.Root.Child(list).ChildElements("disk") {
			name, _ := disk.AttrValue("name")
			if !disk.Tag.Contains(c.spot.offset) {
				listed[name] = true
			}
		}
	}
	var found []candidate
	for _, target := range disks {
		if !listed[target] {
			found = append(found, candidate{value: target, detail: "disk of the guest", kind: kindReference})
		}
	}
	return found
}

// file is the name of the snapshot's file.
func (n *snapshot) file() string {
	return n.uri[strings.LastIndexByte(n.uri, '/')+1:]
}
