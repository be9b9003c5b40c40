package lsp

import (
	"context"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// Kinds of code actions (LSP 3.17, CodeActionKind).
const (
	kindQuickFix = "quickfix"
	kindRewrite  = "refactor.rewrite"
	kindFixAll   = "source.fixAll"
)

// codeActions answers textDocument/codeAction: the fixes of what was found in
// the range, all certain fixes of the document at once, and ways to write the
// element at the range otherwise.
func (s *Server) codeActions(_ context.Context, p *CodeActionParams) ([]CodeAction, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	s.renew(d)
	at := s.encoding.source(d.file, p.Range)
	actions := s.fixes(d, at)
	if all := s.fixAll(d, len(p.Context.Only) > 0); all != nil && wanted(kindFixAll, p.Context.Only) {
		actions = append(actions, *all)
	}
	if !d.isSchema() {
		actions = append(actions, s.rewrites(d, at)...)
	}
	return slices.DeleteFunc(actions, func(a CodeAction) bool { return !wanted(a.Kind, p.Context.Only) }), nil
}

// wanted reports whether a client asks for actions of a kind.
func wanted(kind string, only []string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool {
		return kind == o || strings.HasPrefix(kind, o+".")
	})
}

// fixes are the quick fixes of what was found in a range.
func (s *Server) fixes(d *document, at source.Range) []CodeAction {
	actions := []CodeAction{}
	for _, f := range d.mine() {
		r := visible(d.file, f.Range)
		if at.End < r.Start || at.Start > r.End {
			continue
		}
		for i, fix := range f.Fixes {
			actions = append(actions, CodeAction{
				Title:       fix.Title,
				Kind:        kindQuickFix,
				Diagnostics: []Diagnostic{s.diagnostic(d, f)},
				IsPreferred: i == 0 && (fix.Certain || len(f.Fixes) == 1),
				Edit:        s.edit(d, fix.Edits),
			})
		}
	}
	return actions
}

// fixAll applies all certain fixes. Where it is only one among other actions
// there must be several.
func (s *Server) fixAll(d *document, asked bool) *CodeAction {
	var certain []diag.Fix
	for _, f := range d.mine() {
		if i := slices.IndexFunc(f.Fixes, func(fix diag.Fix) bool { return fix.Certain }); i >= 0 {
			certain = append(certain, f.Fixes[i])
		}
	}
	if len(certain) == 0 || len(certain) == 1 && !asked {
		return nil
	}
	text := decoded(d.file.Bytes())
	mended, applied := diag.Apply(text, certain)
	if x := s.schemaOf(d); !d.isSchema() && x.validator != nil {
		mended = x.validator.ApplyFixes(source.NewFile(d.file.Name(), text)).File.Bytes()
	}
	if len(applied) == 0 || string(mended) == string(text) {
		return nil
	}
	return &CodeAction{
		Title: "fix all that is certain",
		Kind:  kindFixAll,
		Edit:  s.edit(d, changes(string(text), string(mended))),
	}
}

// edit is edits of one document for the client.
func (s *Server) edit(d *document, edits []diag.Edit) *WorkspaceEdit {
	return s.workspaceEdit(map[string][]TextEdit{d.uri: s.encoding.edits(d.file, edits)})
}

// workspaceEdit is edits by URI in the form that the client takes.
func (s *Server) workspaceEdit(changes map[string][]TextEdit) *WorkspaceEdit {
	if !s.caps.Workspace.WorkspaceEdit.DocumentChanges {
		return &WorkspaceEdit{Changes: changes}
	}
	w := &WorkspaceEdit{DocumentChanges: []DocumentEdit{}}
	var uris []string
	for uri := range changes {
		uris = append(uris, uri)
	}
	slices.Sort(uris)
	for _, uri := range uris {
		id := VersionedDocumentID{URI: uri}
		if d := s.documents[uri]; d != nil {
			version := d.version
			id.Version = &version
		}
		w.DocumentChanges = append(w.DocumentChanges, DocumentEdit{id, changes[uri]})
	}
	return w
}
