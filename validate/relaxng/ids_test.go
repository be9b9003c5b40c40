package relaxng

import (
	"strings"
	"testing"
)

// A schema that does not keep the restrictions of DTD Compatibility is told so
// where it does not; one that does can have its IDs checked.
func TestIDRestrictions(t *testing.T) {
	for _, test := range []struct{ schema, want string }{
		{"start = element a { attribute id { xsd:ID }?, attribute ref { xsd:IDREFS }? }", ""},
		{"start = element a { attribute id { xsd:ID | text } }", "whole value"},
		{"start = element a { xsd:ID }", "value of an attribute"},
		{"start = element a { attribute * { xsd:ID }* }", "needs a name"},
		{"start = element * { attribute id { xsd:ID } }", "needs a name"},
		{"start = element a { (attribute id { xsd:ID } | attribute id { text }), empty }", "another ID-type"},
		{"start = element a { attribute id { xsd:ID }, element * - a { attribute * { text }* } }", ""},
		{"start = element a { attribute id { xsd:ID }, element * { attribute * { text }* }? }", "another ID-type"},
		{"start = element a { attribute id { xsd:ID }, element b { attribute id { xsd:IDREF } } }", ""},
	} {
		_, faults := compileRNC(t, test.schema).IDs()
		switch {
		case test.want == "" && len(faults) > 0:
			t.Errorf("%s: %v", test.schema, messages(faults, test.schema))
		case test.want != "" && (len(faults) == 0 || !strings.Contains(faults[0].Message, test.want)):
			t.Errorf("%s: %v, want one with %q", test.schema, messages(faults, test.schema), test.want)
		}
	}
}
