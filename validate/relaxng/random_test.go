package relaxng

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

var randomNames = []string{"a", "b", "c", "d"}

// drawSchema makes a random schema in simple form. It keeps the restrictions
// that matching relies on: attributes of one group or interleave have
// different names, and text and data do not meet.
func drawSchema(t *rapid.T) *syntax.Schema {
	s := &syntax.Schema{}
	n := rapid.IntRange(1, 5).Draw(t, "defines")
	for range n {
		name := rapid.SampledFrom(randomNames).Draw(t, "name")
		s.Defines = append(s.Defines, &syntax.Define{
			Element: &syntax.Pattern{Op: syntax.OpElement, Name: drawElementName(t, name)},
		})
	}
	for _, d := range s.Defines {
		content := drawContent(t, s, 4)
		attrs := drawAttributes(t, randomNames)
		d.Element.Sub = []*syntax.Pattern{binary(syntax.OpGroup, attrs, content)}
	}
	s.Start = drawStart(t, s)
	number(s)
	return s
}

// number gives the patterns and defines of a schema their IDs.
func number(s *syntax.Schema) {
	s.IDs = 1
	var visit func(p *syntax.Pattern)
	visit = func(p *syntax.Pattern) {
		if p.Data != nil || len(p.Sub) > 0 || p.Op == syntax.OpRef {
			p.ID = int32(s.IDs)
			s.IDs++
		}
		switch p.Op {
		case syntax.OpAttribute:
			s.Attributes = append(s.Attributes, p)
		case syntax.OpData, syntax.OpValue:
			s.Data = append(s.Data, p)
		}
		if p.Data != nil && p.Except != nil {
			visit(p.Except)
		}
		for _, sub := range p.Sub {
			visit(sub)
		}
	}
	visit(s.Start)
	for i, d := range s.Defines {
		d.ID = i
		visit(d.Element.Sub[0])
	}
}

func drawElementName(t *rapid.T, name string) *syntax.NameClass {
	nc := &syntax.NameClass{Op: syntax.NameOnly, Local: name}
	if rapid.IntRange(0, 9).Draw(t, "wild") == 0 {
		return &syntax.NameClass{Op: syntax.NameAny, Except: nc}
	}
	return nc
}

func drawStart(t *rapid.T, s *syntax.Schema) *syntax.Pattern {
	p := refTo(s.Defines[0])
	if len(s.Defines) > 1 && rapid.Bool().Draw(t, "two roots") {
		p = binary(syntax.OpChoice, p, refTo(s.Defines[1]))
	}
	return p
}

func refTo(d *syntax.Define) *syntax.Pattern { return &syntax.Pattern{Op: syntax.OpRef, Define: d} }

func binary(op syntax.Op, a, b *syntax.Pattern) *syntax.Pattern {
	return &syntax.Pattern{Op: op, Sub: []*syntax.Pattern{a, b}}
}

func optional(p *syntax.Pattern) *syntax.Pattern {
	return binary(syntax.OpChoice, p, &syntax.Pattern{Op: syntax.OpEmpty})
}

// drawAttributes makes a pattern of attributes that uses each name at most
// once along any path.
func drawAttributes(t *rapid.T, names []string) *syntax.Pattern {
	if len(names) == 0 || rapid.IntRange(0, 3).Draw(t, "no attributes") == 0 {
		return &syntax.Pattern{Op: syntax.OpEmpty}
	}
	half := rapid.IntRange(0, len(names)-1).Draw(t, "half")
	switch rapid.IntRange(0, 4).Draw(t, "attributes") {
	case 0:
		return binary(syntax.OpChoice, drawAttributes(t, names), drawAttributes(t, names))
	case 1:
		return binary(syntax.OpInterleave, drawAttributes(t, names[:half]), drawAttributes(t, names[half:]))
	case 2:
		return optional(drawAttributes(t, names))
	}
	return binary(syntax.OpGroup, drawAttribute(t, names[0]), drawAttributes(t, names[1:]))
}

// drawAttribute makes an attribute of that name, or of that name or another
// that no other attribute has, once or repeated.
func drawAttribute(t *rapid.T, name string) *syntax.Pattern {
	value := &syntax.Pattern{Op: syntax.OpText}
	if rapid.Bool().Draw(t, "typed attribute") {
		value = drawString(t, 2)
	}
	nc := &syntax.NameClass{Op: syntax.NameOnly, Local: name}
	several := rapid.IntRange(0, 3).Draw(t, "several names") == 0
	if several {
		nc = &syntax.NameClass{Op: syntax.NameChoice, Sub: []*syntax.NameClass{nc, {Op: syntax.NameOnly, Local: name + name}}}
	}
	p := &syntax.Pattern{Op: syntax.OpAttribute, Name: nc, Sub: []*syntax.Pattern{value}}
	if several && rapid.Bool().Draw(t, "repeated") {
		p = &syntax.Pattern{Op: syntax.OpOneOrMore, Sub: []*syntax.Pattern{p}}
	}
	return p
}

