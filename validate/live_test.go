package validate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// Whatever edits are made, a live check says what a fresh one says.
func TestLive(t *testing.T) {
	all := askedValidators(t)
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom(all).Draw(t, "asked")
		l, fresh := v.NewLive(), v.NewChecker()
		text := drawSnapshot(t)
		checkLive(t, l, fresh, text)
		for range rapid.IntRange(1, 8).Draw(t, "rounds") {
			for range rapid.IntRange(1, 2).Draw(t, "edits") {
				r, insert := drawEdit(t, text)
				text = text[:r.Start] + insert + text[r.End:]
				l.Edited(r, int64(len(insert)))
			}
			checkLive(t, l, fresh, text)
		}
	})
}

// askedValidators are validators of the built-in schema that ask its annotations
// different things, the first of them nothing.
func askedValidators(t *testing.T) []*validate.Validator {
	var all []*validate.Validator
	for _, asked := range []rules.Options{{}, {Target: "0.9.5"}, {Target: "9.0.0", Purpose: rules.Redefine}, {Purpose: rules.Create}, {Purpose: rules.Redefine}} {
		v, faults, err := validate.Compile(source.NewFile("domainsnapshot.rng", domainsnapshot.RNG()), validate.Options{Rules: asked})
		if err != nil || v == nil {
			t.Fatal(err, faults)
		}
		all = append(all, v)
	}
	return all
}

func checkLive(t *rapid.T, l *validate.Live, fresh *validate.Checker, text string) {
	doc := xmlscan.NewFile("a.xml", []byte(text))
	got := slices.Clone(l.Check(doc))
	want := fresh.Check(doc)
	if diff := cmp.Diff(summaries(want), summaries(got)); diff != "" {
		t.Fatalf("live and fresh check differ (-fresh +live):\n%s\n%s", diff, text)
	}
}

// summaries are diagnostics in a form that can be compared.
func summaries(found []*diag.Diagnostic) []diag.Diagnostic {
	list := []diag.Diagnostic{}
	for _, d := range found {
		c := *d
		if len(c.Fixes) == 0 {
			c.Fixes = nil
		}
		if len(c.Related) == 0 {
			c.Related = nil
		}
		list = append(list, c)
	}
	return list
}

// drawSnapshot is a document with enough elements for several points.
func drawSnapshot(t *rapid.T) string {
	var b strings.Builder
	b.WriteString("<domainsnapshot>\n  <name>a</name>\n  <disks>\n")
	for range rapid.IntRange(0, 60).Draw(t, "disks") {
		b.WriteString("    <disk name=\"vda\" snapshot=\"external\">\n      <driver type=\"qcow2\"/>\n      <source file=\"/a\"/>\n    </disk>\n")
	}
	b.WriteString("  </disks>\n")
	if rapid.Bool().Draw(t, "example") {
		e := rapid.SampledFrom(domainsnapshot.Model().Examples).Draw(t, "which")
		_, rest, _ := strings.Cut(e.XML, "<domainsnapshot>")
		return b.String() + rest
	}
	b.WriteString("  <memory snapshot=\"no\"/>\n</domainsnapshot>\n")
	return b.String()
}

// drawEdit is a change: a character typed or taken away, a piece of markup put
// in, or a stretch deleted or doubled.
func drawEdit(t *rapid.T, text string) (r source.Range, insert string) {
	at := rapid.IntRange(0, len(text)).Draw(t, "at")
	r = source.At(int64(at))
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return r, rapid.SampledFrom(strings.Split("a < > / \" = ' & \n - ] ? !", " ")).Draw(t, "character")
	case 1:
		r.End = min(r.Start+1, int64(len(text)))
	case 2:
		pieces := []string{"<name>", "</name>", "<nme>", "</disk>", "<disk", "<disk name='vdb'/>\n", " x=\"1\"", "<!-- a -->", "<!--", "-->", "<a:b xmlns:a='u'>", "<domain><uuid/></domain>\n"}
		return r, rapid.SampledFrom(pieces).Draw(t, "piece")
	case 3:
		r.End = min(r.Start+rapid.Int64Range(0, 80).Draw(t, "length"), int64(len(text)))
	default:
		end := min(at+rapid.IntRange(0, 80).Draw(t, "length"), len(text))
		return r, text[at:end]
	}
	return r, ""
}

// The same for edits that leave the document well-formed, so that what is wrong
// with it is found with all of it in view.
func TestLiveWellFormed(t *testing.T) {
	all := askedValidators(t)
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.SampledFrom(all).Draw(t, "asked")
		l, fresh := v.NewLive(), v.NewChecker()
		text := drawSnapshot(t)
		checkLive(t, l, fresh, text)
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			for _, e := range drawWellFormedEdits(t, text) {
				text = text[:e.Range.Start] + e.Text + text[e.Range.End:]
				l.Edited(e.Range, int64(len(e.Text)))
			}
			checkLive(t, l, fresh, text)
		}
	})
}

// drawWellFormedEdits are edits of one element, to be made in their order: it is
// taken away, doubled, renamed, moved or gets another value, text or child.
func drawWellFormedEdits(t *rapid.T, text string) []diag.Edit {
	doc := xmltree.Parse(xmlscan.NewFile("a.xml", []byte(text)), xmltree.Options{})
	elements := slices.Collect(doc.Elements())[1:]
	if len(doc.Faults) > 0 || len(elements) == 0 {
		return nil
	}
	e := elements[rapid.IntRange(0, len(elements)-1).Draw(t, "element")]
	whole := text[e.Range.Start:e.Range.End]
	name := rapid.SampledFrom([]string{"disk", "name", "dsk", "source", "state"}).Draw(t, "name")
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		return []diag.Edit{{Range: e.Range}}
	case 1:
		return []diag.Edit{{Range: source.At(e.Range.End), Text: "\n" + whole}}
	case 2:
		edits := []diag.Edit{{Range: e.NameRange, Text: name}}
		if e.EndNameRange.Len() > 0 { // from the end on, so that no edit moves the other
			edits = []diag.Edit{{Range: e.EndNameRange, Text: name}, {Range: e.NameRange, Text: name}}
		}
		return edits
	case 3:
		other := elements[rapid.IntRange(0, len(elements)-1).Draw(t, "other")]
		if other.Range.Start < e.Range.End {
			return nil
		}
		return []diag.Edit{{Range: source.At(other.Range.Start), Text: whole + "\n"}, {Range: e.Range}}
	case 4:
		if len(e.Attrs) == 0 {
			return []diag.Edit{{Range: source.At(e.NameRange.End), Text: ` snapshot="no"`}}
		}
		return []diag.Edit{{Range: e.Attrs[0].ValueRange, Text: name}}
	case 5:
		return []diag.Edit{{Range: source.At(e.Range.End), Text: name}}
	}
	return []diag.Edit{{Range: source.At(e.Tag.Start), Text: "<" + name + "/>\n"}}
}
