// Package xmlbind reads and writes the documents of a format that annotated
// Go types describe (package gosrc), without loss.
//
// It is to those types what encoding/xml is to others, and reads the same
// struct tags, with what encoding/xml does not have: choices, which are sealed
// interfaces; groups; and open elements. A [Binding] tells what reflection
// cannot see. The generator writes it beside the types.
//
// # What is kept
//
// Unmarshal after Marshal gives the same value. Marshal after Unmarshal gives
// the same document, apart from its form: white space between elements, the
// order of attributes and of elements that have no order, comments and
// processing instructions outside open elements, quotes, and references. Text
// and attribute values are kept to the last space.
//
// Nothing else is lost in silence. An element, attribute or text that the
// types do not know is an [Error] that names it and its place. Whether the
// values are right is the business of a validator, not of this package.
//
// # Open elements
//
// A struct with a field
//
//	Verbatim string `xml:",innerxml"`
//
// keeps there the whole element, start tag and end tag included, as the
// document writes it. The prefixes it uses and ancestors declare are declared
// in its start tag. In a document with a document type declaration, or in an
// encoding other than UTF-8, the element is written anew: in UTF-8, with
// entities replaced by their text and with the attributes that the declaration
// adds. When Marshal meets a Verbatim that is not empty it writes just this;
// otherwise it writes the declared fields.
//
// References to external entities are skipped, inside open elements too, as
// XML 1.0 §5.1 lets a processor do that does not validate.
package xmlbind
