package diag

// Codes for faults in a RELAX NG schema.
const (
	// SchemaNotRELAXNG: the file is no RELAX NG schema at all.
	SchemaNotRELAXNG Code = "schema-not-relaxng"
	// SchemaElement: an element of the XML syntax that may not stand there.
	SchemaElement Code = "schema-element-not-allowed"
	// SchemaContent: an element of the XML syntax lacks what it must hold.
	SchemaContent Code = "schema-content-missing"
	// SchemaAttribute: an attribute that the XML syntax does not know there.
	SchemaAttribute Code = "schema-attribute-not-allowed"
	// SchemaAttributeMissing: an attribute that the XML syntax asks for is absent.
	SchemaAttributeMissing Code = "schema-attribute-missing"
	// SchemaAttributeValue: a name, combine or datatypeLibrary is malformed.
	SchemaAttributeValue Code = "schema-attribute-value"
	// SchemaText: text in an element of the XML syntax that holds elements.
	SchemaText Code = "schema-text-not-allowed"
	// SchemaSyntax: the text breaks the grammar of the compact syntax.
	SchemaSyntax Code = "schema-syntax"
	// SchemaPrefix: a prefix is used, but declared nowhere.
	SchemaPrefix Code = "schema-prefix-undeclared"
	// SchemaDeclaration: a namespace or datatypes declaration that may not be made.
	SchemaDeclaration Code = "schema-declaration"
	// SchemaAnnotation: an annotation of the compact syntax that XML could not express.
	SchemaAnnotation Code = "schema-annotation"

	// SchemaHref: an href that is no reference to a local file in the allowed folders.
	SchemaHref Code = "schema-href"
	// SchemaFile: a file that an href names cannot be read.
	SchemaFile Code = "schema-file-unreadable"
	// SchemaIncludeCycle: a file includes itself, directly or through others.
	SchemaIncludeCycle Code = "schema-include-cycle"
	// SchemaIncludeTarget: an included file is not a grammar.
	SchemaIncludeTarget Code = "schema-include-not-grammar"
	// SchemaOverride: an include overrides what the included grammar does not define.
	SchemaOverride Code = "schema-override-unknown"

	// SchemaTooManyFiles: the schema is made of too many files.
	SchemaTooManyFiles Code = "schema-too-many-files"
	// SchemaIncludeDepth: includes and external references are nested too deeply.
	SchemaIncludeDepth Code = "schema-include-too-deep"
	// SchemaTooLarge: the files of the schema are too large together.
	SchemaTooLarge Code = "schema-too-large"
	// SchemaTooManyPatterns: the schema has too many patterns once includes are resolved.
	SchemaTooManyPatterns Code = "schema-too-many-patterns"
	// SchemaTooDeep: patterns, or the references between them, are nested too deeply.
	SchemaTooDeep Code = "schema-too-deep"
	// SchemaTooManyNamespaces: too many namespace declarations are in scope.
	SchemaTooManyNamespaces Code = "schema-too-many-namespaces"
	// SchemaTooComplex: checking the restrictions of §7 takes too many steps.
	SchemaTooComplex Code = "schema-too-complex"

	// SchemaRefUndefined: a ref to a name that its grammar does not define.
	SchemaRefUndefined Code = "schema-ref-undefined"
	// SchemaParentRef: a parentRef in a grammar that has no parent.
	SchemaParentRef Code = "schema-parent-ref"
	// SchemaNoStart: a grammar without a start.
	SchemaNoStart Code = "schema-start-missing"
	// SchemaDuplicateDefine: one name is defined twice without a combine.
	SchemaDuplicateDefine Code = "schema-define-duplicate"
	// SchemaCombine: definitions of one name disagree on how to combine.
	SchemaCombine Code = "schema-combine-conflict"
	// SchemaRefCycle: a definition refers to itself with no element between.
	SchemaRefCycle Code = "schema-ref-cycle"

	// SchemaUnknownLibrary: a datatype library that is not available.
	SchemaUnknownLibrary Code = "schema-library-unknown"
	// SchemaUnknownDatatype: a datatype that its library does not have.
	SchemaUnknownDatatype Code = "schema-datatype-unknown"
	// SchemaParam: a param that its datatype does not take.
	SchemaParam Code = "schema-param"
	// SchemaValue: a value that does not belong to its datatype.
	SchemaValue Code = "schema-value"

	// SchemaNameClass: an except that takes everything, or more, from its name class.
	SchemaNameClass Code = "schema-name-class"
	// SchemaXMLNS: an attribute pattern for a namespace declaration.
	SchemaXMLNS Code = "schema-xmlns-attribute"
	// SchemaAttributeContent: an attribute that holds an element or an attribute.
	SchemaAttributeContent Code = "schema-attribute-content"
	// SchemaRepeatedAttribute: a repeated group or interleave holds an attribute.
	SchemaRepeatedAttribute Code = "schema-attribute-repeated"
	// SchemaListContent: a list holds what no list of tokens can hold.
	SchemaListContent Code = "schema-list-content"
	// SchemaExceptContent: the except of a data holds more than values and data.
	SchemaExceptContent Code = "schema-except-content"
	// SchemaStartContent: the start is something else than elements to choose from.
	SchemaStartContent Code = "schema-start-content"
	// SchemaStringSequence: data stands in sequence with other content.
	SchemaStringSequence Code = "schema-string-sequence"
	// SchemaDuplicateAttribute: an element would have an attribute twice.
	SchemaDuplicateAttribute Code = "schema-attribute-duplicate"
	// SchemaOpenAttribute: an attribute with any name is not repeated.
	SchemaOpenAttribute Code = "schema-attribute-open"
	// SchemaInterleaveElement: two sides of an interleave have an element in common.
	SchemaInterleaveElement Code = "schema-interleave-element"
	// SchemaInterleaveText: two sides of an interleave have text.
	SchemaInterleaveText Code = "schema-interleave-text"

	// SchemaIDType: the schema does not keep the restrictions on which the
	// checking of IDs rests.
	SchemaIDType Code = "schema-id-type"
)

