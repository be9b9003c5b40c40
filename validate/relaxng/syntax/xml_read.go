package syntax

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// ParseXML reads a schema in XML syntax, as [Parse] does.
func ParseXML(file *source.File, o Options) (*Pattern, []*diag.Diagnostic, error) {
	limits := o.Limits.withDefaults()
	rep := newReporter(limits)
	if tooLarge(file, limits, rep) {
		return nil, rep.sorted(), nil
	}
	p, err := newXMLReader(file, limits, rep, newXMLStore(limits)).schema()
	return p, rep.sorted(), err
}

// tooLarge reports a file that is beyond the limit on its own.
func tooLarge(file *source.File, limits Limits, rep *reporter) bool {
	if file.Size() <= limits.Bytes {
		return false
	}
	rep.errorf(file, diag.SchemaTooLarge, source.At(0), "schema has %s bytes; at most %s are read",
		thousands(file.Size()), thousands(limits.Bytes))
	return true
}

// An xmlReader turns a file in XML syntax into a [Pattern].
type xmlReader struct {
	file     *source.File
	rep      *reporter
	limits   Limits
	patterns int
	*xmlStore

	stream   *treeBuilder // reads the children of streamed
	streamed *xmlNode     // the root element, if that is a grammar

	recognised bool // the root element is RELAX NG's
}

// An xmlStore is what the readers of one file after another share: the
// scanner, and the memory that patterns come from.
type xmlStore struct {
	scanner    *xmlscan.Scanner
	slab       slab[Pattern]
	datas      slab[Data]
	subs       slab[*Pattern]
	classes    slab[NameClass]
	components slab[Component]
	tree       treeStore
}

// newXMLStore makes a store for files within these limits.
func newXMLStore(limits Limits) *xmlStore {
	return &xmlStore{
		scanner: xmlscan.NewScanner(formNames(), xmlscan.Options{Limits: xmlscan.Limits{Depth: limits.Depth}}),
	}
}

func newXMLReader(file *source.File, limits Limits, rep *reporter, store *xmlStore) *xmlReader {
	return &xmlReader{file: file, rep: rep, limits: limits, xmlStore: store}
}

// A setting is what an element of a schema inherits from those around it.
type setting struct {
	ns        string // §4.8
	inherit   bool   // no ns attribute so far
	datatypes string // §4.3
	base      string // xml:base
}

// schema reads the whole file.
func (r *xmlReader) schema() (*Pattern, error) {
	b := newTreeBuilder(r.file, r.xmlStore, r.limits)
	found := r.rep
	r.rep = newReporter(r.limits)
	p := r.root(b)
	if b.readRest(); b.failed || b.scan.Err() != nil {
		p, r.rep = nil, newReporter(r.limits)
	}
	for _, d := range slices.Concat(b.rep.all, r.rep.all) {
		found.add(d)
	}
	r.rep = found
	if p == nil {
		return nil, b.scan.Err()
	}
	r.surround(p, b)
	return p, nil
}

// root reads the root element. It is nil if that is no pattern.
func (r *xmlReader) root(b *treeBuilder) *Pattern {
	root := b.readRoot()
	r.recognised = root != nil && root.space == NS
	if root == nil || b.failed {
		return nil
	}
	if !root.form.isPattern() {
		r.notRELAXNG(root)
		return nil
	}
	if root.isGrammar() {
		r.stream, r.streamed = b, root
	}
	return r.pattern(root, setting{inherit: true})
}

// surround adds what only the end of the file has told.
func (r *xmlReader) surround(p *Pattern, b *treeBuilder) {
	p.Annotations = withComments(b.prolog, p.Annotations)
	if p.Op != OpGrammar {
		p.Annotations = withEnd(p.Annotations, commentTexts(b.epilog))
		return
	}
	p.Range, p.Grammar.Range = b.root.rng, b.root.rng
	p.Grammar.Content = append(p.Grammar.Content, r.comments(b.epilog)...)
}

func (r *xmlReader) notRELAXNG(root *xmlNode) {
	message := "not a RELAX NG schema; its first element must be a pattern such as \"grammar\" in the namespace " + diag.Quote(NS)
	if root.space == NS {
		message = "a schema must not begin with " + diag.Quote(root.local) + "; expected a pattern such as \"grammar\" or \"element\" (RELAX NG §3)"
	}
	r.rep.errorf(r.file, diag.SchemaNotRELAXNG, root.name, "%s", message)
}

// newPattern is a pattern for an element of the schema. Past the limit of
// patterns it says so once.
func (r *xmlReader) newPattern(op Op, n *xmlNode) *Pattern {
	if r.patterns++; r.patterns == r.limits.Patterns+1 {
		r.rep.errorf(r.file, diag.SchemaTooManyPatterns, n.name, "more than %s patterns", thousands(r.limits.Patterns))
	}
	p := r.slab.new()
	p.Op, p.File, p.Range, p.NameRange = op, r.file, n.rng, n.name
	return p
}

// attributes checks the attributes of an element, keeps foreign ones as
// annotations, and gives the setting within the element.
func (r *xmlReader) attributes(n *xmlNode, outer setting, a **Annotations) setting {
	form, in := n.form, outer
	for i := range n.attrs {
		at := &n.attrs[i]
		switch {
		case at.space == NS:
			r.unknownAttribute(n, at, form)
		case at.space != "":
			note(a).Attrs = append(note(a).Attrs, AnnotationAttr{at.space, at.prefix, at.local, at.value, at.rng})
			if at.space == XMLNamespace && at.local == "base" {
				in.base = joinBase(outer.base, at.value)
			}
		case at.local == "ns":
			in.ns, in.inherit = at.value, false
		case at.local == "datatypeLibrary":
			in.datatypes = r.datatypeLibrary(at)
		case at.local == "" || at.local != form.required && at.local != form.optional:
			r.unknownAttribute(n, at, form)
		}
	}
	if form.required != "" && n.attr(form.required) == nil {
		r.rep.errorf(r.file, diag.SchemaAttributeMissing, n.name, "%s must have an attribute %s (RELAX NG §3)",
			diag.Quote(n.local), diag.Quote(form.required))
	}
	return in
}

