package syntax

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// around is a schema of one element around a pattern.
func around(pattern string) string { return "element a { " + pattern + " }" }

// repeated is n times a text in which @ stands for the number.
func repeated(n int, separator, text string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = strings.ReplaceAll(text, "@", fmt.Sprint(i))
	}
	return strings.Join(parts, separator)
}

// chain is n definitions that refer to one another where NEXT stands, the last
// one to the end.
func chain(n int, link, end string) string {
	var b strings.Builder
	for i := range n {
		line := strings.ReplaceAll(fmt.Sprintf("a@ = %s\n", link), "NEXT", fmt.Sprintf("a%d", i+1))
		b.WriteString(strings.ReplaceAll(line, "@", fmt.Sprint(i)))
	}
	return b.String() + fmt.Sprintf("a%d = %s\nstart = element a { a0 }\n", n, end)
}

// TestLimits checks that nothing in a schema takes long or much: either it is
// cheap or it is refused.
func TestLimits(t *testing.T) {
	tests := []struct {
		name   string
		schema string
		limits Limits
		want   diag.Code // "" for a schema that is good
	}{
		{"choice of 100,000 values", around(repeated(100_000, "|", `"v@"`)), Limits{}, ""},
		{"choice of 100,000 elements", around(repeated(100_000, "|", `element e@ { empty }`)), Limits{}, ""},
		{"20,000 attributes", around(repeated(20_000, ",", `attribute a@ { text }`)), Limits{}, ""},
		{"interleave of 10,000", around(repeated(10_000, "&", `element e@ { empty }?`)), Limits{}, ""},
		{"name class of 50,000", "element " + repeated(50_000, "|", "n@") + " { attribute " + repeated(50_000, "|", "n@") + " { text } }", Limits{}, ""},
		{"1,000 refs in a chain", chain(1_000, "NEXT", "text"), Limits{}, ""},
		{"100,000 refs in a chain", chain(100_000, "NEXT", "text"), Limits{}, diag.SchemaTooDeep},
		{"100,000 elements in a chain", chain(100_000, "element e { NEXT }", "text"), Limits{}, ""},
		{"doubled 1,000 times", chain(1_000, "(NEXT | NEXT), text", "element b { empty }"), Limits{}, ""},
		{"attributes doubled 100 times", chain(100, "attribute x@ { text }, (NEXT | NEXT)", "empty"), Limits{}, ""},
		{"100,000 parentheses", around(strings.Repeat("(", 100_000)), Limits{}, diag.SchemaTooDeep},
		{"100,000 braces", strings.Repeat("element a { ", 100_000), Limits{}, diag.SchemaTooDeep},
		{"100,000 div", strings.Repeat("div { ", 100_000), Limits{}, diag.SchemaTooDeep},
		{"100,000 grammar", "start = " + strings.Repeat("grammar { start = ", 100_000), Limits{}, diag.SchemaTooDeep},
		{"100,000 annotations", strings.Repeat("a [ ", 100_000), Limits{}, diag.SchemaTooDeep},
		{"100,000 name classes", "element " + strings.Repeat("(", 100_000), Limits{}, diag.SchemaTooDeep},
		{"100,000 XML elements", `<group xmlns="` + NS + `">` + strings.Repeat(`<group>`, 100_000), Limits{}, diag.DepthLimit},
		{"patterns", around("text, text"), Limits{Patterns: 2}, diag.SchemaTooManyPatterns},
		{"patterns in XML", `<group xmlns="` + NS + `"><text/><text/></group>`, Limits{Patterns: 2}, diag.SchemaTooManyPatterns},
		{"bytes", around("text"), Limits{Bytes: 5}, diag.SchemaTooLarge},
		{"namespaces", repeated(1_001, "\n", `namespace p@ = "urn:x"`) + "\nelement a { text }", Limits{}, diag.SchemaTooManyNamespaces},
		{"open names", repeated(999, "\n", `namespace p@ = "urn:@"`) + around(repeated(999, ",", `attribute p@:* - (`+repeated(50, "|", "a")+`) { text }*`)), Limits{}, diag.SchemaTooComplex},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			begin := time.Now()
			_, found := compile(t, source.NewFile("a", []byte(test.schema)), Options{Libraries: libraries, Limits: test.limits})
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			switch {
			case test.want == "" && len(found) > 0:
				t.Errorf("found:\n%.2000s", printed(found))
			case test.want != "" && (len(found) == 0 || found[0].Code != test.want):
				t.Errorf("found:\n%.2000s\nwant %s", printed(found), test.want)
			}
		})
	}
}

