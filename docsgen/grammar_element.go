package docsgen

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema/prose"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A grammarElement is one element of a schema. Several may have the same name.
type grammarElement struct {
	define  *syntax.Define
	key     string // what elements on one page share
	page    *grammarPage
	context string // where it is written
	full    string // the context with the name, which no other element has
	held    *held
	found   *finder
	parents []*grammarElement

	ID         string
	Name       string
	Where      string // what tells it from others of the name, or ""
	Space      string // its namespace, if not that of most elements
	Define     string // the definition that it is written in
	Place      string // file and line
	Since      string // the release that brought it, in a schema that says so
	Until      string
	Root       bool // documents may begin with it
	Prose      []prosePiece
	Content    content
	Parents    []grammarParent
	Holds      []grammarChild
	Attributes []*attribute
	Values     []*value
	Model      template.HTML
}

// Href leads to the element on its own page.
func (e *grammarElement) Href() template.URL { return anchor(e.ID) }

// Part is the heading of a part of the entry. It stands below that of the entry,
// which is the title where the page has no other.
func (e *grammarElement) Part(name string) template.HTML {
	level := 3
	if e.page.file != GrammarFile && e.page.IsAlone() {
		level = 2
	}
	return template.HTML(fmt.Sprintf(`<h%d class="part" id="%s">%s</h%[1]d>`, level, escape("page-"+slug(name)+":"+e.ID), name))
}

// A grammarParent is an element that an element stands in.
type grammarParent struct {
	link
	When string // the attributes with which it does
}

// A grammarChild is the elements of a name that an element holds.
type grammarChild struct {
	link
	Count int // how many with different content

	page *grammarPage
}

// hold adds a child element. Those of one name become one link.
func (e *grammarElement) hold(b *grammarBuilder, child *grammarElement, n bounds) {
	for i := range e.Holds {
		c := &e.Holds[i]
		if c.page == child.page && c.Name == child.Name {
			c.Count++
			c.Href = template.URL(child.page.file)
			if c.page.file == b.page {
				c.Href = "#page-top"
			}
			if !b.split {
				c.Href = child.page.Elements[0].Href()
			}
			c.Occurs = bounds{0, 1}
			return
		}
	}
	if len(e.Holds) < maxLinks {
		e.Holds = append(e.Holds, grammarChild{link{Name: child.Name, Href: b.href(child), Occurs: n}, 1, child.page})
	}
}

// relate finds what every element holds and what it stands in.
func (b *grammarBuilder) relate() error {
	for _, e := range b.elements {
		content := e.define.Element.Sub[0]
		e.held = newHeld()
		if err := b.count(content, e.held); err != nil {
			return err
		}
		e.found = &finder{
			grammarBuilder: b, attributes: make(map[string][]*syntax.Pattern),
			seen: make(map[*syntax.Pattern]bool), when: make(map[*syntax.Define][][]string),
		}
		if err := e.found.walk(content, nil); err != nil {
			return err
		}
		for _, key := range e.held.order {
			if d, ok := key.(*syntax.Define); ok {
				child := b.elements[d.ID]
				child.parents = append(child.parents, e)
			}
		}
	}
	roots := newHeld()
	if err := b.count(b.schema.Start, roots); err != nil {
		return err
	}
	for _, key := range roots.order {
		if d, ok := key.(*syntax.Define); ok {
			b.elements[d.ID].Root = true
		}
	}
	return nil
}

