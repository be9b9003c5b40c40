package libvirt_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/snapxml/snapxml/validate/libvirt"
)

// FuzzForetell gives any document to all drivers with any flags: a forecast
// never panics, is the same twice, and speaks of places in the document.
func FuzzForetell(f *testing.F) {
	for _, r := range libvirt.Rules() {
		f.Add([]byte(r.Example.Text()), uint16(options(r).Flags), uint8(0), uint8(0))
	}
	rich, err := os.ReadFile(filepath.Join("testdata", "rich.xml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(rich, uint16(libvirt.Redefine), uint8(1), uint8(1))
	releases := []libvirt.Release{{}, {0, 8, 0}, {0, 9, 5}, {1, 0, 1}, {5, 6, 0}, {9, 0, 0}}
	guest := define(f, qemuGuest)
	f.Fuzz(func(t *testing.T, text []byte, flags uint16, driver, more uint8) {
		o := libvirt.Options{
			Flags: libvirt.Flags(flags), Driver: libvirt.Drivers()[int(driver)%len(libvirt.Drivers())],
			Release: releases[int(more)%len(releases)], Power: libvirt.Power(more % 3),
		}
		if more&1 != 0 {
			o.Guest = guest
		}
		got := libvirt.Foretell(parse("fuzz.xml", string(text)), o)
		if again := libvirt.Foretell(parse("fuzz.xml", string(text)), o); again.Message != got.Message || again.Verdict != got.Verdict ||
			len(again.Diagnostics) != len(got.Diagnostics) || !reflect.DeepEqual(again.Rule, got.Rule) {
			t.Errorf("foretold %v, and then %v", got, again)
		}
		for _, d := range got.Diagnostics {
			if d.Range.Start < 0 || d.Range.Start > d.Range.End || d.Range.End > int64(len(text)) {
				t.Errorf("%s at %v of a document of %d bytes", d.Code, d.Range, len(text))
			}
			if libvirt.Lookup(d.Code) == nil {
				t.Errorf("there is no rule %s", d.Code)
			}
		}
		if (got.Rule == "") != (got.Verdict == libvirt.Accept) || (got.Host != "") != (got.Verdict == libvirt.Depends) {
			t.Errorf("verdict %s by rule %q, host %q", got.Verdict, got.Rule, got.Host)
		}
	})
}