func drawContent(t *rapid.T, s *syntax.Schema, depth int) *syntax.Pattern {
	switch rapid.IntRange(0, 9).Draw(t, "content") {
	case 0:
		return drawString(t, 2)
	case 1:
		return binary(syntax.OpChoice, drawString(t, 2), drawComplex(t, s, depth))
	}
	return drawComplex(t, s, depth)
}

func drawComplex(t *rapid.T, s *syntax.Schema, depth int) *syntax.Pattern {
	kind := rapid.IntRange(0, 12).Draw(t, "kind")
	switch {
	case depth == 0 || kind < 5:
		return refTo(rapid.SampledFrom(s.Defines).Draw(t, "ref"))
	case kind == 5:
		return &syntax.Pattern{Op: syntax.OpText}
	case kind == 6:
		return &syntax.Pattern{Op: rapid.SampledFrom([]syntax.Op{syntax.OpEmpty, syntax.OpEmpty, syntax.OpNotAllowed}).Draw(t, "constant")}
	case kind == 7:
		return &syntax.Pattern{Op: syntax.OpOneOrMore, Sub: []*syntax.Pattern{drawComplex(t, s, depth-1)}}
	}
	op := []syntax.Op{syntax.OpChoice, syntax.OpGroup, syntax.OpInterleave}[kind%3]
	return binary(op, drawComplex(t, s, depth-1), drawComplex(t, s, depth-1))
}

func drawString(t *rapid.T, depth int) *syntax.Pattern {
	switch rapid.IntRange(0, 4).Draw(t, "string") {
	case 0:
		return optional(drawValue(t))
	case 1:
		if depth > 0 {
			return &syntax.Pattern{Op: syntax.OpList, Sub: []*syntax.Pattern{drawTokens(t, 3)}}
		}
	case 2:
		if depth > 0 {
			return binary(syntax.OpChoice, drawString(t, depth-1), drawString(t, depth-1))
		}
	case 3:
		return drawData(t)
	}
	return drawValue(t)
}

func drawTokens(t *rapid.T, depth int) *syntax.Pattern {
	kind := rapid.IntRange(0, 5).Draw(t, "tokens")
	switch {
	case depth == 0 || kind < 2:
		return drawValue(t)
	case kind == 2:
		return &syntax.Pattern{Op: syntax.OpOneOrMore, Sub: []*syntax.Pattern{drawTokens(t, depth-1)}}
	case kind == 3:
		return binary(syntax.OpChoice, drawTokens(t, depth-1), drawTokens(t, depth-1))
	case kind == 4:
		return optional(drawTokens(t, depth-1))
	}
	return binary(syntax.OpGroup, drawTokens(t, depth-1), drawTokens(t, depth-1))
}

func drawValue(t *rapid.T) *syntax.Pattern {
	return &syntax.Pattern{Op: syntax.OpValue, Data: &syntax.Data{Type: "token", Datatype: tokenType(),
		Value: rapid.SampledFrom([]string{"x", "y", "x y"}).Draw(t, "value")}}
}

func drawData(t *rapid.T) *syntax.Pattern {
	p := &syntax.Pattern{Op: syntax.OpData, Data: &syntax.Data{Type: "token", Datatype: tokenType()}}
	if rapid.Bool().Draw(t, "except") {
		p.Except = drawValue(t)
	}
	return p
}

func tokenType() datatype.Datatype {
	token, err := datatype.Builtin.Datatype("token", nil)
	if err != nil {
		panic(err)
	}
	return token
}

// drawDocument makes a document that is valid, or nearly so: it follows the
// schema and now and then does not.
func drawDocument(t *rapid.T, s *syntax.Schema) nNode {
	f := follower{t: t, budget: 40}
	var root nNode
	f.follow(s.Start, &root)
	for _, c := range root.children {
		if !c.isText {
			return c
		}
	}
	return nNode{name: xmlscan.Name{Local: "a"}}
}

// A follower walks a pattern and writes down what it asks for.
type follower struct {
	t      *rapid.T
	budget int // elements left; when it is used up, optional parts are left out
}

func (f *follower) chance(oneIn int, label string) bool {
	return rapid.IntRange(0, oneIn-1).Draw(f.t, label) == 0
}

func (f *follower) follow(p *syntax.Pattern, n *nNode) {
	switch p.Op {
	case syntax.OpText:
		n.addText(drawText(f.t))
	case syntax.OpChoice:
		f.follow(p.Sub[f.pick(p)], n)
	case syntax.OpGroup, syntax.OpInterleave:
		first := 0
		if p.Op == syntax.OpInterleave && f.chance(2, "swap") {
			first = 1
		}
		f.follow(p.Sub[first], n)
		f.follow(p.Sub[1-first], n)
	case syntax.OpOneOrMore:
		for again := true; again; again = f.budget > 0 && f.chance(2, "again") {
			f.follow(p.Sub[0], n)
		}
	case syntax.OpList:
		var tokens nNode
		f.follow(p.Sub[0], &tokens)
		for _, c := range tokens.children {
			n.addText(" " + c.text)
		}
	case syntax.OpValue, syntax.OpData:
		n.addText(f.value(p))
	case syntax.OpAttribute:
		f.attribute(p, n)
	case syntax.OpRef:
		f.element(p.Define, n)
	}
}