// TestFileLimits checks schemas of many files.
func TestFileLimits(t *testing.T) {
	leaf := "start |= element a { text }"
	tests := []struct {
		name  string
		file  func(i int) string
		limit Limits
		want  diag.Code
	}{
		{"100 levels", func(i int) string { return fmt.Sprintf(`include "%d.rnc"`, i+1) }, Limits{IncludeDepth: 99}, diag.SchemaIncludeDepth},
		{"100 files", func(i int) string { return fmt.Sprintf(`include "%d.rnc"`, i+1) }, Limits{Files: 99}, diag.SchemaTooManyFiles},
		{"100 levels allowed", func(i int) string { return fmt.Sprintf(`include "%d.rnc"`, i+1) }, Limits{}, ""},
		{"includes doubled", func(i int) string { return fmt.Sprintf("include \"%[1]d.rnc\"\ninclude \"%[1]d.rnc\"", i+1) },
			Limits{Patterns: 10_000}, diag.SchemaTooManyPatterns},
		{"externals doubled", func(i int) string {
			return fmt.Sprintf("start = element b { external \"%[1]d.rnc\" | external \"%[1]d.rnc\" }", i+1)
		}, Limits{}, ""},
		{"bytes of all", func(i int) string { return fmt.Sprintf(`include "%d.rnc"`, i+1) }, Limits{Bytes: 200}, diag.SchemaTooLarge},
		{"cycle", func(i int) string { return fmt.Sprintf(`include "%d.rnc"`, (i+1)%50) }, Limits{}, diag.SchemaIncludeCycle},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			open := func(path string) ([]byte, error) {
				i := 0
				fmt.Sscanf(path, "%d.rnc", &i)
				if i == 100 {
					return []byte(leaf), nil
				}
				return []byte(test.file(i)), nil
			}
			_, found := compile(t, source.NewFile("0.rnc", []byte(test.file(0))), Options{Open: open, Limits: test.limit})
			if test.want == "" && len(found) > 0 || test.want != "" && (len(found) == 0 || found[0].Code != test.want) {
				t.Errorf("found:\n%.2000s\nwant %s", printed(found), test.want)
			}
		})
	}
}

// TestHrefs checks which files a schema can reach.
func TestHrefs(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	good := `<grammar xmlns="` + NS + `"><start><element name="a"><text/></element></start></grammar>`
	write("schema/part.rng", good)
	write("schema/with space.rng", good)
	write("schema/sub/part.rng", good)
	write("schema/secret.txt", "hunter2 is the secret")
	write("schema/broken.rng", "<hunter2 is the secret")
	write("schema/other.xml", "<hunter2/>")
	write("outside.rng", good)
	write("roots/more.rng", good)
	if err := os.Symlink(filepath.Join(dir, "outside.rng"), filepath.Join(dir, "schema", "link.rng")); err != nil {
		t.Log(err)
	}
	absolute := filepath.ToSlash(filepath.Join(dir, "schema", "part.rng"))
	tests := []struct {
		href string
		want diag.Code
	}{
		{"part.rng", ""},
		{"./sub/../part.rng", ""},
		{"sub/part.rng", ""},
		{"with%20space.rng", ""},
		{absolute, ""},
		{"file://" + absolute, ""},
		{"../roots/more.rng", ""},
		{"../outside.rng", diag.SchemaHref},
		{"%2e%2e/outside.rng", diag.SchemaHref},
		{"link.rng", diag.SchemaFile},
		{"/etc/passwd", diag.SchemaHref},
		{"http://example.com/a.rng", diag.SchemaHref},
		{"//example.com/a.rng", diag.SchemaHref},
		{"HTTPS://example.com/a.rng", diag.SchemaHref},
		{"part.rng#start", diag.SchemaHref},
		{"part%.rng", diag.SchemaHref},
		{"part%00.rng", diag.SchemaHref},
		{"none.rng", diag.SchemaFile},
		{"sub", diag.SchemaFile},
		{"secret.txt", diag.SchemaNotRELAXNG},
		{"broken.rng", diag.SchemaNotRELAXNG},
		{"other.xml", diag.SchemaNotRELAXNG},
	}
	for _, test := range tests {
		t.Run(test.href, func(t *testing.T) {
			write("schema/main.rng", `<grammar xmlns="`+NS+`"><include href="`+test.href+`"/></grammar>`)
			p, found, err := Load(filepath.Join(dir, "schema", "main.rng"), Options{})
			if err != nil || len(found) > 0 {
				t.Fatal(err, printed(found))
			}
			_, found, err = Simplify(p, Options{Roots: []string{filepath.Join(dir, "roots")}})
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" && len(found) > 0 || test.want != "" && (len(found) != 1 || found[0].Code != test.want) {
				t.Errorf("found:\n%s\nwant %s", printed(found), test.want)
			}
			if strings.Contains(printed(found), "hunter2") {
				t.Errorf("a message repeats what stands in a file that is no schema:\n%s", printed(found))
			}
		})
	}
}

// TestOpenError checks that a failure of the machine is no diagnostic.
func TestOpenError(t *testing.T) {
	p := mustParse(t, "main.rnc", []byte(`include "a.rnc"`))
	_, found, err := Simplify(p, Options{Open: func(string) ([]byte, error) { return nil, fs.ErrClosed }})
	if err == nil || len(found) > 0 {
		t.Errorf("error %v, found %s", err, printed(found))
	}
	if _, _, err := Load("no/such/file.rnc", Options{}); err == nil {
		t.Error("no error for a file that does not exist")
	}
}
