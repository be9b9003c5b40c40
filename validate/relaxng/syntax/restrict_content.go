package syntax

import (
	"github.com/snapxml/snapxml/validate/diag"
)

// A contentType says what sort of content a pattern matches (§7.2).
type contentType uint8

const (
	emptyContent   contentType = iota // nothing but attributes
	complexContent                    // elements and text
	simpleContent                     // data, values, lists
)

// content is the content type of a pattern. A sequence of patterns that do
// not go together is reported and has complex content from then on.
func (r *restrictor) content(p *Pattern) contentType {
	if len(p.Sub) == 0 {
		return r.contentOf(p)
	}
	known := &r.known[p.ID]
	if known.first(askedContent) {
		known.content = r.contentOf(p)
	}
	return known.content
}

func (r *restrictor) contentOf(p *Pattern) contentType {
	switch p.Op {
	case OpData, OpValue, OpList:
		return simpleContent
	case OpText, OpRef:
		return complexContent
	case OpAttribute:
		r.content(p.Sub[0])
		return emptyContent
	case OpChoice:
		return max(r.content(p.Sub[0]), r.content(p.Sub[1]))
	case OpOneOrMore:
		return r.repeated(p)
	case OpGroup, OpInterleave:
		return r.sequence(p)
	}
	return emptyContent
}

func (r *restrictor) repeated(p *Pattern) contentType {
	content := r.content(p.Sub[0])
	if content == simpleContent {
		r.rep.errorf(p.File, diag.SchemaStringSequence, spot(p), "%s must not be repeated; expected a list around it (RELAX NG §7.2)", describe(r.simple(p)))
		return complexContent
	}
	return content
}

func (r *restrictor) sequence(p *Pattern) contentType {
	left, right := r.content(p.Sub[0]), r.content(p.Sub[1])
	if left != emptyContent && right != emptyContent && max(left, right) == simpleContent {
		culprit := r.simple(p)
		r.rep.errorf(p.File, diag.SchemaStringSequence, spotIn(p, culprit),
			"%s must not stand in sequence with other content; expected a list of data, or elements and text (RELAX NG §7.2)", describe(culprit))
		return complexContent
	}
	return max(left, right)
}

// simple finds the data, value or list that makes content simple.
func (r *restrictor) simple(p *Pattern) *Pattern {
	for {
		switch p.Op {
		case OpData, OpValue, OpList:
			return p
		}
		next := p.Sub[0]
		for _, sub := range p.Sub {
			if r.content(sub) == simpleContent {
				next = sub
				break
			}
		}
		p = next
	}
}
