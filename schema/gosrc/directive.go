package gosrc

import "slices"

// A Place is a kind of declaration on which a directive may stand.
type Place string

// The places.
const (
	OnPackage   Place = "the package"
	OnStruct    Place = "a struct type"
	OnInterface Place = "an interface type"
	OnString    Place = "a named string type"
	OnField     Place = "a field"
	OnConst     Place = "a constant"
	OnFunc      Place = "a function"
)

// A Directive is a kind of annotation, written //schema:name arguments.
type Directive struct {
	Name    string  // "since"
	Args    string  // the arguments, for people: "VERSION"
	On      []Place // where it may stand
	Repeats bool    // whether one declaration may have several
	Doc     string  // what it says, Markdown

	min, max int // number of arguments; max -1: any
	apply    func(*loader, *target, *annotation)
}

// anyArgs as Directive.max means any number of arguments.
const anyArgs = -1

// Directives is the table of all directives, in the order in which a
// reference explains them.
func Directives() []Directive { return slices.Clone(directives) }

var onTypes = []Place{OnStruct, OnInterface, OnString}

var onAllParts = append(slices.Clip(onTypes), OnField, OnConst)

var directives = []Directive{
	{
		Name: "element", Args: "NAME", On: []Place{OnStruct}, min: 1, max: 1, apply: applyElement,
		Doc: "The struct is the content of the format's root element, which has this name. Exactly one struct of a package is.",
	},
	{
		Name: "order", Args: "interleave|sequence", On: []Place{OnPackage, OnStruct}, min: 1, max: 1, apply: applyOrder,
		Doc: "Child elements stand in any order, or in the order of the fields. On the package it is the default of every struct; " +
			"without it the default is `interleave`. Attributes never have an order.",
	},
	{
		Name: "occurs", Args: "MIN..|MIN..MAX", On: []Place{OnField}, min: 1, max: 1, apply: applyOccurs,
		Doc: "How often the child element of a slice field occurs, where any number would be too lax: `1..` is once or more, `0..2` at most twice.",
	},
	{
		Name: "choice", On: []Place{OnInterface}, apply: applyChoice,
		Doc: "The interface is a choice: its content is exactly one of the structs that declare its one method themselves, with a value receiver.",
	},
	{
		Name: "data", Args: "[LIBRARY:]TYPE", On: []Place{OnString}, min: 1, max: 1, apply: applyData,
		Doc: "The values are those of a datatype: `token` or `string`, which RELAX NG has built in, or a type of XML Schema part 2 such as `xsd:unsignedInt`.",
	},
	{
		Name: "param", Args: "NAME VALUE", On: []Place{OnString}, Repeats: true, min: 2, max: 2, apply: applyParam,
		Doc: "A facet that narrows the datatype of `//schema:data`, such as a pattern. A raw string keeps a regular expression as it is: ``//schema:param pattern `/.+` ``.",
	},
	{
		Name: "label", Args: "TEXT", On: []Place{OnString}, min: 1, max: 1, apply: applyLabel,
		Doc: "What messages and the reference call a value of this datatype, with its article: `//schema:label \"an absolute path\"`.",
	},
	{
		Name: "union", Args: "TYPE...", On: []Place{OnString}, min: 2, max: anyArgs, apply: applyUnion,
		Doc: "A value is one of several named datatypes or enumerations of the package.",
	},
	{
		Name: "fixed", Args: "VALUE...", On: []Place{OnField}, min: 1, max: anyArgs, apply: applyFixed,
		Doc: "Of the field's enumeration only these values are allowed here. This is how the variants of a choice differ in one attribute.",
	},
	{
		Name: "open", Args: "content|elements", On: []Place{OnStruct}, min: 1, max: 1, apply: applyOpen,
		Doc: "The element may hold more than the struct declares: any attributes, elements and text, or any elements. The struct has a field " +
			"``Verbatim string `xml:\",innerxml\"` ``, which is no declaration: it keeps the whole element as the document writes it.",
	},
	{
		Name: "since", Args: "VERSION", On: onAllParts, min: 1, max: 1, apply: applySince,
		Doc: "The release that brought it. On a datatype or enumeration: before that release the content was any text.",
	},
	{
		Name: "until", Args: "VERSION", On: onAllParts, min: 1, max: 1, apply: applyUntil,
		Doc: "The first release without it.",
	},
	{
		Name: "access", Args: "create|readonly|internal", On: onAllParts, min: 1, max: 1, apply: applyAccess,
		Doc: "Who sets it: whoever creates a document (`create`), the program that reads it (`readonly`, ignored at creation), or only that " +
			"program's own files (`internal`).",
	},
	{
		Name: "redefine", Args: "required|read|ignored", On: []Place{OnField}, min: 1, max: 1, apply: applyRedefine,
		Doc: "What happens to it when an existing document is handed in again: it must be there, it is taken over, or nobody looks at it.",
	},
	{
		Name: "example", Args: "create|redefine|dump [FLAG...]", On: []Place{OnFunc}, min: 1, max: anyArgs, apply: applyExample,
		Doc: "The function, `func ExampleName() *Root`, returns an example document: for creation, for redefinition, or as a program prints it. " +
			"Flags name what is handed over with it. The doc comment is the caption, its first sentence the title.",
	},
}

// lookup is the directive of that name, or nil.
func lookup(name string) *Directive {
	i := slices.IndexFunc(directives, func(d Directive) bool { return d.Name == name })
	if i < 0 {
		return nil
	}
	return &directives[i]
}

func directiveNames() []string {
	names := make([]string, len(directives))
	for i, d := range directives {
		names[i] = d.Name
	}
	return names
}
