package hierarchy

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// testSpace is the namespace of what is the test driver's in a node file
// (src/test/test_driver.c).
const testSpace = "http://libvirt.org/schemas/domain/test/1.0"

// An extractor picks the parts of a snapshot out of the tokens of a document.
type extractor struct {
	path    []byte // the open elements below the root or the snapshot, each behind a "/"
	lengths []int  // of path, at each open element
	from    int    // length of path at the snapshot's element

	snapshot *Snapshot // that is being read
	depth    int       // of its element
	seen     fieldSet
	files    int // of the snapshot's files, those before the current disk
	disk     string

	field  field // that text is being collected for
	level  int   // depth of its element
	text   []byte
	at     source.Range
	around Guest        // of the domain in a node
	uuid   source.Range // of its UUID
	first  int          // snapshots in the document before that domain

	nodeSpace, space []string // declarations of namespaces in a node and in its domain
}

func (r *Reader) reset() {
	e := &r.extractor
	*e = extractor{path: e.path[:0], lengths: e.lengths[:0], text: e.text[:0]}
	r.node = false
}

// A field is a part of a snapshot that is text.
type field uint8

const (
	noField field = iota
	nameField
	parentField
	stateField
	timeField
	activeField
	descriptionField
	guestNameField
	guestUUIDField
	aroundNameField
	aroundUUIDField
)

// A fieldSet is a set of fields. libvirt reads the first element of a name
// (XPath's string()), so the others are not looked at.
type fieldSet uint16

// fieldOf is the field of a way below the snapshot's element.
func fieldOf(path []byte) field {
	switch string(path) {
	case "/name":
		return nameField
	case "/parent/name":
		return parentField
	case "/state":
		return stateField
	case "/creationTime":
		return timeField
	case "/active":
		return activeField
	case "/description":
		return descriptionField
	case "/domain/name":
		return guestNameField
	case "/domain/uuid":
		return guestUUIDField
	}
	return noField
}

func (r *Reader) token(kind xmlscan.Kind) {
	switch kind {
	case xmlscan.StartElement:
		r.start()
	case xmlscan.EndElement:
		r.end()
	case xmlscan.Text:
		at := shift(r.scanner.Range(), r.base)
		if len(r.text) > 0 {
			at = r.at.Cover(at)
		}
		r.at = at
		r.text = append(r.text, r.scanner.Text()...)
	}
}

// start takes a start tag.
func (r *Reader) start() {
	s := r.scanner
	name := s.NameOf(s.Name())
	r.lengths = append(r.lengths, len(r.path))
	r.path = append(r.path, '/')
	if name.Space != "" {
		r.path = append(r.path, ':') // matches no way that is asked for
	}
	r.path = append(r.path, name.Local...)
	switch {
	case r.snapshot != nil:
		r.inside(r.path[r.from:])
	case s.Depth() == 1:
		r.root(name)
	case r.node:
		r.inNode(name)
	}
}

// root takes the start tag of the root element.
func (r *Reader) root(name xmlscan.Name) {
	switch name.Local {
	case "domainsnapshot":
		r.begin()
	case "node":
		r.node = true
		r.nodeSpace = r.declarations(nil)
	default:
		d := diag.Errorf(diag.NotASnapshot, shift(r.scanner.NameRange(), r.base),
			"%s is no snapshot and is left out; expected %s", diag.Quote(name.Local), diag.OneOf([]string{"domainsnapshot", "node"}))
		d.Severity, d.File = diag.Warning, r.doc.File
		r.doc.Findings = append(r.doc.Findings, d)
	}
}

// inNode takes a start tag of a node file, outside of snapshots.
func (r *Reader) inNode(name xmlscan.Name) {
	switch string(r.path) {
	case "/node/domain":
		r.around, r.uuid, r.first, r.seen = Guest{}, source.Range{}, len(r.doc.Snapshots), 0
		r.space = r.declarations(r.nodeSpace)
	case "/node/domain/name":
		r.collect(aroundNameField)
	case "/node/domain/uuid":
		r.collect(aroundUUIDField)
	case "/node/domain/:domainsnapshot":
		if name.Space == testSpace {
			r.begin()
			r.snapshot.embedded, r.snapshot.space = true, r.space
		}
	}
}

// declarations are those of prefixes that hold within an element, of which
// above are those that hold around it.
func (r *Reader) declarations(above []string) []string {
	all := slices.Clone(above)
	for _, d := range r.scanner.NSDecls() {
		if d.Prefix == "" {
			continue
		}
		name := "xmlns:" + d.Prefix + `="`
		all = slices.DeleteFunc(all, func(other string) bool { return strings.HasPrefix(other, name) })
		all = append(all, name+escape(d.URI)+`"`)
	}
	return all
}

// begin takes the start tag of a snapshot.
func (r *Reader) begin() {
	s := r.scanner
	name := shift(s.NameRange(), r.base)
	tag := shift(s.Range(), r.base)
	r.snapshot = &Snapshot{Document: r.doc, Range: tag, tag: tag, at: places{name: name, parent: name, time: name, active: name, uuid: name}}
	r.depth, r.from, r.seen = s.Depth(), len(r.path), 0
}

