// Package schema is the Model of an XML format: which elements, attributes
// and values there are, how often and in what order, since which release,
// who sets them, and what they mean. It is plain data and does no I/O.
//
// Package gosrc makes a Model of annotated Go types; package export/relaxng
// makes a RELAX NG grammar of a Model; package docsgen makes a page of it.
package schema
