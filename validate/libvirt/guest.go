package libvirt

import (
	"slices"
	"strings"
)

// A guest is what libvirt's parser makes of a guest definition
// (src/conf/domain_conf.h: virDomainDef), as far as snapshots ask for it.
type guest struct {
	node  *node
	name  string
	uuid  string // in libvirt's form; "" if the definition has none and gets a random one
	disks []*disk
}

// A disk is one of a guest's disks.
type disk struct {
	node      *node
	target    string // name in the guest, such as vda
	hasTarget bool
	bus       string
	device    string
	kind      string // file, block, network …
	protocol  string // of a network disk
	path      string // of the image; "" for none
	format    string
	location  location // where snapshots of it go
	readOnly  bool
	shared    bool
}

// empty is virStorageSourceIsEmpty: a drive without a medium.
func (d *disk) empty() bool {
	switch d.kind {
	case "file", "block", "dir":
		return d.path == ""
	case "network":
		return d.protocol == "none"
	}
	return d.kind == "none"
}

// disk is virDomainDiskByName: a disk by its target, or by the path of its
// image if only one disk has that. It crashes where libvirt compares a name
// with that of a disk without a target.
func (g *guest) disk(name string) (found *disk, crashes bool) {
	isPath := strings.HasPrefix(name, "/")
	for _, d := range g.disks {
		switch {
		case !isPath && !d.hasTarget:
			return d, true
		case !isPath && d.target == name:
			return d, false
		case isPath && d.path == name && found != nil:
			return nil, false
		case isPath && d.path == name:
			found = d
		}
	}
	return found, false
}

// parseGuest is virDomainDefParseNode: the definition is read, and then what
// only the whole of it can show is checked.
func (r *run) parseGuest(n *node) (*guest, *refusal) {
	if f := parseDefinition.run(n); f != nil {
		return nil, f
	}
	g := newGuest(n)
	if f := r.postParse(g); f != nil {
		return nil, f
	}
	return g, nil
}

// parseDefinition is virDomainDefParseXML.
var parseDefinition = table{make: func() check {
	return inOrder(
		guestIdentity, guestKind, guestTitle, guestLabels, guestMemory.run, guestTuning.run, guestCPU.run, guestNUMA,
		resource, features, lifecycle.run, perf, clock, boot, devices.run, guestRest.run,
	)
}}

// guestIdentity is virDomainDefParseIDs.
func guestIdentity(n *node) *refusal {
	if name, at := n.text("name"); name == "" {
		return guestName.refuse(orElse(at, n))
	}
	if uuid, at := n.text("uuid"); uuid != "" && ParseUUID(uuid) == "" {
		return guestUUID.refuse(at).value()
	}
	genid, at := n.text("genid")
	switch {
	case n.count("genid") > 1:
		return guestTwice.refuseText(at, "element 'genid' can only appear once")
	case genid != "" && ParseUUID(genid) == "":
		return guestGenID.refuse(at).value()
	}
	return nil
}

// guestKind is virDomainDefParseCaps.
func guestKind(n *node) *refusal {
	if f := knownAt("", "type", virtTypes, 0, guestWord, "invalid domain type %s")(n); f != nil {
		return f
	}
	kind, at := n.text("os/type")
	loader, _ := n.text("bootloader")
	switch {
	case kind == "" && loader == "":
		return guestOS.refuse(orElse(at, orElse(n.find("os"), n)))
	case kind != "" && !slices.Contains(osTypes, kind):
		return guestWord.refuseText(at, "unknown OS type '%s'", kind).value()
	}
	return knownAt("os/type", "arch", architectures, 0, guestWord, "Unknown architecture %s")(n)
}

func guestTitle(n *node) *refusal {
	if title, at := n.text("title"); strings.Contains(title, "\n") {
		return guestTitleLine.refuse(at).value()
	}
	return nil
}

// guestLabels is virSecurityLabelDefsParseXML.
func guestLabels(n *node) *refusal {
	models := map[string]bool{}
	for l := range n.all("seclabel") {
		if f := inOrder(word("type", labelTypes, nonZero), yesNo("relabel", anyNeed), guestLabel)(l); f != nil {
			return f
		}
		model, named := l.prop("model")
		if !named {
			model = "(null)"
		}
		if models[model] {
			return labelTwice.refuse(l, model)
		}
		models[model] = true
	}
	if models["(null)"] && len(models) > 1 {
		return guestLabelModel.refuse(n)
	}
	return nil
}

