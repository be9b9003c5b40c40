package docsgen

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
)

// GrammarOptions say what goes with the pages of a grammar.
type GrammarOptions struct {
	Title string // of the reference; "" is the name of the schema's file
	URL   string // where the pages will be, with a slash at its end; "" leaves out what needs whole addresses
}

// The pages of a grammar, besides those of its elements.
const (
	GrammarFile = "index.html"     // the list of the elements, or all of them
	typesFile   = "datatypes.html" // the named datatypes
)

// onePage is the number of elements up to which a grammar has them all on one
// page.
const onePage = 40

// WriteGrammar writes a reference of a schema to a folder, which it makes if
// need be: a page with its elements, or, where there are more than fit on one,
// a page for each name with a list of them in front. The same schema gives the
// same bytes.
//
// What it says is what the schema says: the content of the elements, their
// attributes and values, the a:documentation of each and, where there is none,
// the comments beside them. The schema is in the simple form; the names of
// definitions are found in the files it was read from.
//
// A schema that would need more than [maxSteps] steps or [maxPages] bytes to
// describe is an error, and nothing is written.
func WriteGrammar(dir string, s *syntax.Schema, o GrammarOptions) error {
	files, err := renderGrammar(s, o)
	if err != nil {
		return err
	}
	return writeFiles(dir, files)
}

// A grammarBuilder makes the pages of a schema.
type grammarBuilder struct {
	schema  *syntax.Schema
	options GrammarOptions
	written map[*source.File]*writtenFile
	prose   *proseTeller

	elements []*grammarElement // by the ID of the define
	types    map[*writtenDefine]*grammarType
	byName   map[string]*writtenDefine // the first of each name
	textual  map[*writtenDefine]bool   // whether it is of text alone, as far as it is known
	typeIDs  map[string]bool
	unshown  []*grammarType // datatypes that were asked for and have no entry yet
	pages    []*grammarPage
	split    bool   // whether elements have pages of their own
	space    string // the namespace that most elements are in

	page  string // that is being made, for links
	steps int
	size  int
	site  *site
	index searchIndex
}

// renderGrammar makes the files in memory.
func renderGrammar(s *syntax.Schema, o GrammarOptions) ([]file, error) {
	b := &grammarBuilder{
		schema: s, options: o, prose: newProse(&schema.Index{}, Options{}), split: len(s.Defines) > onePage,
		written: make(map[*source.File]*writtenFile), types: make(map[*writtenDefine]*grammarType),
		byName: make(map[string]*writtenDefine), textual: make(map[*writtenDefine]bool), typeIDs: make(map[string]bool),
		site: &site{options: Options{URL: o.URL}},
	}
	b.read()
	b.names()
	if err := b.relate(); err != nil {
		return nil, err
	}
	if err := b.render(); err != nil {
		return nil, err
	}
	return b.site.files, nil
}

// title is what the reference is called.
func (b *grammarBuilder) title() string {
	if b.options.Title != "" {
		return b.options.Title
	}
	if f := b.mainFile(); f != nil {
		return path.Base(f.Name())
	}
	return "schema"
}

// mainFile is the file that the first element of the schema is in, for want of
// one that the start is in.
func (b *grammarBuilder) mainFile() *source.File {
	if b.schema.Start.File != nil {
		return b.schema.Start.File
	}
	for _, d := range b.schema.Defines {
		if d.Element.File != nil {
			return d.Element.File
		}
	}
	return nil
}

// names gives every element its name, its id and the page it is on.
func (b *grammarBuilder) names() {
	b.space = b.mainSpace()
	taken := map[string]bool{"index": true, "datatypes": true}
	byName := make(map[string]*grammarPage)
	for i, id := range b.schema.Names() {
		d := b.schema.Defines[i]
		e := &grammarElement{ID: anchorID(id), full: id, define: d, Name: b.nameOf(d.Element.Name), key: keyOf(d.Element.Name)}
		e.context = contextOf(id, d)
		b.elements = append(b.elements, e)
		p := byName[e.key]
		if p == nil {
			p = &grammarPage{Name: e.Name}
			byName[e.key] = p
			b.pages = append(b.pages, p)
		}
		p.Elements = append(p.Elements, e)
		e.page = p
	}
	slices.SortStableFunc(b.pages, func(p, q *grammarPage) int {
		return cmp.Or(cmp.Compare(strings.ToLower(p.Name), strings.ToLower(q.Name)), cmp.Compare(p.Name, q.Name))
	})
	for _, p := range b.pages {
		p.file = GrammarFile
		if b.split {
			p.file = fileFor(p.Elements[0].key, taken)
		}
	}
}

// mainSpace is the namespace that most elements are in.
func (b *grammarBuilder) mainSpace() string {
	count := make(map[string]int)
	main := ""
	for _, d := range b.schema.Defines {
		if nc := d.Element.Name; nc.Op == syntax.NameOnly {
			count[nc.Space]++
			if n := count[nc.Space]; n > count[main] || n == count[main] && nc.Space < main {
				main = nc.Space
			}
		}
	}
	return main
}

// href leads from the page being made to an element.
func (b *grammarBuilder) href(e *grammarElement) template.URL {
	switch {
	case e.page.file == b.page:
		return anchor(e.ID)
	case len(e.page.Elements) == 1:
		return template.URL(e.page.file)
	}
	return template.URL(e.page.file) + anchor(e.ID)
}

// hrefOfType leads from the page being made to a named datatype.
func (b *grammarBuilder) hrefOfType(t *grammarType) template.URL {
	if !b.split {
		return anchor(t.ID)
	}
	if b.page == typesFile {
		return anchor(t.ID)
	}
	return typesFile + anchor(t.ID)
}

// Bounds of what is made for one schema.
const (
	maxSteps = 5_000_000 // patterns looked at
	maxPages = 512 << 20 // bytes
	maxLinks = 1000      // elements listed in one place
	maxTerms = 3000      // patterns shown of one content model
	maxNests = 50        // levels of them
)

// spend counts a step.
func (b *grammarBuilder) spend() error {
	if b.steps++; b.steps > maxSteps {
		return fmt.Errorf("the schema is too large for a reference: its elements hold more than %d patterns", maxSteps)
	}
	return nil
}
