package prose_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/schema/prose"
)

func text(s string) *prose.Node { return &prose.Node{Text: s} }

func TestPlain(t *testing.T) {
	list := &prose.Node{Kind: prose.List, Sub: []*prose.Node{
		{Kind: prose.Item, Sub: []*prose.Node{{Kind: prose.TextBlock, Sub: []*prose.Node{text("one\nline")}}}},
		{Kind: prose.Item, Sub: []*prose.Node{{Kind: prose.TextBlock, Sub: []*prose.Node{{Kind: prose.Code, Text: "two"}, {Kind: prose.Break}, text("more")}}}},
	}}
	paragraph := &prose.Node{Kind: prose.Paragraph, Sub: []*prose.Node{text("A "), {Kind: prose.Strong, Sub: []*prose.Node{text("list")}}, text(":")}}
	if got, want := prose.Plain(paragraph, list), "A list: one line two more"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestJSON writes and reads trees of all kinds.
func TestJSON(t *testing.T) {
	kinds := []prose.Kind{
		prose.Paragraph, prose.Heading, prose.List, prose.Item, prose.TextBlock, prose.CodeBlock, prose.Quote, prose.Rule,
		prose.Table, prose.Row, prose.Cell, prose.Code, prose.Emphasis, prose.Strong, prose.Link, prose.Break,
	}
	leaf := rapid.Map(rapid.StringMatching(`[a-z<>&"\n\\]+`), text)
	node := func(sub *rapid.Generator[*prose.Node]) *rapid.Generator[*prose.Node] {
		return rapid.Custom(func(t *rapid.T) *prose.Node {
			n := &prose.Node{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Number: rapid.IntRange(0, 3).Draw(t, "number")}
			n.Target = rapid.SampledFrom([]string{"", "#a&b"}).Draw(t, "target")
			if subs := rapid.SliceOfN(sub, 0, 3).Draw(t, "sub"); len(subs) > 0 {
				n.Sub = subs
			}
			return n
		})
	}
	trees := rapid.SliceOfN(rapid.OneOf(leaf, node(leaf), node(node(leaf))), 1, 4)
	rapid.Check(t, func(t *rapid.T) {
		texts := []string{"a", "b"}
		l := prose.Library{"a": trees.Draw(t, "a"), "b": trees.Draw(t, "b")}
		data, err := l.JSON(texts)
		if err != nil {
			t.Fatal(err)
		}
		again, err := prose.Load(data, texts)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(l, again); diff != "" {
			t.Errorf("%s\nbecame another (-want +got):\n%s", data, diff)
		}
	})
}

func TestErrors(t *testing.T) {
	l := prose.Library{"a": {text("a")}}
	_, missing := l.JSON([]string{"a", "b"})
	_, fewer := prose.Load([]byte(`[["a"]]`), []string{"a", "b"})
	_, broken := prose.Load([]byte(`[["a"]`), []string{"a"})
	_, odd := prose.Load([]byte(`[[1]]`), []string{"a"})
	for words, err := range map[string]error{`no "b"`: missing, "1 texts and not 2": fewer, "unexpected end": broken, "number": odd} {
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("the error %v does not say %q", err, words)
		}
	}
}

func TestWalk(t *testing.T) {
	nodes := []*prose.Node{
		{Kind: prose.Paragraph, Sub: []*prose.Node{text("a"), {Kind: prose.Link, Sub: []*prose.Node{text("b")}}}},
		{Kind: prose.Paragraph, Sub: []*prose.Node{text("c")}},
	}
	var met strings.Builder
	prose.Walk(nodes, func(n *prose.Node) bool {
		met.WriteString(n.Text)
		return n.Kind != prose.Link
	})
	if met.String() != "ac" {
		t.Errorf("met %q, want %q", met.String(), "ac")
	}
}

func TestSimple(t *testing.T) {
	text := "Put `a <b>` into\n<disks> or <source file='…'/>; 1 < 2.\n\n    <b>\n    c\n\n\tlast"
	want := []*prose.Node{
		{Kind: prose.Paragraph, Sub: []*prose.Node{
			{Text: "Put "}, {Kind: prose.Code, Text: "a <b>"}, {Text: " into\n"}, {Kind: prose.Code, Text: "<disks>"}, {Text: " or "},
			{Kind: prose.Code, Text: "<source file='…'/>"}, {Text: "; 1 < 2."},
		}},
		{Kind: prose.CodeBlock, Text: "<b>\nc\n"},
		{Kind: prose.CodeBlock, Text: "last\n"},
	}
	if diff := cmp.Diff(want, prose.Simple(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if nodes := prose.Simple("\n\n"); nodes != nil {
		t.Errorf("nothing became %v", nodes)
	}
}
