package lsp

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A prolog is what stands before the first tag of a document, and its name.
type prolog struct {
	root   xmlscan.Name
	models []model
}

// A model is an instruction xml-model (W3C, Associating Schemas with XML
// documents 1.0): which schema a document has.
type model struct {
	href, typ, space string
	at               source.Range // of the href
}

// isRELAXNG reports whether the schema is one of RELAX NG, in either syntax.
func (m model) isRELAXNG() bool {
	switch {
	case m.space != "":
		return m.space == syntax.NS
	case m.typ != "":
		return m.typ == "application/relax-ng-compact-syntax"
	}
	return strings.HasSuffix(m.href, ".rng") || strings.HasSuffix(m.href, ".rnc")
}

// readProlog reads a document up to its first tag.
func readProlog(text []byte) *prolog {
	s := xmlscan.NewScanner(nil, xmlscan.Options{})
	s.ResetBytes(text)
	p := &prolog{}
	if !p.read(s) {
		*p = prolog{}
		s.ResetRecovering(text)
		p.read(s)
	}
	return p
}

// read reports whether it came to a tag.
func (p *prolog) read(s *xmlscan.Scanner) bool {
	for {
		switch s.Next() {
		case xmlscan.EOF:
			return false
		case xmlscan.StartElement:
			p.root = s.NameOf(s.Name())
			if p.root.Local == "" {
				p.root.Local = s.QName()
			}
			return true
		case xmlscan.ProcInst:
			if s.Target() == "xml-model" && !s.InSubset() {
				p.models = append(p.models, readModel(string(s.Text()), s.Range()))
			}
		}
	}
}

// readModel reads the pseudo-attributes of an instruction.
func readModel(text string, at source.Range) model {
	var m model
	end := at.End - int64(len("?>"))
	for rest := text; ; {
		name, after, ok := strings.Cut(rest, "=")
		after = strings.TrimLeft(after, " \t\n")
		if !ok || after == "" || after[0] != '"' && after[0] != '\'' {
			return m
		}
		value, next, ok := strings.Cut(after[1:], after[:1])
		if !ok {
			return m
		}
		switch strings.TrimSpace(name) {
		case "href":
			m.href = value
			m.at = source.Range{Start: end - int64(len(after)) + 1, End: end - int64(len(after)) + 1 + int64(len(value))}
		case "type":
			m.typ = value
		case "schematypens":
			m.space = value
		}
		rest = next
	}
}
