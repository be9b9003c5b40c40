package hierarchy_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Whatever is read, nothing panics or hangs; every range lies in the file; a
// snapshot that is read alone is the same one; and a hierarchy is equal to
// itself.
func FuzzRead(f *testing.F) {
	archives, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatal("no archives", err)
	}
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		var all []byte
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".xml") {
				f.Add(file.Data)
				all = append(all, file.Data...)
			}
		}
		f.Add(all)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := xmlscan.NewFile("a.xml", text)
		doc := hierarchy.NewReader(xmlscan.Limits{}).Read(file)
		set := hierarchy.NewSet([]*hierarchy.Document{doc})
		set.Check(hierarchy.CheckOptions{Exists: func(string) bool { return false }})
		for _, d := range set.Findings {
			if d.Range.Start < 0 || d.Range.End < d.Range.Start || d.Range.End > file.Size() {
				t.Errorf("%s at %v of %d bytes", d.Code, d.Range, file.Size())
			}
		}
		for _, s := range doc.Snapshots {
			again := hierarchy.NewReader(xmlscan.Limits{}).Read(xmlscan.NewFile("b.xml", s.Text()))
			if len(again.Snapshots) != 1 || again.Snapshots[0].Name != s.Name || again.Snapshots[0].ParentName != s.ParentName {
				t.Errorf("%q is not itself in\n%s", s.Name, s.Text())
			}
		}
		for _, h := range set.Guests {
			use(t, h)
		}
		if hierarchy.Differ(hierarchy.Compare(set, set)) {
			t.Error("a set differs from itself")
		}
	})
}

// use does with a hierarchy what can be done.
func use(t *testing.T, h *hierarchy.Hierarchy) {
	plan, err := hierarchy.NewPlan(h, hierarchy.PlanOptions{Domain: "vm"})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Steps) != len(h.Snapshots) {
		t.Errorf("%d steps for %d snapshots", len(plan.Steps), len(h.Snapshots))
	}
	var out bytes.Buffer
	if err := plan.WriteScript(&out); err != nil {
		t.Error(err)
	}
	c := hierarchy.Correction{UUID: "6695eb01f6a4830479aa97f2502e193f", Orphans: true, Drop: []string{h.Snapshots[0].Name}}
	if _, err := h.Correct(c); err != nil {
		t.Error(err)
	}
}
