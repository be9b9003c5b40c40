// Package site holds what the pages of the project look like: their
// templates, style and script. Package docsgen fills them.
//
// The pages are complete without the script and load nothing from elsewhere.
package site

import "embed"

// FS holds style.css, page.js, the folder templates, and the folder hierarchy
// with documents of snapshots that belong together.
//
//go:embed style.css page.js templates hierarchy
var FS embed.FS
