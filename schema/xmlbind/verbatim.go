package xmlbind

import (
	"slices"
	"strings"
)

// verbatim is an element as the document writes it, with the declarations of
// prefixes that it needs to stand on its own.
func (d *document) verbatim(n *node) string {
	missing := n.missingDecls()
	if !d.raw {
		var b strings.Builder
		n.write(&b, missing)
		return b.String()
	}
	text := string(d.file.Slice(n.rng))
	at := n.tagName.End - n.rng.Start
	return text[:at] + missing + text[at:]
}

// missingDecls are the declarations of the prefixes that an element uses and
// its ancestors declare, as attributes.
func (n *node) missingDecls() string {
	w := &prefixWalk{declared: make(map[string]int), missing: make(map[string]bool)}
	w.visit(n)
	var prefixes []string
	for p := range w.missing {
		prefixes = append(prefixes, p)
	}
	slices.Sort(prefixes)
	var b strings.Builder
	for _, p := range prefixes {
		if uri := n.parent.uri(p); uri != "" {
			writeDecl(&b, p, uri)
		}
	}
	return b.String()
}

// uri is what a prefix is bound to at an element.
func (n *node) uri(prefix string) string {
	for ; n != nil; n = n.parent {
		for _, d := range n.decls {
			if d.Prefix == prefix {
				return d.URI
			}
		}
	}
	return ""
}

// A prefixWalk finds the prefixes that are used below an element and not
// declared there.
type prefixWalk struct {
	declared map[string]int // how many open elements declare the prefix
	missing  map[string]bool
}

func (w *prefixWalk) visit(n *node) {
	for _, d := range n.decls {
		w.declared[d.Prefix]++
	}
	w.use(prefixOf(n.qname))
	for _, a := range n.attrs {
		if p := prefixOf(a.qname); p != "" {
			w.use(p)
		}
	}
	for _, i := range n.content {
		if i.child != nil {
			w.visit(i.child)
		}
	}
	for _, d := range n.decls {
		w.declared[d.Prefix]--
	}
}

func (w *prefixWalk) use(prefix string) {
	if prefix != "xml" && w.declared[prefix] == 0 {
		w.missing[prefix] = true
	}
}

func prefixOf(qname string) string {
	prefix, _, ok := strings.Cut(qname, ":")
	if !ok {
		return ""
	}
	return prefix
}

// write writes an element with more declarations in its start tag.
func (n *node) write(b *strings.Builder, decls string) {
	b.WriteString("<" + n.qname + decls)
	for _, d := range n.decls {
		writeDecl(b, d.Prefix, d.URI)
	}
	for _, a := range n.attrs {
		b.WriteString(" " + a.qname + "='")
		escapeAttr(b, a.value)
		b.WriteString("'")
	}
	if len(n.content) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteString(">")
	for _, i := range n.content {
		if i.child != nil {
			i.child.write(b, "")
		}
		escapeText(b, i.text)
		b.WriteString(i.markup)
	}
	b.WriteString("</" + n.qname + ">")
}

func writeDecl(b *strings.Builder, prefix, uri string) {
	b.WriteString(" xmlns")
	if prefix != "" {
		b.WriteString(":" + prefix)
	}
	b.WriteString("='")
	escapeAttr(b, uri)
	b.WriteString("'")
}
