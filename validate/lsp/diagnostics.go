package lsp

import (
	"context"
	"strconv"
)

// Flush tells the client what there is to say of the documents that have
// changed. Call it when no more messages are waiting: a client that types
// faster than documents are checked then hears of the last text only.
func (s *Server) Flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flush()
}

func (s *Server) flush() {
	if s.phase != phaseInitialized {
		return
	}
	refresh := false
	for _, d := range s.sortedDocuments() {
		switch {
		case !d.unsaid:
			continue
		case d.pulled: // the client asks again by itself when its text changes
			refresh = refresh || d.elsewhere
		default:
			s.guard("diagnostics of "+d.uri, func() {
				s.renew(d)
				s.publish(d)
			})
		}
		d.unsaid, d.elsewhere = false, false
	}
	if refresh && s.caps.Workspace.Diagnostics.RefreshSupport {
		s.call("workspace/diagnostic/refresh", nil, nil)
	}
}

// recheck says that there may be something else to say of a document, though
// its text is the same.
func (d *document) recheck() { d.stale, d.unsaid, d.elsewhere = true, true, true }

// publish tells the client what was found in a document.
func (s *Server) publish(d *document) {
	list := s.diagnostics(d)
	d.pushed = len(list)
	version := d.version
	s.client.Notify("textDocument/publishDiagnostics", PublishParams{URI: d.uri, Version: &version, Diagnostics: list})
}

// diagnostics are the findings of a document for the client.
func (s *Server) diagnostics(d *document) []Diagnostic {
	list := []Diagnostic{}
	for _, f := range d.mine() {
		list = append(list, s.diagnostic(d, f))
	}
	return list
}

// pullDiagnostics answers textDocument/diagnostic. A document that a client asks
// for is not told of any more without being asked, lest it be told twice.
func (s *Server) pullDiagnostics(_ context.Context, p *DiagnosticParams) (*DiagnosticReport, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	if d.pushed > 0 {
		d.pushed = 0
		version := d.version
		s.client.Notify("textDocument/publishDiagnostics", PublishParams{URI: d.uri, Version: &version, Diagnostics: []Diagnostic{}})
	}
	d.pulled = true
	s.renew(d)
	id := strconv.Itoa(d.result)
	if p.PreviousResultID == id {
		return &DiagnosticReport{Kind: "unchanged", ResultID: id}, nil
	}
	list := s.diagnostics(d)
	return &DiagnosticReport{Kind: "full", ResultID: id, Items: &list}, nil
}
