// Package xsdregexp implements the regular expressions of XML Schema part 2
// (second edition, appendix F), which the pattern facet uses.
//
// They differ from those of package regexp: an expression always speaks of the
// whole string, "^" and "$" are ordinary characters, "." leaves out line feed
// and carriage return, classes can be subtracted ("[a-z-[aeiou]]"), \i and \c
// are the characters of XML names, and \p{IsGreek} names a Unicode block.
// There are no captures, no back references and nothing lazy.
//
// # How it works
//
// The parser writes the program of a nondeterministic automaton as it reads;
// it keeps its own stack, so that nesting costs memory in proportion and
// nothing else. A counted repetition is written out, which [MaxProgram]
// bounds. To match, the sets of program counters that can be live together
// become states of a deterministic automaton, made when they are first needed
// and kept in a cache of bounded size that all goroutines share. Time is
// linear in the length of the string whatever the expression.
package xsdregexp
