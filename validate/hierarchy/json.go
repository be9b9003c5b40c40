package hierarchy

import (
	"bufio"
	"encoding/json"
	"io"
	"time"

	"github.com/snapxml/snapxml/validate/diag"
)

// jsonGuest is a hierarchy in JSON.
type jsonGuest struct {
	UUID      string         `json:"uuid"`
	Name      string         `json:"name"`
	Current   *string        `json:"current"`
	Roots     []string       `json:"roots"`
	Snapshots []jsonSnapshot `json:"snapshots"`
}

type jsonSnapshot struct {
	Name         string   `json:"name"`
	Parent       *string  `json:"parent"`
	Children     []string `json:"children"`
	Depth        int      `json:"depth"`
	State        string   `json:"state"`
	CreationTime *int64   `json:"creationTime"`
	Time         string   `json:"time,omitempty"` // the same as RFC 3339 has it
	Current      bool     `json:"current"`
	Description  string   `json:"description,omitempty"`
	Path         string   `json:"path"`
	Line         int      `json:"line"`
	Files        []File   `json:"files"`
}

// WriteJSON writes the hierarchies and the findings of [Set.Check] as one object,
// version 1 of the format. The snapshots of a guest are a list in the order of the
// drawing, parents first; findings are under their files, as in the output of
// validation.
func (set *Set) WriteJSON(out io.Writer) error {
	guests := make([]jsonGuest, len(set.Guests))
	for i, h := range set.Guests {
		guests[i] = guestJSON(h)
	}
	return writeJSON(out, struct {
		Version int            `json:"version"`
		Guests  []jsonGuest    `json:"guests"`
		Files   []*diag.Report `json:"files"`
	}{1, guests, Reports(set.Findings, set.Documents)})
}

// writeJSON writes a value as people can read it.
func writeJSON(out io.Writer, value any) error {
	w := bufio.NewWriterSize(out, 1<<16)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return err
	}
	return w.Flush()
}

func guestJSON(h *Hierarchy) jsonGuest {
	g := jsonGuest{UUID: h.Guest.UUID, Name: h.Guest.Name, Roots: namesOf(h.Roots), Snapshots: []jsonSnapshot{}}
	if h.Current != nil {
		g.Current = &h.Current.Name
	}
	for s, depth := range h.Walk() {
		g.Snapshots = append(g.Snapshots, snapshotJSON(h, s, depth))
	}
	return g
}

func snapshotJSON(h *Hierarchy, s *Snapshot, depth int) jsonSnapshot {
	j := jsonSnapshot{
		Name: s.Name, Children: namesOf(s.Children), Depth: depth, State: s.State, Current: s == h.Current,
		Description: s.Description, Path: s.Document.File.Name(), Line: s.Document.File.Position(s.at.name.Start).Line, Files: s.Files,
	}
	if s.Parent != nil {
		j.Parent = &s.Parent.Name
	}
	if s.Timed {
		j.CreationTime, j.Time = &s.Created, s.Time().Format(time.RFC3339)
	}
	if j.Files == nil {
		j.Files = []File{}
	}
	return j
}

func namesOf(list []*Snapshot) []string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.Name
	}
	return names
}
