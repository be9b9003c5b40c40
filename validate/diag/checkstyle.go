package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// NewCheckstyle writes the XML report of Checkstyle, version 4.3 of the
// format: a <file> for each document with an <error> for each finding.
func NewCheckstyle(w io.Writer) Writer { return &checkstyleWriter{w: w} }

type checkstyleWriter struct {
	w     io.Writer
	begun bool
}

const checkstyleHead = xmlHead + "<checkstyle version=\"4.3\">\n"

func (c *checkstyleWriter) Report(r *Report) error {
	var b strings.Builder
	c.begin(&b)
	fmt.Fprintf(&b, "  <file name=%s>\n", xmlAttr(r.Path))
	for _, d := range r.Diagnostics {
		file := r.FileOf(d)
		at, message := file.Position(d.Range.Start), d.Message
		if path := r.PathOf(file); path != r.Path {
			at, message = file.Position(0), fmt.Sprintf("%s:%s: %s", path, file.Position(d.Range.Start), message)
		}
		fmt.Fprintf(&b, "    <error line=\"%d\" column=\"%d\" severity=\"%s\" message=%s source=%s/>\n",
			at.Line, at.Column, d.Severity, xmlAttr(message), xmlAttr("snapxml."+string(d.Code)))
	}
	b.WriteString("  </file>\n")
	return writeAll(c.w, b.String())
}

func (c *checkstyleWriter) Close(Summary) error {
	var b strings.Builder
	c.begin(&b)
	b.WriteString("</checkstyle>\n")
	return writeAll(c.w, b.String())
}

func (c *checkstyleWriter) begin(b *strings.Builder) {
	if !c.begun {
		b.WriteString(checkstyleHead)
	}
	c.begun = true
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// xmlAttr is a text as the value of an XML attribute, in its quotes.
func xmlAttr(text string) string {
	return `"` + attrEscapes.Replace(xmlChars(text)) + `"`
}

// xmlText is a text as character data of XML.
func xmlText(text string) string { return textEscapes.Replace(xmlChars(text)) }

var (
	textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	attrEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#9;", "\n", "&#10;", "\r", "&#13;")
)

// xmlChars replaces by U+FFFD what is no character of XML (XML 1.0 §2.2).
func xmlChars(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
}