func (r *xmlReader) unknownAttribute(n *xmlNode, at *xmlAttr, form *xmlForm) {
	known := []string{"ns", "datatypeLibrary"}
	for _, name := range []string{form.optional, form.required} {
		if name != "" {
			known = slices.Insert(known, 0, name)
		}
	}
	r.rep.errorf(r.file, diag.SchemaAttribute, at.name, "attribute %s not allowed in %s; expected %s (RELAX NG §3)",
		diag.Quote(qualified(at.prefix, at.local)), diag.Quote(n.local), diag.OneOf(known))
}

// datatypeLibrary is the value of a datatypeLibrary attribute, its disallowed
// characters escaped (§4.3).
func (r *xmlReader) datatypeLibrary(at *xmlAttr) string {
	uri := escapeURI(at.value)
	if uri != "" && !isAbsoluteURI(uri) {
		r.rep.errorf(r.file, diag.SchemaAttributeValue, at.quote,
			"datatypeLibrary %s must be an absolute URI without a fragment, or empty (RELAX NG §4.3)", diag.Quote(at.value))
	}
	return uri
}

// ncName is the trimmed value of an attribute that must be a name without a
// colon, and where it stands. A missing attribute was reported before.
func (r *xmlReader) ncName(n *xmlNode, local string) (string, source.Range) {
	at := n.attr(local)
	if at == nil {
		return "", n.name
	}
	name, quote := trim(at.value), trimRange(at.value, at.quote)
	if !isNCName(name) {
		r.rep.errorf(r.file, diag.SchemaAttributeValue, quote, "%s %s of %s must be a name without a colon (RELAX NG §3)",
			local, diag.Quote(name), diag.Quote(n.local))
	}
	return name, quote
}

// children walks what an element of the schema holds. Each RELAX NG element
// goes to visit, which answers with the place of its annotations; foreign
// elements and comments are kept there or with the element itself.
func (r *xmlReader) children(n *xmlNode, a **Annotations, visit func(*xmlNode) **Annotations) {
	var comments []string
	var last **Annotations
	for _, c := range n.children {
		switch {
		case c.comment:
			comments = append(comments, commentText(c.text))
		case c.node == nil:
			r.strayText(n, c)
		case c.node.space == NS:
			last = visit(c.node)
			*last = withCommentTexts(comments, *last)
			comments = nil
		case last == nil:
			note(a).Elements = append(note(a).Elements, r.foreign(c.node))
		default:
			note(last).After = append(note(last).After, r.foreign(c.node))
		}
	}
	*a = withEnd(*a, comments)
}

func (r *xmlReader) strayText(n *xmlNode, c xmlChild) {
	if text := trim(c.text); text != "" {
		r.rep.errorf(r.file, diag.SchemaText, trimRange(c.text, c.rng), "text %s not allowed in %s (RELAX NG §3)", diag.Quote(text), diag.Quote(n.local))
	}
}

// trimRange is the range of a text without the white space around it, as far
// as the text stands in the file unescaped.
func trimRange(text string, at source.Range) source.Range {
	trimmed := trim(text)
	if len(trimmed) == len(text) || trimmed == "" || at.Len() != int64(len(text)) {
		return at
	}
	at.Start += int64(strings.Index(text, trimmed))
	at.End = at.Start + int64(len(trimmed))
	return at
}

// misplaced reports an element of RELAX NG where it may not stand.
func (r *xmlReader) misplaced(n *xmlNode, parent string, expected ...string) {
	if n.form == nil {
		r.rep.errorf(r.file, diag.SchemaElement, n.name, "RELAX NG has no element %s%s (RELAX NG §3)",
			diag.Quote(n.local), diag.DidYouMean(n.local, expected))
		return
	}
	wanted := ""
	switch {
	case slices.Contains(expected, n.local):
		wanted = " a second time"
	case len(expected) == len(patternNames()):
		wanted = "; expected a pattern"
	case len(expected) > 0:
		wanted = "; expected " + diag.OneOf(expected)
	}
	r.rep.errorf(r.file, diag.SchemaElement, n.name, "element %s not allowed in %s%s (RELAX NG §3)", diag.Quote(n.local), diag.Quote(parent), wanted)
}

// missing reports an element without the content it must have, unless what it
// has instead was reported: there were so many faults before its content.
func (r *xmlReader) missing(n *xmlNode, what string, faults int) {
	if len(r.rep.all) > faults {
		return
	}
	r.rep.errorf(r.file, diag.SchemaContent, n.name, "%s must hold %s (RELAX NG §3)", diag.Quote(n.local), what)
}

// textOnly is the content of an element that holds nothing but text. Comments
// within become comments before it.
func (r *xmlReader) textOnly(n *xmlNode, a **Annotations) (string, source.Range) {
	for _, c := range n.children {
		switch {
		case c.comment:
			note(a).Comments = append(note(a).Comments, commentText(c.text))
		case c.node != nil:
			r.rep.errorf(r.file, diag.SchemaElement, c.node.name, "element %s not allowed in %s; expected text (RELAX NG §3)",
				diag.Quote(qualified(c.node.prefix, c.node.local)), diag.Quote(n.local))
		}
	}
	return n.text()
}

// qualified is a name as written.
func qualified(prefix, local string) string {
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}
