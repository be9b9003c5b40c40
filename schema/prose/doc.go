// Package prose is text with structure: paragraphs, lists, tables, code. It
// is what the Markdown of doc comments becomes when a model is generated, so
// that a program which shows it needs no Markdown parser.
//
// The parser is package markdown below this one. Only generators and tests
// import it.
package prose
