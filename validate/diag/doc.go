// Package diag says what a user got wrong. A [Diagnostic] has an exact range,
// a severity, a [Code] and a message that names what is wrong and what would
// be right; it may carry fixes and point at related places. The machine's own
// failures are errors and never pass through here.
//
// Every code stands in one catalogue ([Codes]) with its documentation and an
// example that a test runs, so that the reference cannot drift from the code.
//
// There is one file for each output format; all write a [Report].
//
// # Style of messages
//
// Lower case, no full stop; names of elements, attributes and values in
// double quotes; at most eight names in a list, "or" before the last; first
// what is wrong, then, after a semicolon, what would be right. One mistake is
// one diagnostic, on the smallest range that shows it.
package diag
