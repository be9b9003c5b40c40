package xsd_test

import (
	"encoding/xml"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
)

// node is an element of the suite.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []node     `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the children with one of the names.
func (n node) all(names ...string) []node {
	var found []node
	for _, c := range n.Children {
		for _, name := range names {
			if c.XMLName.Local == name {
				found = append(found, c)
			}
		}
	}
	return found
}

// suiteRun counts the checks of James Clark's datatype suite, which it makes
// into schemas and documents as the suite's own stylesheet does: one schema
// for each <datatype> and each comparison.
type suiteRun struct {
	t                       *testing.T
	correct, valid, invalid int
	typeName                string
	scope                   scope
}

// schema checks that a type with params can be had.
func (s *suiteRun) schema(params ...datatype.Param) datatype.Datatype {
	s.t.Helper()
	s.correct++
	d, err := xsd.Library.Datatype(s.typeName, params)
	if err != nil {
		s.t.Fatalf("%s %v: %v", s.typeName, params, err)
	}
	return d
}

// instance checks a form.
func (s *suiteRun) instance(d datatype.Datatype, form node, valid bool) {
	s.t.Helper()
	s.count(valid)
	err := d.Check(form.Text, s.scope.with(form))
	if (err == nil) != valid {
		s.t.Errorf("%s %q: %v, want valid %t", s.typeName, form.Text, err, valid)
	}
}

func (s *suiteRun) count(valid bool) {
	if valid {
		s.valid++
	} else {
		s.invalid++
	}
}

// same checks whether two forms mean the same.
func (s *suiteRun) same(d datatype.Datatype, a, b node, want bool) {
	s.t.Helper()
	s.count(want)
	x, xok := d.Value(a.Text, s.scope.with(a))
	y, yok := d.Value(b.Text, s.scope.with(b))
	if !xok || !yok || (x == y) != want {
		s.t.Errorf("%s: %q and %q: %v (%t) and %v (%t), want the same %t", s.typeName, a.Text, b.Text, x, xok, y, yok, want)
	}
}

func (s *suiteRun) equiv(n node) {
	outer := s.scope
	s.scope = s.scope.with(n)
	classes := n.all("class")
	for i, class := range classes {
		d := s.schema()
		values := class.all("value")
		for _, v := range values[1:] {
			s.same(d, values[0], v, true)
		}
		for j, other := range classes {
			if i == j {
				continue
			}
			for _, v := range other.all("value") {
				s.same(d, values[0], v, false)
			}
		}
	}
	s.scope = outer
}

func (s *suiteRun) length(n node) {
	length, _ := strconv.Atoi(n.attr("value"))
	for _, l := range []int{length, length + 1, length - 1} {
		if l >= 0 {
			d := s.schema(datatype.Param{Name: "length", Value: strconv.Itoa(l)})
			s.instance(d, n, l == length)
		}
	}
}

func (s *suiteRun) compare(n node, firstIsLess bool) {
	a, b := n.all("value")[0], n.all("value")[1]
	d := s.schema(datatype.Param{Name: "minExclusive", Value: a.Text})
	s.instance(d, b, firstIsLess)
	s.instance(d, a, false)
	d = s.schema(datatype.Param{Name: "minExclusive", Value: b.Text})
	s.instance(d, a, false)
	s.instance(d, b, false)
}

func (s *suiteRun) datatype(n node) {
	s.typeName = n.attr("name")
	var params []datatype.Param
	for _, p := range n.all("param") {
		params = append(params, datatype.Param{Name: p.attr("name"), Value: p.Text})
	}
	d := s.schema(params...)
	for _, form := range n.all("valid", "invalid") {
		s.instance(d, form, form.XMLName.Local == "valid")
	}
	for _, c := range n.Children {
		switch c.XMLName.Local {
		case "equiv":
			s.equiv(c)
		case "length":
			s.length(c)
		case "lessThan", "incomparable":
			s.compare(c, c.XMLName.Local == "lessThan")
		}
	}
}

func TestDatatypeSuite(t *testing.T) {
	text, err := os.ReadFile(peers.Shared(t, "suites", "xsdtest.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var root node
	if err := xml.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	s := &suiteRun{t: t}
	for _, n := range root.all("datatype") {
		s.datatype(n)
	}
	if s.correct != 240 || s.valid != 306 || s.invalid != 737 {
		t.Errorf("%d correct schemas, %d valid and %d invalid documents", s.correct, s.valid, s.invalid)
	}
}

// scope is a Context of namespaces and unparsed entities.
type scope struct {
	names    map[string]string
	entities map[string]bool
}

func (s scope) Namespace(prefix string) (string, bool) {
	uri, ok := s.names[prefix]
	return uri, ok
}

func (s scope) UnparsedEntity(name string) bool { return s.entities[name] }

var unparsedEntity = regexp.MustCompile(`<!ENTITY (\S+) SYSTEM '[^']*' NDATA`)

// with adds what an element declares.
func (s scope) with(n node) scope {
	out := scope{make(map[string]string), make(map[string]bool)}
	for k, v := range s.names {
		out.names[k] = v
	}
	for _, a := range n.Attrs {
		if a.Name.Space == "xmlns" {
			out.names[a.Name.Local] = a.Value
		}
	}
	for _, m := range unparsedEntity.FindAllStringSubmatch(n.attr("internalSubset"), -1) {
		out.entities[strings.TrimSpace(m[1])] = true
	}
	return out
}
