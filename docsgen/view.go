package docsgen

import (
	"html/template"

	"github.com/snapxml/snapxml/schema"
)

// A page is the reference page.
type page struct {
	frame
	Name       string // of the format
	Lead       template.HTML
	Summary    string // first sentence of the lead, without markup
	Intro      template.HTML
	Headings   []heading // of the introduction
	Elements   int
	Attributes int
	Values     int

	Flags    []flagRow
	Tree     *node
	Entries  []*element
	Types    []*dataType
	Examples []*example
	Picture  *picture
}

// A link is a name that leads somewhere.
type link struct {
	Name   string
	Href   template.URL
	Occurs bounds   // of a child or attribute
	Values []string // of an attribute, where not all of its values are allowed
}

// A prosePiece is prose that holds for some declarations of an entry.
type prosePiece struct {
	For  string // the shapes or places it holds for; "" is all
	HTML template.HTML
}

// A content says what an element or attribute holds.
type content struct {
	Words  string
	Types  []link // data types, alternatives
	Before string // the release before which it was any text
}

// A common is what the entries of elements, attributes and values have.
type common struct {
	ID    string
	Name  string
	Since string
	Until string
	Prose []prosePiece
}

// Href leads to the part itself.
func (c common) Href() template.URL { return anchor(c.ID) }

// An element is the entry of an element.
type element struct {
	common
	Path       []link // of the elements it stands in, outermost first
	Occurs     string
	Content    content
	Access     []access
	Parents    []parent
	Children   []link
	Attributes []*attribute
	Values     []*value
	Shapes     []*shapeRow
	Model      template.HTML // in compact syntax
	Rules      []*rule
	Examples   []link
	Grammars   []link // files with the element as a grammar of its own
}

// A parent is an element that an element may stand in.
type parent struct {
	link
	In string // how often it stands there, where that is not the same everywhere
}

// An attribute is the entry of an attribute.
type attribute struct {
	common
	Occurs  string
	Content content
	Access  []access
	Only    string // which shapes have it, if not all do
	Values  []*value
}

// A value is the entry of an enumerated value.
type value struct{ common }

// A shapeRow is one row in the table of an element's shapes.
type shapeRow struct {
	Title      string
	Since      string
	Prose      template.HTML
	Says       string // the prose as Markdown
	Attributes []link
	Children   []link
	Text       *content
	Open       bool
}

// A dataType is the entry of a data type.
type dataType struct {
	ID      string
	Name    string // its label
	Prose   template.HTML
	Says    string // the prose as Markdown
	Base    string
	Since   string
	Params  []schema.Param
	Members []link // of a union
}

// Href leads to the data type.
func (t dataType) Href() template.URL { return anchor(t.ID) }

// An example is a document on the page and in a file.
type example struct {
	ID    string
	Name  string
	Title string
	Prose template.HTML
	Use   schema.Use
	Flags []link
	XML   template.HTML
	File  string

	Playground template.URL // the example there; "" if there is no playground
}

// Href leads to the example.
func (e example) Href() template.URL { return anchor(e.ID) }

// linkTo is a link to a file.
func linkTo(name, file string) link { return link{Name: name, Href: template.URL(file)} }

// anchor is the link to an id of the page.
func anchor(id string) template.URL { return template.URL("#" + id) }
