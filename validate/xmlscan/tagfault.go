package xmlscan

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/diag"
)

// Faults of start tags. Those that return an index return faulty, or needMore
// where the window ends before the fault is certain.

// strayLess is the fault of a "<" that begins no tag.
func (s *Scanner) strayLess() {
	i := s.pos
	if s.buf[i+1] >= 0x80 && multibyte(s.buf, i+1) == i+1 {
		s.badCharacter(i + 1)
		return
	}
	s.fail(diag.StrayLessThan, i, i+1, `"<" begins no tag; write "&lt;" for the character`)
	s.fix(i, i+1, "&lt;", `write "&lt;"`)
}

// badTag is the fault at buf[i], where an attribute or the end of the tag
// must stand.
func (s *Scanner) badTag(i int) int {
	name := diag.Quote(s.qnames[s.tag.name].name)
	switch {
	case s.buf[i] == '<':
		s.fail(diag.UnclosedTag, s.pos, s.tag.nameEnd, `start tag %s is not closed; expected ">" before the next "<"`, name)
	case s.buf[i] == '/':
		s.fail(diag.MalformedTag, i, i+1, `"/" must stand right before ">" in a tag; expected "/>"`)
	case i == s.tag.nameEnd:
		s.badNameCharacter(i)
	case nameEnd(s.buf, i) > i:
		s.fail(diag.MissingSpace, i, i, "attributes must be apart; expected a space")
		s.fix(i, i, " ", "insert a space")
		s.sure()
	default:
		s.badAttrName(i)
	}
	return faulty
}

// badNameCharacter is the fault of a character that no name may have, right
// behind a name.
func (s *Scanner) badNameCharacter(i int) {
	if s.buf[i] < ' ' || s.buf[i] >= 0x80 && multibyte(s.buf, i) == i {
		s.badCharacter(i)
		return
	}
	c, n := describe(s.buf, i)
	s.fail(diag.MalformedName, i, i+n, `%s may not stand in a name; expected a space, "/>" or ">" here`, c)
}

// badAttrName is the fault of an attribute that begins with no name.
func (s *Scanner) badAttrName(i int) {
	if s.fault != nil {
		return
	}
	if s.buf[i] < ' ' || s.buf[i] >= 0x80 && multibyte(s.buf, i) == i {
		s.badCharacter(i)
		return
	}
	c, n := describe(s.buf, i)
	s.fail(diag.MalformedTag, i, i+n, `%s begins no attribute; expected a name, "/>" or ">"`, c)
}

func (s *Scanner) noValue(i, j, k int) int {
	if s.cut(k) {
		return needMore
	}
	name := string(s.buf[i:j])
	if k == j && s.buf[k] != '>' && s.buf[k] != '/' && s.buf[k] != '"' && s.buf[k] != '\'' && s.buf[k] != '<' {
		s.badNameCharacter(k)
		return faulty
	}
	s.fail(diag.MissingValue, i, j, "attribute %s has no value; expected %s", diag.Quote(name), name+`="…"`)
	return faulty
}

func (s *Scanner) noQuote(i, j, k int) int {
	if s.cut(k) {
		return needMore
	}
	end := s.unquotedEnd(k)
	if !s.last() && (end == s.end || s.buf[end] == '/' && s.cut(end+1)) {
		return needMore
	}
	name := diag.Quote(string(s.buf[i:j]))
	if end == k {
		s.fail(diag.MissingValue, i, k, `attribute %s has no value; expected a value in quotes behind the "="`, name)
		return faulty
	}
	value := string(s.buf[k:end])
	s.fail(diag.UnquotedValue, k, end, "value of attribute %s must stand in quotes; expected %s", name, `"`+value+`"`)
	s.fix(k, end, `"`+value+`"`, "put the value in quotes")
	s.sure()
	return faulty
}

// unquotedEnd is the end of a value without quotes that begins at buf[i].
func (s *Scanner) unquotedEnd(i int) int {
	for c := s.buf[i]; !isSpace(c) && !in(c, "<>\"'") && i < s.end; c = s.buf[i] {
		if c == '/' && (s.buf[i+1] == '>' || s.cut(i+1)) {
			break
		}
		i++
	}
	return i
}

// lessInValue is the fault of a "<" in an attribute value. If the value has a
// ">" it is more likely that its closing quote is missing.
func (s *Scanner) lessInValue(i int) int {
	v := s.tag.value
	if n := bytes.IndexByte(s.buf[v:i], '>'); n >= 0 {
		s.fail(diag.UnclosedValue, v-1, v+n, "value of attribute %s is not closed; expected a closing %c before \">\"", s.valueOf(), s.buf[v-1])
		return faulty
	}
	s.fail(diag.LessThanInValue, i, i+1, `"<" may not stand in an attribute value; write "&lt;"`)
	s.fix(i, i+1, "&lt;", `write "&lt;"`)
	s.sure()
	return faulty
}

// valueOf is the name of the attribute whose value is being read.
func (s *Scanner) valueOf() string { return diag.Quote(s.qnames[s.tag.attr].name) }

// duplicate is the fault of an attribute given twice.
func (s *Scanner) duplicate(name uint32, i, j int) int {
	s.fail(diag.DuplicateAttribute, i, j, "attribute %s is given twice in the same tag; expected each name once", diag.Quote(s.qnames[name].name))
	for k := range s.attrs {
		if s.attrs[k].qname == name {
			s.relate(s.attrs[k].NameRange, "the first one")
			break
		}
	}
	return faulty
}

// cutTag is the fault of a document, or an entity, that ends within a tag.
func (s *Scanner) cutTag() Kind {
	if s.fault != nil {
		return EOF
	}
	if v := s.tag.value; v > 0 {
		return s.fail(diag.UnclosedValue, v-1, v, "value of attribute %s is not closed; expected a closing %c", s.valueOf(), s.buf[v-1])
	}
	end := max(nameEnd(s.buf, s.pos+1), s.pos+1)
	return s.fail(diag.UnclosedTag, s.pos, end, `start tag is not closed; expected ">"`)
}
