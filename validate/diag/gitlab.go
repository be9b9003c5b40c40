package diag

import (
	"encoding/json"
	"io"
	"path"
	"path/filepath"

	"github.com/snapxml/snapxml/validate/source"
)

// NewGitLab writes GitLab's code quality report: a list of findings, each with
// a fingerprint that does not depend on its line.
func NewGitLab(w io.Writer) Writer { return &gitlabWriter{w: w} }

type gitlabWriter struct {
	w      io.Writer
	begun  bool
	prints Fingerprints
}

type gitlabFinding struct {
	Description string         `json:"description"`
	CheckName   Code           `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path      string          `json:"path"`
	Positions gitlabPositions `json:"positions"`
}

type gitlabPositions struct {
	Begin gitlabPosition `json:"begin"`
	End   gitlabPosition `json:"end"`
}

type gitlabPosition struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// gitlabSeverities are the words that the report may use; it knows "critical"
// and "blocker" besides.
var gitlabSeverities = [...]string{Error: "major", Warning: "minor", Info: "info"}

func (g *gitlabWriter) Report(r *Report) error {
	for _, d := range r.Diagnostics {
		text, err := json.Marshal(g.finding(r, d))
		if err != nil {
			return err
		}
		before := ",\n"
		if !g.begun {
			before, g.begun = "[\n", true
		}
		if err := writeAll(g.w, before, string(text)); err != nil {
			return err
		}
	}
	return nil
}

func (g *gitlabWriter) Close(Summary) error {
	if !g.begun {
		return writeAll(g.w, "[]\n")
	}
	return writeAll(g.w, "\n]\n")
}

func (g *gitlabWriter) finding(r *Report, d *Diagnostic) gitlabFinding {
	file := r.FileOf(d)
	where := path.Clean(filepath.ToSlash(r.PathOf(file))) // "./" would hide the finding
	return gitlabFinding{
		Description: d.Message, CheckName: d.Code, Fingerprint: g.prints.Of(where, d),
		Severity: gitlabSeverities[d.Severity],
		Location: gitlabLocation{where, gitlabPositions{gitlabPlace(file, d.Range.Start), gitlabPlace(file, d.Range.End)}},
	}
}

func gitlabPlace(f *source.File, offset int64) gitlabPosition {
	p := f.Position(offset)
	return gitlabPosition{p.Line, p.Column}
}
