package lsp

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// definesAt is where the definition is that is named at an offset of a schema,
// or the file.
func (s *Server) definesAt(d *document, offset int64) []Location {
	for _, h := range d.schemaDocument(s).hrefs() {
		if h.file.Name() == d.file.Name() && h.at.Contains(offset) {
			if target := s.linkTo(d, h.href); target != "" {
				return []Location{{URI: target}}
			}
		}
	}
	return s.locations(s.meantAt(d, offset, defines))
}

// referencesAt is where the definition is referred to that is named at an
// offset of a schema.
func (s *Server) referencesAt(d *document, offset int64, declaration bool) []Location {
	kinds := []schemaNameKind{refers}
	if declaration {
		kinds = append(kinds, defines)
	}
	return s.locations(s.meantAt(d, offset, kinds...))
}

// prepareDefine is the name at an offset of a schema that can be renamed.
func (s *Server) prepareDefine(d *document, offset int64) *RenameRange {
	n := d.schemaDocument(s).at(d.file, offset)
	if n == nil {
		return nil
	}
	return &RenameRange{s.encoding.rangeOf(d.file, n.at), n.name}
}

// keywords of the compact syntax (RELAX NG Compact Syntax §2.2) must be escaped
// where they are names.
var keywords = strings.Fields(`attribute default datatypes div element empty external grammar include inherit
	list mixed namespace notAllowed parent start string text token`)

// renameDefine gives a definition another name wherever it is named.
func (s *Server) renameDefine(d *document, offset int64, name string) (*WorkspaceEdit, error) {
	places := s.meantAt(d, offset, defines, refers)
	if len(places) == 0 {
		return nil, errorf(RequestFailed, "nothing here can be renamed; expected the name of a definition")
	}
	if !isNCName(name) {
		return nil, errorf(InvalidParams, "%q is not the name of a definition; expected a name without a colon", name)
	}
	for _, x := range s.related(d) {
		if n := x.at(d.file, offset); n != nil && n.name != name && len(x.same(&schemaName{scope: n.scope, name: name}, defines)) > 0 {
			return nil, errorf(RequestFailed, "there is a definition %q already", name)
		}
	}
	changes := map[string][]TextEdit{}
	for _, n := range places {
		text := name
		if strings.HasSuffix(n.file.Name(), ".rnc") && slices.Contains(keywords, name) {
			text = `\` + name
		}
		uri := s.uriAt(n.file.Name())
		changes[uri] = append(changes[uri], TextEdit{s.encoding.rangeOf(n.file, n.at), text})
	}
	return s.workspaceEdit(changes), nil
}

// longestDefine is how many lines of a definition a hover shows.
const longestDefine = 24

// hoverDefine shows the definition that is named at an offset of a schema: its
// prose, and what it is in compact syntax.
func (s *Server) hoverDefine(d *document, offset int64) *Hover {
	n := d.schemaDocument(s).at(d.file, offset)
	if n == nil {
		return nil
	}
	parts := []string{"`" + n.name + "`"}
	for _, def := range s.meantAt(d, offset, defines) {
		c := def.component
		parts = appendNew(parts, strings.TrimSpace(c.Annotations.Documentation()))
		if text := compact(c.Pattern); text != "" {
			parts = appendNew(parts, "```rnc\n"+text+"\n```")
		}
	}
	refs := len(s.meantAt(d, offset, refers))
	switch refs {
	case 0:
		parts = append(parts, "nothing refers to it")
	case 1:
		parts = append(parts, "1 reference")
	default:
		parts = append(parts, strconv.Itoa(refs)+" references")
	}
	r := s.encoding.rangeOf(d.file, n.at)
	return &Hover{s.markup(strings.Join(parts, "\n\n"), s.caps.TextDocument.Hover.ContentFormat), &r}
}

// compact is a pattern in compact syntax, without the declarations before it.
func compact(p *syntax.Pattern) string {
	if p == nil {
		return ""
	}
	var b bytes.Buffer
	if err := syntax.WriteCompact(&b, p); err != nil {
		return ""
	}
	var lines []string
	for line := range strings.Lines(b.String()) {
		line = strings.TrimRight(line, "\n")
		declares := strings.HasPrefix(line, "namespace ") || strings.HasPrefix(line, "default namespace") || strings.HasPrefix(line, "datatypes ")
		if declares || line == "" && len(lines) == 0 {
			continue
		}
		if lines = append(lines, line); len(lines) == longestDefine {
			lines = append(lines, "…")
			break
		}
	}
	return strings.Join(lines, "\n")
}

// defineSymbols are the definitions of a schema.
func (s *Server) defineSymbols(d *document) []DocumentSymbol {
	var symbols []DocumentSymbol
	for _, n := range d.schemaDocument(s).names {
		if n.kind == defines && n.file.Name() == d.file.Name() {
			symbols = append(symbols, DocumentSymbol{
				Name: n.name, Kind: symbolModule,
				Range: s.encoding.rangeOf(d.file, n.component.Range), SelectionRange: s.encoding.rangeOf(d.file, n.at),
			})
		}
	}
	return symbols
}

// defineNames offers, in a schema in XML syntax, the names that a reference may
// have, or for a definition those that are referred to and not defined.
func (c *completer) defineNames() {
	_, local, prefixed := strings.Cut(c.slice(c.spot.name), ":")
	if !prefixed {
		local = c.slice(c.spot.name)
	}
	if c.slice(c.spot.attr) != "name" || local != "ref" && local != "parentRef" && local != "define" {
		return
	}
	defined, wanted := map[string]*syntax.Component{}, map[string]bool{}
	for _, n := range c.doc.schemaDocument(c.server).names {
		switch n.kind {
		case defines:
			defined[n.name] = n.component
		case refers:
			wanted[n.name] = true
		}
	}
	if local == "define" {
		for _, name := range slices.Sorted(maps.Keys(wanted)) {
			if defined[name] == nil {
				c.add(CompletionItem{Label: name, Kind: kindReference, Detail: "is referred to"}, c.spot.value, name)
			}
		}
		return
	}
	for _, name := range slices.Sorted(maps.Keys(defined)) {
		c.add(CompletionItem{Label: name, Kind: kindReference, Documentation: c.markdown(defined[name].Annotations.Documentation())}, c.spot.value, name)
	}
}
