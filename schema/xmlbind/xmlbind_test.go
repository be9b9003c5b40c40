package xmlbind_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	. "github.com/snapxml/snapxml/schema/testdata/machine"
	"github.com/snapxml/snapxml/schema/xmlbind"
)

// binding is what the generator would write for package machine.
var binding = &xmlbind.Binding{
	Root: "machine",
	Choices: []xmlbind.Choice{
		xmlbind.ChoiceOf[Part](Wheel{}, Box{}, Blank{}, Motor{}),
		xmlbind.ChoiceOf[Power](Wire{}, Wind{}),
		xmlbind.ChoiceOf[Access](KeyAccess{}, CodeAccess{}),
		xmlbind.ChoiceOf[Memory](NoMemory{}, FileMemory{}),
	},
	Fixed: map[string][]string{
		"Wheel.Kind":       {"wheel"},
		"Box.Kind":         {"box", "crate"},
		"Motor.Kind":       {"motor"},
		"NoMemory.State":   {"off"},
		"FileMemory.State": {"on"},
	},
	Occurs: map[string][2]int{
		"Parts.Labels": {0, 3},
		"Parts.Parts":  {2, -1},
	},
	ElementsOnly: []string{"Cookie"},
}

func decode(t *testing.T, document string) *Machine {
	t.Helper()
	m := new(Machine)
	if err := xmlbind.Unmarshal([]byte(document), m, binding); err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	return m
}

