package docsgen

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/libvirt"
)

// JSONFile is the reference page for programs.
const JSONFile = "formatsnapshot.json"

// A jsonFormat is what [JSONFile] holds. Entries refer to each other by their
// ids, which are those of the page. Prose is Markdown.
type jsonFormat struct {
	Format   string         `json:"format"`
	Libvirt  string         `json:"libvirt"` // the newest release described
	Prose    string         `json:"prose"`
	Entries  []*jsonEntry   `json:"entries"`
	Types    []*jsonType    `json:"datatypes,omitempty"`
	Flags    []*jsonFlag    `json:"flags,omitempty"`
	Rules    []*jsonRule    `json:"rules,omitempty"`
	Examples []*jsonExample `json:"examples,omitempty"`
}

type jsonEntry struct {
	ID       string           `json:"id"`
	Kind     schema.EntryKind `json:"kind"`
	Name     string           `json:"name"`
	Parents  []string         `json:"parents,omitempty"` // ids
	Occurs   string           `json:"occurs,omitempty"`
	Holds    string           `json:"holds,omitempty"`
	Types    []string         `json:"datatypes,omitempty"` // ids
	Since    string           `json:"since,omitempty"`
	Until    string           `json:"until,omitempty"`
	Access   []jsonAccess     `json:"access,omitempty"`
	Prose    []jsonProse      `json:"prose,omitempty"`
	Grammar  string           `json:"grammar,omitempty"` // of an element, compact syntax
	Rules    []string         `json:"rules,omitempty"`   // ids of what libvirt asks beyond the grammar
	Examples []string         `json:"examples,omitempty"`
}

type jsonAccess struct {
	Under    string `json:"under,omitempty"` // the parent for which it holds; none: all
	Create   string `json:"create"`
	Redefine string `json:"redefine"`
	Dump     string `json:"dump"`
}

type jsonProse struct {
	Where    string `json:"where,omitempty"` // the shapes or places that it holds for; none: all
	Markdown string `json:"markdown"`
}

type jsonType struct {
	ID       string      `json:"id"`
	Label    string      `json:"label"`
	Prose    string      `json:"prose,omitempty"`
	Library  string      `json:"library,omitempty"`
	Datatype string      `json:"datatype,omitempty"`
	Params   []jsonParam `json:"params,omitempty"`
	Union    []string    `json:"union,omitempty"` // names of types that it is made of
}

type jsonParam struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func jsonTypeOf(t *schema.Type) *jsonType {
	out := &jsonType{ID: typeID(t), Label: label(t), Prose: t.Doc, Library: t.Library, Datatype: t.Datatype, Union: t.Union}
	for _, p := range t.Params {
		out.Params = append(out.Params, jsonParam(p))
	}
	return out
}

type jsonFlag struct {
	Constant string            `json:"constant"`
	Option   string            `json:"option"` // of virsh
	Value    uint32            `json:"value"`
	Since    string            `json:"since"`
	Prose    string            `json:"prose"`
	Requires []string          `json:"requires,omitempty"`
	Excludes []string          `json:"excludes,omitempty"`
	Drivers  map[string]string `json:"drivers"` // since which release
}

type jsonRule struct {
	ID      string           `json:"id"`
	Text    string           `json:"text,omitempty"` // libvirt's, with fmt verbs for names
	Cause   string           `json:"cause"`
	Prose   string           `json:"prose"`
	Cure    string           `json:"cure"`
	Since   string           `json:"since,omitempty"`
	Until   string           `json:"until,omitempty"`
	Flags   string           `json:"flags,omitempty"`   // with which it applies
	Entry   string           `json:"entry,omitempty"`   // id of what it is about
	Drivers []libvirt.Driver `json:"drivers,omitempty"` // that have it; none: all
}

type jsonExample struct {
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Use   schema.Use `json:"use"`
	Flags []string   `json:"flags,omitempty"`
	XML   string     `json:"xml"`
}

