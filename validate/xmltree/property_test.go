package xmltree

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// check makes a tree of any bytes and checks what must be true of every tree:
// its tokens are the document, nodes lie within each other, and it has faults
// exactly if the document is not well-formed.
func check(tb testing.TB, document string) *Document {
	tb.Helper()
	d := Parse(xmlscan.NewFile("test.xml", []byte(document)), Options{})
	at := int64(0)
	for t := range d.Tokens() {
		if t.Range.Start != at || t.Range.End <= at {
			tb.Fatalf("token %v at %v does not follow %d, in %q", t.Node.Kind, t.Range, at, document)
		}
		at = t.Range.End
	}
	if at != int64(len(document)) {
		tb.Fatalf("the tokens end at %d of %d, in %q", at, len(document), document)
	}
	for n := range d.Nodes() {
		checkNode(tb, n, document)
	}
	s := xmlscan.NewScanner(nil, xmlscan.Options{})
	s.ResetBytes([]byte(document))
	for s.Next() != xmlscan.EOF {
	}
	if (s.Fault() == nil) != (len(d.Faults) == 0) {
		tb.Fatalf("strict reading finds %v, the tree has %d faults, in %q", s.Fault(), len(d.Faults), document)
	}
	for i := range int64(len(document) + 1) {
		checkPlace(tb, d.At(i), i, document)
	}
	return d
}

func checkNode(tb testing.TB, n *Node, document string) {
	tb.Helper()
	within := func(what string, r, outer source.Range) {
		tb.Helper()
		if r.Start < outer.Start || r.End > outer.End || r.End < r.Start {
			tb.Fatalf("%s of %v at %v is not within %v, in %q", what, n.Kind, r, outer, document)
		}
	}
	whole := source.Range{End: int64(len(document))}
	within("node", n.Range, whole)
	if n.Parent != nil {
		within("node", n.Range, n.Parent.Range)
	}
	if (n.Kind == ElementNode) != (n.Element != nil) {
		tb.Fatalf("%v with element %v, in %q", n.Kind, n.Element, document)
	}
	e := n.Element
	if e == nil {
		return
	}
	within("tag", e.Tag, n.Range)
	within("name", e.NameRange, e.Tag)
	within("end tag", e.EndTag, n.Range)
	within("name in the end tag", e.EndNameRange, e.EndTag)
	for _, a := range e.Attrs {
		within("attribute", a.Range, e.Tag)
		within("name of an attribute", a.NameRange, a.Range)
		within("value", a.ValueRange, a.Range)
	}
}

func checkPlace(tb testing.TB, p Place, offset int64, document string) {
	tb.Helper()
	if p.Node != nil && !p.Node.Range.Contains(offset) {
		tb.Fatalf("%d is said to be in the %v at %v, in %q", offset, p.Node.Kind, p.Node.Range, document)
	}
	if p.Attr != nil && !p.Attr.Range.Contains(offset) {
		tb.Fatalf("%d is said to be in the attribute %s at %v, in %q", offset, p.Attr.Name.Raw, p.Attr.Range, document)
	}
}

// fatal lets functions for testing.TB report to rapid.
type fatal struct {
	testing.TB
	T *rapid.T
}

func (f *fatal) Helper()                           { f.T.Helper() }
func (f *fatal) Fatalf(format string, args ...any) { f.T.Fatalf(format, args...) }

// pieces are what documents are made of at random.
var pieces = []string{
	"<a>", "</a>", "<b c='1'>", "</b>", "<p:d xmlns:p=\"u\" p:e='&amp;' f=\"x\ny\"/>", "<a b", "<a b='", " c=", "<a/>", "<é/>",
	"text", " ", "\n", "\n  ", "\r\n", "é€𝄞", "&lt;", "&#65;", "&e;", "&", "<", ">", "</", "/>", "'", "=",
	"<![CDATA[", "]]>", "<!--", "--", "-->", "<?t", " d", "?>", "<!DOCTYPE a [<!ENTITY e 'x<i>y</i>'>]>", "<!", "\x00", "\xE9", "\uFEFF", "<?xml version='1.0'?>",
}

func TestAnyBytes(t *testing.T) {
	documents := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 25)
	rapid.Check(t, func(t *rapid.T) {
		check(&fatal{T: t}, strings.Join(documents.Draw(t, "document"), ""))
	})
}

// goldens are the documents of the scanner's tests.
func goldens(tb testing.TB) (documents []string) {
	tb.Helper()
	paths, err := filepath.Glob("../xmlscan/testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no archives", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for _, f := range archive.Files {
			documents = append(documents, string(f.Data))
		}
	}
	return documents
}

func TestGoldens(t *testing.T) {
	for _, document := range goldens(t) {
		check(t, document)
	}
}

// FuzzParse checks the trees of any input.
func FuzzParse(f *testing.F) {
	for _, document := range goldens(f) {
		f.Add(document)
	}
	f.Add(strings.Join(pieces, ""))
	f.Fuzz(func(t *testing.T, document string) {
		if len(document) > 2000 {
			t.Skip("too long for a quick test")
		}
		check(t, document)
	})
}

// sample is a document of at least so many lines.
func sample(lines int) []byte {
	var b strings.Builder
	b.WriteString("<snapshots>\n")
	for i := 0; i < lines; i += 12 {
		fmt.Fprintf(&b, `  <domainsnapshot>
    <name>before-upgrade-%d</name>
    <description>Snapshot of the OS &amp; its data</description>
    <memory snapshot='external' file='/var/lib/libvirt/qemu/save/vm-%[1]d.mem'/>
    <disks>
      <disk name='vda' snapshot='external' type='file'>
        <driver type='qcow2' cache="none" io="native"/>
        <source file='/var/lib/libvirt/images/vm-%[1]d.qcow2'/>
      </disk>
      <disk name='vdb' snapshot='no'/>
    </disks>
  </domainsnapshot>
`, i)
	}
	b.WriteString("</snapshots>\n")
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	document := sample(8000)
	for _, bench := range []struct {
		name     string
		document []byte
	}{
		{"well-formed", document},
		{"unclosed", []byte(strings.Replace(string(document), "</disk>", "", 1))},
	} {
		b.Run(bench.name, func(b *testing.B) {
			file := xmlscan.NewFile("a.xml", bench.document)
			b.SetBytes(int64(len(bench.document)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(file, Options{})
			}
		})
	}
}
