//go:build libxml2 && cgo && unix

package libxml2

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// TestMain makes the test program the worker that some tests start.
func TestMain(m *testing.M) {
	if os.Getenv("SNAPXML_TEST_WORKER") != "" {
		if err := Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(2)
		}
		os.Exit(0)
	}
	countMemory()
	os.Exit(m.Run())
}

// options are those of the tests, with libxml2 in this process or in others.
func options(t *testing.T, apart bool) Options {
	o := Options{Schema: syntax.Options{Libraries: map[string]datatype.Library{syntax.XSDDatatypes: xsd.Library}}}
	if apart {
		t.Setenv("SNAPXML_TEST_WORKER", "1")
		o.Worker = []string{os.Args[0]}
	}
	return o
}

func mustCompile(t testing.TB, schema *source.File, o Options) *Schema {
	t.Helper()
	s, faults, err := Compile(schema, o)
	if err != nil || s == nil {
		t.Fatal(err, texts(faults))
	}
	return s
}

func texts(found []*diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s: %s [%s]\n", d.Severity, d.Message, d.Code)
	}
	return b.String()
}

// verdict is the verdict as the goldens record it.
func verdict(s *Schema, doc *source.File) string {
	switch found, err := s.Check(context.Background(), doc); {
	case err != nil:
		return "none"
	case diag.HasErrors(found):
		return "invalid"
	}
	return "valid"
}

// Libxml2 in this process and in one of its own says what the goldens record
// of xmllint, but for what is done so that it does not crash.
func TestDifferences(t *testing.T) {
	for _, apart := range []bool{false, true} {
		t.Run(fmt.Sprint("apart ", apart), func(t *testing.T) {
			o := options(t, apart)
			o.Patience = time.Second
			paths, err := filepath.Glob("../testdata/differential/*.txtar")
			if err != nil || len(paths) == 0 {
				t.Fatal("no goldens", err)
			}
			for _, path := range paths {
				name := strings.TrimSuffix(filepath.Base(path), ".txtar")
				if name == "no-verdict" && !apart {
					continue // it would go on in the background
				}
				a, err := txtar.ParseFile(path)
				if err != nil {
					t.Fatal(err)
				}
				_, want, _ := strings.Cut(string(a.Comment), "\nlibxml2: ")
				want = strings.TrimSpace(want)
				if name == "name-choice" {
					want = "valid"
				}
				trim := func(i int) []byte { return []byte(strings.TrimSuffix(string(a.Files[i].Data), "\n")) }
				s, faults, err := Compile(source.NewFile("schema.rng", trim(0)), o)
				got := "refused"
				switch {
				case err != nil:
					t.Fatal(err)
				case s != nil:
					got = verdict(s, xmlscan.NewFile("document.xml", trim(1)))
				}
				if got != want {
					t.Errorf("%s: %s, recorded is %s\n%s", name, got, want, texts(faults))
				}
			}
		})
	}
}

const notes = `start = element notes { element note { attribute n { xsd:int }, text }* }`

// Nothing is left in memory of documents and schemas, whatever becomes of them.
func TestNoLeak(t *testing.T) {
	documents := []string{
		"<notes><note n='1'>a</note><note n='2'/></notes>",
		"<notes><note n='x'/><other/></notes>",
		"<notes><note n='1'>&amp;</notes>",
		"<!DOCTYPE notes [<!ENTITY e '<note n=\"1\"/>'><!ENTITY x SYSTEM 'x.xml'>]><notes>&e;&x;</notes>",
		"<notes xmlns:p=''><p:q/></notes>",
		"",
	}
	round := func() {
		s := mustCompile(t, source.NewFile("notes.rnc", []byte(notes)), options(t, false))
		for _, text := range documents {
			if _, err := s.Check(context.Background(), source.NewFile("a.xml", []byte(text))); err != nil {
				t.Fatal(err)
			}
		}
		bad := "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><element><choice><anyName/><name>a</name></choice><interleave><element><nsName ns='x'/><text/></element><element><nsName ns='y'/><text/></element><ref name='n'/></interleave></element></start><define name='n'><notAllowed/></define></grammar>"
		_, _, err := Compile(source.NewFile("bad.rng", []byte(bad)), options(t, false))
		if err != nil {
			t.Fatal(err)
		}
	}
	settle := func() int { // cleanups run behind the collector
		for range 20 {
			runtime.GC()
			time.Sleep(time.Millisecond)
		}
		return memoryBlocks()
	}
	round()
	before := settle()
	for range 200 {
		round()
	}
	after := before + 1
	for range 100 { // the cleanup of a schema may be late, a leak stays
		if after = settle(); after <= before {
			break
		}
	}
	if after > before {
		t.Errorf("libxml2 holds %d blocks of memory, before 200 rounds it held %d", after, before)
	}
}

