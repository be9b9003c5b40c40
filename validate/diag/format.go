package diag

import "io"

// A Writer writes reports in one output format.
type Writer interface {
	// Report writes what was found in one document. The reports come in the
	// order of the documents, each document once.
	Report(r *Report) error
	// Close writes what comes after the last report, so that the output is
	// complete however early the run ended.
	Close(s Summary) error
}

// WriterOptions say how a [Format] writes. The zero value is useful.
type WriterOptions struct {
	Color   bool   // for a terminal that knows the escape sequences of ECMA-48
	Version string // of the tool, for formats that name it
}

// A Format is one output format.
type Format struct {
	Name string
	Doc  string // what it is for, lower case, no full stop
	New  func(w io.Writer, o WriterOptions) Writer
}

// Formats is every output format, the one for people first.
var Formats = []Format{
	{"text", "for people: each finding with its line, underlined", func(w io.Writer, o WriterOptions) Writer {
		if o.Color {
			return NewColorText(w)
		}
		return NewText(w)
	}},
	{"json", "one JSON object with all documents", func(w io.Writer, _ WriterOptions) Writer { return NewJSON(w) }},
	{"ndjson", "one line of JSON for each document, then the summary", func(w io.Writer, _ WriterOptions) Writer { return NewNDJSON(w) }},
	{"sarif", "SARIF 2.1.0, for code scanning", func(w io.Writer, o WriterOptions) Writer { return NewSARIF(w, o.Version) }},
	{"github", "workflow commands that GitHub Actions shows beside the code", func(w io.Writer, _ WriterOptions) Writer { return NewGitHub(w) }},
	{"gitlab", "GitLab's code quality report", func(w io.Writer, _ WriterOptions) Writer { return NewGitLab(w) }},
	{"checkstyle", "Checkstyle's XML, which most build servers read", func(w io.Writer, _ WriterOptions) Writer { return NewCheckstyle(w) }},
	{"junit", "JUnit's XML, one test suite for each document", func(w io.Writer, _ WriterOptions) Writer { return NewJUnit(w) }},
}

// FormatNames is the names of the [Formats], in their order.
func FormatNames() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}

// LookupFormat is the format of a name.
func LookupFormat(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
