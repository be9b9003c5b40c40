// Package site holds what the pages of the project look like: their
// templates, style and script. Package docsgen fills them.
//
// The pages are complete without the script and load nothing from elsewhere.
package site

import "embed"

// FS holds style.css, page.js, the folder templates, the folder hierarchy with
// documents of snapshots that belong together, and the folder playground with
// the style and the scripts of that page. editor.js among them is a bundle that
// `make editor` makes.
//
//go:embed style.css page.js templates hierarchy playground/*.js playground/*.css playground/*.txt
var FS embed.FS
