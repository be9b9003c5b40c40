package docsgen

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/snapxml/snapxml/validate/source"
)

// A grammarPage has the elements of one name, or of the whole schema.
type grammarPage struct {
	frame
	Name     string
	Elements []*grammarElement

	file string
}

// IsAlone reports whether the page has one element.
func (p grammarPage) IsAlone() bool { return len(p.Elements) == 1 }

// A grammarIndex is the front page of a schema.
type grammarIndex struct {
	frame
	Elements   int
	Names      int
	Attributes int
	Sources    []string // files that the schema came from
	Roots      []link
	Letters    []*letter
	All        []*grammarPage // the elements by name, if they are on this page
	Types      []*grammarType // the datatypes, if they are on this page
	HasTypes   bool           // there are some on a page of their own
}

// A letter is the elements whose names begin with it.
type letter struct {
	Name  string
	Links []nameLink
}

// A nameLink leads to the elements of a name.
type nameLink struct {
	link
	Count int
	Says  string // the beginning of what is said of them
}

// A typesPage has the named datatypes.
type typesPage struct {
	frame
	Types []*grammarType
}

// render makes the pages.
func (b *grammarBuilder) render() error {
	x := &grammarIndex{Elements: len(b.elements), Names: len(b.pages)}
	for _, p := range b.pages {
		if err := b.renderPage(p, x); err != nil {
			return err
		}
	}
	b.page = typesFile
	if !b.split {
		b.page = GrammarFile
	}
	types := b.showTypes()
	for _, t := range types {
		b.index.add(b.page, "datatype", t.Name, t.ID, plainOf(t.Prose))
	}
	b.page = GrammarFile
	b.front(x, types)
	b.site.add(searchFile, b.index.script())
	b.assets()
	if len(b.site.errs) > 0 {
		return b.site.errs[0]
	}
	return checkLinks(b.site.files)
}

// renderPage makes the entries of the elements of a name, and their page if
// they have one.
func (b *grammarBuilder) renderPage(p *grammarPage, x *grammarIndex) error {
	b.page = p.file
	for _, e := range p.Elements {
		b.describe(e)
		x.Attributes += len(e.Attributes)
		if e.Root {
			x.Roots = append(x.Roots, link{Name: e.Name, Href: template.URL(p.file)})
		}
		b.note(e)
	}
	says := plainOf(p.Elements[0].Prose)
	x.letter(p.Name).add(nameLink{link{Name: p.Name, Href: p.href(b.split)}, len(p.Elements), shortened(says, 90)})
	if !b.split {
		return nil
	}
	description := fmt.Sprintf("%s in %s", count(len(p.Elements), "element")+" named "+p.Name, b.title())
	if says != "" && p.IsAlone() {
		description = shortened(says, 150)
	}
	p.frame = b.frame(p.file, p.Name, description)
	p.Sections = p.contents()
	html, err := execute("grammar_page.tmpl", p)
	if err != nil {
		return err
	}
	b.site.add(p.file, html)
	if b.size += len(html); b.size > maxPages {
		return fmt.Errorf("the schema is too large for a reference: its pages have more than %d MB", maxPages>>20)
	}
	for _, e := range p.Elements { // the page is all that is needed of them
		e.Prose, e.Parents, e.Holds, e.Attributes, e.Values, e.Model = nil, nil, nil, nil, nil, ""
	}
	return nil
}

// href leads from the front page to the elements of a name.
func (p *grammarPage) href(split bool) template.URL {
	if split {
		return template.URL(p.file)
	}
	return p.Elements[0].Href()
}

// contents are the elements of the page, or the attributes of the only one.
func (p *grammarPage) contents() []chapter {
	here := chapter{link: link{Name: p.Name, Href: "#page-top"}}
	for _, e := range p.Elements {
		if !p.IsAlone() {
			here.Sub = append(here.Sub, link{Name: e.Where, Href: e.Href()})
			continue
		}
		for _, a := range e.Attributes {
			here.Sub = append(here.Sub, link{Name: "@" + a.Name, Href: a.Href()})
		}
		here.Sub = append(here.Sub, link{Name: "Content model", Href: anchor("page-content-model:" + e.ID)})
	}
	return []chapter{{link: link{Name: "All elements", Href: GrammarFile}}, here}
}

