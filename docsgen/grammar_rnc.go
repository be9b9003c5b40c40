package docsgen

import (
	"html/template"
	"slices"
	"strconv"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// A grammarPrinter writes patterns in compact syntax, with the names of
// elements and of datatypes as links. A name in the place of a pattern stands
// for the definition of the element or datatype; where several elements have
// the name, that of the definition around it goes before.
type grammarPrinter struct {
	*grammarBuilder
	define *writtenDefine // the definition that is being shown: datatypes in it are spelled out
	terms  int
	nested int
}

// model is the content model of an element.
func (b *grammarBuilder) model(e *grammarElement) template.HTML {
	p := &grammarPrinter{grammarBuilder: b, define: b.defineOf(e.define.Element)}
	content := p.term(e.define.Element.Sub[0])
	if content.op != "," {
		content = term{op: ",", sub: []term{content}}
	}
	content.before, content.after = keyword("element").html+" "+template.HTMLEscapeString(e.Name)+" { ", " }"
	return laidOut(content)
}

// laidOut is a term on lines.
func laidOut(t term) template.HTML {
	var w termWriter
	w.block(t, 0)
	return template.HTML(w.String())
}

// more stands for what is left out.
var more = leaf("…")

// term makes the term of a pattern, simple or written. It leaves out what is
// too much to read.
func (p *grammarPrinter) term(at *syntax.Pattern) term {
	p.terms++
	p.nested++
	defer func() { p.nested-- }()
	if p.terms > maxTerms || p.nested > maxNests {
		return more
	}
	switch at.Op {
	case syntax.OpEmpty:
		return keyword("empty")
	case syntax.OpText:
		return keyword("text")
	case syntax.OpNotAllowed:
		return keyword("notAllowed")
	case syntax.OpRef:
		return p.ref(at)
	case syntax.OpData, syntax.OpValue:
		return p.data(at)
	case syntax.OpChoice:
		return p.choice(at)
	case syntax.OpGroup:
		return p.joined(",", at)
	case syntax.OpInterleave:
		return p.joined("&", at)
	case syntax.OpOneOrMore:
		return repeated(p.only(at), "+")
	case syntax.OpZeroOrMore:
		return repeated(p.only(at), "*")
	case syntax.OpOptional:
		return repeated(p.only(at), "?")
	case syntax.OpList:
		return term{before: keyword("list").html + " { ", after: " }", op: ",", sub: []term{p.only(at)}}
	case syntax.OpAttribute:
		inner := *p
		inner.define = p.defineOf(at)
		content := inner.only(at)
		p.terms = inner.terms
		name := template.HTMLEscapeString(p.attributeName(at.Name))
		return term{before: keyword("attribute").html + " " + name + " { ", after: " }", op: ",", sub: []term{content}}
	}
	return more
}

// only is the content of a pattern around one other; a written one may hold
// several, which are a group.
func (p *grammarPrinter) only(at *syntax.Pattern) term {
	if len(at.Sub) == 1 {
		return p.term(at.Sub[0])
	}
	return p.joined(",", &syntax.Pattern{Op: syntax.OpGroup, Sub: at.Sub})
}

func (p *grammarPrinter) joined(op string, at *syntax.Pattern) term {
	var terms []term
	for _, sub := range p.flatten(at.Op, at) {
		if p.terms > maxTerms {
			terms = append(terms, more)
			break
		}
		terms = append(terms, p.term(sub))
	}
	return join(op, terms)
}

// choice joins alternatives, each name once; with empty among them they are
// optional.
func (p *grammarPrinter) choice(at *syntax.Pattern) term {
	var terms []term
	said := make(map[string]bool)
	optional := false
	for _, sub := range p.flatten(at.Op, at) {
		if sub.Op == syntax.OpEmpty {
			optional = true
			continue
		}
		if p.terms > maxTerms {
			terms = append(terms, more)
			break
		}
		t := p.term(sub)
		if t.html != "" && said[t.html] {
			continue
		}
		said[t.html] = true
		terms = append(terms, t)
	}
	if !optional {
		return filled(join("|", terms))
	}
	if len(terms) == 1 && terms[0].mark == "+" {
		terms[0].mark = "*"
		return terms[0]
	}
	return repeated(filled(join("|", terms)), "?")
}

// ref is the name of an element, or in a written pattern that of a datatype.
func (p *grammarPrinter) ref(at *syntax.Pattern) term {
	if at.Define != nil {
		e := p.elements[at.Define.ID]
		if len(e.page.Elements) > 1 {
			return leaf(linked(e.full, p.href(e)))
		}
		return leaf(linked(e.Name, p.href(e)))
	}
	if d := p.byName[at.Ref]; d != nil && p.isTextual(d) {
		t := p.typeOf(d)
		return leaf(linked(t.Name, p.hrefOfType(t)))
	}
	return leaf(template.HTMLEscapeString(at.Ref))
}

// data is a datatype by its name in the schema, if it has one, or a value.
func (p *grammarPrinter) data(at *syntax.Pattern) term {
	if t := p.typeNamed(at, p.define); t != nil {
		return leaf(linked(t.Name, p.hrefOfType(t)))
	}
	if at.Op == syntax.OpValue {
		return leaf(`<span class="s">` + template.HTMLEscapeString(strconv.Quote(at.Value)) + `</span>`)
	}
	t := leaf(template.HTMLEscapeString(typeName(at)))
	var params []term
	for _, param := range at.Params {
		params = append(params, leaf(template.HTMLEscapeString(param.Name)+` = <span class="s">`+template.HTMLEscapeString(strconv.Quote(param.Value))+`</span>`))
	}
	if len(params) > 0 {
		t = term{before: t.html + " { ", after: " }", op: " ", sub: params}
	}
	if at.Except != nil {
		t = term{op: "-", sub: []term{t, p.term(at.Except)}}
		t.before, t.after = "(", ")"
	}
	return t
}

// typeName is a datatype as compact syntax names it.
func typeName(p *syntax.Pattern) string {
	switch p.Library {
	case "":
		return p.Type
	case syntax.XSDDatatypes:
		return "xsd:" + p.Type
	}
	return p.Type
}

// linked is a name that leads somewhere.
func linked(name string, href template.URL) string {
	return `<a href="` + template.HTMLEscapeString(string(href)) + `">` + template.HTMLEscapeString(name) + `</a>`
}

// repeated puts the sign of a number behind a term.
func repeated(t term, mark string) term {
	switch {
	case t.mark != "":
		t = term{before: "(", after: ")", op: ",", sub: []term{t}}
	case t.op != "" && t.before == "":
		t.before, t.after = "(", ")"
	}
	t.mark = mark
	return t
}

// filled makes a list of many short names fill its lines.
func filled(t term) term {
	t.fill = len(t.sub) > 3 && !slices.ContainsFunc(t.sub, func(sub term) bool { return len(sub.sub) > 0 })
	return t
}
