package hierarchy_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

// golden runs a test for each archive of a folder. Its files in lower case are
// input; what the test makes of them is in files in upper case.
func golden(t *testing.T, folder string, run func(t *testing.T, input map[string][]byte, order []string) []txtar.File) {
	archives, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input, want := map[string][]byte{}, map[string]string{}
			var files []txtar.File
			var order []string
			for _, f := range archive.Files {
				if isOutput(f.Name) {
					want[f.Name] = string(f.Data)
					continue
				}
				input[f.Name] = f.Data
				order = append(order, f.Name)
				files = append(files, f)
			}
			got := map[string]string{}
			for _, f := range run(t, input, order) {
				got[f.Name] = string(f.Data)
				files = append(files, f)
			}
			if *update {
				archive.Files = files
				if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				t.Error("rewritten; read the change and run again without -update")
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func isOutput(name string) bool { return strings.ToUpper(name) == name }

// output is an output file; one that is empty is left out.
func output(name string, text string) []txtar.File {
	if text == "" {
		return nil
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return []txtar.File{{Name: name, Data: []byte(text)}}
}

// read reads the documents of an archive: all files with the ending .xml but
// those that have a meaning of their own.
func read(input map[string][]byte, order []string, prefix string) *hierarchy.Set {
	r := hierarchy.NewReader(xmlscan.Limits{})
	var documents []*hierarchy.Document
	for _, name := range order {
		if strings.HasSuffix(name, ".xml") && name != "guest.xml" && strings.HasPrefix(name, prefix) {
			documents = append(documents, r.Read(xmlscan.NewFile(name, input[name])))
		}
	}
	return hierarchy.NewSet(documents)
}

// report is findings as the command line prints them.
func report(t *testing.T, found []*diag.Diagnostic, documents []*hierarchy.Document) string {
	t.Helper()
	var out bytes.Buffer
	w := diag.NewText(&out)
	for _, r := range hierarchy.Reports(found, documents) {
		if err := w.Report(r); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// A file guest.xml is the definition of the guest for a plan; present.txt lists
// the files that are on the host.
func TestFindings(t *testing.T) {
	golden(t, "findings", func(t *testing.T, input map[string][]byte, order []string) []txtar.File {
		set := read(input, order, "")
		o := hierarchy.CheckOptions{}
		if list, ok := input["present.txt"]; ok {
			present := strings.Fields(string(list))
			o.Exists = func(path string) bool { return slices.Contains(present, path) }
		}
		set.Check(o)
		found := set.Findings
		if guest, ok := input["guest.xml"]; ok {
			found = append(found, planned(t, set, guest).Findings...)
		}
		var tree bytes.Buffer
		if err := set.Draw(&tree, hierarchy.DrawOptions{}); err != nil {
			t.Fatal(err)
		}
		return append(output("FINDINGS", report(t, found, set.Documents)), output("TREE", tree.String())...)
	})
}

func planned(t *testing.T, set *hierarchy.Set, guest []byte) *hierarchy.Plan {
	t.Helper()
	o := hierarchy.PlanOptions{Domain: "vm"}
	if len(bytes.TrimSpace(guest)) > 0 {
		definition, err := libvirt.ReadDefinition(xmlscan.NewFile("guest.xml", guest))
		if err != nil {
			t.Fatal(err)
		}
		o.Guest = definition
	}
	plan, err := hierarchy.NewPlan(set.Guests[0], o)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// The example of every code for sets is given that code, and no other.
func TestCodeExamples(t *testing.T) {
	n := 0
	for _, e := range diag.Codes() {
		if e.Example.Snapshots == "" {
			continue
		}
		n++
		set := read(map[string][]byte{"a.xml": []byte(e.Example.Snapshots)}, []string{"a.xml"}, "")
		o := hierarchy.CheckOptions{}
		if e.Option == "--check-files" {
			o.Exists = func(path string) bool { return false }
		}
		set.Check(o)
		found := set.Findings
		if e.Example.Guest != "" {
			found = append(found, planned(t, set, []byte(e.Example.Guest)).Findings...)
		}
		if len(found) != 1 || found[0].Code != e.Code {
			t.Errorf("the example of %s gives\n%s", e.Code, report(t, found, set.Documents))
		}
	}
	if n != 15 {
		t.Errorf("%d examples of sets", n)
	}
}

// Every finding of the catalogue for sets has a golden.
func TestGoldensComplete(t *testing.T) {
	archives, err := filepath.Glob("testdata/findings/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, path := range archives {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, e := range diag.Codes() {
		if e.Example.Snapshots != "" && !strings.Contains(all.String(), "["+string(e.Code)+"]\n") {
			t.Errorf("no golden has %s", e.Code)
		}
	}
}
