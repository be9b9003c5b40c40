package syntax

import (
	"slices"
	"sync"

	"github.com/snapxml/snapxml/validate/xmlscan"
)

// An xmlForm is an element of the XML syntax (§3): which attributes it has
// beside ns and datatypeLibrary, and which pattern it is, if it is one.
type xmlForm struct {
	name     string
	op       Op
	required string
	optional string
	text     bool // it holds text
}

var xmlForms = [...]xmlForm{
	{name: "element", op: OpElement, optional: "name"},
	{name: "attribute", op: OpAttribute, optional: "name"},
	{name: "group", op: OpGroup},
	{name: "interleave", op: OpInterleave},
	{name: "choice", op: OpChoice},
	{name: "optional", op: OpOptional},
	{name: "zeroOrMore", op: OpZeroOrMore},
	{name: "oneOrMore", op: OpOneOrMore},
	{name: "list", op: OpList},
	{name: "mixed", op: OpMixed},
	{name: "ref", op: OpRef, required: "name"},
	{name: "parentRef", op: OpParentRef, required: "name"},
	{name: "empty", op: OpEmpty},
	{name: "value", op: OpValue, optional: "type", text: true},
	{name: "data", op: OpData, required: "type"},
	{name: "notAllowed", op: OpNotAllowed},
	{name: "text", op: OpText},
	{name: "externalRef", op: OpExternalRef, required: "href"},
	{name: "grammar", op: OpGrammar},
	{name: "start", optional: "combine"},
	{name: "define", required: "name", optional: "combine"},
	{name: "div"},
	{name: "include", required: "href"},
	{name: "param", required: "name", text: true},
	{name: "except"},
	{name: "name", text: true},
	{name: "anyName"},
	{name: "nsName"},
}

// formNames is the table of the names of all forms, in their order.
var formNames = sync.OnceValue(func() *xmlscan.Names {
	names := xmlscan.NewNames()
	for i := range xmlForms {
		names.Intern(NS, xmlForms[i].name)
	}
	return names
})

// formOf is the form of a name in the table [formNames], or nil.
func formOf(id xmlscan.ID) *xmlForm {
	if id == 0 || int(id) > len(xmlForms) {
		return nil
	}
	return &xmlForms[id-1]
}

// isPattern reports whether elements of the form are patterns.
func (f *xmlForm) isPattern() bool { return f != nil && f.op != 0 }

// opNames are the elements of the patterns.
var opNames = func() (names [OpGrammar + 1]string) {
	for i := range xmlForms {
		names[xmlForms[i].op] = xmlForms[i].name
	}
	names[0] = ""
	return names
}()

// patternNames are the elements that are patterns, sorted.
var patternNames = sync.OnceValue(func() []string { return slices.Sorted(slices.Values(opNames[1:])) })
