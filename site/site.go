// Package site holds what the pages of the project look like: their
// templates, style and script. Package docsgen fills them.
//
// The pages are complete without the script and load nothing from elsewhere.
package site

import "embed"

// FS holds style.css, page.js and the folder templates.
//
//go:embed style.css page.js templates
var FS embed.FS
