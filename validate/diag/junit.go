package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// NewJUnit writes the XML report of JUnit as build servers read it: a test
// suite for each document with a test case for each finding, failed if it is
// an error. A document without findings is one test case that passed.
func NewJUnit(w io.Writer) Writer { return &junitWriter{w: w} }

type junitWriter struct {
	w     io.Writer
	begun bool
}

const junitHead = xmlHead + "<testsuites name=\"snapxml\">\n"

func (j *junitWriter) Report(r *Report) error {
	var b strings.Builder
	j.begin(&b)
	failures := 0
	for _, d := range r.Diagnostics {
		if d.Severity == Error {
			failures++
		}
	}
	fmt.Fprintf(&b, "  <testsuite name=%s tests=\"%d\" failures=\"%d\" errors=\"0\">\n", xmlAttr(r.Path), max(1, len(r.Diagnostics)), failures)
	if len(r.Diagnostics) == 0 {
		fmt.Fprintf(&b, "    <testcase classname=%s name=\"valid\"/>\n", xmlAttr(r.Path))
	}
	for _, d := range r.Diagnostics {
		junitCase(&b, r, d)
	}
	b.WriteString("  </testsuite>\n")
	return writeAll(j.w, b.String())
}

// junitCase writes a finding, with the text output for it as details.
func junitCase(b *strings.Builder, r *Report, d *Diagnostic) {
	name := fmt.Sprintf("%s at %s", d.Code, r.FileOf(d).Position(d.Range.Start))
	fmt.Fprintf(b, "    <testcase classname=%s name=%s>\n", xmlAttr(r.Path), xmlAttr(name))
	var details bytes.Buffer
	_ = NewText(&details).Report(&Report{Path: r.Path, File: r.File, Diagnostics: []*Diagnostic{d}}) // memory takes everything
	if d.Severity == Error {
		fmt.Fprintf(b, "      <failure type=%s message=%s>%s</failure>\n", xmlAttr(string(d.Code)), xmlAttr(d.Message), xmlText(details.String()))
	} else {
		fmt.Fprintf(b, "      <system-out>%s</system-out>\n", xmlText(details.String()))
	}
	b.WriteString("    </testcase>\n")
}

func (j *junitWriter) Close(Summary) error {
	var b strings.Builder
	j.begin(&b)
	b.WriteString("</testsuites>\n")
	return writeAll(j.w, b.String())
}

func (j *junitWriter) begin(b *strings.Builder) {
	if !j.begun {
		b.WriteString(junitHead)
	}
	j.begun = true
}
