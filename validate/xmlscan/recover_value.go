package xmlscan

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/diag"
)

// recoverValue reads an attribute whose value has something wrong in it, or
// lacks its closing quote.
func (s *Scanner) recoverValue(i int) (next int, cut bool) {
	j := nameEnd(s.buf, i)
	k, _ := s.valueStart(j)
	quote := s.buf[k]
	if quote != '"' && quote != '\'' { // the document ends behind the name
		s.fault = nil
		return s.endOfName(i, j), false
	}
	for p := k + 1; ; {
		s.fault = nil
		end, _ := s.lexValue(p, quote)
		at := s.stopOf(p, quote)
		switch {
		case end > 0:
			s.tag.value = 0
			s.addAttr(i, j, k+1, end, end+1).Incomplete = p > k+1
			return end + 1, false
		case at < s.end && s.buf[at] != '<':
			s.addFault()
			p = s.badRun(at)
		case at < s.end && s.closesLater(at, quote, at == k+1):
			s.tag.value, s.fault = at, nil
			s.lessInValue(at)
			s.addFault()
			p = at + 1
		default:
			s.fault = nil
			return s.cutAttr(i, at), true
		}
	}
}

// endOfName reads an attribute that the document ends in.
func (s *Scanner) endOfName(i, j int) int {
	_, next := s.valueStart(j)
	s.missingValue(i, next)
	s.addAttr(i, j, next, next, next).Incomplete = true
	return next
}

// stopOf is where the reading of a value stops that begins at buf[i].
func (s *Scanner) stopOf(i int, quote byte) int {
	for {
		for class[s.buf[i]]&classValue == 0 {
			i++
		}
		switch c := s.buf[i]; {
		case c == '<' || c == quote:
			return i
		case c >= 0x80:
			n := multibyte(s.buf, i)
			if n == i {
				return i
			}
			i = n
		case c < ' ' && !isSpace(c):
			return i
		default:
			i++
		}
	}
}

// closesLater reports whether a value goes on behind the "<" at buf[i], perhaps
// its first character: its closing quote is on the same line, and nothing
// before it looks like a tag that is not part of the value.
func (s *Scanner) closesLater(i int, quote byte, first bool) bool {
	line := s.line(i + 1)
	n := bytes.IndexByte(line, quote)
	if n < 0 {
		return false
	}
	rest := bytes.TrimRight(line[:n], spaces)
	if len(rest) > 0 && (rest[0] == '/' || nameEnd(s.buf, i+1) > i+1) {
		return (first || bytes.IndexByte(rest, '>') < 0) && rest[len(rest)-1] != '='
	}
	return true
}

// swallowed is where a value ends that has taken the next attribute for a part
// of itself, as its closing quote is missing: b="x c="y". The value that was
// read ends before buf[next]. It is 0 if that is not the case.
func (s *Scanner) swallowed(next int) int {
	a := &s.attrs[len(s.attrs)-1]
	if nameEnd(s.buf, next) == next && !in(s.buf[next], `/."'`) && (s.buf[next] < '0' || s.buf[next] > '9') {
		return 0
	}
	text := bytes.TrimRight(s.buf[a.value:next-1], spaces)
	if len(text) == 0 || text[len(text)-1] != '=' {
		return 0
	}
	text = bytes.TrimRight(text[:len(text)-1], spaces)
	n := bytes.LastIndexAny(text, spaces)
	if n < 0 || nameEnd(s.buf, a.value+n+1) != a.value+len(text) {
		return 0
	}
	s.attrs = s.attrs[:len(s.attrs)-1]
	s.qnames[a.qname].seen = 0
	return a.value + n + 1
}

// cutAttr reads an attribute whose value lacks its closing quote and ends
// before buf[limit]: with its line, before ">", or before what looks like
// another attribute. It gives the index behind the value.
func (s *Scanner) cutAttr(i, limit int) int {
	j := nameEnd(s.buf, i)
	k, _ := s.valueStart(j)
	v := k + 1
	text := s.buf[v:limit]
	if n := bytes.IndexAny(text, "\r\n>"); n >= 0 {
		text = text[:n]
		if s.buf[v+n] == '>' && !bytes.Contains(s.line(v+n), []byte("</"+s.tagName())) {
			text = bytes.TrimSuffix(text, []byte("/")) // the tag is empty
		}
	}
	if n := nextAttr(text); n >= 0 {
		text = text[:n]
	}
	text = bytes.TrimRight(text, spaces)
	end := v + len(text)
	next := end
	if n := len(text); n > 0 && in(text[n-1], `"'`) { // the wrong quote
		end--
	}
	name := diag.Quote(string(s.buf[i:j]))
	s.tag.value = 0
	s.fail(diag.UnclosedValue, k, next, "value of attribute %s is not closed; expected a closing %c", name, s.buf[k])
	s.fix(end, next, string(s.buf[k]), "close the value")
	s.addFault()
	a := s.addAttr(i, j, v, end, next)
	a.Incomplete = true
	return next
}

// tagName is the name of the tag being read.
func (s *Scanner) tagName() string { return string(s.buf[s.tag.nameAt:s.tag.nameEnd]) }

// nextAttr is where in a value something begins that looks like an attribute:
// white space, a name, "=" and a quote; -1 if there is none.
func nextAttr(text []byte) int {
	for from := 0; ; {
		n := bytes.IndexByte(text[from:], '=')
		if n < 0 {
			return -1
		}
		eq := from + n
		from = eq + 1
		after := bytes.TrimLeft(text[eq+1:], spaces)
		if len(after) == 0 || after[0] != '"' && after[0] != '\'' {
			continue
		}
		before := bytes.TrimRight(text[:eq], spaces)
		i := bytes.LastIndexAny(before, spaces)
		if i >= 0 && i+1 < len(before) && class[before[i+1]]&classStart != 0 {
			return i
		}
	}
}
