package lsp

import (
	"context"
	"encoding/json"
)

// initialize answers the first request of a client.
func (s *Server) initialize(_ context.Context, p *InitializeParams) (*InitializeResult, error) {
	if s.phase != phaseNew {
		return nil, errorf(InvalidRequest, "the server is initialized already")
	}
	s.phase = phaseInitialized
	s.caps = p.Capabilities
	s.encoding = chooseEncoding(p.Capabilities.General.PositionEncodings)
	for _, f := range p.WorkspaceFolders {
		s.addFolder(f.URI)
	}
	if len(p.WorkspaceFolders) == 0 && p.RootURI != nil {
		s.addFolder(*p.RootURI)
	}
	s.takeSettings(p.InitializationOptions)
	return &InitializeResult{
		Capabilities: s.capabilities(),
		ServerInfo:   ServerInfo{Name: "snapxml", Version: s.options.Version},
	}, nil
}

func (s *Server) addFolder(uri string) {
	if p := pathOf(uri); p != "" {
		s.folders = append(s.folders, p)
	}
}

// capabilities are what the server can do.
func (s *Server) capabilities() map[string]any {
	yes := true
	return map[string]any{
		"positionEncoding":      s.encoding,
		"textDocumentSync":      map[string]any{"openClose": true, "change": 2, "save": true},
		"diagnosticProvider":    map[string]any{"identifier": "snapxml", "interFileDependencies": true, "workspaceDiagnostics": false},
		"completionProvider":    map[string]any{"triggerCharacters": []string{"<", " ", `"`, "'", "/", "=", ">"}},
		"hoverProvider":         yes,
		"signatureHelpProvider": map[string]any{"triggerCharacters": []string{" "}},
		"codeActionProvider": map[string]any{
			"codeActionKinds": []string{kindQuickFix, kindRewrite, kindFixAll},
		},
		"documentFormattingProvider":       yes,
		"documentRangeFormattingProvider":  yes,
		"documentOnTypeFormattingProvider": map[string]any{"firstTriggerCharacter": "\n", "moreTriggerCharacter": []string{"/"}},
		"documentSymbolProvider":           yes,
		"documentHighlightProvider":        yes,
		"foldingRangeProvider":             yes,
		"selectionRangeProvider":           yes,
		"linkedEditingRangeProvider":       yes,
		"semanticTokensProvider": map[string]any{
			"legend": map[string]any{"tokenTypes": tokenTypes, "tokenModifiers": []string{}},
			"full":   true, "range": true,
		},
		"documentLinkProvider":    map[string]any{},
		"inlayHintProvider":       yes,
		"definitionProvider":      yes,
		"typeDefinitionProvider":  yes,
		"referencesProvider":      yes,
		"renameProvider":          map[string]any{"prepareProvider": true},
		"typeHierarchyProvider":   yes,
		"callHierarchyProvider":   yes,
		"workspaceSymbolProvider": yes,
		"workspace": map[string]any{
			"workspaceFolders": map[string]any{"supported": true, "changeNotifications": true},
		},
	}
}

// initialized asks the client for what it tells only when it is asked.
func (s *Server) initialized(*struct{}) {
	var wanted []Registration
	if s.caps.Workspace.DidChangeWatchedFiles.DynamicRegistration && s.options.Files != nil {
		wanted = append(wanted, Registration{"files", "workspace/didChangeWatchedFiles",
			WatchOptions{[]FileSystemWatcher{{"**/*.xml"}, {"**/*.rng"}, {"**/*.rnc"}, {"**/.snapxml.toml"}}}})
	}
	if s.caps.Workspace.DidChangeConfiguration.DynamicRegistration {
		wanted = append(wanted, Registration{"configuration", "workspace/didChangeConfiguration",
			map[string]string{"section": section}})
	}
	if len(wanted) > 0 {
		s.call("client/registerCapability", RegistrationParams{wanted}, nil)
	}
	s.askSettings()
	s.index.load()
}

func (s *Server) shutdown(context.Context, *struct{}) (any, error) {
	s.phase = phaseShutDown
	return nil, nil
}

func (s *Server) exit() {
	s.wasShutDown = s.phase == phaseShutDown
	s.phase = phaseExited
}

// didChangeFolders follows the folders that are open in the client.
func (s *Server) didChangeFolders(p *FolderEvents) {
	for _, f := range p.Event.Removed {
		gone := pathOf(f.URI)
		kept := s.folders[:0]
		for _, folder := range s.folders {
			if folder != gone {
				kept = append(kept, folder)
			}
		}
		s.folders = kept
	}
	for _, f := range p.Event.Added {
		s.addFolder(f.URI)
	}
	s.index.forget()
	s.recheckAll()
}

// didChangeWatchedFiles follows the files on disk.
func (s *Server) didChangeWatchedFiles(p *FileEvents) {
	configured := false
	for _, change := range p.Changes {
		path := pathOf(change.URI)
		s.schemas.changed(path)
		delete(s.guests, path)
		s.index.changed(path)
		configured = configured || isConfiguration(path)
	}
	if configured {
		for _, d := range s.documents {
			d.settingsKnown = false
		}
	}
	s.recheckAll()
}

// didChangeConfiguration takes new settings, or asks for them.
func (s *Server) didChangeConfiguration(p *ConfigurationParams) {
	if s.caps.Workspace.Configuration {
		s.askSettings()
		return
	}
	var sections map[string]json.RawMessage
	if json.Unmarshal(p.Settings, &sections) == nil && sections[section] != nil {
		s.takeSettings(sections[section])
	} else {
		s.takeSettings(p.Settings)
	}
	s.reconfigure()
}

// askSettings asks the client for its settings.
func (s *Server) askSettings() {
	if !s.caps.Workspace.Configuration {
		return
	}
	s.call("workspace/configuration", ConfigurationItems{[]ConfigurationItem{{Section: section}}}, func(result json.RawMessage, err error) {
		var items []json.RawMessage
		if err != nil || json.Unmarshal(result, &items) != nil || len(items) != 1 || string(items[0]) == "null" {
			return
		}
		s.takeSettings(items[0])
		s.reconfigure()
		s.flush()
	})
}

// reconfigure has everything be done anew with other settings.
func (s *Server) reconfigure() {
	s.schemas.forget()
	clear(s.guests)
	for _, d := range s.documents {
		d.settingsKnown = false
	}
	s.recheckAll()
}
