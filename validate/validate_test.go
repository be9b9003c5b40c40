package validate_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/export/relaxng"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/suppress"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// wantCorpus is the number of domainsnapshot documents in the corpus.
const wantCorpus = 145

// at compiles the schema of the format as a libvirt release knew it.
func at(t testing.TB, release string) *validate.Validator {
	t.Helper()
	version, err := schema.ParseVersion(release)
	if err != nil {
		t.Fatal(err)
	}
	var rng bytes.Buffer
	if err := relaxng.WriteXML(&rng, domainsnapshot.Model().At(version)); err != nil {
		t.Fatal(err)
	}
	v, faults, err := validate.Compile(source.NewFile(release+".rng", rng.Bytes()), validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, describe(faults))
	}
	return v
}

func texts(ds []*diag.Diagnostic) []string {
	var lines []string
	for _, d := range ds {
		lines = append(lines, d.Message)
	}
	return lines
}

// withoutExample is the codes that cannot have one, and why. What they say is
// tested where it is reported.
var withoutExample = func() map[diag.Code]string {
	const (
		large = "the example would be as large as the limit"
		files = "it takes several files"
	)
	return map[diag.Code]string{
		diag.ValueTooLong: large, diag.TooMany: large, diag.AttributeLimit: large, diag.DepthLimit: large, diag.DTDLimit: large,
		diag.NameLimit: large, diag.NamesLimit: large, diag.NamespaceLimit: large, diag.TagLimit: large,
		"schema-too-complex": large, "schema-too-deep": large, "schema-too-large": large, "schema-too-many-files": large,
		"schema-too-many-namespaces": large, "schema-too-many-patterns": large,
		"schema-include-cycle": files, "schema-include-not-grammar": files, "schema-include-too-deep": files,
		"schema-override-unknown": files,
		diag.Internal:             "there is no document that is known to bring it about",
		diag.SecondOpinion:        "only a build with libxml2 reports it",
		diag.EnginesDisagree:      "only a build with libxml2 reports it",
	}
}()

// The example of every code is given that code, and no other.
func TestCodeExamples(t *testing.T) {
	for _, e := range diag.Codes() {
		t.Run(string(e.Code), func(t *testing.T) {
			if e.Summary == "" || e.Doc == "" {
				t.Error("not documented")
			}
			if e.Example.Source != "" || e.Example.Config != "" || e.Example.Snapshots != "" {
				return // run by the tests of gosrc, of config and of hierarchy
			}
			if e.Example == (diag.Example{}) {
				if withoutExample[e.Code] == "" {
					t.Error("no example")
				}
				return
			}
			if withoutExample[e.Code] != "" {
				t.Error("listed as having no example, but it has one")
			}
			found := findings(t, e.Example)
			if len(found) != 1 || found[0].Code != e.Code {
				t.Errorf("the example is given %v", describe(found))
			}
		})
	}
}

func describe(ds []*diag.Diagnostic) []string {
	var lines []string
	for _, d := range ds {
		lines = append(lines, string(d.Code)+": "+d.Message)
	}
	return lines
}

// findings runs an example: a document alone, for what is not well-formed, or
// against a schema; or a schema alone.
func findings(t *testing.T, x diag.Example) []*diag.Diagnostic {
	o := validate.Options{CheckIDs: true, ReportDefaults: true}
	o.Rules = exampleQuestion(t, x)
	v := annotated(t, nil, o.Rules)
	if found := validate.WellFormed(validate.Options{}).Check(source.NewFile("document.xml", []byte(x.Document))); len(found) > 0 && x.Document != "" {
		return found
	}
	if x.Schema != "" {
		var faults []*diag.Diagnostic
		var err error
		v, faults, err = validate.Compile(source.NewFile("schema", []byte(x.Schema)), o)
		if err != nil {
			t.Fatal(err)
		}
		if v == nil || x.Document == "" {
			return faults
		}
	}
	found := v.Check(source.NewFile("document.xml", []byte(x.Document)))
	comments, err := suppress.Find(strings.NewReader(x.Document), xmlscan.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	found, _ = comments.Filter(found, true)
	return found
}

// exampleQuestion is what an example asks of annotations.
func exampleQuestion(t *testing.T, x diag.Example) rules.Options {
	o := rules.Options{Target: rules.Release(x.Target)}
	if x.Purpose != "" {
		purpose, err := rules.ParsePurpose(x.Purpose)
		if err != nil {
			t.Fatal(err)
		}
		o.Purpose = purpose
	}
	return o
}

// A document with very many mistakes is read to its end in a time that does
// not depend on how many there are.
func TestTooMany(t *testing.T) {
	doc := source.NewFile("many.xml", []byte("<domainsnapshot>"+strings.Repeat("<zz/>", 200_000)+"<a></b></domainsnapshot>"))
	found := builtin(t).Check(doc)
	if len(found) != 102 || found[100].Code != diag.TooMany || found[101].Code != diag.TagMismatch {
		t.Errorf("%d diagnostics, the last %v", len(found), describe(found[max(0, len(found)-2):]))
	}
}

// What an entity stands for that is declared where nothing is read is unknown,
// so nothing is said against it.
func TestUnreadEntities(t *testing.T) {
	doc := source.NewFile("entities.xml", []byte(`<!DOCTYPE domainsnapshot SYSTEM "far-away.dtd">
<domainsnapshot><state>&state;</state><memory snapshot="&mode;" file="/ram"/><disks><disk name="&disk;" snapshot="no"/></disks></domainsnapshot>`))
	if found := builtin(t).Check(doc); len(found) > 0 {
		t.Errorf("found %v", describe(found))
	}
}
