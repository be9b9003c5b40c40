package xmlscan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/diag"
)

// TestLimits checks that each limit can be reached but not passed.
func TestLimits(t *testing.T) {
	repeat := strings.Repeat
	attrs := func(format string, n int) (s string) {
		for i := range n {
			s += " " + strings.ReplaceAll(format, "@", fmt.Sprint(i))
		}
		return s
	}
	entity := func(subset, body string) string { return "<!DOCTYPE a [" + subset + "]>" + body }
	for _, test := range []struct {
		code     diag.Code
		limits   Limits
		document func(n int) string
	}{
		{diag.DepthLimit, Limits{Depth: 9}, func(n int) string { return repeat("<a>", n) + repeat("</a>", n) }},
		{diag.DepthLimit, Limits{Depth: 9}, func(n int) string { return repeat("<a>", n-1) + "<b/>" + repeat("</a>", n-1) }},
		{diag.AttributeLimit, Limits{Attributes: 9}, func(n int) string { return "<a" + attrs("a@=''", n) + "/>" }},
		{diag.AttributeLimit, Limits{Attributes: 9}, func(n int) string {
			return entity("<!ATTLIST a"+attrs("a@ CDATA ''", n-1)+">", "<a b=''/>")
		}},
		{diag.NamespaceLimit, Limits{Namespaces: 9}, func(n int) string { return "<a" + attrs("xmlns:a@='u'", n) + "/>" }},
		{diag.NameLimit, Limits{Name: 9}, func(n int) string { return "<" + repeat("a", n) + "/>" }},
		{diag.NameLimit, Limits{Name: 9}, func(n int) string { return "<a " + repeat("a", n) + "=''/>" }},
		{diag.NameLimit, Limits{Name: 9}, func(n int) string { return "<?" + repeat("a", n) + "?><a/>" }},
		{diag.NameLimit, Limits{Name: 9}, func(n int) string { return "<!DOCTYPE a SYSTEM ''><a>&" + repeat("a", n) + ";</a>" }},
		{diag.TagLimit, Limits{Tag: 90}, func(n int) string { return "<a b='" + repeat("x", n*10-9) + "'/>" }},
		{diag.TagLimit, Limits{Tag: 90}, func(n int) string {
			return entity("<!ENTITY e '"+repeat("x", 10)+"'>", "<a b='"+repeat("&e;", n)+"'/>")
		}},
		{diag.TagLimit, Limits{Tag: 90}, func(n int) string { return entity("<!ENTITY e '"+repeat("x", n*10-13)+"'>", "<a/>") }},
		{diag.NamesLimit, Limits{Names: 10}, func(n int) string { return "<a>" + attrs("<a@/>", n) + "</a>" }},
		{diag.NamesLimit, Limits{Names: 10}, func(n int) string { return "<a>" + attrs("<a xmlns='@'/>", n) + "</a>" }},
		{diag.NamesLimit, Limits{NameBytes: 99}, func(n int) string { return "<a" + repeat("a", n*11-1) + "/>" }},
		{diag.NamesLimit, Limits{NameBytes: 105}, func(n int) string { return "<a xmlns='" + repeat("a", n*11) + "'/>" }},
		{diag.DTDLimit, Limits{DTD: 9 * 104}, func(n int) string { return entity(attrs("<!ENTITY a@ '12'>", n), "<a/>") }},
		{diag.DTDLimit, Limits{DTD: 9 * 100}, func(n int) string {
			return entity("<!ATTLIST a"+attrs("a@ CDATA #IMPLIED", n-1)+">", "<a/>")
		}},
		{diag.EntityDepthLimit, Limits{EntityDepth: 9}, func(n int) string {
			return entity("<!ENTITY a0 ''>"+chain(n), fmt.Sprintf("<a>&a%d;</a>", n-1))
		}},
		{diag.EntityDepthLimit, Limits{EntityDepth: 9}, func(n int) string {
			return entity("<!ENTITY a0 ''>"+chain(n), fmt.Sprintf("<a b='&a%d;'/>", n-1))
		}},
		{diag.ExpansionLimit, Limits{Expansion: 9 * 25, ExpansionFactor: 1}, func(n int) string {
			return entity("<!ENTITY e '12345'>", "<a>"+repeat("&e;", n)+"</a>")
		}},
		{diag.ExpansionLimit, Limits{Expansion: 9 * 25, ExpansionFactor: 1}, func(n int) string {
			return entity("<!ATTLIST b c CDATA '12345'>", "<a>"+repeat("<b/>", n)+"</a>")
		}},
	} {
		s := NewScanner(nil, Options{Limits: test.limits})
		for range 2 { // also with a scanner that has been used
			s.ResetBytes([]byte(test.document(9)))
			if events(s); s.Fault() != nil {
				t.Errorf("%s: %q has the fault %s", test.code, test.document(9), s.Fault().Message)
			}
			s.ResetBytes([]byte(test.document(10) + repeat(" ", 100)))
			if events(s); s.Fault() == nil {
				t.Errorf("%s: %q has no fault", test.code, test.document(10))
			} else if s.Fault().Code != test.code {
				t.Errorf("%q has the fault %s %s, want %s", test.document(10), s.Fault().Code, s.Fault().Message, test.code)
			}
		}
	}
}

