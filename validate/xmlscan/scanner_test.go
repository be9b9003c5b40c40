package xmlscan

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
)

var update = flag.Bool("update", false, "rewrite the golden files, then fail")

// TestGolden compares what the scanner says of the documents in testdata.
// Each file of an archive is a document; NAME.want says what is expected of
// it. The content of a file NAME.q is the document as a Go string.
func TestGolden(t *testing.T) {
	for _, path := range archives(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			brief := strings.HasSuffix(path, "faults.txtar")
			out := &txtar.Archive{Comment: archive.Comment}
			for _, c := range cases(t, archive) {
				got := report(c.document, brief)
				if got != c.want && !*update {
					t.Errorf("%s: got\n%s\nwant\n%s", c.file.Name, got, c.want)
				}
				out.Files = append(out.Files, c.file, txtar.File{Name: c.file.Name + ".want", Data: []byte(got)})
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(out), 0o666); err != nil {
					t.Fatal(err)
				}
				t.Fatal("golden file rewritten")
			}
		})
	}
}

// A goldenCase is a document of an archive and what is wanted of it.
type goldenCase struct {
	file     txtar.File
	document []byte
	want     string
}

func archives(tb testing.TB) []string {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no golden files", err)
	}
	return paths
}

func cases(tb testing.TB, archive *txtar.Archive) (list []goldenCase) {
	tb.Helper()
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
			if len(list) == 0 || list[len(list)-1].file.Name != name {
				tb.Fatalf("%s does not stand behind its document", f.Name)
			}
			list[len(list)-1].want = string(f.Data)
			continue
		}
		document := bytes.TrimSuffix(f.Data, []byte("\n"))
		if strings.HasSuffix(f.Name, ".q") {
			text, err := strconv.Unquote(string(document))
			if err != nil {
				tb.Fatalf("%s: %v", f.Name, err)
			}
			document = []byte(text)
		}
		list = append(list, goldenCase{file: f, document: document})
	}
	return list
}

// allDocuments are the documents of all archives.
func allDocuments(tb testing.TB) (documents [][]byte) {
	tb.Helper()
	for _, path := range archives(tb) {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for _, c := range cases(tb, archive) {
			documents = append(documents, c.document)
		}
	}
	return documents
}

// report says what the scanner makes of a document: its tokens, or only the
// fault.
func report(document []byte, brief bool) string {
	s := NewScanner(nil, Options{})
	s.ResetBytes(document)
	var b strings.Builder
	f := NewFile("", document)
	for s.Next() != EOF {
		if !brief {
			fmt.Fprintln(&b, token(s, f))
		}
	}
	if d := s.Fault(); d != nil {
		writeFault(&b, f, d)
	} else if brief {
		b.WriteString("well-formed\n")
	}
	return b.String()
}

func place(f *source.File, r source.Range) string {
	return fmt.Sprintf("%v-%v", f.Position(r.Start), f.Position(r.End))
}

func writeFault(b *strings.Builder, f *source.File, d *diag.Diagnostic) {
	fmt.Fprintf(b, "%s %s [%s]\n", place(f, d.Range), d.Message, d.Code)
	for _, r := range d.Related {
		fmt.Fprintf(b, "  %s %s\n", place(f, r.Range), r.Message)
	}
	for _, fix := range d.Fixes {
		fmt.Fprintf(b, "  fix: %s\n", fix.Title)
	}
}