// front makes the front page, and the page of the datatypes.
func (b *grammarBuilder) front(x *grammarIndex, types []*grammarType) {
	x.frame = b.frame(GrammarFile, b.title(), fmt.Sprintf("Reference of the schema %s: %s with their attributes and values.", b.title(), count(x.Elements, "element")))
	for f := range b.written {
		x.Sources = append(x.Sources, sourceName(f))
	}
	slices.Sort(x.Sources)
	x.Sources = slices.Compact(x.Sources)
	x.Sections = append(x.Sections, chapter{link: link{Name: "Elements", Href: "#page-elements"}})
	if !b.split {
		x.All, x.Types = b.pages, types
		for _, l := range x.Letters {
			for _, name := range l.Links {
				x.Sections[0].Sub = append(x.Sections[0].Sub, name.link)
			}
		}
	} else {
		for _, l := range x.Letters {
			x.Sections[0].Sub = append(x.Sections[0].Sub, link{Name: l.Name, Href: l.Href()})
		}
	}
	switch {
	case len(types) > 0 && b.split:
		x.HasTypes = true
		x.Sections = append(x.Sections, chapter{link: link{Name: "Datatypes", Href: typesFile}})
		p := &typesPage{frame: b.frame(typesFile, "Datatypes", "The named datatypes of "+b.title()+"."), Types: types}
		p.Sections = []chapter{{link: link{Name: "All elements", Href: GrammarFile}}, {link: link{Name: "Datatypes", Href: "#page-types"}}}
		for _, t := range types {
			p.Sections[1].Sub = append(p.Sections[1].Sub, link{Name: t.Name, Href: t.Href()})
		}
		b.site.page("grammar_types.tmpl", typesFile, p)
	case len(types) > 0:
		x.Sections = append(x.Sections, chapter{link: link{Name: "Datatypes", Href: "#page-types"}})
	}
	b.site.page("grammar_index.tmpl", GrammarFile, x)
}

// letter is the one that a name begins with.
func (x *grammarIndex) letter(name string) *letter {
	r, _ := utf8.DecodeRuneInString(name)
	first := string(unicode.ToUpper(r))
	if strings.HasPrefix(name, "any name") {
		first = "Any name"
	}
	for _, l := range x.Letters {
		if l.Name == first {
			return l
		}
	}
	l := &letter{Name: first}
	x.Letters = append(x.Letters, l)
	return l
}

func (l *letter) add(n nameLink) { l.Links = append(l.Links, n) }

// ID is the letter's place on the page.
func (l letter) ID() string { return "page-letter-" + anchorID(l.Name) }

// Href leads to the letter.
func (l letter) Href() template.URL { return anchor(l.ID()) }

// note puts an element into the index of the search.
func (b *grammarBuilder) note(e *grammarElement) {
	names := localNames(e.define.Element.Name)
	if len(names) == 0 {
		names = []string{e.Name}
	}
	for _, name := range names {
		b.index.add(b.page, "element", name, e.ID, strings.TrimSpace(e.Where+" "+plainOf(e.Prose)))
	}
	for _, a := range e.Attributes {
		b.index.add(b.page, "attribute", a.Name, a.ID, strings.TrimSpace("of "+e.Name+" "+plainOf(a.Prose)))
		for _, v := range a.Values {
			b.index.add(b.page, "value", v.Name, v.ID, strings.TrimSpace("of "+e.Name+"/@"+a.Name+" "+plainOf(v.Prose)))
		}
	}
	for _, v := range e.Values {
		b.index.add(b.page, "value", v.Name, v.ID, strings.TrimSpace("of "+e.Name+" "+plainOf(v.Prose)))
	}
}

// plainOf is prose without markup.
func plainOf(pieces []prosePiece) string {
	var texts []string
	for _, p := range pieces {
		texts = append(texts, strings.Join(strings.Fields(stripTags(p.HTML)), " "))
	}
	return strings.Join(texts, " ")
}

// shortened is a text up to the end of a word.
func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	cut := strings.LastIndexByte(text[:most], ' ')
	if cut < 0 {
		for cut = most; cut > 0 && text[cut]&0xC0 == 0x80; cut-- {
		}
	}
	return text[:cut] + " …"
}

// frame makes the frame of a page.
func (b *grammarBuilder) frame(file, title, description string) frame {
	f := frame{
		Title: title, Description: description, Format: b.title(), Home: GrammarFile, File: file,
		Sheet: "style.css", Index: searchFile,
		Foot: "Made by snapxml from a RELAX NG schema.",
	}
	if b.options.URL != "" {
		f.Address = b.options.URL + file
	}
	return f
}

// assets adds the style and the script.
func (b *grammarBuilder) assets() {
	b.site.asset("style.css", "more.css")
	b.site.asset("page.js")
	if b.options.URL == "" {
		return
	}
	var m sitemap
	for _, f := range b.site.files {
		if strings.HasSuffix(f.name, ".html") {
			m.Pages = append(m.Pages, b.options.URL+f.name)
		}
	}
	b.site.xml(sitemapFile, m)
}

// placeOf is a place in a file, in words.
func placeOf(f *source.File, r source.Range) string {
	if f == nil {
		return ""
	}
	return fmt.Sprintf("%s, line %d", sourceName(f), f.Position(r.Start).Line)
}

// sourceName is a file's name without its folder.
func sourceName(f *source.File) string {
	name := f.Name()
	return name[strings.LastIndexAny(name, `/\`)+1:]
}
