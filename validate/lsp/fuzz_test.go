package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"
)

// A reference is a document as a client keeps it that knows nothing of offsets:
// lines of UTF-16 code units, each with its break.
type reference [][]uint16

func newReference(text string) reference {
	var r reference
	for line := range strings.Lines(text) {
		r = append(r, utf16.Encode([]rune(line)))
	}
	if len(r) == 0 || strings.HasSuffix(text, "\n") {
		r = append(r, nil)
	}
	return r
}

func (r reference) text() string {
	var b strings.Builder
	for _, line := range r {
		b.WriteString(string(utf16.Decode(line)))
	}
	return b.String()
}

// clamp moves a position to a place that there is.
func (r reference) clamp(p Position) Position {
	if p.Line >= len(r) {
		last := len(r) - 1
		return Position{last, len(r[last])}
	}
	line := r[p.Line]
	n := len(line)
	if n > 0 && line[n-1] == '\n' {
		n--
	}
	n = min(p.Character, n)
	if n > 0 && n < len(line) && line[n] >= 0xDC00 && line[n] < 0xE000 { // within a surrogate pair
		n--
	}
	return Position{p.Line, n}
}

func (r reference) replace(g Range, text string) reference {
	a, b := r.clamp(g.Start), r.clamp(g.End)
	if a.Line > b.Line || a.Line == b.Line && a.Character > b.Character {
		a, b = b, a
	}
	before := string(utf16.Decode(slices.Concat(r[:a.Line]...))) + string(utf16.Decode(r[a.Line][:a.Character]))
	after := string(utf16.Decode(r[b.Line][b.Character:])) + string(utf16.Decode(slices.Concat(r[b.Line+1:]...)))
	return newReference(before + text + after)
}

// A script reads what to do from bytes.
type script struct{ data []byte }

func (s *script) next(n int) int {
	if len(s.data) == 0 {
		return 0
	}
	v := int(s.data[0])
	s.data = s.data[1:]
	return v % n
}

var fuzzPieces = []string{
	"", "a", "<", ">", "/", "\"", "=", " ", "\n", "&", "é😀", "</", "<disk ", "<disk name=\"vda\"/>", "<!--", "-->", "<![CDATA[", "<!DOCTYPE a [", "]>",
	"<domainsnapshot>", "</domainsnapshot>", "<name>x</name>", "<parent><name>", "xmlns:a=\"b\"", "<?xml-model href=\"s.rnc\"?>", "]]>", "<a:b>", "\ufeff",
}

// A server stays alive and in step with its client whatever comes.
func FuzzServer(f *testing.F) {
	for _, name := range []string{"elements", "attributes", "text", "schema"} {
		archive, err := txtar.ParseFile("testdata/typing/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".xml") {
				text, at := cursorIn(string(file.Data))
				f.Add(text, []byte{1, byte(at.Line), byte(at.Character), 2, 3, 4, 5, 6, 7, byte(len(text))})
			}
		}
	}
	files := memoryFiles{"/w/s.rnc": "start = element a { element b { text }* }", "/w/base.xml": "<domainsnapshot><name>base</name></domainsnapshot>"}
	f.Fuzz(func(t *testing.T, text string, steps []byte) {
		if len(text) > 1<<14 || len(steps) > 400 || strings.Contains(text, "\r") {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		text = string(utf16.Decode(utf16.Encode([]rune(text))))
		s := newSession(t, files, `{"textDocument":{"completion":{"completionItem":{"snippetSupport":true}}}}`)
		s.open("a.xml", text)
		r := newReference(text)
		play := script{steps}
		for len(play.data) > 0 {
			r = step(t, s, &play, r)
		}
		if want := r.text(); s.text("a.xml") != want {
			t.Fatalf("the server has %q, the client %q", s.text("a.xml"), want)
		}
		s.notify("textDocument/didClose", `{"textDocument":{"uri":"file:///w/a.xml"}}`)
		s.server.Flush()
		if n := len(s.server.documents); n > 0 || len(s.published["file:///w/a.xml"].Diagnostics) > 0 {
			t.Fatalf("%d documents are left", n)
		}
	})
}

// step does one thing: a change, a request, or nonsense.
func step(t *testing.T, s *session, play *script, r reference) reference {
	g := Range{play.position(), play.position()}
	switch play.next(8) {
	case 0, 1, 2:
		piece := fuzzPieces[play.next(len(fuzzPieces))]
		s.change("a.xml", g.Start, g.End, piece)
		return r.replace(Range{g.Start, g.End}, piece)
	case 3:
		piece := fuzzPieces[play.next(len(fuzzPieces))]
		s.change("a.xml", g.Start, g.Start, piece)
		return r.replace(Range{g.Start, g.Start}, piece)
	case 4:
		garbage := []string{`{`, `[]`, `null`, `{"textDocument":7}`, `{"textDocument":{"uri":"file:///w/none.xml"},"position":{"line":-1,"character":-5}}`, `{"position":{"line":1e99}}`}
		ask(t, s, methods()[play.next(len(methods()))], garbage[play.next(len(garbage))])
	default:
		method := methods()[play.next(len(methods()))]
		ask(t, s, method, fmt.Sprintf(`{"textDocument":{"uri":"file:///w/a.xml"},"position":%s,"range":%s,"positions":[%s],"newName":"n","ch":"/","options":{"tabSize":2},"item":{"uri":"file:///w/a.xml"},"query":"b"}`,
			quoted(g.Start), quoted(g), quoted(g.End)))
	}
	return r
}

func (s *script) position() Position { return Position{s.next(12), s.next(60)} }

// ask sends a request, which may be refused, but must not break the server.
func ask(t *testing.T, s *session, method, params string) {
	_, err := s.server.Handle(context.Background(), method, json.RawMessage(params))
	var e *Error
	if err != nil && (!errors.As(err, &e) || e.Code == InternalError) {
		t.Fatalf("%s %s: %v", method, params, err)
	}
}

// methods are the requests, in a fixed order.
func methods() []string {
	var list []string
	for m := range handlers {
		if m != "initialize" && m != "shutdown" && !strings.Contains(m, "/did") {
			list = append(list, m)
		}
	}
	slices.Sort(list)
	return list
}
