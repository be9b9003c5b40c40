package suppress_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/suppress"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

var update = flag.Bool("update", false, "rewrite the expected output, then fail")

const goldens = "testdata/comments.txtar"

// The archive holds a schema, documents, and what is reported of each, in the
// order of the document: the findings that are left.
func TestComments(t *testing.T) {
	archive, err := txtar.ParseFile(goldens)
	if err != nil {
		t.Fatal(err)
	}
	v := compile(t, string(archive.Files[0].Data))
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	files := []txtar.File{archive.Files[0]}
	for _, f := range archive.Files[1:] {
		if strings.HasSuffix(f.Name, ".txt") {
			continue
		}
		doc := source.NewFile(f.Name, f.Data)
		var out bytes.Buffer
		found := v.Check(doc)
		for _, d := range found {
			d.Fixes = nil // another package's
		}
		kept, suppressed := suppress.FindIn(f.Data, xmlscan.Limits{}).Filter(found, true)
		if err := diag.NewText(&out).Report(&diag.Report{Path: f.Name, File: doc, Diagnostics: kept}); err != nil {
			t.Fatal(err)
		}
		out.WriteString(strings.Repeat("(suppressed)\n", suppressed))
		files = append(files, f, txtar.File{Name: f.Name + ".txt", Data: out.Bytes()})
		if diff := cmp.Diff(want[f.Name+".txt"], out.String()); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		archive.Files = files
		if err := os.WriteFile(goldens, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Error("rewritten; read the change and run again without -update")
	}
}

func compile(t *testing.T, schema string) *validate.Validator {
	t.Helper()
	v, faults, err := validate.Compile(source.NewFile("schema.rnc", []byte(schema)), validate.Options{})
	if err != nil || v == nil {
		t.Fatal(err, faults)
	}
	return v
}

func find(t interface{ Fatal(...any) }, document []byte) *suppress.Set {
	set, err := suppress.Find(bytes.NewReader(document), xmlscan.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Where the pieces of a document end does not matter.
func TestPieces(t *testing.T) {
	const document = "<a>\n <b/> <!-- snapxml:ignore c -->\n <!--\n snapxml:ignore d, e : why not? --><d/><x/></a>"
	found := func() []*diag.Diagnostic {
		var ds []*diag.Diagnostic
		for i, c := range document {
			if c == '<' && document[i+1] != '!' && document[i+1] != '/' {
				for _, code := range []diag.Code{"c", "d", "e"} {
					ds = append(ds, diag.Errorf(code, source.Range{Start: int64(i), End: int64(i + 1)}, "m"))
				}
			}
		}
		return ds
	}
	whole, n := find(t, []byte(document)).Filter(found(), false)
	set, err := suppress.Find(iotest.OneByteReader(strings.NewReader(document)), xmlscan.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	pieces, m := set.Filter(found(), false)
	if diff := cmp.Diff(whole, pieces, cmp.AllowUnexported(source.File{})); diff != "" || n != m || n != 3 {
		t.Errorf("%d and %d suppressed: %s", n, m, diff)
	}
}

// Any text gives a set, and filtering loses nothing but what it counts.
func TestFilter(t *testing.T) {
	word := rapid.SampledFrom([]string{"<a>", "</a>", "<b/>", "\n", " ", "x", "<!-- snapxml:ignore c -->", "<!--snapxml:ignore-file c,d-->", "<!-- snapxml:ignore -->", "&"})
	rapid.Check(t, func(t *rapid.T) {
		document := "<r>" + strings.Join(rapid.SliceOf(word).Draw(t, "words"), "") + "</r>"
		var found []*diag.Diagnostic
		for i := range document {
			found = append(found, diag.Errorf("c", source.At(int64(i)), "m"), diag.Errorf(diag.TagMismatch, source.At(int64(i)), "m"))
		}
		set := find(t, []byte(document))
		kept, suppressed := set.Filter(found, false)
		left := 0
		for _, d := range kept {
			if d.Code == "c" || d.Code == diag.TagMismatch {
				left++
			}
		}
		if left+suppressed != len(found) || suppressed > len(document) {
			t.Fatalf("%d left, %d suppressed of %d", left, suppressed, len(found))
		}
		if !strings.Contains(document, "ignore c") && !strings.Contains(document, "file c") && suppressed > 0 {
			t.Fatal("suppressed without a comment")
		}
	})
}

// A detector finds the marker in one comment wherever the pieces end, and not
// across two.
func TestDetector(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "snapxml:ignore": true, " snapxml:ignor e": false, strings.Repeat("x", 100) + " snapxml:ignore-file ": true,
		"snapxml:snapxml:ignore": true, "snapxml:ignorsnapxml:ignore": true,
	} {
		for size := 1; size <= len(text)+1; size++ {
			var d suppress.Detector
			for rest := []byte(text); len(rest) > 0; {
				piece := rest[:min(size, len(rest))]
				rest = rest[len(piece):]
				d.Comment(piece, len(rest) > 0)
			}
			if d.Mentioned() != want {
				t.Errorf("%q in pieces of %d: mentioned %v", text, size, d.Mentioned())
			}
		}
	}
	var d suppress.Detector
	d.Comment([]byte("snapxml:"), false)
	d.Comment([]byte("ignore"), false)
	if d.Mentioned() {
		t.Error("the marker was found across two comments")
	}
}
