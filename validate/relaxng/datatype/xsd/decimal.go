package xsd

import (
	"strings"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
)

// A decimal is a number with a finite decimal expansion, as its digits. Equal
// numbers are equal decimals.
type decimal struct {
	negative bool   // false for 0
	whole    string // digits before the point, without leading zeros
	fraction string // digits after the point, without zeros at the end
}

// parseDecimal reads the lexical form of §3.2.3.1. The digits stay where they
// are: nothing is copied.
func parseDecimal(s string) (d decimal, ok bool) {
	s, negative := sign(s)
	whole := leadingDigits(s)
	fraction := ""
	if rest := s[len(whole):]; rest != "" {
		if rest[0] != '.' {
			return d, false
		}
		if fraction = rest[1:]; leadingDigits(fraction) != fraction {
			return d, false
		}
	}
	if whole == "" && fraction == "" {
		return d, false
	}
	for whole != "" && whole[0] == '0' {
		whole = whole[1:]
	}
	d.whole = whole
	d.fraction = strings.TrimRight(fraction, "0")
	d.negative = negative && (d.whole != "" || d.fraction != "")
	return d, true
}

// parseInteger reads the lexical form of §3.3.13.1.
func parseInteger(s string) (d decimal, ok bool) {
	if strings.IndexByte(s, '.') >= 0 {
		return d, false
	}
	return parseDecimal(s)
}

// readDecimal reads a valid form.
func readDecimal(s string) decimal {
	d, _ := parseDecimal(s)
	return d
}

// sign takes the sign off s.
func sign(s string) (digits string, negative bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:], s[0] == '-'
	}
	return s, false
}

// leadingDigits are the digits that s begins with.
func leadingDigits(s string) string {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s[:i]
		}
	}
	return s
}

// compareDecimals is the order of numbers.
func compareDecimals(a, b decimal) order {
	switch {
	case a.negative && b.negative:
		a, b = b, a
	case a.negative:
		return less
	case b.negative:
		return greater
	}
	return order(compareDigits(a.whole, a.fraction, b.whole, b.fraction))
}

// compareDigits compares numbers without sign: -1, 0 or +1.
func compareDigits(aWhole, aFraction, bWhole, bFraction string) int {
	if len(aWhole) != len(bWhole) {
		if len(aWhole) < len(bWhole) {
			return -1
		}
		return 1
	}
	if c := strings.Compare(aWhole, bWhole); c != 0 {
		return c
	}
	return strings.Compare(aFraction, bFraction)
}

// decimals is the interval of all numbers.
var decimals = interval[decimal]{read: readDecimal, compare: compareDecimals, phrases: &numberPhrases}

func decimalValue(s string, _ datatype.Context) any { return readDecimal(s) }

func isDecimal(s string, _ datatype.Context) bool {
	_, ok := parseDecimal(s)
	return ok
}

func isInteger(s string, _ datatype.Context) bool {
	_, ok := parseInteger(s)
	return ok
}