// json adds the reference for programs.
func (s *site) json(p *page) {
	out := jsonFormat{Format: s.model.Name, Libvirt: s.options.release().String(), Prose: s.model.Doc}
	for _, e := range p.Entries {
		entries := s.jsonElement(e)
		out.Entries = append(out.Entries, entries...)
		s.encode(e.JSON(), entries)
	}
	for _, t := range s.model.Types {
		if t.Kind == schema.Data {
			out.Types = append(out.Types, jsonTypeOf(t))
		}
	}
	for _, f := range s.options.knownFlags() {
		out.Flags = append(out.Flags, jsonFlagOf(f))
	}
	out.Rules = s.jsonRules()
	for _, e := range s.model.Examples {
		out.Examples = append(out.Examples, &jsonExample{e.Name, e.Title, e.Use, e.Flags, e.XML})
	}
	s.encode(JSONFile, out)
}

// encode adds a file of JSON.
func (s *site) encode(name string, v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	s.fail(e.Encode(v))
	s.add(name, b.Bytes())
}

// jsonElement is the entry of an element and those of what belongs to it.
func (s *site) jsonElement(e *element) []*jsonEntry {
	own := s.jsonEntry(e.common, schema.ElementEntry, e.Occurs, e.Content, e.Access)
	own.Grammar = stripTags(string(e.Model))
	for _, r := range e.Rules {
		own.Rules = append(own.Rules, r.ID)
	}
	for _, x := range e.Examples {
		own.Examples = append(own.Examples, x.Name)
	}
	list := append([]*jsonEntry{own}, s.jsonValues(e.Values)...)
	for _, a := range e.Attributes {
		entry := s.jsonEntry(a.common, schema.AttributeEntry, a.Occurs, a.Content, a.Access)
		list = append(append(list, entry), s.jsonValues(a.Values)...)
	}
	return list
}

func (s *site) jsonValues(values []*value) []*jsonEntry {
	var list []*jsonEntry
	for _, v := range values {
		list = append(list, s.jsonEntry(v.common, schema.ValueEntry, "", content{}, nil))
	}
	return list
}

func (s *site) jsonEntry(c common, kind schema.EntryKind, occurs string, holds content, rows []access) *jsonEntry {
	e := &jsonEntry{ID: c.ID, Kind: kind, Name: c.Name, Occurs: occurs, Holds: holds.Words, Since: c.Since, Until: c.Until}
	for _, t := range holds.Types {
		e.Types = append(e.Types, strings.TrimPrefix(string(t.Href), "#"))
	}
	for _, row := range rows {
		e.Access = append(e.Access, jsonAccess{row.Under, row.Create.Word, row.Redefine.Word, row.Dump.Word})
	}
	entry := s.builder.index.Entry(c.ID)
	for _, p := range entry.UsedBy {
		e.Parents = append(e.Parents, p.ID)
	}
	if len(e.Parents) == 0 && entry.Parent != nil {
		e.Parents = []string{entry.Parent.ID}
	}
	for _, g := range s.builder.says(entry) {
		e.Prose = append(e.Prose, jsonProse{g.where, g.doc})
	}
	return e
}

func jsonFlagOf(i libvirt.FlagInfo) *jsonFlag {
	f := &jsonFlag{
		Constant: i.Const, Option: "--" + i.Name, Value: uint32(i.Flag), Since: i.Since.String(), Prose: i.Doc,
		Requires: flagNames(i.Requires), Excludes: flagNames(i.Excludes), Drivers: make(map[string]string),
	}
	for _, d := range i.Drivers {
		f.Drivers[string(d.Driver)] = d.Since.String()
	}
	return f
}

func flagNames(flags libvirt.Flags) []string {
	if flags == 0 {
		return nil
	}
	return strings.Split(flags.String(), ",")
}

func (s *site) jsonRules() []*jsonRule {
	entry := make(map[*libvirt.Rule]string)
	for e, rules := range s.builder.about {
		for _, r := range rules {
			if e != nil {
				entry[r] = e.ID
			}
		}
	}
	var list []*jsonRule
	for _, r := range s.options.Rules {
		list = append(list, &jsonRule{
			ID: string(r.ID), Text: r.Category.Prefix() + r.Text, Cause: r.Summary, Prose: r.Doc, Cure: r.Advice,
			Since: since(r.Since), Until: since(r.Until), Flags: strings.Join(flagNames(r.Flags), ","), Entry: entry[r], Drivers: r.Drivers,
		})
	}
	return list
}
