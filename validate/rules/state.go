package rules

import (
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng"
)

// A State is what a tracker knows at a point of a document besides the state of
// its [Tracker.Matcher].
type State struct {
	release       relaxng.State // zero where the target has the whole schema
	open          []frame
	errors, asked int
}

// Matcher is the tracker's matcher of the whole schema. It is to be asked, not
// to be fed.
func (t *Tracker) Matcher() *relaxng.Matcher { return t.schema }

// State is where the tracker stands. Ask right after a tag, as with
// [relaxng.Matcher.State].
func (t *Tracker) State() State {
	s := State{open: cloneFrames(t.open), errors: t.errors, asked: t.asked}
	if t.release != nil {
		s.release = t.release.State()
	}
	return s
}

// Restore puts the tracker where it has stood. Its matcher has to be put there
// as well.
func (t *Tracker) Restore(s State) {
	t.open, t.errors, t.asked = cloneFrames(s.open), s.errors, s.asked
	if t.release != nil {
		t.release.Restore(s.release)
	}
}

func cloneFrames(open []frame) []frame {
	open = slices.Clone(open)
	for i := range open {
		open[i].pending = slices.Clone(open[i].pending)
	}
	return open
}

// Same reports whether the rest of the document gives the same from a state as
// it gave from another, which went on to a state at the end; see
// [relaxng.State.Same].
func (s State) Same(o, end State) bool {
	return ((s.errors > 0) == (o.errors > 0) || o.asked == end.asked) &&
		s.release.Same(o.release) && slices.EqualFunc(s.open, o.open, frame.same)
}

// same reports whether two frames are the same wherever their tags stand.
func (f frame) same(g frame) bool {
	return f.name == g.name && f.since == g.since && f.quiet == g.quiet && f.ignored == g.ignored && (f.faulty == g.faulty || len(f.pending) == 0) &&
		slices.EqualFunc(f.pending, g.pending, func(p, q pending) bool { return p.name == q.name && p.fits == q.fits })
}

// Moved is [relaxng.State.Moved].
func (s State) Moved(was, is State, delta int64) State {
	m := State{
		open: cloneFrames(s.open), release: s.release.Moved(was.release, is.release, delta),
		errors: s.errors + is.errors - was.errors, asked: s.asked + is.asked - was.asked,
	}
	shared := 0 // frames of elements that were open at that place
	for shared < len(was.open) && shared < len(m.open) && m.open[shared].nameRange == was.open[shared].nameRange {
		m.open[shared].nameRange = is.open[shared].nameRange
		shared++
	}
	for i := shared; i < len(m.open); i++ {
		m.open[i].nameRange = m.open[i].nameRange.Shift(delta)
	}
	return m
}