func encode(t *testing.T, m *Machine) string {
	t.Helper()
	data, err := xmlbind.Marshal(m, binding)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestMarshal(t *testing.T) {
	got := encode(t, ExampleParts())
	want := `<machine key='7'>
  <name>large</name>
  <state>broken</state>
  <memory file='/var/memory'/>
  <parts>
    <part name='front' kind='wheel' spokes='36'/>
    <part name='case' kind='crate'>
      <wide>3</wide>
      <part name='air'/>
    </part>
    <part name='engine' kind='motor'>
      <from>west</from>
    </part>
  </parts>
  <cookie/>
</machine>
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCanonical reads documents and writes them in the one form that Marshal
// has; read again, that form stays as it is.
func TestCanonical(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{
			"order of elements is free",
			"<machine><cookie/><twin></twin><name>a</name></machine>",
			"<machine>\n  <name>a</name>\n  <cookie/>\n  <twin/>\n</machine>\n",
		},
		{
			"white space between elements is none of the content",
			"<machine>\n\n\t<name>a</name> <cookie> </cookie></machine>\n",
			"<machine>\n  <name>a</name>\n  <cookie> </cookie>\n</machine>\n",
		},
		{
			"white space in text is",
			"<machine><name> a\n b </name><cookie/></machine>",
			"<machine>\n  <name> a\n b </name>\n  <cookie/>\n</machine>\n",
		},
		{
			"references, sections, comments",
			"<machine serial='&#10;&lt;1'><name>a<![CDATA[<]]><!-- c -->&#13;&amp;</name><cookie/></machine>",
			"<machine serial='&#10;&lt;1'>\n  <name>a&lt;&#13;&amp;</name>\n  <cookie/>\n</machine>\n",
		},
		{
			"an open element stays as it is written",
			"<machine><name/><guest  type=\"x\" other='y'><!-- c --><id>1</id>text<a:b xmlns:a='u'/></guest><cookie>\n<x/></cookie></machine>",
			"<machine>\n  <name/>\n  <guest  type=\"x\" other='y'><!-- c --><id>1</id>text<a:b xmlns:a='u'/></guest>\n  <cookie>\n<x/></cookie>\n</machine>\n",
		},
		{
			"prefixes of ancestors are declared in an open element",
			"<machine xmlns:a='urn:a' xmlns:b='urn:b' xmlns:c='urn:c'><name/><cookie><a:x b:y='1'><c:z xmlns:c='other'/></a:x></cookie></machine>",
			"<machine>\n  <name/>\n  <cookie xmlns:a='urn:a' xmlns:b='urn:b'><a:x b:y='1'><c:z xmlns:c='other'/></a:x></cookie>\n</machine>\n",
		},
		{
			"entities and defaults of a document type declaration",
			"<!DOCTYPE machine [<!ENTITY e 'a<b/>'><!ENTITY x SYSTEM 'x'><!ATTLIST guest type CDATA 'kvm'>]><machine><name>&x;1</name><guest><a b=\"'\"/>&e;&x;<?p i?><!--c--></guest><cookie/></machine>",
			"<machine>\n  <name>1</name>\n  <guest type='kvm'><a b='&apos;'/>a<b/><?p i?><!--c--></guest>\n  <cookie/>\n</machine>\n",
		},
		{
			"another encoding",
			"<?xml version='1.0' encoding='ISO-8859-1'?><machine><name>\xe4</name><cookie><a \xe4='\xe4'>\xe4</a></cookie></machine>",
			"<machine>\n  <name>ä</name>\n  <cookie><a ä='ä'>ä</a></cookie>\n</machine>\n",
		},
		{
			"white space in a fixed value",
			"<machine><name/><memory state=' off '/><cookie/></machine>",
			"<machine>\n  <name/>\n  <memory state=' off '/>\n  <cookie/>\n</machine>\n",
		},
		{
			"a group told by its child",
			"<machine><code>1</code><name/><cookie/></machine>",
			"<machine>\n  <name/>\n  <cookie/>\n  <code>1</code>\n</machine>\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			once := encode(t, decode(t, tt.in))
			if diff := cmp.Diff(tt.want, once); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if twice := encode(t, decode(t, once)); twice != once {
				t.Errorf("the canonical form changes:\n%s", cmp.Diff(once, twice))
			}
		})
	}
}

func TestUnmarshalValue(t *testing.T) {
	m := decode(t, "<machine><name>a</name><guest type='t'><id>6</id><ids/></guest><cookie/></machine>")
	if m.Guest.Type != "t" || *m.Guest.ID != "6" {
		t.Errorf("the declared fields of an open element are %q and %q", m.Guest.Type, *m.Guest.ID)
	}
}

func TestUnmarshalErrors(t *testing.T) {
	parts := func(s string) string {
		return "<machine><name/><cookie/><parts>" + s + "<part name='b'/></parts></machine>"
	}
	for _, tt := range []struct{ in, want string }{
		{"<machine><name>", `1:10: element "name" is not closed`},
		{"<engine/>", `1:2: /engine: root element "engine" is unknown; expected "machine"`},
		{"<machine xmlns='u'/>", `expected "machine" in no namespace`},
		{"<machine>\n<nam/></machine>", `2:1: /machine: element "nam" not allowed here; expected "code", "cookie", "guest", "memory", "name", "note", "parts", "spares" or one of 2 more`},
		{"<machine seriel='1'/>", `1:10: /machine: attribute "seriel" not allowed here; expected "key" or "serial"`},
		{"<machine xml:lang='de'/>", `attribute "xml:lang" not allowed here`},
		{"<machine><x:name xmlns:x='u'/></machine>", `element "x:name" not allowed here`},
		{"<machine>a</machine>", `1:10: /machine: text "a" not allowed here`},
		{"<machine><cookie/></machine>", `1:2: /machine: element "name" is missing`},
		{"<machine><name/><name/><cookie/></machine>", `1:17: /machine: element "name" stands here too often`},
		{"<machine><name a='1'/><cookie/></machine>", `1:16: /machine/name: attribute "a" not allowed here`},
		{"<machine><name><b/></name><cookie/></machine>", `/machine/name: element "b" not allowed here; expected text`},
		{"<machine><name/><cookie a='1'/></machine>", `/machine/cookie: attribute "a" not allowed here`},
		{"<machine><name/><cookie>a</cookie></machine>", `/machine/cookie: text "a" not allowed here`},
		{"<machine><name/><cookie/><twin>a</twin></machine>", `/machine/twin: text "a" not allowed here`},
		{"<machine><name/><cookie/><guest/></machine>", `/machine/guest: attribute "type" is missing`},
		{"<machine key='1'><name/><cookie/><code/></machine>", `element "code" not allowed here`},
		{"<machine><name/><cookie/><memory/></machine>", `/machine/memory: attribute "state" is missing`},
		{"<machine><name/><cookie/><memory state='on'/></machine>", `1:27: /machine/memory: attribute "file" is missing`},
		{"<machine><name/><cookie/><memory state='no'/></machine>", `1:34: /machine/memory: attribute "state" must be "off", not "no"`},
		{"<machine><name/><cookie/><guest type=''><id/><id/></guest></machine>", `/machine/guest: element "id" stands here too often`},
		{parts("<part name='a' kind='weel' spokes='1'/>"), `attribute "kind" must be "wheel", not "weel"`},
		{parts("<part name='a' kind='motor'/>"), `/machine/parts/part: attribute "volts" is missing`},
		{parts("<part name='a' kind='box'><wide/><part/></part>"), `/machine/parts/part/part: attribute "name" is missing`},
		{parts(""), `element "part" is missing`},
		{parts("<label/><label/><label/><label/><part name='a'/>"), `element "label" stands here too often`},
	} {
		m := &Machine{Name: "before"}
		err := xmlbind.Unmarshal([]byte(tt.in), m, binding)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\n gives %v\n want %s", tt.in, err, tt.want)
		}
		if bad := (*xmlbind.Error)(nil); !errors.As(err, &bad) {
			t.Errorf("%s: the error is a %T", tt.in, err)
		}
		if m.Name != "before" {
			t.Errorf("%s: the value has changed", tt.in)
		}
	}
}

func TestMarshalErrors(t *testing.T) {
	with := func(change func(*Machine)) *Machine {
		m := ExampleSmall()
		change(m)
		return m
	}
	for _, tt := range []struct {
		machine *Machine
		want    string
	}{
		{with(func(m *Machine) { m.Name = "\x00" }), `element "name": XML cannot represent`},
		{with(func(m *Machine) { m.Name = "\xff" }), `XML cannot represent`},
		{with(func(m *Machine) { s := Serial("\ufffe"); m.Serial = &s }), `Machine.Serial: XML cannot represent`},
		{with(func(m *Machine) { m.Memory = NoMemory{State: StateOn} }), `NoMemory.State: must be "off", not "on"`},
		{with(func(m *Machine) { m.Parts = &Parts{} }), `Parts.Parts: 0 elements "part", which is too few or too many`},
		{with(func(m *Machine) { m.Parts = &Parts{Parts: []Part{nil, nil}} }), `there is no value`},
		{with(func(m *Machine) { m.Parts = &Parts{Parts: []Part{Box{}, Blank{}}} }), `Box.Kind: must be "box" or "crate", not ""`},
		{with(func(m *Machine) { m.Parts = &Parts{Parts: []Part{Motor{}, Blank{}}} }), `Motor.Power: there is no value`},
		{with(func(m *Machine) { m.Cookie.Verbatim = "<biscuit/>" }), `Verbatim is the element "biscuit"`},
		{with(func(m *Machine) { m.Cookie.Verbatim = "<cookie>" }), `Verbatim is no element`},
		{with(func(m *Machine) { m.Cookie.Verbatim = "<cookie/> " }), `Verbatim is more than an element`},
		{with(func(m *Machine) { m.Cookie.Verbatim = "<!DOCTYPE a><cookie/>" }), `Verbatim is more than an element`},
		{with(func(m *Machine) { m.Cookie.Verbatim = "<cookie><a:b/></cookie>" }), `Verbatim is no element`},
	} {
		data, err := xmlbind.Marshal(tt.machine, binding)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v\n gives %s, %v\n want %s", tt.machine, data, err, tt.want)
		}
	}
}

// TestTypes makes sure that types which describe no XML are errors.
func TestTypes(t *testing.T) {
	type untagged struct{ A string }
	type number struct {
		A int `xml:"a,attr"`
	}
	type sealed interface{ seal() }
	type unbound struct {
		A sealed `xml:"a"`
	}
	for _, v := range []any{nil, "a", untagged{}, number{}, unbound{}} {
		if _, err := xmlbind.Marshal(v, &xmlbind.Binding{Root: "a"}); err == nil {
			t.Errorf("%T can be marshalled", v)
		}
	}
	if err := xmlbind.Unmarshal([]byte("<a/>"), untagged{}, &xmlbind.Binding{Root: "a"}); err == nil {
		t.Error("Unmarshal takes what is no pointer")
	}
}
