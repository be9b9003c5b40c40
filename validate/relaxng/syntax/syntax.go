package syntax

import (
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
)

// Namespaces of the language.
const (
	NS            = "http://relaxng.org/ns/structure/1.0"                 // elements of the XML syntax
	AnnotationsNS = "http://relaxng.org/ns/compatibility/annotations/1.0" // a:documentation
	XSDDatatypes  = "http://www.w3.org/2001/XMLSchema-datatypes"
	XMLNamespace  = "http://www.w3.org/XML/1998/namespace"
)

// Op is the kind of a [Pattern].
type Op uint8

// The patterns of RELAX NG (§3). Those marked full stand only in a schema as
// written; simplification replaces them.
const (
	OpNotAllowed  Op = iota + 1 // notAllowed
	OpEmpty                     // empty
	OpText                      // text
	OpChoice                    // choice: Sub, one or more (two in simple form)
	OpInterleave                // interleave: Sub
	OpGroup                     // group: Sub
	OpOneOrMore                 // oneOrMore: Sub, a group if several
	OpZeroOrMore                // full: zeroOrMore
	OpOptional                  // full: optional
	OpMixed                     // full: mixed
	OpList                      // list: Sub
	OpData                      // data: Library, Type, Params, Except
	OpValue                     // value: Library, Type, Value
	OpAttribute                 // attribute: Name, Sub
	OpElement                   // element: Name, Sub
	OpRef                       // ref: Ref (simple form: Define)
	OpParentRef                 // full: parentRef: Ref
	OpExternalRef               // full: externalRef: Href
	OpGrammar                   // full: grammar: Grammar
)

// A Pattern is a node of a schema. Which fields count depends on Op.
type Pattern struct {
	Op        Op
	Inherit   bool   // externalRef, value: the file does not say the ns; see [NameClass]
	holds     traits // simple form: see [Pattern.traits]
	ID        int32  // simple form: number of a ref, data, value or pattern with a Sub; from 1, see [Schema]
	Sub       []*Pattern
	Name      *NameClass // element, attribute
	Ref       string     // ref, parentRef: name of the define
	Define    *Define    // ref in simple form
	Grammar   *Grammar   // grammar
	*Data                // data, value; else nil
	*External            // externalRef; else nil

	Annotations *Annotations // nil if there are none
	File        *source.File // where it is written
	Range       source.Range // the element or the construct, from first to last byte
	NameRange   source.Range // the name within it: the start tag's name, the compact keyword or name
	ValueRange  source.Range // ref, parentRef: the name; externalRef: the href; data: the type; value: the text
}

// Data is what only data and value have.
type Data struct {
	Library string   // datatypeLibrary in scope; "" is the built-in one
	Type    string   // name of the datatype
	Params  []*Param // data
	Except  *Pattern // data: what is taken out, or nil

	Value   string           // value: as written
	Context datatype.Context // value: namespaces in scope where it is written
	NS      string           // value: the ns in scope (§4.8)

	Datatype datatype.Datatype // in simple form: the type, params applied
}

// External is what only externalRef has.
type External struct {
	Href string // as written
	Base string // the xml:base in scope, "" if none
	NS   string // the ns in scope (§4.8)
}

// A Param is a param of data (§4.16) with its place.
type Param struct {
	datatype.Param
	Annotations *Annotations
	Range       source.Range
	ValueRange  source.Range
}

// NameOp is the kind of a [NameClass].
type NameOp uint8

// The name classes of RELAX NG (§3).
const (
	NameOnly   NameOp = iota + 1 // name: Space, Local
	NameAny                      // anyName: Except
	NameNS                       // nsName: Space, Except
	NameChoice                   // choice: Sub
)

// A NameClass is a set of names.
//
// Where a file leaves the ns open (no ns attribute, or in compact syntax no
// default namespace) the namespace is that of the place where another schema
// includes the file, and "" in the main schema. Inherit marks those names. In
// simple form Space is the namespace in any case.
type NameClass struct {
	Op      NameOp
	Space   string // name, nsName: the namespace
	Inherit bool   // name, nsName: the file does not say the namespace; Space is ""
	Local   string // name
	Prefix  string // name: the prefix as written, for writers; "" if none
	Except  *NameClass
	Sub     []*NameClass

	Annotations *Annotations
	Range       source.Range
}

// A Grammar is the content of a grammar element, or of a div or an include
// within it (§3).
type Grammar struct {
	Content     []*Component
	Annotations *Annotations // used where the Pattern or Component that holds it has none
	File        *source.File
	Range       source.Range
}

