package libvirt_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/snapxml/snapxml/validate/libvirt"
)

func TestParseFlags(t *testing.T) {
	for text, want := range map[string]libvirt.Flags{
		"none": 0, "": 0, "redefine": libvirt.Redefine, "redefine,current": libvirt.Redefine | libvirt.Current,
		"REUSE_EXT": libvirt.ReuseExt, "reuse-external": libvirt.ReuseExt, "reuse-ext": libvirt.ReuseExt, "--disk-only": libvirt.DiskOnly,
		"VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA": libvirt.NoMetadata, "Live, atomic": libvirt.Live | libvirt.Atomic,
	} {
		if got, err := libvirt.ParseFlags(text); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"redifine":      `did you mean "redefine"?`,
		"redefine,none": `flag "none" does not go with others`,
		"redefine,":     `unknown flag ""`,
	} {
		if _, err := libvirt.ParseFlags(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// TestFlagsRoundTrip writes any set of flags and reads it again.
func TestFlagsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flags := libvirt.Flags(rapid.Uint32Range(0, 1<<len(libvirt.FlagTable())-1).Draw(t, "flags"))
		if got, err := libvirt.ParseFlags(flags.String()); err != nil || got != flags {
			t.Errorf("%s is read as %s, %v", flags, got, err)
		}
	})
}

// TestFlagTable asks that the table is whole and agrees with itself.
func TestFlagTable(t *testing.T) {
	for i, info := range libvirt.FlagTable() {
		switch {
		case info.Flag != 1<<i:
			t.Errorf("flag %s has the value %d, want %d", info.Name, info.Flag, 1<<i)
		case info.Doc == "" || info.Since.IsZero() || len(info.Drivers) == 0:
			t.Errorf("flag %s is not documented", info.Name)
		}
		for _, s := range info.Drivers {
			if s.Since.Compare(info.Since) < 0 || s.Since.Compare(s.Driver.Since()) < 0 {
				t.Errorf("driver %s has flag %s since %s, before there is such a flag or call", s.Driver, info.Name, s.Since)
			}
		}
	}
}

// TestFlagRules gives all pairs of flags to all drivers: only the right ones
// are refused before the document is looked at.
func TestFlagRules(t *testing.T) {
	doc := parse("empty.xml", "<domainsnapshot/>")
	for _, c := range []struct {
		driver libvirt.Driver
		flags  string
		at     string
		want   string
	}{
		{"qemu", "current", "9.0.0", "Flag 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' is required by flag 'VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT'"},
		{"esx", "current", "9.0.0", "Flag 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' is required by flag 'VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT'"},
		{"qemu", "redefine,no-metadata,halt", "9.0.0",
			"Flags 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' and 'VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA' are mutually exclusive"},
		{"qemu", "redefine,halt", "9.0.0", "Flags 'VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE' and 'VIR_DOMAIN_SNAPSHOT_CREATE_HALT' are mutually exclusive"},
		{"test", "disk-only,no-metadata", "9.0.0", "unsupported flags (0x14) in function testDomainSnapshotCreateXML"},
		{"esx", "redefine", "9.0.0", "unsupported flags (0x1) in function esxDomainSnapshotCreateXML"},
		{"esx", "no-metadata", "9.0.0", ""},
		{"vz", "no-metadata", "9.0.0", "unsupported flags (0x4) in function vzDomainSnapshotCreateXML"},
		{"vz", "validate", "9.0.0", ""},
		{"qemu", "live", "0.9.5", "unsupported flags (0x100) in function qemuDomainSnapshotCreateXML"},
		{"qemu", "redefine", "0.9.4", "unsupported flags (0x1) in function qemuDomainSnapshotCreateXML"},
		{"qemu", "validate", "5.5.0", "unsupported flags (0x200) in function qemuDomainSnapshotCreateXML"},
		{"test", "none", "1.1.3", "this function is not supported by the connection driver: virDomainSnapshotCreateXML"},
		{"vbox", "none", "9.0.0", "XML error: a redefined snapshot must have a name"},
	} {
		flags, err := libvirt.ParseFlags(c.flags)
		if err != nil {
			t.Fatal(err)
		}
		release, err := libvirt.ParseRelease(c.at)
		if err != nil {
			t.Fatal(err)
		}
		got := libvirt.Foretell(doc, libvirt.Options{Driver: c.driver, Flags: flags, Release: release})
		if got.Message != c.want || (got.Verdict == libvirt.Accept) != (c.want == "") {
			t.Errorf("%s, %s, libvirt %s: %s %q, want %q", c.driver, c.flags, c.at, got.Verdict, got.Message, c.want)
		}
	}
}

func TestParseDriver(t *testing.T) {
	for _, d := range libvirt.Drivers() {
		if got, err := libvirt.ParseDriver(string(d)); err != nil || got != d {
			t.Errorf("%s: %s, %v", d, got, err)
		}
	}
	if _, err := libvirt.ParseDriver("qmeu"); err == nil || !strings.Contains(err.Error(), `did you mean "qemu"?`) {
		t.Errorf("qmeu: %v", err)
	}
}

func TestParseRelease(t *testing.T) {
	for _, text := range []string{"", "9", "9.0.0.0", "9.x", "-1.0", "v9.0.0"} {
		if _, err := libvirt.ParseRelease(text); err == nil {
			t.Errorf("%q is taken for a release", text)
		}
	}
	older, _ := libvirt.ParseRelease("0.9.13")
	newer, _ := libvirt.ParseRelease("0.10")
	if older.Compare(newer) >= 0 || newer.String() != "0.10.0" {
		t.Errorf("%s is not before %s", older, newer)
	}
}
