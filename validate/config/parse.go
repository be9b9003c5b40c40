package config

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
)

// Options say what a configuration is checked with.
type Options struct {
	// Release says what is wrong with the release of libvirt that a
	// configuration names, without naming the key. It may be nil.
	Release func(release string) error
}

// Parse reads a configuration. The name of the file is its path; schemas are
// looked for beside it. With faults the configuration must not be used.
func Parse(file *source.File, o Options) (*Config, []*diag.Diagnostic) {
	root, fault := parseTree(file)
	if fault != nil {
		return nil, []*diag.Diagnostic{fault}
	}
	d := decoder{options: o, dir: filepath.Dir(file.Name())}
	c := &Config{Path: file.Name()}
	d.table(root, slices.Concat(configKeys(c), settingsKeys(&c.Settings)))
	diag.Sort(d.faults)
	return c, d.faults
}

// A decoder turns values into settings and collects what is wrong with them.
type decoder struct {
	options Options
	dir     string // what paths are relative to
	faults  []*diag.Diagnostic
}

// A key is one that a table may have.
type key struct {
	Name string
	Doc  string // one line, lower case, no full stop
	set  func(d *decoder, v *value)
}

// configKeys are the keys that only stand at the top of the file.
func configKeys(c *Config) []key {
	return []key{
		{"root", "whether to look no further up; true or false", func(d *decoder, v *value) { c.Root = d.boolean(v) }},
		{"ignore", "patterns of files and folders that are left alone", func(d *decoder, v *value) { c.Ignore = d.patterns(v) }},
		{"files", "a list of tables, each with settings for the files that match its patterns", func(d *decoder, v *value) { c.Files = d.files(v) }},
	}
}

// settingsKeys are the keys that stand at the top and in [[files]].
func settingsKeys(s *Settings) []key {
	return []key{
		{"schema", `a RELAX NG schema, .rng or .rnc; "domainsnapshot" is the built-in one, "none" checks well-formedness only`, func(d *decoder, v *value) { s.Schema = d.schema(v) }},
		{"libvirt", "the libvirt release whose format the built-in schema is to describe", func(d *decoder, v *value) { s.Libvirt = d.release(v) }},
		{"flags", `foretell what libvirt does when asked with these flags: "none", or a list such as "redefine,current"; "off" foretells nothing`, func(d *decoder, v *value) { s.Flags = d.flags(v) }},
		{"driver", "the driver that is asked then: " + diag.Or(libvirt.DriverNames()), func(d *decoder, v *value) { s.Driver = d.driver(v) }},
		{"guest", "a file with the definition of the guest that is asked then", func(d *decoder, v *value) { s.Guest = d.file(v, "a guest definition") }},
		{"severity", `a table from codes to "error", "warning", "info" or "off"`, func(d *decoder, v *value) { s.Severity = d.severities(v) }},
	}
}

// filesKeys are the keys that only stand in [[files]].
func filesKeys(f *Files) []key {
	return []key{
		{"patterns", "patterns of the files that the settings are for", func(d *decoder, v *value) { f.Patterns = d.patterns(v) }},
	}
}

// Reference describes all keys, one in a line.
func Reference() string {
	var b strings.Builder
	section := func(title string, keys []key) {
		fmt.Fprintf(&b, "%s\n\n", title)
		for _, k := range keys {
			fmt.Fprintf(&b, "    %-10s %s\n", k.Name, k.Doc)
		}
		b.WriteString("\n")
	}
	section("At the top of the file:", configKeys(&Config{}))
	section("At the top and in [[files]]:", settingsKeys(&Settings{}))
	section("In [[files]]:", filesKeys(&Files{}))
	return b.String()
}

func (d *decoder) fault(code diag.Code, at source.Range, format string, args ...any) {
	d.faults = append(d.faults, diag.Errorf(code, at, format, args...))
}

// table gives each value of a table to its key.
func (d *decoder) table(v *value, keys []key) {
	var names []string
	for _, k := range keys {
		names = append(names, k.Name)
	}
	for _, p := range v.pairs {
		if i := slices.Index(names, p.key); i >= 0 {
			keys[i].set(d, p.value)
		} else if guess := diag.DidYouMean(p.key, names); guess != "" {
			d.fault(diag.ConfigKey, p.at, "unknown key %s%s", diag.Quote(p.key), guess)
		} else {
			d.fault(diag.ConfigKey, p.at, "unknown key %s; expected %s", diag.Quote(p.key), diag.OneOf(names))
		}
	}
}

// want reports a value of another kind than is expected.
func (d *decoder) want(v *value, kind unstable.Kind, what string) bool {
	if v.kind != kind {
		d.fault(diag.ConfigValue, v.at, "expected %s", what)
	}
	return v.kind == kind
}

