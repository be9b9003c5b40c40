package validate_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libxml2"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A difference is a golden in testdata/differential: the smallest schema and
// document on which validators disagree in some way. Its comment says who is
// wrong, and why.
type difference struct {
	verdicts map[string]string // of native, jing and libxml2: valid, invalid, refused (the schema), none
	name     string            // of the deviation of libxml2; "refused" for one about schemas, "" if libxml2 is right
	trial
}

var verdictLine = regexp.MustCompile(`(?m)^(native|jing|libxml2|deviation): (\S+)$`)

// readDifferences reads the goldens by name.
func readDifferences(t *testing.T) map[string]*difference {
	t.Helper()
	all := map[string]*difference{}
	paths, err := filepath.Glob("testdata/differential/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := &difference{verdicts: map[string]string{}}
		for _, m := range verdictLine.FindAllStringSubmatch(string(a.Comment), -1) {
			d.verdicts[m[1]] = m[2]
		}
		d.name = d.verdicts["deviation"]
		dir := t.TempDir()
		for _, f := range a.Files {
			path := writeFile(t, filepath.Join(dir, f.Name), []byte(strings.TrimSuffix(string(f.Data), "\n")))
			if filepath.Ext(f.Name) == ".xml" {
				d.documents = []string{path}
			}
		}
		d.schema = filepath.Join(dir, "schema.rng")
		all[strings.TrimSuffix(filepath.Base(path), ".txtar")] = d
	}
	return all
}

// verdict is what a judgement says of the only document.
func (d *difference) verdict(j *judgement, err error) string {
	switch {
	case err != nil:
		return "none"
	case !j.correct():
		return "refused"
	case !j.valid(d.documents[0]):
		return "invalid"
	}
	return "valid"
}

// The known disagreements are as they are recorded, and libxml2's faults among
// them are told by name.
func TestDifferences(t *testing.T) {
	seen := map[string]bool{"other-limits": true} // needs a document of megabytes; see package libxml2
	for name, d := range readDifferences(t) {
		seen[d.name] = true
		t.Run(name, func(t *testing.T) {
			if got := d.verdict(d.judge(t), nil); got != d.verdicts["native"] {
				t.Errorf("the validator says %s; recorded is %s", got, d.verdicts["native"])
			}
			if d.name != "refused" {
				if got := d.deviation(t); got != d.name {
					t.Errorf("the deviation is told to be %q, want %q", got, d.name)
				}
			}
			for peer, run := range map[string]peer{"jing": runJing, "libxml2": runXmllint} {
				t.Run(peer, func(t *testing.T) {
					t.Parallel()
					peers.Tool(t, map[string]string{"jing": "jing", "libxml2": "xmllint"}[peer])
					if got := d.verdict(run(d.schema, d.documents)); got != d.verdicts[peer] {
						t.Errorf("%s says %s; recorded is %s", peer, got, d.verdicts[peer])
					}
				})
			}
		})
	}
	for _, known := range libxml2.Deviations() {
		if !seen[known.Name] {
			t.Errorf("there is no golden for the deviation %q", known.Name)
		}
	}
}

// deviation is the name of what explains that libxml2 gives the recorded
// verdict, "" if nothing does.
func (d *difference) deviation(t *testing.T) string {
	t.Helper()
	c := newCase(t, &d.trial, d.documents[0], d.verdicts["libxml2"] == "invalid")
	if d.verdicts["libxml2"] == "none" {
		c.Err = map[string]error{"crash": libxml2.ErrCrash, "no-verdict": libxml2.ErrNoVerdict}[d.name]
	}
	known := libxml2.Known(c)
	if known == nil {
		return ""
	}
	return known.Name
}

// newCase is the case of a document that libxml2 judges otherwise, as the
// validator has it.
func newCase(t testing.TB, x *trial, document string, refused bool) libxml2.Case {
	t.Helper()
	o := validate.Options{}.SyntaxOptions()
	p, faults, err := syntax.Load(x.schema, o)
	if err != nil || diag.HasErrors(faults) {
		t.Fatal(err, describe(faults))
	}
	c := libxml2.Case{Written: []*syntax.Pattern{p}, Document: xmlscan.NewFile(document, readFile(t, document))}
	o.Referred = func(_ *source.File, to *syntax.Pattern) { c.Written = append(c.Written, to) }
	if c.Schema, faults, err = syntax.Simplify(p, o); err != nil || diag.HasErrors(faults) {
		t.Fatal(err, describe(faults))
	}
	v, _, _ := validate.CompileFile(x.schema, validate.Options{})
	c.Native = v.Check(c.Document)
	if refused {
		c.Libxml2 = []*diag.Diagnostic{diag.Errorf(diag.SecondOpinion, source.Range{}, "libxml2 says so")}
		if depth := strings.Count(string(c.Document.Bytes()), "<a>"); depth > 256 {
			c.Libxml2 = []*diag.Diagnostic{diag.Errorf(diag.DepthLimit, source.Range{}, "%s", fmt.Sprint(depth))}
		}
	}
	return c
}
