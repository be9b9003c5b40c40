package peers

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A Case is one schema of James Clark's suites for RELAX NG, with the files
// that it may refer to and the documents that it judges.
type Case struct {
	ID          string            // number of the test case: "017"
	Name        string            // of the schema's file
	Files       map[string]string // by path, the schema among them
	Correct     bool              // whether the schema is
	Translation string            // of a schema in compact syntax: the same in XML syntax, "" if not given
	Documents   []Document
}

// Open reads one of the files of the case.
func (c Case) Open(name string) ([]byte, error) {
	text, ok := c.Files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(text), nil
}

// Write puts the files of the case below a folder and returns the path of the
// schema.
func (c Case) Write(t testing.TB, dir string) string {
	t.Helper()
	for name, text := range c.Files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, c.Name)
}

// SpecSuite is spectest.xml: schemas in XML syntax, correct ones with
// documents.
func SpecSuite(t testing.TB) []Case {
	t.Helper()
	var cases []Case
	readSuite(t, "spectest.xml").each("testCase", func(e *element) {
		for _, k := range e.all("correct", "incorrect") {
			c := Case{ID: fmt.Sprintf("%03d", len(cases)+1), Name: "i.rng", Files: map[string]string{}, Correct: k.name == "correct"}
			e.resources("", c.Files, false)
			c.Files[c.Name] = k.body()
			for i, d := range e.all("valid", "invalid") {
				c.Documents = append(c.Documents, Document{fmt.Sprintf("%d.xml", i+1), []byte(d.body()), d.name == "valid"})
			}
			cases = append(cases, c)
		}
	})
	return cases
}

// CompactSuite is compacttest.xml: schemas in compact syntax, and what they
// are in XML syntax.
func CompactSuite(t testing.TB) []Case {
	t.Helper()
	var cases []Case
	n := 0
	readSuite(t, "compacttest.xml").each("testCase", func(e *element) {
		n++
		translation := ""
		e.each("xml", func(x *element) {
			x.each("correct", func(c *element) { translation = c.body() })
		})
		e.each("compact", func(x *element) {
			c := Case{ID: fmt.Sprintf("%03d", n), Name: "c.rnc", Files: map[string]string{}, Translation: translation}
			x.resources("", c.Files, true)
			for _, k := range x.all("correct", "incorrect") {
				c.Correct = k.name == "correct"
				c.Files[c.Name] = k.text
			}
			cases = append(cases, c)
		})
	})
	return cases
}