func (d *decoder) boolean(v *value) bool {
	return d.want(v, unstable.Bool, "true or false") && v.text == "true"
}

func (d *decoder) text(v *value, what string) (string, bool) {
	if !d.want(v, unstable.String, what+" as a string in quotes") {
		return "", false
	}
	if v.text == "" {
		d.fault(diag.ConfigValue, v.at, "expected %s, not an empty string", what)
	}
	return v.text, v.text != ""
}

func (d *decoder) patterns(v *value) (patterns []string) {
	if !d.want(v, unstable.Array, "a list of patterns in square brackets") {
		return nil
	}
	for _, item := range v.items {
		text, ok := d.text(item, "a pattern")
		if ok && !doublestar.ValidatePattern(text) {
			d.fault(diag.ConfigValue, item.at, `not a pattern; "[" and "{" must be closed`)
		}
		patterns = append(patterns, text)
	}
	return patterns
}

func (d *decoder) schema(v *value) string {
	text, ok := d.text(v, "the path of a schema")
	if !ok || text == BuiltIn || text == None {
		return text
	}
	path := d.path(text)
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		d.fault(diag.ConfigValue, v.at, "there is no schema file %s; expected a path from the folder of this file, %s or %s", diag.Quote(path), diag.Quote(BuiltIn), diag.Quote(None))
	}
	return path
}

func (d *decoder) release(v *value) string {
	text, ok := d.text(v, "a release such as 9.0.0")
	if ok && d.options.Release != nil {
		if err := d.options.Release(text); err != nil {
			d.fault(diag.ConfigValue, v.at, "%v", err)
		}
	}
	return text
}

func (d *decoder) flags(v *value) string {
	text, ok := d.text(v, "flags such as redefine,current")
	if ok && text != Off {
		if _, err := libvirt.ParseFlags(text); err != nil {
			d.fault(diag.ConfigValue, v.at, "%v", err)
		}
	}
	return text
}

func (d *decoder) driver(v *value) string {
	text, ok := d.text(v, "a driver such as qemu")
	if ok {
		if _, err := libvirt.ParseDriver(text); err != nil {
			d.fault(diag.ConfigValue, v.at, "%v", err)
		}
	}
	return text
}

// file is the path of a file, which has to be there.
func (d *decoder) file(v *value, what string) string {
	text, ok := d.text(v, "the path of "+what)
	if !ok {
		return ""
	}
	path := d.path(text)
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		d.fault(diag.ConfigValue, v.at, "there is no file %s; expected a path from the folder of this file", diag.Quote(path))
	}
	return path
}

// path is a path that is written from the folder of the configuration.
func (d *decoder) path(text string) string {
	path := filepath.FromSlash(text)
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(d.dir, path)
}

func (d *decoder) severities(v *value) map[diag.Code]diag.Severity {
	if !d.want(v, unstable.Table, `a table such as { element-repeated = "warning" }`) {
		return nil
	}
	set := map[diag.Code]diag.Severity{}
	for _, p := range v.pairs {
		code := diag.Code(p.key)
		if _, known := libvirt.LookupCode(code); !known {
			d.fault(diag.ConfigKey, p.at, "no finding has the code %s%s", diag.Quote(p.key), diag.DidYouMean(p.key, libvirt.CodeNames()))
		} else if diag.WellFormedness(code) {
			d.fault(diag.ConfigKey, p.at, "the severity of %s cannot be changed; what is not well-formed has to be mended", diag.Quote(p.key))
		}
		set[code] = d.severity(p.value)
	}
	return set
}

// severityNames are the words for severities, "off" for none.
var severityNames = []string{diag.Error.String(), diag.Warning.String(), diag.Info.String(), "off"}

func (d *decoder) severity(v *value) diag.Severity {
	text, ok := d.text(v, "a severity")
	switch i := slices.Index(severityNames, text); {
	case !ok || text == "off":
	case i >= 0:
		return diag.Error + diag.Severity(i)
	default:
		d.fault(diag.ConfigValue, v.at, "unknown severity %s; expected %s", diag.Quote(text), diag.OneOf(severityNames))
	}
	return 0
}

func (d *decoder) files(v *value) (all []Files) {
	if !d.want(v, unstable.Array, "tables with the heading [[files]]") {
		return nil
	}
	for _, item := range v.items {
		if !d.want(item, unstable.Table, "a table") {
			continue
		}
		var f Files
		before := len(d.faults)
		d.table(item, slices.Concat(filesKeys(&f), settingsKeys(&f.Settings)))
		if item.find("patterns") == nil && len(d.faults) == before {
			d.fault(diag.ConfigValue, item.at, `patterns are missing; say which files are meant by patterns = ["…"]`)
		}
		all = append(all, f)
	}
	return all
}