// schemaCodes documents them. An example is in compact syntax, or in XML
// syntax where compact syntax cannot make the mistake.
var schemaCodes = []Entry{
	{
		Code:    SchemaIDType,
		Summary: "IDs cannot be checked with this schema",
		Doc: "Reported with `--check-ids` only. The types ID, IDREF and IDREFS must be the whole value of an attribute with a\n" +
			"name, in an element with a name, and all attributes of that name in elements of that name must agree\n" +
			"(RELAX NG DTD Compatibility §5). Without the option the schema can be used as it is.",
		Example: Example{Schema: "start = element a { attribute id { xsd:ID | xsd:NMTOKENS } }"},
	},
	{
		Code:    SchemaNotRELAXNG,
		Summary: "the file is no RELAX NG schema",
		Doc: "The first element of a schema must be a pattern of RELAX NG, most often `grammar` or `element`, " +
			"in the namespace `http://relaxng.org/ns/structure/1.0`. Of a file that another one includes nothing is quoted.",
		Example: Example{Schema: `<schema xmlns="http://www.w3.org/2001/XMLSchema"/>`},
	},
	{
		Code:    SchemaElement,
		Summary: "an element of RELAX NG stands where it may not stand",
		Doc:     "The XML syntax (§3) says which elements may stand in which. The message names those that may stand there.",
		Example: Example{Schema: `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><start><text/></start></element>`},
	},
	{
		Code:    SchemaContent,
		Summary: "an element of RELAX NG lacks its content",
		Doc:     "Elements such as `group`, `choice`, `define` and `start` must hold at least one pattern (§3); say `empty` where nothing is meant.",
		Example: Example{Schema: `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"/>`},
	},
	{
		Code:    SchemaAttribute,
		Summary: "an element of RELAX NG has an attribute it does not know",
		Doc:     "Attributes without a namespace are those of the XML syntax (§3). Annotations need a namespace of their own.",
		Example: Example{Schema: `<element name="a" kind="b" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>`},
	},
	{
		Code:    SchemaAttributeMissing,
		Summary: "an element of RELAX NG lacks an attribute",
		Doc:     "`ref`, `parentRef`, `define` and `param` need a `name`, `data` needs a `type`, `include` and `externalRef` need an `href` (§3).",
		Example: Example{Schema: `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><data/></element>`},
	},
	{
		Code:    SchemaAttributeValue,
		Summary: "an attribute of RELAX NG has a value it cannot have",
		Doc:     "A `name` must be an XML name, `combine` is \"choice\" or \"interleave\", and a `datatypeLibrary` is an absolute URI without a fragment (§4.3).",
		Example: Example{Schema: `<element name="1a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>`},
	},
	{
		Code:    SchemaText,
		Summary: "text stands where RELAX NG has elements only",
		Doc:     "Only `name`, `value` and `param` hold text (§3).",
		Example: Example{Schema: `<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">text</element>`},
	},
	{
		Code:    SchemaSyntax,
		Summary: "the compact syntax is broken",
		Doc:     "The text does not follow the grammar of the compact syntax. The message says what could stand there.",
		Example: Example{Schema: "element a { text, }"},
	},
	{
		Code:    SchemaPrefix,
		Summary: "a prefix is not declared",
		Doc:     "A prefix needs a declaration: `namespace p = \"…\"` or `datatypes p = \"…\"` in compact syntax, `xmlns:p=\"…\"` in XML.",
		Example: Example{Schema: "element p:a { text }"},
	},
	{
		Code:    SchemaDeclaration,
		Summary: "a declaration that cannot be made",
		Doc:     "A prefix is declared once; `xmlns` never; `xml` only as what it always is.",
		Example: Example{Schema: "namespace p = \"urn:a\"\nnamespace p = \"urn:b\"\nelement p:a { text }"},
	},
	{
		Code:    SchemaAnnotation,
		Summary: "an annotation that XML could not express",
		Doc: "Annotation attributes need a prefix with a namespace, stand once on a node, and are not in the namespaces of RELAX NG or xmlns. " +
			"A value that is the whole schema cannot have annotation elements.",
		Example: Example{Schema: "[ note = \"x\" ] element a { text }"},
	},
	{
		Code:    SchemaHref,
		Summary: "an href is no local file of the schema",
		Doc: "Schemas are put together from local files only: below the folder of the main schema or a folder given with `--schema-path`, " +
			"never from the network. An href has no fragment (§4.5).",
		Example: Example{Schema: "include \"http://example.com/common.rnc\""},
	},
	{
		Code:    SchemaFile,
		Summary: "an included file cannot be read",
		Doc:     "The file that an `include` or `externalRef` names does not exist or may not be read.",
		Example: Example{Schema: "include \"no-such-file.rnc\""},
	},
	{
		Code:    SchemaIncludeCycle,
		Summary: "a file includes itself",
		Doc:     "Following `include` and `externalRef` from a file must not come back to it (§4.6, §4.7).",
	},
	{
		Code:    SchemaIncludeTarget,
		Summary: "an included file is not a grammar",
		Doc:     "`include` takes a file whose pattern is a `grammar` (§4.7); for any other pattern there is `externalRef`.",
	},
	{
		Code:    SchemaOverride,
		Summary: "an include overrides something that is not there",
		Doc:     "Each `start` and `define` within an `include` must have its counterpart in the included grammar (§4.7).",
	},
	{
		Code:    SchemaTooManyFiles,
		Summary: "the schema is made of too many files",
		Doc:     "A schema may be put together from 1,000 files unless the caller sets another limit.",
	},
	{
		Code:    SchemaIncludeDepth,
		Summary: "includes are nested too deeply",
		Doc:     "Files may include files 100 levels deep unless the caller sets another limit.",
	},
	{
		Code:    SchemaTooLarge,
		Summary: "the files of the schema are too large",
		Doc:     "The files of a schema may have 64 MB together unless the caller sets another limit.",
	},
	{
		Code:    SchemaTooManyPatterns,
		Summary: "the schema has too many patterns",
		Doc:     "A schema may have a million patterns, counted after includes are resolved, unless the caller sets another limit.",
	},
	{
		Code:    SchemaTooDeep,
		Summary: "the schema is nested too deeply",
		Doc:     "Elements of the schema, parentheses, annotations, and definitions that refer to one another without an element between may be nested 10,000 levels deep unless the caller sets another limit.",
	},
	{
		Code:    SchemaTooManyNamespaces,
		Summary: "too many namespace declarations are in scope",
		Doc:     "At most 1,000 namespace declarations of a schema may be in scope at once.",
	},
	{
		Code:    SchemaTooComplex,
		Summary: "the attributes or interleaves of the schema take too long to check",
		Doc:     "The checks of §7.3 and §7.4 compare names with names. They give up where that takes tens of millions of steps.",
	},
	{
		Code:    SchemaRefUndefined,
		Summary: "a ref to a name that is not defined",
		Doc:     "A `ref` needs a `define` of that name in its grammar, a `parentRef` one in the grammar around it (§4.18).",
		Example: Example{Schema: "start = element a { conten }\ncontent = text"},
	},
	{
		Code:    SchemaParentRef,
		Summary: "a parentRef without a parent",
		Doc:     "`parentRef` refers to the grammar around its own one (§4.18); the outermost grammar has none.",
		Example: Example{Schema: "start = element a { parent b }"},
	},
	{
		Code:    SchemaNoStart,
		Summary: "a grammar has no start",
		Doc:     "Every `grammar` says with `start` what it matches (§4.18).",
		Example: Example{Schema: "a = element a { text }"},
	},
	{
		Code:    SchemaDuplicateDefine,
		Summary: "a name is defined twice",
		Doc:     "Of several definitions of one name all but one need a `combine` (`|=` or `&=` in compact syntax, §4.17).",
		Example: Example{Schema: "start = element a { b }\nb = text\nb = empty"},
	},
	{
		Code:    SchemaCombine,
		Summary: "definitions of a name disagree on combine",
		Doc:     "All definitions of one name that say how to combine must say the same (§4.17).",
		Example: Example{Schema: "start = element a { b }\nb |= text\nb &= empty"},
	},
	{
		Code:    SchemaRefCycle,
		Summary: "a definition refers to itself",
		Doc:     "A definition may come back to itself only through an `element` (§4.19); otherwise there is no end to it.",
		Example: Example{Schema: "start = element a { b }\nb = text | b"},
	},
	{
		Code:    SchemaUnknownLibrary,
		Summary: "a datatype library is not known",
		Doc:     "The libraries are the built-in one (`string`, `token`) and `http://www.w3.org/2001/XMLSchema-datatypes`.",
		Example: Example{Schema: "datatypes d = \"urn:example:types\"\nelement a { d:b }"},
	},
	{
		Code:    SchemaUnknownDatatype,
		Summary: "a datatype is not known",
		Doc:     "The library has no type of that name (§4.16).",
		Example: Example{Schema: "element a { xsd:number }"},
	},
	{
		Code:    SchemaParam,
		Summary: "a param cannot be used",
		Doc:     "The datatype does not take a param of that name or with that value (§4.16).",
		Example: Example{Schema: "element a { xsd:int { minInclusive = \"one\" } }"},
	},
	{
		Code:    SchemaValue,
		Summary: "a value does not belong to its datatype",
		Doc:     "The text of a `value` must be one that its datatype allows; otherwise no document could match it.",
		Example: Example{Schema: "element a { xsd:int \"one\" }"},
	},
	{
		Code:    SchemaNameClass,
		Summary: "an except holds a name class it cannot hold",
		Doc:     "The `except` of `anyName` holds no `anyName`; that of `nsName` holds neither `anyName` nor `nsName` (§4.16).",
		Example: Example{Schema: "element * - (a | *) { text }"},
	},
	{
		Code:    SchemaXMLNS,
		Summary: "an attribute pattern for a namespace declaration",
		Doc:     "To XML namespaces `xmlns` is no attribute; a pattern for one could never match (§4.16).",
		Example: Example{Schema: "element a { attribute xmlns { text } }"},
	},
	{
		Code:    SchemaAttributeContent,
		Summary: "an attribute holds an element or attribute",
		Doc:     "The value of an attribute is text, data, values and lists (§7.1.1).",
		Example: Example{Schema: "element a { attribute b { element c { text } } }"},
	},
	{
		Code:    SchemaRepeatedAttribute,
		Summary: "an attribute in a repeated group or interleave",
		Doc:     "Within `oneOrMore` and `zeroOrMore` an attribute cannot stand in a group or interleave (§7.1.2), because attributes do not come in sequence.",
		Example: Example{Schema: "element a { (attribute b { text }, element c { text })+ }"},
	},
	{
		Code:    SchemaListContent,
		Summary: "a list holds what no list can hold",
		Doc:     "A list is made of data and values; it holds no elements, attributes, text, interleaves or lists (§7.1.3).",
		Example: Example{Schema: "element a { list { text } }"},
	},
	{
		Code:    SchemaExceptContent,
		Summary: "the except of a data holds more than values",
		Doc:     "The `except` of a `data` holds `data`, `value` and choices of them (§7.1.4).",
		Example: Example{Schema: "element a { xsd:token - text }"},
	},
	{
		Code:    SchemaStartContent,
		Summary: "the start is not an element",
		Doc:     "A document is one element, so that `start` is an element or a choice of elements (§7.1.5).",
		Example: Example{Schema: "start = attribute a { text }"},
	},
	{
		Code:    SchemaStringSequence,
		Summary: "data stands in sequence with other content",
		Doc:     "`data`, `value` and `list` describe the whole text of an element; in a group or interleave they stand alone beside attributes, and they are not repeated (§7.2). `list` makes a sequence of tokens.",
		Example: Example{Schema: "element a { xsd:int, element b { text } }"},
	},
	{
		Code:    SchemaDuplicateAttribute,
		Summary: "an attribute twice in one element",
		Doc:     "Two attributes in a group or interleave must not share a name (§7.3), because XML has no attribute twice.",
		Example: Example{Schema: "element a { attribute b { text }, attribute b { text } }"},
	},
	{
		Code:    SchemaOpenAttribute,
		Summary: "an attribute with any name is not repeated",
		Doc:     "An attribute whose name is `anyName` or `nsName` must stand in a `oneOrMore` or `zeroOrMore` (§7.3).",
		Example: Example{Schema: "element a { attribute * { text } }"},
	},
	{
		Code:    SchemaInterleaveElement,
		Summary: "an element on two sides of an interleave",
		Doc:     "The sides of an `interleave` must not have an element name in common (§7.4), so that it is clear which side an element belongs to.",
		Example: Example{Schema: "element a { element b { text } & element b { empty } }"},
	},
	{
		Code:    SchemaInterleaveText,
		Summary: "text on two sides of an interleave",
		Doc:     "At most one side of an `interleave` may have text (§7.4). `mixed` has it already.",
		Example: Example{Schema: "element a { mixed { text } }"},
	},
}
