package xsd

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// A kind is a built-in type before params restrict it. Its functions get forms
// whose whitespace has been dealt with.
type kind struct {
	name  string
	space whitespace
	id    datatype.IDKind

	noun string // what a value is: "a date"
	want string // completes "must be …" where valid objects: "a date such as 2024-02-29"; "": noun and bounds

	// valid judges a form; nil accepts all.
	valid func(s string, ctx datatype.Context) bool
	// explain completes "must be …" for a form to which valid objects, where
	// it can say more than want; else it gives "". nil: it never can.
	explain func(s string, ctx datatype.Context) string
	// value is what a valid form means; nil: its characters.
	value func(s string, ctx datatype.Context) any

	context bool // valid or value look at the context

	length func(s string) int // for length, minLength and maxLength; nil: they do not apply
	unit   string             // what length counts: "character"
	list   bool               // a list of units

	interval bounds // for minInclusive and its like; nil: they do not apply
	digits   bool   // totalDigits and fractionDigits apply
}

// text is the value of a form that means its characters.
type text string

// meaning is what a valid form means.
func (k *kind) meaning(s string, ctx datatype.Context) any {
	if k.value == nil {
		return text(s)
	}
	return k.value(s, ctx)
}

// whitespace is the facet whiteSpace (§4.3.6).
type whitespace uint8

const (
	collapse whitespace = iota
	preserve
	replace
)

var toSpaces = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// normalize does to s what the facet says.
func (w whitespace) normalize(s string) string {
	switch w {
	case collapse:
		return datatype.Collapse(s)
	case replace:
		if strings.ContainsAny(s, "\t\n\r") {
			return toSpaces.Replace(s)
		}
	}
	return s
}
