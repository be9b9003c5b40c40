package hierarchy

import (
	"fmt"
	"io"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

// Differ reports whether comparisons found a difference.
func Differ(comparisons []Comparison) bool {
	for _, c := range comparisons {
		if c.A == nil || c.B == nil || len(c.Differences) > 0 {
			return true
		}
	}
	return false
}

// WriteComparisons writes differences for people, a line for each.
func WriteComparisons(w io.Writer, comparisons []Comparison) error {
	var b strings.Builder
	for _, c := range comparisons {
		switch {
		case c.A == nil:
			fmt.Fprintf(&b, "only in B: %s with %s\n", c.B.heading(), count(len(c.B.Snapshots), "snapshot"))
			continue
		case c.B == nil:
			fmt.Fprintf(&b, "only in A: %s with %s\n", c.A.heading(), count(len(c.A.Snapshots), "snapshot"))
			continue
		case len(comparisons) > 1 && len(c.Differences) > 0:
			fmt.Fprintf(&b, "%s:\n", c.A.heading())
		}
		for _, d := range c.Differences {
			b.WriteString(line(d) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mostChanges is how many changes of one snapshot a line tells.
const mostChanges = 8

// line tells a difference.
func line(d Difference) string {
	name := diag.Quote(d.Snapshot)
	switch d.Kind {
	case OnlyInA:
		return "only in A: snapshot " + name
	case OnlyInB:
		return "only in B: snapshot " + name
	case Moved:
		return fmt.Sprintf("moved: snapshot %s is %s in A, %s in B", name, below(d.Changes[0].A), below(d.Changes[0].B))
	case Currents:
		return fmt.Sprintf("current: %s in A, %s in B", value(d.Changes[0].A), value(d.Changes[0].B))
	case Guests:
		return "guest: " + changes(d.Changes)
	}
	return fmt.Sprintf("changed: snapshot %s: %s", name, changes(d.Changes))
}

func below(parent *string) string {
	if parent == nil {
		return "a root"
	}
	return "below " + diag.Quote(*parent)
}

// changes tells changes of parts.
func changes(list []Change) string {
	var parts []string
	for i, c := range list {
		if i == mostChanges {
			parts = append(parts, fmt.Sprintf("and %d more", len(list)-i))
			break
		}
		switch {
		case c.B == nil:
			parts = append(parts, visible(c.Path)+" only in A"+content(*c.A))
		case c.A == nil:
			parts = append(parts, visible(c.Path)+" only in B"+content(*c.B))
		default:
			parts = append(parts, fmt.Sprintf("%s %s in A, %s in B", visible(c.Path), diag.Quote(*c.A), diag.Quote(*c.B)))
		}
	}
	return strings.Join(parts, "; ")
}

// content is the text of what only one side has, if there is any.
func content(text string) string {
	if text == "" {
		return ""
	}
	return ": " + diag.Quote(text)
}

func value(name *string) string {
	if name == nil {
		return "none"
	}
	return diag.Quote(*name)
}

type jsonComparison struct {
	A           *Guest       `json:"a"`
	B           *Guest       `json:"b"`
	Differences []Difference `json:"differences"`
}

// WriteComparisonsJSON writes differences as one object, version 1 of the
// format.
func WriteComparisonsJSON(w io.Writer, comparisons []Comparison) error {
	guests := make([]jsonComparison, len(comparisons))
	for i, c := range comparisons {
		guests[i].Differences = append([]Difference{}, c.Differences...)
		if c.A != nil {
			guests[i].A = &c.A.Guest
		}
		if c.B != nil {
			guests[i].B = &c.B.Guest
		}
	}
	return writeJSON(w, struct {
		Version int              `json:"version"`
		Equal   bool             `json:"equal"`
		Guests  []jsonComparison `json:"guests"`
	}{1, !Differ(comparisons), guests})
}
