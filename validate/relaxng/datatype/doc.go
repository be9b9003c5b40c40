// Package datatype is the interface between RELAX NG patterns and datatype
// libraries (RELAX NG §4.16, §6.2.8, §6.2.9), and the library that is built
// into the language, with its types string and token.
//
// A [Library] makes a [Datatype] of a name and params (facets); a Datatype
// judges lexical forms and compares values. XSD part 2 is in the folder xsd.
package datatype
