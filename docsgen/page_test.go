package docsgen

import (
	"bytes"
	"errors"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/schema/prose"
)

// entryIDs are the ids that the page gives to entries.
func entryIDs(page string) []string {
	return attributes(regexp.MustCompile(`\sid="([^"]*)" data-entry=`), page)
}

func TestEntriesHaveTheirIDs(t *testing.T) {
	for name, m := range models(t) {
		want := make(map[string]int)
		for _, e := range m.Entries().All {
			want[e.ID]++
		}
		got := make(map[string]int)
		for _, id := range entryIDs(pageOf(t, m, Options{})) {
			got[id]++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: entries of the model and on the page (-model +page):\n%s", name, diff)
		}
	}
}

func TestOtherIDsHavePrefixes(t *testing.T) {
	prefixed := regexp.MustCompile(`^(page-|type:|example-|flag-)[^ ]+$|^SnapshotAttributes$|^example$`)
	for name, m := range models(t) {
		page := pageOf(t, m, Options{})
		entries := entryIDs(page)
		for _, id := range idsOf(page) {
			if !slices.Contains(entries, id) && !prefixed.MatchString(id) {
				t.Errorf("%s: the id %q is no entry's and has no prefix", name, id)
			}
		}
	}
}

// TestExamplesAreLinked makes sure that in the examples only names within
// open elements lead nowhere.
func TestExamplesAreLinked(t *testing.T) {
	for name, m := range models(t) {
		b := newBuilder(m, Options{Prose: parsed(t, m)})
		for _, e := range m.Examples {
			html := string(b.document(e.Name, e))
			outside := regexp.MustCompile(`(?s)&lt;<a href="[^"]*">(domain|inactiveDomain|cookie)</a>.*?/<a href="[^"]*">(domain|inactiveDomain|cookie)</a>`).ReplaceAllString(html, "")
			if m := regexp.MustCompile(`<span class="[ta]">[^<]*`).FindString(outside); m != "" {
				t.Errorf("%s, example %s: a name leads nowhere: %s", name, e.Name, m)
			}
		}
		if len(b.errs) > 0 {
			t.Error(b.errs)
		}
	}
}

// TestEveryRelease makes the page of releases that brought something.
func TestEveryRelease(t *testing.T) {
	for _, s := range []string{"0.8.0", "0.9.5", "1.0.1", "1.2.2", "3.5.0", "5.8.0", "8.2.0", "9.7.0", "12.5.0"} {
		v, err := schema.ParseVersion(s)
		if err != nil {
			t.Fatal(err)
		}
		pageOf(t, domainsnapshot.Model(), Options{Version: v})
	}
}

// TestNothingIsLost looks for all prose of the model on the page. Only what
// is said of a struct that others embed has no place there.
func TestNothingIsLost(t *testing.T) {
	for name, m := range models(t) {
		page := strings.ReplaceAll(readable(pageOf(t, m, Options{})), " ", "")
		library := parsed(t, m)
		look := func(where, doc string) {
			if !strings.Contains(page, strings.ReplaceAll(prose.Plain(library[doc]...), " ", "")) {
				t.Errorf("%s: the page lacks what %s says: %s", name, where, doc)
			}
		}
		for _, typ := range m.Types {
			if !embedded(m, typ) {
				look(typ.Name, typ.Doc)
			}
			for _, f := range typ.Fields {
				look(typ.Name+"."+f.GoName, f.Doc)
			}
			for _, v := range typ.Values {
				look(v.GoName, v.Doc)
			}
		}
	}
}

// embedded reports whether a type is a struct whose fields are those of others,
// or an enumeration within a union.
func embedded(m *schema.Model, typ *schema.Type) bool {
	return slices.ContainsFunc(m.Types, func(other *schema.Type) bool {
		return typ.Kind == schema.Enum && slices.Contains(other.Union, typ.Name) ||
			slices.ContainsFunc(other.Fields, func(f *schema.Field) bool {
				return f.Kind == schema.Group && f.Type == typ.Name && typ.Kind == schema.Struct
			})
	})
}

func TestOldAnchorsArrive(t *testing.T) {
	page := pageOf(t, fixture(t), Options{})
	for id, heading := range map[string]string{"SnapshotAttributes": "Reference", "example": "Examples"} {
		if part := section(t, page, id); !strings.Contains(part, ">"+heading+"</a></h2>") {
			t.Errorf("#%s does not lead to %q", id, heading)
		}
	}
}

