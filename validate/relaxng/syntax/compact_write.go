package syntax

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteCompact writes a schema as written in compact syntax, with its
// annotations and comments, in lines of about 100 characters. Hrefs stay as
// they are, but for an xml:base, which becomes part of them.
func WriteCompact(w io.Writer, p *Pattern) error {
	c := &compactWriter{usage: newUsage(p), used: map[string]bool{}, uris: map[string]string{}, types: map[string]string{}}
	body := c.schema(p)
	var l layouter
	if p.Annotations != nil {
		for _, text := range p.Annotations.Comments {
			l.set(nest(commentBox(text)...), -2, false)
			l.WriteByte('\n')
		}
	}
	if head := c.header(); head != "" {
		l.WriteString(head + "\n")
	}
	l.set(body, 0, false)
	out := strings.TrimRight(l.String(), "\n") + "\n"
	if rest, marked := strings.CutPrefix(out, "\uFEFF"); marked { // a name that a reader would take for a byte order mark
		out = `\x{FEFF}` + rest
	}
	_, err := io.WriteString(w, out)
	return err
}

// A compactWriter makes boxes of a schema and remembers what they need
// declared.
type compactWriter struct {
	*usage
	used  map[string]bool   // prefixes that occur
	uris  map[string]string // prefixes that were invented, by URI
	open  string            // the prefix for inherited namespaces, "" if none is needed
	types map[string]string // prefixes of datatype libraries, by URI
	libs  []string          // their URIs in order
	extra []string          // invented prefixes in order
}

// header is the declarations, sorted by use.
func (c *compactWriter) header() string {
	var b strings.Builder
	standard := ""
	if c.hasSpace && !c.inherits {
		if standard = c.prefixOf(c.space); !c.used[standard] {
			standard = ""
		}
		fmt.Fprintf(&b, "default namespace %s= %s\n", spaced(standard), quote(c.space))
	}
	for _, prefix := range slices.Concat(c.order, c.extra) {
		if c.used[prefix] && prefix != standard {
			fmt.Fprintf(&b, "namespace %s = %s\n", prefix, quote(c.prefixes[prefix]))
		}
	}
	if c.open != "" {
		fmt.Fprintf(&b, "namespace %s = inherit\n", c.open)
	}
	for _, uri := range c.libs {
		fmt.Fprintf(&b, "datatypes %s = %s\n", c.types[uri], quote(uri))
	}
	return b.String()
}

// prefixOf is the prefix of a namespace, "" if it has none.
func (c *compactWriter) prefixOf(uri string) string {
	if invented := c.uris[uri]; invented != "" || uri == "" {
		return invented
	}
	return c.names[uri]
}

func spaced(word string) string {
	if word == "" {
		return ""
	}
	return word + " "
}

// prefix is a declared prefix for a namespace, the written one if possible.
func (c *compactWriter) prefix(written, uri string) string {
	prefix := c.uris[uri]
	if known := c.prefixFor(written, uri); uri != "" && known != "" {
		prefix = known
	}
	if prefix == "" {
		like := ""
		if uri == "" {
			like = "local"
		}
		if _, taken := c.prefixes[like]; like == "" || taken {
			like = c.invent(like)
		}
		prefix = like
		c.prefixes[prefix], c.uris[uri] = uri, prefix
		c.extra = append(c.extra, prefix)
	}
	if prefix != "xml" {
		c.used[prefix] = true
	}
	return prefix
}

// inherited is a prefix for namespaces that the schema leaves open.
func (c *compactWriter) inherited() string {
	if c.open == "" {
		c.open = c.invent("inherited")
		c.prefixes[c.open] = "\x00"
	}
	return c.open
}

// datatypesPrefix is the prefix of a datatype library.
func (c *compactWriter) datatypesPrefix(uri string) string {
	if prefix := c.types[uri]; prefix != "" {
		return prefix
	}
	prefix := "xsd"
	if uri != XSDDatatypes {
		prefix = fmt.Sprintf("d%d", len(c.libs)+1)
	}
	c.types[uri] = prefix
	c.libs = append(c.libs, uri)
	return prefix
}

