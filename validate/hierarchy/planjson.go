package hierarchy

import (
	"io"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
)

type jsonPlan struct {
	Version int        `json:"version"`
	Domain  string     `json:"domain"`
	UUID    string     `json:"uuid"`
	Current *string    `json:"current"`
	Steps   []jsonStep `json:"steps"`

	Files []*diag.Report `json:"files"`
}

type jsonStep struct {
	Name     string       `json:"name"`
	Parent   *string      `json:"parent"`
	Flags    []string     `json:"flags"`      // as options of virsh
	Value    uint32       `json:"flagsValue"` // of virDomainSnapshotCreateXML
	Path     string       `json:"path"`
	Line     int          `json:"line"`
	Document string       `json:"document"`
	Forecast jsonForecast `json:"forecast"`
}

type jsonForecast struct {
	Verdict string `json:"verdict"`
	Message string `json:"message,omitempty"`
	Rule    string `json:"rule,omitempty"`
	Host    string `json:"host,omitempty"`
}

// WriteJSON writes the plan as one object, version 1 of the format, for
// programs that carry it out themselves. Findings are under their files, as in
// the output of validation; where one is an error there are no steps.
func (p *Plan) WriteJSON(out io.Writer, findings []*diag.Report) error {
	j := jsonPlan{Version: 1, Domain: p.Domain, UUID: p.Hierarchy.Guest.UUID, Steps: []jsonStep{}, Files: findings}
	if c := p.Hierarchy.Current; c != nil {
		j.Current = &c.Name
	}
	refused := slices.ContainsFunc(findings, func(r *diag.Report) bool { return diag.HasErrors(r.Diagnostics) })
	for _, step := range p.Steps {
		if !refused {
			j.Steps = append(j.Steps, stepJSON(step))
		}
	}
	return writeJSON(out, j)
}

func stepJSON(step Step) jsonStep {
	s, f := step.Snapshot, step.Forecast
	j := jsonStep{
		Name: s.Name, Flags: strings.Split(step.Flags.String(), ","), Value: uint32(step.Flags),
		Path: s.Document.File.Name(), Line: s.Document.File.Position(s.at.name.Start).Line, Document: string(s.Text()),
		Forecast: jsonForecast{string(f.Verdict), f.Message, string(f.Rule), f.Host},
	}
	if s.Parent != nil {
		j.Parent = &s.Parent.Name
	}
	return j
}
