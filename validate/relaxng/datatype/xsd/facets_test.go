package xsd_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
)

func TestFacets(t *testing.T) {
	tests := []struct {
		name    string
		params  []datatype.Param
		yes, no []string
	}{
		// pattern: all must match, after whitespace has been dealt with.
		{"string", params("pattern", "a.*", "pattern", ".*z"), []string{"az", "abz"}, []string{"a", "z", " az"}},
		{"token", params("pattern", "a b"), []string{"a b", " a  b "}, []string{"ab"}},
		{"normalizedString", params("pattern", "a b"), []string{"a\tb"}, []string{" a b"}},
		{"int", params("pattern", `\d`), []string{"1", " 1 "}, []string{"+1", "01"}},
		{"QName", params("pattern", "p:.*"), []string{"p:a"}, []string{"q:a"}},
		{"IDREFS", params("pattern", "a b"), []string{"a  b"}, []string{"a"}},
		{"string", params("pattern", ""), []string{""}, []string{"a"}},
		// Lengths.
		{"string", params("length", "2"), []string{"ab", "é𐀀", "  "}, []string{"", "a", "abc"}},
		{"string", params("minLength", " 1 ", "maxLength", "+02"), []string{"a", "ab"}, []string{"", "abc"}},
		{"string", params("maxLength", "99999999999999999999"), []string{"", "abc"}, nil},
		{"string", params("minLength", "99999999999999999999"), nil, []string{"", "abc"}},
		{"string", params("length", "2", "length", "3"), nil, []string{"ab", "abc"}},
		{"token", params("length", "3"), []string{" a  b "}, []string{"ab"}},
		{"anyURI", params("length", "3"), []string{"%C3", " abc "}, []string{"ab"}},
		{"hexBinary", params("length", "2"), []string{"0a0B"}, []string{"0a", ""}},
		{"base64Binary", params("length", "4"), []string{"dead BA=="}, []string{"dead", "deadBBA="}},
		{"NMTOKENS", params("length", "2"), []string{" a  b "}, []string{"a", "a b c"}},
		{"IDREFS", params("maxLength", "1"), []string{"abc"}, []string{"a b"}},
		// Digits: of the number, not of its form.
		{"decimal", params("totalDigits", "2"), []string{"12", "1.2", "012.00", "0.12", "0", "-9.9"}, []string{"123", "1.23", "0.123", "120", "0.001"}},
		{"integer", params("totalDigits", "2"), []string{"99", "-0099"}, []string{"100"}},
		{"decimal", params("fractionDigits", "1"), []string{"1.5", "1.50", "1"}, []string{"1.55"}},
		{"int", params("fractionDigits", "0"), []string{"1"}, nil},
		// Bounds.
		{"integer", params("minInclusive", "-5", "maxExclusive", "5"), []string{"-5", "4", "-0"}, []string{"-6", "5"}},
		{"decimal", params("minExclusive", "0.1"), []string{"0.11", "0.2", "1"}, []string{"0.1", "0.10", "0.09", "-1"}},
		{"decimal", params("maxInclusive", "-0.1"), []string{"-0.1", "-0.11", "-10"}, []string{"-0.09", "0"}},
		{"int", params("minInclusive", "5", "minInclusive", "6"), []string{"6"}, []string{"5"}},
		{"float", params("minInclusive", "0"), []string{"-0", "INF", "1e-50"}, []string{"NaN", "-1", "-INF"}},
		{"float", params("minInclusive", "NaN"), []string{"NaN"}, []string{"1", "INF"}},
		{"double", params("maxExclusive", "INF"), []string{"1e308", "-INF"}, []string{"INF", "NaN"}},
		{"date", params("minExclusive", "1999-12-31"), []string{"2000-01-01"}, []string{"1999-12-31", "-2000-01-01"}},
		{"gYear", params("maxInclusive", "-0044"), []string{"-0044", "-0100", "-99999"}, []string{"-0043", "2000"}},
		{"time", params("minInclusive", "10:00:00.5"), []string{"10:00:00.50", "10:00:00.51"}, []string{"10:00:00.4999"}},
		// With and without zone: at least 14 hours apart (§3.2.7.3).
		{"dateTime", params("minInclusive", "2000-01-01T00:00:00"),
			[]string{"2000-01-01T00:00:00", "2000-01-01T14:00:01Z"}, []string{"2000-01-01T00:00:00Z", "2000-01-01T14:00:00Z", "1999-12-31T23:59:59"}},
		{"dateTime", params("maxInclusive", "2000-01-01T00:00:00Z"),
			[]string{"2000-01-01T01:00:00+01:00", "1999-12-31T09:59:59"}, []string{"1999-12-31T10:00:00", "2000-01-01T00:00:00"}},
		{"dateTime", params("minExclusive", "0001-01-01T00:00:00"),
			[]string{"0001-01-01T14:00:01Z"}, []string{"-0001-12-31T23:00:00Z"}},
		// Durations: whatever the start (§3.2.6.2).
		{"duration", params("minExclusive", "P1M"), []string{"P32D", "P2M", "P1Y", "P1MT0.1S"}, []string{"P28D", "P31D", "P1M", "P0M", "-P1Y"}},
		{"duration", params("maxInclusive", "P5M"), []string{"P149D", "P5M"}, []string{"P150D", "P153D", "P154D"}},
		{"duration", params("minInclusive", "-P1M"), []string{"-P27D", "P0D", "-P1M"}, []string{"-P28D", "-P32D"}},
		{"duration", params("maxExclusive", "P400Y"), []string{"P146096D", "P399Y"}, []string{"P146097D", "P4800M", "P146098D"}},
		{"duration", params("maxExclusive", "P1000000000000000000000Y"), []string{"P999999999999999999999Y", "P1D"}, []string{"P1000000000000000000001Y"}},
	}
	for _, tt := range tests {
		d := get(t, tt.name, tt.params...)
		for _, s := range tt.yes {
			if err := d.Check(s, space); err != nil {
				t.Errorf("%s %v %q: must be %v", tt.name, tt.params, s, err)
			}
		}
		for _, s := range tt.no {
			if d.Check(s, space) == nil {
				t.Errorf("%s %v %q is taken to be valid", tt.name, tt.params, s)
			}
		}
	}
}

