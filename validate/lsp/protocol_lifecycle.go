package lsp

import "encoding/json"

// InitializeParams are what a client says of itself (LSP 3.17, "Initialize
// Request").
type InitializeParams struct {
	RootURI               *string            `json:"rootUri"`
	WorkspaceFolders      []WorkspaceFolder  `json:"workspaceFolders"`
	Capabilities          ClientCapabilities `json:"capabilities"`
	InitializationOptions json.RawMessage    `json:"initializationOptions"`
}

// A WorkspaceFolder is a folder that is open in the client.
type WorkspaceFolder struct {
	URI  string `json:"uri"`
	Name string `json:"name"`
}

// ClientCapabilities are what the server asks for of what a client can do.
type ClientCapabilities struct {
	General struct {
		PositionEncodings []string `json:"positionEncodings"`
	} `json:"general"`
	Window struct {
		WorkDoneProgress bool `json:"workDoneProgress"`
	} `json:"window"`
	Workspace struct {
		Configuration bool `json:"configuration"`
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
		DidChangeConfiguration dynamic `json:"didChangeConfiguration"`
		DidChangeWatchedFiles  dynamic `json:"didChangeWatchedFiles"`
		Diagnostics            refresh `json:"diagnostics"`
		InlayHint              refresh `json:"inlayHint"`
	} `json:"workspace"`
	TextDocument struct {
		Completion struct {
			CompletionItem struct {
				SnippetSupport      bool     `json:"snippetSupport"`
				DocumentationFormat []string `json:"documentationFormat"`
			} `json:"completionItem"`
		} `json:"completion"`
		Hover struct {
			ContentFormat []string `json:"contentFormat"`
		} `json:"hover"`
		CodeAction struct {
			Literals *struct{} `json:"codeActionLiteralSupport"`
		} `json:"codeAction"`
		DocumentSymbol struct {
			Hierarchical bool `json:"hierarchicalDocumentSymbolSupport"`
		} `json:"documentSymbol"`
		FoldingRange struct {
			LineFoldingOnly bool `json:"lineFoldingOnly"`
		} `json:"foldingRange"`
		SemanticTokens struct {
			TokenTypes []string `json:"tokenTypes"`
		} `json:"semanticTokens"`
	} `json:"textDocument"`
}

type dynamic struct {
	DynamicRegistration bool `json:"dynamicRegistration"`
}

type refresh struct {
	RefreshSupport bool `json:"refreshSupport"`
}

// InitializeResult is what the server says of itself.
type InitializeResult struct {
	Capabilities map[string]any `json:"capabilities"`
	ServerInfo   ServerInfo     `json:"serverInfo"`
}

// ServerInfo names the server.
type ServerInfo struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// A Registration asks the client for notifications.
type Registration struct {
	ID              string `json:"id"`
	Method          string `json:"method"`
	RegisterOptions any    `json:"registerOptions,omitempty"`
}

// RegistrationParams are the parameters of client/registerCapability.
type RegistrationParams struct {
	Registrations []Registration `json:"registrations"`
}

// A FileSystemWatcher is a pattern of files whose changes are of interest.
type FileSystemWatcher struct {
	GlobPattern string `json:"globPattern"`
}

// WatchOptions are the options of registering for file changes.
type WatchOptions struct {
	Watchers []FileSystemWatcher `json:"watchers"`
}

// FileEvents are the parameters of workspace/didChangeWatchedFiles.
type FileEvents struct {
	Changes []FileEvent `json:"changes"`
}

// A FileEvent says that a file was made (1), changed (2) or deleted (3).
type FileEvent struct {
	URI  string `json:"uri"`
	Type int    `json:"type"`
}

// FolderEvents are the parameters of workspace/didChangeWorkspaceFolders.
type FolderEvents struct {
	Event struct {
		Added   []WorkspaceFolder `json:"added"`
		Removed []WorkspaceFolder `json:"removed"`
	} `json:"event"`
}

// ConfigurationParams are the parameters of workspace/didChangeConfiguration.
type ConfigurationParams struct {
	Settings json.RawMessage `json:"settings"`
}

// ConfigurationItems are the parameters of workspace/configuration.
type ConfigurationItems struct {
	Items []ConfigurationItem `json:"items"`
}

// A ConfigurationItem is a section of the settings.
type ConfigurationItem struct {
	ScopeURI string `json:"scopeUri,omitempty"`
	Section  string `json:"section"`
}

// CancelParams are the parameters of $/cancelRequest.
type CancelParams struct {
	ID json.RawMessage `json:"id"`
}

// MessageParams are the parameters of window/showMessage and
// window/logMessage.
type MessageParams struct {
	Type    int    `json:"type"` // 1 error, 2 warning, 3 info
	Message string `json:"message"`
}

// ProgressToken names a piece of work that takes a while.
type ProgressToken struct {
	Token string `json:"token"`
}

// ProgressParams are the parameters of $/progress.
type ProgressParams struct {
	Token string `json:"token"`
	Value any    `json:"value"`
}

// Progress is a step of a piece of work: begin, report or end.
type Progress struct {
	Kind    string `json:"kind"`
	Title   string `json:"title,omitempty"`
	Message string `json:"message,omitempty"`
}
