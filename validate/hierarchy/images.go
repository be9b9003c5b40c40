package hierarchy

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// checkShared looks for overlays that two snapshots begin in the same file.
func (set *Set) checkShared(h *Hierarchy) {
	type place struct {
		snapshot *Snapshot
		file     *File
	}
	begun := map[string]place{}
	for _, s := range h.Snapshots {
		for i := range s.Files {
			f := &s.Files[i]
			if f.Role != Overlay {
				continue
			}
			first, taken := begun[f.Path]
			if !taken {
				begun[f.Path] = place{s, f}
				continue
			}
			d := set.find(diag.Warning, s, f.at, diag.OverlayShared,
				"snapshot %s puts disk %s into %s, where snapshot %s puts disk %s; expected a file of its own for each",
				diag.Quote(s.Name), diag.Quote(f.Disk), diag.Quote(f.Path), diag.Quote(first.snapshot.Name), diag.Quote(first.file.Disk))
			see(d, first.snapshot, first.file.at, "the other overlay is here")
		}
	}
}

// A use is a disk with an image that it may be in.
type use struct{ disk, path string }

// checkChains asks of each snapshot below an external one that its guest's
// disks are where a snapshot further up had or left them. On the way down a
// tree the files of all snapshots above are counted.
func (set *Set) checkChains(h *Hierarchy) {
	above := map[use]int{}
	begun := map[string][]*Snapshot{} // those above with an overlay of a disk, the nearest last
	for step := range walk(h.Roots, (*Snapshot).children) {
		s, by := step.snapshot, -1
		if step.enter {
			set.checkChain(s, above, begun)
			by = 1
		}
		for i := range s.Files {
			f := &s.Files[i]
			if f.Role == Memory {
				continue
			}
			above[use{f.Disk, f.Path}] += by
			switch list := begun[f.Disk]; {
			case f.Role != Overlay:
			case step.enter:
				begun[f.Disk] = append(list, s)
			default:
				begun[f.Disk] = list[:len(list)-1]
			}
		}
	}
}

// checkChain asks it of one snapshot.
func (set *Set) checkChain(s *Snapshot, above map[use]int, begun map[string][]*Snapshot) {
	for i := range s.Files {
		f := &s.Files[i]
		list := begun[f.Disk]
		if f.Role != Image || len(list) == 0 || above[use{f.Disk, f.Path}] > 0 {
			continue
		}
		d := set.find(diag.Warning, s, f.at, diag.OverlayGap,
			"snapshot %s has disk %s in %s, which no snapshot above it had or made; a snapshot between may be missing",
			diag.Quote(s.Name), diag.Quote(f.Disk), diag.Quote(f.Path))
		nearest := list[len(list)-1]
		see(d, nearest, nearest.overlay(f.Disk).at, "snapshot "+diag.Quote(nearest.Name)+" left the disk here")
	}
}

// overlay is the overlay that the snapshot begins for a disk, which there is.
func (s *Snapshot) overlay(disk string) *File {
	i := slices.IndexFunc(s.Files, func(f File) bool { return f.Role == Overlay && f.Disk == disk })
	return &s.Files[i]
}

// checkFiles looks for files that are not there. Each is told of once.
func (set *Set) checkFiles(h *Hierarchy, exists func(path string) bool) {
	known := map[string]bool{}
	for _, s := range h.Snapshots {
		for i := range s.Files {
			f := &s.Files[i]
			if !f.Local || known[f.Path] {
				continue
			}
			known[f.Path] = true
			if !exists(f.Path) {
				set.find(diag.Warning, s, f.at, diag.ImageMissing, "%s of snapshot %s is not there: %s",
					roleNames[f.Role], diag.Quote(s.Name), diag.Quote(f.Path))
			}
		}
	}
}

// roleNames are the roles in messages.
var roleNames = map[Role]string{
	Image: "an image", Backing: "a backing image", Overlay: "an overlay", RevertOverlay: "an overlay of a revert", Memory: "the saved memory",
}
