package xmlscan

import (
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// An Attr is an attribute of a start tag.
type Attr struct {
	Name       ID     // 0 while recovering, if it means nothing or another attribute of the tag has it
	QName      string // as written
	Value      []byte // normalised, with references replaced (XML 1.0 §3.3.3)
	Range      source.Range
	NameRange  source.Range
	ValueRange source.Range // without the quotes
	Specified  bool         // false: a default of the document type declaration; it has the ranges of the element's name

	// Incomplete says that the value lacks the text of an entity that is
	// declared where the scanner does not read.
	Incomplete bool

	qname   uint32
	special bool // the value must be normalised
	value   int  // where the value begins in the window
}

// lexAttr reads an attribute.
func (s *Scanner) lexAttr(i int) int {
	buf := s.buf
	name, j := s.lexName(i)
	if j <= 0 {
		if j == faulty {
			s.badAttrName(i)
		}
		return j
	}
	k := j
	for isSpace(buf[k]) {
		k++
	}
	if buf[k] != '=' {
		return s.noValue(i, j, k)
	}
	for k++; isSpace(buf[k]); k++ {
	}
	if buf[k] != '"' && buf[k] != '\'' {
		return s.noQuote(i, j, k)
	}
	v := k + 1
	s.tag.attr = name
	end, special := s.lexValue(v, buf[k])
	if end <= 0 {
		return end
	}
	q := &s.qnames[name]
	if q.seen == s.tag.number {
		return s.duplicate(name, i, j)
	}
	q.seen = s.tag.number
	if s.tag.attrs++; s.tag.attrs > s.limits.Attributes {
		s.fail(diag.AttributeLimit, i, j, "too many attributes in one tag; the limit of %d is reached", s.limits.Attributes)
		return faulty
	}
	switch {
	case q.form == prefixedName || q.form == badQName:
		s.tag.prefixed++
	case q.form != plainName:
		s.tag.special = true
	case q.attr == 0:
		q.attr = s.id(noURI, q.local)
	}
	if s.bare && q.form == plainName && !special {
		return end + 1
	}
	s.tag.special = s.tag.special || special
	if len(s.attrs) == cap(s.attrs) {
		s.attrs = slices.Grow(s.attrs, 1)
	}
	s.attrs = s.attrs[:len(s.attrs)+1]
	a := &s.attrs[len(s.attrs)-1] // filled in place, as it is large
	a.Name, a.QName, a.Value = q.attr, q.name, buf[v:end:end]
	a.Range, a.NameRange, a.ValueRange = s.span(i, end+1), s.span(i, j), s.span(v, end)
	a.Specified, a.Incomplete = true, false
	a.qname, a.special, a.value = name, special, v
	return end + 1
}

// lexValue reads an attribute value up to the quote. It reports whether the
// value must be normalised.
func (s *Scanner) lexValue(i int, quote byte) (end int, special bool) {
	buf := s.buf
	s.tag.value = i
	for {
		for class[buf[i]]&classValue == 0 {
			i++
		}
		switch c := buf[i]; {
		case c == quote:
			s.tag.value = 0
			return i, special
		case c == '"' || c == '\'':
			i++
		case c == '&' || isSpace(c):
			special = true
			i++
		case c == '<':
			return s.lessInValue(i), false
		default:
			n := i
			if c >= 0x80 {
				n = multibyte(buf, i)
			}
			if n == i {
				if s.cut(i) {
					return needMore, false
				}
				s.badCharacter(i)
				return faulty, false
			}
			i = n
		}
	}
}

// finishAttrs makes of the attributes of a start tag, as they are written,
// what they mean: values are normalised, defaults added, and namespace
// declarations taken out.
func (s *Scanner) finishAttrs() {
	s.values = s.values[:0]
	list := s.lists[s.tag.name]
	for i := range s.attrs {
		a := &s.attrs[i]
		if a.special {
			value, incomplete := s.normalise(s.buf, a.value, a.value+len(a.Value))
			a.Value, a.Incomplete = value, a.Incomplete || incomplete
			if s.fault != nil {
				return
			}
		}
		if list != nil && list.tokens[a.qname] {
			a.Value = collapse(a.Value)
		}
	}
	if list != nil && !s.addDefaults(list) {
		return
	}
	s.declare()
}

// addDefaults adds the attributes that the tag leaves out and the document
// type declaration has defaults for (XML 1.0 §3.3.2).
func (s *Scanner) addDefaults(list *attlist) bool {
	for i := range list.defaults {
		d := &list.defaults[i]
		q := &s.qnames[d.qname]
		if q.seen == s.tag.number {
			continue
		}
		if !s.spend(len(d.value), s.nameRng) {
			return false
		}
		if len(s.attrs) >= s.limits.Attributes {
			s.failAt(diag.AttributeLimit, s.nameRng, "too many attributes in one tag, defaults included; the limit of %d is reached", s.limits.Attributes)
			return false
		}
		q.seen = s.tag.number
		a := Attr{
			QName: q.name, Value: d.value, Incomplete: d.incomplete, qname: d.qname,
			Range: s.nameRng, NameRange: s.nameRng, ValueRange: s.nameRng,
		}
		if q.form == plainName {
			a.Name = s.id(noURI, q.local)
		} else if q.form != defaultDecl && q.form != prefixDecl {
			s.tag.prefixed++
		}
		s.attrs = append(s.attrs, a)
	}
	return true
}

// resolveAttrs finds the names of attributes with a prefix. Two of them may
// be the same under different prefixes (Namespaces in XML 1.0 §6.3).
func (s *Scanner) resolveAttrs() {
	for i := range s.attrs {
		a := &s.attrs[i]
		if q := &s.qnames[a.qname]; q.form == plainName {
			continue
		}
		if a.Name = s.resolve(a.qname, a.NameRange, a.Specified); s.fault != nil {
			return
		}
		if s.tag.prefixed < 2 || a.Name == 0 {
			continue
		}
		if other := s.firstWith(a.Name, i); other != nil {
			n := s.NameOf(a.Name)
			s.failAt(diag.DuplicateAttribute, a.NameRange, "attributes %s and %s are the same: both are %s of namespace %s",
				diag.Quote(other.QName), diag.Quote(a.QName), diag.Quote(n.Local), diag.Quote(n.Space))
			s.relate(other.NameRange, "the first one")
			if a.Name = 0; s.fault != nil {
				return
			}
		}
	}
}

// firstWith is the attribute with a prefix that had the name before in this
// tag, the i-th being the one asked for.
func (s *Scanner) firstWith(name ID, i int) *Attr {
	if n := int(name); n >= len(s.seen) {
		s.seen = append(s.seen, make([]mark, n+1-len(s.seen)+n/2)...)
	}
	m := &s.seen[name]
	if m.tag == s.tag.number {
		return &s.attrs[m.attr]
	}
	*m = mark{s.tag.number, i}
	return nil
}

// A mark says which attribute of which start tag last had an expanded name.
type mark struct {
	tag  uint64
	attr int
}