// pick prefers the second choice, often empty, when the budget is used up.
func (f *follower) pick(p *syntax.Pattern) int {
	if f.budget <= 0 && p.Sub[1].Op == syntax.OpEmpty {
		return 1
	}
	return rapid.IntRange(0, 1).Draw(f.t, "choice")
}

func (f *follower) value(p *syntax.Pattern) string {
	if p.Op == syntax.OpValue && !f.chance(12, "wrong value") {
		return p.Value
	}
	return drawText(f.t)
}

func (f *follower) attribute(p *syntax.Pattern, n *nNode) {
	nc := p.Name
	if nc.Op == syntax.NameChoice {
		nc = nc.Sub[rapid.IntRange(0, 1).Draw(f.t, "which name")]
	}
	if f.chance(15, "lost attribute") || slices.ContainsFunc(n.attrs, func(at nAttr) bool { return at.name.Local == nc.Local }) {
		return
	}
	var value nNode
	f.follow(p.Sub[0], &value)
	text := ""
	for _, c := range value.children {
		text += c.text
	}
	n.attrs = append(n.attrs, nAttr{xmlscan.Name{Local: nc.Local}, text})
	if p.Name != nc && f.chance(4, "the other name too") {
		f.attribute(p, n)
	}
}

func (f *follower) element(d *syntax.Define, n *nNode) {
	if f.budget--; f.budget < -40 || f.chance(25, "lost element") {
		return
	}
	child := nNode{name: xmlscan.Name{Local: d.Element.Name.Local}}
	if child.name.Local == "" || f.chance(25, "renamed") {
		child.name.Local = rapid.SampledFrom(randomNames).Draw(f.t, "element")
	}
	f.follow(d.Element.Sub[0], &child)
	n.children = append(n.children, child)
}

func (n *nNode) addText(s string) {
	if k := len(n.children); k > 0 && n.children[k-1].isText {
		n.children[k-1].text += s
		return
	}
	n.children = append(n.children, nNode{isText: true, text: s})
}

func drawText(t *rapid.T) string {
	return rapid.SampledFrom([]string{"x", "y", "x y", " x ", "  ", "y x y", "z"}).Draw(t, "characters")
}

func (n nNode) write(b *strings.Builder) {
	if n.isText {
		b.WriteString(n.text)
		return
	}
	b.WriteString("<" + n.name.Local)
	for _, at := range n.attrs {
		fmt.Fprintf(b, " %s='%s'", at.name.Local, at.value)
	}
	b.WriteString(">")
	for _, c := range n.children {
		c.write(b)
	}
	b.WriteString("</" + n.name.Local + ">")
}

// check matches a document and returns what is reported.
func check(t interface{ Fatalf(string, ...any) }, g *Grammar, document string) []*diag.Diagnostic {
	var found []*diag.Diagnostic
	s := xmlscan.NewScanner(g.Names(), xmlscan.Options{})
	s.Reset(strings.NewReader(document))
	m := g.NewMatcher(s, func(d *diag.Diagnostic) { found = append(found, d) })
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		switch kind {
		case xmlscan.StartElement:
			m.Start(&StartTag{Name: s.Name(), Attrs: s.Attrs(), Range: s.Range(), NameRange: s.NameRange()})
		case xmlscan.EndElement:
			m.End()
		case xmlscan.Text:
			m.Text(s.Text(), s.Range())
		}
	}
	if f := s.Fault(); f != nil {
		t.Fatalf("not well-formed: %s in %s", f.Message, document)
	}
	for _, d := range found {
		if d.Range.Start < 0 || d.Range.End > int64(len(document)) || d.Range.Start > d.Range.End {
			t.Fatalf("range %v of %q is outside %q", d.Range, d.Message, document)
		}
	}
	diag.Sort(found)
	return found
}

// The engine and the paper agree on every document, with tables of the
// ordinary size and with tables so small that they are dropped all the time.
func TestAgainstPaper(t *testing.T) {
	valid, invalid := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchema(t)
		g := Compile(s)
		tiny := Compile(s)
		tiny.limits = cacheLimits{patterns: 30, cells: 30}
		for range 6 {
			n := drawDocument(t, s)
			var b strings.Builder
			n.write(&b)
			want, ok := nValid(s, n)
			switch {
			case !ok:
				continue
			case want:
				valid++
			default:
				invalid++
			}
			for _, g := range []*Grammar{g, tiny} {
				found := check(t, g, b.String())
				if got := len(found) == 0; got != want {
					t.Fatalf("%s: valid %v, the paper says %v; reported: %v", b.String(), got, want, messages(found, b.String()))
				}
			}
		}
	})
	t.Logf("%d valid and %d invalid documents", valid, invalid)
	if valid == 0 || invalid == 0 {
		t.Error("the generator makes documents of one kind only")
	}
}

func messages(ds []*diag.Diagnostic, document string) []string {
	f := source.NewFile("", []byte(document))
	var lines []string
	for _, d := range ds {
		lines = append(lines, fmt.Sprintf("%v: %s [%s]", f.Position(d.Range.Start), d.Message, d.Code))
	}
	return lines
}
