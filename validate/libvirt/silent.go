package libvirt

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// silences are what libvirt does with the document without a word: it is
// taken, but not as it seems to be meant.
func (r *run) silences() []*diag.Diagnostic {
	if r.root == nil || r.root.name != "domainsnapshot" {
		return nil
	}
	s := silence{run: r}
	s.unknown(r.root, rootChildren, nil)
	s.repeated(r.root)
	s.unknown(r.root.find("parent"), []string{"name"}, nil)
	s.unknown(r.root.find("memory"), nil, []string{"snapshot", "file"})
	for d := range r.root.every("disks/*") {
		s.unknown(d, diskChildren, diskAttributes)
		s.repeated(d)
	}
	if r.o.Flags.Has(Redefine) || r.driver == VBox {
		s.redefinition()
	} else {
		s.creation()
	}
	s.tooNew()
	return s.found
}

// What the parser of snapshots asks for.
var (
	rootChildren = []string{
		"name", "description", "state", "creationTime", "parent", "memory", "disks", "revertDisks", "domain", "inactiveDomain", "cookie", "active",
	}
	diskChildren   = []string{"driver", "source", "snapshotDeleteInProgress"}
	diskAttributes = []string{"name", "snapshot", "type"}
)

// A silence collects what libvirt does not speak of.
type silence struct {
	*run
	found []*diag.Diagnostic
}

// mostSilences is how many warnings a document has at most.
const mostSilences = 1000

func (s *silence) full() bool { return len(s.found) >= mostSilences }

// note adds a warning.
func (s *silence) note(rule *Rule, n *node, at source.Range, format string, args ...any) {
	if s.full() {
		return
	}
	d := diag.Errorf(rule.ID, at, format, args...)
	d.Severity = diag.Warning
	d.Element = n.Path()
	s.found = append(s.found, d)
}

// unknown tells of elements and attributes that the parser does not look at.
// A nil list stands for none that are looked at.
func (s *silence) unknown(n *node, children, attributes []string) {
	if n == nil || s.full() {
		return
	}
	for _, c := range n.nodes {
		if s.full() {
			return
		}
		if c.Name.Space != "" || !slices.Contains(children, c.name) {
			s.note(silentDropped, c, c.NameRange, "libvirt drops element %s without a word%s", diag.Quote(c.Name.Raw), s.hint(c, children))
		}
	}
	if attributes == nil {
		return
	}
	for _, a := range n.Attrs {
		if name := nameOf(a.Name); a.Name.Space == "" && a.Name.Raw != "xmlns" && !slices.Contains(attributes, name) {
			s.note(silentDropped, n, a.NameRange, "libvirt drops attribute %s without a word%s", diag.Quote(a.Name.Raw), diag.DidYouMean(name, attributes))
		}
	}
}

// hint says where an element that is dropped would be read.
func (s *silence) hint(n *node, children []string) string {
	switch {
	case n.name == "disk" && n.parent == s.root:
		return "; it belongs inside \"disks\""
	case n.Name.Space != "" && slices.Contains(children, n.name):
		return "; it must not be in a namespace"
	}
	return diag.DidYouMean(n.name, children)
}

// repeated tells of elements of which the parser takes the first.
func (s *silence) repeated(n *node) {
	seen := map[string]*node{}
	for _, c := range n.nodes {
		first := seen[c.name]
		if seen[c.name] == nil {
			seen[c.name] = c
		}
		if first == nil || c.Name.Space != "" || c.name == "disks" || c.name == "revertDisks" || c.name == "disk" {
			continue
		}
		s.note(silentRepeated, c, c.NameRange, "libvirt takes the first %s and drops this one without a word", diag.Quote(c.name))
		last := s.found[len(s.found)-1]
		last.Related = append(last.Related, diag.Related{Range: first.NameRange, Message: "this one is taken"})
	}
}

// creation tells what is not looked at when a snapshot is taken.
func (s *silence) creation() {
	for _, name := range []string{"state", "creationTime", "parent", "domain", "inactiveDomain", "revertDisks", "cookie", "active"} {
		if n := s.root.find(name); n != nil {
			s.note(silentCreate, n, n.NameRange,
				"libvirt fills in %s itself when it takes a snapshot and does not look at this; the flag redefine puts a stored description back", diag.Quote(name))
		}
	}
	if n := s.root.find("name"); n != nil && s.driver == VZ {
		s.note(silentName, n, n.TextRange(), "Virtuozzo gives snapshots names of its own and does not look at this one")
	}
}

// redefinition tells what is not looked at in a redefinition.
func (s *silence) redefinition() {
	if n := s.root.find("active"); n != nil {
		s.note(silentActive, n, n.NameRange, "libvirt does not look at \"active\" here; the flag current makes the snapshot the current one")
	}
	if n := s.root.find("parent"); n != nil && n.find("name").str() == "" {
		s.note(silentParent, n, n.NameRange, "without a \"name\" in it libvirt drops \"parent\" without a word and makes the snapshot a root")
	}
	if n := s.root.find("domain"); n != nil && n.attribute("type") == "" {
		s.note(silentShort, n, n.NameRange, "libvirt takes \"domain\" without the attribute type for the short form and does not look into it")
	}
}

// tooNew tells of parts that came after the release.
func (s *silence) tooNew() {
	for _, part := range parts {
		for n := range s.root.every(part.path) {
			at := n.NameRange
			what := "element " + diag.Quote(n.name)
			if part.attr != "" {
				a := n.Attr(part.attr)
				if a == nil || part.value != "" && a.Value != part.value {
					continue
				}
				at, what = a.NameRange, "attribute "+diag.Quote(part.attr)
			}
			if !s.knows(part.since) {
				s.note(silentNew, n, at, "libvirt %s does not know %s and drops it without a word; it came with %s", s.release, what, part.since)
			}
		}
	}
}

// parts of the format that did not come with the first release.
var parts = []struct {
	path, attr, value string
	since             Release
}{
	{"disks", "", "", sinceDiskSnapshots},
	{"memory", "", "", sinceMemory},
	{"disks/disk", "type", "", sinceDiskType},
	{"inactiveDomain", "", "", sinceInactiveDomain},
	{"disks/disk/driver/metadata_cache", "", "", sinceMetadataCache},
	{"revertDisks", "", "", sinceRevertDisks},
}
