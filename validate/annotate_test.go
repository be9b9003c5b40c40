package validate_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
)

// annotated compiles the built-in schema, or one that is given, with questions
// to its annotations.
func annotated(t testing.TB, text []byte, r rules.Options) *validate.Validator {
	t.Helper()
	return asking(t, text, validate.Options{Rules: r})
}

func asking(t testing.TB, text []byte, o validate.Options) *validate.Validator {
	t.Helper()
	file := source.NewFile("schema.rnc", text)
	if text == nil {
		file = source.NewFile("domainsnapshot.rng", domainsnapshot.RNG())
		o.Rules.Product = "libvirt"
	}
	v, faults, err := validate.Compile(file, o)
	if err != nil || v == nil || len(faults) > 0 {
		t.Fatal(err, describe(faults))
	}
	return v
}

// Each archive in testdata/rules holds documents, perhaps a schema.rnc (else
// the built-in one is meant), and files with what the text output says of a
// document. Their names hold the question: "disk.xml target 1.0.0",
// "disk.xml purpose create", "disk.xml explain", or several of these.
func TestRules(t *testing.T) {
	archives, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testRules(t, path) })
	}
}

func testRules(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]txtar.File{}
	for i, f := range archive.Files {
		name, question, asked := strings.Cut(f.Name, " ")
		if !asked {
			docs[f.Name] = f
			continue
		}
		v := asking(t, docs["schema.rnc"].Data, parseQuestion(t, question))
		got := render(t, v, docs[name])
		if diff := cmp.Diff(string(f.Data), got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		archive.Files[i].Data = []byte(got)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// parseQuestion reads "target 1.0.0 purpose create explain".
func parseQuestion(t *testing.T, question string) (o validate.Options) {
	t.Helper()
	var err error
	words := strings.Fields(question)
	for len(words) > 0 && err == nil {
		word := words[0]
		words = words[1:]
		switch {
		case word == "explain":
			o.Explain = true
		case word == "target" && len(words) > 0:
			o.Rules.Target, err = rules.ParseRelease(words[0])
			words = words[1:]
		case word == "purpose" && len(words) > 0:
			o.Rules.Purpose, err = rules.ParsePurpose(words[0])
			words = words[1:]
		default:
			err = fmt.Errorf("%q is no question", word)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// releases are those that the model speaks of, in order, from the one that
// brought the format to one after the last.
func releases(m *schema.Model) []schema.Version {
	all := map[schema.Version]bool{{Major: 99}: true}
	add := func(f schema.Facts) {
		all[f.Since], all[f.Until] = true, true
	}
	for _, t := range m.Types {
		add(t.Facts)
		for _, f := range t.Fields {
			add(f.Facts)
		}
		for _, v := range t.Values {
			add(v.Facts)
		}
	}
	delete(all, schema.Version{})
	return slices.SortedFunc(maps.Keys(all), schema.Version.Compare)
}

// A document is valid for a target by the annotations of the whole schema if
// and only if it is valid by the schema that the model gives for that release:
// every document of the corpus, and mutants of it, with every release that the
// model speaks of. Each finding that needs a release is gone with that release
// as the target.
func TestTargetIsModelAt(t *testing.T) {
	var docs []*source.File
	for _, doc := range peers.Corpus(t) {
		docs = append(docs, source.NewFile(doc.Name, doc.Text))
	}
	docs = append(docs, sinceDocuments(t)...)
	versions := releases(domainsnapshot.Model())
	if len(versions) < 20 {
		t.Fatalf("%d releases in the model", len(versions))
	}
	codes := map[diag.Code]int{}
	for _, version := range versions {
		release := version.String()
		plain := at(t, release)
		v := annotated(t, nil, rules.Options{Target: rules.Release(release)})
		for _, doc := range docs {
			want, got := plain.Check(doc), v.Check(doc)
			if diag.HasErrors(want) != diag.HasErrors(got) {
				t.Errorf("%s at %s: the model's schema finds %v; the annotations find %v", doc.Name(), release, describe(want), describe(got))
			}
			for _, d := range got {
				codes[d.Code]++
			}
		}
	}
	if codes[diag.NotYetKnown] < 100 {
		t.Errorf("only %d findings of what is not yet known", codes[diag.NotYetKnown])
	}
	t.Logf("%d releases, %d documents: %v", len(versions), len(docs), codes)
}

// The releases that the annotations speak of are those of the model.
func TestReleases(t *testing.T) {
	var want []rules.Release
	for _, version := range releases(domainsnapshot.Model()) {
		if version.Major < 99 {
			want = append(want, rules.Release(version.String()))
		}
	}
	if diff := cmp.Diff(want, annotated(t, nil, rules.Options{Target: "1.0"}).Releases()); diff != "" {
		t.Errorf("-model +annotations:\n%s", diff)
	}
	if got := builtin(t).Releases(); got != nil {
		t.Errorf("without a question: %v", got)
	}
}

// With a target that has everything a schema says the same as without one.
func TestTargetNewest(t *testing.T) {
	plain, v := builtin(t), annotated(t, nil, rules.Options{Target: rules.Release(schema.Newest.String())})
	for _, doc := range peers.Corpus(t) {
		file := source.NewFile(doc.Name, doc.Text)
		if diff := cmp.Diff(describe(plain.Check(file)), describe(v.Check(file))); diff != "" {
			t.Errorf("%s (-without a target +with):\n%s", doc.Name, diff)
		}
	}
}

// Every part of the format that came later than what it stands in is reported,
// by its own name and release, when a document with it is checked for the
// release before.
func TestEverySinceIsFound(t *testing.T) {
	versions := releases(domainsnapshot.Model())
	found := map[string]bool{}
	for i, version := range versions[1:] {
		before := versions[i].String()
		v := annotated(t, nil, rules.Options{Target: rules.Release(before)})
		needs := " needs libvirt " + version.String() + "; the target is " + before
		for _, doc := range sinceDocuments(t) {
			for _, d := range v.Check(doc) {
				if what, ok := strings.CutSuffix(d.Message, needs); ok && d.Code == diag.NotYetKnown {
					found[what+" "+version.String()] = true
				}
			}
		}
	}
	for _, part := range youngParts(domainsnapshot.Model(), versions[0]) {
		if !found[part] {
			t.Errorf("%s is never found", part)
		}
	}
}

// neverFound are parts that are younger than what they stand in, and older than
// the release before which nothing was said against their place.
var neverFound = []string{
	`value "disk-snapshot" of element "state" 0.9.5`, // until then any state was taken
}

// youngParts are the parts of a model that came later than what they stand in,
// each with its release: `element "memory" 1.0.1`.
func youngParts(m *schema.Model, first schema.Version) []string {
	var parts []string
	for _, e := range m.Entries().All {
		for _, d := range e.Declarations {
			since := d.Facts().Since
			with := func(t *schema.Type) bool { return t != nil && since.Compare(t.Since) <= 0 }
			if since.Compare(first) <= 0 || with(d.Type) || slices.ContainsFunc(d.Variant, with) {
				continue
			}
			if part := partName(e.ID) + " " + since.String(); !slices.Contains(parts, part) && !slices.Contains(neverFound, part) {
				parts = append(parts, part)
			}
		}
	}
	return parts
}

// partName is what messages call the entry of that ID.
func partName(id string) string {
	path, value, isValue := strings.Cut(id, "=")
	last := path[strings.LastIndex(path, "/")+1:]
	name, isAttribute := strings.CutPrefix(last, "@")
	what := fmt.Sprintf("element %q", name)
	if isAttribute {
		what = fmt.Sprintf("attribute %q", name)
	}
	if isValue {
		return fmt.Sprintf("value %q of %s", value, what)
	}
	return what
}

// sinceDocuments are valid documents that together have all that is younger
// than the format itself.
func sinceDocuments(t *testing.T) []*source.File {
	archive, err := txtar.ParseFile("testdata/since.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var docs []*source.File
	for _, f := range archive.Files {
		doc := source.NewFile(f.Name, f.Data)
		if found := builtin(t).Check(doc); len(found) > 0 {
			t.Fatalf("%s: %v", f.Name, describe(found))
		}
		docs = append(docs, doc)
	}
	return docs
}

// Without questions, and with questions that a schema has no answers to,
// nothing is said beyond the grammar.
func TestRulesWithoutAnnotations(t *testing.T) {
	grammar := []byte(`start = element a { attribute x { "1" | "2" }, element b { text }* }`)
	plain := compile(t, grammar)
	v := asking(t, grammar, validate.Options{Rules: rules.Options{Target: "1.0", Purpose: rules.Redefine}, Explain: true})
	for _, text := range []string{`<a x="1"><b/></a>`, `<a><c/></a>`, `<a x="3">text</a>`} {
		file := source.NewFile("document.xml", []byte(text))
		if diff := cmp.Diff(plain.Check(file), v.Check(file), cmp.AllowUnexported(source.File{})); diff != "" {
			t.Errorf("%s (-without questions +with):\n%s", text, diff)
		}
	}
}

// Checkers with rules are reusable: a document gets the same findings whatever
// was checked before. What annotations say of it is the same when it is read as
// a stream.
func TestRulesReset(t *testing.T) {
	v := asking(t, nil, validate.Options{Rules: rules.Options{Target: "0.9.5", Purpose: rules.Redefine}, Explain: true})
	one := v.NewChecker()
	for _, doc := range peers.Corpus(t) {
		file := source.NewFile(doc.Name, doc.Text)
		if diff := cmp.Diff(describe(v.Check(file)), describe(one.Check(file))); diff != "" {
			t.Errorf("%s (-new checker +used one):\n%s", doc.Name, diff)
		}
		got, err := one.CheckReader(bytes.NewReader(doc.Text))
		if diff := cmp.Diff(ofAnnotations(v.Check(file)), ofAnnotations(got)); err != nil || diff != "" {
			t.Errorf("%s, streamed (-whole +streamed): %v\n%s", doc.Name, err, diff)
		}
	}
}

// ofAnnotations describes those findings that are due to annotations.
func ofAnnotations(ds []*diag.Diagnostic) []string {
	codes := []diag.Code{diag.NotYetKnown, diag.NoLongerKnown, diag.IgnoredAtCreation, diag.IgnoredAtRedefinition, diag.NeededAtRedefinition}
	return describe(slices.DeleteFunc(slices.Clone(ds), func(d *diag.Diagnostic) bool { return !slices.Contains(codes, d.Code) }))
}
