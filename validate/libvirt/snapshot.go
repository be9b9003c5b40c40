package libvirt

import (
	"path"
	"slices"
	"strings"
)

// A snapshot is what libvirt's parser makes of a document
// (src/conf/snapshot_conf.h: virDomainSnapshotDef).
type snapshot struct {
	root       *node
	name       string // "" where libvirt will make one up
	parent     string
	state      string
	guest      *guest // nil if the document has none, or the short form
	memory     location
	memoryFile string
	disks      []snapshotDisk
}

// A snapshotDisk is what a document says about one disk.
type snapshotDisk struct {
	node     *node // the element; nil for a disk that libvirt added
	name     string
	location location
	kind     string // file, block, network …
	path     string // of the overlay; "" for none
	format   string
	cache    bool // metadata_cache asked for
}

// Releases that brought parts of the format. What came later is not looked at
// by an older libvirt.
var (
	sinceDiskSnapshots  = Release{0, 9, 5}
	sinceMemory         = Release{1, 0, 1}
	sinceDiskType       = Release{1, 2, 2}
	sinceNoStateRefused = Release{5, 3, 0}
	sinceInactiveDomain = Release{5, 8, 0}
	sinceMetadataCache  = Release{7, 0, 0}
	sinceManual         = Release{8, 2, 0}
	sinceRevertDisks    = Release{9, 7, 0}
)

// offline reports whether the state is one without memory.
func (s *snapshot) offline() bool { return s.state == "shutoff" || s.state == "disk-snapshot" }

// online reports whether the state is one that a revert brings back running.
func (s *snapshot) online() bool { return s.state == "running" || s.state == "paused" }

// isExternal is virDomainSnapshotDefIsExternal.
func (s *snapshot) isExternal() bool {
	return s.memory == external || slices.ContainsFunc(s.disks, func(d snapshotDisk) bool { return d.location == external })
}

// parse is virDomainSnapshotDefParse.
func (r *run) parse(redefine, offline bool) *refusal {
	s := &snapshot{root: r.root, name: r.root.find("name").str()}
	r.snapshot = s
	if s.name == "" && redefine {
		return redefineName.refuse(orElse(r.root.find("name"), r.root))
	}
	if redefine {
		if f := r.parseRedefined(s); f != nil {
			return f
		}
		offline = s.offline()
	}
	if r.knows(sinceMemory) {
		if f := r.parseMemory(s, redefine, offline); f != nil {
			return f
		}
	}
	return r.parseDisks(s, redefine)
}

// orElse is a node, or another if there is none.
func orElse(n, other *node) *node {
	if n == nil {
		return other
	}
	return n
}

// parseRedefined reads what only a redefinition needs.
func (r *run) parseRedefined(s *snapshot) *refusal {
	time, at := r.root.text("creationTime")
	if _, ok := parseLongLong(time, 10); !ok {
		return redefineTime.refuse(orElse(at, r.root)).value()
	}
	s.parent, _ = r.root.text("parent/name")
	state, at := r.root.text("state")
	if state == "" {
		return redefineState.refuse(orElse(at, r.root))
	}
	i := slices.Index(snapshotStates, state)
	if i < 0 || i == 0 && r.knows(sinceNoStateRefused) {
		return redefineStateValue.refuse(at, state).value()
	}
	s.state = state
	return r.parseGuests(s)
}

// parseGuests reads the guest definitions. One without a type is taken for
// the short form, in which only the guest's UUID stands, and not looked at.
func (r *run) parseGuests(s *snapshot) *refusal {
	if kind, domain := r.root.at("domain", "type"); kind != "" && r.knows(sinceDiskSnapshots) {
		g, f := r.parseGuest(orElse(r.root.find("domain"), domain))
		if f != nil {
			return f
		}
		s.guest = g
	}
	if domain := r.root.find("inactiveDomain"); domain != nil && r.knows(sinceInactiveDomain) {
		if _, f := r.parseGuest(domain); f != nil {
			return f
		}
	}
	return nil
}

