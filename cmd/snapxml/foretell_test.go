package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
)

func TestNewForeteller(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	guest := write("guest.xml", "<domain type='kvm'><name>g</name></domain>")
	other := write("other.xml", "<network/>")
	broken := write("broken.xml", "<domain>")
	for _, c := range []struct {
		flags foretellFlags
		want  string // of the error, "" for none
	}{
		{foretellFlags{}, ""},
		{foretellFlags{flags: "none"}, ""},
		{foretellFlags{flags: "redefine,current", driver: "test", release: "9.0.0", guest: guest}, ""},
		{foretellFlags{flags: "off", driver: "xen"}, ""},
		{foretellFlags{flags: "redifine"}, `--flags: unknown flag "redifine"`},
		{foretellFlags{flags: "none", driver: "xen"}, `--driver: unknown driver "xen"`},
		{foretellFlags{flags: "none", release: "nine"}, `--libvirt: "nine" is not a release`},
		{foretellFlags{flags: "none", guest: other}, "is no guest definition"},
		{foretellFlags{flags: "none", guest: broken}, "is not well-formed"},
		{foretellFlags{flags: "none", guest: filepath.Join(dir, "none.xml")}, "--guest: open"},
	} {
		f, err := newForeteller(c.flags)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.flags, err, c.want)
		}
		if err == nil && (f == nil) == c.flags.asks() {
			t.Errorf("%+v: foreteller %v", c.flags, f)
		}
	}
}

// The command line counts for more than a configuration, which asks nothing of
// documents with a schema of their own.
func TestForetellers(t *testing.T) {
	guest := filepath.Join(t.TempDir(), "guest.xml")
	if err := os.WriteFile(guest, []byte("<domain type='kvm'><name>g</name></domain>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		flags    validateFlags
		settings config.Settings
		want     string // flags and driver, "" for nothing, or an error
	}{
		{validateFlags{}, config.Settings{}, ""},
		{validateFlags{}, config.Settings{Flags: "redefine", Driver: "test"}, "redefine test"},
		{validateFlags{}, config.Settings{Driver: "test"}, ""},
		{validateFlags{}, config.Settings{Flags: "redefine", Schema: "book.rng"}, ""},
		{validateFlags{purpose: "create"}, config.Settings{Flags: "redefine"}, ""},
		{validateFlags{foretell: foretellFlags{flags: "off"}}, config.Settings{Flags: "redefine"}, ""},
		{validateFlags{foretell: foretellFlags{flags: "none"}}, config.Settings{Flags: "redefine", Driver: "test"}, "none test"},
		{validateFlags{foretell: foretellFlags{driver: "esx"}}, config.Settings{Flags: "redefine", Driver: "test"}, "redefine esx"},
		{validateFlags{foretell: foretellFlags{driver: "esx"}}, config.Settings{}, "--driver needs --flags"},
		{validateFlags{foretell: foretellFlags{guest: guest}}, config.Settings{}, "--guest needs --flags"},
		{validateFlags{}, config.Settings{Flags: "redefine", Guest: filepath.Join(filepath.Dir(guest), "none.xml")}, "--guest: open"},
	} {
		if c.flags.purpose == "" {
			c.flags.purpose = "none"
		}
		f, err := foretellers{}.get(&c.flags, c.settings)
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		case f != nil:
			got = f.options.Flags.String() + " " + string(f.options.Driver)
		}
		if !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%+v with %+v: %q, want %q", c.flags.foretell, c.settings, got, c.want)
		}
	}
}

func TestWithForecast(t *testing.T) {
	f, err := newForeteller(foretellFlags{flags: "redefine", driver: "test"})
	if err != nil {
		t.Fatal(err)
	}
	file := xmlscan.NewFile("a.xml", []byte("<domainsnapshot><nmae>a</nmae></domainsnapshot>"))
	found := []*diag.Diagnostic{diag.Errorf(diag.ElementNotAllowed, source.Range{Start: 17, End: 21}, "element \"nmae\" not allowed here")}
	forecast := f.foretell(file, func() bool { return false })
	if forecast.Verdict != libvirt.Refuse || forecast.Rule != "redefine-needs-name" {
		t.Fatalf("%+v", forecast)
	}
	var codes []string
	for _, d := range withForecast(found, forecast) {
		codes = append(codes, string(d.Code))
	}
	if got := strings.Join(codes, " "); got != "redefine-needs-name element-not-allowed" {
		t.Errorf("diagnostics %s; the dropped element is said twice or the refusal is missing", got)
	}
}

func TestGuestSchema(t *testing.T) {
	builtin := source.NewFile("domainsnapshot.rng", []byte("<grammar/>"))
	if _, _, err := guestSchema(builtin, t.TempDir()); err == nil || !strings.Contains(err.Error(), "--libvirt-schemas: no schema") {
		t.Errorf("a folder without schemas: %v", err)
	}
}

func TestRuleEntries(t *testing.T) {
	for _, e := range libvirt.Entries() {
		if _, taken := diag.Lookup(e.Code); taken || e.Doc == "" || len(e.Example.Parts()) == 0 {
			t.Errorf("rule %s: taken %v, doc %q", e.Code, taken, e.Doc)
		}
	}
}
