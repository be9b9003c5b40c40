package libxml2

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A message is what libxml2 says, in its own terms. Its fields are exported
// for the way from one process to another.
type message struct {
	Domain, Code int
	Text         string
	File         string // of a schema
	Line, Column int
	Fatal        bool

	// The element that it is about, if it is known: its number in the order of
	// the document, from 1, its name as written, and its path.
	Ordinal   int
	Element   string
	Path      string
	Attribute string
}

// Domains of messages, as libxml2 numbers them, and one for limits of the
// project's own.
const (
	domainLimit     = -1
	domainParser    = 1
	domainNamespace = 3
	domainSchema    = 18
	domainValidity  = 19
)

// fold takes out what follows from the message before: libxml2 says of every
// element around a mistake that its content is not valid. The place that comes
// with it is good for a message that has none.
func fold(all []message) []message {
	var kept []message
	for _, m := range all {
		last := len(kept) - 1
		if m.Domain == domainValidity && m.Code == errContentValid && last >= 0 && kept[last].Domain == domainValidity {
			if kept[last].Ordinal == 0 {
				kept[last].Ordinal, kept[last].Element, kept[last].Path, kept[last].Line = m.Ordinal, m.Element, m.Path, m.Line
			}
			continue
		}
		kept = append(kept, m)
	}
	return kept
}

// diagnostics are messages about a document, with the places that they are
// about.
func diagnostics(doc *source.File, all []message, limits xmlscan.Limits) []*diag.Diagnostic {
	all = fold(all)
	tags := startTags(doc, all, limits)
	var found []*diag.Diagnostic
	for _, m := range all {
		d := diag.Errorf(m.diagCode(), m.place(doc, tags), "libxml2: %s", m.words())
		if m.Domain == domainParser && !m.Fatal || m.Domain == domainNamespace && m.Code == warNamespaceURI {
			d.Severity = diag.Warning // libxml2 takes the document to be well-formed
		}
		d.Element = m.Path
		if !slices.ContainsFunc(found, func(o *diag.Diagnostic) bool {
			return o.Code == d.Code && o.Range == d.Range && o.Message == d.Message
		}) {
			found = append(found, d)
		}
	}
	diag.Sort(found)
	return found
}

// A tag is a start tag of the document.
type tag struct {
	qname      string
	name       source.Range
	attributes map[string]source.Range // the names, by local name
	content    source.Range            // of the first text in the element, if it comes first
}

// startTags finds the start tags that messages are about, by their numbers.
func startTags(doc *source.File, all []message, limits xmlscan.Limits) map[int]*tag {
	tags := map[int]*tag{}
	last := 0
	for _, m := range all {
		if m.Ordinal > 0 {
			tags[m.Ordinal] = nil
			last = max(last, m.Ordinal)
		}
	}
	s := xmlscan.NewScanner(nil, xmlscan.Options{Limits: limits})
	s.ResetBytes(doc.Bytes())
	var open *tag
	for n := 0; n < last || open != nil; {
		kind := s.Next()
		if kind == xmlscan.EOF {
			break
		}
		if kind == xmlscan.Text && open != nil {
			open.content = s.Range()
		}
		if kind != xmlscan.Comment {
			open = nil
		}
		if kind != xmlscan.StartElement {
			continue
		}
		if n++; n > last {
			break
		}
		if _, wanted := tags[n]; wanted {
			t := &tag{qname: s.QName(), name: s.NameRange(), attributes: map[string]source.Range{}}
			for _, a := range s.Attrs() {
				t.attributes[s.NameOf(a.Name).Local] = a.NameRange
			}
			tags[n], open = t, t
		}
	}
	return tags
}

// place is the range that a message is about: the name of an element or
// attribute, or its text; else what libxml2 gives, a line or a place in it.
func (m message) place(doc *source.File, tags map[int]*tag) source.Range {
	if t := tags[m.Ordinal]; t != nil && t.qname == m.Element {
		names := quoted().FindAllStringSubmatch(m.words(), -1)
		if m.Attribute != "" {
			names = append(names, []string{"", m.Attribute})
		}
		if m.diagCode() == diag.AttributeNotAllowed {
			for _, name := range names {
				if at, ok := t.attributes[name[1]]; ok {
					return at
				}
			}
		}
		if c := m.diagCode(); (c == diag.ElementValue || c == diag.TextNotAllowed) && t.content.Len() > 0 {
			return t.content
		}
		return t.name
	}
	if m.Line <= 0 {
		return source.Range{}
	}
	if m.Column > 0 {
		return source.At(doc.Offset(m.Line, m.Column))
	}
	return trimmed(doc, doc.Line(m.Line))
}

// trimmed is a line without the white space around it.
func trimmed(doc *source.File, line source.Range) source.Range {
	text := string(doc.Slice(line))
	if int64(len(text)) != line.Len() { // not in UTF-8
		return line
	}
	line.Start += int64(len(text) - len(strings.TrimLeft(text, " \t")))
	line.End -= int64(len(text) - len(strings.TrimRight(text, " \t")))
	return source.Range{Start: line.Start, End: max(line.Start, line.End)}
}

var quoted = expression(`"([^"]*)"`)

// words is the text of the message, as messages are written here.
func (m message) words() string {
	text := strings.Join(strings.Fields(m.Text), " ")
	for _, w := range wordings {
		if match := w.text().FindStringSubmatchIndex(text); match != nil {
			return string(w.text().ExpandString(nil, w.words, text, match))
		}
	}
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return strings.TrimSuffix(text, ".")
}

// wordings put names into the quotes that libxml2 leaves out.
var wordings = []struct {
	text  func() *regexp.Regexp
	words string
}{
	{expression(`^Extra element (\S+) in interleave$`), `extra element "$1" in interleave`},
	{expression(`^Element (\S+) failed to validate content$`), `the content of element "$1" is not valid`},
	{expression(`^Element (\S+) failed to validate attributes$`), `the attributes of element "$1" are not valid`},
	{expression(`^Element (\S+) has extra content: (\S+)$`), `element "$1" has extra content: "$2"`},
	{expression(`^Did not expect element (\S+) there$`), `did not expect element "$1" there`},
	{expression(`^Did not expect text in element (\S+) content$`), `did not expect text in element "$1"`},
	{expression(`^Expecting element (\S+), got (\S+)$`), `expected element "$1", got "$2"`},
	{expression(`^Expecting an element (\S*), got nothing$`), `expected element "$1", got nothing`},
	{expression(`^Invalid attribute (\S+) for element (\S+)$`), `attribute "$1" of element "$2" is not valid`},
	{expression(`^Type (\S+) doesn't allow value '(.*)'$`), `type "$1" does not allow "$2"`},
	{expression(`^Error validating datatype (\S+)$`), `a value is not of type "$1"`},
	{expression(`^Error validating value ?(.*)$`), `a value is not valid: "$1"`},
}

// expression compiles a regular expression when it is first needed, as most runs
// need none.
func expression(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
