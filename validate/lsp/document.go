package lsp

import (
	"bytes"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// A document is one that is open in the client.
type document struct {
	uri, path string
	version   int
	file      *source.File // the text, as the client has it

	settings      Settings
	settingsKnown bool

	stale     bool // what there is to say of it is to be found
	behind    bool // of that, what there is beyond the document itself
	unsaid    bool // the client is to be told of them
	partly    bool // it has been told of what was found in the document itself
	elsewhere bool // because something else has changed
	pulled    bool // the client asks for its diagnostics
	result    int  // number of the diagnostics, for clients that ask
	pushed    int  // how many were published last
	own       []*diag.Diagnostic
	beyond    []*diag.Diagnostic
	indexed   bool // the index of snapshots has this text
	check     checking

	// What was made of the text when first asked for.
	start  *prolog
	tree   *xmltree.Document
	grammr *schemaDocument
}

// document is one that is open, or an error.
func (s *Server) document(uri string) (*document, error) {
	if d := s.documents[uri]; d != nil {
		return d, nil
	}
	return nil, errorf(InvalidParams, "document %q is not open", uri)
}

// documentAt is the open document with a path, or nil.
func (s *Server) documentAt(path string) *document {
	if path == "" {
		return nil
	}
	for _, d := range s.documents {
		if d.path == path {
			return d
		}
	}
	return nil
}

func (s *Server) didOpen(p *DidOpenParams) {
	t := &p.TextDocument
	d := &document{uri: t.URI, path: pathOf(t.URI), version: t.Version}
	s.documents[t.URI] = d
	d.replace([]byte(t.Text))
	s.edited(d)
}

// didChange applies changes, one after the other.
func (s *Server) didChange(p *DidChangeParams) {
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return
	}
	if v := p.TextDocument.Version; v != nil {
		d.version = *v
	}
	for _, c := range p.ContentChanges {
		if c.Range == nil {
			d.replace([]byte(c.Text))
			continue
		}
		d.splice(s.encoding.source(d.file, *c.Range), c.Text)
	}
	s.edited(d)
}

// replace gives the document another text.
func (d *document) replace(text []byte) {
	d.setText(text)
	d.beyond = nil
	d.check.forget()
}

// splice replaces a range of the text.
func (d *document) splice(r source.Range, text string) {
	old := d.file.Bytes()
	d.setText(slices.Concat(old[:r.Start], []byte(text), old[r.End:]))
	d.check.edited(r, int64(len(text)))
	d.beyond = slices.DeleteFunc(d.beyond, func(f *diag.Diagnostic) bool { return f.Touches(r.Start, r.End) })
	for i, f := range d.beyond {
		d.beyond[i] = f.Moved(r.End, int64(len(text))-r.Len())
	}
}

func (d *document) setText(text []byte) {
	name := d.path
	if name == "" {
		name = d.uri
	}
	d.file = source.NewFile(name, text)
	d.start, d.tree, d.grammr = nil, nil, nil
}

// edited says that a document has another text, for all that depends on it.
func (s *Server) edited(d *document) {
	d.stale, d.unsaid = true, true
	if d.path == "" {
		return
	}
	s.schemas.changed(d.path)
	delete(s.guests, d.path)
	s.index.changed(d.path)
	for _, other := range s.documents {
		if other != d && s.dependsOn(other, d.path) {
			other.recheck()
		}
	}
}

// dependsOn reports whether what there is to say of a document may change with
// a file.
func (s *Server) dependsOn(d *document, path string) bool {
	set := s.settingsOf(d)
	x := s.schemas.made[schemaKey{s.schemaName(d, set), set.Target, set.Purpose}]
	return x != nil && x.stale || s.guestPath(d) == path
}

// didClose forgets a document. What is said of it is taken back.
func (s *Server) didClose(p *DocumentParams) {
	d := s.documents[p.TextDocument.URI]
	if d == nil {
		return
	}
	delete(s.documents, d.uri)
	s.edited(d)
	if d.pushed > 0 {
		s.client.Notify("textDocument/publishDiagnostics", PublishParams{URI: d.uri, Diagnostics: []Diagnostic{}})
	}
}

// didSave has nothing to do that [Server.didChange] has not done, but for files
// that the client does not watch.
func (s *Server) didSave(p *DocumentParams) {
	if path := pathOf(p.TextDocument.URI); isConfiguration(path) {
		s.didChangeWatchedFiles(&FileEvents{Changes: []FileEvent{{URI: p.TextDocument.URI, Type: 2}}})
	}
}

// recheckAll has all documents be checked anew.
func (s *Server) recheckAll() {
	for _, d := range s.documents {
		d.recheck()
	}
}

// prolog is what stands before the first tag.
func (d *document) prolog() *prolog {
	if d.start == nil {
		d.start = readProlog(decoded(d.file.Bytes()))
	}
	return d.start
}

// parsed is the tree of the document.
func (d *document) parsed() *xmltree.Document {
	if d.tree == nil {
		d.tree = xmltree.Parse(source.NewFile(d.file.Name(), decoded(d.file.Bytes())), xmltree.Options{})
	}
	return d.tree
}

// decoded is a text that is in UTF-8 whatever it declares: a client sends the
// characters of a document, not its bytes, so a declaration of another encoding
// is about the file on disk. It is blanked, which moves nothing.
func decoded(text []byte) []byte {
	decl, _, ok := bytes.Cut(text, []byte("?>"))
	if !ok || !bytes.HasPrefix(decl, []byte("<?xml")) {
		return text
	}
	at := bytes.Index(decl, []byte("encoding"))
	if at < 0 {
		return text
	}
	quoted := bytes.TrimLeft(decl[at+len("encoding"):], "= \t\r\n")
	if len(quoted) == 0 || quoted[0] != '"' && quoted[0] != '\'' {
		return text
	}
	name, _, ok := bytes.Cut(quoted[1:], quoted[:1])
	if !ok || bytes.EqualFold(name, []byte("UTF-8")) || !isEncoding(name) {
		return text
	}
	end := len(decl) - len(quoted) + len(name) + 2
	blanked := bytes.Clone(text)
	for i := at; i < end; i++ {
		blanked[i] = ' '
	}
	return blanked
}
