package domainsnapshot_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Every valid document of the corpus, read into the types and written again,
// is still valid and says the same.
func TestCorpusRoundTrip(t *testing.T) {
	v := validator(t)
	survived := 0
	for _, doc := range peers.Corpus(t) {
		if len(v.Check(source.NewFile(doc.Name, doc.Text))) > 0 {
			continue
		}
		snapshot, err := domainsnapshot.Unmarshal(doc.Text)
		if err != nil {
			t.Errorf("%s: %v", doc.Name, err)
			continue
		}
		written, err := domainsnapshot.Marshal(snapshot)
		if err != nil {
			t.Errorf("%s: %v", doc.Name, err)
			continue
		}
		if found := v.Check(source.NewFile(doc.Name, written)); len(found) > 0 {
			t.Errorf("%s: not valid any more: %s\n%s", doc.Name, found[0].Message, written)
		}
		before, after := canonical(t, doc.Text), canonical(t, written)
		if before != after {
			t.Errorf("%s: before and after:\n%s\n%s", doc.Name, before, after)
		}
		survived++
	}
	t.Logf("%d documents", survived)
	if survived != 98 {
		t.Errorf("%d documents of the corpus are valid, want 98", survived)
	}
}

func validator(t testing.TB) *validate.Validator {
	t.Helper()
	v, faults, err := validate.Compile(source.NewFile("domainsnapshot.rng", domainsnapshot.RNG()), validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, faults)
	}
	return v
}

// A node is an element for comparison: attributes sorted, comments left out,
// white space between elements left out where the content is not free.
type node struct {
	name     string
	attrs    []string
	children []*node
	text     string // of a text node
}

// free reports whether the content of an element is kept byte for byte: that
// of a cookie, and of a guest definition, which has a type.
func (n *node) free() bool {
	isType := func(attr string) bool { return strings.HasPrefix(attr, " type=") }
	return n.name == "cookie" || n.name == "inactiveDomain" || n.name == "domain" && slices.ContainsFunc(n.attrs, isType)
}

// canonical is a document in a form that is the same for all that say the
// same in this format: as Canonical XML, but with names expanded, without
// comments and the space between elements, and with the children sorted whose
// order the format leaves open.
func canonical(t testing.TB, text []byte) string {
	t.Helper()
	s := xmlscan.NewScanner(nil, xmlscan.Options{})
	s.Reset(strings.NewReader(string(text)))
	root := &node{}
	open := []*node{root}
	for kind := s.Next(); kind != xmlscan.EOF; kind = s.Next() {
		top := open[len(open)-1]
		switch kind {
		case xmlscan.StartElement:
			n := &node{name: expanded(s.NameOf(s.Name()))}
			for _, at := range s.Attrs() {
				n.attrs = append(n.attrs, fmt.Sprintf(" %s=%q", expanded(s.NameOf(at.Name)), at.Value))
			}
			slices.Sort(n.attrs)
			top.children = append(top.children, n)
			open = append(open, n)
		case xmlscan.EndElement:
			open = open[:len(open)-1]
		case xmlscan.Text:
			top.addText(string(s.Text()))
		}
	}
	if s.Fault() != nil {
		t.Fatal(s.Fault().Message)
	}
	var b strings.Builder
	root.write(&b, false)
	return b.String()
}

func expanded(n xmlscan.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

func (n *node) addText(text string) {
	if k := len(n.children); k > 0 && n.children[k-1].name == "" {
		n.children[k-1].text += text
		return
	}
	n.children = append(n.children, &node{text: text})
}

func (n *node) write(b *strings.Builder, verbatim bool) {
	if n.name == "" && n.children == nil {
		b.WriteString(strings.NewReplacer("&", "&amp;", "<", "&lt;", "\r", "&#13;").Replace(n.text))
		return
	}
	children := n.children
	if !verbatim && slices.ContainsFunc(children, func(c *node) bool { return c.name != "" }) {
		children = slices.DeleteFunc(slices.Clone(children), func(c *node) bool { return strings.TrimSpace(c.text) == "" && c.name == "" })
		slices.SortStableFunc(children, func(x, y *node) int { return cmp.Compare(x.name, y.name) })
	}
	fmt.Fprintf(b, "<%s%s>", n.name, strings.Join(n.attrs, ""))
	for _, c := range children {
		c.write(b, verbatim || c.free())
	}
	fmt.Fprintf(b, "</%s>", n.name)
}

// The types keep what has no meaning for libvirt but is in the document: the
// form of numbers, white space, references; and a guest definition to the
// byte.
func TestNothingIsLost(t *testing.T) {
	const document = `<domainsnapshot xmlns:q="urn:q">
  <name> spaces  kept </name>
  <description>tab&#9;and&#10;line</description>
  <domain  type = "kvm"><q:x a = "1"/><!-- kept --><name>&quot;</name>
  </domain >
  <disks><disk name='vda'><driver><metadata_cache><max_size unit='KiB'> 007 </max_size></metadata_cache></driver></disk></disks>
</domainsnapshot>`
	written := rewrite(t, document)
	for _, kept := range []string{`<domain xmlns:q='urn:q'  type = "kvm"><q:x a = "1"/><!-- kept --><name>&quot;</name>
  </domain >`, "> 007 <", "> spaces  kept <"} {
		if !strings.Contains(written, kept) {
			t.Errorf("%q is not in\n%s", kept, written)
		}
	}
}

// Entities of the document's own are expanded, since the declaration is not
// kept.
func TestEntitiesAreExpanded(t *testing.T) {
	rewrite(t, `<!DOCTYPE domainsnapshot [<!ENTITY who "the &#38;amp; team">]>
<domainsnapshot><description>by &who;</description><domain type='kvm'><name>&who;</name></domain></domainsnapshot>`)
}

// rewrite reads a document into the types and writes it, and makes sure that
// both say the same.
func rewrite(t *testing.T, document string) string {
	t.Helper()
	snapshot, err := domainsnapshot.Unmarshal([]byte(document))
	if err != nil {
		t.Fatal(err)
	}
	written, err := domainsnapshot.Marshal(snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if before, after := canonical(t, []byte(document)), canonical(t, written); before != after {
		t.Errorf("before and after:\n%s\n%s", before, after)
	}
	return string(written)
}
