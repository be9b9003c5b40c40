package xsd_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/relaxng/datatype/xsd"
)

// space has a default namespace and declares the prefixes p and q for one
// namespace.
var space = scope{
	names:    map[string]string{"": "urn:d", "p": "urn:p", "q": "urn:p", "r": "urn:r"},
	entities: map[string]bool{"pic": true, "snd": true},
}

func get(t testing.TB, name string, params ...datatype.Param) datatype.Datatype {
	t.Helper()
	d, err := xsd.Library.Datatype(name, params)
	if err != nil {
		t.Fatalf("%s %v: %v", name, params, err)
	}
	return d
}

// params are pairs of a name and a value.
func params(pairs ...string) (list []datatype.Param) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, datatype.Param{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

func TestForms(t *testing.T) {
	tests := []struct {
		name    string
		yes, no []string
	}{
		{"string", []string{"", " a\n"}, nil},
		{"normalizedString", []string{"", "a\tb"}, nil},
		{"token", []string{"", " a  b "}, nil},
		{"anyAtomicType", []string{"", "a"}, nil},
		{"untypedAtomic", []string{"", "a"}, nil},
		{"language", []string{"en", "EN-gb", "x-klingon", "de-1996", " en ", "abcdefgh-12345678"},
			[]string{"", "e1", "en-", "-en", "en--gb", "abcdefghi", "en-123456789", "en_GB", "é"}},
		{"Name", []string{"a", ":", "a:b:c", "_1", " a ", "ดี", "élan"}, []string{"", "1", "-a", "a b", "ี", "a,b"}},
		{"NCName", []string{"a", "a-b.c_1", "a·"}, []string{"", "a:b", "1a", ".a", "a b"}},
		{"ID", []string{"a"}, []string{"", "a:b", "a b"}},
		{"IDREF", []string{"a"}, []string{"", "a:b", "a b"}},
		{"IDREFS", []string{"a", " a \n b "}, []string{"", " ", "a b:c", "a 1"}},
		{"NMTOKEN", []string{"1", "-", ":a", "ี"}, []string{"", "a b", "a/b"}},
		{"NMTOKENS", []string{"1 2  3", "-"}, []string{"", "a /"}},
		{"ENTITY", []string{"pic", " snd "}, []string{"", "vid", "pic snd", ":pic"}},
		{"ENTITIES", []string{"pic", "pic  snd"}, []string{"", "pic vid"}},
		{"boolean", []string{"true", "false", "0", "1", " 1 "}, []string{"", "TRUE", "yes", "01", "True"}},
		{"decimal", []string{"0", "-0", "+1", "1.", ".5", "-1.50", " 7 ", "00"}, []string{"", ".", "+", "-.", "1e1", "1,5", "1 0", "--1", "0x1", "١", "INF"}},
		{"integer", []string{"0", "-0", "+007", "99999999999999999999999"}, []string{"", "-", "1.0", "1.", "1 2", "+-1", "१"}},
		{"nonPositiveInteger", []string{"0", "-0", "+0", "-1"}, []string{"1", ""}},
		{"negativeInteger", []string{"-1", "-01"}, []string{"0", "-0", "1"}},
		{"nonNegativeInteger", []string{"0", "-0", "1"}, []string{"-1"}},
		{"positiveInteger", []string{"1", "+01"}, []string{"0", "-1", "-0"}},
		{"long", []string{"9223372036854775807", "-9223372036854775808", "-09223372036854775808"}, []string{"9223372036854775808", "-9223372036854775809"}},
		{"int", []string{"2147483647", "-2147483648"}, []string{"2147483648", "-2147483649", "1.0"}},
		{"short", []string{"32767", "-32768"}, []string{"32768", "-32769"}},
		{"byte", []string{"127", "-128"}, []string{"128", "-129"}},
		{"unsignedLong", []string{"18446744073709551615", "0", "-0"}, []string{"18446744073709551616", "-1"}},
		{"unsignedInt", []string{"4294967295", "+0"}, []string{"4294967296", "-1"}},
		{"unsignedShort", []string{"65535"}, []string{"65536", "-1"}},
		{"unsignedByte", []string{"255"}, []string{"256", "-1"}},
		{"float", []string{"1", "-1.5E-3", "1e400", ".5e+5", "INF", "-INF", "NaN", " 1 ", "1.e1"},
			[]string{"", ".", "1e", "e1", "1e1.5", "+INF", "inf", "nan", "-NaN", "Infinity", "0x1p3", "1_0", "1e1e1"}},
		{"double", []string{"1", "1e309", "NaN"}, []string{"", "1d", "1e 1"}},
		{"duration", []string{"P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S", "P0D", "PT1M", "P1M", "P01Y"},
			[]string{"", "P", "-P", "PT", "P1YT", "P1", "1Y", "P1D1M", "PT1D", "P1H", "P1.5Y", "PT1.S", "PT.5S", "PT1.5M", "+P1Y", "P-1Y", "P1YT1", "PT5M.5S", "p1y"}},
		{"dateTime", []string{"2001-12-01T19:45:00", "-0001-01-01T00:00:00Z", "12001-12-01T00:00:00.123+14:00", "2001-12-01T24:00:00",
			"99999999999999999999-01-01T00:00:00", "2000-02-29T00:00:00-13:59"},
			[]string{"", "2001-12-01", "2001-12-01 19:45:00", "0000-01-01T00:00:00", "02001-01-01T00:00:00", "201-01-01T00:00:00",
				"+2001-01-01T00:00:00", "2001-12-01T24:00:01", "2001-12-01T24:00:00.1", "2001-12-01T23:59:60", "2001-12-01T12:60:00",
				"2001-12-01T25:00:00", "2001-12-01T12:00", "2001-12-01T12:00:00.", "2001-12-01T12:00:00z", "2001-12-01T12:00:00+14:01",
				"2001-12-01T12:00:00+1:00", "2001-12-01T12:00:00+10", "2001-12-01T12:00:00Z0", "2001-13-01T00:00:00", "2001-02-29T00:00:00",
				"2001-1-01T00:00:00", "-2001-12-01T12:00:00+15:00", "2001-12-01T12:00:00ZZ"}},
		{"time", []string{"12:45:00", "00:00:00Z", "24:00:00", "23:59:59.999-05:00"}, []string{"", "1:00:00", "12:00", "24:00:01", "T12:00:00", "12.00.00"}},
		{"date", []string{"2024-02-29", "2024-02-29Z", "-0001-02-29", "2000-02-29+01:00", "2024-12-31-14:00"},
			[]string{"", "2023-02-29", "1900-02-29", "2024-04-31", "2024-00-01", "2024-01-00", "2024-01-32", "24-01-01", "2024-02-29T00:00:00", "2024/02/29", "-0002-02-29"}},
		{"gYearMonth", []string{"1996-12", "-0044-03Z"}, []string{"", "1996-13", "1996", "1996-12-01"}},
		{"gYear", []string{"2001", "-0044", "12001", "2001+01:00"}, []string{"", "0000", "201", "02001", "2001-01"}},
		{"gMonthDay", []string{"--02-29", "--12-31Z"}, []string{"", "--02-30", "--13-01", "-12-01", "--12-32", "--04-31"}},
		{"gDay", []string{"---31", "---01Z"}, []string{"", "---32", "---00", "--31", "31", "---1"}},
		{"gMonth", []string{"--12", " --01Z "}, []string{"", "--13", "--00", "--12--", "-12"}},
		{"hexBinary", []string{"", "0a", "0A", " ffff "}, []string{"0", "0g", "0a 0a", "0x0a"}},
		{"base64Binary", []string{"", "AAAA", "BA==", "BBA=", "A A A A", "BA= =", "+/9a"},
			[]string{"A", "AA", "AAA", "BB==", "BBB=", "====", "=AAA", "BA==AAAA", "A===", "-_AA", "AA=A"}},
		{"anyURI", []string{"", "a", "a b", "é/ü", "http://[::1]/", "../a#b", "?a:b", "a/b:c", "x-y+1.z:a", "%C3%a9", "a{}|^`<>", "#"},
			[]string{"%", "%4", "%zz", "a#b#c", ":a", "1a:b", "a:", "é:a", "foo$bar:stuff"}},
		{"QName", []string{"a", "p:a", " q:a ", "xml:lang"}, []string{"", "z:a", ":a", "a:", "p:1", "p:a:b", "p: a"}},
		{"NOTATION", []string{"a", "p:a"}, []string{"", "z:a"}},
	}
	seen := make(map[string]bool)
	for _, tt := range tests {
		seen[tt.name] = true
		d := get(t, tt.name)
		for _, s := range tt.yes {
			if err := d.Check(s, space); err != nil {
				t.Errorf("%s %q: must be %v", tt.name, s, err)
			}
			if _, ok := d.Value(s, space); !ok {
				t.Errorf("%s %q has no value", tt.name, s)
			}
		}
		for _, s := range tt.no {
			if d.Check(s, space) == nil {
				t.Errorf("%s %q is taken to be valid", tt.name, s)
			}
			if v, ok := d.Value(s, space); ok {
				t.Errorf("%s %q has the value %v", tt.name, s, v)
			}
		}
	}
	for _, name := range xsd.Names() {
		if !seen[name] {
			t.Errorf("type %s is not tested", name)
		}
	}
	if len(seen) != 46 {
		t.Errorf("%d types, want the 44 of XSD part 2 and two of XPath", len(seen))
	}
}

func TestValues(t *testing.T) {
	// Each row is a type and classes of forms; forms mean the same exactly if
	// they are in one class.
	tests := []struct {
		name    string
		classes [][]string
	}{
		{"string", [][]string{{"a"}, {" a"}, {"a "}, {""}}},
		{"normalizedString", [][]string{{"a b", "a\tb", "a\nb"}, {"a  b"}}},
		{"token", [][]string{{"a b", " a\t\n b "}, {"ab"}, {"", " "}}},
		{"untypedAtomic", [][]string{{"a b"}, {"a  b"}}},
		{"NMTOKENS", [][]string{{"a b", " a\nb"}, {"b a"}, {"a"}}},
		{"boolean", [][]string{{"true", "1", " 1 "}, {"false", "0"}}},
		{"decimal", [][]string{{"1", "1.0", "+1", "01.", "1.000"}, {"0", "-0", ".0", "0.", "-0.00"}, {"-1", "-1.0"}, {"0.1", ".10"}, {"10"}, {"0.01"}}},
		{"unsignedInt", [][]string{{"10", "+10", "0010"}, {"0", "-0"}}},
		{"float", [][]string{{"1", "1.0", "10e-1", "1E0"}, {"0", "-0", "1e-400"}, {"INF", "1e39", "1e400"}, {"-INF", "-1e39"}, {"NaN", " NaN"}, {"16777216", "16777217"}}},
		{"double", [][]string{{"16777216"}, {"16777217"}, {"INF", "1e309"}, {"1e39"}, {"0.1", "0.10000000000000000000000001"}}},
		{"duration", [][]string{{"P1Y", "P1Y0M", "P01Y", "P1YT0S"}, {"P12M"}, {"PT60S", "PT60.0S"}, {"PT1M"}, {"P0D", "-P0D", "PT0S"}, {"-P1Y"}, {"P1D"}, {"PT24H"}, {"PT0.5S", "PT0.50S"}}},
		{"dateTime", [][]string{
			{"2001-12-01T19:45:00", "2001-12-01T19:45:00.00"},
			{"2001-12-01T19:45:00Z", "2001-12-01T20:45:00+01:00", "2001-12-02T00:45:00+05:00"},
			{"2002-01-01T00:00:00", "2001-12-31T24:00:00"},
			{"0001-01-01T00:00:00+01:00", "-0001-12-31T23:00:00Z"},
			{"2000-03-01T01:00:00Z", "2000-02-29T24:00:00-01:00"},
			{"1900-03-01T00:30:00Z", "1900-02-28T23:30:00-01:00"},
			{"100000000000000000000-01-01T00:00:00Z", "99999999999999999999-12-31T23:00:00-01:00"},
			{"-100000000000000000000-01-01T00:00:00Z", "-100000000000000000001-12-31T23:00:00-01:00"},
			{"2000-01-01T00:00:00.1234567Z"}, {"2000-01-01T00:00:00.12345670000000001Z"},
		}},
		{"time", [][]string{{"00:00:00", "24:00:00"}, {"23:00:00Z", "22:00:00-01:00"}, {"00:00:00+01:00"}, {"12:00:00"}, {"12:00:00Z", "12:00:00+00:00"}}},
		{"date", [][]string{{"2002-10-10+13:00", "2002-10-09-11:00"}, {"2002-10-10Z", "2002-10-10-00:00"}, {"2002-10-10"}}},
		{"gYearMonth", [][]string{{"1996-01Z", "1996-01+00:00"}, {"1996-01"}, {"1996-01+01:00"}}},
		{"gMonthDay", [][]string{{"--12-01"}, {"--12-01Z"}, {"--12-02"}}},
		{"hexBinary", [][]string{{"0a", "0A", " 0a "}, {"00"}, {""}}},
		{"base64Binary", [][]string{{"deadbeef", "d e a\ndbeef"}, {"DEADBEEF"}, {"BA==", "BA = ="}, {""}}},
		{"anyURI", [][]string{{"a b", " a  b "}, {"a%20b"}, {"A%20b"}}},
		{"QName", [][]string{{"p:a", "q:a", " p:a "}, {"r:a"}, {"a"}, {"p:b"}}},
		{"ENTITIES", [][]string{{"pic snd", " pic  snd"}, {"snd pic"}}},
	}
	for _, tt := range tests {
		d := get(t, tt.name)
		owner := make(map[any]int)
		for i, class := range tt.classes {
			for _, s := range class {
				v, ok := d.Value(s, space)
				if !ok {
					t.Errorf("%s: %q has no value", tt.name, s)
				} else if j, seen := owner[v]; seen && j != i {
					t.Errorf("%s: %q means the same as %q", tt.name, s, tt.classes[j][0])
				} else if !seen && s != class[0] {
					t.Errorf("%s: %q does not mean the same as %q", tt.name, s, class[0])
				} else {
					owner[v] = i
				}
			}
		}
	}
}

func TestTraits(t *testing.T) {
	ids := map[string]datatype.IDKind{"ID": datatype.IsID, "IDREF": datatype.IsIDREF, "IDREFS": datatype.IsIDREFS}
	context := map[string]bool{"QName": true, "NOTATION": true, "ENTITY": true, "ENTITIES": true}
	for _, name := range xsd.Names() {
		d := get(t, name)
		if d.Name() != name || d.ID() != ids[name] || d.UsesContext() != context[name] {
			t.Errorf("%s: name %s, ID %d, context %t", name, d.Name(), d.ID(), d.UsesContext())
		}
	}
}

func TestUnknownType(t *testing.T) {
	_, err := xsd.Library.Datatype("integre", nil)
	if want := (datatype.UnknownType{Name: "integre"}); err != want {
		t.Errorf("got %v, want %v", err, want)
	}
}

// TestNoContext is what types that ask the context do without one.
func TestNoContext(t *testing.T) {
	for name, forms := range map[string]map[string]bool{
		"QName":  {"a": true, "xml:a": true, "p:a": false},
		"ENTITY": {"pic": false},
	} {
		d := get(t, name)
		for s, valid := range forms {
			if err := d.Check(s, nil); (err == nil) != valid {
				t.Errorf("%s %q: %v", name, s, err)
			}
		}
	}
}

func TestMessages(t *testing.T) {
	tests := []struct {
		name   string
		params []datatype.Param
		form   string
		facet  string
		want   string
	}{
		{"integer", nil, "x", "", "a whole number"},
		{"unsignedInt", nil, "x", "", "a whole number from 0 to 4294967295"},
		{"unsignedInt", nil, "-1", "", "a whole number from 0 to 4294967295"},
		{"positiveInteger", nil, "0", "", "a whole number of at least 1"},
		{"nonPositiveInteger", nil, "1", "", "a whole number of at most 0"},
		{"unsignedInt", params("maxInclusive", "65535"), "65536", "maxInclusive", "a whole number from 0 to 65535"},
		{"unsignedInt", params("maxInclusive", "65535"), "-1", "", "a whole number from 0 to 65535"},
		{"integer", params("maxInclusive", "65535"), "x", "", "a whole number of at most 65535"},
		{"integer", params("minInclusive", " +01 "), "0", "minInclusive", "a whole number of at least +01"},
		{"decimal", params("minExclusive", "0"), "0", "minExclusive", "a number greater than 0"},
		{"decimal", params("minExclusive", "0", "maxExclusive", "1"), "1", "maxExclusive", "a number greater than 0 and less than 1"},
		{"decimal", params("minInclusive", "0", "maxExclusive", "1"), "1", "maxExclusive", "a number of at least 0 and less than 1"},
		{"double", params("minInclusive", "0"), "NaN", "minInclusive", "a number of at least 0"},
		{"double", nil, "x", "", "a number"},
		{"decimal", params("totalDigits", "3"), "12.34", "totalDigits", "a number of at most 3 digits"},
		{"integer", params("totalDigits", "1"), "10", "totalDigits", "a whole number of at most 1 digit"},
		{"decimal", params("fractionDigits", "2"), "1.234", "fractionDigits", "a number with at most 2 decimal places"},
		{"decimal", params("fractionDigits", "0"), "1.5", "fractionDigits", "a number with no decimal places"},
		{"string", params("maxLength", "3"), "abcd", "maxLength", "at most 3 characters long"},
		{"string", params("minLength", "1"), "", "minLength", "at least 1 character long"},
		{"string", params("length", "4"), "abc", "length", "exactly 4 characters long"},
		{"string", params("minLength", "1", "maxLength", "8"), "", "minLength", "from 1 to 8 characters long"},
		{"string", params("minLength", "5", "maxLength", "3"), "abcd", "minLength", "at least 5 and at most 3 characters long"},
		{"hexBinary", params("maxLength", "1"), "0000", "maxLength", "at most 1 byte long"},
		{"NMTOKENS", params("maxLength", "2"), "a b c", "maxLength", "a list of at most 2 name tokens"},
		{"NMTOKENS", params("pattern", "a"), "b", "pattern", `a list of name tokens matching the pattern "a"`},
		{"string", params("pattern", "[a-z]+"), "A", "pattern", `a string matching the pattern "[a-z]+"`},
		{"string", params("pattern", "a.*", "pattern", ".*z"), "ab", "pattern", `a string matching the pattern ".*z"`},
		{"string", params("pattern", strings.Repeat("é", 150)), "A", "pattern", `a string matching the pattern "` + strings.Repeat("é", 120) + `…"`},
		{"unsignedInt", params("pattern", "[0-9]+"), "+1", "pattern", `a whole number matching the pattern "[0-9]+"`},
		{"boolean", nil, "yes", "", "true, false, 1 or 0"},
		{"date", nil, "today", "", "a date such as 2024-02-29"},
		{"date", nil, "2023-02-29", "", "a date; February 2023 has 28 days"},
		{"date", nil, "-0002-02-29", "", "a date; February -0002 has 28 days"},
		{"date", nil, "2023-13-01", "", "a date; there is no month 13"},
		{"date", nil, "2023-12-00", "", "a date; there is no day 00"},
		{"date", nil, "0000-12-01", "", "a date; there is no year 0000"},
		{"date", nil, "2023-12-01+15:00", "", "a date; no time zone is more than 14:00 away from UTC"},
		{"gMonthDay", nil, "--02-30", "", "a month and day; February has at most 29 days"},
		{"dateTime", nil, "2023-12-01T25:00:00", "", "a date and time; there is no hour 25"},
		{"dateTime", nil, "2023-12-01T24:30:00", "", "a date and time; a day ends at 24:00:00"},
		{"dateTime", nil, "2023-12-01", "", "a date and time such as 2024-02-29T23:59:59Z"},
		{"date", params("minInclusive", "2000-01-01"), "1999-12-31", "minInclusive", "a date not before 2000-01-01"},
		{"date", params("maxExclusive", "2000-01-01"), "2000-01-01", "maxExclusive", "a date before 2000-01-01"},
		{"date", params("minInclusive", "2000-01-01"), "x", "", "a date such as 2024-02-29"},
		{"time", params("minInclusive", "08:00:00", "maxInclusive", "17:00:00"), "07:00:00", "minInclusive", "a time from 08:00:00 to 17:00:00"},
		{"duration", nil, "1h", "", "a duration such as P1DT12H or PT0.5S"},
		{"duration", params("minExclusive", "PT0S"), "PT0S", "minExclusive", "a duration longer than PT0S"},
		{"hexBinary", nil, "0", "", "hexadecimal data: two digits 0-9, A-F for each byte"},
		{"base64Binary", nil, "*", "", "base64 data"},
		{"base64Binary", nil, "AAA", "", `base64 data in groups of four characters; "=" fills up the last`},
		{"base64Binary", nil, "BB==", "", `base64 data; the last character before the "=" has bits that belong to no byte`},
		{"anyURI", nil, "%zz", "", `a URI; "%" must be followed by two hexadecimal digits`},
		{"anyURI", nil, "a#b#c", "", `a URI; "#" may occur once`},
		{"anyURI", nil, "1:a", "", `a URI; what stands before the first ":" is not the name of a scheme, or nothing follows`},
		{"QName", nil, "1", "", "a name such as name or prefix:name"},
		{"QName", nil, "z:a", "", `a name whose prefix is declared; "z" is not`},
		{"NCName", nil, "a:b", "", `an XML name without ":"`},
		{"Name", nil, "1", "", "an XML name"},
		{"NMTOKEN", nil, "a b", "", "a name token (letters, digits and . - _ :)"},
		{"NMTOKENS", nil, "", "", "one or more name tokens (letters, digits and . - _ :) with spaces between"},
		{"IDREFS", nil, "", "", `one or more XML names without ":", with spaces between`},
		{"ENTITY", nil, "x", "", "the name of an unparsed entity that the document declares"},
		{"ENTITIES", nil, "x", "", "one or more names of unparsed entities that the document declares"},
		{"language", nil, "x_y", "", "a language tag such as en or en-GB"},
	}
	for _, tt := range tests {
		err := get(t, tt.name, tt.params...).Check(tt.form, space)
		var m *datatype.Mismatch
		if !errors.As(err, &m) {
			t.Errorf("%s %v %q: %v, want a Mismatch", tt.name, tt.params, tt.form, err)
		} else if m.Want != tt.want || m.Facet != tt.facet {
			t.Errorf("%s %v %q:\n got %s (%q)\nwant %s (%q)", tt.name, tt.params, tt.form, m.Want, m.Facet, tt.want, tt.facet)
		}
	}
}

func TestCheckDoesNotAllocate(t *testing.T) {
	tests := []struct {
		d    datatype.Datatype
		form string
	}{
		{get(t, "token"), "a b"},
		{get(t, "string", params("pattern", "(/|[a-zA-Z]:\\\\).+")...), "/var/lib"},
		{get(t, "string", params("pattern", "[a-z]+")...), "UPPER"},
		{get(t, "unsignedInt"), "4096"},
		{get(t, "unsignedInt"), "-1"},
		{get(t, "dateTime"), "2024-02-29T23:59:59Z"},
		{get(t, "NCName"), "name"},
		{get(t, "NMTOKENS"), "a b c"},
		{get(t, "base64Binary"), "AAAA"},
		{get(t, "duration"), "P1DT2H"},
		{get(t, "float"), "1.5"},
	}
	for _, tt := range tests {
		if n := testing.AllocsPerRun(10, func() { tt.d.Check(tt.form, nil) }); n != 0 {
			t.Errorf("%s %q: %v allocations, want none", tt.d.Name(), tt.form, n)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	for _, bm := range []struct{ name, form string }{
		{"token", "a b"}, {"unsignedInt", "4096"}, {"dateTime", "2024-02-29T23:59:59Z"}, {"NCName", "domain"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			d := get(b, bm.name)
			b.ReportAllocs()
			for b.Loop() {
				d.Check(bm.form, nil)
			}
		})
	}
}
