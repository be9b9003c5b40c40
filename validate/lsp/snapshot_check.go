package lsp

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// compares reports whether a document is compared with others.
func (x *index) compares(d *document) bool {
	return d.file.Size() <= mostIndexed && len(x.server.folders) > 0 && !d.isCompact() && x.server.isSnapshot(d.prolog())
}

// check is what there is to say of a snapshot among the others of its guest.
// A document that is alone says nothing of a hierarchy.
func (x *index) check(d *document) []*diag.Diagnostic {
	if !x.compares(d) {
		return nil
	}
	self := x.of(d)
	if self == nil || !self.hasName {
		return nil
	}
	peers := slices.DeleteFunc(x.guests(self), func(n *snapshot) bool { return n != self && (n.linked == nil || n.guest == "") })
	if len(peers) < 2 || self.guest == "" {
		return nil
	}
	var docs []*hierarchy.Document
	var mine *hierarchy.Document
	reader := hierarchy.NewReader(xmlscan.Limits{})
	for _, n := range peers {
		doc := n.linked
		if n == self {
			doc = reader.Read(source.NewFile(d.file.Name(), decoded(d.file.Bytes())))
			mine = doc
		}
		docs = append(docs, doc)
	}
	set := hierarchy.NewSet(docs)
	set.Check(hierarchy.CheckOptions{})
	return slices.DeleteFunc(set.Findings, func(f *diag.Diagnostic) bool {
		return f.File != mine.File || slices.Contains(mine.Findings, f)
	})
}

// link remembers of a file what hierarchies are made of.
func (n *snapshot) link(file *source.File) {
	n.linked = hierarchy.NewReader(xmlscan.Limits{}).Read(file)
}

// longestLine is how many ancestors of a snapshot are taken to be there.
const longestLine = 1000

// inventory is the snapshots that the guest of a document's snapshot has by
// then, if its ancestors are redefined before it, as they must be.
func (x *index) inventory(d *document, o libvirt.Options) libvirt.Inventory {
	n := x.of(d)
	if n == nil || !o.Flags.Has(libvirt.Redefine) {
		return nil
	}
	var line []*snapshot
	for n != nil && n.hasParent && len(line) < longestLine {
		parents := x.named(n, n.parent)
		if len(parents) != 1 || slices.Contains(line, parents[0]) || parents[0].uri == d.uri {
			break
		}
		n = parents[0]
		line = append(line, n)
	}
	var inv libvirt.Inventory
	for _, ancestor := range slices.Backward(line) {
		text := x.server.textOf(ancestor)
		if text == nil {
			break
		}
		doc := xmltree.Parse(text, xmltree.Options{})
		inv = inv.With(libvirt.Foretell(doc, libvirt.Options{Flags: libvirt.Redefine, Driver: o.Driver, Release: o.Release, Existing: inv}))
	}
	return inv
}

// textOf is the text of a snapshot's document, or nil.
func (s *Server) textOf(n *snapshot) *source.File {
	if d := s.documents[n.uri]; d != nil {
		return source.NewFile(d.file.Name(), decoded(d.file.Bytes()))
	}
	text, err := s.read(n.path)
	if err != nil {
		return nil
	}
	return xmlscan.NewFile(n.path, text)
}
