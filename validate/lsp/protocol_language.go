package lsp

// This file has the types of the language features (LSP 3.17).

// A CompletionList is what may be put at a place.
type CompletionList struct {
	IsIncomplete bool             `json:"isIncomplete"`
	Items        []CompletionItem `json:"items"`
}

// A CompletionItem is one thing that may be put at a place.
type CompletionItem struct {
	Label            string         `json:"label"`
	Kind             int            `json:"kind,omitempty"`
	Detail           string         `json:"detail,omitempty"`
	Documentation    *MarkupContent `json:"documentation,omitempty"`
	Preselect        bool           `json:"preselect,omitempty"`
	SortText         string         `json:"sortText,omitempty"`
	InsertTextFormat int            `json:"insertTextFormat,omitempty"` // 2: a snippet
	TextEdit         *TextEdit      `json:"textEdit,omitempty"`

	// AdditionalTextEdits are made besides, elsewhere in the document.
	AdditionalTextEdits []TextEdit `json:"additionalTextEdits,omitempty"`
}

// Kinds of completion items.
const (
	kindField      = 5
	kindProperty   = 10
	kindValue      = 12
	kindSnippet    = 15
	kindReference  = 18
	kindEnumMember = 20
)

// A Hover is what is shown of a range.
type Hover struct {
	Contents MarkupContent `json:"contents"`
	Range    *Range        `json:"range,omitempty"`
}

// SignatureHelp is the signatures that may be meant at a place.
type SignatureHelp struct {
	Signatures      []Signature `json:"signatures"`
	ActiveSignature int         `json:"activeSignature"`
	ActiveParameter int         `json:"activeParameter"`
}

// A Signature is the form of an element.
type Signature struct {
	Label         string               `json:"label"`
	Documentation *MarkupContent       `json:"documentation,omitempty"`
	Parameters    []SignatureParameter `json:"parameters"`
}

// A SignatureParameter is a part of a signature: the offsets of its label there.
type SignatureParameter struct {
	Label         [2]int         `json:"label"`
	Documentation *MarkupContent `json:"documentation,omitempty"`
}

// CodeActionParams are the parameters of textDocument/codeAction.
type CodeActionParams struct {
	TextDocument DocumentID `json:"textDocument"`
	Range        Range      `json:"range"`
	Context      struct {
		Only []string `json:"only"`
	} `json:"context"`
}

// A CodeAction is a change that is offered.
type CodeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []Diagnostic   `json:"diagnostics,omitempty"`
	IsPreferred bool           `json:"isPreferred,omitempty"`
	Edit        *WorkspaceEdit `json:"edit"`
}

// FormattingParams are the parameters of the formatting requests.
type FormattingParams struct {
	TextDocument DocumentID        `json:"textDocument"`
	Range        Range             `json:"range"`
	Position     Position          `json:"position"`
	Ch           string            `json:"ch"`
	Options      FormattingOptions `json:"options"`
}

// FormattingOptions are how a client wants text to look.
type FormattingOptions struct {
	TabSize                int  `json:"tabSize"`
	InsertSpaces           bool `json:"insertSpaces"`
	TrimTrailingWhitespace bool `json:"trimTrailingWhitespace"`
	InsertFinalNewline     bool `json:"insertFinalNewline"`
	TrimFinalNewlines      bool `json:"trimFinalNewlines"`
}

// A DocumentSymbol is a part of a document with those in it.
type DocumentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitempty"`
	Kind           int              `json:"kind"`
	Range          Range            `json:"range"`
	SelectionRange Range            `json:"selectionRange"`
	Children       []DocumentSymbol `json:"children,omitempty"`
}

// SymbolInformation is a part of a document of the workspace.
type SymbolInformation struct {
	Name          string   `json:"name"`
	Kind          int      `json:"kind"`
	Location      Location `json:"location"`
	ContainerName string   `json:"containerName,omitempty"`
}

// Kinds of symbols.
const (
	symbolModule   = 2
	symbolProperty = 7
	symbolField    = 8
	symbolString   = 15
	symbolObject   = 19
)

// SymbolQuery is the parameter of workspace/symbol.
type SymbolQuery struct {
	Query string `json:"query"`
}

// A FoldingRange is lines that may be hidden.
type FoldingRange struct {
	StartLine      int    `json:"startLine"`
	StartCharacter *int   `json:"startCharacter,omitempty"`
	EndLine        int    `json:"endLine"`
	EndCharacter   *int   `json:"endCharacter,omitempty"`
	Kind           string `json:"kind,omitempty"`
}

// SelectionParams are the parameters of textDocument/selectionRange.
type SelectionParams struct {
	TextDocument DocumentID `json:"textDocument"`
	Positions    []Position `json:"positions"`
}

// A SelectionRange is a range around a place, and the next larger one.
type SelectionRange struct {
	Range  Range           `json:"range"`
	Parent *SelectionRange `json:"parent,omitempty"`
}

// LinkedEditingRanges are ranges that always have the same text.
type LinkedEditingRanges struct {
	Ranges      []Range `json:"ranges"`
	WordPattern string  `json:"wordPattern,omitempty"`
}

// SemanticTokens are the parts of a document, encoded in five numbers each.
type SemanticTokens struct {
	Data []int `json:"data"`
}

// A DocumentLink leads from a range to another document.
type DocumentLink struct {
	Range   Range  `json:"range"`
	Target  string `json:"target"`
	Tooltip string `json:"tooltip,omitempty"`
}

// An InlayHint is text that is shown within the text.
type InlayHint struct {
	Position    Position `json:"position"`
	Label       string   `json:"label"`
	Tooltip     string   `json:"tooltip,omitempty"`
	PaddingLeft bool     `json:"paddingLeft,omitempty"`
}

// A DocumentHighlight is a range that belongs to what is at the cursor.
type DocumentHighlight struct {
	Range Range `json:"range"`
	Kind  int   `json:"kind"`
}

// ReferenceParams are the parameters of textDocument/references.
type ReferenceParams struct {
	PositionParams
	Context struct {
		IncludeDeclaration bool `json:"includeDeclaration"`
	} `json:"context"`
}

// RenameParams are the parameters of textDocument/rename.
type RenameParams struct {
	PositionParams
	NewName string `json:"newName"`
}

// A RenameRange is what can be renamed at a place.
type RenameRange struct {
	Range       Range  `json:"range"`
	Placeholder string `json:"placeholder"`
}

// A HierarchyItem is a snapshot in the views of types and calls.
type HierarchyItem struct {
	Name           string `json:"name"`
	Detail         string `json:"detail,omitempty"`
	Kind           int    `json:"kind"`
	URI            string `json:"uri"`
	Range          Range  `json:"range"`
	SelectionRange Range  `json:"selectionRange"`
}

// HierarchyParams are the parameters of requests about such an item.
type HierarchyParams struct {
	Item HierarchyItem `json:"item"`
}

// An IncomingCall is a snapshot that names another as its parent.
type IncomingCall struct {
	From       HierarchyItem `json:"from"`
	FromRanges []Range       `json:"fromRanges"`
}

// An OutgoingCall is the parent that a snapshot names.
type OutgoingCall struct {
	To         HierarchyItem `json:"to"`
	FromRanges []Range       `json:"fromRanges"`
}
