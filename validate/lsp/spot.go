package lsp

import (
	"bytes"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A spot is where a cursor stands in the text of a document, which may be half
// typed: what is read is only the markup around the cursor.
type spot struct {
	kind   spotKind
	offset int64
	start  int64        // where the markup begins, or the word in text
	name   source.Range // of the tag
	attrs  []written    // of the tag, the one at the cursor aside
	attr   source.Range // the name of the attribute at the cursor
	value  source.Range // its value, without quotes
	quote  byte         // that opens the value, or 0
	equals bool         // a "=" follows the name of the attribute
	closed bool         // the tag has its ">"
}

type spotKind uint8

const (
	inContent  spotKind = iota // between tags, or at the top
	inTagName                  // in the name of a start tag, or where it should be
	inTag                      // in a start tag, where an attribute may begin
	inAttrName                 // in the name of an attribute
	inValue                    // in the value of an attribute, or where it should be
	inEndTag                   // in an end tag
	inOther                    // in a comment, a section, an instruction or a declaration
)

// written is an attribute as it stands in a tag.
type written struct {
	name, value source.Range
}

// spotAt finds out where a cursor stands.
func spotAt(text []byte, offset int64) *spot {
	l := spotLexer{text: text, spot: spot{offset: offset}}
	at := 0
	for !l.found {
		n := bytes.IndexByte(text[at:], '<')
		if n < 0 || int64(at+n) >= offset {
			break
		}
		at = l.markup(at + n)
	}
	if !l.found {
		l.content(int64(at))
	}
	return &l.spot
}

// A spotLexer reads markup up to a cursor.
type spotLexer struct {
	text  []byte
	spot  spot
	found bool
}

// content is a cursor between tags.
func (l *spotLexer) content(from int64) {
	s := &l.spot
	s.kind, s.start = inContent, s.offset
	for s.start > from && isNameByte(l.text[s.start-1]) {
		s.start--
	}
}

// markup reads what begins at a "<", and returns where it ends.
func (l *spotLexer) markup(i int) int {
	rest := l.text[i:]
	for _, m := range [...]struct{ open, close string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}} {
		if bytes.HasPrefix(rest, []byte(m.open)) {
			return l.section(i, len(m.open), m.close)
		}
	}
	if bytes.HasPrefix(rest, []byte("</")) {
		return l.endTag(i)
	}
	return l.startTag(i)
}

func (l *spotLexer) section(i, opened int, closing string) int {
	end := len(l.text)
	closed := false
	if n := bytes.Index(l.text[i+opened:], []byte(closing)); n >= 0 {
		end, closed = i+opened+n+len(closing), true
	}
	if l.spot.offset < int64(end) || !closed && l.spot.offset == int64(end) {
		l.hit(inOther, i)
	}
	return end
}

// hit notes that the cursor is in markup of a kind that begins at an index.
func (l *spotLexer) hit(kind spotKind, start int) {
	if !l.found {
		l.found, l.spot.kind, l.spot.start = true, kind, int64(start)
	}
}

// endTag reads an end tag, which ends with its name if it has no ">".
func (l *spotLexer) endTag(i int) int {
	j := l.word(i + len("</"))
	l.spot.name, l.spot.closed = span(i+len("</"), j), false
	k := l.blanks(j)
	if k < len(l.text) && l.text[k] == '>' {
		l.spot.closed = true
		j = k + 1
	}
	if l.spot.offset < int64(j) || !l.spot.closed && l.spot.offset == int64(j) {
		l.hit(inEndTag, i)
	}
	return j
}

// startTag reads a start tag. It ends with ">" or before the next "<".
func (l *spotLexer) startTag(i int) int {
	s := &l.spot
	s.attrs, s.closed = nil, false
	j := l.word(i + 1)
	s.name = span(i+1, j)
	if int64(i) < s.offset && s.offset <= int64(j) {
		l.hit(inTagName, i)
	}
	for {
		before := j
		j = l.blanks(j)
		if int64(before) <= s.offset && s.offset <= int64(j) {
			l.hit(inTag, i)
		}
		switch {
		case j == len(l.text) || l.text[j] == '<':
			return j
		case l.text[j] == '>':
			s.closed = true
			return j + 1
		case l.text[j] == '/' && j+1 < len(l.text) && l.text[j+1] == '>':
			s.closed = true
			if s.offset == int64(j)+1 {
				l.hit(inOther, i)
			}
			return j + 2
		case !isNameByte(l.text[j]):
			j++
		default:
			j = l.attribute(i, j)
		}
	}
}

