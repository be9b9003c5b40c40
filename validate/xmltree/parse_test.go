package xmltree

import (
	"fmt"
	"strings"
	"testing"
)

func TestTree(t *testing.T) {
	d := check(t, "\uFEFF<?xml version='1.0'?>\n<!DOCTYPE a [<?p q?><!ENTITY e 'x<i/>y'><!ENTITY z ''>]>\n"+
		"<a b='1&amp;2' xmlns:n='u'>t&lt;u<n:c n:d=\"e\"/>&e;v&z;<![CDATA[<]]><!-- c --></a>\n")
	if len(d.Faults) > 0 {
		t.Fatal(d.Faults[0].Message)
	}
	var got []string
	for n := range d.Nodes() {
		name := n.Name
		if n.Element != nil {
			name = n.Element.Name.Raw
		}
		got = append(got, fmt.Sprintf("%v %s %q", n.Kind, name, n.Text))
	}
	want := []string{
		`TextNode  "\ufeff"`, `XMLDeclNode  ""`, `TextNode  "\n"`, `DoctypeNode a ""`, `ProcInstNode p "q"`, `TextNode  "\n"`,
		`ElementNode a ""`, `TextNode  "t<u"`, `ElementNode n:c ""`, `ReferenceNode e ""`, `TextNode  "x"`, `ElementNode i ""`,
		`TextNode  "y"`, `TextNode  "v"`, `ReferenceNode z ""`, `CDATANode  "<"`, `CommentNode  " c "`, `TextNode  "\n"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if v, ok := d.Root.AttrValue("b"); v != "1&2" || !ok {
		t.Errorf("value of b is %q", v)
	}
	if text := d.Root.Text(); text != "t<uxyv<" {
		t.Errorf("text is %q", text)
	}
	if p := d.Root.Child("c").Path(); p != "/a/c" {
		t.Errorf("path is %q", p)
	}
	if d.Root.Child("no").Child("such").Text() != "" {
		t.Error("what does not exist has text")
	}
}
