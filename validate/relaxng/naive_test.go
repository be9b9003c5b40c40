package relaxng

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// This file is a direct transcription of James Clark's "An algorithm for
// RELAX NG validation", without memo, interning or simplification beyond what
// the paper says. It is slow and easy to check against the paper, and serves
// as the oracle of the differential tests.

type (
	nPattern interface{}

	nNotAllowed struct{}
	nEmpty      struct{}
	nText       struct{}
	nChoice     struct{ a, b nPattern }
	nInterleave struct{ a, b nPattern }
	nGroup      struct{ a, b nPattern }
	nOneOrMore  struct{ p nPattern }
	nList       struct{ p nPattern }
	nData       struct{ p *syntax.Pattern }
	nValue      struct{ p *syntax.Pattern }
	nAttribute  struct {
		nc *syntax.NameClass
		p  nPattern
	}
	nElement struct{ d *syntax.Define }
	nAfter   struct{ a, b nPattern }
)

// An nNode is an element, or a text where children and name are unused.
type nNode struct {
	name     xmlscan.Name
	attrs    []nAttr
	children []nNode
	text     string
	isText   bool
}

type nAttr struct {
	name  xmlscan.Name
	value string
}

// nSteps counts the derivatives taken. The paper's algorithm without memo is
// exponential, so a test gives up on documents that take too many.
var nSteps int

const nMostSteps = 200_000

func nGaveUp() bool {
	nSteps++
	return nSteps > nMostSteps
}

func nBuild(p *syntax.Pattern) nPattern {
	switch p.Op {
	case syntax.OpEmpty:
		return nEmpty{}
	case syntax.OpText:
		return nText{}
	case syntax.OpChoice:
		return nChoice{nBuild(p.Sub[0]), nBuild(p.Sub[1])}
	case syntax.OpInterleave:
		return nInterleave{nBuild(p.Sub[0]), nBuild(p.Sub[1])}
	case syntax.OpGroup:
		return nGroup{nBuild(p.Sub[0]), nBuild(p.Sub[1])}
	case syntax.OpOneOrMore:
		return nOneOrMore{nBuild(p.Sub[0])}
	case syntax.OpList:
		return nList{nBuild(p.Sub[0])}
	case syntax.OpData:
		return nData{p}
	case syntax.OpValue:
		return nValue{p}
	case syntax.OpAttribute:
		return nAttribute{p.Name, nBuild(p.Sub[0])}
	case syntax.OpRef:
		return nElement{p.Define}
	}
	return nNotAllowed{}
}

func nNullable(p nPattern) bool {
	switch p := p.(type) {
	case nGroup:
		return nNullable(p.a) && nNullable(p.b)
	case nInterleave:
		return nNullable(p.a) && nNullable(p.b)
	case nChoice:
		return nNullable(p.a) || nNullable(p.b)
	case nOneOrMore:
		return nNullable(p.p)
	case nEmpty, nText:
		return true
	}
	return false
}

func mkChoice(a, b nPattern) nPattern {
	switch {
	case a == nPattern(nNotAllowed{}):
		return b
	case b == nPattern(nNotAllowed{}):
		return a
	case a == b:
		return a
	}
	return nChoice{a, b}
}

func mkGroup(a, b nPattern) nPattern {
	switch {
	case a == nPattern(nNotAllowed{}) || b == nPattern(nNotAllowed{}):
		return nNotAllowed{}
	case a == nPattern(nEmpty{}):
		return b
	case b == nPattern(nEmpty{}):
		return a
	}
	return nGroup{a, b}
}

func mkInterleave(a, b nPattern) nPattern {
	switch {
	case a == nPattern(nNotAllowed{}) || b == nPattern(nNotAllowed{}):
		return nNotAllowed{}
	case a == nPattern(nEmpty{}):
		return b
	case b == nPattern(nEmpty{}):
		return a
	}
	return nInterleave{a, b}
}

func mkAfter(a, b nPattern) nPattern {
	if a == nPattern(nNotAllowed{}) || b == nPattern(nNotAllowed{}) {
		return nNotAllowed{}
	}
	return nAfter{a, b}
}

func nApplyAfter(f func(nPattern) nPattern, p nPattern) nPattern {
	if nGaveUp() {
		return nNotAllowed{}
	}
	switch p := p.(type) {
	case nAfter:
		return mkAfter(p.a, f(p.b))
	case nChoice:
		return mkChoice(nApplyAfter(f, p.a), nApplyAfter(f, p.b))
	}
	return nNotAllowed{}
}

func nTextDeriv(p nPattern, s string) nPattern {
	if nGaveUp() {
		return nNotAllowed{}
	}
	switch p := p.(type) {
	case nChoice:
		return mkChoice(nTextDeriv(p.a, s), nTextDeriv(p.b, s))
	case nInterleave:
		return mkChoice(mkInterleave(nTextDeriv(p.a, s), p.b), mkInterleave(p.a, nTextDeriv(p.b, s)))
	case nGroup:
		x := mkGroup(nTextDeriv(p.a, s), p.b)
		if nNullable(p.a) {
			return mkChoice(x, nTextDeriv(p.b, s))
		}
		return x
	case nAfter:
		return mkAfter(nTextDeriv(p.a, s), p.b)
	case nOneOrMore:
		return mkGroup(nTextDeriv(p.p, s), mkChoice(p, nEmpty{}))
	case nText:
		return p
	case nValue:
		want, _ := p.p.Datatype.Value(p.p.Value, noNamespaces{})
		if v, ok := p.p.Datatype.Value(s, noNamespaces{}); ok && v == want {
			return nEmpty{}
		}
	case nData:
		if p.p.Datatype.Check(s, noNamespaces{}) == nil &&
			(p.p.Except == nil || !nNullable(nTextDeriv(nBuild(p.p.Except), s))) {
			return nEmpty{}
		}
	case nList:
		q := p.p
		for _, token := range strings.Fields(s) {
			q = nTextDeriv(q, token)
		}
		if nNullable(q) {
			return nEmpty{}
		}
	}
	return nNotAllowed{}
}

