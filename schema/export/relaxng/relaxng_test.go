package relaxng

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/schema"
	"github.com/snapxml/snapxml/schema/gosrc"
	"github.com/snapxml/snapxml/schema/testdata/machine"
	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate/relaxng/syntax"
)

// model is the model of package machine, which has every construct. Its
// grammar is generated beside it: that is the golden file of this package.
func model(t *testing.T) *schema.Model {
	t.Helper()
	m, ds, err := gosrc.Load("../../testdata/machine")
	if err != nil || len(ds) > 0 {
		t.Fatalf("%v, %d diagnostics", err, len(ds))
	}
	return m
}

func rng(t *testing.T, m *schema.Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteXML(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	m := model(t)
	if diff := cmp.Diff(string(machine.RNG()), string(rng(t, m))); diff != "" {
		t.Errorf("run go run ./cmd/schemagen schema/testdata/machine (-golden +now):\n%s", diff)
	}
	var rnc bytes.Buffer
	if err := WriteCompact(&rnc, m); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(machine.RNC()), rnc.String()); diff != "" {
		t.Errorf("run go run ./cmd/schemagen schema/testdata/machine (-golden +now):\n%s", diff)
	}
}

// documents are machines and whether they are valid, one for each rule that
// the grammar must keep.
var documents = []struct {
	valid bool
	xml   string
}{
	{true, `<machine><name/><cookie/></machine>`},
	{true, `<machine key="1"><cookie/><name/></machine>`},
	{true, `<machine><code/><cookie/><name/></machine>`},
	{false, `<machine key="1"><code/><cookie/><name/></machine>`},
	{false, `<machine><name/></machine>`},
	{true, `<machine serial="12"><name/><cookie/></machine>`},
	{true, `<machine serial="ab"><name/><cookie/></machine>`},
	{false, `<machine serial="a1"><name/><cookie/></machine>`},
	{true, `<machine><name/><cookie/><state> on </state></machine>`},
	{false, `<machine><name/><cookie/><state>up</state></machine>`},
	{true, `<machine><name/><cookie/><memory state="off"/></machine>`},
	{true, `<machine><name/><cookie/><memory file="/a"/></machine>`},
	{false, `<machine><name/><cookie/><memory/></machine>`},
	{false, `<machine><name/><cookie/><memory state="off" file="/a"/></machine>`},
	{false, `<machine><name/><cookie/><memory file="a"/></machine>`},
	{true, `<machine><name/><cookie><a b="c">d<e/></a></cookie></machine>`},
	{false, `<machine><name/><cookie a="b"/></machine>`},
	{false, `<machine><name/><cookie>a</cookie></machine>`},
	{true, `<machine><name/><cookie/><guest type="a" b="c">d<e f="g">h</e><id>1</id></guest></machine>`},
	{false, `<machine><name/><cookie/><guest b="c"/></machine>`},
	{false, `<machine><name/><cookie/><guest type="a"><id>b</id></guest></machine>`},
	{false, `<machine><name/><cookie/><guest type="a"><id>1</id><id>2</id></guest></machine>`},
	{true, `<machine><name/><cookie/><parts><label/><part name="a"/><part name="b" kind="wheel" spokes="3"/></parts></machine>`},
	{false, `<machine><name/><cookie/><parts><part name="a"/><part name="b"/><label/></parts></machine>`},
	{false, `<machine><name/><cookie/><parts><part name="a"/></parts></machine>`},
	{false, `<machine><name/><cookie/><parts><label/><label/><label/><label/><part name="a"/><part name="b"/></parts></machine>`},
	{true, `<machine><name/><cookie/><parts><part name="a" kind="box"><lid color="b">c</lid><wide>1</wide><part name="d"/><high>2</high></part><part name="e"/></parts></machine>`},
	{false, `<machine><name/><cookie/><parts><part name="a" kind="box"><high>1</high><wide>2</wide></part><part name="e"/></parts></machine>`},
	{true, `<machine><name/><cookie/><parts><part name="a" kind="motor" volts="1"/><part name="b" kind="motor"><gust>1</gust><from/></part></parts></machine>`},
	{false, `<machine><name/><cookie/><parts><part name="a" kind="motor"/><part name="b"/></parts></machine>`},
}

