// Package validate judges documents by a schema: [Compile] reads a RELAX NG
// schema, and the [Validator] it gives checks any number of documents.
//
// It only puts together what the packages below it do: xmlscan reads the
// document, relaxng/syntax the schema, relaxng matches, diag says what is
// wrong. It knows no format but the schema it is given.
package validate
