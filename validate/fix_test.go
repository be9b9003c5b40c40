package validate_test

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/snapxml/snapxml/testdata/peers"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// Every fix that is offered leaves a document that is well-formed and does not
// have the mistake any more, or has fewer.
func TestFixesHelp(t *testing.T) {
	offered := 0
	eachFaulty(t, func(t *testing.T, v *validate.Validator, text []byte) {
		found := v.Check(xmlscan.NewFile("before.xml", text))
		for _, d := range found {
			for _, f := range d.Fixes {
				offered++
				checkFix(t, v, text, found, d, f)
			}
		}
	})
	t.Logf("%d fixes", offered)
	if offered < 1000 {
		t.Error("too few fixes")
	}
}

func checkFix(t *testing.T, v *validate.Validator, text []byte, found []*diag.Diagnostic, d *diag.Diagnostic, f diag.Fix) {
	t.Helper()
	mended, applied := diag.Apply(text, []diag.Fix{f})
	if len(applied) != 1 {
		t.Errorf("%q cannot be applied: %v in\n%s", f.Title, f.Edits, text)
		return
	}
	after := v.Check(xmlscan.NewFile("after.xml", mended))
	for _, a := range after {
		if _, isXML := xmlCodes[a.Code]; isXML {
			t.Errorf("%q leaves %s of\n%s", f.Title, a.Message, mended)
			return
		}
	}
	if alike(after, d) >= alike(found, d) && len(after) >= len(found) {
		t.Errorf("%q does not help against %q in\n%s\nbut leaves %v of\n%s", f.Title, d.Message, text, describe(after), mended)
	}
}

// alike is how many diagnostics say the same of the same element.
func alike(found []*diag.Diagnostic, d *diag.Diagnostic) int {
	n := 0
	for _, o := range found {
		if o.Code == d.Code && o.Message == d.Message && o.Element == d.Element {
			n++
		}
	}
	return n
}

// xmlCodes are the codes of what is not well-formed.
var xmlCodes = func() map[diag.Code]bool {
	codes := map[diag.Code]bool{}
	for _, e := range diag.Codes() {
		found := validate.WellFormed(validate.Options{}).Check(xmlscan.NewFile("x", []byte(e.Example.Document)))
		if e.Example.Document != "" && len(found) > 0 {
			codes[e.Code] = true
		}
	}
	return codes
}()

// Applying the certain fixes never makes more mistakes, and what it makes of a
// document it does not change again.
func TestApplyFixes(t *testing.T) {
	mended, better := 0, 0
	eachFaulty(t, func(t *testing.T, v *validate.Validator, text []byte) {
		before := v.Check(xmlscan.NewFile("before.xml", text))
		m := v.ApplyFixes(xmlscan.NewFile("before.xml", text))
		switch {
		case len(m.Applied) == 0 && !bytes.Equal(m.File.Bytes(), text):
			t.Errorf("changed without a fix: %s", text)
		case len(m.Applied) > 0 && len(m.Left) >= len(before):
			t.Errorf("%v of\n%s\nbecame %v of\n%s", describe(before), text, describe(m.Left), m.File.Bytes())
		case len(m.Left) == 0:
			mended++
		case len(m.Applied) > 0:
			better++
		}
		if again := v.ApplyFixes(m.File); len(again.Applied) > 0 {
			t.Errorf("mended twice, by %v:\n%s", again.Applied, m.File.Bytes())
		}
	})
	t.Logf("%d documents mended, %d better", mended, better)
	if mended < 500 {
		t.Error("too few documents mended")
	}
}

// A document that is valid stays as it is.
func TestApplyFixesToValid(t *testing.T) {
	v := builtin(t)
	for _, doc := range peers.Corpus(t) {
		file := xmlscan.NewFile(doc.Name, doc.Text)
		if len(v.Check(file)) > 0 {
			continue
		}
		if m := v.ApplyFixes(file); m.File != file || len(m.Applied) > 0 {
			t.Errorf("%s was changed: %v", doc.Name, m.Applied)
		}
	}
}

// eachFaulty calls a function for documents with mistakes: planted ones, and
// more mistakes in one, by the built-in schema, by others that are in wide
// use, and by random ones.
func eachFaulty(t *testing.T, check func(*testing.T, *validate.Validator, []byte)) {
	random := rand.New(rand.NewPCG(seed(t), 2))
	t.Run("planted", func(t *testing.T) {
		v := builtin(t)
		for _, p := range plantsFor(t, v, 2) {
			check(t, v, p.text)
		}
	})
	t.Run("corpus", func(t *testing.T) {
		v := builtin(t)
		for _, doc := range peers.Corpus(t) {
			if !doc.Valid || bytes.Contains(doc.Text, []byte("<!ENTITY")) {
				continue // not every one is well-formed, and the mutator reads no entities
			}
			m := newMutator(t, random, doc.Text)
			check(t, v, m.mutate(t, doc.Text, 3))
		}
	})
	t.Run("real", func(t *testing.T) {
		for _, s := range realSchemas {
			if filepath.Ext(s.path) != ".rng" || s.archive == "docbook" && s.valid != "article book" {
				continue
			}
			v, _, err := validate.CompileFile(peers.File(t, "/usr/share/xml/"+s.path), validate.Options{})
			if err != nil {
				t.Fatal(err)
			}
			archive, err := txtar.ParseFile("testdata/real/" + s.archive + ".txtar")
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.Files {
				m := newMutator(t, random, f.Data)
				for range 2 {
					check(t, v, m.mutate(t, f.Data, 2))
				}
			}
		}
	})
	t.Run("random", func(t *testing.T) {
		for i := range 40 {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				x := newTrial(t, rand.New(rand.NewPCG(seed(t), uint64(1000+i))), t.TempDir(), 12)
				v, _, err := validate.CompileFile(x.schema, validate.Options{})
				if err != nil {
					t.Fatal(err)
				}
				for _, path := range x.documents {
					if v != nil {
						check(t, v, readFile(t, path))
					}
				}
			})
		}
	})
}
