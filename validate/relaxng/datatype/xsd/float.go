package xsd

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// A floating is a value of float or double: its bits as a double, of which
// there is one pattern for zero and one for NaN.
type floating uint64

// floats is float or double, by its size in bits (§3.2.4, §3.2.5).
func floats(name string, bits int) *kind {
	read := func(s string) floating { return readFloat(s, bits) }
	return &kind{
		name: name, noun: "a number",
		valid:    func(s string, _ datatype.Context) bool { return isFloat(s) },
		value:    func(s string, _ datatype.Context) any { return read(s) },
		interval: interval[floating]{read: read, compare: compareFloats, phrases: &numberPhrases},
	}
}

// isFloat judges a form: a decimal with an exponent or without, INF, -INF, NaN.
func isFloat(s string) bool {
	if s == "INF" || s == "-INF" || s == "NaN" {
		return true
	}
	mantissa, exponent := s, "0"
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		mantissa, exponent = s[:i], s[i+1:]
	}
	_, ok := parseDecimal(mantissa)
	if !ok {
		return false
	}
	_, ok = parseInteger(exponent)
	return ok
}

// readFloat reads a valid form. What is too large is infinite.
func readFloat(s string, bits int) floating {
	// ParseFloat has the same words for the special values, and its error can
	// only be that the number is out of range.
	f, _ := strconv.ParseFloat(s, bits)
	switch {
	case f == 0:
		f = 0 // not -0
	case f != f:
		f = math.NaN() // one of them
	}
	return floating(math.Float64bits(f))
}

// compareFloats is the order of numbers; NaN is equal to itself and cannot be
// compared with anything else.
func compareFloats(a, b floating) order {
	x, y := math.Float64frombits(uint64(a)), math.Float64frombits(uint64(b))
	switch {
	case a == b:
		return equal
	case x != x || y != y:
		return incomparable
	}
	return order(cmp.Compare(x, y))
}
