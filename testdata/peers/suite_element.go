package peers

import (
	"bytes"
	"encoding/xml"
	"maps"
	"os"
	"path"
	"testing"
)

// An element of a suite's file, with its text as written.
type element struct {
	name  string
	attrs map[string]string // declarations of namespaces left out
	space map[string]string // namespaces in scope, by prefix
	raw   string            // between its tags
	text  string            // the character data directly in it
	kids  []*element
}

// readSuite parses a suite of James Clark's into a tree. The root is above
// the document's element.
func readSuite(t testing.TB, file string) *element {
	t.Helper()
	text, err := os.ReadFile(Shared(t, "suites", file))
	if err != nil {
		t.Fatal(err)
	}
	// The one entity of the suites stands for a tag, and encoding/xml knows
	// no references in names.
	text = bytes.ReplaceAll(text, []byte("&dii;"), []byte("<&#xE14;&#xE35;/>"))
	text = bytes.ReplaceAll(text, []byte("<&#xE14;&#xE35;/>"), []byte("<\u0E14\u0E35/>"))
	root, err := parseElements(text)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return root
}

func parseElements(text []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	root := &element{}
	stack, starts := []*element{root}, []int64{0}
	for {
		before := d.InputOffset()
		token, err := d.Token()
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case nil:
			if len(stack) > 1 {
				return nil, err
			}
			return root, nil
		case xml.StartElement:
			e := top.child(token)
			stack, starts = append(stack, e), append(starts, d.InputOffset())
		case xml.EndElement:
			start := starts[len(starts)-1]
			top.raw = string(text[start:max(before, start)])
			stack, starts = stack[:len(stack)-1], starts[:len(starts)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
}

// child adds what a start tag says.
func (e *element) child(tag xml.StartElement) *element {
	k := &element{name: tag.Name.Local, attrs: map[string]string{}, space: maps.Clone(e.space)}
	for _, a := range tag.Attr {
		if a.Name.Space != "xmlns" {
			k.attrs[a.Name.Local] = a.Value
			continue
		}
		if k.space == nil {
			k.space = map[string]string{}
		}
		k.space[a.Name.Local] = a.Value
	}
	e.kids = append(e.kids, k)
	return k
}

// each visits the elements of a name below e, but not those within them.
func (e *element) each(name string, visit func(*element)) {
	for _, k := range e.kids {
		if k.name == name {
			visit(k)
		} else {
			k.each(name, visit)
		}
	}
}

// all are the children with one of the names.
func (e *element) all(names ...string) []*element {
	var found []*element
	for _, k := range e.kids {
		for _, name := range names {
			if k.name == name {
				found = append(found, k)
			}
		}
	}
	return found
}

// body is what a file made of the element holds.
func (e *element) body() string { return e.attrs["dtd"] + e.raw }

// resources puts the files of a test case in place. In a plain one they are
// text, not XML.
func (e *element) resources(dir string, files map[string]string, plain bool) {
	for _, k := range e.all("dir", "resource") {
		name := path.Join(dir, k.attrs["name"])
		switch {
		case k.name == "dir":
			k.resources(name, files, plain)
		case plain || len(k.kids) == 0:
			files[name] = k.text
		default:
			files[name] = k.body()
		}
	}
}
