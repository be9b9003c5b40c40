// Package markdown reads Markdown as [prose]: CommonMark, and the tables of
// GitHub Flavored Markdown without alignment. Raw HTML and images are errors,
// for prose goes to more places than to a page of HTML.
//
// Only generators and tests import this package. The parser beneath it takes
// longer to start than the tool takes to validate a document.
package markdown