func guestLabel(n *node) *refusal {
	kind, relabel := n.attribute("type"), n.attribute("relabel")
	label, _ := n.text("label")
	switch {
	case (kind == "dynamic" || kind == "") && relabel == "no":
		return guestLabelMode.refuseText(n, "dynamic label type must use resource relabeling")
	case kind == "none" && relabel == "yes":
		return guestLabelMode.refuseText(n, "resource relabeling is not compatible with 'none' label type")
	case kind == "static" && label == "":
		return guestLabelMissing.refuse(n)
	}
	return nil
}

// readDisks collects the disks in libvirt's order (virDomainDiskInsert): those
// on one bus stand together, by their targets.
func (g *guest) readDisks() {
	for n := range g.node.every("devices/disk") {
		g.insert(readDisk(n))
	}
	for _, d := range g.disks {
		d.complete()
	}
}

func (g *guest) insert(d *disk) {
	at := -1
	for i := len(g.disks) - 1; i >= 0; i-- {
		o := g.disks[i]
		switch {
		case o.bus == d.bus && diskIndex(o.target) > diskIndex(d.target):
			at = i
		case o.bus == d.bus && at < 0:
			at = i + 1
		}
	}
	if at < 0 {
		at = len(g.disks)
	}
	g.disks = slices.Insert(g.disks, at, d)
}

// readDisk takes what is needed of a <disk> that was checked.
func readDisk(n *node) *disk {
	d := &disk{node: n, kind: "file"}
	source := n.find("source")
	if kind, ok := n.prop("type"); ok && source != nil {
		d.kind = kind
	}
	target := n.find("target")
	d.target, d.hasTarget = target.prop("dev")
	d.bus, _ = target.prop("bus")
	d.device, _ = n.prop("device")
	d.protocol, _ = source.prop("protocol")
	d.path = sourcePath(source, d.kind)
	d.format, _ = n.find("driver").prop("type")
	snapshot, _ := n.prop("snapshot")
	d.location = locationOf(snapshot)
	d.readOnly = n.find("readonly") != nil
	d.shared = n.find("shareable") != nil
	return d
}

// complete is virDomainDiskDefPostParse.
func (d *disk) complete() {
	d.target = strings.TrimPrefix(d.target, "ioemu:")
	d.readOnly = d.readOnly || d.device == "cdrom"
	if d.bus == "" {
		d.bus = busOf(d.target, d.device)
	}
	if d.location == byDefault && (d.readOnly || d.kind == "vhostuser") {
		d.location = nowhere
	}
}

// busOf is the bus that a target's name stands for.
func busOf(target, device string) string {
	if device == "floppy" {
		return "fdc"
	}
	for _, c := range [][2]string{{"hd", "ide"}, {"sd", "scsi"}, {"vd", "virtio"}, {"xvd", "xen"}, {"ubd", "uml"}} {
		if strings.HasPrefix(target, c[0]) {
			return c[1]
		}
	}
	return "ide"
}

// diskIndex is virDiskNameToIndex: vda is 0, vdb 1, vdaa 26; -1 for a name
// that is none of a disk.
func diskIndex(target string) int {
	target = strings.TrimPrefix(target, "ioemu:")
	for _, prefix := range []string{"fd", "hd", "vd", "sd", "xvd", "ubd"} {
		if rest, ok := strings.CutPrefix(target, prefix); ok {
			return lettersIndex(rest)
		}
	}
	return -1
}

func lettersIndex(s string) int {
	letters := strings.TrimRight(s, "0123456789")
	digits := s[len(letters):]
	if letters == "" || len(digits) > 1 && digits[0] == '0' {
		return -1
	}
	index := 0
	for i := range len(letters) {
		if letters[i] < 'a' || letters[i] > 'z' {
			return -1
		}
		index = (index+min(i, 1))*26 + int(letters[i]-'a')
	}
	return index
}

// ParseUUID is virUUIDParse with virUUIDFormat: 32 hexadecimal digits, with
// dashes and blanks between their pairs. It is "" if there is none.
func ParseUUID(s string) string {
	s = strings.Trim(s, " \t\n\v\f\r")
	var hex strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case digit(c) < 16:
			hex.WriteByte(c)
		case c != '-' && c != ' ', hex.Len()%2 != 0, hex.Len() == 32:
			return ""
		}
	}
	u := strings.ToLower(hex.String())
	if len(u) != 32 {
		return ""
	}
	return u[:8] + "-" + u[8:12] + "-" + u[12:16] + "-" + u[16:20] + "-" + u[20:]
}
