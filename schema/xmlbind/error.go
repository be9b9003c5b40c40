package xmlbind

import (
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

// An Error says what in a document does not fit the types, or is not XML.
type Error struct {
	Position source.Position
	Element  string // path of the element concerned, "/a/b", or ""
	Problem  string
}

// Error is the place, the element and the problem.
func (e *Error) Error() string {
	where := e.Position.String() + ": "
	if e.Element != "" {
		where += e.Element + ": "
	}
	return where + e.Problem
}

// problem makes an error at a place within an element.
func (d *decoder) problem(n *node, at source.Range, problem string) *Error {
	return &Error{Position: d.doc.file.Position(at.Start), Element: n.path(), Problem: problem}
}

// A verdict is how badly an element fits a struct: how many problems there
// are, and how to say the first of them. Fixed values that are right speak
// for the struct all the same.
type verdict struct {
	problems int
	fixed    int
	at       source.Range
	text     func() string
}

func (v *verdict) add(at source.Range, text func() string) {
	if v.problems == 0 {
		v.at, v.text = at, text
	}
	v.problems++
}

// merge adds the problems of another verdict.
func (v *verdict) merge(o verdict) {
	if v.problems == 0 {
		v.at, v.text = o.at, o.text
	}
	v.problems += o.problems
	v.fixed += o.fixed
}

// closer reports whether the verdict is better than another.
func (v *verdict) closer(o *verdict) bool {
	if v.fixed != o.fixed {
		return v.fixed > o.fixed
	}
	return v.problems < o.problems
}

// say is a text that needs no work.
func say(text string) func() string { return func() string { return text } }

func attribute(name string) string { return "attribute " + diag.Quote(name) }
func element(name string) string   { return "element " + diag.Quote(name) }