func TestBadParams(t *testing.T) {
	tests := []struct {
		name    string
		params  []datatype.Param
		index   int
		problem string // its beginning
	}{
		{"string", params("whiteSpace", "collapse"), 0, "RELAX NG has no such param; the type decides"},
		{"string", params("enumeration", "a"), 0, "RELAX NG has no such param; list the values"},
		{"string", params("maxlength", "1"), 0, `not a facet of XSD; expected "length",`},
		{"string", params("maxLength", "1", "pattern", "("), 1, `not a regular expression of XSD: "(" is never closed`},
		{"string", params("pattern", "a{100000}"), 0, "not a regular expression of XSD: the expression is too large"},
		{"string", params("maxLength", "-1"), 0, `must be a whole number of at least 0, not "-1"`},
		{"string", params("maxLength", "1.0"), 0, `must be a whole number of at least 0, not "1.0"`},
		{"string", params("length", ""), 0, `must be a whole number of at least 0, not ""`},
		{"int", params("length", "1"), 0, `only strings, names, URIs, lists and binary data have a length; the type "int" has no such facet`},
		{"date", params("maxLength", "1"), 0, "only strings,"},
		{"boolean", params("length", "1"), 0, "only strings,"},
		{"QName", params("length", "1"), 0, "only strings,"},
		{"string", params("minInclusive", "a"), 0, "only numbers, dates, times and durations have bounds"},
		{"boolean", params("maxInclusive", "true"), 0, "only numbers,"},
		{"int", params("minInclusive", "a"), 0, `must be a whole number from -2147483648 to 2147483647, not "a"`},
		{"byte", params("maxInclusive", "128"), 0, `must be a whole number from -128 to 127, not "128"`},
		{"int", params("minInclusive", "9", "maxInclusive", "6"), 1, `must be a whole number from 9 to 2147483647, not "6"`},
		{"date", params("minInclusive", "2023-02-29"), 0, `must be a date; February 2023 has 28 days, not "2023-02-29"`},
		{"float", params("totalDigits", "1"), 0, "only decimal and whole numbers have digits to count"},
		{"string", params("fractionDigits", "1"), 0, "only decimal and whole numbers"},
		{"int", params("totalDigits", "0"), 0, `must be a whole number of at least 1, not "0"`},
		{"decimal", params("fractionDigits", "-1"), 0, `must be a whole number of at least 0, not "-1"`},
	}
	for _, tt := range tests {
		_, err := xsd.Library.Datatype(tt.name, tt.params)
		var bad datatype.BadParam
		if !errors.As(err, &bad) || bad.Index != tt.index || !strings.HasPrefix(bad.Problem, tt.problem) {
			t.Errorf("%s %v: %v, want %d: %s", tt.name, tt.params, err, tt.index, tt.problem)
		}
	}
}

// TestParamsDoNotLeak makes types that share a base.
func TestParamsDoNotLeak(t *testing.T) {
	get(t, "string", params("maxLength", "1", "pattern", "a")...)
	if err := get(t, "string").Check("bcd", nil); err != nil {
		t.Error(err)
	}
}

// TestLongNumbers would take minutes if it took more than linear time.
func TestLongNumbers(t *testing.T) {
	const n = 1_000_000
	nines, zeros := strings.Repeat("9", n), strings.Repeat("0", n)
	tests := []struct {
		name, facet, bound, form string
		valid                    bool
	}{
		{"integer", "maxInclusive", "1" + zeros, nines, true},
		{"integer", "maxExclusive", nines, nines, false},
		{"unsignedLong", "maxInclusive", "5", nines, false},
		{"unsignedByte", "maxInclusive", "5", zeros + "5", true},
		{"decimal", "minExclusive", "0." + nines, "1", true},
		{"decimal", "totalDigits", "5", nines, false},
		{"double", "maxInclusive", "1", nines, false},
		{"double", "maxInclusive", "1", "1e-" + nines, true},
		{"gYear", "minInclusive", "2000", nines, true},
		{"dateTime", "minInclusive", "2000-01-01T00:00:00Z", nines + "-12-31T23:59:59-01:00", true},
		{"duration", "maxInclusive", "P1Y", "P" + nines + "M", false},
		{"duration", "minInclusive", "P1Y", "P" + nines + "DT" + nines + "S", true},
		{"string", "pattern", "9+", nines, true},
		{"base64Binary", "maxLength", "5", nines, false},
	}
	for _, tt := range tests {
		d := get(t, tt.name, params(tt.facet, tt.bound)...)
		if err := d.Check(tt.form, nil); (err == nil) != tt.valid {
			t.Errorf("%s %s: valid %t, want %t", tt.name, tt.facet, err == nil, tt.valid)
		}
	}
}