// chain declares entities that refer to each other, n deep.
func chain(n int) (s string) {
	for i := 1; i < n; i++ {
		s += fmt.Sprintf("<!ENTITY a%d '&a%d;'>", i, i-1)
	}
	return s
}

// TestProportion checks that entities may bring in much where the document has
// much of its own.
func TestProportion(t *testing.T) {
	s := NewScanner(nil, Options{Limits: Limits{Expansion: 10, ExpansionFactor: 2}})
	for text, want := range map[int]bool{50: true, 5: false} {
		s.ResetBytes([]byte("<!DOCTYPE a [<!ENTITY e '" + strings.Repeat("x", 40) + "'>]><a>" +
			strings.Repeat("&e;"+strings.Repeat("y", text), 100) + "</a>"))
		for s.Next() != EOF {
		}
		if got := s.Fault() == nil; got != want {
			t.Errorf("accepted is %t with %d bytes between references", got, text)
		}
	}
}

// TestNoLimits checks that a negative limit is none.
func TestNoLimits(t *testing.T) {
	none := Limits{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
	s := NewScanner(nil, Options{Limits: none})
	document := "<!DOCTYPE a [<!ENTITY a0 '" + strings.Repeat("x", 1000) + "'>" + chain(100) + "]>" +
		strings.Repeat("<a>", 20_000) + strings.Repeat("&a99;", 2_000) + strings.Repeat("</a>", 20_000)
	s.ResetBytes([]byte(document))
	for s.Next() != EOF {
	}
	if s.Fault() != nil {
		t.Error(s.Fault().Message)
	}
}

// TestLinear reads documents that are large in one way. Each would take long
// if the work grew faster than the document.
func TestLinear(t *testing.T) {
	const n = 20_000
	repeat := strings.Repeat
	numbered := func(format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "@", fmt.Sprint(i)))
		}
		return b.String()
	}
	none := Limits{Attributes: -1, Namespaces: -1, DTD: -1, Expansion: -1, EntityDepth: -1, Depth: -1}
	for name, document := range map[string]string{
		"attributes":                   "<a" + numbered(" a@='x'") + "/>",
		"prefixed attributes":          "<a xmlns:p='u' xmlns:q='v'" + numbered(" p:a@='x' q:a@='y'") + "/>",
		"declarations":                 "<a" + numbered(" xmlns:a@='u@'") + ">" + repeat("<b/>", n) + "</a>",
		"elements":                     "<a>" + numbered("<a@/>") + "</a>",
		"namespaces":                   "<a>" + numbered("<a xmlns='u@'/>") + "</a>",
		"long namespace":               "<a xmlns='" + repeat("u", n) + "'>" + repeat("<b xmlns=''/><c/>", n) + "</a>",
		"a long value":                 "<a b='" + repeat("x", 50*n) + "'/>",
		"a long value with references": "<a b='" + repeat("&lt;\n", 10*n) + "'/>",
		"a long name":                  "<" + repeat("a", 40_000) + "></" + repeat("a", 40_000) + ">",
		"a long comment":               "<a><!--" + repeat("- ", 20*n) + "--></a>",
		"a long instruction":           "<a><?b" + repeat(" ", 20*n) + repeat("?", 20*n) + "?></a>",
		"brackets":                     "<a>" + repeat("]", 20*n) + "<![CDATA[" + repeat("]", 20*n) + "]]></a>",
		"returns":                      "<a>" + repeat("\r", 20*n) + "</a>",
		"blanks before":                repeat(" ", 20*n) + "<a/>" + repeat("\n", 20*n),
		"depth":                        repeat("<a>", n) + repeat("</a>", n),
		"entities":                     "<!DOCTYPE a [" + numbered("<!ENTITY e@ 'x'>") + "]><a>" + numbered("&e@;") + "</a>",
		"chain of entities":            "<!DOCTYPE a [<!ENTITY a0 ''>" + chain(n) + fmt.Sprintf("]><a b='&a%d;'>&a%[1]d;</a>", n-1),
		"implied attributes":           "<!DOCTYPE a [<!ATTLIST b" + numbered(" a@ NMTOKEN #IMPLIED") + ">]><a>" + repeat("<b/>", n) + "</a>",
		"a deep model":                 "<!DOCTYPE a [<!ELEMENT a " + repeat("(", n) + "a" + repeat(")", n) + ">]><a/>",
		"blanks in the subset":         "<!DOCTYPE a [" + repeat(" ", 20*n) + "]" + repeat(" ", 20*n) + "><a/>",
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{64, windowSize} {
				s := NewScanner(nil, Options{Limits: none, window: size})
				s.ResetBytes([]byte(document))
				for s.Next() != EOF {
				}
				if s.Fault() != nil {
					t.Error(s.Fault().Message)
				}
			}
		})
	}
}

// TestBoundedWindow checks that text does not make the window grow.
func TestBoundedWindow(t *testing.T) {
	s := NewScanner(nil, Options{window: 100})
	long := strings.Repeat("x", 100_000)
	s.ResetBytes([]byte("<a>" + long + "<![CDATA[" + long + "]]><!--" + long + "--><?b " + long + "?>" + strings.Repeat(" ", 10000) + "</a>"))
	for s.Next() != EOF {
	}
	if s.Fault() != nil || len(s.buf) > 1000 {
		t.Errorf("the window has %d bytes; fault %v", len(s.buf), s.Fault())
	}
}
