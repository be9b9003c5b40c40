package lsp

// progressToken names the work that is shown: there is one at a time.
const progressToken = "snapxml"

// beginProgress tells the client of work that may take a while.
func (s *Server) beginProgress(title string) {
	if !s.caps.Window.WorkDoneProgress {
		return
	}
	s.call("window/workDoneProgress/create", ProgressToken{progressToken}, nil)
	s.client.Notify("$/progress", ProgressParams{progressToken, Progress{Kind: "begin", Title: title}})
}

// endProgress tells that it is done.
func (s *Server) endProgress() {
	if s.caps.Window.WorkDoneProgress && s.phase == phaseInitialized {
		s.client.Notify("$/progress", ProgressParams{progressToken, Progress{Kind: "end"}})
	}
}
