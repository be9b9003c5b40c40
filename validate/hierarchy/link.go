package hierarchy

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// A linker makes a hierarchy of the snapshots of one guest.
type linker struct {
	set       *Set
	all       []*Snapshot
	hierarchy *Hierarchy
	named     map[string]*Snapshot
	names     []string          // of all snapshots, to guess from
	guesses   map[string]string // by the name of a parent that is not there
}

func newLinker(set *Set, all []*Snapshot) *linker {
	return &linker{set: set, all: all, hierarchy: &Hierarchy{}, named: make(map[string]*Snapshot, len(all)), guesses: map[string]string{}}
}

func (l *linker) link() {
	l.name()
	l.guest()
	for _, s := range l.all {
		l.parent(s)
	}
	l.breakCycles()
	for _, s := range l.all {
		if s.Parent != nil {
			s.Parent.Children = append(s.Parent.Children, s)
		} else {
			l.hierarchy.Roots = append(l.hierarchy.Roots, s)
		}
	}
	for _, s := range l.all {
		slices.SortFunc(s.Children, compareNames)
	}
	slices.SortFunc(l.hierarchy.Roots, compareNames)
	for s := range l.hierarchy.Walk() {
		l.hierarchy.Snapshots = append(l.hierarchy.Snapshots, s)
	}
	l.current()
}

// name leaves out what has a name that is taken.
func (l *linker) name() {
	kept := l.all[:0:0]
	for _, s := range l.all {
		s.Parent, s.Children = nil, nil
		first := l.named[s.Name]
		if first == nil {
			l.named[s.Name] = s
			l.names = append(l.names, s.Name)
			kept = append(kept, s)
			continue
		}
		severity, more := diag.Error, "; give it another name, or leave one of the documents out"
		if bytes.Equal(s.Text(), first.Text()) {
			severity, more = diag.Warning, ", in a document that is the same"
		}
		d := l.set.find(severity, s, s.at.name, diag.SnapshotRepeated, "a second snapshot is called %s%s", diag.Quote(s.Name), more)
		see(d, first, first.at.name, "the first one is here")
	}
	l.all = kept
}

// guest takes the name of the guest from the youngest document, as a guest may
// have been renamed.
func (l *linker) guest() {
	var youngest *Snapshot
	for _, s := range l.all {
		if s.Guest.UUID != "" {
			l.hierarchy.Guest.UUID = s.Guest.UUID
		}
		if s.Guest.Name != "" && (youngest == nil || s.Created > youngest.Created) {
			youngest = s
		}
	}
	if youngest != nil {
		l.hierarchy.Guest.Name = youngest.Guest.Name
	}
}

// parent finds the parent of a snapshot.
func (l *linker) parent(s *Snapshot) {
	switch {
	case s.ParentName == "":
	case s.ParentName == s.Name:
		l.set.find(diag.Error, s, s.at.parent, diag.SnapshotOwnParent,
			"snapshot %s names itself as its parent; expected the name of another one, or no <parent>", diag.Quote(s.Name))
	case l.named[s.ParentName] != nil:
		s.Parent = l.named[s.ParentName]
	default:
		l.set.find(diag.Error, s, s.at.parent, diag.SnapshotOrphan,
			"the parent %s of snapshot %s is in none of the documents; %s", diag.Quote(s.ParentName), diag.Quote(s.Name), l.story(s.ParentName))
	}
}

// mostGuesses is for how many names of parents the nearest name is looked for,
// which takes as long as there are names.
const mostGuesses = 100

// story is what has probably happened to a parent that is not there.
func (l *linker) story(name string) string {
	guess, known := l.guesses[name]
	if !known && len(l.guesses) < mostGuesses {
		guess = diag.Nearest(name, l.names)
		l.guesses[name] = guess
	}
	story := "it was probably deleted after this document had been written"
	if guess != "" {
		story = "did you mean " + diag.Quote(guess) + "? otherwise " + story
	}
	return story
}

// breakCycles makes a root of the oldest snapshot of each cycle. Every snapshot
// is passed once: the walk up ends at one that was passed before, and only if
// that was on the same walk there is a cycle.
func (l *linker) breakCycles() {
	walk := make(map[*Snapshot]int, len(l.all)) // in which walk a snapshot was passed
	for i, start := range l.all {
		s := start
		for s != nil && walk[s] == 0 {
			walk[s] = i + 1
			s = s.Parent
		}
		if s != nil && walk[s] == i+1 {
			l.breakCycle(s)
		}
	}
}

// mostRelated is how many members of a cycle are pointed at.
const mostRelated = 100

// breakCycle reports the cycle that a snapshot is in.
func (l *linker) breakCycle(s *Snapshot) {
	oldest, length := s, 1
	for o := s.Parent; o != s; o = o.Parent {
		length++
		if o.Created < oldest.Created || o.Created == oldest.Created && compareNames(o, oldest) < 0 {
			oldest = o
		}
	}
	var names []string
	for o, first := oldest, true; first || o != oldest; o, first = o.Parent, false {
		names = append(names, o.Name)
	}
	if length < 8 {
		names = append(names, oldest.Name)
	}
	d := l.set.find(diag.Error, oldest, oldest.at.parent, diag.SnapshotCycle,
		"%s are each other's ancestors: %s; expected that one of them has another parent, or none",
		count(length, "snapshot"), quoteAll(names, " below "))
	for o, n := oldest.Parent, 1; o != oldest && n <= mostRelated; o, n = o.Parent, n+1 {
		see(d, o, o.at.parent, fmt.Sprintf("%s has the parent %s", diag.Quote(o.Name), diag.Quote(o.ParentName)))
	}
	oldest.Parent = nil
}

// current finds the snapshot that is marked as the current one.
func (l *linker) current() {
	h := l.hierarchy
	for _, s := range h.Snapshots {
		switch {
		case !s.Active:
		case h.Current == nil:
			h.Current = s
		default:
			d := l.set.find(diag.Error, s, s.at.active, diag.SnapshotCurrentRepeated,
				"snapshot %s is marked as the current one, but %s is, too; only one may be", diag.Quote(s.Name), diag.Quote(h.Current.Name))
			see(d, h.Current, h.Current.at.active, "the other one is here")
		}
	}
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
