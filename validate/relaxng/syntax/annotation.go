package syntax

// SnapxmlNS is the namespace of the annotations that a schema made of
// annotated Go types carries: facts that RELAX NG has no words for. By
// convention its prefix is sx.
const SnapxmlNS = "https://snapxml.github.io/ns/annotations/1.0"

// Local names of the annotation attributes in [SnapxmlNS].
const (
	AnchorAttr   = "anchor"   // on element, attribute, value: the places in the reference page, separated by spaces
	SinceAttr    = "since"    // the release that brought it
	UntilAttr    = "until"    // the first release without it
	AccessAttr   = "access"   // create, readonly or internal
	RedefineAttr = "redefine" // required, read or ignored
	LabelAttr    = "label"    // on data: what messages call it, "an absolute path"
	DocAttr      = "doc"      // on value: its documentation, which value cannot hold as an element
)
