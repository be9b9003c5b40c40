package libvirt

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// namespaceFaults are what libxml2 only warns of: libvirt reads on.
var namespaceFaults = []diag.Code{diag.UndeclaredPrefix, diag.ReservedNamespace, diag.EmptyNamespace}

// checkText asks that libxml2 can parse the document, and foretells its words
// if it cannot.
func (r *run) checkText() *refusal {
	at := source.At(-1)
	for _, d := range r.doc.Faults {
		if namespace := slices.Contains(namespaceFaults, d.Code) || malformedColon(r.doc.File.Bytes(), d); !namespace {
			at = d.Range
			break
		}
	}
	text := r.doc.File.Bytes()
	if end := bytes.IndexByte(text, 0); end >= 0 { // libvirt takes strings of C
		text = text[:end]
	}
	x := libxml2{text: text, undeclared: r.doc.Faults}
	wellFormed := at.Start < 0
	if wellFormed && !tooDeep(r) && len(text) == len(r.doc.File.Bytes()) {
		return nil
	}
	if !x.document() && wellFormed {
		return nil
	}
	if x.message == "" { // a fault that only our reader knows the place of
		x.line = 1 + bytes.Count(text[:min(int64(len(text)), max(0, at.Start))], []byte("\n"))
	}
	f := notWellFormed.refuse(nil, x.line, x.message)
	f.at = at
	if wellFormed {
		f.at = source.At(int64(x.pos))
	}
	return f
}

// malformedColon reports whether a fault is about colons in a name, which
// only namespaces forbid.
func malformedColon(text []byte, d *diag.Diagnostic) bool {
	name := text[d.Range.Start:d.Range.End]
	return d.Code == diag.MalformedName && bytes.IndexByte(name, ':') >= 0 && isName(bytes.ReplaceAll(name, []byte(":"), nil))
}

func isName(name []byte) bool {
	x := libxml2{text: name}
	return len(name) > 0 && len(x.name()) == len(name)
}

// maxDepth is how deep libxml2 lets elements stand within each other
// (xmlParserMaxDepth).
const maxDepth = 256

func tooDeep(r *run) bool {
	depth := 0
	for t := range r.doc.Tokens() {
		switch {
		case t.Node.Element == nil:
		case t.End:
			depth--
		case !t.Node.Element.SelfClosing:
			if depth++; depth > maxDepth {
				return true
			}
		case depth == maxDepth:
			return true
		}
	}
	return false
}

// A libxml2 walks through a text as libxml2 2.9 does, up to the first fault
// that it finds fatal, to foretell the words and the line of its report
// (parser.c). It knows no more of XML than that takes: whether a document is
// well-formed xmltree has said already.
type libxml2 struct {
	text       []byte
	pos        int
	open       []openTag
	undeclared []*diag.Diagnostic // faults of the document, among them entities that are not declared

	message string
	line    int
}

// An openTag is an element whose end tag is still to come.
type openTag struct {
	name string
	line int
}

// fail ends the walk with libxml2's words. It returns false.
func (x *libxml2) fail(format string, args ...any) bool {
	if x.message == "" {
		x.message, x.line = fmt.Sprintf(format, args...), x.lineAt(x.pos)
	}
	return false
}

func (x *libxml2) lineAt(pos int) int { return 1 + bytes.Count(x.text[:pos], []byte("\n")) }

func (x *libxml2) rest() []byte { return x.text[x.pos:] }

func (x *libxml2) has(prefix string) bool { return bytes.HasPrefix(x.rest(), []byte(prefix)) }

// peek is the next byte, 0 at the end.
func (x *libxml2) peek() byte {
	if x.pos >= len(x.text) {
		return 0
	}
	return x.text[x.pos]
}

