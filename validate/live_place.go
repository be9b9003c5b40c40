package validate

import (
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A liveContext is what the matcher of a live check asks: the reader, or while
// there is a place behind which that has read on, the place.
type liveContext struct {
	*xmlscan.Scanner
	place *Place
}

// Namespace is what a prefix is bound to.
func (c *liveContext) Namespace(prefix string) (uri string, ok bool) {
	if c.place != nil && c.place.passed {
		return c.place.Namespace(prefix)
	}
	return c.Scanner.Namespace(prefix)
}

// Place is [Validator.Place] in the document that was checked last. It is good
// until the next call of a method.
func (l *Live) Place(doc *source.File, offset, behind int64) *Place {
	if !l.started || l.change.any {
		return l.validator.Place(doc, offset, behind)
	}
	at := &l.points[0]
	for i := range l.points {
		if l.points[i].reader.Offset() <= offset {
			at = &l.points[i]
		}
	}
	p := &Place{scanner: l.scanner, declared: l.rescanner.Bound(&at.reader)}
	for _, tag := range l.rescanner.Open(&at.reader) {
		p.Open = append(p.Open, Tag{QName: tag.QName, Range: tag.Range})
	}
	p.Rooted = at.reader.Rooted()
	l.context.place = p
	l.rescanner.Resume(&at.reader)
	l.skip = at.skip
	l.restore(at.stand)
	p.read(l.follower, offset, behind)
	l.found, l.noted = l.matched, l.asked
	return p
}
