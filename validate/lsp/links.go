package lsp

import (
	"context"
	"path"
	"strings"
	"time"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// documentLinks answers textDocument/documentLink: addresses on the web, the
// schema of an instruction xml-model, and files that a schema refers to.
func (s *Server) documentLinks(_ context.Context, p *DocumentParams) ([]DocumentLink, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	links := []DocumentLink{}
	add := func(r source.Range, target, tooltip string) {
		links = append(links, DocumentLink{s.encoding.rangeOf(d.file, r), target, tooltip})
	}
	for _, m := range d.prolog().models {
		if target := s.linkTo(d, m.href); target != "" && m.at.Len() > 0 {
			add(m.at, target, "the schema of this document")
		}
	}
	if d.isSchema() {
		for _, h := range d.schemaDocument(s).hrefs() {
			if target := s.linkTo(d, h.href); target != "" {
				add(h.at, target, "the schema that is referred to")
			}
		}
	}
	if !d.isCompact() {
		webLinks(d.parsed(), add)
	}
	return links, nil
}

// linkTo is the address that an href of a document stands for, or "".
func (s *Server) linkTo(d *document, href string) string {
	switch {
	case strings.Contains(href, "://"):
		return href
	case d.path == "" || href == "":
		return ""
	case path.IsAbs(href):
		return uriOf(href)
	}
	return s.uriAt(path.Join(path.Dir(d.path), href))
}

// webLinks finds values of attributes that are addresses on the web. Names of
// namespaces lead nowhere.
func webLinks(doc *xmltree.Document, add func(r source.Range, target, tooltip string)) {
	for e := range doc.Elements() {
		for i := range e.Attrs {
			a := &e.Attrs[i]
			if a.Name.Space != xmltree.XMLNS && !a.Default && (strings.HasPrefix(a.Value, "https://") || strings.HasPrefix(a.Value, "http://")) {
				add(a.ValueRange, a.Value, "")
			}
		}
	}
}

// inlayHints answers textDocument/inlayHint: times that documents have as a
// number of seconds are shown as dates.
func (s *Server) inlayHints(_ context.Context, p *RangeParams) ([]InlayHint, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	hints := []InlayHint{}
	if b := s.schemaOf(d).builtin; d.isSchema() || b == nil || !b.Snapshots {
		return hints, nil
	}
	within := s.encoding.source(d.file, p.Range)
	e := d.parsed().Root.Child("creationTime")
	if e == nil || e.EndTag.Len() == 0 || e.Range.End < within.Start || e.Range.Start > within.End {
		return hints, nil
	}
	if t, ok := parseTime(e.Text()); ok {
		hints = append(hints, InlayHint{
			Position:    s.encoding.position(d.file, e.TextRange().End),
			Label:       t.UTC().Format("2006-01-02 15:04:05 UTC"),
			Tooltip:     "seconds since 1970-01-01 00:00:00 UTC",
			PaddingLeft: true,
		})
	}
	return hints, nil
}

// latest is the last second that is shown as a date: years have four digits.
const latest = 253402300799

// parseTime reads a number of seconds since 1970 as libvirt does.
func parseTime(text string) (time.Time, bool) {
	text = strings.TrimLeft(text, " \t\r\n")
	n := int64(0)
	for _, c := range strings.TrimPrefix(text, "+") {
		if c < '0' || c > '9' || n > latest {
			return time.Time{}, false
		}
		n = 10*n + int64(c-'0')
	}
	return time.Unix(n, 0), text != "" && n <= latest
}