// token describes the current token in one line or, with its attributes,
// several.
func token(s *Scanner, f *source.File) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %v", place(f, s.Range()), s.kind)
	switch s.kind {
	case StartElement, EndElement:
		n := s.NameOf(s.Name())
		fmt.Fprintf(&b, " %s {%s}%s depth %d", s.QName(), n.Space, n.Local, s.Depth())
		if s.SelfClosing() {
			b.WriteString(" self-closing")
		}
		if place(f, s.NameRange()) != place(f, s.Range()) {
			fmt.Fprintf(&b, " name at %s", place(f, s.NameRange()))
		}
		if s.kind == EndElement {
			break
		}
		for _, d := range s.NSDecls() {
			fmt.Fprintf(&b, "\n  %s prefix %q = %q at %s", place(f, d.Range), d.Prefix, d.URI, place(f, d.ValueRange))
		}
		for _, a := range s.Attrs() {
			n := s.NameOf(a.Name)
			fmt.Fprintf(&b, "\n  %s %s {%s}%s = %q at %s", place(f, a.Range), a.QName, n.Space, n.Local, a.Value, place(f, a.ValueRange))
			if !a.Specified {
				b.WriteString(" default")
			}
			if a.Incomplete {
				b.WriteString(" incomplete")
			}
		}
	case Text, Comment:
		fmt.Fprintf(&b, " %q", s.Text())
		if s.CDATA() {
			b.WriteString(" CDATA")
		}
	case ProcInst:
		fmt.Fprintf(&b, " %s %q", s.Target(), s.Text())
	case Doctype, SkippedEntity:
		b.WriteString(" " + s.QName())
	}
	return b.String()
}

// events are the tokens of a document, with pieces of the same text joined,
// and the fault, so that they do not depend on the window.
func events(s *Scanner) (list []string) {
	var text []byte
	var r source.Range
	var kind Kind
	flush := func() {
		if kind != EOF {
			list = append(list, fmt.Sprintf("%v %v %v %s", r, kind, s.Encoding(), text))
		}
		kind, text = EOF, nil
	}
	for k := s.Next(); k != EOF; k = s.Next() {
		switch k {
		case Text, Comment, ProcInst:
			if k != kind || s.Range().Start != r.End {
				flush()
				r, kind = s.Range(), k
			}
			r = r.Cover(s.Range())
			text = append(text, s.Text()...)
		default:
			flush()
			list = append(list, fmt.Sprintf("%v %v %s %v %d", s.Range(), k, s.QName(), s.NameRange(), s.Depth()))
			for _, a := range s.Attrs() {
				list = append(list, fmt.Sprintf("%s %v %q %v %v %v", a.QName, s.NameOf(a.Name), a.Value, a.Range, a.NameRange, a.ValueRange))
			}
			list = append(list, fmt.Sprint(s.NSDecls()))
		}
	}
	flush()
	if d := s.Fault(); d != nil {
		list = append(list, fmt.Sprintf("%v %s %s %v %v", d.Range, d.Code, d.Message, d.Related, d.Fixes))
	}
	return append(list, fmt.Sprint(s.Err()))
}

// windows are the sizes that tests run with, beside the usual one.
var windows = []int{64, 67, 100, 1 << 10}

// sameEvents checks that the window makes no difference, nor how the input
// arrives.
func sameEvents(tb testing.TB, document []byte) {
	tb.Helper()
	limits := Limits{Expansion: 5000} // so that tests are quick
	s := NewScanner(nil, Options{Limits: limits})
	s.ResetBytes(document)
	want := events(s)
	for _, size := range windows {
		s := NewScanner(nil, Options{Limits: limits, window: size})
		s.ResetBytes(document)
		compareEvents(tb, fmt.Sprint("window ", size), document, events(s), want)
	}
	s.Reset(iotest.OneByteReader(bytes.NewReader(document)))
	compareEvents(tb, "byte by byte", document, events(s), want)
	s.Reset(iotest.DataErrReader(bytes.NewReader(document)))
	compareEvents(tb, "end with data", document, events(s), want)
	samePass(tb, document)
}

func compareEvents(tb testing.TB, how string, document []byte, got, want []string) {
	tb.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			tb.Fatalf("%s: event %d is\n%s\nwant\n%s\nin %.300q", how, i, g, w, document)
		}
	}
}

