package hierarchy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// A Set is the snapshots of some documents, by guest.
type Set struct {
	Documents []*Document
	Guests    []*Hierarchy // in the order of their names, then of their UUIDs; an unknown one last
	Findings  []*diag.Diagnostic
}

// A Hierarchy is the snapshots of one guest.
type Hierarchy struct {
	Guest     Guest
	Snapshots []*Snapshot // in the order in which virsh draws them, parents first
	Roots     []*Snapshot
	Current   *Snapshot // nil: the documents do not say, or there is none
}

// Named is the snapshot of a name, or nil.
func (h *Hierarchy) Named(name string) *Snapshot {
	for _, s := range h.Snapshots {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Names are the names of all snapshots.
func (h *Hierarchy) Names() []string {
	names := make([]string, len(h.Snapshots))
	for i, s := range h.Snapshots {
		names[i] = s.Name
	}
	return names
}

// SaysCurrent reports whether a document says of its snapshot that it is the
// current one or that it is not. What virsh snapshot-dumpxml prints does not.
func (h *Hierarchy) SaysCurrent() bool {
	return slices.ContainsFunc(h.Snapshots, func(s *Snapshot) bool { return s.marked })
}

// NewSet groups the snapshots of documents by the UUID of their guest and links
// them to trees. Where the documents contradict each other, the findings say
// so and the set is the nearest thing that libvirt could have: a snapshot
// whose parent is not there becomes a root, as does the oldest in a cycle, and
// of two with one name the first one stays.
func NewSet(documents []*Document) *Set {
	set := &Set{Documents: documents}
	for _, d := range documents {
		set.Findings = append(set.Findings, d.Findings...)
	}
	for _, group := range set.group() {
		l := newLinker(set, group)
		l.link()
		set.Guests = append(set.Guests, l.hierarchy)
	}
	slices.SortStableFunc(set.Guests, func(a, b *Hierarchy) int {
		if unknown := (a.Guest == Guest{}); unknown != (b.Guest == Guest{}) {
			return map[bool]int{false: -1, true: 1}[unknown]
		}
		return cmp.Or(cmp.Compare(a.Guest.Name, b.Guest.Name), cmp.Compare(a.Guest.UUID, b.Guest.UUID))
	})
	set.checkMixed()
	return set
}

// group puts the snapshots of one guest together, in the order in which the
// guests occur. A document that does not name its guest goes with the others
// if those are of one guest.
func (set *Set) group() [][]*Snapshot {
	var order []string
	groups := map[string][]*Snapshot{}
	for _, d := range set.Documents {
		for _, s := range d.Snapshots {
			if s.Name == "" {
				set.find(diag.Error, s, s.at.name, diag.SnapshotUnnamed, "a snapshot without a name has no place in a hierarchy; add <name>")
				continue
			}
			key := s.Guest.UUID
			if _, known := groups[key]; !known {
				order = append(order, key)
			}
			groups[key] = append(groups[key], s)
		}
	}
	if unknown := groups[""]; len(order) == 2 && unknown != nil {
		known := order[0] + order[1]
		return [][]*Snapshot{append(groups[known], unknown...)}
	}
	all := make([][]*Snapshot, len(order))
	for i, key := range order {
		all[i] = groups[key]
	}
	return all
}

// find reports a finding about a place in a snapshot.
func (set *Set) find(severity diag.Severity, s *Snapshot, at source.Range, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := finding(severity, s, at, code, format, args...)
	set.Findings = append(set.Findings, d)
	return d
}

func finding(severity diag.Severity, s *Snapshot, at source.Range, code diag.Code, format string, args ...any) *diag.Diagnostic {
	d := diag.Errorf(code, at, format, args...)
	d.Severity, d.File = severity, s.Document.File
	return d
}

// see points at another snapshot.
func see(d *diag.Diagnostic, s *Snapshot, at source.Range, message string) {
	d.Related = append(d.Related, diag.Related{File: s.Document.File, Range: at, Message: message})
}

// checkMixed looks for guests that have a name in common, but not the UUID.
func (set *Set) checkMixed() {
	for i, h := range set.Guests[min(1, len(set.Guests)):] {
		other := set.Guests[i]
		if h.Guest.Name != "" && h.Guest.Name == other.Guest.Name && h.Guest.UUID != "" && other.Guest.UUID != "" {
			set.Findings = append(set.Findings, mixed(other, h, diag.Warning))
		}
	}
}

// mixed says that two hierarchies are of one guest by their names and of two by
// their UUIDs. It points at the smaller one.
func mixed(a, b *Hierarchy, severity diag.Severity) *diag.Diagnostic {
	if len(b.Snapshots) > len(a.Snapshots) {
		a, b = b, a
	}
	s, other := b.Snapshots[0], a.Snapshots[0]
	d := finding(severity, s, s.at.uuid, diag.GuestsMixed, "snapshots of guest %s have several UUIDs: %s in %s, %s in %s; expected the same in all documents",
		diag.Quote(b.Guest.Name), a.Guest.UUID, count(len(a.Snapshots), "document"), b.Guest.UUID, count(len(b.Snapshots), "document"))
	see(d, other, other.at.uuid, "the other UUID is here")
	return d
}

// Reports are findings by the document that they are about, in the order of the
// documents.
func Reports(findings []*diag.Diagnostic, documents []*Document) []*diag.Report {
	byFile := map[*source.File][]*diag.Diagnostic{}
	for _, d := range findings {
		byFile[d.File] = append(byFile[d.File], d)
	}
	reports := []*diag.Report{}
	for _, doc := range documents {
		if found := byFile[doc.File]; len(found) > 0 {
			diag.Sort(found)
			reports = append(reports, &diag.Report{Path: doc.File.Name(), File: doc.File, Diagnostics: found})
		}
	}
	return reports
}

// quoteAll quotes names with something between, at most as many as a message
// lists.
func quoteAll(names []string, between string) string {
	const most = 8
	quoted := make([]string, 0, most+1)
	for i, n := range names {
		if i == most {
			quoted = append(quoted, "…")
			break
		}
		quoted = append(quoted, diag.Quote(n))
	}
	return strings.Join(quoted, between)
}
