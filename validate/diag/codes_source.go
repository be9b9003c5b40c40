package diag

// Codes for faults in annotated Go source, from which a format is generated.
const (
	// GoSource: the source is not Go, or does not hold up without its imports.
	GoSource Code = "go-source"
	// AnnotationUnknown: a directive of that name does not exist.
	AnnotationUnknown Code = "annotation-unknown"
	// AnnotationMisplaced: a directive stands where it means nothing.
	AnnotationMisplaced Code = "annotation-misplaced"
	// AnnotationRepeated: a directive says twice what can be said once.
	AnnotationRepeated Code = "annotation-repeated"
	// AnnotationArgument: a directive's argument is missing, superfluous or wrong.
	AnnotationArgument Code = "annotation-argument"
	// ModelRoot: no type is the root element.
	ModelRoot Code = "model-root"
	// ModelType: a Go type or declaration that describes no XML.
	ModelType Code = "model-type"
	// ModelTag: a field's xml tag is missing or wrong.
	ModelTag Code = "model-tag"
	// ModelChoice: an interface is not a sealed choice among structs.
	ModelChoice Code = "model-choice"
	// ModelRepeated: a name or value is declared twice in one place.
	ModelRepeated Code = "model-repeated"
	// ModelRecursion: a struct holds itself without an element between.
	ModelRecursion Code = "model-recursion"
	// ModelUnused: a type that the root element does not lead to.
	ModelUnused Code = "model-unused"
	// ModelDoc: a part of the format has no doc comment, or one with a broken link.
	ModelDoc Code = "model-doc"
)

var sourceCodes = []Entry{
	{
		Code:    GoSource,
		Summary: "the annotated source is not correct Go",
		Doc: "The files of an annotated package are parsed and type-checked before anything else is made of them. " +
			"They import nothing, so that they can be read without the rest of the module.",
		Example: Example{Source: "package a\n\ntype A struct { B C }\n"},
	},
	{
		Code:    AnnotationUnknown,
		Summary: "a directive of that name does not exist",
		Doc: "A misspelt directive would otherwise be an ordinary comment, and the format would lack what it says. " +
			"The message names the nearest directive.",
		Example: Example{Source: rootSource("//schema:sinze 1.0.1\n", "")},
	},
	{
		Code:    AnnotationMisplaced,
		Summary: "a directive stands where it means nothing",
		Doc: "Each directive belongs to certain declarations: the package, a struct, an interface, a named string type, a field, " +
			"a constant or an example function. A directive within a function or apart from any declaration is misplaced too.",
		Example: Example{Source: rootSource("//schema:occurs 1..\n", "")},
	},
	{
		Code:    AnnotationRepeated,
		Summary: "a directive says twice what can be said once",
		Doc:     "Only `//schema:param` may stand several times on one declaration. Remove one of the two.",
		Example: Example{Source: rootSource("//schema:since 1.0.1\n//schema:since 1.0.2\n", "")},
	},
	{
		Code:    AnnotationArgument,
		Summary: "a directive's argument is missing, superfluous or wrong",
		Doc: "Arguments are words, \"quoted\" or `raw` Go strings, separated by spaces. The range is that of the argument, " +
			"or that of the directive if an argument is missing.",
		Example: Example{Source: rootSource("//schema:since soon\n", "")},
	},
	{
		Code:    ModelRoot,
		Summary: "no type is the root element",
		Doc:     "Exactly one struct of the package carries `//schema:element NAME`.",
		Example: Example{Source: "package a\n\n// A is empty.\ntype A struct{}\n"},
	},
	{
		Code:    ModelType,
		Summary: "a Go type or declaration that describes no XML",
		Doc: "Elements and attributes hold `string`, named string types with constants or with `//schema:data`, structs, and interfaces with " +
			"`//schema:choice`; a pointer makes them optional, a slice repeats them. Numbers and bool are not used, because a document's " +
			"own spelling of a value would be lost.",
		Example: Example{Source: rootSource("", "\t// B is a number.\n\tB int `xml:\"b\"`\n")},
	},
	{
		Code:    ModelTag,
		Summary: "a field's xml tag is missing or wrong",
		Doc: "Every field says what it stands for: `xml:\"name\"` a child element, `xml:\"name,attr\"` an attribute, `xml:\",chardata\"` the text, " +
			"`xml:\",group\"` a choice within this very element, `xml:\",innerxml\"` all of an open element. An embedded struct has no tag.",
		Example: Example{Source: rootSource("", "\t// B is untagged.\n\tB string\n")},
	},
	{
		Code:    ModelChoice,
		Summary: "an interface is not a sealed choice among structs",
		Doc: "A choice is an interface with one unexported method without parameters and results. Its variants are the structs that declare " +
			"this method themselves, with a value receiver; there must be at least one.",
		Example: Example{Source: rootSource("", "\t// B has no variant.\n\tB B `xml:\"b\"`\n") + "\n// B is a choice.\n//\n//schema:choice\ntype B interface{ b() }\n"},
	},
	{
		Code:    ModelRepeated,
		Summary: "a name or value is declared twice in one place",
		Doc: "Within one element each attribute, each child element and each value of an enumeration is declared once. The fields of embedded " +
			"structs and of group choices count as declared in the struct that holds them.",
		Example: Example{Source: rootSource("", "\t// B is one.\n\tB string `xml:\"b\"`\n\t// C is the other.\n\tC string `xml:\"b\"`\n")},
	},
	{
		Code:    ModelRecursion,
		Summary: "a struct holds itself without an element between",
		Doc:     "A group has no tags of its own in a document, so a struct that reaches itself through groups alone would never end.",
		Example: Example{Source: rootSource("", "\tG G `xml:\",group\"`\n") + "\n// G is a choice.\n//\n//schema:choice\ntype G interface{ g() }\n\nfunc (A) g() {}\n"},
	},
	{
		Code:    ModelUnused,
		Summary: "a type that the root element does not lead to",
		Doc:     "Every exported type of an annotated package is part of the format. Use the type, remove it, or give it an unexported name.",
		Example: Example{Source: rootSource("", "") + "\n// B is on its own.\ntype B struct{}\n"},
	},
	{
		Code:    ModelDoc,
		Summary: "a part of the format has no doc comment, or one with a broken link",
		Doc: "The reference page and the grammar show doc comments. An element or attribute needs one on its field or on its type, a value on its " +
			"constant. A link such as [Disk.Source] names a type, field or constant of the package.",
		Example: Example{Source: rootSource("", "\tB string `xml:\"b\"`\n")},
	},
}

// rootSource is an annotated package of one struct.
func rootSource(directives, fields string) string {
	return "// Package a is an example.\npackage a\n\n// A is the root.\n//\n//schema:element a\n" + directives + "type A struct {\n" + fields + "}\n"
}