// TestPeers asks other validators: the grammar must be correct, and mean what
// the types say.
func TestPeers(t *testing.T) {
	for _, peer := range []struct {
		name    string
		args    []string
		refuses string // what it says of an invalid document
	}{
		{name: "jing", refuses: "%s:"},
		{name: "xmllint", args: []string{"--noout", "--relaxng"}, refuses: "%s fails to validate"},
	} {
		t.Run(peer.name, func(t *testing.T) {
			path := peers.Tool(t, peer.name)
			dir := t.TempDir()
			args := append(peer.args, save(t, dir, "machine.rng", rng(t, model(t))))
			grammarOnly := append(args[:len(args):len(args)], save(t, dir, "valid.xml", []byte(documents[0].xml)))
			if out, err := exec.Command(path, grammarOnly...).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for i, d := range documents {
				args = append(args, save(t, dir, fmt.Sprintf("%d.xml", i), []byte(d.xml)))
			}
			out, _ := exec.Command(path, args...).CombinedOutput() // it fails: some are invalid
			for i, d := range documents {
				refusal := fmt.Sprintf(peer.refuses, filepath.Join(dir, fmt.Sprintf("%d.xml", i)))
				if refused := strings.Contains(string(out), refusal); refused == d.valid {
					t.Errorf("refused: %t, should be valid: %t: %s", refused, d.valid, d.xml)
				}
			}
		})
	}
}

func save(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOldReleases makes sure that the grammar of every release is complete:
// each reference has its define, and each define is referred to.
func TestOldReleases(t *testing.T) {
	m := model(t)
	for _, release := range []schema.Version{{Minor: 7}, {Major: 1, Minor: 5}, {Major: 2}, {Major: 2, Minor: 1}, schema.Newest} {
		g := Grammar(m.At(release)).Grammar
		defined, referred := make(map[string]bool), make(map[string]bool)
		for _, c := range g.Content {
			if c.Kind == syntax.Def {
				if defined[c.Name] {
					t.Errorf("%s: %s is defined twice", release, c.Name)
				}
				defined[c.Name] = true
			}
			references(c.Pattern, referred)
		}
		if diff := cmp.Diff(defined, referred); diff != "" {
			t.Errorf("%s (-defined +referred):\n%s", release, diff)
		}
	}
}

func references(p *syntax.Pattern, found map[string]bool) {
	if p.Op == syntax.OpRef {
		found[p.Ref] = true
	}
	for _, sub := range p.Sub {
		references(sub, found)
	}
}

// TestAnchors makes sure that each anchor in the grammar is an entry, and that
// each entry has one.
func TestAnchors(t *testing.T) {
	m := model(t)
	found := make(map[string]bool)
	for _, c := range Grammar(m).Grammar.Content {
		collectAnchors(c.Pattern, found)
	}
	for _, e := range m.Entries().All {
		if !found[e.ID] {
			t.Errorf("no pattern has the anchor %s", e.ID)
		}
		delete(found, e.ID)
	}
	for id := range found {
		t.Errorf("the anchor %s is no entry", id)
	}
}

func collectAnchors(p *syntax.Pattern, found map[string]bool) {
	ids, _ := p.Annotations.Attr(syntax.SnapxmlNS, syntax.AnchorAttr)
	for _, id := range strings.Fields(ids) {
		found[id] = true
	}
	for _, sub := range p.Sub {
		collectAnchors(sub, found)
	}
}

func TestLowerCamel(t *testing.T) {
	for goName, want := range map[string]string{
		"Disk": "disk", "FileSource": "fileSource", "NBDSource": "nbdSource", "UUID": "uuid", "VxHSSource": "vxHSSource", "A": "a",
	} {
		if got := lowerCamel(goName); got != want {
			t.Errorf("lowerCamel(%q) = %q, want %q", goName, got, want)
		}
	}
}

// TestUnion: an enumeration that is a member of a union has its values there,
// with their own anchors where the union stands in one place.
func TestUnion(t *testing.T) {
	m := &schema.Model{Name: "a", Root: "A", Types: []*schema.Type{
		{Name: "A", Kind: schema.Struct, Fields: []*schema.Field{{GoName: "U", Kind: schema.Attribute, Name: "u", Type: "U", Min: 1, Max: 1}}},
		{Name: "U", Kind: schema.Data, Union: []string{"E", "Token"}},
		{Name: "E", Kind: schema.Enum, Values: []*schema.Value{{Name: "x"}}},
		{Name: "Token", Kind: schema.Data, Datatype: "token"},
	}}
	text := string(rng(t, m))
	for _, want := range []string{`<value sx:anchor="a/@u=x">x</value>`, `<ref name="token"/>`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if m.Entries().Entry("a/@u=x") == nil {
		t.Error("the value in the union has no entry")
	}
}
