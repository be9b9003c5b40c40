package lsp

import (
	"context"
	"strings"
)

// references answers textDocument/references: of a snapshot's name all
// documents that have it as their parent, of the name of an element all
// elements of that name, and in a schema all references to a definition.
func (s *Server) references(ctx context.Context, p *ReferenceParams) ([]Location, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	offset := s.encoding.offset(d.file, p.Position)
	if d.isSchema() {
		return s.referencesAt(d, offset, p.Context.IncludeDeclaration), nil
	}
	if n, kind := s.snapshotNameAt(d, offset); kind != noName {
		if err := s.index.wait(ctx); err != nil {
			return nil, err
		}
		return s.snapshotReferences(n, kind, p.Context.IncludeDeclaration), nil
	}
	found := []Location{}
	at := elementNamedAt(d.parsed(), offset)
	if at == nil {
		return found, nil
	}
	for e := range d.parsed().Elements() {
		if e.Name == at.Name && !e.Generated {
			found = append(found, Location{d.uri, s.encoding.rangeOf(d.file, e.NameRange)})
		}
	}
	return found, nil
}

// prepareRename answers textDocument/prepareRename.
func (s *Server) prepareRename(_ context.Context, p *PositionParams) (*RenameRange, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	offset := s.encoding.offset(d.file, p.Position)
	if d.isSchema() {
		return s.prepareDefine(d, offset), nil
	}
	if n, kind := s.snapshotNameAt(d, offset); kind == ownName {
		return &RenameRange{n.nameRange, n.name}, nil
	} else if kind == parentName {
		return &RenameRange{n.parentAt, n.parent}, nil
	}
	for _, r := range s.namesAt(d, p.Position) {
		if r.Contains(offset) {
			return &RenameRange{s.encoding.rangeOf(d.file, r), string(d.file.Slice(r))}, nil
		}
	}
	return nil, nil
}

// rename answers textDocument/rename: of a snapshot in all documents that name
// it, of an element in both its tags, of a definition of a schema with all
// references.
func (s *Server) rename(ctx context.Context, p *RenameParams) (*WorkspaceEdit, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	offset := s.encoding.offset(d.file, p.Position)
	if d.isSchema() {
		return s.renameDefine(d, offset, p.NewName)
	}
	if n, kind := s.snapshotNameAt(d, offset); kind != noName {
		if err := s.index.wait(ctx); err != nil {
			return nil, err
		}
		return s.renameSnapshot(n, kind, p.NewName)
	}
	names := s.namesAt(d, p.Position)
	if names == nil {
		return nil, errorf(RequestFailed, "nothing here can be renamed; expected the name of an element or a snapshot")
	}
	if !isQName(p.NewName) {
		return nil, errorf(InvalidParams, "%q is not the name of an element; expected a name such as \"disk\"", p.NewName)
	}
	var edits []TextEdit
	for _, r := range names {
		edits = append(edits, TextEdit{s.encoding.rangeOf(d.file, r), p.NewName})
	}
	return s.workspaceEdit(map[string][]TextEdit{d.uri: edits}), nil
}

// isQName reports whether a text can be the name of an element.
func isQName(name string) bool {
	prefix, local, prefixed := strings.Cut(name, ":")
	if !prefixed {
		return isNCName(prefix)
	}
	return isNCName(prefix) && isNCName(local)
}

// isNCName is isQName for a name without a colon. Beyond ASCII anything passes
// that can be in some name.
func isNCName(name string) bool {
	if name == "" || name[0] == '-' || name[0] == '.' || name[0] >= '0' && name[0] <= '9' {
		return false
	}
	for i := range len(name) {
		if !isNameByte(name[i]) || name[i] == ':' {
			return false
		}
	}
	return true
}
