// Package relaxng matches documents against RELAX NG schemas.
//
// [Compile] makes an immutable [Grammar] of a schema in simple form (package
// syntax). A [Matcher] takes the events of one document, keeps its [State],
// reports what does not match and goes on, and tells at any point what may
// come next ([Expectation]).
//
// # How it works
//
// The engine is built on derivatives, as in James Clark's "An algorithm for
// RELAX NG validation", whose names the functions bear, with one change that
// takes the exponential cases away. Each element definition is a letter. The
// content of an element is then a regular expression over letters, text,
// data and attributes, and a derivative by a letter is again such an
// expression; there is no After pattern.
//
// A [level] is what may be the case inside one open element: for each
// definition that the start tag may stand for, what is left of its content.
// A start tag opens a level of candidates below; an end tag hands the set of
// candidates that are complete to the level above, which takes the derivative
// by that set. So ambiguity between definitions never multiplies from depth
// to depth.
//
// Patterns and levels are interned: equal ones are the same pointer, so a
// level can remember its successors, and a document that has been seen once
// costs two table look-ups for each element. The tables are shared between
// goroutines, read without locks, and bounded: when they are full they are
// dropped and begun again.
//
// Attributes are matched without regard to order. Those that stand on their
// own, which are nearly all, are checked off a list and never touch the state;
// only attributes inside a choice go through derivatives, in an order that
// does not depend on the document.
//
// # Mistakes
//
// A matcher reports what it meets on its way and goes on as well as it can. Of
// a document that is not valid and in memory a [Record] says more: it looks
// for the least change that makes the whole of it valid, by a search in which
// a step of a derivative may also rename, drop or insert something at a price.
// Each step of that change is one diagnostic, and is offered as its fix.
package relaxng
