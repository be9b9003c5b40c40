package diag

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// NewGitHub writes workflow commands, which GitHub Actions turns into
// annotations beside the lines of a change:
//
//	::error file=a.xml,line=2,endLine=2,col=4,endColumn=9,title=element-not-allowed::element …
//
// Columns are given only for a range within one line, as its interface asks.
func NewGitHub(w io.Writer) Writer { return githubWriter{w} }

type githubWriter struct{ w io.Writer }

func (g githubWriter) Report(r *Report) error {
	for _, d := range r.Diagnostics {
		if _, err := io.WriteString(g.w, githubCommand(r, d)); err != nil {
			return err
		}
	}
	return nil
}

func (g githubWriter) Close(Summary) error { return nil }

// githubCommands are the names of the commands.
var githubCommands = [...]string{Error: "error", Warning: "warning", Info: "notice"}

func githubCommand(r *Report, d *Diagnostic) string {
	file := r.FileOf(d)
	start, end := file.Position(d.Range.Start), file.Position(d.Range.End)
	columns := ""
	if start.Line == end.Line {
		columns = fmt.Sprintf(",col=%d,endColumn=%d", start.Column, end.Column)
	}
	return fmt.Sprintf("::%s file=%s,line=%d,endLine=%d%s,title=%s::%s\n", githubCommands[d.Severity],
		githubProperty.Replace(filepath.ToSlash(r.PathOf(file))), start.Line, end.Line, columns,
		githubProperty.Replace(string(d.Code)), githubData.Replace(githubMessage(r, d)))
}

// githubMessage is the message with what else there is to say, one below the
// other.
func githubMessage(r *Report, d *Diagnostic) string {
	text := d.Message
	for _, rel := range d.Related {
		other := rel.File
		if other == nil {
			other = r.FileOf(d)
		}
		text += fmt.Sprintf("\n%s:%s: %s", r.PathOf(other), other.Position(rel.Range.Start), rel.Message)
	}
	for _, fix := range d.Fixes {
		text += "\nfix: " + fix.Title
	}
	return text
}

// What workflow commands escape: in the message, and in properties.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
