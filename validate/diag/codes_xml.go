package diag

// Codes for what breaks XML 1.0 or Namespaces in XML 1.0, and for the limits
// of the reader.
const (
	// Structure of the document.

	// MissingRoot is a document without an element.
	MissingRoot Code = "missing-root"
	// ContentBeforeRoot is text before the root element.
	ContentBeforeRoot Code = "content-before-root"
	// ContentAfterRoot is text or an element after the root element.
	ContentAfterRoot Code = "content-after-root"
	// UnclosedElement is an element without an end tag.
	UnclosedElement Code = "unclosed-element"
	// TagMismatch is an end tag that does not match the start tag.
	TagMismatch Code = "tag-mismatch"
	// UnexpectedEndTag is an end tag that belongs to no element.
	UnexpectedEndTag Code = "unexpected-end-tag"

	// Tags and attributes.

	// UnclosedTag is a tag without its ">".
	UnclosedTag Code = "unclosed-tag"
	// MalformedTag is a tag with something in it that does not belong there.
	MalformedTag Code = "malformed-tag"
	// MalformedName is a name with a character or a colon that it may not have.
	MalformedName Code = "malformed-name"
	// MissingSpace is attributes without a space between them.
	MissingSpace Code = "missing-space"
	// MissingValue is an attribute without a value.
	MissingValue Code = "missing-value"
	// UnquotedValue is an attribute value without quotes.
	UnquotedValue Code = "unquoted-value"
	// UnclosedValue is an attribute value without its closing quote.
	UnclosedValue Code = "unclosed-value"
	// LessThanInValue is a "<" in an attribute value.
	LessThanInValue Code = "less-than-in-value"
	// DuplicateAttribute is an attribute given twice in a tag.
	DuplicateAttribute Code = "duplicate-attribute"

	// Text and markup.

	// StrayLessThan is a "<" that begins no markup.
	StrayLessThan Code = "stray-less-than"
	// StrayAmpersand is a "&" that begins no reference.
	StrayAmpersand Code = "stray-ampersand"
	// MalformedReference is a reference that is not complete.
	MalformedReference Code = "malformed-reference"
	// MalformedMarkup is a "<!" that begins no markup.
	MalformedMarkup Code = "malformed-markup"
	// SectionEndInText is a "]]>" outside a CDATA section.
	SectionEndInText Code = "section-end-in-text"
	// UnclosedSection is a CDATA section without its "]]>".
	UnclosedSection Code = "unclosed-section"
	// UnclosedComment is a comment without its "-->".
	UnclosedComment Code = "unclosed-comment"
	// DoubleHyphen is a "--" in a comment.
	DoubleHyphen Code = "double-hyphen"
	// UnclosedInstruction is a processing instruction without its "?>".
	UnclosedInstruction Code = "unclosed-instruction"
	// MalformedInstruction is a processing instruction without a target.
	MalformedInstruction Code = "malformed-instruction"
	// ReservedTarget is the target "xml" in another case.
	ReservedTarget Code = "reserved-target"

	// Encoding and characters.

	// MisplacedXMLDecl is an XML declaration that is not at the very start.
	MisplacedXMLDecl Code = "misplaced-xml-declaration"
	// MalformedXMLDecl is an XML declaration that is not well-formed.
	MalformedXMLDecl Code = "malformed-xml-declaration"
	// UnsupportedEncoding is an encoding that the reader does not know.
	UnsupportedEncoding Code = "unsupported-encoding"
	// EncodingConflict is a declared encoding that is not the document's.
	EncodingConflict Code = "encoding-conflict"
	// InvalidBytes is bytes that are no character of the encoding.
	InvalidBytes Code = "invalid-bytes"
	// InvalidCharacter is a character that XML does not allow.
	InvalidCharacter Code = "invalid-character"

	// Namespaces.

	// UndeclaredPrefix is a prefix that is not declared.
	UndeclaredPrefix Code = "undeclared-prefix"
	// ReservedNamespace is a wrong use of the prefixes "xml" and "xmlns".
	ReservedNamespace Code = "reserved-namespace"
	// EmptyNamespace is a prefix bound to the empty namespace name.
	EmptyNamespace Code = "empty-namespace"

	// Document type declarations and entities.

	// MisplacedDoctype is a document type declaration in the wrong place.
	MisplacedDoctype Code = "misplaced-doctype"
	// MalformedDoctype is a document type declaration that is not well-formed.
	MalformedDoctype Code = "malformed-doctype"
	// MalformedDeclaration is a declaration in a DTD that is not well-formed.
	MalformedDeclaration Code = "malformed-declaration"
	// MisplacedParameterEntity is a reference to a parameter entity within a declaration.
	MisplacedParameterEntity Code = "misplaced-parameter-entity"
	// UndeclaredEntity is a reference to an entity that is not declared.
	UndeclaredEntity Code = "undeclared-entity"
	// UnparsedEntity is a reference to an entity that is not text.
	UnparsedEntity Code = "unparsed-entity"
	// ExternalEntity is a reference to an external entity in an attribute value.
	ExternalEntity Code = "external-entity"
	// EntityRecursion is an entity that refers to itself.
	EntityRecursion Code = "entity-recursion"
	// EntityNesting is an element that begins in an entity and ends outside, or the other way round.
	EntityNesting Code = "entity-nesting"

	// Limits.

	// DepthLimit is elements nested beyond the limit.
	DepthLimit Code = "depth-limit"
	// AttributeLimit is more attributes in a tag than the limit.
	AttributeLimit Code = "attribute-limit"
	// NamespaceLimit is more namespace declarations in a tag than the limit.
	NamespaceLimit Code = "namespace-limit"
	// NameLimit is a name longer than the limit.
	NameLimit Code = "name-limit"
	// TagLimit is a tag or declaration longer than the limit.
	TagLimit Code = "tag-limit"
	// NamesLimit is more distinct names than the limit.
	NamesLimit Code = "names-limit"
	// DTDLimit is declarations beyond the limit.
	DTDLimit Code = "dtd-limit"
	// EntityDepthLimit is entities nested beyond the limit.
	EntityDepthLimit Code = "entity-depth-limit"
	// ExpansionLimit is entities that bring in more text than the limit.
	ExpansionLimit Code = "expansion-limit"
)

