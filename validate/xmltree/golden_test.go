package xmltree

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/source"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

const goldenPath = "testdata/trees.txtar"

// The archive has documents and, under each one's name with ".txt" behind, its
// tree: a line for each node, with its place, and its faults.
func TestTrees(t *testing.T) {
	archive, err := txtar.ParseFile(goldenPath)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	var files []txtar.File
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".txt") {
			continue
		}
		got := outline(check(t, string(f.Data)))
		files = append(files, f, txtar.File{Name: f.Name + ".txt", Data: []byte(got)})
		if diff := cmp.Diff(want[f.Name+".txt"], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		archive.Files = files
		if err := os.WriteFile(goldenPath, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

// outline is the tree as text.
func outline(d *Document) string {
	var b strings.Builder
	place := func(r source.Range) string {
		return fmt.Sprintf("%v-%v", d.File.Position(r.Start), d.File.Position(r.End))
	}
	for n := range d.Nodes() {
		depth := strings.Count(n.Parent.Path(), "/")
		fmt.Fprintf(&b, "%s%s %s", strings.Repeat("  ", depth), place(n.Range), strings.TrimSuffix(n.Kind.String(), "Node"))
		if n.Generated {
			b.WriteString(" generated")
		}
		if n.Name != "" {
			b.WriteString(" " + n.Name)
		}
		if e := n.Element; e != nil {
			b.WriteString(describe(e, place))
		} else if n.Text != "" {
			fmt.Fprintf(&b, " %q", n.Text)
		}
		b.WriteString("\n")
	}
	for _, f := range d.Faults {
		fmt.Fprintf(&b, "%s %s [%s]\n", place(f.Range), f.Message, f.Code)
	}
	return b.String()
}

func describe(e *Element, place func(source.Range) string) string {
	var b strings.Builder
	b.WriteString(" " + e.Name.Raw)
	for _, a := range e.Attrs {
		fmt.Fprintf(&b, " %s=%q", a.Name.Raw, a.Value)
		if a.Incomplete {
			b.WriteString(" (incomplete)")
		}
		if a.Default {
			b.WriteString(" (default)")
		}
	}
	switch {
	case e.SelfClosing:
		b.WriteString(", empty tag")
	case e.MissingEnd:
		b.WriteString(", no end tag")
	default:
		b.WriteString(", end tag " + place(e.EndTag))
	}
	if e.Doubtful {
		b.WriteString(", doubtful")
	}
	return b.String()
}

// places are documents with a cursor, "|", and where that is.
var places = map[string]string{
	"|<a/>":               "InContent",
	"<|a/>":               "InName a",
	"<a|/>":               "InName a",
	"<a |/>":              "InTag a",
	"<a b|='c'/>":         "InAttrName a b",
	"<a b=|'c'/>":         "InTag a b",
	"<a b='|c'/>":         "InAttrValue a b",
	"<a b='c|'/>":         "InAttrValue a b",
	"<a b='|'/>":          "InAttrValue a b",
	"<a b='c'|/>":         "InTag a b",
	"<a>|</a>":            "InContent a",
	"<a>x|</a>":           "InNode a TextNode",
	"<a>|x</a>":           "InNode a TextNode",
	"<a><b/>|<b/></a>":    "InContent a",
	"<a></|a>":            "InEndTag a",
	"<a></a|>":            "InEndTag a",
	"<a></a>|":            "InContent",
	"<a><!--|--></a>":     "InNode a CommentNode",
	"<a>\n<di|\n</a>":     "InName di",
	"<a>\n<di |\n</a>":    "InTag di",
	"<a>\n<di x|\n</a>":   "InAttrName di x",
	"<a>\n<b c='d|\n</a>": "InAttrValue b c",
	"<a>\n<b>|\n</a>":     "InContent b",
	"<a>\n</|\n</a>":      "InNode a JunkNode",
	"<a>|":                "InContent a",
	"<a|":                 "InName a",
}

var parts = [...]string{"InContent", "InNode", "InTag", "InName", "InAttrName", "InAttrValue", "InEndTag"}

func TestAt(t *testing.T) {
	for marked, want := range places {
		before, after, _ := strings.Cut(marked, "|")
		p := check(t, before+after).At(int64(len(before)))
		got := parts[p.Part]
		if e := p.Element(); e != nil {
			got += " " + e.Name.Raw
		}
		if p.Attr != nil {
			got += " " + p.Attr.Name.Raw
		}
		if p.Part == InNode {
			got += " " + p.Node.Kind.String()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", marked, got, want)
		}
	}
}