// attribute reads an attribute of the tag at tag.
func (l *spotLexer) attribute(tag, i int) int {
	s := &l.spot
	j := l.word(i)
	a := written{name: span(i, j)}
	k := l.blanks(j)
	equals := k < len(l.text) && l.text[k] == '='
	if int64(i) < s.offset && s.offset <= int64(j) && !l.found {
		l.hit(inAttrName, tag)
		s.attr, s.equals = a.name, equals
	}
	here := l.found && s.attr == a.name
	if !equals {
		if !here {
			s.attrs = append(s.attrs, a)
		}
		return j
	}
	v := l.blanks(k + 1)
	if line := bytes.IndexByte(l.text[k+1:v], '\n'); line >= 0 && s.offset <= int64(k+1+line) {
		v = int(max(s.offset, int64(k+1))) // what stands in another line is not the value that is being typed
	}
	end, next, quote := l.value(v)
	from := k + 1
	if quote != 0 {
		from = v + 1
	}
	end = max(end, from)
	a.value = span(from, end)
	if int64(from) <= s.offset && s.offset <= int64(end) && !l.found {
		l.hit(inValue, tag)
		s.attr, s.value, s.quote, here = a.name, span(v, max(end, v)), quote, true
		if quote != 0 {
			s.value.Start++
		}
	}
	if !here {
		s.attrs = append(s.attrs, a)
	}
	return max(next, k+1)
}

// value reads a value that begins at an index: where its text ends, and it
// itself. A value ends before a "<", and without quotes with the word.
func (l *spotLexer) value(v int) (end, next int, quote byte) {
	if v < len(l.text) && (l.text[v] == '"' || l.text[v] == '\'') {
		quote = l.text[v]
		for end = v + 1; end < len(l.text) && l.text[end] != '<'; end++ {
			if l.text[end] == quote {
				if n := l.swallowed(v+1, end); n >= 0 {
					return n, n, quote
				}
				return end, end + 1, quote
			}
		}
		return l.openValue(v + 1), l.openValue(v + 1), quote
	}
	for end = v; end < len(l.text) && !bytes.ContainsRune([]byte(" \t\r\n<>/\"'"), rune(l.text[end])); end++ {
	}
	return end, end, 0
}

// swallowed is where a value ends that has taken the name of the next attribute
// for a part of itself, as its closing quote is missing; -1 if it has not.
func (l *spotLexer) swallowed(start, end int) int {
	text := l.text[start:end]
	if end+1 == len(l.text) || !isNameByte(l.text[end+1]) && l.text[end+1] != l.text[end] || !bytes.HasSuffix(text, []byte("=")) {
		return -1
	}
	n := bytes.LastIndexAny(text, " \t\r\n")
	if n < 0 || n+1 == len(text)-1 || l.word(start+n+1) != end-1 {
		return -1
	}
	return start + len(bytes.TrimRight(text[:n], " \t\r\n"))
}

// openValue is where a value without a closing quote ends: with its line, or
// before the end of the tag there.
func (l *spotLexer) openValue(i int) int {
	for i < len(l.text) && !bytes.ContainsRune([]byte("\r\n<>"), rune(l.text[i])) {
		i++
	}
	if i < len(l.text) && l.text[i] == '>' && l.text[i-1] == '/' {
		i--
	}
	return i
}

func (l *spotLexer) word(i int) int {
	for i < len(l.text) && isNameByte(l.text[i]) {
		i++
	}
	return i
}

func (l *spotLexer) blanks(i int) int {
	for i < len(l.text) && isBlank(l.text[i]) {
		i++
	}
	return i
}

func span(i, j int) source.Range { return source.Range{Start: int64(i), End: int64(j)} }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isNameByte reports whether a byte can be part of a name (XML 1.0 §2.3); all
// beyond ASCII are taken to be.
func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == ':' || c == '_' || c == '-' || c == '.' || c >= 0x80
}

// attributes are those of the tag at the spot as a matcher takes them, with
// the names that the schema knows.
func (s *spot) attributes(text []byte, lookup func(qname string) xmlscan.ID) []xmlscan.Attr {
	var attrs []xmlscan.Attr
	for _, a := range s.attrs {
		if id := lookup(string(text[a.name.Start:a.name.End])); id != 0 {
			attrs = append(attrs, xmlscan.Attr{
				Name: id, Value: text[a.value.Start:a.value.End], Range: a.name.Cover(a.value),
				NameRange: a.name, ValueRange: a.value, Specified: true,
			})
		}
	}
	return attrs
}
