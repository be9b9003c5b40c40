package lsp

// This file has the types of the protocol that many requests share (LSP 3.17,
// "Basic JSON Structures"). Lines and characters count from 0; the unit of a
// character is what the client and the server agreed on.

// A Position is a place between two characters.
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// A Range is what lies between two positions.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// A Location is a range in a document.
type Location struct {
	URI   string `json:"uri"`
	Range Range  `json:"range"`
}

// A TextEdit replaces a range by a text.
type TextEdit struct {
	Range   Range  `json:"range"`
	NewText string `json:"newText"`
}

// A DocumentID names a document.
type DocumentID struct {
	URI string `json:"uri"`
}

// A VersionedDocumentID names a version of a document; nil is that on disk.
type VersionedDocumentID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"`
}

// A DocumentEdit is edits of one document.
type DocumentEdit struct {
	TextDocument VersionedDocumentID `json:"textDocument"`
	Edits        []TextEdit          `json:"edits"`
}

// A WorkspaceEdit is edits of several documents: with versions, if the client
// takes them, or else by their URIs.
type WorkspaceEdit struct {
	Changes         map[string][]TextEdit `json:"changes,omitempty"`
	DocumentChanges []DocumentEdit        `json:"documentChanges,omitempty"`
}

// MarkupContent is text to be shown.
type MarkupContent struct {
	Kind  string `json:"kind"` // "markdown" or "plaintext"
	Value string `json:"value"`
}

// DocumentParams are the parameters of a request about a whole document.
type DocumentParams struct {
	TextDocument DocumentID `json:"textDocument"`
}

// PositionParams are the parameters of a request about a place.
type PositionParams struct {
	TextDocument DocumentID `json:"textDocument"`
	Position     Position   `json:"position"`
}

// RangeParams are the parameters of a request about a range.
type RangeParams struct {
	TextDocument DocumentID `json:"textDocument"`
	Range        Range      `json:"range"`
}
