// Package gosrc makes a [schema.Model] of annotated Go source.
//
// A package of Go types describes an XML format: struct fields are elements
// and attributes, xml tags spell their names, doc comments are the prose of
// the reference, and directives state facts that Go types cannot express:
//
//	// Active marks the snapshot that is current.
//	//
//	//schema:since 0.9.5
//	//schema:access internal
//	Active *Flag `xml:"active"`
//
// The table of directives is [Directives]; there is no other list.
//
// # Steps
//
// [Load] parses the files, checks them with go/types, which needs no imports
// because the files have none, and collects the declarations. Each becomes a
// part of the model, the directives are applied to it, names are resolved,
// and the whole is checked. Doc comments then become Markdown for readers who
// do not know the Go names. A run reports every fault it finds, each with its
// exact range; nothing unknown is skipped in silence.
package gosrc
