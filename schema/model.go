package schema

// A Model describes one XML format.
type Model struct {
	Name     string     // name of the format and of its root element: "domainsnapshot"
	Doc      string     // introduction, Markdown
	Root     string     // name of the root element's type
	Types    []*Type    // in the order of the source
	Examples []*Example `json:",omitempty"`
}

// Kind is the kind of a [Type].
type Kind string

// The kinds of types.
const (
	Struct Kind = "struct" // attributes and content: Order, Fields, Open
	Choice Kind = "choice" // exactly one of Variants
	Data   Kind = "data"   // a datatype: Datatype, Params, or Union
	Enum   Kind = "enum"   // one of Values
)

// Order says how child elements follow each other.
type Order string

// The orders.
const (
	Interleave Order = "interleave" // in any order
	Sequence   Order = "sequence"   // in the order of the fields
)

// A Type is what an element or attribute may hold.
type Type struct {
	Name string // the Go type's name, "FileSource"
	Kind Kind
	Doc  string `json:",omitempty"` // Markdown
	Facts

	Order  Order    `json:",omitempty"` // of a struct
	Fields []*Field `json:",omitempty"` // of a struct
	Open   Open     `json:",omitempty"` // of a struct

	Variants []string `json:",omitempty"` // of a choice: names of struct types

	Label    string   `json:",omitempty"` // of a data type: what to call it in a message, "absolute path"
	Library  string   `json:",omitempty"` // of a data type: URI of the datatype library
	Datatype string   `json:",omitempty"` // of a data type: "token"
	Params   []Param  `json:",omitempty"` // of a data type
	Union    []string `json:",omitempty"` // of a data type: names of the data types it is made of

	Values []*Value `json:",omitempty"` // of an enumeration
}

// Open says what a struct may hold beyond its fields.
type Open string

// How open a struct is.
const (
	Closed      Open = ""
	AnyElements Open = "elements" // any elements, but no other attribute and no text
	AnyContent  Open = "content"  // any attributes, elements and text
)

// A Param is a facet of a data type.
type Param struct{ Name, Value string }

// FieldKind is the kind of a [Field].
type FieldKind string

// The kinds of fields.
const (
	Attribute FieldKind = "attribute"
	Element   FieldKind = "element"
	Text      FieldKind = "text"  // the character content
	Group     FieldKind = "group" // the fields of an embedded struct or choice
)

// Unbounded as [Field].Max means any number.
const Unbounded = -1

// A Field is one declaration in a struct: an attribute, a child element, the
// character content, or a group of such.
type Field struct {
	GoName string
	Kind   FieldKind
	Name   string `json:",omitempty"` // of an attribute or element
	Type   string `json:",omitempty"` // name of the type; "" means any text
	Min    int
	Max    int
	Fixed  []string `json:",omitempty"` // the values of the enumeration that are allowed here; none: all
	Doc    string   `json:",omitempty"` // Markdown
	Facts
}

// A Value is one value of an enumeration.
type Value struct {
	GoName string
	Name   string
	Doc    string `json:",omitempty"`
	Facts
}

// Facts are what annotations say of a declaration beyond its shape. The zero
// value says nothing.
type Facts struct {
	Since    Version  `json:",omitzero"` // the release that brought it
	Until    Version  `json:",omitzero"` // the first release without it
	Access   Access   `json:",omitempty"`
	Redefine Redefine `json:",omitempty"`
}

// Access says who sets a part of the document.
type Access string

// The kinds of access.
const (
	Create   Access = "create"   // the user may set it at creation
	ReadOnly Access = "readonly" // libvirt fills it in; at creation it is ignored
	Internal Access = "internal" // only in the files that libvirt keeps for itself
)

// Redefine says what a redefinition makes of a part of the document.
type Redefine string

// What redefinition does.
const (
	Required Redefine = "required" // must be there
	Read     Redefine = "read"     // is taken over if there
	Ignored  Redefine = "ignored"  // is not looked at
)

// An Example is a whole document.
type Example struct {
	GoName  string // the function's name, "ExampleMinimal"
	Name    string // the function's name without "Example", in kebab-case: "minimal"
	Title   string // first sentence of the caption
	Caption string // Markdown
	Use     Use
	Flags   []string `json:",omitempty"` // names of the create flags that go with it: "disk-only"
	XML     string
}

// Use says what an example is for.
type Use string

// The uses of a document.
const (
	ForCreation     Use = "create"
	ForRedefinition Use = "redefine"
	ForReading      Use = "dump"
)
