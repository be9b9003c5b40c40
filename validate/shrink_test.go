package validate_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// mostSteps bounds how often a disagreement is tried in a smaller form; each
// time takes a start of jing.
const mostSteps = 120

// A shrinker makes the schema and the document of a disagreement with a peer
// smaller as long as the disagreement stays.
type shrinker struct {
	t     testing.TB
	peer  peer
	steps int
	trial trial
	about string // what the disagreement is about
}

// shrink returns a smaller trial that shows the same disagreement, about the
// document or if that is "" about the schema. Schemas in compact syntax are
// first written in XML syntax.
func (x *trial) shrink(t testing.TB, p peer, document string) *trial {
	t.Helper()
	dir := t.TempDir()
	s := &shrinker{t: t, peer: p, trial: trial{schema: filepath.Join(dir, "schema.rng")}}
	if document != "" {
		s.trial.documents = []string{writeFile(t, filepath.Join(dir, "document.xml"), readFile(t, document))}
	}
	files := slices.Clone(s.trial.documents)
	names, _ := filepath.Glob(filepath.Join(filepath.Dir(x.schema), "*.rn?"))
	for _, name := range names {
		text := inXML(t, name)
		if text == nil {
			return x
		}
		files = append(files, writeFile(t, filepath.Join(dir, strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))+".rng"), text))
	}
	if s.about = s.disagreement(); s.about == "" {
		return x
	}
	for again := true; again; {
		again = false
		for _, path := range files {
			again = s.reduce(path) || again
		}
	}
	return &s.trial
}

// inXML is a schema in XML syntax, or nil if it cannot be read.
func inXML(t testing.TB, name string) []byte {
	t.Helper()
	if filepath.Ext(name) == ".rng" {
		return readFile(t, name)
	}
	p, faults, err := syntax.Load(name, syntax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(faults) > 0 {
		return nil
	}
	return []byte(strings.ReplaceAll(string(schemaText(t, p, ".rng")), `.rnc"`, `.rng"`))
}

// particulars are the parts of a message that change as a schema shrinks.
var particulars = regexp.MustCompile(`"[^"]*"|/\S+|\d+`)

// disagreement says in general what the validator and the peer disagree on, or ""
// if they agree.
func (s *shrinker) disagreement() string {
	s.steps++
	want, err := s.peer(s.trial.schema, s.trial.documents)
	if err != nil {
		return ""
	}
	got := s.trial.judge(s.t)
	differ := s.trial.differences(got, want)
	switch {
	case len(differ) == 0:
		return ""
	case differ[0] == "":
		faults := append(got.faults, want.faults...)
		return particulars.ReplaceAllString(faults[0], "")
	case got.valid(differ[0]):
		return "a valid document"
	}
	return "an invalid document"
}

// reduce takes parts out of a file: elements, then the tags of elements,
// attributes and text. It reports whether anything could go.
func (s *shrinker) reduce(path string) bool {
	return s.reduceBy(path, func() bool { return s.disagreement() == s.about })
}

// reduceBy is reduce for anything that is to stay.
func (s *shrinker) reduceBy(path string, stays func() bool) bool {
	smaller := false
	for _, cut := range []func(*etree.Element) bool{remove, unwrapped, removeAttribute, removeText} {
		for i := 0; s.steps < mostSteps; {
			before := readFile(s.t, path)
			doc := parseXML(s.t, before)
			all := elements(doc)
			if i >= len(all) {
				break
			}
			if !cut(all[i]) {
				i++
				continue
			}
			writeFile(s.t, path, writeXML(s.t, doc))
			if stays() {
				smaller = true
				continue
			}
			if err := os.WriteFile(path, before, 0o666); err != nil {
				s.t.Fatal(err)
			}
			i++
		}
	}
	return smaller
}

// remove takes an element out, with all it holds.
func remove(e *etree.Element) bool {
	if e.Parent().Parent() == nil {
		return false
	}
	e.Parent().RemoveChild(e)
	return true
}

func unwrapped(e *etree.Element) bool {
	if e.Parent().Parent() == nil || len(e.ChildElements()) == 0 {
		return false
	}
	unwrap(e)
	return true
}

// removeAttribute takes the last attribute out, if it declares no namespace.
func removeAttribute(e *etree.Element) bool {
	own := attributes(e)
	if len(own) == 0 {
		return false
	}
	e.RemoveAttr(own[len(own)-1].FullKey())
	return true
}

// removeText takes the text in an element out.
func removeText(e *etree.Element) bool {
	if e.Text() == "" || len(e.ChildElements()) > 0 {
		return false
	}
	e.SetText("")
	return true
}
