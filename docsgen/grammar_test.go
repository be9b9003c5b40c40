package docsgen

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// simplified is the simple form of a schema in a file.
func simplified(t testing.TB, path string, open func(string) ([]byte, error)) *syntax.Schema {
	t.Helper()
	o := validate.Options{OpenSchema: open}.SyntaxOptions()
	p, faults, err := syntax.Load(path, o)
	if err != nil {
		t.Fatal(err)
	}
	s, more, err := syntax.Simplify(p, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(faults, more...) {
		t.Errorf("%s: %s", path, d.Message)
	}
	if s == nil {
		t.FailNow()
	}
	return s
}

// pagesOf renders the reference of a schema that is given as text.
func pagesOf(t testing.TB, name, text string) map[string]string {
	t.Helper()
	s := simplified(t, name, func(string) ([]byte, error) { return []byte(text), nil })
	files, err := renderGrammar(s, GrammarOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]string)
	for _, f := range files {
		if pages[f.name] != "" {
			t.Errorf("%s is there twice", f.name)
		}
		pages[f.name] = string(f.data)
	}
	return pages
}

// TestGrammarGolden compares the text of the references of schemas in
// testdata/grammar/*.txtar: a schema, then the pages as they are read.
func TestGrammarGolden(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("testdata", "grammar", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			schema := archive.Files[0]
			pages := pagesOf(t, schema.Name, string(schema.Data))
			got := []txtar.File{
				{Name: "index.txt", Data: []byte(outlineOf(pages[GrammarFile]))},
				{Name: "search.js", Data: []byte(pages["search.js"])},
			}
			if *update {
				archive.Files = append(archive.Files[:1], got...)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				t.Fatal("rewritten")
			}
			if diff := cmp.Diff(texts(archive.Files[1:]), texts(got)); diff != "" {
				t.Errorf("the reference is not as expected (-want +got):\n%s", diff)
			}
		})
	}
}

// outlineOf is the main part of a page as lines of text. What has an id begins
// with it, and links show where they lead.
func outlineOf(page string) string {
	_, page, _ = strings.Cut(page, `<main id="page-main">`)
	page, _, _ = strings.Cut(page, "</main>")
	page = regexp.MustCompile(`<a href="([^"]*)"[^>]*>(.*?)</a>`).ReplaceAllString(page, "[$2]($1)")
	page = regexp.MustCompile(`<(?:section|div|h\d|span)[^>]* id="([^"]*)"[^>]*>`).ReplaceAllString(page, "\n#$1 ")
	page = regexp.MustCompile(`<section[^>]*>`).ReplaceAllString(page, "\n")
	page = stripTags(page)
	var b strings.Builder
	for line := range strings.Lines(page) {
		if line = strings.TrimRight(line, " \n"); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// realSchemas are schemas that packages of Debian install.
var realSchemas = []struct {
	path    string
	names   int
	said    string // of an element that the schema documents
	on      string // the page with it
	values  string // an id of a value
	whereOn string
}{
	{"/usr/share/libvirt/schemas/domainsnapshot.rng", 400, "this element is used as a child of a snapshot definition", "inactiveDomain.html", "disk/@snapshot=manual", "disk.html"},
	{"/usr/share/xml/docbook/schema/rng/5.0/docbook.rng", 350, "A list in which each entry is marked with a sequentially incremented label", "orderedlist.html", "db.orderedlist/@numeration=arabic", "orderedlist.html"},
	{"/usr/share/xml/xhtml-relaxng/xhtml.rng", 85, "", "", "input/@type=checkbox", "input.html"},
	{"/usr/share/xml/mallard/1.0/mallard-1.0.rng", 50, "", "", "", ""},
}

// TestRealSchemas makes the references of schemas that were not written for it.
// Every element and attribute of the simple form has an anchor; that links
// arrive is checked wherever pages are made.
func TestRealSchemas(t *testing.T) {
	for _, real := range realSchemas {
		t.Run(path.Base(real.path), func(t *testing.T) {
			s := simplified(t, peers.File(t, real.path), nil)
			files, err := renderGrammar(s, GrammarOptions{})
			if err != nil {
				t.Fatal(err)
			}
			ids, pages := make(map[string]bool), make(map[string]string)
			for _, f := range files {
				pages[f.name] = string(f.data)
				if strings.HasSuffix(f.name, ".html") {
					for _, id := range idsOf(string(f.data)) {
						ids[id] = true
					}
				}
			}
			if len(pages) < real.names {
				t.Errorf("%d files for %d names", len(pages), real.names)
			}
			for i, id := range s.Names() {
				if !ids[anchorID(id)] {
					t.Errorf("no anchor for the element %s", id)
				}
				for _, name := range attributesIn(s.Defines[i].Element) {
					if at := anchorID(id) + "/@" + name; !ids[at] {
						t.Errorf("no anchor for %s", at)
					}
				}
			}
			if !strings.Contains(pages[real.on], real.said) {
				t.Errorf("%s does not say %q", real.on, real.said)
			}
			if real.values != "" && !strings.Contains(pages[real.whereOn], `id="`+real.values+`"`) {
				t.Errorf("%s has no %s", real.whereOn, real.values)
			}
		})
	}
}

// attributesIn are the names of the attributes without namespace of an element.
func attributesIn(p *syntax.Pattern) []string {
	var names []string
	seen := make(map[*syntax.Pattern]bool)
	var visit func(p *syntax.Pattern)
	visit = func(p *syntax.Pattern) {
		if seen[p] {
			return
		}
		seen[p] = true
		if p.Op == syntax.OpAttribute {
			if p.Name.Op == syntax.NameOnly && p.Name.Space == "" {
				names = append(names, p.Name.Local)
			}
			return
		}
		for _, sub := range p.Sub {
			visit(sub)
		}
	}
	visit(p)
	return names
}

func TestGrammarIsDeterministic(t *testing.T) {
	path := peers.File(t, realSchemas[0].path)
	var first []file
	for range 2 {
		files, err := renderGrammar(simplified(t, path, nil), GrammarOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = files
			continue
		}
		if len(files) != len(first) {
			t.Fatalf("%d files, then %d", len(first), len(files))
		}
		for i, f := range files {
			if f.name != first[i].name || string(f.data) != string(first[i].data) {
				t.Errorf("%s is different the second time", f.name)
			}
		}
	}
}

// TestGrammarNames has names that file systems and addresses do not like.
func TestGrammarNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("start = element root { ")
	names := []string{"con", "index", "datatypes", "a", "A", "å", "LPT1", strings.Repeat("long", 100), strings.Repeat("long", 100) + "er", "x.y"}
	for i := range onePage {
		names = append(names, fmt.Sprintf("n%d", i))
	}
	for i, name := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, `element %s { attribute v { "a b" | "a_b" | '<&">' | "" | "%s" } }`, name, strings.Repeat("€", 100))
	}
	b.WriteString(" }")
	pages := pagesOf(t, "names.rnc", b.String())
	lower := make(map[string]bool)
	for name := range pages {
		if key := strings.ToLower(name); lower[key] {
			t.Errorf("%s differs from another file by its case", name)
		} else {
			lower[key] = true
		}
		if len(name) > 150 || strings.ContainsAny(name, `/\:*?"<>| `) {
			t.Errorf("%s is no name for a file", name)
		}
	}
	for _, name := range []string{"con.html", "lpt1.html"} {
		if lower[name] {
			t.Errorf("%s is a device", name)
		}
	}
	if want := len(names) + 5; len(pages) != want { // the root, the front page, style, script and index
		t.Errorf("%d files, want %d", len(pages), want)
	}
}

