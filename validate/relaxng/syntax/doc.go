// Package syntax owns RELAX NG as a language: it reads the XML syntax (RELAX
// NG specification, OASIS 2001-12-03) and the compact syntax (2002-11-21),
// keeps what they say with comments, annotations and exact positions, writes
// both, simplifies (§4) and checks the restrictions (§7). Matching documents
// is the business of package relaxng, as regexp is to regexp/syntax.
//
// There are two models on purpose. A [Grammar] and its [Pattern] trees are
// the schema as written, for writers and converters. [Simplify] turns one
// into a [Schema], the simple form of §4 and §5, for matching.
//
// # Reading
//
// [Load] and [Parse] tell the two syntaxes apart by themselves. They go on
// after a fault and report each one with its range in the schema; a
// [diag.Diagnostic] names the section of the specification that it breaks.
// What they drop is little: processing instructions, the element name of a
// choice or group around a single pattern (§4.12), and where exactly between
// annotations a comment stood.
//
// # Files
//
// A schema is put together from local files only: those below the folder of
// the main schema and in [Options].Roots, links that lead out of them not
// followed. Each file is read and parsed once. Nothing is repeated of a file
// that turns out to be no schema.
//
// # Writing
//
// [WriteXML] and [WriteCompact] write what can be read again as the same
// schema, comments that XML cannot hold and prefixes aside. They choose what
// the outermost element declares as the schema's own names suggest.
//
// # Bounds
//
// [Limits] bound the files, their size, the patterns and the depth of a schema
// after everything is resolved, so that no schema makes the program slow or
// large: the recursion of this package never goes deeper than the limit of
// depth, and what is shared in a schema stays shared.
package syntax
