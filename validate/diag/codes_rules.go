package diag

// Codes for what the annotations of a schema say beyond its grammar.
const (
	// NotYetKnown: a part of the document is younger than the target release.
	NotYetKnown Code = "not-yet-known"
	// NoLongerKnown: a part of the document was dropped before the target release.
	NoLongerKnown Code = "no-longer-known"
	// IgnoredAtCreation: a part that has no effect in a document for creation.
	IgnoredAtCreation Code = "ignored-at-creation"
	// IgnoredAtRedefinition: a part that has no effect in a document for
	// redefinition.
	IgnoredAtRedefinition Code = "ignored-at-redefinition"
	// NeededAtRedefinition: a part that may be left out, but not in a document
	// for redefinition.
	NeededAtRedefinition Code = "needed-at-redefinition"
	// AnnotationValue: an annotation about releases, access or redefinition that makes no sense.
	AnnotationValue Code = "annotation-value"
)

var rulesCodes = []Entry{
	{
		Code:    NotYetKnown,
		Summary: "an element, attribute or value is younger than the target release",
		Option:  "--libvirt",
		Doc: "The schema says since when the part is there (`sx:since`), and the release asked for is older: it does not\n" +
			"know the part, so the document is not valid for it. Leave the part out, or ask for a later release.",
		Example: Example{Document: "<domainsnapshot><memory snapshot='no'/></domainsnapshot>", Target: "0.9.5"},
	},
	{
		Code:    NoLongerKnown,
		Summary: "an element, attribute or value was dropped before the target release",
		Option:  "--libvirt",
		Doc: "The schema says until when the part was there (`sx:until`), and the release asked for is later. Leave the\n" +
			"part out, or ask for an earlier release.",
		Example: Example{
			Schema: "namespace sx = \"https://snapxml.github.io/ns/annotations/1.0\"\n" +
				"start = element list { [ sx:until = \"2.0\" ] element mark { empty }? }",
			Document: `<list><mark/></list>`,
			Target:   "2.1",
		},
	},
	{
		Code:    IgnoredAtCreation,
		Summary: "an element, attribute or value has no effect at creation",
		Option:  "--purpose",
		Doc: "The document is valid, and what it says here is not looked at: the schema says that the part is filled in by\n" +
			"the program itself (`sx:access`). Remove it, or do not expect it to come back.",
		Example: Example{Document: "<domainsnapshot><state>running</state></domainsnapshot>", Purpose: "create"},
	},
	{
		Code:    IgnoredAtRedefinition,
		Summary: "an element, attribute or value has no effect at redefinition",
		Option:  "--purpose",
		Doc: "The document is valid, and what it says here is not looked at (`sx:redefine`). The documentation of the\n" +
			"element, which `--explain` shows, may say what has the effect instead.",
		Example: Example{
			Document: "<domainsnapshot><name>a</name><state>running</state><creationTime>1</creationTime><active>1</active></domainsnapshot>",
			Purpose:  "redefine",
		},
	},
	{
		Code:    NeededAtRedefinition,
		Summary: "an element lacks a part that a redefinition needs",
		Option:  "--purpose",
		Doc: "The document is valid, for at creation the part may be left out; a document that redefines what exists must\n" +
			"have it (`sx:redefine`).",
		Example: Example{
			Document: "<domainsnapshot><state>running</state><creationTime>1</creationTime></domainsnapshot>",
			Purpose:  "redefine",
		},
	},
	{
		Code:    AnnotationValue,
		Summary: "an annotation of the schema about releases, access or redefinition makes no sense",
		Option:  "--libvirt",
		Doc: "An annotation in the namespace `https://snapxml.github.io/ns/annotations/1.0` has a value that it cannot have:\n" +
			"`since` and `until` take the number of a release; `access` is create, readonly or internal; `redefine` is\n" +
			"required, read or ignored. The annotation is ignored.",
		Example: Example{
			Schema: "namespace sx = \"https://snapxml.github.io/ns/annotations/1.0\"\n" +
				"start = [ sx:since = \"early\" ] element list { empty }",
			Target: "1.0",
		},
	},
}
