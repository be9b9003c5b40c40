package lsp

import (
	"slices"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// facts are what the annotations of a schema say of an element, attribute or
// value, in words.
type facts struct {
	prose    string
	since    string
	until    string
	access   string
	redefine string
	link     string
}

// accessWords are what the values of [syntax.AccessAttr] mean.
var accessWords = map[string]string{
	"create":   "set by you at creation",
	"readonly": "read-only",
	"internal": "internal",
}

// redefineWords are what the values of [syntax.RedefineAttr] mean.
var redefineWords = map[string]string{
	"required": "required at redefinition",
	"read":     "read at redefinition",
	"ignored":  "ignored at redefinition",
}

// factsOf reads the annotations of a pattern.
func factsOf(s *Server, p *syntax.Pattern, x *schema) facts {
	a := p.Annotations
	var f facts
	if a == nil {
		return f
	}
	attr := func(local string) string {
		v, _ := a.Attr(syntax.SnapxmlNS, local)
		return v
	}
	f.prose = strings.TrimSpace(a.Documentation())
	if f.prose == "" {
		f.prose = strings.TrimSpace(attr(syntax.DocAttr))
	}
	product := "release"
	if x.builtin != nil && x.builtin.Product != "" {
		product = x.builtin.Product
	}
	if since := attr(syntax.SinceAttr); since != "" {
		f.since = "since " + product + " " + since
	}
	if until := attr(syntax.UntilAttr); until != "" {
		f.until = "gone since " + product + " " + until
	}
	f.access = accessWords[attr(syntax.AccessAttr)]
	f.redefine = redefineWords[attr(syntax.RedefineAttr)]
	if anchors := strings.Fields(attr(syntax.AnchorAttr)); len(anchors) > 0 && x.builtin != nil && s.options.Page != "" {
		f.link = s.options.Page + "#" + anchors[0]
	}
	return f
}

// detail is the facts in one line.
func (f facts) detail() string { return joined(f.since, f.until, f.access) }

// markdown is the facts for a page: the prose, and what else is known.
func (f facts) markdown() string {
	link := ""
	if f.link != "" {
		link = "[reference](" + f.link + ")"
	}
	rest := joined(f.since, f.until, f.access, f.redefine, link)
	return strings.Trim(f.prose+"\n\n"+rest, "\n")
}

// joined puts facts behind each other, those that are empty left out.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

// markup is Markdown for a client, as plain text if it knows no other.
func (s *Server) markup(markdown string, formats []string) MarkupContent {
	if len(formats) > 0 && !slices.Contains(formats, "markdown") {
		return MarkupContent{"plaintext", plain(markdown)}
	}
	return MarkupContent{"markdown", markdown}
}

// plain takes the marks out of Markdown that get in the way of reading.
func plain(markdown string) string {
	return strings.NewReplacer("`", "", "**", "", "### ", "").Replace(markdown)
}

// valuePatterns are the data and value patterns in a pattern of the simple
// form that has no elements, in the order of the schema.
func valuePatterns(p *syntax.Pattern) []*syntax.Pattern {
	var found []*syntax.Pattern
	for todo := []*syntax.Pattern{p}; len(todo) > 0; {
		p, todo = todo[len(todo)-1], todo[:len(todo)-1]
		if p.Op == syntax.OpValue || p.Op == syntax.OpData {
			found = append(found, p)
		}
		for _, sub := range slices.Backward(p.Sub) {
			todo = append(todo, sub)
		}
	}
	return found
}
