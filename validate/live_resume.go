package validate

import (
	"bytes"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// resume reads the document from a point before a change on, until it comes to a
// point behind the change where all is as it was. It returns false if the
// document has to be read as a whole.
func (l *Live) resume(text []byte, c change) bool {
	if l.full || !l.rescanner.Change(text, int(c.start), int(c.end), int(c.n)) {
		l.started = false
		return false
	}
	first := l.pointBefore(c)
	r := resumption{
		Live: l, change: c, delta: c.n - (c.end - c.start),
		points: slices.Clone(l.points[first+1:]), faults: l.faults, matched: l.matched, asked: l.asked, from: l.points[first], last: l.last,
	}
	p := &l.points[first]
	l.points = l.points[:first+1]
	l.faults, l.skip = slices.Clip(l.faults[:p.faults]), p.skip
	l.found, l.noted = slices.Clip(l.matched[:p.matched]), slices.Clip(l.asked[:p.asked])
	l.rescanner.Resume(&p.reader)
	l.restore(p.stand)
	l.read(r.met)
	r.keep()
	l.full = l.full || len(l.matched) >= l.validator.options.MaxDiagnostics || len(l.faults) >= mostFaults
	return true
}

// pointBefore is the last point that a change does not concern: there is the
// end of a line between the two, and no tag before it has another partner now.
func (l *Live) pointBefore(c change) int {
	line := bytes.LastIndexByte(l.text[:c.start], '\n')
	limit := min(int64(line), l.rescanner.Before())
	first := 0
	for i := range l.points {
		if l.points[i].reader.Offset() <= limit {
			first = i
		}
	}
	return first
}

// A resumption is a reading of the document from a point before a change.
type resumption struct {
	*Live
	change
	delta   int64
	from    point
	points  []point            // behind from, before the change
	faults  []*diag.Diagnostic // all before the change
	matched []*diag.Diagnostic
	asked   []*diag.Diagnostic
	next    int   // of points, the first that may be met
	last    stand // before the change
	at      int   // of points, the one that was met, plus one
	is      point // the same place as it is now
}

// met reports whether the reading has come to an old point behind the change,
// and all is as it was there.
func (r *resumption) met() bool {
	end := r.scanner.Range().End
	for r.next < len(r.points) && r.points[r.next].reader.Offset()+r.delta < end {
		r.next++
	}
	if r.next == len(r.points) || r.points[r.next].reader.Offset()+r.delta != end || end < r.rescanner.Behind() || r.scanner.Repair() != 0 {
		return false
	}
	old := &r.points[r.next]
	behind := r.start + r.n
	if old.reader.Offset() < r.end || end <= behind || bytes.IndexByte(r.rescanner.Text()[behind:end], '\n') < 0 || old.skip != r.skip {
		return false
	}
	if r.is.stand = r.stand(); !r.is.stand.same(old.stand, r.last) {
		return false
	}
	if !r.isApart(r.faults[old.faults:], old) || !r.isApart(r.matched[old.matched:], old) || !r.isApart(r.asked[old.asked:], old) {
		return false
	}
	c, ok := r.rescanner.Checkpoint()
	if !ok || !c.Same(&old.reader) {
		return false
	}
	r.at, r.is.reader = r.next+1, c
	return true
}

// isApart reports whether what was found behind a point has nothing to do with
// what was read again.
func (r *resumption) isApart(found []*diag.Diagnostic, p *point) bool {
	start, end := r.from.reader.Offset(), p.reader.Offset()
	return !slices.ContainsFunc(found, func(d *diag.Diagnostic) bool { return d.Touches(start, end) })
}

// keep takes over what is behind the point that was met.
func (r *resumption) keep() {
	l := r.Live
	if r.at == 0 {
		return
	}
	met := &r.points[r.at-1]
	faults, matched, asked := len(l.faults)-met.faults, len(l.matched)-met.matched, len(l.asked)-met.asked
	l.faults = r.moved(l.faults, r.faults[met.faults:])
	l.matched = r.moved(l.matched, r.matched[met.matched:])
	l.asked = r.moved(l.asked, r.asked[met.asked:])
	l.found, l.noted = l.matched, l.asked
	l.last = r.last.moved(met.stand, r.is.stand, r.delta)
	for _, p := range r.points[r.at-1:] {
		p.reader = p.reader.Moved(&met.reader, &r.is.reader, r.delta)
		p.stand = p.stand.moved(met.stand, r.is.stand, r.delta)
		p.faults += faults
		p.matched += matched
		p.asked += asked
		l.points = append(l.points, p)
	}
}

// moved adds diagnostics of before the change to a list.
func (r *resumption) moved(list, found []*diag.Diagnostic) []*diag.Diagnostic {
	for _, d := range found {
		list = append(list, d.Moved(r.end, r.delta))
	}
	return list
}
