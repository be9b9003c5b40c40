package syntax

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
	"github.com/snapxml/snapxml/validate/source"
)

// libraries are the datatype libraries of the tests.
var libraries = map[string]datatype.Library{XSDDatatypes: xsd.Library}

// A suiteSchema is one schema of James Clark's suites, with the files that it
// may refer to.
type suiteSchema struct {
	id      string
	name    string            // of the schema's file
	files   map[string]string // by path, the schema among them
	correct bool
	expect  string // compact syntax: the same in XML syntax, "" if not given
}

// suiteElement is an element of a suite's file with its text as written.
type suiteElement struct {
	name  string
	attrs map[string]string
	raw   string // between its tags
	text  string // the character data in it
	kids  []*suiteElement
}

// readSuite parses a suite into a tree.
func readSuite(t *testing.T, file string) *suiteElement {
	t.Helper()
	text, err := os.ReadFile(peers.Shared(t, "suites", file))
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.ReplaceAll(text, []byte("&dii;"), []byte("<&#xE14;&#xE35;/>"))
	text = bytes.ReplaceAll(text, []byte("<&#xE14;&#xE35;/>"), []byte("<\u0E14\u0E35/>"))
	d := xml.NewDecoder(bytes.NewReader(text))
	root := &suiteElement{}
	stack := []*suiteElement{root}
	starts := []int64{0}
	for {
		before := d.InputOffset()
		token, _ := d.Token()
		if token == nil {
			return root
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &suiteElement{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, e)
			stack, starts = append(stack, e), append(starts, d.InputOffset())
		case xml.EndElement:
			top.raw = string(text[starts[len(starts)-1]:max(before, starts[len(starts)-1])])
			stack, starts = stack[:len(stack)-1], starts[:len(starts)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
}

func (e *suiteElement) each(name string, visit func(*suiteElement)) {
	for _, k := range e.kids {
		if k.name == name {
			visit(k)
		} else {
			k.each(name, visit)
		}
	}
}

// body is what a file made of the element holds.
func (e *suiteElement) body() string {
	if dtd := e.attrs["dtd"]; dtd != "" {
		return dtd + e.raw
	}
	return e.raw
}

// resources puts the files of a test case in place.
func (e *suiteElement) resources(dir string, files map[string]string, plain bool) {
	for _, k := range e.kids {
		name := path.Join(dir, k.attrs["name"])
		switch {
		case k.name == "dir":
			k.resources(name, files, plain)
		case k.name == "resource" && (plain || len(k.kids) == 0):
			files[name] = k.text
		case k.name == "resource":
			files[name] = k.body()
		}
	}
}

func spectest(t *testing.T) []suiteSchema {
	var schemas []suiteSchema
	readSuite(t, "spectest.xml").each("testCase", func(e *suiteElement) {
		for _, k := range e.kids {
			if k.name != "correct" && k.name != "incorrect" {
				continue
			}
			s := suiteSchema{id: fmt.Sprintf("%03d", len(schemas)+1), name: "i.rng", files: map[string]string{}, correct: k.name == "correct"}
			e.resources("", s.files, false)
			s.files[s.name] = k.body()
			schemas = append(schemas, s)
		}
	})
	return schemas
}

func compacttest(t *testing.T) []suiteSchema {
	var schemas []suiteSchema
	n := 0
	readSuite(t, "compacttest.xml").each("testCase", func(e *suiteElement) {
		n++
		expect := ""
		e.each("xml", func(x *suiteElement) {
			x.each("correct", func(c *suiteElement) { expect = c.body() })
		})
		e.each("compact", func(c *suiteElement) {
			s := suiteSchema{id: fmt.Sprintf("%03d", n), name: "c.rnc", files: map[string]string{}, expect: expect}
			c.resources("", s.files, true)
			for _, k := range c.kids {
				if k.name == "correct" || k.name == "incorrect" {
					s.correct = k.name == "correct"
					s.files[s.name] = k.text
				}
			}
			schemas = append(schemas, s)
		})
	})
	return schemas
}

// open reads the files of the test case.
func (s suiteSchema) open(name string) ([]byte, error) {
	text, ok := s.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}

func (s suiteSchema) file() *source.File {
	return source.NewFile(s.name, []byte(s.files[s.name]))
}

// compile parses and simplifies a schema and gives everything found wrong.
func compile(t testing.TB, file *source.File, o Options) (*Schema, []*diag.Diagnostic) {
	t.Helper()
	p, found, err := Parse(file, o)
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(found) {
		return nil, found
	}
	schema, found, err := Simplify(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return schema, found
}

func printed(ds []*diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%s:%v-%v: %s [%s]\n", d.File.Name(), d.File.Position(d.Range.Start), d.File.Position(d.Range.End), d.Message, d.Code)
	}
	return b.String()
}

// The suites, by what they ask for. A number that changes is a change of what
// this package accepts.
const (
	specCorrect      = 172
	specIncorrect    = 213
	compactIncorrect = 31
	compactConverted = 56
)

// knownFailures are the schemas of the suites that are judged wrongly, with
// the reason. There are none.
var knownFailures = map[string]string{}

// judge compares a verdict with the one of the suite. A known failure that
// does not fail any more fails the test.
func judge(t *testing.T, id string, right bool, format string, args ...any) bool {
	t.Helper()
	reason, known := knownFailures[id]
	switch {
	case right && known:
		t.Errorf("%s passes; it is no known failure any more (%s)", id, reason)
	case !right && !known:
		t.Errorf(id+": "+format, args...)
	}
	return right
}

func TestSpecSuite(t *testing.T) {
	var correct, incorrect int
	for _, s := range spectest(t) {
		_, found := compile(t, s.file(), Options{Open: s.open, Libraries: libraries})
		right := diag.HasErrors(found) != s.correct
		if !judge(t, "spec/"+s.id, right, "want correct=%v, found:\n%s\n%s", s.correct, printed(found), s.files[s.name]) {
			continue
		}
		if s.correct {
			correct++
		} else {
			incorrect++
		}
	}
	if correct != specCorrect || incorrect != specIncorrect {
		t.Errorf("%d correct and %d incorrect schemas judged rightly, want %d and %d", correct, incorrect, specCorrect, specIncorrect)
	}
}

// TestSpecSuiteOnce asks that a schema with one mistake gets one diagnostic.
// Most incorrect schemas of the suite have one.
func TestSpecSuiteOnce(t *testing.T) {
	many := 0
	for _, s := range spectest(t) {
		if s.correct {
			continue
		}
		if _, found := compile(t, s.file(), Options{Open: s.open, Libraries: libraries}); len(found) > 1 {
			many++
			t.Logf("%s\n%s%s", s.id, printed(found), s.files[s.name])
		}
	}
	if many != specMany {
		t.Errorf("%d schemas have several diagnostics, want %d", many, specMany)
	}
}

// specMany is the number of incorrect schemas with several mistakes, such as a
// bad name that is used twice.
const specMany = 15

func TestCompactSuite(t *testing.T) {
	incorrect := 0
	for _, s := range compacttest(t) {
		p, found, err := Parse(s.file(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if s.correct {
			judge(t, "compact/"+s.id, len(found) == 0, "found:\n%s\n%s", printed(found), s.files[s.name])
			continue
		}
		if len(found) == 0 {
			_, found, _ = Simplify(p, Options{Open: s.open, Libraries: libraries})
		}
		if judge(t, "compact/"+s.id, diag.HasErrors(found), "nothing found in\n%s", s.files[s.name]) {
			incorrect++
		}
	}
	if incorrect != compactIncorrect {
		t.Errorf("%d incorrect schemas refused, want %d", incorrect, compactIncorrect)
	}
}

func TestCompactSuiteConversion(t *testing.T) {
	converted := 0
	for _, s := range compacttest(t) {
		if s.expect == "" || !s.correct {
			continue
		}
		p := mustParse(t, s.name, []byte(s.files[s.name]))
		got := strings.ReplaceAll(string(writeXML(t, p)), `.rnc"`, `.rng"`)
		diff := cmp.Diff(canonical(t, s.expect), canonical(t, got))
		if judge(t, "convert/"+s.id, diff == "", "%s\n%s\n%s", s.files[s.name], diff, got) {
			converted++
		}
	}
	if converted != compactConverted {
		t.Errorf("%d schemas converted rightly, want %d", converted, compactConverted)
	}
}

func TestSuitesRoundTrip(t *testing.T) {
	for _, list := range [][]suiteSchema{spectest(t), compacttest(t)} {
		for _, s := range list {
			p, found, err := Parse(s.file(), Options{})
			if err != nil || len(found) > 0 {
				continue
			}
			t.Run(s.name+s.id, func(t *testing.T) { checkRoundTrip(t, p) })
		}
	}
}
