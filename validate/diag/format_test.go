package diag_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	sarif "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xeipuuv/gojsonschema"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

const sampleFormats = "testdata/formats.txtar"

// reports is a document with findings of every kind, one without any, and one
// whose name and text make trouble in most formats.
func reports() []*diag.Report {
	document := source.NewFile("guest/a.xml", []byte("<a>\n  <b ü='\tx'/>\n  <c>\n  </c>\n</a>\n"))
	schema := source.NewFile("s.rnc", []byte("start = x"))
	odd := source.NewFile("", []byte("<a>\n日本語<b/> and a line that is longer than any terminal is wide, which is why a part of it must go\n</a>\n"))
	at := func(start, end int64) source.Range { return source.Range{Start: start, End: end} }
	return []*diag.Report{
		{Path: "guest/a.xml", File: document, Diagnostics: []*diag.Diagnostic{
			{
				Code: diag.DuplicateAttribute, Severity: diag.Error, Range: at(9, 11), Message: `attribute "ü" not allowed`, Element: "/a/b",
				Fixes: []diag.Fix{
					{Title: "remove it", Edits: []diag.Edit{{Range: at(8, 16)}}, Certain: true},
					{Title: `rename "ü" to "u"`, Edits: []diag.Edit{{Range: at(9, 11), Text: "u"}}},
				},
				Related: []diag.Related{{Range: at(0, 3), Message: "within this"}, {File: schema, Range: at(8, 9), Message: "says this"}},
			},
			{Code: diag.AttributeDefault, Severity: diag.Info, Range: at(23, 24), Message: "worth knowing"},
			{Code: diag.SuppressionUnused, Severity: diag.Warning, Range: at(22, 33), Message: "two lines, 100% wrong: a,b"},
			{Code: diag.SuppressionUnused, Severity: diag.Warning, Range: at(22, 33), Message: "two lines, 100% wrong: a,b"},
			{Code: "schema-undefined", Severity: diag.Warning, File: schema, Range: at(8, 9), Message: "not defined"},
		}},
		{Path: "./good.xml", File: document},
		{Path: "/tmp/100%: a,b\n<&\">.xml", File: odd, Diagnostics: []*diag.Diagnostic{
			{Code: diag.SuppressionUnused, Severity: diag.Error, Range: at(14, 15), Message: "control \x1b, break\r\n, tab\t, <b> & \"quotes\""},
		}},
	}
}

