package docsgen

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/prose/markdown"
)

func changesOf(t *testing.T, m *schema.Model) []*releaseChanges {
	t.Helper()
	b := newBuilder(m, Options{Prose: parsed(t, m), Flags: whole().Flags})
	changes := b.changes()
	if len(b.errs) > 0 {
		t.Fatal(b.errs)
	}
	return changes
}

// TestChanges reads the changes of some releases.
func TestChanges(t *testing.T) {
	summary := make(map[string]string)
	for _, r := range changesOf(t, domainsnapshot.Model()) {
		summary[r.Release] = r.Summary()
	}
	for release, words := range map[string]string{
		"9.7.0":  "new: domainsnapshot/revertDisks",
		"0.9.5":  "no longer any text: domainsnapshot/state, domainsnapshot/active, domain/uuid; flags: REDEFINE, CURRENT",
		"1.0.1":  "new: domainsnapshot/memory",
		"8.2.0":  "new: disk/@snapshot = manual",
		"5.6.0":  "flags: VALIDATE",
		"0.9.11": "flags: ATOMIC",
	} {
		if !strings.Contains(summary[release], words) {
			t.Errorf("%s: %q does not say %q", release, summary[release], words)
		}
	}
	for _, r := range changesOf(t, fixture(t)) {
		if r.Release == "9.0.0" && !strings.Contains(r.Summary(), "gone: domainsnapshot/active") {
			t.Errorf("9.0.0: %q", r.Summary())
		}
	}
}

// TestChangesAreWhole makes sure that every entry came with some release, by
// itself or with another.
func TestChangesAreWhole(t *testing.T) {
	for name, m := range models(t) {
		met := make(map[string]bool)
		changes := changesOf(t, m)
		for _, r := range changes {
			for _, c := range r.Added {
				met[string(c.Href)] = true
				for _, w := range c.With {
					met[string(w.Href)] = true
				}
			}
		}
		for _, e := range m.Entries().All {
			if e.Kind == schema.ElementEntry && !e.Since().IsZero() && !met[string(anchor(e.ID))] {
				t.Errorf("%s: no release brought %s", name, e.ID)
			}
		}
		if !slices.IsSortedFunc(changes, func(r, s *releaseChanges) int { return mustRelease(s.Release).Compare(mustRelease(r.Release)) }) {
			t.Errorf("%s: the releases are not in order", name)
		}
	}
}

// TestMachines reads what is on the site for programs as they would.
func TestMachines(t *testing.T) {
	m := domainsnapshot.Model()
	get := func(name string) string { return fileOf(t, m, whole(), name) }
	var feed rss
	if err := xml.Unmarshal([]byte(get(feedFile)), &feed); err != nil {
		t.Fatal(err)
	}
	if n := len(changesOf(t, m)); len(feed.Items) != n || !strings.HasPrefix(feed.Items[0].Link, "https://example.org/changes.html#v") {
		t.Errorf("the feed has %d items of %d, the first at %s", len(feed.Items), n, feed.Items[0].Link)
	}
	var list sitemap
	if err := xml.Unmarshal([]byte(get(sitemapFile)), &list); err != nil {
		t.Fatal(err)
	}
	llms := get("llms.txt")
	for _, p := range []string{PageFile, RulesFile, ChangesFile, CodesFile} {
		if !slices.Contains(list.Pages, "https://example.org/"+p) {
			t.Errorf("the sitemap lacks %s", p)
		}
		if !strings.Contains(llms, "(https://example.org/"+p+")") {
			t.Errorf("llms.txt lacks %s", p)
		}
		if page := get(p); !strings.Contains(page, `<link rel="canonical" href="https://example.org/`+p+`">`) {
			t.Errorf("%s does not say where it is", p)
		}
	}
}

// TestJSON makes sure that everything is in the JSON, and that all it refers to
// is.
func TestJSON(t *testing.T) {
	m := domainsnapshot.Model()
	var got jsonFormat
	if err := json.Unmarshal([]byte(fileOf(t, m, whole(), JSONFile)), &got); err != nil {
		t.Fatal(err)
	}
	ids := make(map[string]bool)
	for _, e := range got.Entries {
		ids[e.ID] = true
	}
	for _, x := range got.Types {
		ids[x.ID] = true
	}
	for _, r := range got.Rules {
		ids[r.ID] = true
	}
	for _, e := range m.Entries().All {
		if !ids[e.ID] {
			t.Errorf("%s is missing", e.ID)
		}
	}
	for _, e := range got.Entries {
		for _, ref := range slices.Concat(e.Parents, e.Types, e.Rules) {
			if !ids[ref] {
				t.Errorf("%s refers to %q, which is not there", e.ID, ref)
			}
		}
	}
	for _, r := range got.Rules {
		if r.Entry != "" && !ids[r.Entry] {
			t.Errorf("rule %s is about %q, which is not there", r.ID, r.Entry)
		}
	}
}

// TestMarkdown makes sure that the Markdown is some, without raw HTML, and has
// every entry.
func TestMarkdown(t *testing.T) {
	m := domainsnapshot.Model()
	files, err := render(m, whole())
	if err != nil {
		t.Fatal(err)
	}
	get := func(name string) string {
		i := slices.IndexFunc(files, func(f file) bool { return f.name == name })
		if i < 0 {
			t.Fatalf("there is no file %s", name)
		}
		return string(files[i].data)
	}
	text := get(MarkdownFile)
	if _, err := markdown.Parse(text); err != nil {
		t.Error(err)
	}
	for _, e := range m.Entries().All {
		want := "`" + e.Name + "`"
		if e.Kind == schema.ElementEntry {
			want = "\n### " + e.ID + "\n"
			one := get("elements/" + e.ID + ".md")
			if !strings.HasPrefix(one, "# "+e.ID+"\n") || !strings.Contains(text, one) {
				t.Errorf("the file of %s is not a part of the whole", e.ID)
			}
		}
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", e.ID)
		}
	}
}

func TestReleaseStyle(t *testing.T) {
	got := releaseStyle([]string{"3.0.0", "2.0.0", "1.0.0"})
	want := `body:has(option[value="2.0.0"]:checked) :is([data-since="3.0.0"]) { --later: "not in 2.0.0"; }
body:has(option[value="1.0.0"]:checked) :is([data-since="3.0.0"],[data-since="2.0.0"]) { --later: "not in 1.0.0"; }
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLinesWith(t *testing.T) {
	text := "<a b='vda'>\n <c>vda.1</c>\n <d e='vda1'/>\n <disk-no/>\n</a>\n"
	for _, test := range []struct {
		names []string
		want  []int64
	}{
		{[]string{"vda"}, []int64{0, 12}},
		{[]string{"no", "disk"}, nil},
		{[]string{"<d e='vda1'/>"}, []int64{26}},
	} {
		if got := linesWith(text, test.names); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.names, got, test.want)
		}
	}
}