func nStartTagOpenDeriv(p nPattern, n xmlscan.Name) nPattern {
	if nGaveUp() {
		return nNotAllowed{}
	}
	switch p := p.(type) {
	case nChoice:
		return mkChoice(nStartTagOpenDeriv(p.a, n), nStartTagOpenDeriv(p.b, n))
	case nElement:
		if contains(p.d.Element.Name, n) {
			return mkAfter(nBuild(p.d.Element.Sub[0]), nEmpty{})
		}
	case nInterleave:
		return mkChoice(
			nApplyAfter(func(x nPattern) nPattern { return mkInterleave(x, p.b) }, nStartTagOpenDeriv(p.a, n)),
			nApplyAfter(func(x nPattern) nPattern { return mkInterleave(p.a, x) }, nStartTagOpenDeriv(p.b, n)))
	case nOneOrMore:
		return nApplyAfter(func(x nPattern) nPattern { return mkGroup(x, mkChoice(p, nEmpty{})) }, nStartTagOpenDeriv(p.p, n))
	case nGroup:
		x := nApplyAfter(func(x nPattern) nPattern { return mkGroup(x, p.b) }, nStartTagOpenDeriv(p.a, n))
		if nNullable(p.a) {
			return mkChoice(x, nStartTagOpenDeriv(p.b, n))
		}
		return x
	case nAfter:
		return nApplyAfter(func(x nPattern) nPattern { return mkAfter(x, p.b) }, nStartTagOpenDeriv(p.a, n))
	}
	return nNotAllowed{}
}

func nAttDeriv(p nPattern, at nAttr) nPattern {
	if nGaveUp() {
		return nNotAllowed{}
	}
	switch p := p.(type) {
	case nAfter:
		return mkAfter(nAttDeriv(p.a, at), p.b)
	case nChoice:
		return mkChoice(nAttDeriv(p.a, at), nAttDeriv(p.b, at))
	case nGroup:
		return mkChoice(mkGroup(nAttDeriv(p.a, at), p.b), mkGroup(p.a, nAttDeriv(p.b, at)))
	case nInterleave:
		return mkChoice(mkInterleave(nAttDeriv(p.a, at), p.b), mkInterleave(p.a, nAttDeriv(p.b, at)))
	case nOneOrMore:
		return mkGroup(nAttDeriv(p.p, at), mkChoice(p, nEmpty{}))
	case nAttribute:
		if contains(p.nc, at.name) && (nNullable(p.p) && isWhitespace(at.value) || nNullable(nTextDeriv(p.p, at.value))) {
			return nEmpty{}
		}
	}
	return nNotAllowed{}
}

func nStartTagCloseDeriv(p nPattern) nPattern {
	if nGaveUp() {
		return nNotAllowed{}
	}
	switch p := p.(type) {
	case nAfter:
		return mkAfter(nStartTagCloseDeriv(p.a), p.b)
	case nChoice:
		return mkChoice(nStartTagCloseDeriv(p.a), nStartTagCloseDeriv(p.b))
	case nGroup:
		return mkGroup(nStartTagCloseDeriv(p.a), nStartTagCloseDeriv(p.b))
	case nInterleave:
		return mkInterleave(nStartTagCloseDeriv(p.a), nStartTagCloseDeriv(p.b))
	case nOneOrMore:
		if q := nStartTagCloseDeriv(p.p); q != nPattern(nNotAllowed{}) {
			return nOneOrMore{q}
		}
		return nNotAllowed{}
	case nAttribute:
		return nNotAllowed{}
	}
	return p
}

func nEndTagDeriv(p nPattern) nPattern {
	if nGaveUp() {
		return nNotAllowed{}
	}
	switch p := p.(type) {
	case nChoice:
		return mkChoice(nEndTagDeriv(p.a), nEndTagDeriv(p.b))
	case nAfter:
		if nNullable(p.a) {
			return p.b
		}
	}
	return nNotAllowed{}
}

func nChildrenDeriv(p nPattern, children []nNode) nPattern {
	switch {
	case len(children) == 0:
		return nChildrenDeriv(p, []nNode{{isText: true}})
	case len(children) == 1 && children[0].isText:
		q := nTextDeriv(p, children[0].text)
		if isWhitespace(children[0].text) {
			return mkChoice(p, q)
		}
		return q
	}
	for _, c := range children {
		if !c.isText || !isWhitespace(c.text) {
			p = nChildDeriv(p, c)
		}
	}
	return p
}

func nChildDeriv(p nPattern, n nNode) nPattern {
	if n.isText {
		return nTextDeriv(p, n.text)
	}
	p = nStartTagOpenDeriv(p, n.name)
	for _, at := range n.attrs {
		p = nAttDeriv(p, at)
	}
	return nEndTagDeriv(nChildrenDeriv(nStartTagCloseDeriv(p), n.children))
}

// nValid is the paper's verdict on a document; ok is false where it takes too
// long to find.
func nValid(s *syntax.Schema, root nNode) (valid, ok bool) {
	nSteps = 0
	valid = nNullable(nChildDeriv(nBuild(s.Start), root))
	return valid, nSteps <= nMostSteps
}
