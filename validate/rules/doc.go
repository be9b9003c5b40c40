// Package rules lets the annotations of a schema speak.
//
// A RELAX NG schema says what may stand where. Annotations in the namespace
// [syntax.SnapxmlNS] say more: since and until which release a part is there,
// who sets it (access), and what redefining a snapshot makes of it (redefine).
// Prose is in a:documentation. [Compile] reads them, and a [Tracker] takes the
// events of a document, matches them with the schema and reports what the
// annotations have against the document. The schema may be anybody's; where it
// has no such annotations nothing is said.
//
// # Releases
//
// A document is valid as of a release if the schema without the parts that the
// release does not have takes it. The tracker matches both, the whole schema
// and that of the release. What only the second refuses is explained by the
// annotations of what it is in the first: the element, an attribute, a value.
// So the verdict never depends on how well the explanation does.
package rules
