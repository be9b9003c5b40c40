// Package suppress reads the comments by which the author of a document says
// that some findings are meant to be:
//
//	<!-- snapxml:ignore element-not-allowed: our own extension -->
//	<extension/>
//
// After "snapxml:ignore" stands a code, or several with commas between them;
// after a colon there may be a reason. The comment speaks of the element that
// follows it, with its tags and all that is in it. Where none follows among
// the children of the same parent, it speaks of the parent. A comment at the
// end of a line, behind an element that ends in that line, speaks of that
// element.
//
// "snapxml:ignore-file" speaks of the whole document, wherever it stands;
// without a code it means all of them.
//
// What is not well-formed cannot be suppressed. A comment that suppresses
// nothing is reported, so that none outlives its reason.
package suppress