// write is what a format makes of some reports.
func write(t interface{ Fatal(...any) }, f diag.Format, rs []*diag.Report, o diag.WriterOptions) string {
	var out bytes.Buffer
	var sum diag.Summary
	w := f.New(&out, o)
	for _, r := range rs {
		sum.Add(r)
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// The archive shows what each format makes of the same reports.
func TestFormats(t *testing.T) {
	archive, err := txtar.ParseFile(sampleFormats)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	var files []txtar.File
	check := func(name, got string) {
		files = append(files, txtar.File{Name: name, Data: []byte(got)})
		if diff := cmp.Diff(want[name], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, f := range diag.Formats {
		check(f.Name, write(t, f, reports(), diag.WriterOptions{Version: "v1.2.3"}))
	}
	color, _ := diag.LookupFormat("text")
	check("text in colour", strings.ReplaceAll(write(t, color, reports(), diag.WriterOptions{Color: true}), "\x1b", "␛"))
	if *update {
		archive.Files = files
		if err := os.WriteFile(sampleFormats, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// Whatever paths, messages and documents hold, each format stays what its
// readers expect; so does the sample, and a run without any document.
func TestFormatsAreReadable(t *testing.T) {
	readers := map[string]func(t fataler, out string){
		"text": func(fataler, string) {}, "json": readJSON, "ndjson": readNDJSON, "sarif": sarifReader(t), "github": readGitHub, "gitlab": readGitLab,
		"checkstyle": reader(t, "testdata/checkstyle.rnc"), "junit": reader(t, "testdata/junit.rnc"),
	}
	for _, f := range diag.Formats {
		t.Run(f.Name, func(t *testing.T) {
			read, ok := readers[f.Name]
			if !ok {
				t.Fatal("nothing reads this format")
			}
			read(t, write(t, f, nil, diag.WriterOptions{}))
			read(t, write(t, f, reports(), diag.WriterOptions{Version: "v1.2.3"}))
			rapid.Check(t, func(t *rapid.T) {
				read(t, write(t, f, rapid.SliceOfN(rapid.Custom(randomReport), 0, 3).Draw(t, "reports"), diag.WriterOptions{}))
			})
		})
	}
}

type fataler interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func randomReport(t *rapid.T) *diag.Report {
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	document := text.Draw(t, "document")
	r := &diag.Report{Path: "a" + text.Draw(t, "path"), File: source.NewFile("", []byte(document))}
	for range rapid.IntRange(0, 3).Draw(t, "findings") {
		start := rapid.IntRange(0, len(document)).Draw(t, "start")
		end := rapid.IntRange(start, len(document)).Draw(t, "end")
		at := source.Range{Start: int64(start), End: int64(end)}
		r.Diagnostics = append(r.Diagnostics, &diag.Diagnostic{
			Code: diag.ElementNotAllowed, Severity: rapid.SampledFrom([]diag.Severity{diag.Error, diag.Warning, diag.Info}).Draw(t, "severity"),
			Range: at, Message: "m" + text.Draw(t, "message"), Element: "/" + text.Draw(t, "element"),
			Fixes:   []diag.Fix{{Title: "f", Edits: []diag.Edit{{Range: at, Text: text.Draw(t, "edit")}}}},
			Related: []diag.Related{{Range: at, Message: "r" + text.Draw(t, "related")}},
		})
	}
	return r
}

func readJSON(t fataler, out string) {
	var log struct {
		Version int
		Files   []struct {
			Path        string
			Diagnostics []struct{ Code, Message string }
		}
		Summary diag.Summary
	}
	if err := json.Unmarshal([]byte(out), &log); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if log.Version != 1 || log.Files == nil || log.Summary.Files != len(log.Files) {
		t.Fatalf("version %d, %d files, summary %+v", log.Version, len(log.Files), log.Summary)
	}
}

func readNDJSON(t fataler, out string) {
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	for i, line := range lines {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		if (object["summary"] != nil) != (i == len(lines)-1) || (object["path"] != nil) != (i < len(lines)-1) {
			t.Fatalf("line %d of %d: %s", i+1, len(lines), line)
		}
	}
}

// sarifReader checks a log by the JSON schema of SARIF 2.1.0, and asks go-sarif
// whether it knows all of it.
func sarifReader(t *testing.T) func(t fataler, out string) {
	schema, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(sarifSchema(t)))
	if err != nil {
		t.Fatal(err)
	}
	return func(t fataler, out string) {
		result, err := schema.Validate(gojsonschema.NewStringLoader(out))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range result.Errors() {
			t.Fatalf("%s in %s", e, out)
		}
		d := json.NewDecoder(strings.NewReader(out))
		d.DisallowUnknownFields()
		var log sarif.Report
		if err := d.Decode(&log); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		for _, result := range log.Runs[0].Results {
			if rule := log.Runs[0].Tool.Driver.Rules[result.RuleIndex]; *rule.ID != *result.RuleID {
				t.Fatalf("result %s has the rule %s", *result.RuleID, *rule.ID)
			}
		}
	}
}

// sarifSchema is the schema of the standard, which go-sarif has as a constant
// in its source.
func sarifSchema(t *testing.T) string {
	const pkg = "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", pkg).Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for node := range ast.Preorder(file) {
		if literal, ok := node.(*ast.BasicLit); ok && strings.Contains(literal.Value, "sarif-schema-2.1.0.json") {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
	}
	t.Fatal("no schema in " + pkg)
	return ""
}

// githubLine is the grammar of workflow commands: nothing in a property may
// be taken for the end of it, and nothing in the message for another line.
var githubLine = regexp.MustCompile(`^::(error|warning|notice) file=([^:,\r\n]+),line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z-]+::[^\r\n]+$`)

func readGitHub(t fataler, out string) {
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if !githubLine.MatchString(line) {
			t.Fatalf("not a workflow command: %q", line)
		}
		if strings.Contains(regexp.MustCompile(`%(25|0D|0A|3A|2C)`).ReplaceAllString(line, ""), "%") {
			t.Fatalf("a %% that is not escaped: %q", line)
		}
	}
}

func readGitLab(t fataler, out string) {
	var findings []struct {
		Description string
		CheckName   string `json:"check_name"`
		Fingerprint string
		Severity    string
		Location    struct {
			Path      string
			Positions struct{ Begin, End struct{ Line, Column int } }
		}
	}
	if err := json.Unmarshal([]byte(out), &findings); err != nil || findings == nil {
		t.Fatalf("%v in %s", err, out)
	}
	seen := map[string]bool{}
	for _, f := range findings {
		if f.Description == "" || f.CheckName == "" || len(f.Fingerprint) != 32 || !regexp.MustCompile(`^(info|minor|major)$`).MatchString(f.Severity) ||
			f.Location.Positions.Begin.Line < 1 || strings.HasPrefix(f.Location.Path, "./") {
			t.Fatalf("%+v", f)
		}
		if seen[f.Fingerprint] {
			t.Fatalf("fingerprint %s stands twice", f.Fingerprint)
		}
		seen[f.Fingerprint] = true
	}
}

// reader reads XML by a schema of our own.
func reader(t *testing.T, schema string) func(t fataler, out string) {
	v, faults, err := validate.CompileFile(schema, validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, faults)
	}
	return func(t fataler, out string) {
		for _, d := range v.Check(source.NewFile("report.xml", []byte(out))) {
			t.Fatalf("%s in %s", d.Message, out)
		}
	}
}

// Findings keep their fingerprints when lines move, and no two share one.
func TestFingerprints(t *testing.T) {
	at := func(line int, message string) *diag.Diagnostic {
		return &diag.Diagnostic{Code: "c", Element: "/a", Message: message, Range: source.At(int64(line))}
	}
	var before, after diag.Fingerprints
	first, second, other := before.Of("a.xml", at(1, "m")), before.Of("a.xml", at(2, "m")), before.Of("a.xml", at(3, "n"))
	elsewhere := before.Of("b.xml", at(1, "m"))
	if first == second || first == other || first == elsewhere {
		t.Error("two findings share a fingerprint")
	}
	if after.Of("a.xml", at(11, "m")) != first || after.Of("a.xml", at(12, "m")) != second {
		t.Error("a fingerprint changed with the line")
	}
}
