package docsgen

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema"
)

// highlighting gives the highlighter of the fixture.
func highlighting(t testing.TB) func(document string) (string, error) {
	t.Helper()
	b := newBuilder(fixture(t), Options{})
	return func(document string) (string, error) {
		h := &highlighter{index: b.index, open: b.isOpen}
		out, err := h.highlight([]byte(document))
		return string(out), err
	}
}

// marked writes links as [text](target) and spans as their text alone.
func marked(out string) string {
	out = regexp.MustCompile(`<a(?: class="\w")? href="#([^"]*)">([^<]*)</a>`).ReplaceAllString(out, "[$2]($1)")
	return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(out, ""))
}

func TestHighlight(t *testing.T) {
	tests := []struct{ name, document, want string }{
		{
			"element and text",
			"<domainsnapshot><name>a &amp; b</name></domainsnapshot>",
			"<[domainsnapshot](domainsnapshot)><[name](domainsnapshot/name)>a &amp; b</[name](domainsnapshot/name)></[domainsnapshot](domainsnapshot)>",
		},
		{
			"enumerated text",
			"<domainsnapshot>\n <state> running </state>\n</domainsnapshot>",
			"<[domainsnapshot](domainsnapshot)>\n <[state](domainsnapshot/state)> [running](domainsnapshot/state=running) </[state](domainsnapshot/state)>\n</[domainsnapshot](domainsnapshot)>",
		},
		{
			"attributes",
			`<domainsnapshot ><memory snapshot = 'no' file=">" /></domainsnapshot>`,
			"<[domainsnapshot](domainsnapshot) ><[memory](domainsnapshot/memory)" +
				" [snapshot](domainsnapshot/memory/@snapshot) = '[no](domainsnapshot/memory/@snapshot=no)'" +
				` [file](domainsnapshot/memory/@file)=">" /></[domainsnapshot](domainsnapshot)>`,
		},
		{
			"a shared entry",
			"<domainsnapshot><revertDisks><disk name='a'/></revertDisks></domainsnapshot>",
			"<[domainsnapshot](domainsnapshot)><[revertDisks](domainsnapshot/revertDisks)>" +
				"<[disk](domainsnapshot/disks/disk) [name](domainsnapshot/disks/disk/@name)='a'/>" +
				"</[revertDisks](domainsnapshot/revertDisks)></[domainsnapshot](domainsnapshot)>",
		},
		{
			"open content",
			"<domainsnapshot><domain type='kvm' id='1'><devices><disk/></devices></domain><cookie><x y='z'/></cookie></domainsnapshot>",
			"<[domainsnapshot](domainsnapshot)><[domain](domainsnapshot/domain) [type](domainsnapshot/domain/@type)='kvm' id='1'>" +
				"<devices><disk/></devices></[domain](domainsnapshot/domain)>" +
				"<[cookie](domainsnapshot/cookie)><x y='z'/></[cookie](domainsnapshot/cookie)></[domainsnapshot](domainsnapshot)>",
		},
		{
			"what is no element",
			"<?xml version='1.0'?>\n<!-- <name> -->\n<domainsnapshot><![CDATA[<]]><?p i?></domainsnapshot>",
			"<?xml version='1.0'?>\n<!-- <name> -->\n<[domainsnapshot](domainsnapshot)><![CDATA[<]]><?p i?></[domainsnapshot](domainsnapshot)>",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := highlighting(t)(test.document)
			if err != nil {
				t.Fatal(err)
			}
			if got := marked(got); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestHighlightRefuses(t *testing.T) {
	tests := []struct{ name, document, want string }{
		{"an unknown root", "<domain/>", `line 1: the format has no root element "domain"`},
		{"an unknown element", "<domainsnapshot>\n<nmae/>\n</domainsnapshot>", `line 2: the format has no element "nmae" in "domainsnapshot"`},
		{"an element out of place", "<domainsnapshot><disk/></domainsnapshot>", `line 1: the format has no element "disk" in "domainsnapshot"`},
		{"an unknown attribute", "<domainsnapshot><disks><disk file=''/></disks></domainsnapshot>", `line 1: the format has no attribute "file" of "disk"`},
		{"an attribute beside any elements", "<domainsnapshot x='1'/>", `line 1: the format has no attribute "x" of "domainsnapshot"`},
		{"what is not well-formed", "<domainsnapshot>", "domainsnapshot"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := highlighting(t)(test.document)
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q, want %q", err, test.want)
			}
		})
	}
}

// FuzzHighlight makes sure that highlighting keeps every byte of a document
// that it does not refuse.
func FuzzHighlight(f *testing.F) {
	for _, e := range fixture(f).Examples {
		f.Add(e.XML)
	}
	f.Add("<!DOCTYPE domainsnapshot [<!ATTLIST name x CDATA 'y'><!ENTITY e '<name/>'>]><domainsnapshot>&e;</domainsnapshot>")
	highlighted := highlighting(f)
	f.Fuzz(func(t *testing.T, document string) {
		out, err := highlighted(document)
		if err != nil {
			return
		}
		plain := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(out, ""))
		if plain != strings.TrimRight(document, "\n") {
			t.Errorf("the document %q became %q", document, plain)
		}
	})
}

func TestUnknownNameFailsTheBuild(t *testing.T) {
	m := fixture(t)
	m.Examples = append(m.Examples, &schema.Example{Name: "odd", Title: "Odd.", Use: schema.ForCreation, XML: "<domainsnapshot><nmae/></domainsnapshot>"})
	wantError(t, m, Options{}, "example odd", `no element "nmae"`)
}

func TestExamplesAreLinkedFromTheirElements(t *testing.T) {
	m := fixture(t)
	b := newBuilder(m, Options{Prose: parsed(t, m)})
	if _, err := b.build(); err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"domainsnapshot/disks/disk": {"external-disks"},
		"domainsnapshot/name":       {"minimal", "external-disks", "put-back"},
		"domainsnapshot/cookie":     nil,
	}
	for id, names := range want {
		if got := b.usedIn[b.index.Entry(id)]; !slices.Equal(got, names) {
			t.Errorf("%s is used in %q, want %q", id, got, names)
		}
	}
}