// parseMemory reads <memory>.
func (r *run) parseMemory(s *snapshot, redefine, offline bool) *refusal {
	n := r.root.find("memory")
	file, hasFile := n.prop("file")
	if n != nil {
		if f := word("snapshot", r.locations(), nonZero)(n); f != nil {
			return f
		}
		value, _ := n.prop("snapshot")
		if s.memory = locationOf(value); s.memory == manual {
			return memoryManual.refuse(n).attr("snapshot")
		}
	}
	switch {
	case s.memory != byDefault:
	case hasFile:
		s.memory = external
	case redefine && offline:
		s.memory = nowhere
	case redefine:
		s.memory = internal
	}
	s.memoryFile = file
	switch {
	case hasFile && s.memory != external:
		return memoryFileUnused.refuse(n, file).attr("file")
	case !hasFile && s.memory == external:
		return memoryFileMissing.refuse(n)
	case offline && s.memory != byDefault && s.memory != nowhere:
		return memoryOffline.refuse(n)
	case hasFile && !path.IsAbs(file):
		return memoryFileRelative.refuse(n, file).attr("file")
	}
	return nil
}

// locations are the words for where a disk goes that the release knows.
func (r *run) locations() []string {
	if r.knows(sinceManual) {
		return locations
	}
	return locations[:manual]
}

// parseDisks reads <disks>, and in newer releases <revertDisks>. libvirt takes
// every child, whatever it is called.
func (r *run) parseDisks(s *snapshot, redefine bool) *refusal {
	if !r.knows(sinceDiskSnapshots) {
		return nil
	}
	for n := range r.root.every("disks/*") {
		d, f := r.parseDisk(n, redefine)
		if f != nil {
			return f
		}
		s.disks = append(s.disks, d)
	}
	if !redefine || !r.knows(sinceRevertDisks) {
		return nil
	}
	for n := range r.root.every("revertDisks/*") {
		if _, f := r.parseDisk(n, redefine); f != nil {
			return f
		}
	}
	return nil
}

// parseDisk is virDomainSnapshotDiskDefParseXML.
func (r *run) parseDisk(n *node, redefine bool) (snapshotDisk, *refusal) {
	d := snapshotDisk{node: n, kind: "file"}
	name, ok := n.prop("name")
	if !ok {
		return d, diskName.refuse(n)
	}
	d.name = name
	if f := word("snapshot", r.locations(), nonZero)(n); f != nil {
		return d, f
	}
	value, _ := n.prop("snapshot")
	d.location = locationOf(value)
	if f := r.parseDiskType(&d); f != nil {
		return d, f
	}
	mode := live
	if redefine {
		mode = status
	}
	if f := first("source", checkSource(d.kind, mode))(n); f != nil {
		return d, f
	}
	d.path = sourcePath(n.find("source"), d.kind)
	return d, r.parseDiskFormat(&d)
}

// parseDiskType reads the type, which older releases do not look at.
func (r *run) parseDiskType(d *snapshotDisk) *refusal {
	if !r.knows(sinceDiskType) {
		return nil
	}
	if f := word("type", storageTypes, nonZero)(d.node); f != nil {
		return f
	}
	if kind, ok := d.node.prop("type"); ok {
		d.kind = kind
	}
	if d.kind == "volume" || d.kind == "dir" {
		return diskType.refuse(d.node, d.kind).attr("type")
	}
	return nil
}

// parseDiskFormat reads the driver, and finds out where the disk goes if the
// document does not say it.
func (r *run) parseDiskFormat(d *snapshotDisk) *refusal {
	format, driver := d.node.at("driver", "type")
	if format != "" && slices.Index(storageFormats, format) < 1 {
		return diskDriver.refuse(driver, format).attr("type")
	}
	d.format = format
	if r.knows(sinceMetadataCache) {
		size, f := metadataCache("./driver/metadata_cache/max_size").read(d.node)
		if f != nil {
			return f
		}
		d.cache = size > 0
	}
	local := d.kind == "file" || d.kind == "block"
	if local && d.path != "" && !path.IsAbs(d.path) {
		return diskPathRelative.refuse(d.node.find("source"), d.path).attr(sourceAttribute(d.kind))
	}
	if d.location == byDefault && (d.path != "" || d.format != "") {
		d.location = external
	}
	return nil
}

// metadataCache is the size of the cache of an image's metadata, in bytes if
// there is no unit.
func metadataCache(path string) scaled { return scaled{path: path, scale: 1, limit: unlimited} }

// sourceAttribute is where in <source> of a type the path stands.
func sourceAttribute(kind string) string {
	switch kind {
	case "block":
		return "dev"
	case "network":
		return "name"
	}
	return kind // file and dir; others have no path
}

// sourcePath is where an image is, as virStorageSource.path has it.
func sourcePath(source *node, kind string) string {
	value, _ := source.prop(sourceAttribute(kind))
	if kind == "network" && propIs("protocol", "gluster", "rbd")(source) {
		_, value, _ = strings.Cut(value, "/")
	}
	return value
}