// ComponentKind is the kind of a [Component].
type ComponentKind uint8

// What a grammar holds.
const (
	Start   ComponentKind = iota + 1 // start: Combine, Pattern
	Def                              // define: Name, Combine, Pattern
	Div                              // div: Grammar
	Include                          // include: Href, Grammar (overrides)
	Comment                          // a comment between components: Text
	Foreign                          // a foreign element between components: Element
)

// Combine says how several definitions of one name are combined (§4.17).
type Combine uint8

// The values of the combine attribute.
const (
	CombineNone Combine = iota
	CombineChoice
	CombineInterleave
)

// A Component is one thing in a grammar.
type Component struct {
	Kind    ComponentKind
	Name    string
	Combine Combine
	Pattern *Pattern           // start, define: a group if several are written
	Href    string             // include: as written
	Base    string             // include: the xml:base in scope, "" if none
	NS      string             // include: the ns in scope
	Inherit bool               // include: the file does not say the ns; see [NameClass]
	Grammar *Grammar           // div, include
	Text    string             // comment
	Element *AnnotationElement // foreign

	Annotations *Annotations
	File        *source.File
	Range       source.Range
	NameRange   source.Range // the start tag's name, the compact keyword or name
	ValueRange  source.Range // define: its name; include: the href
}

// Annotations are the foreign attributes and elements that a node carries
// (§4.1), and the comments that stand before it. Comments are kept without
// delimiters and without the indentation that their lines share.
type Annotations struct {
	Comments []string // before the node
	Attrs    []AnnotationAttr
	Elements []*AnnotationElement // inside the node, before its own content
	After    []*AnnotationElement // after the node; compact syntax: following annotations (>>)
	End      []string             // comments inside the node, after its own content

	// Around is, in simple form, the [SinceAttr] and [UntilAttr] of groups and
	// defines around a pattern in the same element, from the inside out.
	Around []AnnotationAttr
}

// An AnnotationAttr is a foreign attribute: one with a namespace that is not
// RELAX NG's.
type AnnotationAttr struct {
	Space, Prefix, Local string
	Value                string
	Range                source.Range
}

// An AnnotationElement is a foreign element with all it holds.
type AnnotationElement struct {
	Space, Prefix, Local string
	Attrs                []AnnotationAttr
	Content              []AnnotationNode
	Range                source.Range
}

// An AnnotationNode is an element, text, or a comment.
type AnnotationNode struct {
	Element *AnnotationElement // nil for text and comments
	Text    string
	Comment bool // Text is that of a comment
}

// Documentation is the text of the a:documentation elements, in order,
// separated by blank lines.
func (a *Annotations) Documentation() string {
	if a == nil {
		return ""
	}
	doc := ""
	for _, e := range a.Elements {
		if e.Space != AnnotationsNS || e.Local != "documentation" {
			continue
		}
		if doc != "" {
			doc += "\n\n"
		}
		doc += e.Text()
	}
	return doc
}

// Attr is the value of a foreign attribute; ok is false where it is absent.
func (a *Annotations) Attr(space, local string) (value string, ok bool) {
	if a == nil {
		return "", false
	}
	for _, at := range a.Attrs {
		if at.Space == space && at.Local == local {
			return at.Value, true
		}
	}
	return "", false
}

// Text is the text within an annotation element, tags and comments left out.
func (e *AnnotationElement) Text() string {
	text := ""
	for _, n := range e.Content {
		switch {
		case n.Element != nil:
			text += n.Element.Text()
		case !n.Comment:
			text += n.Text
		}
	}
	return text
}

// A Schema is the simple form of a schema (§4, §5): one start pattern and
// definitions that are each one element. It does not change once made.
//
// In its patterns only these remain: notAllowed, empty, text, choice,
// interleave, group (two Subs each), oneOrMore, list, data, value, attribute
// and ref, whose Define is set.
type Schema struct {
	Start      *Pattern
	Defines    []*Define  // those that the start can reach
	Attributes []*Pattern // the attributes in these
	Data       []*Pattern // the data and values in these

	IDs int // Pattern.ID is less; patterns of one ID are the same pattern
}

// A Define of a [Schema] is one element pattern.
type Define struct {
	ID      int // index in Schema.Defines
	Element *Pattern

	reached bool    // it is among Schema.Defines
	outer   *Define // the element that it is written in, or nil
	around  string  // else the name of the define that it is written in, or ""
	sole    bool    // it is all that that define holds
}
