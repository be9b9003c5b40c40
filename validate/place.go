package validate

import (
	"maps"
	"slices"

	"github.com/snapxml/snapxml/validate/relaxng"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A Place is a point of a document, with a matcher that has seen what comes
// before it.
type Place struct {
	Matcher *relaxng.Matcher // nil where only well-formedness is checked
	Open    []Tag            // the elements that are open, the root first
	Skipped bool             // the matcher was not told of the innermost one

	// Following are the names of the elements that come behind the place in
	// the innermost open element.
	Following []xmlscan.ID
	// Rooted says that there is a root element, before or behind the place.
	Rooted bool
	// Ended says that the innermost open element has its end tag.
	Ended bool

	scanner  *xmlscan.Scanner
	passed   bool              // the scanner is behind the place
	declared map[string]string // prefixes around the tags in Open that were read
}

// A Tag is the start tag of an open element.
type Tag struct {
	QName string // as written
	Range source.Range

	declared []xmlscan.NSDecl
}

// NameOf is [xmlscan.Scanner.NameOf].
func (p *Place) NameOf(id xmlscan.ID) xmlscan.Name { return p.scanner.NameOf(id) }

// Namespace is what a prefix is bound to at the place.
func (p *Place) Namespace(prefix string) (uri string, ok bool) {
	if !p.passed {
		return p.scanner.Namespace(prefix)
	}
	if prefix == "xml" {
		return syntax.XMLNamespace, true
	}
	for _, tag := range slices.Backward(p.Open) {
		for _, d := range tag.declared {
			if d.Prefix == prefix {
				return d.URI, d.URI != "" || prefix == ""
			}
		}
	}
	uri, ok = p.declared[prefix]
	return uri, ok || prefix == ""
}

// Prefixes are the prefixes that are declared at the place, the innermost
// first.
func (p *Place) Prefixes() []string {
	prefixes := []string{}
	for _, tag := range slices.Backward(p.Open) {
		for _, d := range tag.declared {
			prefixes = append(prefixes, d.Prefix)
		}
	}
	prefixes = append(prefixes, slices.Sorted(maps.Keys(p.declared))...)
	return append(prefixes, "xml")
}

// Place reads a document in memory up to an offset. Of a text that the offset
// is in the part before counts, of anything else that it is in nothing.
// Elements that begin behind another offset follow. The document may be
// anything; what is not well-formed is read as
// [xmlscan.Scanner.ResetRecovering] has it.
func (v *Validator) Place(doc *source.File, offset, behind int64) *Place {
	p := &Place{scanner: xmlscan.NewScanner(v.names(), xmlscan.Options{Limits: v.options.Limits})}
	p.scanner.ResetRecovering(doc.Bytes())
	p.read(v.newFollower(p.scanner, p), offset, behind)
	return p
}

// read reads up to an offset, and then looks what follows.
func (p *Place) read(f *follower, offset, behind int64) {
	p.Matcher = f.matcher
	kind := p.readTo(f, offset)
	p.Skipped = f.skip > 0
	p.passed = true
	p.lookAhead(kind, behind)
}

// readTo reads up to an offset. It gives the token there, which was not fed.
func (p *Place) readTo(f *follower, offset int64) xmlscan.Kind {
	s := p.scanner
	for {
		kind := s.Next()
		r := s.Range()
		if kind == xmlscan.Text && r.Start < offset && offset < r.End && f.matcher != nil && f.skip == 0 {
			part := s.Text()
			if int64(len(part)) == r.Len() { // else there are references in it
				part = part[:offset-r.Start]
			}
			f.matcher.Text(part, source.Range{Start: r.Start, End: offset})
		}
		if kind == xmlscan.EOF || r.End > offset || r.Start >= offset {
			return kind
		}
		f.feed(kind)
		switch kind {
		case xmlscan.StartElement:
			p.Rooted = true
			p.Open = append(p.Open, Tag{s.QName(), r, slices.Clone(s.NSDecls())})
		case xmlscan.EndElement:
			p.Open = p.Open[:len(p.Open)-1]
		}
	}
}

// mostFollowing is how many elements behind a place are looked for.
const mostFollowing = 256

// lookAhead finds what follows in the innermost open element.
func (p *Place) lookAhead(kind xmlscan.Kind, behind int64) {
	s := p.scanner
	depth := 0
	for ; kind != xmlscan.EOF && len(p.Following) < mostFollowing; kind = s.Next() {
		switch kind {
		case xmlscan.StartElement:
			behind := s.Range().Start >= behind
			p.Rooted = p.Rooted || behind
			if depth == 0 && behind && s.Name() != 0 {
				p.Following = append(p.Following, s.Name())
			}
			depth++
		case xmlscan.EndElement:
			if depth--; depth < 0 {
				p.Ended = s.Repair()&xmlscan.RepairImplied == 0
				return
			}
		}
	}
	p.Ended = len(p.Following) == mostFollowing
}
