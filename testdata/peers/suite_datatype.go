package peers

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A TypeCase is one schema of James Clark's datatype suite with its
// documents. The suite makes one of each datatype, of each class of forms that
// mean the same, and of each comparison.
type TypeCase struct {
	Type   string
	Params []Param
	Value  *Form // the forms must mean the same as this one; nil: they must be of the type
	Forms  []Form
}

// A Param is a facet of the type of a [TypeCase].
type Param struct{ Name, Value string }

// A Form is text that may stand for a value.
type Form struct {
	Text       string
	Namespaces map[string]string // in scope, by prefix
	Subset     string            // internal DTD subset, which declares entities
	Valid      bool
}

// DatatypeSuite is xsdtest.xml, the datatypes of XML Schema.
func DatatypeSuite(t testing.TB) []TypeCase {
	t.Helper()
	var s datatypeSuite
	readSuite(t, "xsdtest.xml").each("datatype", s.datatype)
	return s.cases
}

type datatypeSuite struct {
	typeName string
	cases    []TypeCase
}

func (s *datatypeSuite) add(c TypeCase) {
	c.Type = s.typeName
	s.cases = append(s.cases, c)
}

func (e *element) form(valid bool) Form {
	return Form{e.text, e.space, e.attrs["internalSubset"], valid}
}

func (s *datatypeSuite) datatype(e *element) {
	s.typeName = e.attrs["name"]
	var c TypeCase
	for _, p := range e.all("param") {
		c.Params = append(c.Params, Param{p.attrs["name"], p.text})
	}
	for _, k := range e.all("valid", "invalid") {
		c.Forms = append(c.Forms, k.form(k.name == "valid"))
	}
	s.add(c)
	for _, k := range e.kids {
		switch k.name {
		case "equiv":
			s.equiv(k)
		case "length":
			s.length(k)
		case "lessThan", "incomparable":
			s.compare(k)
		}
	}
}

// equiv asks that the forms of a class mean the same, and not what those of
// the other classes mean.
func (s *datatypeSuite) equiv(e *element) {
	classes := e.all("class")
	for _, class := range classes {
		values := class.all("value")
		first := values[0].form(true)
		c := TypeCase{Value: &first}
		for _, v := range values[1:] {
			c.Forms = append(c.Forms, v.form(true))
		}
		for _, other := range classes {
			if other == class {
				continue
			}
			for _, v := range other.all("value") {
				c.Forms = append(c.Forms, v.form(false))
			}
		}
		s.add(c)
	}
}

func (s *datatypeSuite) length(e *element) {
	length, _ := strconv.Atoi(e.attrs["value"])
	for _, l := range []int{length, length + 1, length - 1} {
		if l >= 0 {
			s.add(TypeCase{Params: []Param{{"length", strconv.Itoa(l)}}, Forms: []Form{e.form(l == length)}})
		}
	}
}

func (s *datatypeSuite) compare(e *element) {
	values := e.all("value")
	a, b := values[0], values[1]
	s.add(TypeCase{Params: []Param{{"minExclusive", a.text}}, Forms: []Form{b.form(e.name == "lessThan"), a.form(false)}})
	s.add(TypeCase{Params: []Param{{"minExclusive", b.text}}, Forms: []Form{a.form(false), b.form(false)}})
}

// Case is the same as a schema and documents in XML, as the suite's own
// stylesheet makes them.
func (c TypeCase) Case(id string) Case {
	const (
		rng = "http://relaxng.org/ns/structure/1.0"
		xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
	)
	content := fmt.Sprintf(`<data type="%s">`, c.Type)
	for _, p := range c.Params {
		content += fmt.Sprintf(`<param name="%s">%s</param>`, p.Name, escape(p.Value))
	}
	content += "</data>"
	if c.Value != nil {
		content = fmt.Sprintf(`<value type="%s"%s>%s</value>`, c.Type, declarations(c.Value.Namespaces), escape(c.Value.Text))
	}
	schema := fmt.Sprintf(`<element name="doc" xmlns="%s" datatypeLibrary="%s">%s</element>`, rng, xsd, content)
	all := Case{ID: id, Name: "c.rng", Files: map[string]string{"c.rng": schema}, Correct: true}
	for i, f := range c.Forms {
		all.Documents = append(all.Documents, f.document(fmt.Sprintf("%d.xml", i+1)))
	}
	return all
}

func (f Form) document(name string) Document {
	text := fmt.Sprintf("<doc%s>%s</doc>", declarations(f.Namespaces), escape(f.Text))
	if f.Subset != "" {
		text = fmt.Sprintf("<!DOCTYPE doc [\n%s\n]>%s", f.Subset, text)
	}
	return Document{name, []byte(text), f.Valid}
}

// declarations declares namespaces in a tag.
func declarations(space map[string]string) string {
	text := ""
	for _, prefix := range slices.Sorted(maps.Keys(space)) {
		text += fmt.Sprintf(` xmlns:%s="%s"`, prefix, escape(space[prefix]))
	}
	return text
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}
