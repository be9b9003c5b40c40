package lsp

import (
	"context"
	"slices"
	"strings"
)

// This file shows the tree of snapshots in the views that clients have: as
// types, where the parent is the supertype, and as calls, where a snapshot
// calls its parent.

// prepareHierarchy answers textDocument/prepareTypeHierarchy and
// textDocument/prepareCallHierarchy: the snapshot whose name is at the cursor,
// or else that of the document.
func (s *Server) prepareHierarchy(ctx context.Context, p *PositionParams) ([]HierarchyItem, error) {
	d, err := s.document(p.TextDocument.URI)
	if err != nil || d.isSchema() {
		return nil, err
	}
	n, kind := s.snapshotNameAt(d, s.encoding.offset(d.file, p.Position))
	if kind == noName {
		n = s.index.of(d)
	}
	if n == nil {
		return nil, nil
	}
	if err := s.index.wait(ctx); err != nil {
		return nil, err
	}
	if kind == parentName {
		return items(s.index.named(n, n.parent)), nil
	}
	return []HierarchyItem{n.item()}, nil
}

// item is a snapshot for the client.
func (n *snapshot) item() HierarchyItem {
	name := n.name
	if !n.hasName {
		name = n.file()
	}
	return HierarchyItem{Name: name, Detail: joined(n.state, n.file()), Kind: symbolObject, URI: n.uri, Range: n.whole, SelectionRange: n.nameRange}
}

func items(list []*snapshot) []HierarchyItem {
	found := []HierarchyItem{}
	for _, n := range list {
		found = append(found, n.item())
	}
	return found
}

// snapshotOfItem is the snapshot that an item stands for, or nil.
func (s *Server) snapshotOfItem(ctx context.Context, p *HierarchyParams) (*snapshot, error) {
	if err := s.index.wait(ctx); err != nil {
		return nil, err
	}
	all := s.index.all()
	if i := slices.IndexFunc(all, func(n *snapshot) bool { return n.uri == p.Item.URI }); i >= 0 {
		return all[i], nil
	}
	return nil, nil
}

func (s *Server) parentsOf(ctx context.Context, p *HierarchyParams) ([]*snapshot, *snapshot, error) {
	n, err := s.snapshotOfItem(ctx, p)
	if n == nil || !n.hasParent {
		return nil, n, err
	}
	return s.index.named(n, n.parent), n, err
}

func (s *Server) childrenOf(ctx context.Context, p *HierarchyParams) ([]*snapshot, error) {
	n, err := s.snapshotOfItem(ctx, p)
	if n == nil || !n.hasName {
		return nil, err
	}
	return slices.DeleteFunc(s.index.guests(n), func(o *snapshot) bool { return !o.hasParent || o.parent != n.name }), err
}

// supertypes answers typeHierarchy/supertypes with the parent.
func (s *Server) supertypes(ctx context.Context, p *HierarchyParams) ([]HierarchyItem, error) {
	parents, _, err := s.parentsOf(ctx, p)
	return items(parents), err
}

// subtypes answers typeHierarchy/subtypes with the children.
func (s *Server) subtypes(ctx context.Context, p *HierarchyParams) ([]HierarchyItem, error) {
	children, err := s.childrenOf(ctx, p)
	return items(children), err
}

// incomingCalls answers callHierarchy/incomingCalls with the children.
func (s *Server) incomingCalls(ctx context.Context, p *HierarchyParams) ([]IncomingCall, error) {
	children, err := s.childrenOf(ctx, p)
	calls := []IncomingCall{}
	for _, n := range children {
		calls = append(calls, IncomingCall{n.item(), []Range{n.parentAt}})
	}
	return calls, err
}

// outgoingCalls answers callHierarchy/outgoingCalls with the parent.
func (s *Server) outgoingCalls(ctx context.Context, p *HierarchyParams) ([]OutgoingCall, error) {
	parents, n, err := s.parentsOf(ctx, p)
	calls := []OutgoingCall{}
	for _, parent := range parents {
		calls = append(calls, OutgoingCall{parent.item(), []Range{n.parentAt}})
	}
	return calls, err
}

// mostSymbols is how many symbols of the workspace are listed.
const mostSymbols = 1000

// workspaceSymbols answers workspace/symbol with the snapshots whose names have
// the letters of the query in their order.
func (s *Server) workspaceSymbols(ctx context.Context, p *SymbolQuery) ([]SymbolInformation, error) {
	if err := s.index.wait(ctx); err != nil {
		return nil, err
	}
	found := []SymbolInformation{}
	for _, n := range s.index.all() {
		if n.hasName && hasLetters(n.name, p.Query) && len(found) < mostSymbols {
			found = append(found, SymbolInformation{n.name, symbolObject, Location{n.uri, n.nameRange}, n.file()})
		}
	}
	return found, nil
}

// hasLetters reports whether a name has the letters of a query in their order,
// in whatever case.
func hasLetters(name, query string) bool {
	name = strings.ToLower(name)
	for _, r := range strings.ToLower(query) {
		i := strings.IndexRune(name, r)
		if i < 0 {
			return false
		}
		name = name[i+len(string(r)):]
	}
	return true
}