// describe makes the entry of an element, on the page that is being made.
func (b *grammarBuilder) describe(e *grammarElement) {
	p := e.define.Element
	if p.Name.Op == syntax.NameOnly && p.Name.Space != b.space {
		e.Space = p.Name.Space
	}
	d := b.defineOf(p)
	if d != nil {
		e.Define = d.Name
	}
	e.Place = placeOf(p.File, p.Range)
	if len(e.page.Elements) > 1 {
		e.Where = e.context
	}
	e.Prose = b.pieces(b.saidOfElement(e, d))
	e.Parents = b.parentsOf(e)
	for _, key := range e.held.order {
		switch key := key.(type) {
		case *syntax.Define:
			e.hold(b, b.elements[key.ID], e.held.counts[key])
		case string:
			e.Attributes = append(e.Attributes, b.grammarAttribute(e, key))
		}
	}
	slices.SortStableFunc(e.Attributes, func(x, y *attribute) int {
		return cmp.Or(cmp.Compare(rankOf(x), rankOf(y)), cmp.Compare(x.Name, y.Name))
	})
	e.Content = b.contentOf(e)
	e.Values = b.valuesOf(e.ID, e.found.text, d)
	e.Model = b.model(e)
}

// rankOf puts attributes that must be there first.
func rankOf(a *attribute) int {
	if a.Occurs == "required" {
		return 0
	}
	return 1
}

// saidOfElement is what the schema says of an element, beside its pattern or
// where that is all of a definition beside this.
func (b *grammarBuilder) saidOfElement(e *grammarElement, d *writtenDefine) []string {
	p := e.define.Element
	said := b.said(p)
	if d == nil || d.Pattern == nil || d.Pattern.Range != p.Range {
		return said
	}
	if text := documentation(d.Annotations); text != "" && documentation(p.Annotations) == "" {
		return []string{text}
	}
	if documentation(p.Annotations) == "" {
		return append(comments(d.File, d.Range, d.Annotations), said...)
	}
	return said
}

// pieces is prose of a schema as the pages show it.
func (b *grammarBuilder) pieces(texts []string) []prosePiece {
	var list []prosePiece
	for _, text := range texts {
		html, _ := b.prose.html(prose.Simple(printable(strings.ToValidUTF8(text, "�"))), nil, 3)
		list = append(list, prosePiece{HTML: html})
	}
	return list
}

// parentsOf are the elements that an element stands in, with what goes with it
// there.
func (b *grammarBuilder) parentsOf(e *grammarElement) []grammarParent {
	var list []grammarParent
	for _, p := range e.parents {
		if len(list) == maxLinks {
			break
		}
		name := p.Name
		if len(p.page.Elements) > 1 {
			name = p.context + " " + name
		}
		list = append(list, grammarParent{link{Name: name, Href: b.href(p)}, whenOf(p.found.when[e.define])})
	}
	return list
}

// whenOf says under which conditions an element stands somewhere, if it has
// some in each of its places there.
func whenOf(places [][]string) string {
	var whens []string
	for i, conditions := range places {
		if len(conditions) == 0 {
			return ""
		}
		if len(places) <= maxNests && slices.ContainsFunc(slices.Concat(places[:i], places[i+1:]), func(other []string) bool {
			return len(other) < len(conditions) && !slices.ContainsFunc(other, func(c string) bool { return !slices.Contains(conditions, c) })
		}) {
			continue // it says more than is needed
		}
		if when := strings.Join(conditions, " and "); !slices.Contains(whens, when) {
			whens = append(whens, when)
		}
	}
	if len(whens) > fewValues {
		return ""
	}
	return strings.Join(whens, ", or ")
}

// contentOf says in words what an element holds.
func (b *grammarBuilder) contentOf(e *grammarElement) content {
	var text content
	hasText := slices.ContainsFunc(e.found.text, func(p *syntax.Pattern) bool { return p.Op == syntax.OpText })
	if len(e.found.text) > 0 && !hasText {
		text = b.simple(e.found.text, b.defineOf(e.define.Element))
	}
	switch elements := len(e.Holds) > 0; {
	case elements && hasText:
		return content{Words: "text and elements"}
	case elements && len(e.found.text) > 0:
		text.Words += " or elements"
		return text
	case elements:
		return content{Words: "elements"}
	case hasText:
		return content{Words: "any text"}
	case len(e.found.text) > 0:
		return text
	case len(e.Attributes) > 0:
		return content{Words: "attributes only"}
	}
	return content{Words: "empty"}
}
