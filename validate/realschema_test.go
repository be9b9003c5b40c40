package validate_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// realSchemas are schemas that Debian installs, each with the archive in
// testdata/real that holds documents for it.
var realSchemas = []struct {
	path    string
	archive string
	valid   string // names of the documents that are valid
}{
	{"docbook/schema/rng/5.0/docbook.rng", "docbook", "article book"},
	{"docbook/schema/rng/5.0/docbook.rnc", "docbook", "article book"},
	{"docbook/schema/rng/5.0/docbookxi.rng", "docbook", "article book"},
	{"docbook/schema/rng/5.0/docbookxi.rnc", "docbook", "article book"},
	{"mallard/1.0/mallard-1.0.rng", "mallard", "guide topic"},
	{"mallard/1.0/mallard-1.0.rnc", "mallard", "guide topic"},
	{"mallard/1.1/mallard-1.1.rng", "mallard", "guide topic"},
	{"xhtml-relaxng/xhtml.rng", "xhtml", "page rich loose frames"},
	{"xhtml-relaxng/xhtml-strict.rng", "xhtml", "page rich"},
	{"xhtml-relaxng/xhtml-basic.rng", "xhtml", "page"},
}

// mutants is the number of documents with mistakes for each schema.
const mutants = 120

// With schemas that are in wide use, documents get the verdict of jing: those
// in testdata/real, and the same with mistakes made at random.
func TestRealSchemas(t *testing.T) {
	for i, s := range realSchemas {
		t.Run(filepath.Base(s.path), func(t *testing.T) {
			schema := peers.File(t, filepath.Join("/usr/share/xml", s.path))
			v, faults, err := validate.CompileFile(schema, validate.Options{})
			if err != nil || len(faults) > 0 {
				t.Fatal(err, describe(faults))
			}
			archive, err := txtar.ParseFile(filepath.Join("testdata", "real", s.archive+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				found := v.Check(xmlscan.NewFile(f.Name, f.Data))
				want := strings.Contains(" "+s.valid+" ", " "+strings.TrimSuffix(f.Name, filepath.Ext(f.Name))+" ")
				if (len(found) == 0) != want {
					t.Errorf("%s: want valid %t; found %v", f.Name, want, describe(found))
				}
			}
			files := realDocuments(t, archive, rand.New(rand.NewPCG(seed(t), uint64(i))))
			valid := compareWithJing(t, v, schema, files)
			t.Logf("%d documents, %d valid", len(files), valid)
			if len(files) < 100 || valid < 10 || len(files)-valid < 10 {
				t.Error("too few documents, or of one kind")
			}
		})
	}
}

// realDocuments writes the documents of an archive, and mutants of those that
// are valid by one of the schemas, into files.
func realDocuments(t *testing.T, archive *txtar.Archive, random *rand.Rand) []string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	save := func(text []byte) {
		paths = append(paths, writeFile(t, filepath.Join(dir, fmt.Sprintf("%d.xml", len(paths))), text))
	}
	var models [][]byte
	for _, f := range archive.Files {
		save(f.Data)
		if !strings.HasPrefix(f.Name, "invalid") {
			models = append(models, f.Data)
		}
	}
	m := newMutator(t, random, models...)
	for i := range mutants {
		save(m.mutate(t, models[i%len(models)], 1+random.IntN(3)))
	}
	return paths
}

// compareWithJing checks documents and reports where jing judges otherwise. It
// returns how many are valid.
func compareWithJing(t *testing.T, v *validate.Validator, schema string, paths []string) (valid int) {
	t.Helper()
	j := mustRunJing(t, schema, paths)
	if !j.correct() {
		t.Fatalf("jing refuses the schema: %v", j.faults)
	}
	for _, path := range paths {
		text := readFile(t, path)
		found := errorTexts(v.Check(xmlscan.NewFile(path, text)))
		if (len(found) == 0) != j.valid(path) {
			t.Errorf("jing says %q, the validator %q of\n%s", j.invalid[path], found, text)
		}
		if len(found) == 0 {
			valid++
		}
	}
	return valid
}

// Parts of a schema that cannot stand alone, and a schema with a mistake in
// its compact syntax, are refused as jing does.
func TestRealSchemasRefused(t *testing.T) {
	for _, path := range []string{
		"mallard/1.1/mallard-1.1.rnc", // an operator too many
		"mallard/cache/1.0/cache-1.0.rng",
		"mallard/cache/1.1/cache-1.1.rng",
		"xhtml-relaxng/modules/table.rng",
	} {
		schema := peers.File(t, filepath.Join("/usr/share/xml", path))
		v, faults, err := validate.CompileFile(schema, validate.Options{})
		if err != nil {
			t.Fatal(err)
		}
		j := mustRunJing(t, schema, nil)
		t.Logf("%s: %v; jing: %v", path, describe(faults), j.faults)
		if v != nil || j.correct() {
			t.Errorf("%s is correct for the validator: %t, for jing: %t", path, v != nil, j.correct())
		}
	}
}

// All schemas that libvirt installs are correct, but for the parts that only
// others include.
func TestLibvirtSchemas(t *testing.T) {
	const parts = "basictypes cputypes domaincommon domainoverrides networkcommon nwfilter_params privatedata storagecommon"
	paths, err := filepath.Glob(filepath.Join(peers.File(t, "/usr/share/libvirt/schemas"), "*.rng"))
	if err != nil || len(paths) < 20 {
		t.Fatal(err, paths)
	}
	for _, path := range paths {
		v, faults, err := validate.CompileFile(path, validate.Options{})
		if err != nil {
			t.Fatal(err)
		}
		part := strings.Contains(" "+parts+" ", " "+strings.TrimSuffix(filepath.Base(path), ".rng")+" ")
		if (v == nil) != part {
			t.Errorf("%s: %v", path, describe(faults))
		}
	}
}
