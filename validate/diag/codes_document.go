package diag

// Codes for documents that are well-formed, but not what their schema asks.
const (
	// ElementNotAllowed: an element that may not stand where it stands.
	ElementNotAllowed Code = "element-not-allowed"
	// ElementRepeated: a second element where the schema allows one.
	ElementRepeated Code = "element-repeated"
	// ElementMissing: an element ended before all it must hold was there.
	ElementMissing Code = "element-missing"
	// AttributeNotAllowed: an attribute that the element does not have, or
	// not together with its other attributes.
	AttributeNotAllowed Code = "attribute-not-allowed"
	// AttributeMissing: a start tag without an attribute it must have.
	AttributeMissing Code = "attribute-missing"
	// AttributeValue: an attribute's value is not of its type.
	AttributeValue Code = "attribute-value"
	// ElementValue: the text of an element is not of its type.
	ElementValue Code = "element-value"
	// TextNotAllowed: text where only elements, or nothing, may stand.
	TextNotAllowed Code = "text-not-allowed"
	// AttributeDefault: an attribute is left to the default value of the schema.
	AttributeDefault Code = "attribute-default"
	// IDRepeated: two elements of a document have the same ID.
	IDRepeated Code = "id-repeated"
	// IDUnknown: a reference to an ID that no element has.
	IDUnknown Code = "id-unknown"
	// TooMany: a document has more diagnostics than are reported.
	TooMany Code = "too-many-diagnostics"
	// ValueTooLong: a value longer than the reader holds in memory.
	ValueTooLong Code = "value-too-long"
)

var documentCodes = []Entry{
	{
		Code:    ElementNotAllowed,
		Summary: "an element stands where the schema does not allow it",
		Doc: "The element is unknown, misspelt, or known but in the wrong place. The message names what may\n" +
			"stand there, the nearest name if it looks like a slip of the keyboard, the element it belongs in, the\n" +
			"sibling it must precede or follow, or what in its parent excludes it.",
		Example: Example{Document: "<domainsnapshot><descripton>before the upgrade</descripton></domainsnapshot>"},
	},
	{
		Code:    ElementRepeated,
		Summary: "an element stands twice where one is allowed",
		Doc:     "The first one is shown as a related place. Join the two, or remove one.",
		Example: Example{Document: "<domainsnapshot><name>a</name><name>b</name></domainsnapshot>"},
	},
	{
		Code:    ElementMissing,
		Summary: "an element lacks a child that it must have",
		Doc:     "The message names the missing children. The range is the name in the start tag of the incomplete element.",
		Example: Example{Document: "<domainsnapshot><parent/></domainsnapshot>"},
	},
	{
		Code:    AttributeNotAllowed,
		Summary: "an element has an attribute that the schema does not allow",
		Doc: "The attribute is unknown or misspelt, or something else in the same element excludes it: then the message\n" +
			"names that, and what to write if the attribute is to stay. An attribute that a child should have is told so.",
		Example: Example{Document: "<domainsnapshot><memory snapshot='internal' file='/ram'/></domainsnapshot>"},
	},
	{
		Code:    AttributeMissing,
		Summary: "an element lacks an attribute that it must have",
		Doc:     "The message names the missing attribute, or the choice of attributes of which one must be given.",
		Example: Example{Document: "<domainsnapshot><disks><disk snapshot='no'/></disks></domainsnapshot>"},
	},
	{
		Code:    AttributeValue,
		Summary: "an attribute has a value that is not of its type",
		Doc:     "The message names the values that are allowed, or says what the value must look like.",
		Example: Example{Document: "<domainsnapshot><disks><disk name='vda' snapshot='none'/></disks></domainsnapshot>"},
	},
	{
		Code:    ElementValue,
		Summary: "an element holds text that is not of its type",
		Doc:     "The message names the values that are allowed, or says what the text must look like.",
		Example: Example{Document: "<domainsnapshot><state>sleeping</state></domainsnapshot>"},
	},
	{
		Code:    TextNotAllowed,
		Summary: "text stands where the schema allows none",
		Doc:     "Only elements, or nothing at all, may stand there. Whitespace between elements is always allowed.",
		Example: Example{Document: "<domainsnapshot><parent>bare-os</parent></domainsnapshot>"},
	},
	{
		Code:    AttributeDefault,
		Summary: "an attribute is left to its default value",
		Option:  "--report-defaults",
		Doc: "Reported with `--report-defaults` only, for information: the schema gives the attribute a default value\n" +
			"(`a:defaultValue`), which programs that apply defaults will see. The document is not changed.",
		Example: Example{
			Schema: "namespace a = \"http://relaxng.org/ns/compatibility/annotations/1.0\"\n" +
				"start = element list { [ a:defaultValue = \"disc\" ] attribute mark { text }? }",
			Document: `<list/>`,
		},
	},
	{
		Code:    IDRepeated,
		Summary: "two elements have the same ID",
		Option:  "--check-ids",
		Doc:     "Reported with `--check-ids` only. The first element is shown as a related place.",
		Example: Example{
			Schema:   `start = element a { element b { attribute id { xsd:ID } }* }`,
			Document: `<a><b id="x"/><b id="x"/></a>`,
		},
	},
	{
		Code:    IDUnknown,
		Summary: "a reference names an ID that no element has",
		Option:  "--check-ids",
		Doc:     "Reported with `--check-ids` only, at the end of the document.",
		Example: Example{
			Schema:   `start = element a { attribute ref { xsd:IDREF } }`,
			Document: `<a ref="x"/>`,
		},
	},
	{
		Code:    TooMany,
		Summary: "a document has more diagnostics than are reported",
		Doc: "For information: after 100 diagnostics a document is no longer matched with the schema, only checked for\n" +
			"well-formedness. Mend what is reported and run again.",
	},
	{
		Code:    ValueTooLong,
		Summary: "a value is longer than 10 MB",
		Doc: "A value that a datatype must judge has to be held in memory, so its length is limited. Text without a\n" +
			"datatype may be of any length.",
	},
}