func TestWindow(t *testing.T) {
	for _, document := range allDocuments(t) {
		sameEvents(t, document)
		// With text in front the same things fall on other places of the window.
		for n := range 40 {
			sameEvents(t, append([]byte("<!--"+strings.Repeat("x", n)+"-->"), document...))
		}
	}
	for _, document := range allDocuments(t) {
		small, large := NewScanner(nil, Options{window: 64}), NewScanner(nil, Options{window: 1 << 20})
		small.ResetBytes(document)
		large.ResetBytes(document)
		compareEvents(t, "window of 1 MB", document, events(large), events(small))
	}
	sameEvents(t, sample(10000))
	sameEvents(t, bytes.ReplaceAll(sample(5000), []byte("\n"), []byte("\r\n")))
}

// TestReadError checks that a document that cannot be read to its end has no
// fault.
func TestReadError(t *testing.T) {
	broken := errors.New("broken")
	s := NewScanner(nil, Options{})
	for _, text := range []string{"", "<a", "<a>text", "<a b='", "<!DOCTYPE a [<!ENTITY"} {
		s.Reset(io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)))
		for s.Next() != EOF {
		}
		if s.Err() != broken || s.Fault() != nil {
			t.Errorf("%q: error %v, fault %v", text, s.Err(), s.Fault())
		}
		if s.Next() != EOF {
			t.Errorf("%q: a token after the end", text)
		}
	}
	s.Reset(silentReader{})
	if s.Next() != EOF || s.Err() != io.ErrNoProgress {
		t.Errorf("a reader without progress: %v", s.Err())
	}
}

type silentReader struct{}

func (silentReader) Read([]byte) (int, error) { return 0, nil }

func TestNames(t *testing.T) {
	names := NewNames()
	a := names.Intern("", "a")
	b := names.Intern("urn:x", "b")
	if names.Intern("", "a") != a || a == b || names.Len() != 2 || names.Name(b) != (Name{"urn:x", "b"}) {
		t.Error("names are not interned")
	}
	if id, ok := names.Lookup("urn:x", "b"); !ok || id != b {
		t.Error("b is not found")
	}
	if _, ok := names.Lookup("urn:y", "b"); ok {
		t.Error("a name of another namespace is found")
	}
	if names.Name(0) != (Name{}) || names.Name(3) != (Name{}) {
		t.Error("unknown IDs have names")
	}
	// Several scanners share the table; the document's own names come after.
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			s := NewScanner(names, Options{})
			for range 3 {
				s.ResetBytes([]byte(`<a><p:b xmlns:p="urn:x"/><c d="" p:b="" xmlns:p="urn:x"/></a>`))
				var ids []ID
				for k := s.Next(); k != EOF; k = s.Next() {
					if k == StartElement {
						ids = append(ids, s.Name())
						for _, attr := range s.Attrs() {
							ids = append(ids, attr.Name)
						}
					}
				}
				if got := fmt.Sprint(ids); got != "[1 2 4 3 2]" && got != "[1 2 3 4 2]" {
					t.Errorf("IDs are %s; fault %v", got, s.Fault())
				}
				if n := s.NameOf(3); n.Local != "c" && n.Local != "d" {
					t.Errorf("NameOf(3) = %v", n)
				}
			}
		})
	}
	group.Wait()
}

// TestReuse checks that a document leaves nothing behind for the next one.
func TestReuse(t *testing.T) {
	document := []byte("<?xml version='1.0' standalone='yes'?><!DOCTYPE a [<!ENTITY e '<b/>'><!ATTLIST a c CDATA 'd'>]><a>&e;</a>")
	s := NewScanner(nil, Options{})
	s.ResetBytes(document)
	want := events(s)
	if !s.Standalone() {
		t.Error("the document is not standalone")
	}
	var many strings.Builder
	for i := range 2 * keepNames {
		fmt.Fprintf(&many, "<a%d xmlns='u%d' xmlns:p%d='u'/>", i, i, i)
	}
	for _, other := range []string{
		"<a>" + many.String() + "</a>",
		"<a><b xmlns:p='u'>",
		"<!DOCTYPE a [<!ENTITY e '<c>'><!ENTITY f 'x'><!ATTLIST a p:d CDATA 'd'>]><a xmlns:p='u'>&e;</a>",
		"<a><!-- ", "<a b='" + strings.Repeat("&lt;", 1<<19) + "'/>", "\xff\xfe<\x00",
	} {
		s.ResetBytes([]byte(other))
		events(s)
		s.ResetBytes(document)
		compareEvents(t, "used scanner", document, events(s), want)
	}
	s.ResetBytes([]byte("<a>&f;</a>"))
	if events(s); s.Fault() == nil {
		t.Error("an entity of another document is known")
	}
	if s.NameOf(0) != (Name{}) || s.NameOf(1000) != (Name{}) {
		t.Error("unknown IDs have names")
	}
}

