package docsgen

import (
	"slices"

	"github.com/snapxml/snapxml/schema"
)

// An access says what creation, redefinition and a dump make of a part.
type access struct {
	Under                  string // the parent it holds under, where that matters
	Create, Redefine, Dump cell
}

// A cell is one word about a part, and how much it asks of the writer.
type cell struct{ Word, Class string }

var (
	settable    = cell{"may be set", "yes"}
	readOnly    = cell{"read-only", "no"}
	ignored     = cell{"ignored", "no"}
	required    = cell{"required", "must"}
	read        = cell{"read", "yes"}
	shown       = cell{"shown", "yes"}
	filledIn    = cell{"filled in", "yes"}
	notShown    = cell{"not shown", "no"}
	unspecified = cell{"not stated", "no"}
)

// A standing is what is known of a part in the three kinds of documents.
type standing struct {
	access   schema.Access
	redefine schema.Redefine
}

// standingOf is what holds for an entry under a parent: its own facts, or
// what the parent hands down.
func standingOf(e, parent *schema.Entry) standing {
	own := e.Facts()
	s := handedDown(parent)
	if own.Access != "" {
		s.access = own.Access
	}
	if own.Redefine != "" {
		s.redefine = own.Redefine
	}
	return s
}

// handedDown is the standing of what stands in an entry and has no facts of
// its own. That the entry is required does not make what is in it required.
func handedDown(e *schema.Entry) standing {
	if e == nil {
		return standing{}
	}
	s := standingOf(e, e.Parent)
	if s.redefine == schema.Required {
		s.redefine = schema.Read
	}
	return s
}

// words put a standing into words.
func (s standing) words() access {
	row := access{Create: unspecified, Redefine: unspecified, Dump: unspecified}
	switch s.access {
	case schema.Create:
		row.Create, row.Dump = settable, shown
	case schema.ReadOnly:
		row.Create, row.Dump = readOnly, filledIn
	case schema.Internal:
		row.Create, row.Dump = ignored, notShown
	}
	switch s.redefine {
	case schema.Required:
		row.Redefine = required
	case schema.Read:
		row.Redefine = read
	case schema.Ignored:
		row.Redefine = ignored
	}
	return row
}

// elementAccess is one row if all parents agree, else one for each parent.
// It is none where nothing is known.
func elementAccess(e *schema.Entry) []access {
	if len(e.UsedBy) == 0 {
		return accessRows(standingOf(e, nil))
	}
	first := standingOf(e, e.UsedBy[0])
	if !slices.ContainsFunc(e.UsedBy, func(p *schema.Entry) bool { return standingOf(e, p) != first }) {
		return accessRows(first)
	}
	var rows []access
	for _, p := range e.UsedBy {
		for _, row := range accessRows(standingOf(e, p)) {
			row.Under = p.Name
			rows = append(rows, row)
		}
	}
	return rows
}

// attributeAccess is a row for an attribute that differs from its element.
func attributeAccess(e *schema.Entry) []access {
	if s := standingOf(e, e.Parent); s != handedDown(e.Parent) {
		return accessRows(s)
	}
	return nil
}

func accessRows(s standing) []access {
	if s == (standing{}) {
		return nil
	}
	return []access{s.words()}
}
