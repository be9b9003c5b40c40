package libxml2

import (
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

const snapshot = `<domainsnapshot>
  <state>sleeping</state>
  <x:disks xmlns:x="urn:x">
    <disk nmae="vda"/>
  </x:disks>
</domainsnapshot>`

// Messages come out with the project's codes, words and places: the element or
// attribute itself where libxml2 says which one it is, else the line or place
// in it.
func TestDiagnostics(t *testing.T) {
	doc := source.NewFile("a.xml", []byte(snapshot))
	for _, test := range []struct {
		messages []message
		want     string // code, underlined text, message
	}{
		{
			[]message{
				{Domain: domainValidity, Code: 12, Text: "Extra element state in interleave"},
				{Domain: domainValidity, Code: errContentValid, Text: "Element domainsnapshot failed to validate content", Ordinal: 2, Element: "state", Line: 2, Path: "/domainsnapshot/state"},
			},
			`element-not-allowed "state" libxml2: extra element "state" in interleave`,
		},
		{
			[]message{{Domain: domainValidity, Code: 31, Text: "Error validating datatype string", Ordinal: 2, Element: "state"}},
			`element-value "sleeping" libxml2: a value is not of type "string"`,
		},
		{
			[]message{{Domain: domainValidity, Code: 27, Text: "Invalid attribute nmae for element disk", Ordinal: 4, Element: "disk"}},
			`attribute-not-allowed "nmae" libxml2: attribute "nmae" of element "disk" is not valid`,
		},
		{ // another element has the number: only the line counts
			[]message{{Domain: domainValidity, Code: 26, Text: "Element x has extra content: disk", Ordinal: 3, Element: "disk", Line: 4}},
			`element-not-allowed "<disk nmae=\"vda\"/>" libxml2: element "x" has extra content: "disk"`,
		},
		{
			[]message{{Domain: domainParser, Code: 76, Fatal: true, Text: "Opening and ending tag mismatch: a line 1 and b\n", Line: 3, Column: 5}},
			`tag-mismatch "" libxml2: opening and ending tag mismatch: a line 1 and b`,
		},
		{
			[]message{{Domain: domainValidity, Code: 11, Text: "Invalid sequence in interleave"}},
			`second-opinion "" libxml2: invalid sequence in interleave`,
		},
		{
			[]message{{Domain: domainParser, Code: 1, Fatal: true, Text: "Excessive depth in document: 256 use XML_PARSE_HUGE option", Line: 1}},
			`depth-limit "<domainsnapshot>" libxml2: excessive depth in document: 256 use XML_PARSE_HUGE option`,
		},
	} {
		found := diagnostics(doc, test.messages, xmlscan.Limits{})
		if len(found) != 1 {
			t.Errorf("%v: %d diagnostics", test.messages, len(found))
			continue
		}
		d := found[0]
		if got := string(d.Code) + " " + quote(doc.Slice(d.Range)) + " " + d.Message; got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func quote(text []byte) string { return `"` + strings.ReplaceAll(string(text), `"`, `\"`) + `"` }

// What libxml2 minds and then goes on from is a warning; its verdict is that
// the document is well-formed.
func TestDiagnosticsNotFatal(t *testing.T) {
	doc := source.NewFile("a.xml", []byte("<a/>"))
	found := diagnostics(doc, []message{{Domain: domainParser, Code: 27, Text: "Entity 'e' not defined", Line: 1}}, xmlscan.Limits{})
	if len(found) != 1 || found[0].Severity != diag.Warning || found[0].Code != diag.UndeclaredEntity {
		t.Errorf("found %v", found)
	}
}

func TestCompare(t *testing.T) {
	fault := []*diag.Diagnostic{diag.Errorf(diag.ElementValue, source.Range{Start: 1, End: 2}, "bad")}
	ids := []*diag.Diagnostic{diag.Errorf(diag.IDUnknown, source.Range{}, "no such ID")}
	conflict := []*diag.Diagnostic{diag.Errorf(diag.EncodingConflict, source.Range{}, "bad")}
	limit := []*diag.Diagnostic{diag.Errorf(diag.AttributeLimit, source.Range{}, "too many")}
	for _, test := range []struct {
		name            string
		native, libxml2 []*diag.Diagnostic
		err             error
		severity        diag.Severity // 0: they agree
		message         string
	}{
		{"both valid", nil, nil, nil, 0, ""},
		{"both invalid", fault, conflict, nil, 0, ""},
		{"IDs are nothing to libxml2", ids, nil, nil, 0, ""},
		{"only the native engine", fault, nil, nil, diag.Warning, "one of them is wrong"},
		{"only libxml2", nil, fault, nil, diag.Warning, "the engine native finds the document valid, libxml2 does not (bad)"},
		{"known", conflict, nil, nil, diag.Info, "libxml2 is known to be wrong: it goes by the byte order mark"},
		{"other limits", limit, nil, nil, diag.Info, "it lacks limits"},
		{"no answer", nil, nil, ErrNoVerdict, diag.Info, "no second opinion"},
		{"a crash", fault, nil, ErrCrash, diag.Info, "no second opinion"},
	} {
		c := Case{Document: source.NewFile("a.xml", []byte("<a/>")), Native: test.native, Libxml2: test.libxml2, Err: test.err}
		d := c.Diagnostic()
		switch {
		case d == nil && test.severity == 0:
		case d == nil || d.Severity != test.severity || d.Code != diag.EnginesDisagree || !strings.Contains(d.Message, test.message):
			t.Errorf("%s: got %+v", test.name, d)
		}
	}
}

func TestWhyRefused(t *testing.T) {
	known := []*diag.Diagnostic{diag.Errorf(diag.SecondOpinion, source.Range{}, "libxml2: element or text conflicts in interleave")}
	if got := WhyRefused(known); !strings.Contains(got, "§7.4") {
		t.Errorf("got %q", got)
	}
	unknown := []*diag.Diagnostic{diag.Errorf(diag.SecondOpinion, source.Range{}, "libxml2: no")}
	if got := WhyRefused(unknown); !strings.Contains(got, "worth a report") {
		t.Errorf("got %q", got)
	}
}
