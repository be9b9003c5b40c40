package diag

import "strings"

// A Part is one file of an example.
type Part struct {
	Title    string // "Document", "Schema", …
	Language string // as Markdown names it: "xml", "rnc", "go", "toml"
	Text     string // without a line's end at its end
}

// Parts are the files of the example, each with what it is.
func (e Example) Parts() []Part {
	document := "Document"
	if e.Target != "" {
		document += " for libvirt " + e.Target
	}
	if e.Purpose != "" {
		document += " to " + e.Purpose + " a snapshot"
	}
	var parts []Part
	for _, p := range []Part{
		{"Schema", "rnc", e.Schema}, {document, "xml", e.Document}, {"Go source", "go", e.Source},
		{"Configuration", "toml", e.Config}, {"Snapshots", "xml", e.Snapshots}, {"Guest", "xml", e.Guest},
	} {
		if p.Text != "" {
			p.Text = strings.TrimSuffix(p.Text, "\n")
			parts = append(parts, p)
		}
	}
	return parts
}