// TestHostileGrammars has schemas that are small and mean much.
func TestHostileGrammars(t *testing.T) {
	doubled := func(levels int, each string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "start = element a { p%d }\np0 = %s\n", levels, each)
		for i := range levels {
			fmt.Fprintf(&b, "p%d = (p%d, p%d)\n", i+1, i, i)
		}
		return b.String()
	}
	t.Run("too much", func(t *testing.T) {
		s := simplified(t, "a.rnc", func(string) ([]byte, error) { return []byte(doubled(40, "element b { empty }")), nil })
		if _, err := renderGrammar(s, GrammarOptions{}); err == nil || !strings.Contains(err.Error(), "too large") {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("much", func(t *testing.T) {
		page := pagesOf(t, "a.rnc", doubled(14, "element b { empty }"))[GrammarFile]
		if len(page) > 1<<20 || !strings.Contains(page, "…") {
			t.Errorf("the page has %d bytes", len(page))
		}
	})
	t.Run("datatypes that double", func(t *testing.T) {
		var b strings.Builder
		b.WriteString("start = element a { d40 }\nd0 = \"x\"\n")
		for i := range 40 {
			fmt.Fprintf(&b, "d%d = (d%d | d%d)\n", i+1, i, i)
		}
		s := simplified(t, "a.rnc", func(string) ([]byte, error) { return []byte(b.String()), nil })
		if _, err := renderGrammar(s, GrammarOptions{}); err != nil && !strings.Contains(err.Error(), "too large") {
			t.Error(err)
		}
	})
	t.Run("deep", func(t *testing.T) {
		page := pagesOf(t, "a.rnc", "start = element a { "+strings.Repeat("(element b { empty }, ", 1000)+"text"+strings.Repeat(")+", 1000)+" }")["a.html"]
		if !strings.Contains(page, "…") {
			t.Error("all of it is shown")
		}
	})
	t.Run("text that looks like tags", func(t *testing.T) {
		page := pagesOf(t, "a.rnc", "start = \n## <script>alert(1)</script> \" onclick=\"x\nelement a { attribute b { \"<script>\" } }")[GrammarFile]
		if strings.Contains(page, "<script>") || strings.Contains(page, ` onclick="`) {
			t.Error("the text of the schema is markup of the page")
		}
	})
}
