package hierarchy

import (
	"bytes"
	"strings"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// Text is the snapshot as a document of its own in UTF-8, to be given to
// libvirt. The caller must not change it.
func (s *Snapshot) Text() []byte {
	if s.embedded {
		text, _ := s.extracted()
		return text
	}
	if s.Document.encoding == "UTF-8" {
		text := bytes.TrimPrefix(s.raw(), []byte("\uFEFF"))
		return bytes.TrimLeft(text, spaces)
	}
	return recoded(string(s.Document.File.Slice(s.Range)))
}

// raw is the snapshot as it stands in its file.
func (s *Snapshot) raw() []byte { return s.Document.File.Bytes()[s.Range.Start:s.Range.End] }

// tree parses the snapshot. The place of a node is that in the file if at is
// called with it.
func (s *Snapshot) tree() (doc *xmltree.Document, at func(source.Range) source.Range) {
	text, by := s.raw(), s.Range.Start
	grown, from := int64(0), int64(0)
	if s.embedded {
		text, grown = s.extracted()
		from = int64(len(rootName))
	}
	doc = xmltree.Parse(xmlscan.NewFile(s.Document.File.Name(), text), xmltree.Options{})
	return doc, func(r source.Range) source.Range {
		if r.Start > from {
			r.Start = max(from, r.Start-grown)
		}
		if r.End > from {
			r.End = max(from, r.End-grown)
		}
		return shift(r, by)
	}
}

const rootName = "<domainsnapshot"

// extracted makes a document of an element of a node file. Its name loses the
// prefix; blanks behind it keep everything in its place. Prefixes that are
// declared further up are declared again, which moves what follows by as many
// bytes as grown says.
func (s *Snapshot) extracted() (text []byte, grown int64) {
	raw := s.raw()
	tagEnd := s.tag.End - s.tag.Start
	var b bytes.Buffer
	b.WriteString(rootName)
	for _, declaration := range s.space {
		prefix, _, _ := strings.Cut(strings.TrimPrefix(declaration, "xmlns:"), "=")
		if usesPrefix(raw[tagEnd:], prefix) {
			b.WriteString(" " + declaration)
		}
	}
	grown = int64(b.Len() - len(rootName))
	length := bytes.IndexAny(raw, "> /\t\r\n")
	b.WriteString(strings.Repeat(" ", length-len(rootName)))
	if end := bytes.LastIndex(raw, []byte("</")); end >= 0 && raw[tagEnd-2] != '/' {
		b.Write(raw[length:end])
		b.WriteString("</" + rootName[1:] + strings.Repeat(" ", length-len(rootName)) + ">")
	} else {
		b.Write(raw[length:])
	}
	return b.Bytes(), grown
}

// usesPrefix reports whether a prefix may be in use in the content of an
// element: behind the last "<" that could be its end tag there is none.
func usesPrefix(content []byte, prefix string) bool {
	if end := bytes.LastIndex(content, []byte("</")); end >= 0 {
		content = content[:end]
	}
	return bytes.Contains(content, []byte(prefix+":"))
}