// inside takes a start tag within a snapshot.
func (r *Reader) inside(path []byte) {
	if f := fieldOf(path); f != noField {
		r.collect(f)
		return
	}
	switch string(path) {
	case "/memory":
		r.file(Memory, "file")
	case "/disks/disk", "/revertDisks/disk":
		r.openDisk("name")
	case "/domain/devices/disk":
		r.openDisk("")
	case "/domain/devices/disk/target":
		r.disk = r.attribute("dev").value
	case "/disks/disk/source":
		r.source(Overlay)
	case "/revertDisks/disk/source":
		r.source(RevertOverlay)
	case "/domain/devices/disk/source":
		r.source(Image)
	default:
		if bytes.HasPrefix(path, backingStore) && bytes.HasSuffix(path, sourceName) {
			r.source(Backing)
		}
	}
}

// The way to an image below another one is as long as the chain.
var (
	backingStore = []byte("/domain/devices/disk/backingStore")
	sourceName   = []byte("/source")
)

// openDisk begins a disk, which all files up to its end are of.
func (r *Reader) openDisk(attribute string) {
	r.files, r.disk = len(r.snapshot.Files), ""
	if attribute != "" {
		r.disk = r.attribute(attribute).value
	}
}

// closeDisk ends it. The target may have come behind the files.
func (r *Reader) closeDisk() {
	for i := r.files; i < len(r.snapshot.Files); i++ {
		r.snapshot.Files[i].Disk = r.disk
	}
	r.files = len(r.snapshot.Files)
}

// An attribute is the value of an attribute and where it stands.
type attribute struct {
	value string
	at    source.Range
}

// attribute is an attribute in no namespace; its value is "" if there is none.
func (r *Reader) attribute(name string) attribute {
	for i, attrs := 0, r.scanner.Attrs(); i < len(attrs); i++ {
		if a := &attrs[i]; a.QName == name {
			return attribute{string(a.Value), shift(a.ValueRange, r.base)}
		}
	}
	return attribute{}
}

// file notes the file that an attribute names.
func (r *Reader) file(role Role, name string) bool {
	a := r.attribute(name)
	if a.value == "" {
		return false
	}
	r.snapshot.Files = append(r.snapshot.Files, File{Role: role, Path: a.value, Local: true, at: a.at})
	return true
}

// source notes what a <source> names: a file, a block device, or what is not
// on the host itself.
func (r *Reader) source(role Role) {
	if r.file(role, "file") || r.file(role, "dev") {
		return
	}
	for _, pair := range [][2]string{{"protocol", "name"}, {"pool", "volume"}} {
		where, what := r.attribute(pair[0]), r.attribute(pair[1])
		if where.value != "" && what.value != "" {
			r.snapshot.Files = append(r.snapshot.Files, File{Role: role, Path: where.value + ":" + what.value, at: what.at})
		}
	}
}

// collect begins to take text for a field, if it is the first of its kind.
func (r *Reader) collect(f field) {
	if r.field != noField || r.seen&(1<<f) != 0 {
		return
	}
	r.seen |= 1 << f
	r.field, r.level, r.text = f, r.scanner.Depth(), r.text[:0]
	r.at = shift(r.scanner.Range(), r.base)
}

// end takes an end tag.
func (r *Reader) end() {
	s := r.scanner
	if r.field != noField && s.Depth() == r.level {
		r.fill(string(r.text))
		r.field = noField
	}
	switch path := r.path[r.from:]; {
	case r.snapshot != nil && s.Depth() == r.depth:
		r.snapshot.Range.End = s.Range().End + r.base
		r.doc.Snapshots = append(r.doc.Snapshots, r.snapshot)
		r.snapshot, r.from = nil, 0
	case r.snapshot == nil:
		if string(path) == "/node/domain" {
			r.fillGuests()
		}
	case string(path) == "/disks/disk", string(path) == "/revertDisks/disk", string(path) == "/domain/devices/disk":
		r.closeDisk()
	}
	last := len(r.lengths) - 1
	r.path, r.lengths = r.path[:r.lengths[last]], r.lengths[:last]
}

// fillGuests gives the guest of a node's domain to the snapshots in it that do
// not say themselves whose they are.
func (r *Reader) fillGuests() {
	for _, s := range r.doc.Snapshots[r.first:] {
		s.at.around = r.uuid
		if s.Guest.UUID == "" {
			s.Guest.UUID = r.around.UUID
		}
		if s.Guest.Name == "" {
			s.Guest.Name = r.around.Name
		}
	}
}

// fill sets a field.
func (r *Reader) fill(text string) {
	s := r.snapshot
	switch r.field {
	case aroundNameField:
		r.around.Name = text
	case aroundUUIDField:
		r.around.UUID = uuidOr(text)
		r.uuid = r.at
	case nameField:
		s.Name, s.at.name = text, r.at
	case parentField:
		s.ParentName, s.at.parent = text, r.at
	case stateField:
		s.State = text
	case timeField:
		s.at.time = r.at
		s.Created, s.Timed = parseTime(text)
	case activeField:
		s.at.active, s.marked = r.at, true
		n, err := strconv.Atoi(strings.TrimSpace(text))
		s.Active = err == nil && n != 0
	case descriptionField:
		s.Description = text
	case guestNameField:
		s.Guest.Name = text
	case guestUUIDField:
		s.Guest.UUID = uuidOr(text)
		s.at.uuid = r.at
	}
}

// parseTime reads a time as libvirt does (src/util/virstring.c:
// virStrToLong_ll): white space and a sign may stand before the digits, nothing
// behind them.
func parseTime(text string) (seconds int64, ok bool) {
	seconds, err := strconv.ParseInt(strings.TrimLeft(text, spaces), 10, 64)
	return seconds, err == nil
}

// escape writes text as character data or a value in double quotes.
func escape(text string) string { return escapes.Replace(text) }

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;", "\r", "&#13;", "\n", "&#10;", "\t", "&#9;")
