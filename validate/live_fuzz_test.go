package validate_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/snapxml/snapxml/schema/domainsnapshot"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

// FuzzLive edits a document at two places, one after the other, and back; a live
// check says what a fresh one says each time.
func FuzzLive(f *testing.F) {
	for _, e := range domainsnapshot.Model().Examples {
		f.Add(e.XML, uint16(40), uint16(3), "<x>", uint16(90), "\"")
		f.Add(e.XML, uint16(70), uint16(0), "</", uint16(20), "<!--")
	}
	v := builtin(f)
	fresh, l := v.NewChecker(), v.NewLive()
	f.Fuzz(func(t *testing.T, text string, at, length uint16, insert string, second uint16, more string) {
		if len(text)+len(insert)+len(more) > 1<<13 {
			return
		}
		check := func() {
			doc := xmlscan.NewFile("a.xml", []byte(text))
			got := slices.Clone(l.Check(doc))
			if diff := cmp.Diff(summaries(fresh.Check(doc)), summaries(got)); diff != "" {
				t.Fatalf("live and fresh check differ (-fresh +live):\n%s\n%q", diff, text)
			}
		}
		edit := func(start, end int, insert string) {
			l.Edited(source.Range{Start: int64(start), End: int64(end)}, int64(len(insert)))
			text = text[:start] + insert + text[end:]
		}
		l = v.NewLive()
		check()
		start := int(at) % (len(text) + 1)
		end := min(len(text), start+int(length))
		gone := text[start:end]
		edit(start, end, insert)
		check()
		place := int(second) % (len(text) + 1)
		edit(place, place, more)
		check()
		edit(place, place+len(more), "")
		edit(start, start+len(insert), gone)
		check()
	})
}
