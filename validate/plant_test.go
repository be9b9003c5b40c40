package validate_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/beevik/etree"
)

// A plant is a document with one mistake whose place is known.
type plant struct {
	kind     string
	text     []byte
	original []byte
	first    int // the lines that a diagnostic may rightly point at
	last     int
	without  []byte // of a misplaced element: the document without it
}

// A planter plants mistakes in a document, of which it keeps a copy.
type planter struct {
	random *rand.Rand
	root   *etree.Element

	without []byte
}

// plantKinds are the kinds of mistakes, each with what makes it. It changes a
// copy of the document and says which lines are right once the copy is laid
// out, or nil if the document has no place for such a mistake.
var plantKinds = []struct {
	name string
	make func(*planter) func(*layout) (first, last int)
}{
	{"typo", (*planter).typo},
	{"unknown", (*planter).unknown},
	{"dropped", (*planter).drop},
	{"duplicated", (*planter).duplicate},
	{"misplaced", (*planter).misplace},
	{"wrong value", (*planter).wrongValue},
	{"stray text", (*planter).strayText},
	{"attribute typo", (*planter).attributeTypo},
	{"attribute dropped", (*planter).dropAttribute},
	{"attribute unknown", (*planter).unknownAttribute},
}

// plantsIn makes up to n mistakes of each kind in a document.
func plantsIn(root *etree.Element, random *rand.Rand, n int) []plant {
	var plants []plant
	original := layOut(root).text.Bytes()
	for _, kind := range plantKinds {
		for range n {
			p := &planter{random: random, root: root.Copy()}
			lines := kind.make(p)
			if lines == nil {
				break
			}
			l := layOut(p.root)
			first, last := lines(l)
			plants = append(plants, plant{kind.name, l.text.Bytes(), original, first, last, p.without})
		}
	}
	return plants
}

// A layout is a document written with one tag a line, and where its parts are.
type layout struct {
	text  bytes.Buffer
	line  int
	start map[etree.Token]int // the line of a start tag, or of a text
	end   map[etree.Token]int // the line of an end tag
}

func layOut(root *etree.Element) *layout {
	l := &layout{line: 1, start: map[etree.Token]int{}, end: map[etree.Token]int{}}
	l.element(root, 0)
	return l
}

func (l *layout) write(s string) {
	l.text.WriteString(s)
	l.line += strings.Count(s, "\n")
}

func (l *layout) element(e *etree.Element, depth int) {
	indent := strings.Repeat("  ", depth)
	l.start[e] = l.line
	l.write(indent + "<" + e.FullTag())
	for _, a := range e.Attr {
		l.write(" " + a.FullKey() + "='" + escape(a.Value) + "'")
	}
	kids := content(e)
	switch {
	case len(kids) == 0:
		l.write("/>\n")
		l.end[e] = l.start[e]
		return
	case len(e.ChildElements()) == 0:
		l.write(">" + escape(e.Text()))
	default:
		l.write(">\n")
		for _, kid := range kids {
			l.child(kid, depth+1)
		}
		l.write(indent)
	}
	l.end[e] = l.line
	l.write("</" + e.FullTag() + ">\n")
	for _, kid := range kids {
		if _, ok := l.start[kid]; !ok {
			l.start[kid] = l.start[e]
		}
	}
}

func (l *layout) child(t etree.Token, depth int) {
	switch t := t.(type) {
	case *etree.Element:
		l.element(t, depth)
	case *etree.CharData:
		l.start[t] = l.line
		l.write(strings.Repeat("  ", depth) + escape(strings.TrimSpace(t.Data)) + "\n")
	}
}

