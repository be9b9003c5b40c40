package lsp

import (
	"context"
	"slices"
	"sync"

	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// An index is the snapshots that documents of the workspace describe: those
// that are open, as they are in the client, and the files in its folders.
type index struct {
	server  *Server
	entries map[string]*snapshot // by path, or URI of what is no file
	loading bool                 // the folders are being read
	again   bool                 // they are to be read again after that
	done    *sync.Cond
}

// A snapshot is what other documents ask of one that describes a snapshot.
type snapshot struct {
	uri, path string
	name      string
	nameRange Range // of the text of the element name, or of the root's tag
	parent    string
	parentAt  Range // of the name of the parent
	state     string
	guest     string // UUID of the guest in libvirt's form, or ""
	rawGuest  string
	whole     Range
	hasName   bool
	hasParent bool
	linked    *hierarchy.Document // of a document that is not too large, or nil
}

func (x *index) init(s *Server) {
	x.server = s
	x.done = sync.NewCond(&s.mu)
	x.forget()
}

// forget drops what is known of documents.
func (x *index) forget() {
	x.entries = map[string]*snapshot{}
	for _, d := range x.server.documents {
		d.indexed = false
	}
	if x.server.phase == phaseInitialized {
		x.load()
	}
}

// mostIndexed is the size in bytes of the largest file that is looked at.
const mostIndexed = 4 << 20

// load reads the folders of the workspace, without holding up anything else.
func (x *index) load() {
	s := x.server
	if s.options.Files == nil || len(s.folders) == 0 {
		return
	}
	if x.again = x.loading; x.again {
		return
	}
	x.loading = true
	s.beginProgress("reading snapshots")
	go x.read(slices.Clone(s.folders), s.options.Files)
}

// read reads folders.
func (x *index) read(folders []string, files Files) {
	s := x.server
	crash := attempt(func() {
		for _, folder := range folders {
			files.Walk(folder, []string{".xml"}, func(path string) bool {
				text, err := files.Read(path)
				s.mu.Lock()
				defer s.mu.Unlock()
				if err == nil && s.documentAt(path) == nil {
					x.put(path, s.describe(uriOf(path), path, text))
				}
				return s.phase == phaseInitialized
			})
		}
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.logCrash("reading snapshots", crash)
	x.loading = false
	s.endProgress()
	if x.again {
		x.load()
		return
	}
	x.done.Broadcast()
	if s.phase == phaseInitialized {
		for _, d := range s.documents {
			if x.entries[x.key(d)] != nil {
				d.recheck()
			}
		}
		s.flush()
	}
}

// wait waits until the folders are read, or the request is cancelled.
func (x *index) wait(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		x.server.mu.Lock()
		defer x.server.mu.Unlock()
		x.done.Broadcast()
	})
	defer stop()
	for x.loading && ctx.Err() == nil && x.server.phase == phaseInitialized {
		x.done.Wait()
	}
	return ctx.Err()
}

func (x *index) put(key string, n *snapshot) {
	if n == nil {
		delete(x.entries, key)
		return
	}
	x.entries[key] = n
}

func (x *index) key(d *document) string {
	if d.path != "" {
		return d.path
	}
	return d.uri
}

// changed says that a file has changed, in the client or on disk.
func (x *index) changed(path string) {
	s := x.server
	if d := s.documentAt(path); d != nil {
		d.indexed = false
		return
	}
	if s.options.Files == nil || !slices.ContainsFunc(s.folders, func(f string) bool { return within(f, path) }) {
		delete(x.entries, path)
		return
	}
	text, err := s.options.Files.Read(path)
	if err != nil {
		delete(x.entries, path)
		return
	}
	x.put(path, s.describe(uriOf(path), path, text))
}

// all is every snapshot, in the order of their documents.
func (x *index) all() []*snapshot {
	for _, d := range x.server.documents {
		if !d.indexed {
			d.indexed = true
			x.put(x.key(d), x.server.describeOpen(d))
		}
	}
	list := make([]*snapshot, 0, len(x.entries))
	for _, n := range x.entries {
		list = append(list, n)
	}
	slices.SortFunc(list, func(a, b *snapshot) int {
		if a.uri < b.uri {
			return -1
		}
		return 1
	})
	return list
}

// of is the snapshot that an open document describes, or nil.
func (x *index) of(d *document) *snapshot {
	x.all()
	return x.entries[x.key(d)]
}

// guests is the snapshots of the same guest as one. Those whose guest is not
// known belong to any; with nil it is all.
func (x *index) guests(n *snapshot) []*snapshot {
	if n == nil {
		return x.all()
	}
	return slices.DeleteFunc(x.all(), func(o *snapshot) bool { return o.guest != n.guest && o.guest != "" && n.guest != "" })
}

// named is the snapshots of the guest of one that have a name.
func (x *index) named(n *snapshot, name string) []*snapshot {
	return slices.DeleteFunc(x.guests(n), func(o *snapshot) bool { return !o.hasName || o.name != name })
}

// describeOpen is the snapshot that an open document describes, or nil.
func (s *Server) describeOpen(d *document) *snapshot {
	if d.isCompact() || !s.isSnapshot(d.prolog()) {
		return nil
	}
	return s.snapshotOf(d.uri, d.path, d.file, d.parsed())
}

// describe is the snapshot that a file describes, or nil.
func (s *Server) describe(uri, path string, text []byte) *snapshot {
	if len(text) > mostIndexed || !s.isSnapshot(readProlog(text)) {
		return nil
	}
	file := xmlscan.NewFile(path, text)
	return s.snapshotOf(uri, path, file, xmltree.Parse(file, xmltree.Options{}))
}

// isSnapshot reports whether a document describes a snapshot.
func (s *Server) isSnapshot(p *prolog) bool {
	return slices.ContainsFunc(s.options.Builtin, func(b Builtin) bool {
		return b.Snapshots && p.root == xmlscan.Name{Local: b.Root}
	})
}

// snapshotOf reads what is asked of a snapshot.
func (s *Server) snapshotOf(uri, path string, file *source.File, doc *xmltree.Document) *snapshot {
	root := doc.Root
	if root == nil {
		return nil
	}
	place := func(r source.Range) Range { return s.encoding.rangeOf(file, r) }
	n := &snapshot{uri: uri, path: path, whole: place(root.Range), nameRange: place(root.NameRange)}
	if e := root.Child("name"); e != nil && e.Text() != "" {
		n.name, n.hasName, n.nameRange = e.Text(), true, place(contentRange(e))
	}
	if e := root.Child("parent").Child("name"); e != nil && e.Text() != "" {
		n.parent, n.hasParent, n.parentAt = e.Text(), true, place(contentRange(e))
	}
	n.state = root.Child("state").Text()
	n.rawGuest = root.Child("domain").Child("uuid").Text()
	n.guest = libvirt.ParseUUID(n.rawGuest)
	n.link(file)
	return n
}

// contentRange is all that lies between the tags of an element: white space is
// part of a name.
func contentRange(e *xmltree.Element) source.Range {
	if e.EndTag.Len() == 0 {
		return e.TextRange()
	}
	return source.Range{Start: e.Tag.End, End: e.EndTag.Start}
}
