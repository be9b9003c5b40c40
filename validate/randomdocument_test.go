package validate_test

import (
	"math/rand/v2"
	"strings"

	"github.com/beevik/etree"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

var libraries = map[string]datatype.Library{"": datatype.Builtin, syntax.XSDDatatypes: xsd.Library}

// A documentWriter follows a schema in simple form and writes what it asks
// for.
type documentWriter struct {
	random *rand.Rand
	left   int // elements; when it is used up, optional parts are left out
}

// document makes a document that is valid by the schema, or nearly so.
func (w *documentWriter) document(s *syntax.Schema) *etree.Document {
	w.left = 25
	top := etree.NewElement("top")
	w.follow(s.Start, top)
	root := etree.NewElement("a")
	if kids := top.ChildElements(); len(kids) > 0 {
		root = kids[0]
	}
	for prefix, uri := range randomPrefixes {
		root.CreateAttr("xmlns:"+prefix, uri)
	}
	return etree.NewDocumentWithRoot(root)
}

// randomPrefixes are the prefixes that documents declare.
var randomPrefixes = map[string]string{"x": "urn:x", "y": "urn:y", "z": "urn:z"}

func (w *documentWriter) follow(p *syntax.Pattern, e *etree.Element) {
	switch p.Op {
	case syntax.OpText:
		e.CreateText(pick(w.random, []string{"", "text", " ", "x"}))
	case syntax.OpChoice:
		w.follow(p.Sub[w.branch(p)], e)
	case syntax.OpGroup:
		w.follow(p.Sub[0], e)
		w.follow(p.Sub[1], e)
	case syntax.OpInterleave:
		w.interleave(p, e)
	case syntax.OpOneOrMore:
		for again := true; again; again = w.left > 0 && w.random.IntN(2) == 0 {
			w.follow(p.Sub[0], e)
		}
	case syntax.OpList, syntax.OpValue, syntax.OpData:
		e.CreateText(w.text(p))
	case syntax.OpAttribute:
		w.attribute(p, e)
	case syntax.OpRef:
		w.element(p.Define.Element, e)
	}
}

// branch is a choice's branch; when little is left, one without elements.
func (w *documentWriter) branch(p *syntax.Pattern) int {
	if w.left <= 0 {
		for i, sub := range p.Sub {
			if sub.Op == syntax.OpEmpty || sub.Op == syntax.OpText {
				return i
			}
		}
	}
	return w.random.IntN(2)
}

// interleave puts what both branches ask for in a common order.
func (w *documentWriter) interleave(p *syntax.Pattern, e *etree.Element) {
	var parts [2]*etree.Element
	for i, sub := range p.Sub {
		parts[i] = etree.NewElement("part")
		w.follow(sub, parts[i])
		for _, a := range parts[i].Attr {
			e.CreateAttr(a.FullKey(), a.Value)
		}
	}
	for len(parts[0].Child)+len(parts[1].Child) > 0 {
		part := parts[w.random.IntN(2)]
		if len(part.Child) > 0 {
			e.AddChild(part.RemoveChildAt(0))
		}
	}
}

// text is a string that a pattern allows.
func (w *documentWriter) text(p *syntax.Pattern) string {
	switch p.Op {
	case syntax.OpValue:
		return p.Value
	case syntax.OpText:
		return pick(w.random, randomTexts)
	case syntax.OpData:
		return w.data(p)
	case syntax.OpList:
		return " " + w.text(p.Sub[0]) + " "
	case syntax.OpChoice:
		return w.text(p.Sub[w.random.IntN(2)])
	case syntax.OpOneOrMore:
		text := w.text(p.Sub[0])
		for w.random.IntN(2) == 0 {
			text += " " + w.text(p.Sub[0])
		}
		return text
	case syntax.OpGroup:
		return w.text(p.Sub[0]) + " " + w.text(p.Sub[1])
	}
	return ""
}

// data tries some texts.
func (w *documentWriter) data(p *syntax.Pattern) string {
	text := ""
	for range 20 {
		text = pick(w.random, randomTexts)
		if p.Datatype.Check(text, nil) == nil {
			break
		}
	}
	return text
}

func (w *documentWriter) attribute(p *syntax.Pattern, e *etree.Element) {
	key := w.name(p.Name)
	if e.SelectAttr(key) == nil {
		e.CreateAttr(key, w.text(p.Sub[0]))
	}
}

func (w *documentWriter) element(p *syntax.Pattern, parent *etree.Element) {
	if w.left--; w.left < -25 {
		return
	}
	e := parent.CreateElement(w.name(p.Name))
	w.follow(p.Sub[0], e)
}

// name is a name of a class, with its prefix, or if none is found any name.
func (w *documentWriter) name(nc *syntax.NameClass) string {
	for range 40 {
		prefix := pick(w.random, []string{"", "", "x", "y", "z"})
		local := pick(w.random, append(randomLocals, "g"))
		if contains(nc, randomPrefixes[prefix], local) {
			return strings.TrimPrefix(prefix+":"+local, ":")
		}
	}
	return pick(w.random, randomLocals)
}

// contains reports whether a name is in a class (§6.1 of the standard).
func contains(nc *syntax.NameClass, space, local string) bool {
	in := false
	switch nc.Op {
	case syntax.NameOnly:
		return nc.Space == space && nc.Local == local
	case syntax.NameChoice:
		return contains(nc.Sub[0], space, local) || contains(nc.Sub[1], space, local)
	case syntax.NameNS:
		in = nc.Space == space
	case syntax.NameAny:
		in = true
	}
	return in && (nc.Except == nil || !contains(nc.Except, space, local))
}
