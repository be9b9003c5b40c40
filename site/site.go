// Package site holds what the pages of the project look like: their
// templates, style and script, and the guides. Package docsgen fills them.
//
// The pages are complete without the script and load nothing from elsewhere.
//
// A guide is a file of Markdown in the folder guides. Its first heading is the
// title of the page, its first paragraph says what it is about. What the
// Markdown says, parsed, is in guides.json, together with the reference of the
// annotations; cmd/sitegen writes it.
package site

import "embed"

// FS holds style.css, more.css, page.js, guides.json, the folder templates, the
// folder hierarchy with documents of snapshots that belong together, and the
// folder playground with the style and the scripts of that page. editor.js among
// them is a bundle that `make editor` makes.
//
//go:embed style.css more.css page.js templates hierarchy guides.json playground/*.js playground/*.css playground/*.txt
var FS embed.FS

// A Guide is a page in Markdown.
type Guide struct {
	Name  string // of the file in the folder guides, without ".md"
	Group string // under which the contents list it; "" for the front page
	Short string // what the contents call it
}

// Guides are the pages in Markdown, in the order of the contents.
var Guides = []Guide{
	{"index", "", "Overview"},
	{"install", "Start", "Installation"},
	{"moving", "Guides", "Moving snapshots"},
	{"pre-commit", "Guides", "Before every commit"},
	{"ci", "Guides", "Continuous integration"},
	{"editors", "Guides", "Editors"},
	{"schemas", "Guides", "A reference of any schema"},
}
