package diag

import (
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
)

// NewSARIF writes a log of the Static Analysis Results Interchange Format
// 2.1.0 (OASIS) with one run. Each result is written at once; the tool, whose
// rules are the codes that were reported, comes last. The version is the
// tool's.
func NewSARIF(w io.Writer, version string) Writer {
	return &sarifWriter{w: w, version: version, rules: map[Code]int{}}
}

type sarifWriter struct {
	w       io.Writer
	version string
	begun   bool
	used    []Entry
	rules   map[Code]int // place in used
	prints  Fingerprints
}

// sarifHead is the log up to the first result. The schema is the one that
// OASIS publishes; columns count code points (§3.14.17).
const sarifHead = `{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "columnKind": "unicodeCodePoints",
      "results": [`

func (s *sarifWriter) Report(r *Report) error {
	for _, d := range r.Diagnostics {
		before := ",\n        "
		if !s.begun {
			before = sarifHead + "\n        "
		}
		s.begun = true
		if err := writeAll(s.w, before, indented(s.result(r, d), "        ")); err != nil {
			return err
		}
	}
	return nil
}

func (s *sarifWriter) Close(sum Summary) error {
	before := "\n      ]"
	if !s.begun {
		before = sarifHead + "]"
	}
	invocations := []sarifInvocation{{ExecutionSuccessful: sum.Unread == 0}}
	return writeAll(s.w, before,
		",\n      \"invocations\": ", indented(invocations, "      "),
		",\n      \"tool\": ", indented(s.tool(), "      "), "\n    }\n  ]\n}\n")
}

// The objects of the standard, with the properties that are used here.
type (
	sarifResult struct {
		RuleID              Code              `json:"ruleId"`
		RuleIndex           int               `json:"ruleIndex"`
		Level               string            `json:"level"`
		Message             sarifMessage      `json:"message"`
		Locations           []sarifLocation   `json:"locations"`
		RelatedLocations    []sarifLocation   `json:"relatedLocations,omitempty"`
		PartialFingerprints map[string]string `json:"partialFingerprints"`
		Fixes               []sarifFix        `json:"fixes,omitempty"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifMessage  `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
		Kind               string `json:"kind"`
	}
	sarifFix struct {
		Description sarifMessage          `json:"description"`
		Changes     []sarifArtifactChange `json:"artifactChanges"`
	}
	sarifArtifactChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifContent `json:"insertedContent"`
	}
	sarifContent struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		ExecutionSuccessful bool `json:"executionSuccessful"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               Code         `json:"id"`
		ShortDescription sarifMessage `json:"shortDescription"`
		Help             sarifMessage `json:"help"`
	}
)

// sarifLevels are the levels of results (§3.27.10).
var sarifLevels = [...]string{Error: "error", Warning: "warning", Info: "note"}

func (s *sarifWriter) result(r *Report, d *Diagnostic) sarifResult {
	file := r.FileOf(d)
	where := sarifPlace(r, file, d.Range)
	if d.Element != "" {
		where.Logical = []sarifLogical{{d.Element, "element"}}
	}
	result := sarifResult{
		RuleID: d.Code, RuleIndex: s.rule(d.Code), Level: sarifLevels[d.Severity], Message: sarifMessage{Text: d.Message},
		Locations:           []sarifLocation{where},
		PartialFingerprints: map[string]string{"snapxml/v1": s.prints.Of(r.PathOf(file), d)},
	}
	for i, rel := range d.Related {
		other := rel.File
		if other == nil {
			other = file
		}
		place := sarifPlace(r, other, rel.Range)
		place.ID, place.Message = i+1, &sarifMessage{Text: rel.Message}
		result.RelatedLocations = append(result.RelatedLocations, place)
	}
	for _, fix := range d.Fixes {
		result.Fixes = append(result.Fixes, fixSARIF(file, where.Physical.Artifact, fix))
	}
	return result
}

func fixSARIF(file *source.File, artifact sarifArtifact, fix Fix) sarifFix {
	change := sarifArtifactChange{Artifact: artifact}
	for _, e := range fix.Edits {
		change.Replacements = append(change.Replacements, sarifReplacement{regionSARIF(file, e.Range), sarifContent{e.Text}})
	}
	return sarifFix{sarifMessage{Text: fix.Title}, []sarifArtifactChange{change}}
}

func sarifPlace(r *Report, file *source.File, at source.Range) sarifLocation {
	return sarifLocation{Physical: sarifPhysical{sarifArtifact{fileURI(r.PathOf(file))}, regionSARIF(file, at)}}
}

func regionSARIF(file *source.File, r source.Range) sarifRegion {
	start, end := file.Position(r.Start), file.Position(r.End)
	return sarifRegion{start.Line, start.Column, end.Line, end.Column}
}

// fileURI is a path as a URI: an absolute one with the scheme "file", any
// other as a reference relative to where the tool ran.
func fileURI(path string) string {
	slashed := filepath.ToSlash(path)
	u := url.URL{Path: slashed}
	if filepath.IsAbs(path) {
		u = url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(slashed, "/")}
	}
	return u.String()
}

// rule is the place of a code among the rules of the tool.
func (s *sarifWriter) rule(code Code) int {
	i, known := s.rules[code]
	if !known {
		i = len(s.used)
		s.rules[code] = i
		entry, ok := Lookup(code)
		if !ok {
			entry = Entry{Code: code, Summary: string(code), Doc: string(code)}
		}
		s.used = append(s.used, entry)
	}
	return i
}

func (s *sarifWriter) tool() sarifTool {
	driver := sarifDriver{Name: "snapxml", Version: s.version, Rules: []sarifRule{}}
	for _, e := range s.used {
		driver.Rules = append(driver.Rules, sarifRule{e.Code, sarifMessage{Text: e.Summary}, sarifMessage{Text: e.Doc, Markdown: e.Doc}})
	}
	return sarifTool{driver}
}
