package xmlscan

import (
	"fmt"

	"github.com/snapxml/snapxml/validate/diag"
)

// A cursor reads the grammar of declarations in a text that is in memory as a
// whole. After the first problem it stays where it is, and all its methods
// report failure, so that only the end of a production need look.
type cursor struct {
	buf      []byte // zero bytes or other text behind end
	pos, end int
	code     diag.Code // of a problem that has no better one
	problem  *problem
}

// A problem is a fault in a text, at indexes of that text.
type problem struct {
	code       diag.Code
	start, end int
	message    string
}

func newCursor(buf []byte, pos, end int) *cursor {
	return &cursor{buf: buf, pos: pos, end: end, code: diag.MalformedDeclaration}
}

func (c *cursor) failed() bool { return c.problem != nil }

// fail notes a problem at buf[i:j], if it is the first.
func (c *cursor) fail(code diag.Code, i, j int, format string, args ...any) {
	if c.problem == nil {
		c.problem = &problem{code, i, min(j, c.end), fmt.Sprintf(format, args...)}
	}
}

// want notes that something else was expected at the cursor.
func (c *cursor) want(what string) {
	i := c.pos
	if i >= c.end {
		c.fail(c.code, i, i, "the declaration is not complete; expected %s", what)
		return
	}
	if c.buf[i] == '%' && nameEnd(c.buf, i+1) > i+1 {
		c.fail(diag.MisplacedParameterEntity, i, nameEnd(c.buf, i+1), "reference to a parameter entity within a declaration; it may only stand between declarations here")
		return
	}
	found, n := describe(c.buf, i)
	if end := min(nmtokenEnd(c.buf, i), c.end); end > i {
		found, n = diag.Quote(string(c.buf[i:end])), end-i
	}
	c.fail(c.code, i, i+n, "%s not expected here; expected %s", found, what)
}

// peek is the byte at the cursor, 0 at the end.
func (c *cursor) peek() byte {
	if c.pos >= c.end || c.failed() {
		return 0
	}
	return c.buf[c.pos]
}

// skip passes white space and reports whether there was any.
func (c *cursor) skip() bool {
	start := c.pos
	for isSpace(c.peek()) {
		c.pos++
	}
	return c.pos > start
}

// space passes white space that must be there.
func (c *cursor) space() {
	if !c.skip() {
		c.want("white space")
	}
}

// accept passes a text if it is there.
func (c *cursor) accept(text string) bool {
	if c.failed() || !hasPrefix(c.buf[c.pos:c.end], text) {
		return false
	}
	c.pos += len(text)
	return true
}

// keyword passes a word that no further name character follows.
func (c *cursor) keyword(word string) bool {
	if c.failed() || nmtokenEnd(c.buf, c.pos)-c.pos != len(word) {
		return false
	}
	return c.accept(word)
}

// expect passes a text that must be there.
func (c *cursor) expect(text string) {
	if !c.accept(text) {
		c.want(diag.Quote(text))
	}
}

// name reads a Name.
func (c *cursor) name(what string) string {
	if c.failed() {
		return ""
	}
	end := min(nameEnd(c.buf, c.pos), c.end)
	if end == c.pos {
		c.want("the " + what)
		return ""
	}
	name := string(c.buf[c.pos:end])
	c.pos = end
	return name
}

// ncName reads a Name that must have no colon (Namespaces in XML 1.0 §7).
func (c *cursor) ncName(what string) string {
	start := c.pos
	name := c.name(what)
	for i := range len(name) {
		if name[i] == ':' {
			c.fail(diag.MalformedName, start, c.pos, "%s %s must have no colon", what, diag.Quote(name))
			break
		}
	}
	return name
}

// qName reads a Name that must be a QName (Namespaces in XML 1.0 §4).
func (c *cursor) qName(what string) string {
	start := c.pos
	name := c.name(what)
	if name != "" && !isQName(name) {
		c.fail(diag.MalformedName, start, c.pos, "%s %s is no qualified name; expected at most one colon, between two names", what, diag.Quote(name))
	}
	return name
}

// quoted passes the opening quote of a literal and gives the index behind
// the literal's last byte. The closing quote is still to be passed.
func (c *cursor) quoted(what string) (end int, ok bool) {
	quote := c.peek()
	if quote != '"' && quote != '\'' {
		c.want("the " + what + " in quotes")
		return 0, false
	}
	c.pos++
	for i := c.pos; ; i++ {
		switch {
		case i >= c.end:
			c.fail(c.code, c.pos-1, c.pos, "%s is not closed; expected a closing %c", what, quote)
			return 0, false
		case c.buf[i] == quote:
			return i, true
		}
	}
}

// literal reads a literal whose characters must all be allowed in XML.
func (c *cursor) literal(what string) string {
	end, ok := c.quoted(what)
	if !ok {
		return ""
	}
	text := string(c.buf[c.pos:end])
	c.plain(end)
	c.pos = end + 1
	return text
}

// plain checks the characters up to end.
func (c *cursor) plain(end int) {
	for i := c.pos; i < end; i++ {
		switch b := c.buf[i]; {
		case b >= 0x80:
			n := multibyte(c.buf, i)
			if n == i {
				c.fail(diag.InvalidCharacter, i, i+1, "")
				return
			}
			i = n - 1
		case b < ' ' && !isSpace(b):
			c.fail(diag.InvalidCharacter, i, i+1, "")
			return
		}
	}
}

// isQName reports whether a Name is a QName.
func isQName(name string) bool {
	for i := range len(name) {
		if name[i] == ':' {
			local := name[i+1:]
			if i == 0 || !isNCName(local) {
				return false
			}
			for j := range len(local) {
				if local[j] == ':' {
					return false
				}
			}
			return true
		}
	}
	return true
}
