package xmlscan

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
)

// recoverAttr goes on after a fault in the attribute that begins at buf[i]. It
// gives the index behind it, and whether its value lacks the closing quote.
func (s *Scanner) recoverAttr(i int) (next int, cut bool) {
	if s.fault == nil { // the document ends within
		s.tag.value = 0
		return s.recoverValue(i)
	}
	switch code := s.fault.Code; {
	case isLimit(code):
		return i, false
	case code == diag.UnquotedValue:
		return s.unquoted(i), false
	case code == diag.MissingValue:
		if j := nameEnd(s.buf, i); s.quoteBehind(j) > 0 {
			s.fault = nil
			s.fail(diag.MissingValue, i, j, `"=" is missing between attribute %s and its value`, diag.Quote(string(s.buf[i:j])))
			s.fix(j, s.quoteBehind(j), "=", `insert "="`)
			s.sure()
			s.addFault()
			return s.recoverValue(i)
		}
		return s.valueless(i), false
	case code == diag.DuplicateAttribute:
		return s.duplicated(i), false
	case s.tag.value > 0:
		return s.recoverValue(i)
	}
	s.addFault()
	return s.strangeAttr(i), false
}

// addAttr adds an attribute whose value is not as it should be. Its parts are
// buf[i:j], the name, and buf[v:end]; the whole ends at next.
func (s *Scanner) addAttr(i, j, v, end, next int) *Attr {
	name := s.qnameAt(s.buf, i, j)
	if len(s.attrs) >= s.limits.Attributes {
		s.fail(diag.AttributeLimit, i, j, "too many attributes in one tag; the limit of %d is reached", s.limits.Attributes)
	}
	if s.fault != nil {
		return &Attr{}
	}
	a := Attr{
		QName: s.qnames[name].name, Value: slices.Clip(s.buf[v:end]), Specified: true, qname: name, value: v,
		Range: s.span(i, next), NameRange: s.span(i, j), ValueRange: s.span(v, end),
		special: bytes.ContainsAny(s.buf[v:end], "&\t\r\n"),
	}
	q := &s.qnames[name]
	twice := q.seen == s.tag.number
	q.seen = s.tag.number
	s.tag.special = s.tag.special || a.special
	switch {
	case twice:
	case q.form == plainName:
		a.Name = s.id(noURI, q.local)
	case q.form == prefixedName || q.form == badQName:
		s.tag.prefixed++
	default:
		s.tag.special = true
	}
	if twice && (q.form == prefixedName || q.form == badQName) {
		a.qname = 0 // do not resolve it
	}
	s.attrs = append(s.attrs, a)
	return &s.attrs[len(s.attrs)-1]
}

// quoteBehind is where a quote stands behind a name and white space, with
// nothing else on the way, or 0.
func (s *Scanner) quoteBehind(nameEnd int) int {
	k := nameEnd
	for isSpace(s.buf[k]) {
		k++
	}
	if s.buf[k] == '"' || s.buf[k] == '\'' {
		return k
	}
	return 0
}

// valueStart is the index behind the "=" and white space that follow a name,
// and where the "=" ends. Without "=" it is the index of the quote that follows
// or else where the name ends, twice.
func (s *Scanner) valueStart(nameEnd int) (v, equals int) {
	k := nameEnd
	for isSpace(s.buf[k]) {
		k++
	}
	if s.buf[k] != '=' {
		k = cmp.Or(s.quoteBehind(nameEnd), nameEnd)
		return k, k
	}
	k++
	equals = k
	for isSpace(s.buf[k]) {
		k++
	}
	return k, equals
}

// unquoted reads an attribute whose value has no opening quote. If that has a
// "=" the value is missing, and the next attribute begins there.
func (s *Scanner) unquoted(i int) int {
	j := nameEnd(s.buf, i)
	k, equals := s.valueStart(j)
	end := s.unquotedEnd(k)
	if n := nameEnd(s.buf, k); k > equals && n > k && n < end && s.buf[n] == '=' {
		s.fault = nil
		s.missingValue(i, equals)
		a := s.addAttr(i, j, equals, equals, equals)
		a.Incomplete = true
		return equals
	}
	next := end
	if c := s.buf[end]; c == '"' || c == '\'' { // only the closing quote is there
		next++
		if d := s.fault; len(d.Fixes) > 0 {
			d.Fixes[0].Edits[0].Range = s.span(k, next)
		}
	}
	s.addFault()
	s.addAttr(i, j, k, end, next)
	return next
}

func (s *Scanner) missingValue(i, k int) {
	name := diag.Quote(string(s.buf[i:nameEnd(s.buf, i)]))
	s.fail(diag.MissingValue, i, k, `attribute %s has no value; expected a value in quotes behind the "="`, name)
	s.addFault()
}

// valueless reads an attribute without a value.
func (s *Scanner) valueless(i int) int {
	s.addFault()
	j := nameEnd(s.buf, i)
	_, next := s.valueStart(j)
	a := s.addAttr(i, j, next, next, next)
	a.Incomplete = true
	return next
}

// duplicated reads an attribute that the tag has already.
func (s *Scanner) duplicated(i int) int {
	j := nameEnd(s.buf, i)
	k, _ := s.valueStart(j)
	duplicate := s.take()
	end, _ := s.lexValue(k+1, s.buf[k])
	s.fault, s.told = duplicate, duplicate
	from := i
	for isSpace(s.buf[from-1]) {
		from--
	}
	s.fix(from, end+1, "", "remove the second one")
	s.addFault()
	s.tag.value = 0
	s.addAttr(i, j, k+1, end, end+1)
	return end + 1
}

// strangeAttr passes over an attribute whose name is none, with its value.
func (s *Scanner) strangeAttr(i int) int {
	for i++; i < s.end && !isSpace(s.buf[i]) && !in(s.buf[i], `<>="'`) && !hasPrefix(s.buf[i:], "/>"); i++ {
	}
	if s.buf[i] == '=' {
		i++
	}
	if q := s.buf[i]; q == '"' || q == '\'' {
		if n := bytes.IndexByte(s.line(i+1), q); n >= 0 {
			return i + 1 + n + 1
		}
		return i + 1
	}
	return i
}

// longLine is how much of a line is looked at to find out what was meant.
const longLine = 4096

// line is the text from buf[i] to the end of its line, or a part of it.
func (s *Scanner) line(i int) []byte {
	text := s.buf[i:min(s.end, i+longLine)]
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		return text[:n]
	}
	return text
}
