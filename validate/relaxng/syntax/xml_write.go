package syntax

import (
	"io"
	"strings"

	"github.com/beevik/etree"
)

// WriteXML writes a schema as written in XML syntax, indented by two spaces,
// with its annotations and comments. Hrefs stay as they are.
func WriteXML(w io.Writer, p *Pattern) error {
	x := &xmlWriter{usage: newUsage(p)}
	doc := etree.NewDocument()
	doc.WriteSettings.CanonicalText = true
	doc.WriteSettings.CanonicalAttrVal = true
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	doc.CreateText("\n")
	x.document(&doc.Element, p)
	_, err := doc.WriteTo(w)
	return err
}

// An xmlWriter builds the document of a schema.
type xmlWriter struct {
	*usage
	depth int
}

// document writes the root element, which has all declarations, and the
// comments before it.
func (x *xmlWriter) document(doc *etree.Element, p *Pattern) {
	if p.Annotations != nil {
		for _, text := range p.Annotations.Comments {
			x.comment(doc, text)
		}
	}
	root := etree.NewElement(opNames[p.Op])
	in := setting{inherit: true}
	root.CreateAttr("xmlns", NS)
	for _, prefix := range x.order {
		root.CreateAttr("xmlns:"+prefix, x.prefixes[prefix])
	}
	if x.hasSpace && !x.inherits {
		in.ns, in.inherit = x.space, false
		root.CreateAttr("ns", x.space)
	}
	if len(x.libraries) > 0 {
		in.datatypes = x.mainLibrary()
		root.CreateAttr("datatypeLibrary", in.datatypes)
	}
	x.fill(root, p, in)
	doc.AddChild(root)
	doc.CreateText("\n")
}

// mainLibrary is the library that the root element names: the first but the
// built-in one.
func (u *usage) mainLibrary() string {
	for _, uri := range u.libraries {
		if uri != "" {
			return uri
		}
	}
	return ""
}

// add puts an element into its parent on a line of its own and lets fill write
// what it holds.
func (x *xmlWriter) add(parent *etree.Element, name string, fill func(*etree.Element)) {
	x.newline(parent)
	e := parent.CreateElement(name)
	x.depth++
	fill(e)
	x.depth--
	x.end(e)
}

func (x *xmlWriter) newline(parent *etree.Element) {
	parent.CreateText("\n" + strings.Repeat("  ", x.depth))
}

// end puts the end tag of an element with lines of its own on a line.
func (x *xmlWriter) end(e *etree.Element) {
	if last := len(e.Child) - 1; last >= 0 && !holdsText(e) {
		if _, isText := e.Child[last].(*etree.CharData); !isText {
			x.newline(e)
		}
	}
}

// holdsText reports whether an element of RELAX NG holds text, which no layout
// may be added to.
func holdsText(e *etree.Element) bool {
	return e.Tag == "value" || e.Tag == "name" || e.Tag == "param"
}

// fill writes the attributes and the content of a pattern.
func (x *xmlWriter) fill(e *etree.Element, p *Pattern, in setting) {
	root := e.Parent() == nil
	if root {
		x.depth++
		defer func() { x.depth--; x.end(e) }()
	}
	a := p.Annotations
	if a == nil && p.Grammar != nil {
		a = p.Grammar.Annotations
	}
	switch p.Op {
	case OpElement, OpAttribute:
		in = x.named(e, p, in)
	case OpRef, OpParentRef:
		e.CreateAttr("name", p.Ref)
	case OpExternalRef:
		e.CreateAttr("href", p.Href)
		x.ns(e, p.External.NS, p.Inherit, in)
	case OpData, OpValue:
		in = x.typed(e, p, in)
	}
	x.open(e, a)
	switch p.Op {
	case OpElement, OpAttribute:
		x.nameChild(e, p, in)
	case OpData:
		x.data(e, p, in)
	case OpValue:
		e.CreateText(p.Value)
	case OpGrammar:
		x.grammar(e, p.Grammar, in)
	}
	x.content(e, p, in)
	x.close(e, a)
}

// content writes the patterns that a pattern holds. Text is understood in an
// attribute.
func (x *xmlWriter) content(e *etree.Element, p *Pattern, in setting) {
	subs := p.Sub
	if p.Op == OpAttribute && len(subs) == 1 && subs[0].Op == OpText && subs[0].Annotations == nil {
		return
	}
	if p.Op != OpAttribute {
		subs = ungrouped(p)
	}
	for _, sub := range subs {
		x.pattern(e, sub, in)
	}
}

// ungrouped is what a pattern holds, without a group that is understood.
func ungrouped(p *Pattern) []*Pattern {
	switch p.Op {
	case OpChoice, OpInterleave, OpGroup:
		return p.Sub
	}
	return ungroup(p.Sub)
}

// pattern writes a pattern with the comments before it and the annotations
// after it.
func (x *xmlWriter) pattern(parent *etree.Element, p *Pattern, in setting) {
	x.before(parent, p.Annotations)
	x.add(parent, opNames[p.Op], func(e *etree.Element) { x.fill(e, p, in) })
	x.after(parent, p.Annotations)
}

// ns writes a namespace that differs from the one in scope.
func (x *xmlWriter) ns(e *etree.Element, space string, open bool, in setting) {
	if !open && (in.inherit || in.ns != space) {
		e.CreateAttr("ns", space)
	}
}

// typed writes the type and library of data and value.
func (x *xmlWriter) typed(e *etree.Element, p *Pattern, in setting) setting {
	if p.Op == OpValue && p.Type == "token" && p.Library == "" {
		return in
	}
	e.CreateAttr("type", p.Type)
	if p.Library != in.datatypes {
		e.CreateAttr("datatypeLibrary", p.Library)
		in.datatypes = p.Library
	}
	if p.Op == OpValue {
		x.valueContext(e, p, in)
	}
	return in
}

// valueContext declares what a value means where the root element declares
// something else.
func (x *xmlWriter) valueContext(e *etree.Element, p *Pattern, in setting) {
	prefix, _, ok := splitQName(trim(p.Value))
	switch {
	case p.Library == "" || !ok:
	case prefix == "" && isContextual(p):
		x.ns(e, p.Data.NS, p.Inherit, in)
	case prefix != "":
		if uri, ok := lookup(p, prefix); ok && x.prefixes[prefix] != uri {
			e.CreateAttr("xmlns:"+prefix, uri)
		}
	}
}

func (x *xmlWriter) data(e *etree.Element, p *Pattern, in setting) {
	for _, param := range p.Params {
		x.before(e, param.Annotations)
		x.add(e, "param", func(child *etree.Element) {
			child.CreateAttr("name", param.Name)
			x.attrs(child, param.Annotations)
			child.CreateText(param.Value)
		})
	}
	if p.Except == nil {
		return
	}
	x.add(e, "except", func(child *etree.Element) {
		if p.Except.Op == OpChoice && p.Except.Annotations == nil {
			for _, sub := range p.Except.Sub {
				x.pattern(child, sub, in)
			}
			return
		}
		x.pattern(child, p.Except, in)
	})
}