// Several goroutines may ask about documents of one schema and compile others.
func TestParallel(t *testing.T) {
	for _, apart := range []bool{false, true} {
		t.Run(fmt.Sprint("apart ", apart), func(t *testing.T) {
			o := options(t, apart)
			shared := mustCompile(t, source.NewFile("notes.rnc", []byte(notes)), o)
			var wait sync.WaitGroup
			for g := range 8 {
				wait.Go(func() {
					own := shared
					if g%4 == 3 && !apart {
						own = mustCompile(t, source.NewFile("notes.rnc", []byte(notes)), o)
					}
					for i := range 100 {
						valid := (g+i)%3 != 0
						text := fmt.Sprintf("<notes>\n<note n='%d'/></notes>", g)
						if !valid {
							text = fmt.Sprintf("<notes>\n\n<note n='x%d'/></notes>", g)
						}
						found, err := own.Check(context.Background(), source.NewFile("a.xml", []byte(text)))
						if err != nil || diag.HasErrors(found) == valid || !valid && !strings.Contains(texts(found), fmt.Sprintf("x%d", g)) {
							t.Errorf("%s: %v\n%s", text, err, texts(found))
							return
						}
					}
				})
			}
			wait.Wait()
		})
	}
}

// Entities and files outside the document or schema are never read.
func TestNothingIsRead(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.xml")
	if err := os.WriteFile(secret, []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	s := mustCompile(t, source.NewFile("a.rnc", []byte(`element a { "secret" }`)), options(t, false))
	for _, subset := range []string{
		`<!ENTITY e SYSTEM "%s">`,
		`<!ENTITY e SYSTEM "file://%s">`,
		`<!ENTITY %% p SYSTEM "%s">%%p;<!ENTITY e "">`,
	} {
		doc := fmt.Sprintf("<!DOCTYPE a [%s]><a>&e;</a>", fmt.Sprintf(subset, secret))
		if got := verdict(s, source.NewFile(filepath.Join(dir, "a.xml"), []byte(doc))); got != "invalid" {
			t.Errorf("%s is %s", doc, got)
		}
	}
	for _, doc := range []string{
		fmt.Sprintf(`<!DOCTYPE a SYSTEM "%s"><a>secret</a>`, secret),
		fmt.Sprintf(`<?oasis-xml-catalog catalog="%s"?><!DOCTYPE a PUBLIC "-//X//Y" "http://127.0.0.1:9/x"><a>secret</a>`, secret),
	} {
		if got := verdict(s, source.NewFile("a.xml", []byte(doc))); got != "valid" {
			t.Errorf("%s is %s", doc, got)
		}
	}
}

// The files of a schema are found as the native engine finds them: below the
// schema's folder, in either syntax, with names that have to be escaped.
func TestInclude(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.rng": `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="sub%20dir/part.rng"/><start><ref name="a"/></start></grammar>`,
		"sub dir/part.rng": `<!DOCTYPE grammar [<!ENTITY n "a">]><grammar xmlns="http://relaxng.org/ns/structure/1.0">
			<define name="a"><element name="&n;"><externalRef href="../more.rnc"/></element></define></grammar>`,
		"more.rnc":    `element b { empty } | external "./last.rng"`,
		"last.rng":    `<element name="c" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>`,
		"outside.rng": `<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="../x.rng"/><start><ref name="a"/></start></grammar>`,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	s, faults, err := CompileFile(filepath.Join(dir, "main.rng"), options(t, false))
	if err != nil || s == nil {
		t.Fatal(err, texts(faults))
	}
	for text, want := range map[string]string{"<a><b/></a>": "valid", "<a><c/></a>": "valid", "<a/>": "invalid", "<b/>": "invalid"} {
		if got := verdict(s, source.NewFile("a.xml", []byte(text))); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
	s, faults, err = CompileFile(filepath.Join(dir, "outside.rng"), options(t, false))
	if s != nil || err != nil || !strings.Contains(texts(faults), "leads outside the folder") {
		t.Errorf("got %v, %v, %s", s, err, texts(faults))
	}
}

// A schema that would be read over and over is too large.
func TestExpanded(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("%d.rng", i)] = strings.ReplaceAll(`<group xmlns="http://relaxng.org/ns/structure/1.0"><externalRef href="N.rng"/><externalRef href="N.rng"/></group>`, "N", fmt.Sprint(i+1))
	}
	files["20.rng"] = `<text xmlns="http://relaxng.org/ns/structure/1.0"/>`
	o := options(t, false)
	o.Schema.Open = func(path string) ([]byte, error) { return []byte(files[filepath.Base(path)]), nil }
	main := `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><externalRef href="0.rng"/></element>`
	_, _, err := Compile(source.NewFile("main.rng", []byte(main)), o)
	if err == nil || !strings.Contains(err.Error(), "too much for libxml2") {
		t.Errorf("got %v", err)
	}
}

