package lsp

import (
	"bytes"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// rewrites are ways to write the part of a snapshot at a range otherwise.
func (s *Server) rewrites(d *document, at source.Range) []CodeAction {
	if b := s.schemaOf(d).builtin; b == nil || !b.Snapshots {
		return nil
	}
	doc := d.parsed()
	if len(doc.Faults) > 0 {
		return nil
	}
	var actions []CodeAction
	for e := doc.At(at.Start).Element(); e != nil; e = e.Parent {
		switch e.Path() {
		case "/domainsnapshot/disks/disk", "/domainsnapshot/revertDisks/disk":
			actions = append(actions, s.reshape(d, e)...)
		case "/domainsnapshot/disks":
			actions = append(actions, s.leaveOut(d, e)...)
		}
	}
	return actions
}

// A shape is one of the forms that a disk of a snapshot can have.
type shape struct {
	title      string
	attributes []string // names and values, besides the name
	source     string   // attributes of the element source, or "" if there is none
	keeps      []string // the children that it may have
}

// shapes are those of the element disk (schema of libvirt 12.5.0,
// disksnapshot and disksnapshotdriver).
var shapes = []shape{
	{title: "leave the disk out (no)", attributes: []string{"snapshot", "no"}},
	{title: "internal snapshot", attributes: []string{"snapshot", "internal"}},
	{title: "manual snapshot", attributes: []string{"snapshot", "manual"}},
	{title: "external snapshot in a file", attributes: []string{"snapshot", "external", "type", "file"}, source: `file=""`, keeps: []string{"driver", "source"}},
	{title: "external snapshot on a block device", attributes: []string{"snapshot", "external", "type", "block"}, source: `dev=""`, keeps: []string{"driver", "source"}},
	{title: "external snapshot on the network", attributes: []string{"snapshot", "external", "type", "network"}, source: `protocol="" name=""`, keeps: []string{"driver", "source"}},
}

// reshape offers the other shapes of a disk.
func (s *Server) reshape(d *document, disk *xmltree.Element) []CodeAction {
	var actions []CodeAction
	now := shapeOf(disk)
	for i, sh := range shapes {
		if i == now {
			continue
		}
		actions = append(actions, CodeAction{
			Title: "convert to: " + sh.title, Kind: kindRewrite,
			Edit: s.edit(d, []diag.Edit{{Range: disk.Range, Text: sh.write(d, disk)}}),
		})
	}
	return actions
}

// shapeOf is the number of the shape that a disk has.
func shapeOf(disk *xmltree.Element) int {
	mode, ok := disk.AttrValue("snapshot")
	typ, typed := disk.AttrValue("type")
	if !ok || mode == "external" {
		mode = "external"
		if !typed {
			typ = "file"
		}
	}
	return slices.IndexFunc(shapes, func(sh shape) bool {
		return sh.attributes[1] == mode && (mode != "external" || sh.attributes[3] == typ)
	})
}

// write is a disk in another shape. What the new shape has no place for is
// left out; a source of another kind becomes an empty one.
func (sh shape) write(d *document, disk *xmltree.Element) string {
	text := string(d.file.Bytes())
	quote := string(text[disk.Tag.Start:disk.Tag.End][strings.IndexAny(text[disk.Tag.Start:disk.Tag.End]+`"`, `"'`)])
	var b strings.Builder
	b.WriteString("<" + disk.Name.Raw)
	if name := disk.Attr("name"); name != nil {
		b.WriteString(" " + text[name.Range.Start:name.Range.End])
	}
	for i := 0; i < len(sh.attributes); i += 2 {
		b.WriteString(" " + sh.attributes[i] + "=" + quote + sh.attributes[i+1] + quote)
	}
	indent := lineIndent(text, disk.Tag.Start)
	inner := indent + indentUnit(text)
	var lines []string
	for child := range disk.Elements() {
		if slices.Contains(sh.keeps, child.Name.Local) && child.Name.Local != "source" {
			lines = append(lines, text[child.Range.Start:child.Range.End])
		}
	}
	if sh.source != "" {
		lines = append(lines, "<source "+strings.ReplaceAll(sh.source, `"`, quote)+"/>")
	}
	if len(lines) == 0 {
		b.WriteString("/>")
		return b.String()
	}
	b.WriteString(">\n" + inner + strings.Join(lines, "\n"+inner) + "\n" + indent + "</" + disk.Name.Raw + ">")
	return b.String()
}

// lineIndent is the white space that the line of an offset begins with.
func lineIndent(text string, offset int64) string {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	line := text[start:offset]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// leaveOut offers to say of each other disk of the guest that it is not part
// of the snapshot.
func (s *Server) leaveOut(d *document, disks *xmltree.Element) []CodeAction {
	var listed []string
	for disk := range disks.ChildElements("disk") {
		name, _ := disk.AttrValue("name")
		listed = append(listed, name)
	}
	missing := slices.DeleteFunc(s.disksOfGuest(d), func(target string) bool { return slices.Contains(listed, target) })
	if len(missing) == 0 || disks.EndTag.Len() == 0 {
		return nil
	}
	text := string(d.file.Bytes())
	indent := lineIndent(text, disks.EndTag.Start)
	var b strings.Builder
	for _, target := range missing {
		b.WriteString(indent + indentUnit(text) + `<disk name="` + escapeValue(target) + `" snapshot="no"/>` + "\n")
	}
	at := disks.EndTag.Start - int64(len(indent))
	insert := b.String()
	if at > 0 && text[at-1] != '\n' {
		at, insert = disks.EndTag.Start, "\n"+insert+indent
	}
	return []CodeAction{{
		Title: `add snapshot="no" for the other disks of the guest: ` + strings.Join(missing, ", "), Kind: kindRewrite,
		Edit: s.edit(d, []diag.Edit{{Range: source.At(at), Text: insert}}),
	}}
}

// disksOfGuest are the targets of the guest's disks: as the settings have the
// guest, or else the document.
func (s *Server) disksOfGuest(d *document) []string {
	if guest := s.guestOf(d); guest != nil {
		return guest.Targets()
	}
	if !bytes.Contains(d.file.Bytes(), []byte("<target")) { // no guest is described
		return nil
	}
	var list []string
	for disk := range d.parsed().Root.Child("domain").Child("devices").ChildElements("disk") { // in a document that may be half typed
		if dev, ok := disk.Child("target").AttrValue("dev"); ok && !slices.Contains(list, dev) {
			list = append(list, dev)
		}
	}
	return list
}
