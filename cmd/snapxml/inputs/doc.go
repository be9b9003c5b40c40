// Package inputs finds the documents that a command line names: files,
// folders with what is below them, patterns, and lists of such names. In
// folders it respects .gitignore files and the configuration of snapxml, and
// the order of what it finds is always the same.
package inputs
