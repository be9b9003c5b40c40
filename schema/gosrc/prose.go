package gosrc

import (
	"errors"
	"go/ast"
	"regexp"
	"strings"
	"unicode"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/prose/markdown"
	"github.com/snapxml/snapxml/validate/diag"
)

// text is the prose of a doc comment, without directives.
func text(doc *ast.CommentGroup) string { return strings.TrimSpace(doc.Text()) }

// fieldText is the prose of a field: its doc comment, or else the comment at
// the end of its line.
func fieldText(f *ast.Field) string {
	if s := text(f.Doc); s != "" {
		return s
	}
	return text(f.Comment)
}

// prose makes Markdown for readers of the format of every doc comment.
func (l *loader) prose() {
	p := &proser{loader: l, called: l.calledBy()}
	for _, f := range l.files {
		doc := p.lead(text(f.syntax.Doc), "Package "+f.syntax.Name.Name, code(l.model.Name))
		if doc = p.links(doc, f.syntax.Doc); doc != "" && l.model.Doc != "" {
			doc = "\n\n" + doc
		}
		l.model.Doc += doc
	}
	for _, d := range l.decls {
		d.Doc = p.links(p.lead(text(d.doc), d.Name, p.typeName(d)), d.doc)
		for _, f := range d.Fields {
			p.field(d, f)
		}
		for _, v := range d.Values {
			p.value(d, v)
		}
	}
	p.examples()
}

// A proser turns Go doc comments into prose that needs no Go.
type proser struct {
	*loader
	called map[string][]string // by type: the names of its elements and attributes
}

// calledBy finds the names of the elements and attributes that hold a type.
func (l *loader) calledBy() map[string][]string {
	called := map[string][]string{l.root.Name: {l.model.Name}}
	for _, d := range l.decls {
		for _, f := range d.Fields {
			if f.Type != "" && f.Name != "" {
				called[f.Type] = appendNew(called[f.Type], f.Name)
			}
		}
	}
	return called
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// typeName is what prose calls a type: the name of the elements that hold it,
// if they have one name, or else its Go name in words. A datatype stands for
// itself.
func (p *proser) typeName(d *typeDecl) string {
	if names := p.called[d.Name]; len(names) == 1 && d.Kind != schema.Data {
		return code(names[0])
	}
	return phrase(d.Name)
}

// fieldName is what prose calls an element, an attribute or the text.
func (p *proser) fieldName(f *schema.Field) string {
	switch {
	case f.Name == "":
		return "text"
	case f.Max != 1 && strings.EqualFold(f.GoName, f.Name+"s"):
		return code(f.Name) + " elements"
	}
	return code(f.Name)
}

func (p *proser) field(d *typeDecl, f *schema.Field) {
	at := d.fields[f]
	doc := at.Doc
	if text(doc) == "" {
		doc = at.Comment
	}
	s := text(doc)
	if rest, ok := cutWord(strings.TrimPrefix(s, "The "), f.GoName); ok && f.Kind == schema.Text {
		s = "The text" + rest
	}
	f.Doc = p.links(p.lead(s, f.GoName, p.fieldName(f)), doc)
}

func (p *proser) value(d *typeDecl, v *schema.Value) {
	for _, c := range d.consts {
		if c.name.Name != v.GoName {
			continue
		}
		if v.Doc = p.links(p.lead(text(c.doc), v.GoName, code(v.Name)), c.doc); v.Doc == "" {
			p.report(diag.ModelDoc, p.node(c.name), "value %s has no doc comment", diag.Quote(v.Name))
		}
	}
}

func (p *proser) examples() {
	for _, f := range p.funcs {
		for _, e := range p.model.Examples {
			if e.GoName != f.Name.Name {
				continue
			}
			short, _ := cutPrefix(e.GoName)
			e.Caption = p.links(p.lead(e.Caption, e.GoName, phrase(short)), f.Doc)
			e.Title = title(e.Caption)
		}
	}
}

// title is the first sentence, without its full stop.
func title(caption string) string {
	first, _, _ := strings.Cut(caption, "\n\n")
	first = strings.Join(strings.Fields(first), " ")
	if i := strings.Index(first, ". "); i >= 0 {
		first = first[:i]
	}
	return strings.TrimSuffix(first, ".")
}

// code is inline code.
func code(s string) string { return "`" + s + "`" }

// lead replaces the Go name with which a comment begins, after an article or
// not.
func (p *proser) lead(doc, goName, name string) string {
	for _, article := range []string{"", "A ", "An ", "The "} {
		after, _ := strings.CutPrefix(doc, article)
		rest, ok := cutWord(after, goName)
		if !ok || article+goName+rest != doc {
			continue
		}
		if article == "" {
			name = capitalized(name)
		}
		return article + name + rest
	}
	return doc
}

// capitalized is a phrase as it begins a sentence.
func capitalized(phrase string) string {
	first := string(firstRune(phrase))
	return strings.ToUpper(first) + strings.TrimPrefix(phrase, first)
}

// cutWord cuts a whole word from the start of a text.
func cutWord(s, word string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(s, word)
	if r := firstRune(rest); ok && rest != "" && (r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return s, false
	}
	return rest, ok
}

// docLink matches what may be a link to a declaration, with the character
// that follows, which tells Markdown links apart.
var docLink = regexp.MustCompile(`\[(\*?[A-Z]\w*(?:\.[A-Z]\w*)?)\]([(\[:]?)`)

// links replaces the links of a doc comment outside code by the names that
// readers of the format know, and makes sure that the result is prose.
func (p *proser) links(doc string, group *ast.CommentGroup) string {
	doc = outsideCode(doc, func(s string) string {
		return docLink.ReplaceAllStringFunc(s, func(link string) string {
			m := docLink.FindStringSubmatch(link)
			if m[2] != "" && m[2] != ":" || strings.Contains(doc, "["+m[1]+"]: ") {
				return link
			}
			if to := p.resolve(m[1]); to != "" {
				return to + m[2]
			}
			p.report(diag.ModelDoc, p.within(group, "["+m[1]+"]"), "link %s leads to no type, field or constant", diag.Quote(m[1]))
			return link
		})
	})
	p.parse(doc, group)
	return doc
}

// parse reports Markdown that has no place in prose, such as raw HTML.
func (p *proser) parse(doc string, group *ast.CommentGroup) {
	_, err := markdown.Parse(doc)
	var e *markdown.Error
	if errors.As(err, &e) {
		first, _, _ := strings.Cut(e.Text, "\n")
		p.report(diag.ModelDoc, p.within(group, first), "%s", e.Message)
	}
}

// within is the place of a text within a doc comment, or that of the comment.
func (p *proser) within(group *ast.CommentGroup, text string) *place {
	at := p.node(group)
	if i := strings.Index(string(at.file.Slice(at.Range)), text); i >= 0 && text != "" {
		at.Start += int64(i)
		at.End = at.Start + int64(len(text))
	}
	return at
}

// resolve is what prose calls a type, field or constant, or "".
func (p *proser) resolve(link string) string {
	typeName, fieldName, isField := strings.Cut(link, ".")
	d := p.types[typeName]
	if d == nil && !isField {
		return p.constant(link)
	}
	if d == nil {
		return ""
	}
	if !isField {
		return p.typeName(d)
	}
	if f := d.Type.Field(fieldName); f != nil && f.Kind != schema.Group {
		return p.fieldName(f)
	}
	return ""
}

func (p *proser) constant(goName string) string {
	for _, d := range p.decls {
		for _, v := range d.Values {
			if v.GoName == goName {
				return code(v.Name)
			}
		}
	}
	return ""
}
