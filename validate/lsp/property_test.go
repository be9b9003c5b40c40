package lsp

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// samples are the documents of all goldens, without cursors.
func samples(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	var texts []string
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".xml") {
				text, _ := cursorIn(string(f.Data))
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// Long sessions of random edits and requests end with the same text on both
// sides and the diagnostics of a fresh server.
func TestSessions(t *testing.T) {
	texts := samples(t)
	files := memoryFiles{"/w/s.rnc": "start = element a { element b { text }* }"}
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.ReplaceAll(rapid.SampledFrom(texts).Draw(rt, "text"), "\r", "")
		s := newSession(t, files, `{}`)
		s.open("a.xml", text)
		r := newReference(text)
		play := script{rapid.SliceOfN(rapid.Byte(), 20, 200).Draw(rt, "steps")}
		for len(play.data) > 0 {
			r = step(t, s, &play, r)
		}
		if diff := cmp.Diff(r.text(), s.text("a.xml")); diff != "" {
			rt.Fatalf("texts differ (-client +server):\n%s", diff)
		}
		fresh := newSession(t, files, `{}`)
		fresh.open("a.xml", r.text())
		want, got := fresh.told("a.xml"), s.told("a.xml")
		if d := s.server.documents[uri("a.xml")]; d.pulled { // then they are not published
			s.server.renew(d)
			got = s.server.diagnostics(d)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("diagnostics differ (-fresh +live):\n%s\n%s", diff, r.text())
		}
	})
}

// Formatting changes no content, and a formatted document no more.
func TestFormatKeepsContent(t *testing.T) {
	texts := samples(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := spread(rt, rapid.SampledFrom(texts).Draw(rt, "text"))
		s := newSession(t, nil, `{}`)
		s.open("a.xml", text)
		once := formatted(t, s, "a.xml")
		if diff := cmp.Diff(content(text), content(once)); diff != "" {
			rt.Fatalf("content differs (-before +after):\n%s\n%s\n%s", diff, text, once)
		}
		s.open("b.xml", once)
		if diff := cmp.Diff(once, formatted(t, s, "b.xml")); diff != "" {
			rt.Fatalf("formatting once and twice differ (-once +twice):\n%s", diff)
		}
	})
}

func formatted(t *testing.T, s *session, name string) string {
	var edits []TextEdit
	if err := s.request("textDocument/formatting", `{"textDocument":{"uri":`+quoted(uri(name))+`},"options":{"tabSize":3,"insertSpaces":true}}`, &edits); err != nil {
		t.Fatal(err)
	}
	return apply(t, s.text(name), edits)
}

// spread puts white space between tags, at random.
func spread(t *rapid.T, text string) string {
	var b strings.Builder
	for _, part := range strings.SplitAfter(text, ">") {
		b.WriteString(part)
		b.WriteString(rapid.SampledFrom([]string{"", "", "", " ", "\n", "\n\n\n", "\t"}).Draw(t, "space"))
	}
	return b.String()
}

// content is what a document holds, without white space between elements.
func content(text string) string {
	doc := xmltree.Parse(source.NewFile("", []byte(text)), xmltree.Options{})
	var b strings.Builder
	for token := range doc.Tokens() {
		n := token.Node
		switch e := n.Element; {
		case e != nil && token.End:
			fmt.Fprintf(&b, "</%s>\n", e.Name.Raw)
		case e != nil:
			fmt.Fprintf(&b, "<%s", e.Name.Raw)
			for _, a := range e.Attrs {
				fmt.Fprintf(&b, " %s=%q", a.Name.Raw, a.Value)
			}
			b.WriteString(">\n")
		case n.Kind == xmltree.TextNode && strings.TrimSpace(n.Text) == "" && (n.Parent == nil || hasElements(n.Parent)):
		default:
			fmt.Fprintf(&b, "%v %q\n", n.Kind, doc.File.Slice(n.Range))
		}
	}
	return b.String()
}

func hasElements(e *xmltree.Element) bool {
	for range e.Elements() {
		return true
	}
	return false
}

// Every change that is offered can be made, and leaves a well-formed document
// well-formed.
func TestActionsApply(t *testing.T) {
	for i, text := range samples(t) {
		s := newSession(t, nil, `{}`)
		s.open("a.xml", text)
		broken := len(xmltree.Parse(source.NewFile("", []byte(text)), xmltree.Options{}).Faults)
		for line := range strings.Count(text, "\n") {
			var actions []CodeAction
			params := fmt.Sprintf(`{"textDocument":{"uri":%s},"range":{"start":{"line":%d,"character":0},"end":{"line":%d,"character":99}},"context":{}}`, quoted(uri("a.xml")), line, line)
			if err := s.request("textDocument/codeAction", params, &actions); err != nil {
				t.Fatal(err)
			}
			for _, a := range actions {
				after := apply(t, text, a.Edit.Changes[uri("a.xml")])
				if now := len(xmltree.Parse(source.NewFile("", []byte(after)), xmltree.Options{}).Faults); now > broken {
					t.Errorf("sample %d: %q breaks the document:\n%s", i, a.Title, after)
				}
			}
		}
	}
}
