package lsp

// DidOpenParams are the parameters of textDocument/didOpen.
type DidOpenParams struct {
	TextDocument struct {
		URI        string `json:"uri"`
		LanguageID string `json:"languageId"`
		Version    int    `json:"version"`
		Text       string `json:"text"`
	} `json:"textDocument"`
}

// DidChangeParams are the parameters of textDocument/didChange.
type DidChangeParams struct {
	TextDocument   VersionedDocumentID `json:"textDocument"`
	ContentChanges []ContentChange     `json:"contentChanges"`
}

// A ContentChange replaces a range of a document, or with no range all of it.
type ContentChange struct {
	Range *Range `json:"range"`
	Text  string `json:"text"`
}

// A Diagnostic is something that the server has to say of a range.
type Diagnostic struct {
	Range              Range                `json:"range"`
	Severity           int                  `json:"severity,omitempty"`
	Code               string               `json:"code,omitempty"`
	CodeDescription    *CodeDescription     `json:"codeDescription,omitempty"`
	Source             string               `json:"source,omitempty"`
	Message            string               `json:"message"`
	Tags               []int                `json:"tags,omitempty"`
	RelatedInformation []RelatedInformation `json:"relatedInformation,omitempty"`
}

// A CodeDescription leads to a page about a code.
type CodeDescription struct {
	Href string `json:"href"`
}

// RelatedInformation points at another place that a diagnostic is about.
type RelatedInformation struct {
	Location Location `json:"location"`
	Message  string   `json:"message"`
}

// PublishParams are the parameters of textDocument/publishDiagnostics.
type PublishParams struct {
	URI         string       `json:"uri"`
	Version     *int         `json:"version,omitempty"`
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// DiagnosticParams are the parameters of textDocument/diagnostic.
type DiagnosticParams struct {
	TextDocument     DocumentID `json:"textDocument"`
	PreviousResultID string     `json:"previousResultId"`
}

// A DiagnosticReport is all diagnostics of a document, or that they are those
// of an earlier report.
type DiagnosticReport struct {
	Kind     string        `json:"kind"` // "full" or "unchanged"
	ResultID string        `json:"resultId"`
	Items    *[]Diagnostic `json:"items,omitempty"`
}