// content is the children of an element that count: elements, and text that
// is more than whitespace or stands alone.
func content(e *etree.Element) []etree.Token {
	var kids []etree.Token
	for _, t := range e.Child {
		switch t := t.(type) {
		case *etree.Element:
			kids = append(kids, t)
		case *etree.CharData:
			if strings.TrimSpace(t.Data) != "" || len(e.ChildElements()) == 0 && t.Data != "" && !strings.Contains(t.Data, "\n") {
				kids = append(kids, t)
			}
		}
	}
	return kids
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// within is all elements of the document, the root first.
func (p *planter) within() []*etree.Element {
	all := []*etree.Element{p.root}
	for i := 0; i < len(all); i++ {
		all = append(all, all[i].ChildElements()...)
	}
	return all
}

// some is an element that fits, or nil.
func (p *planter) some(fits func(*etree.Element) bool) *etree.Element {
	var found []*etree.Element
	for _, e := range p.within() {
		if fits(e) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return pick(p.random, found)
}

func (p *planter) inner(e *etree.Element) bool { return e != p.root }

// lineOf is the line of a start tag or a text.
func lineOf(t etree.Token) func(*layout) (int, int) {
	return func(l *layout) (int, int) { return l.start[t], l.start[t] }
}

func (p *planter) typo() func(*layout) (int, int) {
	e := p.some(func(*etree.Element) bool { return true })
	e.Tag = p.misspell(e.Tag)
	return lineOf(e)
}

// misspell drops, doubles, changes or swaps a character behind the first.
func (p *planter) misspell(word string) string {
	for {
		letters := []rune(word)
		i := p.random.IntN(len(letters))
		switch p.random.IntN(4) {
		case 0:
			letters = append(letters[:i], letters[i+1:]...)
		case 1:
			letters = append(letters[:i+1], letters[i:]...)
		case 2:
			letters[i] = 'a' + p.random.Int32N(26)
		default:
			j := p.random.IntN(len(letters))
			j = min(i+1, max(j, len(letters)-1))
			letters[i], letters[j] = letters[j], letters[i]
		}
		if s := string(letters); s != word && s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z' || s[0] == '/') {
			return s
		}
	}
}

func (p *planter) unknown() func(*layout) (int, int) {
	parent := p.some(func(e *etree.Element) bool { return len(e.ChildElements()) > 0 || e.Text() == "" })
	e := etree.NewElement(pick(p.random, []string{"bogus", "snapshotLabel", "x", "retention", "unknown"}))
	switch p.random.IntN(3) {
	case 0:
		e.SetText("something")
	case 1:
		e.CreateAttr("when", "now")
	}
	parent.InsertChildAt(p.random.IntN(len(parent.Child)+1), e)
	return lineOf(e)
}

func (p *planter) drop() func(*layout) (int, int) {
	e := p.some(p.inner)
	if e == nil {
		return nil
	}
	parent := e.Parent()
	parent.RemoveChild(e)
	return func(l *layout) (int, int) { return l.start[parent], l.end[parent] }
}

func (p *planter) duplicate() func(*layout) (int, int) {
	e := p.some(p.inner)
	if e == nil {
		return nil
	}
	dup := e.Copy()
	where := e.Index() + 1
	if p.random.IntN(3) == 0 {
		where = len(e.Parent().Child)
	}
	e.Parent().InsertChildAt(where, dup)
	return lineOf(dup)
}

func (p *planter) misplace() func(*layout) (int, int) {
	e := p.some(p.inner)
	if e == nil {
		return nil
	}
	within := map[*etree.Element]bool{e: true}
	for _, below := range e.FindElements(".//*") {
		within[below] = true
	}
	old := e.Parent()
	where := p.some(func(to *etree.Element) bool {
		return !within[to] && to != old && (len(to.ChildElements()) > 0 || to.Text() == "")
	})
	if where == nil {
		return nil
	}
	old.RemoveChild(e)
	p.without = layOut(p.root).text.Bytes()
	where.InsertChildAt(p.random.IntN(len(where.Child)+1), e)
	return lineOf(e)
}

func (p *planter) wrongValue() func(*layout) (int, int) {
	e := p.some(func(e *etree.Element) bool {
		return len(attributes(e)) > 0 || len(e.ChildElements()) == 0 && e.Text() != ""
	})
	if e == nil {
		return nil
	}
	own := attributes(e)
	if len(own) == 0 || len(e.ChildElements()) == 0 && e.Text() != "" && p.random.IntN(2) == 0 {
		e.SetText(p.wrong(e.Text()))
		return lineOf(e)
	}
	a := pick(p.random, own)
	e.CreateAttr(a.FullKey(), p.wrong(a.Value))
	return lineOf(e)
}

func (p *planter) wrong(value string) string {
	if p.random.IntN(2) == 0 && value != "" && value[0] > ' ' && value[0] <= '~' && (value[0]|0x20 >= 'a' && value[0]|0x20 <= 'z' || value[0] == '/') {
		return p.misspell(value)
	}
	return pick(p.random, []string{"bogus", "", "-1", "relative/path", "two words", value + "!", value + "x"})
}

func (p *planter) strayText() func(*layout) (int, int) {
	e := p.some(func(e *etree.Element) bool { return len(e.ChildElements()) > 0 || e.Text() == "" })
	text := etree.NewText(pick(p.random, []string{"stray", "two words", "1", "; drop this", "name=vda"}))
	e.InsertChildAt(p.random.IntN(len(e.Child)+1), text)
	return lineOf(text)
}

func (p *planter) withAttributes() *etree.Element {
	return p.some(func(e *etree.Element) bool { return len(attributes(e)) > 0 })
}

func (p *planter) attributeTypo() func(*layout) (int, int) {
	e := p.withAttributes()
	if e == nil {
		return nil
	}
	a := pick(p.random, attributes(e))
	for i := range e.Attr {
		if e.Attr[i].FullKey() == a.FullKey() {
			for again := true; again; again = e.SelectAttr(e.Attr[i].FullKey()) != &e.Attr[i] {
				e.Attr[i].Key = p.misspell(a.Key)
			}
		}
	}
	return lineOf(e)
}

func (p *planter) dropAttribute() func(*layout) (int, int) {
	e := p.withAttributes()
	if e == nil {
		return nil
	}
	a := pick(p.random, attributes(e))
	e.RemoveAttr(a.FullKey())
	return lineOf(e)
}

func (p *planter) unknownAttribute() func(*layout) (int, int) {
	e := p.some(func(*etree.Element) bool { return true })
	name := pick(p.random, []string{"bogus", "x", "retention", "kind"})
	if e.SelectAttr(name) != nil {
		return nil
	}
	e.CreateAttr(name, fmt.Sprint("value ", p.random.IntN(9)))
	return lineOf(e)
}
