package lsp

import (
	"context"
	"strconv"
)

// Flush tells the client what there is to say of the documents that have
// changed. Call it when no more messages are waiting: a client that types
// faster than documents are checked then hears of the last text only.
func (s *Server) Flush() {
	for s.FlushSome() {
	}
}

// FlushSome is [Server.Flush] up to where a message that came meanwhile should
// go first. It reports whether there is more to be said.
func (s *Server) FlushSome() (more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.flushSome()
}

func (s *Server) flush() {
	for s.flushSome() {
	}
}

// slowFrom is the size in bytes from which a client is told what there is to
// say of a document by itself before the rest is found.
const slowFrom = 64 << 10

func (s *Server) flushSome() (more bool) {
	if s.phase != phaseInitialized {
		return false
	}
	refresh := false
	for _, d := range s.sortedDocuments() {
		switch {
		case !d.unsaid:
			continue
		case d.pulled: // the client asks again by itself when its text changes
			refresh = refresh || d.elsewhere
		case d.stale && d.file.Size() >= slowFrom:
			s.guard("diagnostics of "+d.uri, func() {
				s.renewOwn(d)
				s.publish(d)
			})
			d.unsaid, d.partly = s.asksBeyond(d), true
			more = more || d.unsaid
			continue
		default:
			told := d.partly && !d.stale && len(d.beyond) == 0
			s.guard("diagnostics of "+d.uri, func() {
				s.renew(d)
				if !told || len(d.beyond) > 0 {
					s.publish(d)
				}
			})
		}
		d.unsaid, d.elsewhere, d.partly = false, false, false
	}
	if refresh && s.caps.Workspace.Diagnostics.RefreshSupport {
		s.call("workspace/diagnostic/refresh", nil, nil)
	}
	return more
}

// asksBeyond reports whether anything may be said of a document beyond the
// document itself.
func (s *Server) asksBeyond(d *document) bool {
	_, foretold := s.settingsOf(d).forecast()
	return foretold || s.index.compares(d) || len(d.beyond) > 0
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
