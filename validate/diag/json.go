package diag

import (
	"encoding/json"
	"io"

	"github.com/snapxml/snapxml/validate/source"
)

// NewJSON writes one object with all reports, version 1 of the format that
// the command line promises: lines and columns count from 1, columns in code
// points, offsets in bytes.
func NewJSON(w io.Writer) Writer {
	return &jsonWriter{w: w, out: jsonOutput{Version: 1, Files: []jsonFile{}}}
}

type jsonWriter struct {
	w   io.Writer
	out jsonOutput
}

type jsonOutput struct {
	Version int        `json:"version"`
	Files   []jsonFile `json:"files"`
	Summary Summary    `json:"summary"`
}

type jsonFile struct {
	Path        string           `json:"path"`
	Valid       bool             `json:"valid"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
}

type jsonDiagnostic struct {
	Code     Code          `json:"code"`
	Severity string        `json:"severity"`
	Path     string        `json:"path,omitempty"` // of another file than the document: a schema
	Range    jsonRange     `json:"range"`
	Message  string        `json:"message"`
	Element  string        `json:"element,omitempty"`
	Fixes    []jsonFix     `json:"fixes,omitempty"`
	Related  []jsonRelated `json:"related,omitempty"`
}

type jsonRange struct {
	Start source.Position `json:"start"`
	End   source.Position `json:"end"`
}

type jsonFix struct {
	Title string     `json:"title"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Range jsonRange `json:"range"`
	Text  string    `json:"text"`
}

type jsonRelated struct {
	Path    string    `json:"path"`
	Range   jsonRange `json:"range"`
	Message string    `json:"message"`
}

func (j *jsonWriter) Report(r *Report) error {
	j.out.Files = append(j.out.Files, fileJSON(r))
	return nil
}

func (j *jsonWriter) Close(s Summary) error {
	j.out.Summary = s
	e := json.NewEncoder(j.w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(j.out)
}

func fileJSON(r *Report) jsonFile {
	f := jsonFile{Path: r.Path, Valid: r.Valid(), Diagnostics: []jsonDiagnostic{}}
	for _, d := range r.Diagnostics {
		f.Diagnostics = append(f.Diagnostics, diagnosticJSON(r, d))
	}
	return f
}

func diagnosticJSON(r *Report, d *Diagnostic) jsonDiagnostic {
	file := r.FileOf(d)
	j := jsonDiagnostic{
		Code: d.Code, Severity: d.Severity.String(), Message: d.Message, Element: d.Element,
		Range: rangeJSON(file, d.Range),
	}
	if path := r.PathOf(file); path != r.Path {
		j.Path = path
	}
	for _, fix := range d.Fixes {
		edits := make([]jsonEdit, len(fix.Edits))
		for i, e := range fix.Edits {
			edits[i] = jsonEdit{rangeJSON(file, e.Range), e.Text}
		}
		j.Fixes = append(j.Fixes, jsonFix{fix.Title, edits})
	}
	for _, rel := range d.Related {
		other := rel.File
		if other == nil {
			other = file
		}
		j.Related = append(j.Related, jsonRelated{r.PathOf(other), rangeJSON(other, rel.Range), rel.Message})
	}
	return j
}

func rangeJSON(f *source.File, r source.Range) jsonRange {
	return jsonRange{f.Position(r.Start), f.Position(r.End)}
}
