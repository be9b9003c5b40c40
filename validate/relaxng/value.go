package relaxng

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// typeName identifies a datatype without params, as value patterns use them.
type typeName struct{ library, name string }

func (d *dataType) typeName() typeName { return typeName{d.src.Library, d.src.Type} }

func (x *index) addValue(d *dataType) {
	name := d.typeName()
	if x.values[name] == nil {
		x.values[name] = map[any]bool{}
	}
	x.values[name][d.value()] = true
}

// isSpace is the whitespace of XML.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func isWhitespace(s string) bool {
	for i := range len(s) {
		if !isSpace(s[i]) {
			return false
		}
	}
	return true
}

// valueMatch reports whether p takes a string as the whole content of an
// element without children or as an attribute's value (valueMatch in Clark's
// paper; RELAX NG §6.2.7).
func (a *automaton) valueMatch(p *pattern, s string, ctx Context) bool {
	return p.nullable && isWhitespace(s) || a.textMatch(p, s, ctx)
}

// textMatch reports whether the derivative of p by a text is nullable. The
// restriction on string sequences (§7.2) keeps this simple: a datatype never
// shares a group with anything but empty.
func (a *automaton) textMatch(p *pattern, s string, ctx Context) bool {
	if p.has&(hasText|hasString) == 0 {
		return false
	}
	switch p.op {
	case opText:
		return true
	case opData, opValue:
		return p.data.match(s, ctx)
	case opList:
		return a.listMatch(p.head, s, ctx)
	case opOneOrMore:
		return a.textMatch(p.head, s, ctx)
	case opGroup:
		for ; p.op == opGroup; p = p.tail {
			if p.tail.nullable && a.textMatch(p.head, s, ctx) {
				return true
			}
			if !p.head.nullable {
				return false
			}
		}
		return a.textMatch(p, s, ctx)
	case opChoice:
		return a.choiceMatch(p, s, ctx)
	case opInterleave:
		return a.interleaveMatch(p, s, ctx)
	}
	return false
}

func (a *automaton) interleaveMatch(p *pattern, s string, ctx Context) bool {
	var needs *pattern // the one part that is not nullable
	for _, q := range p.subs {
		if !q.nullable {
			if needs != nil {
				return false
			}
			needs = q
		}
	}
	if needs != nil {
		return a.textMatch(needs, s, ctx)
	}
	for _, q := range p.subs {
		if a.textMatch(q, s, ctx) {
			return true
		}
	}
	return false
}

func (a *automaton) choiceMatch(p *pattern, s string, ctx Context) bool {
	for _, q := range p.subs { // the usual case first
		if q.op == opValue && q.data.lexical == s && !q.data.typ.UsesContext() {
			return true
		}
	}
	indexed := len(p.subs) >= indexFrom
	if indexed && a.indexMatch(p, s, ctx) {
		return true
	}
	for _, q := range p.subs {
		if indexed && q.op == opValue {
			continue
		}
		if a.textMatch(q, s, ctx) {
			return true
		}
	}
	return false
}

// indexMatch looks the string up among the values of a large choice.
func (a *automaton) indexMatch(p *pattern, s string, ctx Context) bool {
	a.mu.Lock()
	values := a.indexOf(p).values
	a.mu.Unlock()
	for name, set := range values {
		for _, q := range p.subs {
			if q.op == opValue && q.data.typeName() == name {
				v, ok := q.data.typ.Value(s, ctx)
				if ok && set[v] {
					return true
				}
				break
			}
		}
	}
	return false
}

func (d *dataType) match(s string, ctx Context) bool {
	if d.isValue {
		if s == d.lexical && !d.typ.UsesContext() { // the usual case
			return true
		}
		v, ok := d.typ.Value(s, ctx)
		return ok && v == d.value()
	}
	return d.typ.Check(s, ctx) == nil && (d.except == nil || !exceptMatch(d.except, s, ctx))
}

// exceptMatch judges the except of a data pattern, which holds only data,
// value and choice (§7.1.4).
func exceptMatch(p *syntax.Pattern, s string, ctx Context) bool {
	switch p.Op {
	case syntax.OpChoice:
		for _, q := range p.Sub {
			if exceptMatch(q, s, ctx) {
				return true
			}
		}
	case syntax.OpValue:
		want, _ := p.Datatype.Value(p.Value, valueContext(p))
		v, ok := p.Datatype.Value(s, ctx)
		return ok && v == want
	case syntax.OpData:
		return p.Datatype.Check(s, ctx) == nil && (p.Except == nil || !exceptMatch(p.Except, s, ctx))
	}
	return false
}

// listMatch matches the tokens of a string one by one (§6.2.9). A token is
// tried on each datatype that may come next; the state is a pattern, so it
// does not grow with the ambiguity.
func (a *automaton) listMatch(p *pattern, s string, ctx Context) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	for token := range strings.FieldsFuncSeq(s, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) }) {
		var next []*pattern
		for _, l := range a.first(p) {
			if l.data != nil && l.data.match(token, ctx) {
				next = append(next, a.derivative(p, l))
			}
		}
		if p = a.choice(next...); p == a.notAllowed {
			return false
		}
	}
	return p.nullable
}
