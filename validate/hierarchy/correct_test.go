package hierarchy_test

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/hierarchy"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// A file correction.txt has the correction, a word and its value in each line.
// The output is the differences between the documents before and after, and the
// tree that they make.
func TestCorrect(t *testing.T) {
	golden(t, "correct", func(t *testing.T, input map[string][]byte, order []string) []txtar.File {
		set := read(input, order, "")
		corrected, err := set.Guests[0].Correct(parseCorrection(t, string(input["correction.txt"])))
		if err != nil {
			return output("ERROR", err.Error())
		}
		var changes strings.Builder
		for _, c := range corrected {
			name := c.Document.File.Name()
			for _, change := range c.Changes {
				fmt.Fprintf(&changes, "%s: %s\n", name, change)
			}
			changes.Write(diff.Diff(name, c.Document.File.Bytes(), name+".corrected", c.Text))
		}
		after := set.Corrected(corrected, func(d *hierarchy.Document) string { return d.File.Name() })
		var tree bytes.Buffer
		if err := after.Draw(&tree, hierarchy.DrawOptions{Plain: true}); err != nil {
			t.Fatal(err)
		}
		files := append(output("CHANGES", changes.String()), output("TREE", tree.String())...)
		return append(files, output("FINDINGS", report(t, after.Findings, after.Documents))...)
	})
}

func parseCorrection(t *testing.T, text string) (c hierarchy.Correction) {
	for line := range strings.Lines(text) {
		word, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch word {
		case "uuid":
			c.UUID = value
		case "orphans":
			c.Orphans, c.NewParent = true, value
		case "drop":
			c.Drop = append(c.Drop, value)
		default:
			t.Fatalf("unknown word %q", word)
		}
	}
	return c
}

// A document in another encoding comes back in UTF-8, as text of the same
// content.
func TestCorrectEncodings(t *testing.T) {
	text := "<?xml version='1.0' encoding='UTF-16'?>\n<domainsnapshot><name>ü</name><parent><name>gone</name></parent></domainsnapshot>"
	utf16 := []byte{0xFF, 0xFE}
	for _, r := range text {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	doc := hierarchy.NewReader(xmlscan.Limits{}).Read(xmlscan.NewFile("a.xml", utf16))
	set := hierarchy.NewSet([]*hierarchy.Document{doc})
	s := set.Guests[0].Snapshots[0]
	if s.Name != "ü" || string(s.Text()) != "<domainsnapshot><name>ü</name><parent><name>gone</name></parent></domainsnapshot>" {
		t.Errorf("read %q, as %s", s.Name, s.Text())
	}
	corrected, err := set.Guests[0].Correct(hierarchy.Correction{Orphans: true})
	if err != nil || len(corrected) != 1 || string(corrected[0].Text) != "<domainsnapshot><name>ü</name></domainsnapshot>" {
		t.Errorf("%v: %q", err, corrected[0].Text)
	}
}

// What is embedded in a node file becomes a document of its own, in which
// everything stays where it was.
func TestEmbedded(t *testing.T) {
	node := "<node xmlns:t='http://libvirt.org/schemas/domain/test/1.0' xmlns:q='urn:q'><domain><name>vm</name>" +
		"<t:domainsnapshot ><name>a</name><domain type='test'><q:x/></domain></t:domainsnapshot>" +
		"<t:domainsnapshot><name>b</name></t:domainsnapshot></domain></node>"
	doc := hierarchy.NewReader(xmlscan.Limits{}).Read(source.NewFile("node.xml", []byte(node)))
	want := []string{
		`<domainsnapshot xmlns:q="urn:q"   ><name>a</name><domain type='test'><q:x/></domain></domainsnapshot  >`,
		`<domainsnapshot  ><name>b</name></domainsnapshot  >`,
	}
	for i, s := range doc.Snapshots {
		if got := string(s.Text()); got != want[i] {
			t.Errorf("got  %s\nwant %s", got, want[i])
		}
	}
}

// Dropping gives children to the nearest ancestor that stays, and changes
// nothing else.
func TestDropProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawForest(t, 30)
		dropped := map[int]bool{}
		var c hierarchy.Correction
		for i := range f {
			if rapid.IntRange(0, 2).Draw(t, "drop") == 0 {
				dropped[i] = true
				c.Drop = append(c.Drop, f[i].name)
			}
		}
		set := f.set(rapid.Permutation(identity(len(f))).Draw(t, "order"))
		corrected, err := set.Guests[0].Correct(c)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for i, l := range f {
			p := l.parent
			for p >= 0 && dropped[p] {
				p = f[p].parent
			}
			if !dropped[i] {
				want[l.name] = ""
				if p >= 0 {
					want[l.name] = f[p].name
				}
			}
		}
		got := map[string]string{}
		for _, d := range set.Corrected(corrected, func(d *hierarchy.Document) string { return d.File.Name() }).Documents {
			for _, s := range d.Snapshots {
				got[s.Name] = s.ParentName
			}
		}
		if !maps.Equal(got, want) {
			t.Fatalf("without %q the parents are %q, want %q", c.Drop, got, want)
		}
	})
}