// xmlCodes has no examples for most limits, as they would have to be as large.
var xmlCodes = []Entry{
	{
		Code:    MissingRoot,
		Summary: "the document has no element",
		Doc:     "A document has exactly one root element. This one ends before any start tag; it may be empty, or have nothing but comments.",
		Example: Example{Document: "<!-- nothing -->"},
	},
	{
		Code:    ContentBeforeRoot,
		Summary: "there is text before the root element",
		Doc:     "Only the XML declaration, a document type declaration, comments and processing instructions may stand before the root element. Often a stray character has slipped in before the first `<`.",
		Example: Example{Document: "x<a/>"},
	},
	{
		Code:    ContentAfterRoot,
		Summary: "there is something after the root element",
		Doc:     "A document has one root element. After its end tag only comments and processing instructions may stand. To put several documents into one file, wrap them in one element.",
		Example: Example{Document: "<a/><b/>"},
	},
	{
		Code:    UnclosedElement,
		Summary: "an element is not closed",
		Doc:     "The end tag of an element is missing: an element around it, or the document, ends first. The range is that of the start tag.",
		Example: Example{Document: "<a>"},
	},
	{
		Code:    TagMismatch,
		Summary: "an end tag does not match its start tag",
		Doc:     "Elements must be nested: the element opened last is closed first, by an end tag with the name of the start tag.",
		Example: Example{Document: "<a><b></c></a>"},
	},
	{
		Code:    UnexpectedEndTag,
		Summary: "an end tag has no start tag",
		Doc:     "There is an end tag, but no element for it to close: all have their own end tags, or none is open. Remove it, or write the start tag.",
		Example: Example{Document: "<a/></a>"},
	},
	{
		Code:    UnclosedTag,
		Summary: "a tag is not closed",
		Doc:     "A start tag or an end tag lacks its `>`.",
		Example: Example{Document: "<a <b/>"},
	},
	{
		Code:    MalformedTag,
		Summary: "a tag is not well-formed",
		Doc:     "A start tag has a name, attributes, and `>` or `/>`; an end tag has nothing but `</`, the name and `>`.",
		Example: Example{Document: "<a / >"},
	},
	{
		Code:    MalformedName,
		Summary: "a name is not allowed",
		Doc:     "A name begins with a letter or `_`, and goes on with letters, digits, `-`, `_` and `.`. Names of elements and attributes may have one colon, between a prefix and a local part; names of entities, notations and targets have none.",
		Example: Example{Document: "<a:b:c/>"},
	},
	{
		Code:    MissingSpace,
		Summary: "there is no space before an attribute",
		Doc:     "Attributes of a tag must stand apart.",
		Example: Example{Document: `<a b="1"c="2"/>`},
	},
	{
		Code:    MissingValue,
		Summary: "an attribute has no value",
		Doc:     "XML has no attributes without a value. Write `name=\"value\"`.",
		Example: Example{Document: "<a b/>"},
	},
	{
		Code:    UnquotedValue,
		Summary: "an attribute value has no quotes",
		Doc:     "Put attribute values into double or single quotes.",
		Example: Example{Document: "<a b=1/>"},
	},
	{
		Code:    UnclosedValue,
		Summary: "an attribute value is not closed",
		Doc:     "The closing quote of an attribute value is missing. The range begins at the opening one.",
		Example: Example{Document: `<a b="1></a>`},
	},
	{
		Code:    LessThanInValue,
		Summary: `there is "<" in an attribute value`,
		Doc:     "Write `&lt;` for the character `<` in an attribute value. It may not come from an entity either.",
		Example: Example{Document: `<a b="1<2"/>`},
	},
	{
		Code:    DuplicateAttribute,
		Summary: "an attribute is given twice",
		Doc:     "Each attribute may stand once in a tag. Attributes with different prefixes are the same if the prefixes are bound to the same namespace.",
		Example: Example{Document: `<a b="1" b="2"/>`},
	},
	{
		Code:    StrayLessThan,
		Summary: `"<" begins no tag`,
		Doc:     "Write `&lt;` for the character `<`.",
		Example: Example{Document: "<a>1 < 2</a>"},
	},
	{
		Code:    StrayAmpersand,
		Summary: `"&" begins no reference`,
		Doc:     "Write `&amp;` for the character `&`.",
		Example: Example{Document: "<a>this & that</a>"},
	},
	{
		Code:    MalformedReference,
		Summary: "a reference is not complete",
		Doc:     "A reference is `&name;`, `&#decimal;` or `&#xhexadecimal;`, with a semicolon at its end. Write `&amp;` if the character `&` is meant, for instance in a URL.",
		Example: Example{Document: "<a>?x=1&y=2</a>"},
	},
	{
		Code:    MalformedMarkup,
		Summary: `"<!" begins no markup`,
		Doc:     "`<!` begins a comment `<!--`, a section `<![CDATA[` or, before the root element, `<!DOCTYPE`.",
		Example: Example{Document: "<a><! b></a>"},
	},
	{
		Code:    SectionEndInText,
		Summary: `there is "]]>" in text`,
		Doc:     "`]]>` ends a CDATA section and may not stand in other text. Write `]]&gt;`.",
		Example: Example{Document: "<a>]]></a>"},
	},
	{
		Code:    UnclosedSection,
		Summary: "a CDATA section is not closed",
		Doc:     "A section that begins with `<![CDATA[` goes up to the next `]]>`; there is none.",
		Example: Example{Document: "<a><![CDATA[b</a>"},
	},
	{
		Code:    UnclosedComment,
		Summary: "a comment is not closed",
		Doc:     "A comment that begins with `<!--` goes up to the next `-->`; there is none.",
		Example: Example{Document: "<a/><!-- b"},
	},
	{
		Code:    DoubleHyphen,
		Summary: `there is "--" in a comment`,
		Doc:     "`--` may stand in a comment only as a part of the `-->` at its end. A comment may not end with `--->`.",
		Example: Example{Document: "<a/><!-- b -- c -->"},
	},
	{
		Code:    UnclosedInstruction,
		Summary: "a processing instruction is not closed",
		Doc:     "A processing instruction that begins with `<?` goes up to the next `?>`; there is none.",
		Example: Example{Document: "<a/><?b c"},
	},
	{
		Code:    MalformedInstruction,
		Summary: "a processing instruction is not well-formed",
		Doc:     "A name, the target, must stand right behind `<?`, and white space or `?>` behind the name.",
		Example: Example{Document: "<a/><? b?>"},
	},
	{
		Code:    ReservedTarget,
		Summary: "the target of a processing instruction is reserved",
		Doc:     "Targets that are `xml` in any mix of cases are reserved.",
		Example: Example{Document: "<a/><?XML b?>"},
	},
	{
		Code:    MisplacedXMLDecl,
		Summary: "the XML declaration is not at the start",
		Doc:     "`<?xml … ?>` may only be the very first thing in a document. Remove blank lines and spaces before it.",
		Example: Example{Document: "\n<?xml version=\"1.0\"?><a/>"},
	},
	{
		Code:    MalformedXMLDecl,
		Summary: "the XML declaration is not well-formed",
		Doc:     "The XML declaration has a version, and may have an encoding and then `standalone`: `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`.",
		Example: Example{Document: `<?xml encoding="UTF-8"?><a/>`},
	},
	{
		Code:    UnsupportedEncoding,
		Summary: "the encoding is not supported",
		Doc:     "The reader knows UTF-8, UTF-16, ISO-8859-1, -2, -5, -7, -9 and -15, US-ASCII, and windows-1250 to windows-1258. Save the document as UTF-8.",
		Example: Example{Document: `<?xml version="1.0" encoding="x-unknown"?><a/>`},
	},
	{
		Code:    EncodingConflict,
		Summary: "the declared encoding is not that of the document",
		Doc:     "The XML declaration names another encoding than the byte order mark or the bytes of the document show, or a document in UTF-16 says so nowhere.",
		Example: Example{Document: `<?xml version="1.0" encoding="UTF-16"?><a/>`},
	},
	{
		Code:    InvalidBytes,
		Summary: "bytes are no text in the document's encoding",
		Doc:     "Without a declaration a document is UTF-8. Save it as UTF-8, or name its encoding in the XML declaration.",
		Example: Example{Document: "<a>\xE9</a>"},
	},
	{
		Code:    InvalidCharacter,
		Summary: "a character is not allowed in XML",
		Doc:     "Control characters other than tab, line feed and carriage return, U+FFFE, U+FFFF and lone surrogates may not stand in a document, nor be referred to.",
		Example: Example{Document: "<a>&#0;</a>"},
	},
	{
		Code:    UndeclaredPrefix,
		Summary: "a namespace prefix is not declared",
		Doc:     "Declare the prefix with an attribute `xmlns:prefix=\"…\"` in the element or one around it.",
		Example: Example{Document: "<a:b/>"},
	},
	{
		Code:    ReservedNamespace,
		Summary: "a reserved prefix or namespace is declared",
		Doc:     "`xml` and its namespace belong to each other; `xmlns` and its namespace may not be declared at all.",
		Example: Example{Document: `<a xmlns:xml="urn:x"/>`},
	},
	{
		Code:    EmptyNamespace,
		Summary: "a prefix is bound to no namespace",
		Doc:     "Only the default namespace can be taken back, with `xmlns=\"\"`. A prefix must have a namespace name.",
		Example: Example{Document: `<a xmlns:b=""/>`},
	},
	{
		Code:    MisplacedDoctype,
		Summary: "a document type declaration is misplaced",
		Doc:     "There may be one `<!DOCTYPE`, before the root element.",
		Example: Example{Document: "<a/><!DOCTYPE a>"},
	},
	{
		Code:    MalformedDoctype,
		Summary: "the document type declaration is not well-formed",
		Doc:     "It is `<!DOCTYPE`, the name of the root element, an optional external identifier, and optional declarations in `[` and `]`.",
		Example: Example{Document: "<!DOCTYPE a b><a/>"},
	},
	{
		Code:    MalformedDeclaration,
		Summary: "a declaration in the document type declaration is not well-formed",
		Doc:     "An element, attribute-list, entity or notation declaration does not follow the grammar of XML 1.0 §3.2, §3.3, §4.2 or §4.7.",
		Example: Example{Document: "<!DOCTYPE a [<!ELEMENT a>]><a/>"},
	},
	{
		Code:    MisplacedParameterEntity,
		Summary: "a parameter entity is referred to within a declaration",
		Doc:     "In the internal subset references such as `%name;` may only stand between declarations.",
		Example: Example{Document: `<!DOCTYPE a [<!ENTITY % b "ANY"><!ELEMENT a %b;>]><a/>`},
	},
	{
		Code:    UndeclaredEntity,
		Summary: "an entity is not declared",
		Doc:     "Without a document type declaration only `&amp;`, `&lt;`, `&gt;`, `&apos;` and `&quot;` are known; names from HTML such as `&nbsp;` are not. Write the character itself, or its number: `&#160;`.",
		Example: Example{Document: "<a>&nbsp;</a>"},
	},
	{
		Code:    UnparsedEntity,
		Summary: "a reference to an entity that is not text",
		Doc:     "An entity with NDATA may only be named in an attribute of type ENTITY or ENTITIES.",
		Example: Example{Document: `<!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY b SYSTEM "b" NDATA n>]><a>&b;</a>`},
	},
	{
		Code:    ExternalEntity,
		Summary: "an attribute value refers to an external entity",
		Doc:     "Attribute values may refer to internal entities only.",
		Example: Example{Document: `<!DOCTYPE a [<!ENTITY b SYSTEM "b">]><a c="&b;"/>`},
	},
	{
		Code:    EntityRecursion,
		Summary: "an entity refers to itself",
		Doc:     "The text of an entity may not refer to the entity itself, directly or by way of others.",
		Example: Example{Document: `<!DOCTYPE a [<!ENTITY b "&b;">]><a>&b;</a>`},
	},
	{
		Code:    EntityNesting,
		Summary: "an element begins and ends in different entities",
		Doc:     "The text of an entity must close all the elements that it opens, and no others.",
		Example: Example{Document: `<!DOCTYPE a [<!ENTITY b "<c>">]><a>&b;</c></a>`},
	},
	{
		Code:    DepthLimit,
		Summary: "elements are nested too deeply",
		Doc:     "By default 10,000 elements may be open at a time. The option `--max-depth` changes that.",
	},
	{
		Code:    AttributeLimit,
		Summary: "a tag has too many attributes",
		Doc:     "A tag may have 10,000 attributes, those with defaults included.",
	},
	{
		Code:    NamespaceLimit,
		Summary: "a tag has too many namespace declarations",
		Doc:     "A tag may have 1,000 namespace declarations.",
	},
	{
		Code:    NameLimit,
		Summary: "a name is too long",
		Doc:     "A name may have 50,000 bytes.",
	},
	{
		Code:    TagLimit,
		Summary: "a tag or declaration is too long",
		Doc:     "A tag may have 10 MB, the text that entities bring into its attribute values included, and so may a declaration.",
	},
	{
		Code:    NamesLimit,
		Summary: "there are too many distinct names",
		Doc:     "A document may have a million distinct names of elements and attributes, and 64 MB of them together with the names of namespaces.",
	},
	{
		Code:    DTDLimit,
		Summary: "the document type declaration is too large",
		Doc:     "What is kept of entities and defaults may have 10 MB.",
	},
	{
		Code:    EntityDepthLimit,
		Summary: "entities are nested too deeply",
		Doc:     "An entity may refer to another one, and so on, 20 deep.",
		Example: Example{Document: `<!DOCTYPE a [
<!ENTITY e0 "x">
<!ENTITY e1 "&e0;"> <!ENTITY e2 "&e1;"> <!ENTITY e3 "&e2;">
<!ENTITY e4 "&e3;"> <!ENTITY e5 "&e4;"> <!ENTITY e6 "&e5;">
<!ENTITY e7 "&e6;"> <!ENTITY e8 "&e7;"> <!ENTITY e9 "&e8;">
<!ENTITY e10 "&e9;"> <!ENTITY e11 "&e10;"> <!ENTITY e12 "&e11;">
<!ENTITY e13 "&e12;"> <!ENTITY e14 "&e13;"> <!ENTITY e15 "&e14;">
<!ENTITY e16 "&e15;"> <!ENTITY e17 "&e16;"> <!ENTITY e18 "&e17;">
<!ENTITY e19 "&e18;"> <!ENTITY e20 "&e19;">
]><a>&e20;</a>`},
	},
	{
		Code:    ExpansionLimit,
		Summary: "entities bring in too much text",
		Doc:     "Beyond 1 MB, entities and attribute defaults may bring in at most five times the text of the document. This stops documents that are made to fill the memory.",
		Example: Example{Document: `<!DOCTYPE a [
<!ENTITY e0 "ha ha ha ha ha ha ha ha ">
<!ENTITY e1 "&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;">
<!ENTITY e2 "&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;">
<!ENTITY e3 "&e2;&e2;&e2;&e2;&e2;&e2;&e2;&e2;&e2;&e2;">
<!ENTITY e4 "&e3;&e3;&e3;&e3;&e3;&e3;&e3;&e3;&e3;&e3;">
<!ENTITY e5 "&e4;&e4;&e4;&e4;&e4;&e4;&e4;&e4;&e4;&e4;">
]><a>&e5;</a>`},
	},
}