func TestCheckLinks(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"good", `<p id="a/@b=c"><a href="#a/@b=c">x</a> <a href="#a%2F@b=c">y</a></p>`, ""},
		{"twice", `<p id="a"></p><p id="a"></p>`, `a.html: the id "a" is given twice`},
		{"broken", `<p id="a"><a href="#b">x</a> <a href="#b">x</a></p>`, `a.html: a link leads to "#b", which is not there`},
		{"elsewhere", `<a href="https://libvirt.org/#b">x</a>`, ""},
		{"another page", `<a href="b.html#there">x</a> <a href="b.html">x</a> <a href="b.json#/any">x</a>`, ""},
		{"no such page", `<img src="c.png">`, `a.html: a link leads to "c.png", which is not there`},
		{"no such place", `<a href="b.html#here">x</a>`, `a.html: a link leads to "b.html#here", which is not there`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			files := []file{{"a.html", []byte(test.page)}, {"b.html", []byte(`<p id="there">`)}, {"b.json", nil}}
			if err := checkLinks(files); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestRenderIsDeterministic(t *testing.T) {
	o := Options{Prose: parsed(t, fixture(t)), RNG: []byte(`<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>`), RNC: []byte("start = text")}
	first, err := render(fixture(t), o)
	if err != nil {
		t.Fatal(err)
	}
	second, err := render(fixture(t), o)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range first {
		if f.name != second[i].name || !bytes.Equal(f.data, second[i].data) {
			t.Errorf("%s is different the second time", f.name)
		}
	}
}

func TestVersionLeavesOutWhatIsYounger(t *testing.T) {
	page := pageOf(t, fixture(t), Options{Version: schema.Version{Major: 1, Minor: 0, Micro: 1}})
	ids := strings.Join(entryIDs(page), "\n")
	if !strings.Contains(ids, "domainsnapshot/memory") || strings.Contains(ids, "domainsnapshot/cookie") {
		t.Errorf("the page of release 1.0.1 has the entries\n%s", ids)
	}
	if !strings.Contains(page, "libvirt 1.0.1") {
		t.Error("the page does not name the release")
	}
	section(t, page, "example")
}

func TestRecursion(t *testing.T) {
	self := func(min int) *schema.Field {
		return &schema.Field{GoName: "Folder", Kind: schema.Element, Name: "folder", Type: "Folder", Min: min, Max: schema.Unbounded, Doc: "`folder` is within."}
	}
	m := &schema.Model{Name: "folder", Root: "Folder", Doc: "Folders.", Types: []*schema.Type{
		{Name: "Folder", Kind: schema.Struct, Order: schema.Interleave, Fields: []*schema.Field{self(0), {GoName: "Shape", Kind: schema.Group, Type: "Shape", Min: 1, Max: 1}}},
		{Name: "Shape", Kind: schema.Choice, Variants: []string{"Open", "Again"}},
		{Name: "Open", Kind: schema.Struct, Fields: []*schema.Field{self(1)}},
		{Name: "Again", Kind: schema.Struct, Fields: []*schema.Field{{GoName: "Shape", Kind: schema.Group, Type: "Shape", Min: 1, Max: 1}}},
	}}
	page := pageOf(t, m, Options{})
	if got := readable(section(t, page, "page-tree")); !strings.Contains(got, "as in the root") {
		t.Errorf("the tree does not say that folders are within folders: %s", got)
	}
}

func TestExamplesMustBeValid(t *testing.T) {
	o := Options{Validate: func(xml []byte) error {
		if bytes.Contains(xml, []byte("vdb")) {
			return errors.New("no vdb here")
		}
		return nil
	}}
	wantError(t, fixture(t), o, "example external-disks", "no vdb here")
}

func TestLinksOfProseMustArrive(t *testing.T) {
	m := fixture(t)
	m.Doc = "Lead.\n\nSee [this](#domainsnapshot/nowhere)."
	wantError(t, m, Options{}, `"#domainsnapshot/nowhere"`)
}

// TestEveryErrorIsTold has prose in the model that nobody parsed.
func TestEveryErrorIsTold(t *testing.T) {
	m := fixture(t)
	o := Options{Prose: parsed(t, m)}
	m.Doc = "New introduction."
	m.Type("Parent").Doc = "New parent."
	m.Type("Cookie").Doc = "New cookie.\nAnd more."
	m.Examples[0].Title = "New title"
	wantError(t, m, o, "introduction", `"New parent."`, `"New cookie."`, "example minimal")
}

// readable is a part of a page without its tags and with one space between words.
func readable(part string) string {
	part = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(part, " ")
	return strings.Join(strings.Fields(html.UnescapeString(part)), " ")
}
