package libvirt_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// An edit replaces a range of a text.
type edit struct {
	at   source.Range
	text string
}

// apply makes edits that do not overlap.
func apply(text string, edits ...edit) string {
	slices.SortFunc(edits, func(a, b edit) int { return int(b.at.Start - a.at.Start) })
	for _, e := range edits {
		text = text[:e.at.Start] + e.text + text[e.at.End:]
	}
	return text
}

// A mutator makes mistakes in documents, such as people and programs make.
type mutator struct {
	random *rand.Rand
	bases  []string
	names  []string // of elements
	attrs  []string
	values []string
}

// values that are worth a try anywhere.
var values = []string{
	"", "0", "-1", "1", "7", "255", "x", " 1", "1 ", "0x10", "1.5", "99999999999999999999", "yes", "no", "on", "off", "default", "none", "internal",
	"external", "manual", "file", "block", "network", "running", "shutoff", "disk-snapshot", "pmsuspended", "nostate", "vda", "vdb", "hda", "/a", "a/b",
	".a", "KiB", "qcow2", "raw", "52:54:00:00:00:01", "6695eb01-f6a4-8304-79aa-97f2502e193f", "6695eb01f6a4830479aa97f2502e193f", "aaaaaaaa-1111-2222-3333-444444444444",
	"virtio", "pci", "drive", "a &amp; b", "é",
}

func newMutator(random *rand.Rand, bases []string) *mutator {
	m := &mutator{random: random, bases: bases, values: slices.Clone(values)}
	for _, text := range bases {
		for e := range parse("base.xml", text).Elements() {
			m.names = append(m.names, e.Name.Raw)
			for _, a := range e.Attrs {
				m.attrs = append(m.attrs, a.Name.Raw)
				m.values = append(m.values, text[a.ValueRange.Start:a.ValueRange.End])
			}
			if e.FirstChild() != nil && e.FirstChild().Next() == nil && e.FirstChild().Kind == xmltree.TextNode {
				m.values = append(m.values, text[e.TextRange().Start:e.TextRange().End])
			}
		}
	}
	return m
}

func pick[T any](m *mutator, from []T) T { return from[m.random.IntN(len(from))] }

// trial makes a mutant and chooses flags.
func (m *mutator) trial() *trial {
	text := pick(m, m.bases)
	var done []string
	for range 1 + m.random.IntN(10)/7 {
		mutant, what := m.mutate(text)
		text, done = mutant, append(done, what)
	}
	flags := pick(m, []libvirt.Flags{
		libvirt.Redefine, libvirt.Redefine, libvirt.Redefine, libvirt.Redefine, libvirt.Redefine | libvirt.Current, libvirt.Redefine | libvirt.Validate, 0, 0,
		libvirt.Validate, libvirt.Atomic | libvirt.Quiesce, libvirt.Live, libvirt.Halt, libvirt.Redefine | libvirt.Live, libvirt.DiskOnly, libvirt.NoMetadata,
		libvirt.Current, libvirt.Redefine | libvirt.NoMetadata, libvirt.Redefine | libvirt.ReuseExt,
	})
	return &trial{text: []byte(text), flags: flags, mutated: strings.Join(done, ", ")}
}

// mutate makes one mistake, and says which.
func (m *mutator) mutate(text string) (mutant, what string) {
	doc := parse("base.xml", text)
	if doc.Root == nil || len(doc.Faults) > 0 {
		return text, "none"
	}
	elements := slices.Collect(doc.Elements())
	e := pick(m, elements)
	mutation := pick(m, mutations)
	return mutation.apply(m, text, e), mutation.name + " " + e.Name.Raw
}

