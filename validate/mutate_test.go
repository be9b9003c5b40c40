package validate_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/beevik/etree"
)

// A mutator makes mistakes in XML documents, such as people make.
type mutator struct {
	random *rand.Rand
	tags   []string // names that elements are given, prefix included
	attrs  []etree.Attr
	texts  []string
	spaces map[string]string // attributes that declare the prefixes of tags and attrs
}

// newMutator makes a mutator that takes names, attributes and text from
// documents.
func newMutator(t testing.TB, random *rand.Rand, documents ...[]byte) *mutator {
	t.Helper()
	m := &mutator{random: random, texts: []string{"stray", " ", "1"}, spaces: map[string]string{}}
	for _, text := range documents {
		for _, e := range elements(parseXML(t, text)) {
			m.tags = append(m.tags, e.FullTag())
			m.attrs = append(m.attrs, attributes(e)...)
			for _, a := range e.Attr {
				if a.Space == "xmlns" {
					m.spaces[a.FullKey()] = a.Value
				}
			}
		}
	}
	return m
}

// attributes are those of an element that declare no namespace.
func attributes(e *etree.Element) []etree.Attr {
	var own []etree.Attr
	for _, a := range e.Attr {
		if a.Space != "xmlns" && a.FullKey() != "xmlns" {
			own = append(own, a)
		}
	}
	return own
}

func parseXML(t testing.TB, text []byte) *etree.Document {
	t.Helper()
	doc := etree.NewDocument()
	doc.ReadSettings.PreserveCData = true
	if err := doc.ReadFromBytes(text); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return doc
}

func writeXML(t testing.TB, doc *etree.Document) []byte {
	t.Helper()
	text, err := doc.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// elements are all elements of a document, in its order.
func elements(doc *etree.Document) []*etree.Element {
	all := []*etree.Element{doc.Root()}
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].ChildElements()...)
	}
	return all
}

// mutate makes n mistakes in a document, which stays well-formed.
func (m *mutator) mutate(t testing.TB, text []byte, n int) []byte {
	t.Helper()
	doc := parseXML(t, text)
	for range n {
		all := elements(doc)
		m.mutateElement(all[m.random.IntN(len(all))], all)
	}
	for _, key := range slices.Sorted(maps.Keys(m.spaces)) {
		if doc.Root().SelectAttr(key) == nil {
			doc.Root().CreateAttr(key, m.spaces[key])
		}
	}
	return writeXML(t, doc)
}

// mutateElement makes one mistake in or at an element. The root stays.
func (m *mutator) mutateElement(e *etree.Element, all []*etree.Element) {
	parent := e.Parent()
	if e == all[0] {
		parent = nil
	}
	switch kind := m.random.IntN(10); {
	case kind == 0 && parent != nil:
		parent.RemoveChild(e)
	case kind == 1 && parent != nil:
		parent.InsertChildAt(e.Index(), e.Copy())
	case kind == 2 && parent != nil:
		m.swap(parent)
	case kind == 3 && parent != nil:
		unwrap(e)
	case kind == 4:
		m.transplant(e, all)
	case kind == 5 && len(m.tags) > 0:
		rename(e, pick(m.random, m.tags))
	case kind == 6:
		m.insertText(e)
	default:
		m.mutateAttribute(e)
	}
}

func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }

// rename changes the name of an element, or only its prefix.
func rename(e *etree.Element, tag string) {
	other := etree.NewElement(tag)
	e.Space, e.Tag = other.Space, other.Tag
}

// swap exchanges two neighbours among the children.
func (m *mutator) swap(parent *etree.Element) {
	if kids := parent.ChildElements(); len(kids) > 1 {
		i := m.random.IntN(len(kids) - 1)
		at := kids[i].Index()
		parent.RemoveChild(kids[i+1])
		parent.InsertChildAt(at, kids[i+1])
	}
}

// unwrap puts what an element holds in its place.
func unwrap(e *etree.Element) {
	parent, at := e.Parent(), e.Index()
	parent.RemoveChildAt(at)
	for len(e.Child) > 0 {
		parent.InsertChildAt(at, e.RemoveChildAt(len(e.Child)-1))
	}
}

// transplant copies another element, small enough, into e.
func (m *mutator) transplant(e *etree.Element, all []*etree.Element) {
	other := pick(m.random, all)
	if other != all[0] && len(other.FindElements(".//*")) < 20 {
		e.InsertChildAt(m.random.IntN(len(e.Child)+1), other.Copy())
	}
}

func (m *mutator) insertText(e *etree.Element) {
	e.InsertChildAt(m.random.IntN(len(e.Child)+1), etree.NewText(pick(m.random, m.texts)))
}

// mutateAttribute drops, renames, changes or adds an attribute.
func (m *mutator) mutateAttribute(e *etree.Element) {
	if len(m.attrs) == 0 {
		return
	}
	own := attributes(e)
	other := pick(m.random, m.attrs)
	if len(own) == 0 {
		e.CreateAttr(other.FullKey(), other.Value)
		return
	}
	a := pick(m.random, own)
	switch m.random.IntN(4) {
	case 0:
		e.RemoveAttr(a.FullKey())
	case 1:
		e.RemoveAttr(a.FullKey())
		e.CreateAttr(other.FullKey(), a.Value)
	case 2:
		e.CreateAttr(a.FullKey(), pick(m.random, m.texts))
	case 3:
		e.CreateAttr(other.FullKey(), other.Value)
	}
}
