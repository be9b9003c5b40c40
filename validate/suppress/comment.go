package suppress

import (
	"bytes"
	"strings"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// What a suppression comment begins with.
const (
	marker     = "snapxml:ignore"
	fileMarker = "snapxml:ignore-file"
)

// Mentioned reports whether a document in UTF-8 may hold a suppression comment,
// for a quick answer about most.
func Mentioned(document []byte) bool { return bytes.Contains(document, []byte(marker)) }

// A comment is one suppression comment.
type comment struct {
	at    source.Range // of the comment itself
	scope source.Range // what it speaks of
	codes []*named
	all   bool // every code, for the whole file
	used  bool // for all
}

// named is a code that a comment names.
type named struct {
	code diag.Code
	at   source.Range
	used bool
}

// parse reads the text between "<!--" and "-->"; it returns nil if that is an
// ordinary comment. The range is of the whole comment. Where text and range
// agree in length the codes get ranges of their own.
func parse(text string, at source.Range) (c *comment, wholeFile bool) {
	body := strings.TrimLeft(text, " \t\r\n")
	word := body
	if i := strings.IndexAny(body, " \t\r\n"); i >= 0 {
		word = body[:i]
	}
	if word != marker && word != fileMarker {
		return nil, false
	}
	c = &comment{at: at}
	offset := at.Start + int64(len("<!--")+len(text)-len(body)+len(word))
	exact := at.Len() == int64(len("<!--")+len(text)+len("-->"))
	list, _, _ := strings.Cut(body[len(word):], ":")
	for field := range strings.FieldsFuncSeq(list, isSeparator) {
		i := strings.Index(list, field)
		n := &named{code: diag.Code(field), at: at}
		if exact {
			n.at = source.Range{Start: offset + int64(i), End: offset + int64(i+len(field))}
		}
		c.codes = append(c.codes, n)
		offset += int64(i + len(field))
		list = list[i+len(field):]
	}
	c.all = len(c.codes) == 0 && word == fileMarker
	return c, word == fileMarker
}

func isSeparator(r rune) bool { return strings.ContainsRune(", \t\r\n", r) }

// suppresses reports whether the comment speaks of a finding, and notes that.
func (c *comment) suppresses(d *diag.Diagnostic) bool {
	if d.Range.Start < c.scope.Start || d.Range.Start >= c.scope.End {
		return false
	}
	if c.all {
		c.used = true
		return true
	}
	for _, n := range c.codes {
		if n.code == d.Code {
			n.used = true
			return true
		}
	}
	return false
}