func TestNamespace(t *testing.T) {
	s := NewScanner(nil, Options{})
	s.ResetBytes([]byte(`<a xmlns:p="urn:p" xmlns="urn:d"><b xmlns="" xmlns:p="urn:q"/><c/></a>`))
	want := []string{"p urn:p true", "urn:d true", "p urn:q true", " true", "p urn:q true", " true", "p urn:p true", "urn:d true"}
	var got []string
	for k := s.Next(); k != EOF && len(got) < len(want); k = s.Next() {
		p, ok := s.Namespace("p")
		got = append(got, fmt.Sprintf("p %s %t", p, ok))
		d, ok := s.Namespace("")
		got = append(got, fmt.Sprintf("%s %t", d, ok))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, ok := s.Namespace("other"); ok {
		t.Error("a prefix without a declaration is bound")
	}
	if uri, ok := s.Namespace("xml"); !ok || uri != xmlNamespace {
		t.Error("the prefix xml is not bound")
	}
}

// TestExamples runs the examples of the catalogue: each must have the fault
// that it is an example of, if any.
func TestExamples(t *testing.T) {
	seen := make(map[diag.Code]bool)
	s := NewScanner(nil, Options{})
	for _, e := range diag.Codes() {
		s.ResetBytes([]byte(e.Example.Document))
		for s.Next() != EOF {
		}
		if d := s.Fault(); e.Example.Document != "" && d != nil {
			seen[d.Code] = true
			if d.Code != e.Code {
				t.Errorf("the example of %s has the fault %s: %s", e.Code, d.Code, d.Message)
			}
		}
	}
	for _, code := range exampleCodes {
		if !seen[code] {
			t.Errorf("no example has the fault %s", code)
		}
	}
}

// exampleCodes are the codes of the scanner that have an example.
var exampleCodes = []diag.Code{
	diag.ContentAfterRoot, diag.ContentBeforeRoot, diag.DoubleHyphen, diag.DuplicateAttribute, diag.EmptyNamespace,
	diag.EncodingConflict, diag.EntityNesting, diag.EntityRecursion, diag.ExternalEntity, diag.InvalidBytes,
	diag.InvalidCharacter, diag.LessThanInValue, diag.MalformedDeclaration, diag.MalformedDoctype,
	diag.MalformedInstruction, diag.MalformedMarkup, diag.MalformedName, diag.MalformedReference, diag.MalformedTag,
	diag.MalformedXMLDecl, diag.MisplacedDoctype, diag.MisplacedParameterEntity, diag.MisplacedXMLDecl,
	diag.MissingRoot, diag.MissingSpace, diag.MissingValue, diag.ReservedNamespace, diag.ReservedTarget,
	diag.SectionEndInText, diag.StrayAmpersand, diag.StrayLessThan, diag.TagMismatch, diag.UnclosedComment,
	diag.UnclosedElement, diag.UnclosedInstruction, diag.UnclosedSection, diag.UnclosedTag, diag.UnclosedValue,
	diag.UndeclaredEntity, diag.UndeclaredPrefix, diag.UnexpectedEndTag, diag.UnparsedEntity, diag.UnquotedValue,
	diag.UnsupportedEncoding, diag.EntityDepthLimit, diag.ExpansionLimit,
}
