package hierarchy

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// A Correction is changes to the documents of a hierarchy, which people else
// make by hand. The zero value changes nothing.
type Correction struct {
	// UUID becomes the UUID of the guest in every document: in <domain>, in
	// <inactiveDomain>, and where the guest's firmware is told of it, which
	// libvirt compares (src/conf/domain_conf.c: virSysinfoSystemParseXML).
	UUID string
	// Orphans says that snapshots without their parent become roots, or
	// children of NewParent if that is not "".
	Orphans   bool
	NewParent string
	// Drop are names of snapshots that are left out. Their children go to
	// their parents, as when virsh deletes them.
	Drop []string
}

// A Corrected is a document after a correction.
type Corrected struct {
	Document *Document // as it was
	Text     []byte    // nil: nothing of the document is left
	Changes  []string  // what was changed: set the parent of "a" to "b"
}

// Correct makes corrected documents of those with snapshots of the hierarchy
// in them. Of the others, and of those that need no change, there is none. The
// edits change nothing else; only a document in another encoding than UTF-8
// comes back in UTF-8. The error is for a name or UUID that makes no sense.
func (h *Hierarchy) Correct(c Correction) ([]*Corrected, error) {
	if err := h.checkCorrection(&c); err != nil {
		return nil, err
	}
	parents := h.newParents(c)
	corrected := map[*Document]*corrector{}
	var order []*corrector
	for _, s := range h.Snapshots {
		k := corrected[s.Document]
		if k == nil {
			k = newCorrector(s.Document)
			corrected[s.Document] = k
			order = append(order, k)
		}
		k.correct(s, c, parents)
	}
	var out []*Corrected
	for _, k := range order {
		if k.changed() {
			out = append(out, k.result())
		}
	}
	slices.SortStableFunc(out, func(a, b *Corrected) int { return strings.Compare(a.Document.File.Name(), b.Document.File.Name()) })
	return out, nil
}

// checkCorrection asks that what a correction names is there.
func (h *Hierarchy) checkCorrection(c *Correction) error {
	for _, name := range c.Drop {
		if h.Named(name) == nil {
			return fmt.Errorf("no snapshot is called %s%s", diag.Quote(name), diag.DidYouMean(name, h.Names()))
		}
	}
	if c.NewParent != "" && (h.Named(c.NewParent) == nil || slices.Contains(c.Drop, c.NewParent)) {
		return fmt.Errorf("no snapshot that stays is called %s%s", diag.Quote(c.NewParent), diag.DidYouMean(c.NewParent, h.Names()))
	}
	if c.UUID == "" {
		return nil
	}
	uuid := libvirt.ParseUUID(c.UUID)
	if uuid == "" {
		return fmt.Errorf("%s is no UUID; expected 32 hexadecimal digits, as virsh domuuid prints them", diag.Quote(c.UUID))
	}
	c.UUID = uuid
	return nil
}

// newParents are the names of the parents that snapshots get, for those that
// get another one; "" is for a root.
func (h *Hierarchy) newParents(c Correction) map[*Snapshot]string {
	named := make(map[string]*Snapshot, len(h.Snapshots))
	for _, s := range h.Snapshots {
		named[s.Name] = s
	}
	dropped := map[*Snapshot]bool{}
	for _, name := range c.Drop {
		dropped[named[name]] = true
	}
	parents := map[*Snapshot]string{}
	for _, s := range h.Snapshots { // parents come before their children
		name := s.ParentName
		switch {
		case dropped[s.Parent] && s.Parent != nil:
			name = s.Parent.ParentName
			if higher, changed := parents[s.Parent]; changed {
				name = higher
			}
		case name == "" || named[name] != nil || !c.Orphans:
		case s.Name == c.NewParent:
			name = ""
		default:
			name = c.NewParent
		}
		if name != s.ParentName {
			parents[s] = name
		}
	}
	return parents
}

// CurrentAfter is the name of the snapshot that is the current one after a
// correction: the nearest above the current one that stays, "" if none does.
func (h *Hierarchy) CurrentAfter(c Correction) string {
	s := h.Current
	for s != nil && slices.Contains(c.Drop, s.Name) {
		s = s.Parent
	}
	if s == nil {
		return ""
	}
	return s.Name
}

// A corrector collects the edits to one document.
type corrector struct {
	document *Document // the edits are for this one
	original *Document
	index    map[*Snapshot]int // of the snapshots of the original
	edits    []diag.Edit
	changes  []string
	around   []source.Range // of the UUIDs of domains in a node that were looked at
	left     int            // snapshots that stay
}

// newCorrector begins with a document in UTF-8.
func newCorrector(d *Document) *corrector {
	k := &corrector{document: d, original: d, index: make(map[*Snapshot]int, len(d.Snapshots)), left: len(d.Snapshots)}
	for i, s := range d.Snapshots {
		k.index[s] = i
	}
	if d.encoding != "UTF-8" {
		text := recoded(string(d.File.Slice(source.Range{End: d.File.Size()})))
		k.document = NewReader(xmlscan.Limits{}).Read(xmlscan.NewFile(d.File.Name(), text))
	}
	return k
}

func (k *corrector) changed() bool { return len(k.changes) > 0 }

