package hierarchy

import (
	"strings"
	"time"

	"github.com/snapxml/snapxml/validate/diag"
)

// CheckOptions say what is looked for besides what [NewSet] finds.
type CheckOptions struct {
	// Exists tells whether a file of the host is there; nil does not ask.
	Exists func(path string) bool
}

// Check looks for what libvirt takes without a word, and what goes wrong later:
// names, times, and chains of images. The findings are added to those of the
// set.
func (set *Set) Check(o CheckOptions) {
	for _, h := range set.Guests {
		set.checkNames(h)
		set.checkTimes(h)
		set.checkShared(h)
		set.checkChains(h)
		if o.Exists != nil {
			set.checkFiles(h, o.Exists)
		}
	}
}

// checkNames looks for names that file systems or lists of names cannot tell
// apart. QEMU's driver writes a snapshot to NAME.xml
// (src/qemu/qemu_domain.c: qemuDomainSnapshotWriteMetadata).
func (set *Set) checkNames(h *Hierarchy) {
	folded := make(map[string]*Snapshot, len(h.Snapshots))
	for _, s := range h.Snapshots {
		if strings.Contains(s.Name, "\n") {
			set.find(diag.Error, s, s.at.name, diag.SnapshotNameLineBreak,
				"the name %s has a line break, so no list of virsh shows it as it is; expected a name of one line", diag.Quote(s.Name))
		}
		key := strings.ToLower(s.Name)
		other := folded[key]
		if other == nil {
			folded[key] = s
			continue
		}
		d := set.find(diag.Warning, s, s.at.name, diag.SnapshotNameCase,
			"the names %s and %s differ in their case only; on a file system that ignores case libvirt keeps one of them",
			diag.Quote(s.Name), diag.Quote(other.Name))
		see(d, other, other.at.name, "the other name is here")
	}
}

// checkTimes compares the time of each snapshot with that of its parent.
func (set *Set) checkTimes(h *Hierarchy) {
	for _, s := range h.Snapshots {
		p := s.Parent
		if p == nil || !s.Timed || !p.Timed || s.Created >= p.Created {
			continue
		}
		d := set.find(diag.Warning, s, s.at.time, diag.SnapshotTime, "snapshot %s was taken at %s, before its parent %s at %s",
			diag.Quote(s.Name), formatTime(s), diag.Quote(p.Name), formatTime(p))
		see(d, p, p.at.time, "the parent's time is here")
	}
}

// formatTime is the time of a snapshot for people; "" if it is not known.
func formatTime(s *Snapshot) string {
	if !s.Timed {
		return ""
	}
	return s.Time().Format(time.DateTime) + " UTC"
}
