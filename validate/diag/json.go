package diag

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
)

// NewJSON writes one object with all reports, version 1 of the format that
// the command line promises: lines and columns count from 1, columns in code
// points, offsets in bytes. Each report is written at once, so that memory does
// not grow with their number.
func NewJSON(w io.Writer) Writer { return &jsonWriter{w: w} }

type jsonWriter struct {
	w     io.Writer
	begun bool // the list of files has a member
}

// jsonHead is the object up to its first file.
const jsonHead = "{\n  \"version\": 1,\n  \"files\": ["

type jsonFile struct {
	Path        string           `json:"path"`
	Valid       bool             `json:"valid"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Libvirt     *Forecast        `json:"libvirt,omitempty"`
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
	Prose    string        `json:"prose,omitempty"`
}

type jsonRange struct {
	Start source.Position `json:"start"`
	End   source.Position `json:"end"`
}

type jsonFix struct {
	Title   string     `json:"title"`
	Edits   []jsonEdit `json:"edits"`
	Certain bool       `json:"certain,omitempty"`
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
	before := ",\n    "
	if !j.begun {
		before = jsonHead + "\n    "
	}
	j.begun = true
	return writeAll(j.w, before, indented(fileJSON(r), "    "))
}

func (j *jsonWriter) Close(s Summary) error {
	before := "\n  ]"
	if !j.begun {
		before = jsonHead + "]"
	}
	return writeAll(j.w, before, ",\n  \"summary\": ", indented(s, "  "), "\n}\n")
}

// indented is a value of one of the types here as JSON over several lines,
// with a prefix before each line but the first. Such a value always has a form
// in JSON.
func indented(v any, prefix string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetIndent(prefix, "  ")
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n")
}

// writeAll writes the parts as one.
func writeAll(w io.Writer, parts ...string) error {
	_, err := io.WriteString(w, strings.Join(parts, ""))
	return err
}

// MarshalJSON is the report as [NewJSON] writes it among others.
func (r *Report) MarshalJSON() ([]byte, error) { return json.Marshal(fileJSON(r)) }

func fileJSON(r *Report) jsonFile {
	f := jsonFile{Path: r.Path, Valid: r.Valid(), Diagnostics: []jsonDiagnostic{}, Libvirt: r.Forecast}
	for _, d := range r.Diagnostics {
		f.Diagnostics = append(f.Diagnostics, diagnosticJSON(r, d))
	}
	return f
}

func diagnosticJSON(r *Report, d *Diagnostic) jsonDiagnostic {
	file := r.FileOf(d)
	j := jsonDiagnostic{
		Code: d.Code, Severity: d.Severity.String(), Message: d.Message, Element: d.Element, Prose: d.Prose,
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
		j.Fixes = append(j.Fixes, jsonFix{fix.Title, edits, fix.Certain})
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