func (k *corrector) result() *Corrected {
	out := &Corrected{Document: k.original, Changes: k.changes}
	if k.left > 0 {
		out.Text, _ = diag.Apply(k.document.File.Bytes(), []diag.Fix{{Edits: k.edits}})
	}
	return out
}

// correct notes the edits to one snapshot.
func (k *corrector) correct(s *Snapshot, c Correction, parents map[*Snapshot]string) {
	here := k.document.Snapshots[k.index[s]]
	if slices.Contains(c.Drop, s.Name) {
		k.edits = append(k.edits, diag.Edit{Range: here.Range})
		k.change("leave out %s", diag.Quote(s.Name))
		k.left--
		return
	}
	name, moved := parents[s]
	if !moved && c.UUID == "" {
		return
	}
	tree, at := here.tree()
	if moved {
		k.setParent(tree, at, here, name)
	}
	if c.UUID != "" {
		k.setUUID(tree.Root, at, here.Name, c.UUID)
		k.setUUIDAround(here, c.UUID)
	}
}

func (k *corrector) change(format string, args ...any) {
	k.changes = append(k.changes, fmt.Sprintf(format, args...))
}

// setParent gives a snapshot another parent, or none.
func (k *corrector) setParent(tree *xmltree.Document, at func(source.Range) source.Range, s *Snapshot, name string) {
	parent := tree.Root.Child("parent")
	if name == "" {
		r := parent.Range
		if before := parent.Previous(); before != nil && before.Kind == xmltree.TextNode && strings.Trim(before.Text, spaces) == "" {
			r.Start = before.Range.Start
		}
		k.edits = append(k.edits, diag.Edit{Range: at(r)})
		k.change("make a root of %s", diag.Quote(s.Name))
		return
	}
	k.edits = append(k.edits, diag.Edit{Range: at(inner(parent.Child("name"))), Text: escape(name)})
	k.change("set the parent of %s to %s", diag.Quote(s.Name), diag.Quote(name))
}

// inner is the range between the tags of an element that is not empty.
func inner(e *xmltree.Element) source.Range {
	return source.Range{Start: e.Tag.End, End: e.EndTag.Start}
}

// setUUID gives the guest in a snapshot another UUID.
func (k *corrector) setUUID(root *xmltree.Element, at func(source.Range) source.Range, name, uuid string) {
	before := len(k.edits)
	for _, local := range []string{"domain", "inactiveDomain"} {
		domain := root.Child(local)
		if domain == nil {
			continue
		}
		if e := domain.Child("uuid"); e != nil {
			k.replaceUUID(e, at, uuid)
		} else if !domain.SelfClosing {
			k.edits = append(k.edits, diag.Edit{Range: source.At(at(domain.Tag).End), Text: "<uuid>" + uuid + "</uuid>"})
		}
		for entry := range domain.Child("sysinfo").Child("system").ChildElements("entry") {
			if key, _ := entry.AttrValue("name"); key == "uuid" {
				k.replaceUUID(entry, at, uuid)
			}
		}
	}
	if len(k.edits) > before {
		k.change("set the UUID in %s to %s", diag.Quote(name), uuid)
	}
}

// setUUIDAround gives the domain around an embedded snapshot another UUID, once
// for all snapshots in it.
func (k *corrector) setUUIDAround(s *Snapshot, uuid string) {
	r := s.at.around
	if r.Len() == 0 || slices.ContainsFunc(k.around, func(done source.Range) bool { return done == r }) {
		return
	}
	k.around = append(k.around, r)
	if libvirt.ParseUUID(string(k.document.File.Slice(r))) != uuid {
		k.edits = append(k.edits, diag.Edit{Range: r, Text: uuid})
		k.change("set the UUID of the domain around %s to %s", diag.Quote(s.Name), uuid)
	}
}

// replaceUUID replaces the text of an element, if it is another UUID.
func (k *corrector) replaceUUID(e *xmltree.Element, at func(source.Range) source.Range, uuid string) {
	if libvirt.ParseUUID(e.Text()) == uuid {
		return
	}
	if e.SelfClosing {
		k.edits = append(k.edits, diag.Edit{Range: at(e.Range), Text: "<" + e.Name.Raw + ">" + uuid + "</" + e.Name.Raw + ">"})
		return
	}
	k.edits = append(k.edits, diag.Edit{Range: at(inner(e)), Text: uuid})
}

// recoded is the text of a document that was in another encoding, in UTF-8.
// The XML declaration names the encoding, and nothing else in it matters.
func recoded(text string) []byte {
	text = strings.TrimPrefix(text, "\uFEFF")
	if strings.HasPrefix(text, "<?xml") {
		_, text, _ = strings.Cut(text, "?>")
	}
	return bytes.TrimLeft([]byte(text), spaces)
}

// Corrected is the set with corrected documents in the place of those that
// they were made of. The function names their files.
func (set *Set) Corrected(corrected []*Corrected, name func(*Document) string) *Set {
	instead := map[*Document]*Corrected{}
	for _, c := range corrected {
		instead[c.Document] = c
	}
	r := NewReader(xmlscan.Limits{})
	var documents []*Document
	for _, d := range set.Documents {
		switch c := instead[d]; {
		case c == nil:
			documents = append(documents, d)
		case c.Text != nil:
			documents = append(documents, r.Read(xmlscan.NewFile(name(d), c.Text)))
		}
	}
	return NewSet(documents)
}
