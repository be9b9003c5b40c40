package xsd

import (
	"math"
	"slices"
	"strconv"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd/xsdregexp"
)

// restrict is t with one more param; problem says why the param cannot be
// used, in words that follow its name.
func (t *restricted) restrict(p datatype.Param) (_ *restricted, problem string) {
	r := *t
	switch p.Name {
	case "pattern":
		problem = r.pattern(p.Value)
	case "length", "minLength", "maxLength":
		problem = r.limitLength(p.Name, p.Value)
	case "minInclusive", "minExclusive", "maxInclusive", "maxExclusive":
		problem = r.bound(p.Name, p.Value)
	case "totalDigits", "fractionDigits":
		problem = r.limitDigits(p.Name, p.Value)
	case "enumeration":
		problem = "RELAX NG has no such param; list the values as <value> elements in a <choice>"
	case "whiteSpace":
		problem = "RELAX NG has no such param; the type decides how whitespace is treated"
	default:
		problem = "not a facet of XSD; expected " + facetNames
	}
	r.said = new(said)
	return &r, problem
}

const facetNames = `"length", "minLength", "maxLength", "pattern", "minInclusive", "maxInclusive", ` +
	`"minExclusive", "maxExclusive", "totalDigits" or "fractionDigits"`

// notFor is the problem with a facet that the type does not have.
func (t *restricted) notFor(has string) string {
	return `only ` + has + `; the type "` + t.name + `" has no such facet`
}

// pattern adds a regular expression that forms must match (§4.3.4).
func (t *restricted) pattern(expr string) string {
	re, err := xsdregexp.Compile(expr)
	if err != nil {
		return "not a regular expression of XSD: " + err.Error()
	}
	t.rule("pattern", t.noun+` matching the pattern "`+shorten(expr)+`"`, re.MatchString)
	t.rules[len(t.rules)-1].mismatch.Miss = func(lexical string) (right int, why string) {
		s := t.space.normalize(lexical)
		m := re.Miss(s)
		return m.Offset, m.Words(s)
	}
	return ""
}

// rule adds a rule.
func (t *restricted) rule(facet, want string, holds func(string) bool) {
	r := rule{holds, &datatype.Mismatch{Facet: facet, Want: want}}
	t.rules = append(slices.Clip(t.rules), r)
}

// shorten cuts what would fill the screen.
func shorten(s string) string {
	const most = 120
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// limitLength applies length, minLength or maxLength.
func (t *restricted) limitLength(facet, value string) string {
	if t.length == nil {
		return t.notFor("strings, names, URIs, lists and binary data have a length")
	}
	n, ok := natural(value)
	if !ok {
		return `must be a whole number of at least 0, not "` + shorten(value) + `"`
	}
	t.lengths = t.lengths.narrow(facet, n)
	return ""
}

// bound applies a bound, which must itself be of the type so far.
func (t *restricted) bound(facet, value string) string {
	if t.bounds == nil {
		return t.notFor("numbers, dates, times and durations have bounds")
	}
	if err := t.Check(value, nil); err != nil {
		return "must be " + err.Error() + `, not "` + shorten(value) + `"`
	}
	t.bounds = t.bounds.narrow(facet, t.space.normalize(value))
	return ""
}

// limitDigits applies totalDigits (§4.3.11) or fractionDigits (§4.3.12), which
// speak of the number and not of how it is written: leading zeros and zeros at
// the end of the fraction do not count.
func (t *restricted) limitDigits(facet, value string) string {
	if !t.digits {
		return t.notFor("decimal and whole numbers have digits to count")
	}
	n, ok := natural(value)
	switch {
	case facet == "fractionDigits" && ok:
		t.rule(facet, t.noun+" with "+decimalPlaces(n), func(s string) bool {
			return len(readDecimal(s).fraction) <= n
		})
	case facet == "totalDigits" && ok && n > 0:
		t.rule(facet, t.noun+" of at most "+count(n, "digit"), func(s string) bool {
			d := readDecimal(s)
			return len(d.whole)+len(d.fraction) <= n
		})
	default:
		return `must be a whole number of at least ` + map[string]string{"totalDigits": "1", "fractionDigits": "0"}[facet] +
			`, not "` + shorten(value) + `"`
	}
	return ""
}

func decimalPlaces(n int) string {
	if n == 0 {
		return "no decimal places"
	}
	return "at most " + count(n, "decimal place")
}

// natural reads a number from 0 on. What an int cannot hold comes out as the
// largest int, which no document reaches.
func natural(s string) (n int, ok bool) {
	d, ok := parseInteger(datatype.Collapse(s))
	if !ok || d.negative {
		return 0, false
	}
	if d.whole == "" {
		return 0, true
	}
	n, err := strconv.Atoi(d.whole)
	if err != nil {
		return math.MaxInt, true
	}
	return n, true
}