// blanks passes over white space and counts it.
func (x *libxml2) blanks() int {
	start := x.pos
	for c := x.peek(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = x.peek() {
		x.pos++
	}
	return x.pos - start
}

// name reads a name, "" if there is none.
func (x *libxml2) name() string {
	start := x.pos
	for c := x.peek(); isNameByte(c, x.pos == start); c = x.peek() {
		x.pos++
	}
	return string(x.text[start:x.pos])
}

func isNameByte(c byte, first bool) bool {
	letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
	return letter || !first && ('0' <= c && c <= '9' || c == '-' || c == '.')
}

// document is xmlParseDocument.
func (x *libxml2) document() bool {
	x.pos = len(x.text) - len(bytes.TrimPrefix(x.text, []byte("\ufeff")))
	switch {
	case len(x.text) == 0:
		return x.fail("Document is empty")
	case x.has("<?xml") && len(x.rest()) > 5 && isSpace(x.rest()[5]) && !x.declaration():
		return false
	case !x.misc() || !x.doctype() || !x.misc():
		return false
	case x.peek() != '<':
		return x.fail("Start tag expected, '<' not found")
	case !x.element():
		return false
	case !x.misc():
		return false
	case x.pos < len(x.text):
		return x.fail("Extra content at the end of the document")
	}
	return true
}

// declaration is xmlParseXMLDecl, as far as its end.
func (x *libxml2) declaration() bool {
	x.pos += len("<?xml")
	for {
		space := x.blanks()
		switch {
		case x.has("?>"):
			x.pos += 2
			return true
		case space == 0:
			return x.fail("Blank needed here")
		case x.name() == "":
			return x.fail("parsing XML declaration: '?>' expected")
		}
		x.blanks()
		if x.peek() != '=' {
			return x.fail("expected '='")
		}
		x.pos++
		x.blanks()
		end := -1
		if q := x.peek(); q == '"' || q == '\'' {
			end = bytes.IndexByte(x.rest()[1:], q)
		}
		if end < 0 {
			return x.fail("String not started expecting ' or \"")
		}
		x.pos += end + 2
	}
}

// misc is xmlParseMisc: comments, instructions and white space.
func (x *libxml2) misc() bool {
	for {
		x.blanks()
		switch {
		case x.has("<?"):
			if !x.instruction() {
				return false
			}
		case x.has("<!--"):
			if !x.comment() {
				return false
			}
		default:
			return true
		}
	}
}

// doctype passes over a document type declaration; faults in it are left to
// our own reader.
func (x *libxml2) doctype() bool {
	if !x.has("<!DOCTYPE") {
		return true
	}
	var quote byte
	depth := 0
	for i, c := range x.rest() {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == '>' && depth == 0:
			x.pos += i + 1
			return true
		}
	}
	x.pos = len(x.text)
	return x.fail("DOCTYPE improperly terminated")
}

// comment is xmlParseComment.
func (x *libxml2) comment() bool {
	start := x.pos + len("<!--")
	i := bytes.Index(x.text[start:], []byte("--"))
	switch {
	case i < 0:
		x.pos = len(x.text)
		return x.fail("Comment not terminated ")
	case !bytes.HasPrefix(x.text[start+i+2:], []byte(">")):
		x.pos = start + i
		return x.fail("Double hyphen within comment: <!--%.50s", x.text[start:start+i])
	}
	x.pos = start + i + 3
	return true
}

// instruction is xmlParsePI.
func (x *libxml2) instruction() bool {
	x.pos += 2
	target := x.name()
	switch {
	case target == "":
		return x.fail("xmlParsePI : no target name")
	case target == "xml":
		return x.fail("XML declaration allowed only at the start of the document")
	case !x.has("?>") && x.blanks() == 0:
		return x.fail("ParsePI: PI %s space expected", target)
	}
	end := bytes.Index(x.rest(), []byte("?>"))
	if end < 0 {
		x.pos = len(x.text)
		return x.fail("ParsePI: PI %s never end ...", target)
	}
	x.pos += end + 2
	return true
}
