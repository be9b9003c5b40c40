package syntax

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/relaxng/datatype"
	"github.com/snapxml/snapxml/validate/source"
)

// seed gives the golden files with that extension, and the examples of the
// catalogue, to a fuzz target.
func seed(f *testing.F, ext string) {
	names, _ := filepath.Glob(filepath.Join("testdata", "*", "*.txtar"))
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if filepath.Ext(file.Name) == ext {
				f.Add(file.Data)
			}
		}
	}
	for _, e := range diag.Codes() {
		if beginsAsXML([]byte(e.Example.Schema)) == (ext == ".rng") {
			f.Add([]byte(e.Example.Schema))
		}
	}
}

// check asks of any input that parsing and simplifying end without a panic,
// that ranges lie within their files, and that a schema survives being
// written.
func check(t *testing.T, file *source.File) {
	o := Options{Libraries: map[string]datatype.Library{XSDDatatypes: datatype.Builtin},
		Limits: Limits{Patterns: 2_000, Depth: 100},
		Open: func(path string) ([]byte, error) {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}}
	p, found, err := Parse(file, o)
	if err != nil {
		t.Fatal(err)
	}
	good := p != nil && !diag.HasErrors(found)
	if p != nil {
		_, more, err := Simplify(p, o)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, more...)
	}
	for _, d := range found {
		if d.Range.Start < 0 || d.Range.End < d.Range.Start || d.File.Size() < d.Range.End {
			t.Errorf("range %v of %v in a file of %d bytes", d.Range, d.Message, d.File.Size())
		}
	}
	if !good {
		return
	}
	for _, written := range [][]byte{writeXML(t, p), writeCompact(t, p)} {
		again, found, err := Parse(source.NewFile("", written), o)
		if err != nil || again == nil || dump(again) != dump(p) {
			t.Fatalf("%v %s\nwritten:\n%s\nwant:\n%s", err, printed(found), written, dump(p))
		}
	}
}

func FuzzParseXML(f *testing.F) {
	seed(f, ".rng")
	f.Fuzz(func(t *testing.T, text []byte) { check(t, source.NewFile("a.rng", text)) })
}

func FuzzParseCompact(f *testing.F) {
	seed(f, ".rnc")
	f.Fuzz(func(t *testing.T, text []byte) {
		if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) {
			check(t, source.NewFile("a.rnc", text))
		}
	})
}
