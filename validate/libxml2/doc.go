// Package libxml2 asks libxml2, the library of xmllint and of libvirt itself,
// for a second opinion on documents: [Compile] gives libxml2 the files of a
// RELAX NG schema, [Schema.Check] a document, and what libxml2 says comes back
// as diagnostics. [Known] tells where libxml2 is known to be wrong.
//
// The engine is part of the program only where it is built with cgo and the
// build tag libxml2; elsewhere [Compile] says how to build it. The package
// lestrrat-go/libxml2 parses and holds the documents, and a file in C calls
// what that package does not have: RELAX NG.
//
// libxml2 reads nothing from the disk or the network: a schema is given to it
// as files in memory, found and limited as the project's own engine does it,
// and entities outside a document are not there. A Schema may be used from
// several goroutines.
package libxml2
