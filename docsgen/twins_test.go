package docsgen

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/source"
)

// TestElementGrammars compiles the grammar of every element, in both syntaxes,
// and has it accept the element.
func TestElementGrammars(t *testing.T) {
	files, err := render(domainsnapshot.Model(), whole())
	if err != nil {
		t.Fatal(err)
	}
	grammars := make(map[string]*validate.Validator)
	for _, f := range files {
		name, ok := strings.CutPrefix(f.name, "elements/")
		if !ok || !strings.HasSuffix(name, ".rng") && !strings.HasSuffix(name, ".rnc") {
			continue
		}
		v, faults, err := validate.Compile(source.NewFile(f.name, f.data), validate.Options{})
		if err != nil || v == nil {
			t.Errorf("%s: %v %v", f.name, err, faults)
		}
		grammars[name] = v
	}
	for _, e := range domainsnapshot.Model().Entries().All {
		if e.Kind == "element" && (grammars[e.ID+".rng"] == nil || grammars[e.ID+".rnc"] == nil) {
			t.Errorf("no grammar of %s", e.ID)
		}
	}
	for _, ending := range []string{".rng", ".rnc"} {
		v := grammars["domainsnapshot/memory"+ending]
		if ds := v.Check(source.NewFile("a.xml", []byte("<memory snapshot='no'/>"))); len(ds) > 0 {
			t.Errorf("memory%s: %s", ending, ds[0].Message)
		}
		if ds := v.Check(source.NewFile("a.xml", []byte("<name/>"))); len(ds) == 0 {
			t.Errorf("memory%s takes a name", ending)
		}
	}
}

// TestFeedDates makes sure that every release in the feed has its day, and that
// the days are in the order of the releases.
func TestFeedDates(t *testing.T) {
	files, err := render(domainsnapshot.Model(), whole())
	if err != nil {
		t.Fatal(err)
	}
	var feed rss
	for _, f := range files {
		if f.name == feedFile {
			if err := xml.Unmarshal(f.data, &feed); err != nil {
				t.Fatal(err)
			}
		}
	}
	last := time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, item := range feed.Items {
		day, err := time.Parse(time.RFC1123Z, item.Date)
		if err != nil {
			t.Errorf("%s: %v", item.Title, err)
			continue
		}
		if !day.Before(last) {
			t.Errorf("%s came out after the one before it in the feed", item.Title)
		}
		last = day
	}
	if len(feed.Items) < 20 {
		t.Errorf("only %d releases in the feed", len(feed.Items))
	}
}
