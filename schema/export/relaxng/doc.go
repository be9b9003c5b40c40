// Package relaxng makes a RELAX NG grammar of a [schema.Model].
//
// Every struct, choice, datatype and union becomes a define whose name is the
// type's, in lower camel case; elements stand in the defines of their parents.
// Prose and facts travel with the patterns: a:documentation, and the
// attributes of [syntax.SnapxmlNS].
//
// # Annotations
//
// An element or attribute carries its anchor (see [schema.Model.Entries]), its
// facts and its documentation. A value carries them as attributes, for RELAX
// NG lets it hold nothing but text. A define of a datatype carries its label.
//
// # Speed
//
// Validators compare the variants of a choice one by one, and some need time
// that doubles with each optional attribute. So what all variants of a choice
// have in common stands before the choice, once.
package relaxng