// The depth that is asked for is kept, beside libxml2's own limit.
func TestDepth(t *testing.T) {
	o := options(t, false)
	o.Limits.Depth = 10
	s, _, err := Compile(nil, o)
	if err != nil {
		t.Fatal(err)
	}
	for depth, want := range map[int]string{10: "valid", 11: "invalid", 300: "invalid"} {
		found, err := s.Check(context.Background(), source.NewFile("a.xml", []byte(strings.Repeat("<a>", depth)+strings.Repeat("</a>", depth))))
		if got := diag.HasErrors(found); err != nil || got != (want == "invalid") || got && found[0].Code != diag.DepthLimit {
			t.Errorf("depth %d: %v\n%s", depth, err, texts(found))
		}
	}
}

// Where libxml2 crashes, or is too slow, only its own process is lost.
func TestWorkerEnds(t *testing.T) {
	o := options(t, true)
	s := mustCompile(t, source.NewFile("notes.rnc", []byte(notes)), o)
	doc := source.NewFile("a.xml", []byte("<notes/>"))
	p := s.opinion.(*pool)
	w := <-p.idle
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.idle <- w
	if _, err := s.Check(context.Background(), doc); !errors.Is(err, ErrCrash) {
		t.Errorf("got %v, want a crash", err)
	}
	if got := verdict(s, doc); got != "valid" {
		t.Errorf("after a crash the document is %s", got)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Check(cancelled, doc); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that of the context", err)
	}
	if got := verdict(s, doc); got != "valid" {
		t.Errorf("after an interrupt the document is %s", got)
	}
}

// The longest chain of references that the native engine takes does not end
// libxml2's process.
func TestLongChain(t *testing.T) {
	var b strings.Builder
	b.WriteString("start = element a { d0 }\n")
	const n = 3000
	for i := range n {
		fmt.Fprintf(&b, "d%d = element x { d%d }?\n", i, i+1)
	}
	fmt.Fprintf(&b, "d%d = empty\n", n)
	s, faults, err := Compile(source.NewFile("chain.rnc", []byte(b.String())), options(t, true))
	if err == nil && s == nil {
		t.Fatal(texts(faults))
	}
	if err != nil && !errors.Is(err, ErrCrash) {
		t.Error(err)
	}
}

// A question that is none ends the worker with an error.
func TestServe(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SNAPXML_TEST_WORKER=1")
	cmd.Stdin = io.MultiReader(strings.NewReader("nonsense"))
	if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != 2 {
		t.Errorf("got %v", err)
	}
}

func TestVersion(t *testing.T) {
	if v := Version(); !strings.HasPrefix(v, "2.") {
		t.Errorf("the version is %q", v)
	}
}
