// Package lsp is an editor server for XML documents with RELAX NG schemas. It
// speaks the Language Server Protocol 3.17.
//
// A [Server] takes messages one at a time through [Server.Handle] and says what
// it has to say through a [Client]; it knows nothing of how messages travel, so
// the same server serves editors over standard input and a page in a browser.
// It opens no connection, writes no file, and reads files only through the
// functions of its [Options].
//
// What it tells of a document comes from the engine: what may come at a cursor
// (relaxng.Expectation), what a part of the document stands for in the schema
// and what the annotations there say (syntax.Annotations), what is wrong and
// how it is mended (diag.Diagnostic). So it serves any schema. The few things
// that it knows of libvirt's snapshots, such as that a parent's name is the name
// of another document, are in the files snapshot*.go.
//
// Requests stand in one file each, named after them. Protocol types, only those
// that are used, are in the files protocol*.go.
package lsp
