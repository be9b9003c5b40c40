package hierarchy

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// A Document is a file with snapshots in it.
type Document struct {
	File      *source.File
	Snapshots []*Snapshot // in the order of the file

	// Findings are why parts of the file are left out: they are not
	// well-formed, or hold no snapshot.
	Findings []*diag.Diagnostic

	encoding string // "UTF-8" for most
}

// A Reader reads documents, one after the other. It is for one goroutine.
type Reader struct {
	scanner *xmlscan.Scanner
	options xmltree.Options

	doc  *Document
	base int64 // offset in the file of the document that the scanner reads
	node bool  // the root element is a node
	extractor
}

// NewReader makes a reader with limits for the documents.
func NewReader(limits xmlscan.Limits) *Reader {
	return &Reader{
		scanner: xmlscan.NewScanner(nil, xmlscan.Options{Limits: limits}),
		options: xmltree.Options{Limits: limits},
	}
}

// Read reads the snapshots in a file. It may hold
//   - a snapshot's document, as virsh snapshot-dumpxml prints it or as QEMU's
//     driver stores it;
//   - several of them, one behind the other, in UTF-8;
//   - a node of the test driver with domainsnapshot elements in its domains.
func (r *Reader) Read(file *source.File) *Document {
	r.doc = &Document{File: file}
	text := file.Bytes()
	for r.base = 0; ; {
		end := r.readOne(text[r.base:])
		if end < 0 {
			break
		}
		r.base += end
	}
	doc := r.doc
	r.doc = nil
	return doc
}

// readOne reads one document. It returns where another one begins behind it,
// or -1.
func (r *Reader) readOne(text []byte) int64 {
	s := r.scanner
	s.ResetBytes(text)
	before := len(r.doc.Snapshots)
	r.reset()
	end := int64(-1)
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		if kind == xmlscan.Text && r.field == noField {
			continue
		}
		r.token(kind)
		if kind == xmlscan.EndElement && s.Depth() == 1 {
			if end = nextDocument(text, s.Range().End); end >= 0 && s.Encoding() == "UTF-8" {
				break
			}
			end = -1
		}
	}
	r.doc.encoding = s.Encoding()
	if end < 0 && s.Fault() != nil {
		r.doc.Snapshots = r.doc.Snapshots[:before]
		r.faults(text)
	} else if len(r.doc.Snapshots) > before && !r.node {
		last := r.doc.Snapshots[len(r.doc.Snapshots)-1]
		last.Range = source.Range{Start: r.base, End: r.base + int64(len(text))}
		if end >= 0 {
			last.Range.End = r.base + end
		}
	}
	return end
}

// mostFaults is how many faults of one file are told.
const mostFaults = 100

// faults lists what is not well-formed.
func (r *Reader) faults(text []byte) {
	tree := xmltree.Parse(xmlscan.NewFile(r.doc.File.Name(), text), r.options)
	for _, f := range tree.Faults {
		if len(r.doc.Findings) < mostFaults {
			r.doc.Findings = append(r.doc.Findings, moved(f, r.doc.File, r.base))
		}
	}
}

// moved is a diagnostic about a part of a file as one about the file.
func moved(d *diag.Diagnostic, file *source.File, by int64) *diag.Diagnostic {
	out := *d
	out.File, out.Range = file, shift(d.Range, by)
	out.Fixes = nil
	for _, f := range d.Fixes {
		f.Edits = append([]diag.Edit(nil), f.Edits...)
		for i := range f.Edits {
			f.Edits[i].Range = shift(f.Edits[i].Range, by)
		}
		out.Fixes = append(out.Fixes, f)
	}
	out.Related = append([]diag.Related(nil), d.Related...)
	for i := range out.Related {
		if rel := &out.Related[i]; rel.File == nil {
			rel.Range = shift(rel.Range, by)
		}
	}
	return &out
}

func shift(r source.Range, by int64) source.Range {
	return source.Range{Start: r.Start + by, End: r.End + by}
}

// nextDocument looks for the begin of another document behind the root element
// of one: white space and comments, then a start tag or an XML declaration. It
// is -1 if something else follows.
func nextDocument(text []byte, end int64) int64 {
	rest := bytes.TrimLeft(text[end:], spaces)
	begin := int64(len(text) - len(rest))
	for bytes.HasPrefix(rest, []byte("<!--")) {
		_, behind, found := bytes.Cut(rest, []byte("-->"))
		if !found {
			return -1
		}
		rest = bytes.TrimLeft(behind, spaces)
	}
	if bytes.HasPrefix(rest, []byte("<?xml ")) || len(rest) > 1 && rest[0] == '<' && isNameStart(rest[1]) {
		return begin
	}
	return -1
}

// spaces is S of XML 1.0 §2.3.
const spaces = " \t\r\n"

// isNameStart reports whether a byte may begin a name, which every byte of a
// character beyond ASCII may be part of.
func isNameStart(c byte) bool {
	return 'a' <= lower(c) && lower(c) <= 'z' || c == '_' || c == ':' || c >= 0x80
}