// schema is the box of the whole schema. A grammar needs no braces around it
// unless it has annotations that only a pattern can have.
func (c *compactWriter) schema(p *Pattern) *box {
	if p.Op != OpGrammar || p.Annotations != nil && len(p.Annotations.Attrs) > 0 {
		whole := *p
		whole.Annotations = withoutComments(p.Annotations)
		return group(c.pattern(&whole, inBody))
	}
	var items []*box
	a := p.Annotations
	if a == nil {
		a = p.Grammar.Annotations
	}
	if a != nil {
		for _, e := range a.Elements {
			items = append(items, c.foreign(e), hardLine())
		}
	}
	if len(items) > 0 {
		items = append(items, hardLine())
	}
	items = append(items, c.grammar(p.Grammar)...)
	if a != nil {
		for _, text := range a.End {
			items = append(items, commentBox(text)...)
		}
	}
	return group(append(items, hardLine())...)
}

func withoutComments(a *Annotations) *Annotations {
	if a == nil {
		return nil
	}
	plain := *a
	plain.Comments = nil
	return &plain
}

// grammar is the components of a grammar, each in lines of its own, with empty
// lines around those that are long and before comments.
func (c *compactWriter) grammar(g *Grammar) []*box {
	var items []*box
	wasLong, wasComment := false, false
	for i, component := range g.Content {
		b := c.component(component)
		comment := component.Kind == Comment
		long := !comment && (b.hard || b.width > lineWidth-10)
		if i > 0 && (comment || (long || wasLong) && !wasComment) {
			items = append(items, hardLine())
		}
		items = append(items, b, hardLine())
		wasLong, wasComment = long, comment
	}
	return items
}

func (c *compactWriter) component(component *Component) *box {
	a := component.Annotations
	if a == nil && component.Grammar != nil {
		a = component.Grammar.Annotations
	}
	switch component.Kind {
	case Comment:
		items := commentBox(component.Text)
		return join(boxGroup, items[:len(items)-1])
	case Foreign:
		return c.foreign(component.Element)
	case Div:
		return group(append(c.leading(a), c.body("div", component.Grammar, a))...)
	case Include:
		return group(append(c.leading(a), c.include(component, a))...)
	}
	name := "start"
	if component.Kind == Def {
		name = identifier(component.Name)
	}
	sign := map[Combine]string{CombineNone: " =", CombineChoice: " |=", CombineInterleave: " &="}[component.Combine]
	items := append(c.leading(a), text(name+sign), nest(line(), c.pattern(component.Pattern, inBody)))
	return group(append(items, c.ending(a)...)...)
}

// body is a grammar in braces behind a keyword.
func (c *compactWriter) body(head string, g *Grammar, a *Annotations) *box {
	items := c.grammar(g)
	if a != nil {
		for _, comment := range a.End {
			items = append(items, commentBox(comment)...)
		}
	}
	if len(items) == 0 {
		return text(head + " { }")
	}
	return group(text(head+" {"), nest(append([]*box{hardLine()}, items...)...), text("}"))
}

func (c *compactWriter) include(component *Component, a *Annotations) *box {
	head := "include " + quote(joinBase(component.Base, component.Href)) + c.inherit(component.NS, component.Inherit)
	if len(component.Grammar.Content) == 0 && (a == nil || len(a.End) == 0) {
		return text(head)
	}
	return c.body(head, component.Grammar, a)
}

// inherit says which namespace an include or external hands on, if that is not
// the default namespace.
func (c *compactWriter) inherit(space string, open bool) string {
	switch {
	case open && (c.inherits || !c.hasSpace):
		return ""
	case open:
		return " inherit = " + c.inherited()
	case !c.inherits && c.hasSpace && c.space == space:
		return ""
	}
	return " inherit = " + c.prefix("", space)
}

// identifier is a name of the schema's own, with a backslash if it is a
// keyword.
func identifier(name string) string {
	if keywords[name] {
		return `\` + name
	}
	return name
}