// mutations are the kinds of mistakes. Those that make a document something
// else than XML are rare.
var mutations = []struct {
	name  string
	apply func(m *mutator, text string, e *xmltree.Element) string
}{
	{"drop", func(m *mutator, text string, e *xmltree.Element) string { return apply(text, edit{e.Range, ""}) }},
	{"drop", func(m *mutator, text string, e *xmltree.Element) string { return apply(text, edit{e.Range, ""}) }},
	{"repeat", func(m *mutator, text string, e *xmltree.Element) string {
		return apply(text, edit{source.At(e.Range.End), text[e.Range.Start:e.Range.End]})
	}},
	{"rename", func(m *mutator, text string, e *xmltree.Element) string { return rename(text, e, pick(m, m.names)) }},
	{"misspell", func(m *mutator, text string, e *xmltree.Element) string { return rename(text, e, e.Name.Raw+"x") }},
	{"move", (*mutator).move},
	{"value of", (*mutator).setText}, {"value of", (*mutator).setText}, {"blanks in", (*mutator).blanks},
	{"attribute value of", (*mutator).setAttr}, {"attribute value of", (*mutator).setAttr}, {"attribute value of", (*mutator).setAttr},
	{"no attribute of", func(m *mutator, text string, e *xmltree.Element) string {
		return m.onAttr(text, e, func(xmltree.Attr) string { return "" })
	}},
	{"other attribute of", func(m *mutator, text string, e *xmltree.Element) string {
		return m.onAttr(text, e, func(a xmltree.Attr) string { return pick(m, m.attrs) + "='" + escape(a.Value) + "'" })
	}},
	{"one attribute more of", func(m *mutator, text string, e *xmltree.Element) string {
		return apply(text, edit{source.At(e.NameRange.End), " " + pick(m, m.attrs) + "='" + quoted(pick(m, m.values)) + "'"})
	}},
	{"comment in", func(m *mutator, text string, e *xmltree.Element) string {
		return apply(text, edit{source.At(e.Tag.End), pick(m, []string{"<!-- note -->", "<?note?>", "<![CDATA[x]]>", "stray", "&#32;", "<x:y/>"})})
	}},
	{"namespace of", func(m *mutator, text string, e *xmltree.Element) string {
		return apply(text, edit{source.At(e.NameRange.End), pick(m, []string{" xmlns='urn:x'", " xmlns:x='urn:x'", " xml:space='preserve'", " x:y='z'"})})
	}},
	{"byte of", func(m *mutator, text string, e *xmltree.Element) string {
		at := e.Range.Start + m.random.Int64N(e.Range.Len())
		return apply(text, edit{source.Range{Start: at, End: at + 1}, pick(m, []string{"", "<", "&", ">", "'", "/", "é", "\x01"})})
	}},
}

// rename gives an element another name.
func rename(text string, e *xmltree.Element, name string) string {
	edits := []edit{{e.NameRange, name}}
	if e.EndNameRange.Len() > 0 {
		edits = append(edits, edit{e.EndNameRange, name})
	}
	return apply(text, edits...)
}

// move puts an element into another one that is not within it.
func (m *mutator) move(text string, e *xmltree.Element) string {
	doc := parse("base.xml", text)
	var others []*xmltree.Element
	for o := range doc.Elements() {
		if !o.SelfClosing && (o.Range.End <= e.Range.Start || o.Tag.End <= e.Range.Start || e.Range.End <= o.Range.Start) {
			others = append(others, o)
		}
	}
	if len(others) == 0 {
		return text
	}
	return apply(text, edit{e.Range, ""}, edit{source.At(pick(m, others).Tag.End), text[e.Range.Start:e.Range.End]})
}

// setText replaces what is in an element.
func (m *mutator) setText(text string, e *xmltree.Element) string {
	value := strings.NewReplacer("<", "&lt;").Replace(pick(m, m.values))
	if e.SelfClosing {
		return apply(text, edit{e.Range, fmt.Sprintf("%s>%s</%s>", strings.TrimSuffix(text[e.Tag.Start:e.Tag.End], "/>"), value, e.Name.Raw)})
	}
	if children := slices.Collect(e.Elements()); len(children) > 0 {
		return apply(text, edit{source.At(e.Tag.End), value})
	}
	return apply(text, edit{source.Range{Start: e.Tag.End, End: e.EndTag.Start}, value})
}

// blanks puts white space around the text of an element.
func (m *mutator) blanks(text string, e *xmltree.Element) string {
	if e.SelfClosing {
		return text
	}
	return apply(text, edit{source.At(e.Tag.End), pick(m, []string{" ", "\n", "\t"})}, edit{source.At(e.EndTag.Start), pick(m, []string{"", " ", "\n"})})
}

// setAttr gives an attribute another value.
func (m *mutator) setAttr(text string, e *xmltree.Element) string {
	return m.onAttr(text, e, func(a xmltree.Attr) string { return a.Name.Raw + "='" + quoted(pick(m, m.values)) + "'" })
}

// onAttr replaces an attribute of the element, or of one below.
func (m *mutator) onAttr(text string, e *xmltree.Element, by func(xmltree.Attr) string) string {
	var attrs []xmltree.Attr
	for o := range parse("base.xml", text).Elements() {
		if e.Range.Start <= o.Range.Start && o.Range.End <= e.Range.End {
			attrs = append(attrs, o.Attrs...)
		}
	}
	if len(attrs) == 0 {
		return text
	}
	a := pick(m, attrs)
	return apply(text, edit{a.Range, by(a)})
}

// escape makes a value that is not written yet an attribute's.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", "'", "&apos;").Replace(s)
}

// quoted makes text of a document fit between single quotes.
func quoted(s string) string { return strings.ReplaceAll(s, "'", "&apos;") }
