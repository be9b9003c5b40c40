package docsgen

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// A changePage says what every release changed.
type changePage struct {
	frame
	Name    string // of the format
	Changes []*releaseChanges
}

// A releaseChanges is what one release changed.
type releaseChanges struct {
	ID       string
	Release  string
	Day      string // on which it came out, if that is known
	Added    []*change
	Removed  []*change
	Narrowed []*change // what was any text before
	Flags    []link
}

// Href leads to the release.
func (r releaseChanges) Href() template.URL { return anchor(r.ID) }

// Summary is the names of what changed, in a line.
func (r releaseChanges) Summary() string {
	var parts []string
	for _, p := range []struct {
		verb    string
		changes []*change
	}{{"new", r.Added}, {"gone", r.Removed}, {"no longer any text", r.Narrowed}} {
		if names := summaryNames(p.changes); names != "" {
			parts = append(parts, p.verb+": "+names)
		}
	}
	if len(r.Flags) > 0 {
		var names []string
		for _, f := range r.Flags {
			names = append(names, f.Name)
		}
		parts = append(parts, "flags: "+strings.Join(names, ", "))
	}
	return strings.Join(parts, "; ")
}

// maxSummary is how many names of a kind a summary has.
const maxSummary = 6

func summaryNames(changes []*change) string {
	var names []string
	for i, c := range changes {
		if i == maxSummary {
			names = append(names, fmt.Sprintf("%d more", len(changes)-i))
			break
		}
		names = append(names, c.Label())
	}
	return strings.Join(names, ", ")
}

// A change is one entry that came or went.
type change struct {
	link
	Kind   schema.EntryKind
	Within string // the name of what it stands in
	Said   string // the first sentence about it
	With   []link // its attributes and the elements in it that came with it
}

// Label is what the change is called away from its place.
func (c change) Label() string {
	switch {
	case c.Kind == schema.AttributeEntry:
		return c.Within + "/@" + c.Name
	case c.Kind == schema.ValueEntry:
		return c.Within + " = " + c.Name
	case c.Within != "":
		return c.Within + "/" + c.Name
	}
	return c.Name
}

// changes adds the page of changes.
func (s *site) changes(b *builder) {
	p := &changePage{
		frame: s.frame(ChangesFile, "Changes of the format", "What each release of libvirt changed in "+s.model.Name+" XML, made from the annotations of the grammar."),
		Name:  s.model.Name, Changes: b.changes(),
	}
	p.Sections = []chapter{{link: link{Name: "Releases", Href: "#page-releases"}}}
	for _, r := range p.Changes {
		p.Sections[0].Sub = append(p.Sections[0].Sub, link{Name: r.Release, Href: r.Href()})
	}
	if s.options.URL != "" {
		p.Twins = append(p.Twins, twin{File: feedFile, Name: "RSS", Type: "application/rss+xml"})
		s.feed(p)
	}
	s.page("changes.tmpl", ChangesFile, p)
}

// changes are what every release changed, newest first.
func (b *builder) changes() []*releaseChanges {
	by := make(map[string]*releaseChanges)
	at := func(v schema.Version) *releaseChanges {
		name := v.String()
		if by[name] == nil {
			by[name] = &releaseChanges{ID: "v" + name, Release: name, Day: released[name]}
		}
		return by[name]
	}
	for _, e := range b.index.All {
		if since := e.Since(); !since.IsZero() && (e.Parent == nil || since.Compare(e.Parent.Since()) > 0) {
			at(since).Added = append(at(since).Added, b.change(e))
		}
		if until := e.Facts().Until; !until.IsZero() {
			at(until).Removed = append(at(until).Removed, b.change(e))
		}
		if v, ok := b.narrowed(e); ok {
			at(v).Narrowed = append(at(v).Narrowed, b.change(e))
		}
	}
	for _, f := range b.options.knownFlags() {
		r := at(schema.Version(f.Since))
		r.Flags = append(r.Flags, link{Name: shortFlag(f), Href: b.prose.href(flagID(f))})
	}
	var list []*releaseChanges
	for _, r := range by {
		list = append(list, r)
	}
	slices.SortFunc(list, func(r, s *releaseChanges) int { return mustRelease(s.Release).Compare(mustRelease(r.Release)) })
	return list
}

// mustRelease reads a release that was written by this package.
func mustRelease(s string) libvirt.Release {
	r, err := libvirt.ParseRelease(s)
	if err != nil {
		panic(err)
	}
	return r
}

// narrowed is the release in which the content of an entry, any text before,
// became one of its datatypes or values.
func (b *builder) narrowed(e *schema.Entry) (v schema.Version, ok bool) {
	if e.Kind == schema.ValueEntry {
		return v, false
	}
	for _, t := range e.Contents {
		simple := t.Kind == schema.Data || t.Kind == schema.Enum
		if simple && t.Since.Compare(e.Since()) > 0 {
			return t.Since, true
		}
	}
	return v, false
}

func (b *builder) change(e *schema.Entry) *change {
	c := &change{link: link{Name: e.Name, Href: b.prose.href(e.ID)}, Kind: e.Kind, Said: b.firstSentence(e)}
	if e.Parent != nil {
		c.Within = e.Parent.Name
		if e.Parent.Kind == schema.AttributeEntry {
			c.Within = e.Parent.Parent.Name + "/@" + e.Parent.Name
		}
	}
	for _, a := range e.Attributes {
		if a.Since() == e.Since() {
			c.With = append(c.With, link{Name: "@" + a.Name, Href: b.prose.href(a.ID)})
		}
	}
	c.With = append(c.With, b.cameWith(e, e.Since())...)
	return c
}

// cameWith are the elements within an entry that came with it.
func (b *builder) cameWith(e *schema.Entry, since schema.Version) []link {
	var list []link
	for _, c := range e.Children {
		if c.Parent == e && c.Since() == since {
			list = append(list, link{Name: c.Name, Href: b.prose.href(c.ID)})
			list = append(list, b.cameWith(c, since)...)
		}
	}
	return list
}

// firstSentence is the first sentence that is said of an entry, as plain text.
func (b *builder) firstSentence(e *schema.Entry) string {
	nodes, err := b.prose.nodes(e.Doc())
	if err != nil {
		b.fail(fmt.Errorf("%s: %w", e.ID, err))
	}
	first, _, _ := strings.Cut(prose.Plain(nodes[:min(1, len(nodes))]...), ". ")
	return strings.TrimRight(first, ".:") + "."
}
