package main

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libvirt"
	"github.com/snapxml/snapxml/validate/source"
	"github.com/snapxml/snapxml/validate/xmlscan"
	"github.com/snapxml/snapxml/validate/xmltree"
)

// foretellFlags are the flags, or settings, that ask what libvirt does with
// documents.
type foretellFlags struct {
	flags   string // "" or config.Off asks nothing
	driver  string
	release string // of libvirt, "" for the newest known
	guest   string // file with the guest's definition
}

// asks reports whether anything is asked.
func (f foretellFlags) asks() bool { return f.flags != "" && f.flags != config.Off }

// over is the flags completed by the settings of a configuration.
func (f foretellFlags) over(s config.Settings) foretellFlags {
	return foretellFlags{
		flags: cmp.Or(f.flags, s.Flags), driver: cmp.Or(f.driver, s.Driver),
		release: cmp.Or(f.release, s.Libvirt), guest: cmp.Or(f.guest, s.Guest),
	}
}

// A foreteller says what libvirt does with documents. A nil one says nothing.
type foreteller struct {
	options libvirt.Options
}

// newForeteller makes one as the flags ask, or nil if they do not.
func newForeteller(f foretellFlags) (*foreteller, error) {
	if !f.asks() {
		return nil, nil
	}
	var o libvirt.Options
	var err error
	if o.Flags, err = libvirt.ParseFlags(f.flags); err != nil {
		return nil, fmt.Errorf("--flags: %w", err)
	}
	if f.driver != "" {
		if o.Driver, err = libvirt.ParseDriver(f.driver); err != nil {
			return nil, fmt.Errorf("--driver: %w", err)
		}
	}
	if f.release != "" {
		if o.Release, err = libvirt.ParseRelease(f.release); err != nil {
			return nil, fmt.Errorf("--libvirt: %w", err)
		}
	}
	if f.guest != "" {
		if o.Guest, err = readDefinition(f.guest); err != nil {
			return nil, fmt.Errorf("--guest: %w", err)
		}
	}
	return &foreteller{o}, nil
}

// foretellers are those of a run, each made when it is first asked for.
type foretellers map[foretellFlags]*foreteller

// get is the one for a document with some settings, or nil. What a configuration
// asks, it asks of documents of the built-in schema only.
func (all foretellers) get(f *validateFlags, s config.Settings) (*foreteller, error) {
	asked := f.foretell
	asked.release = f.libvirt
	if f.purpose == "none" && f.key(s).schema == config.BuiltIn {
		asked = asked.over(s)
	}
	if name := firstOf(f.foretell.driver, "--driver", f.foretell.guest, "--guest"); name != "" && !asked.asks() {
		return nil, fmt.Errorf("%s needs --flags, which says what libvirt is asked; --flags none takes a snapshot", name)
	}
	if known, ok := all[asked]; ok {
		return known, nil
	}
	made, err := newForeteller(asked)
	if err == nil {
		all[asked] = made
	}
	return made, err
}

// firstOf is the name behind the first value that is not empty.
func firstOf(pairs ...string) string {
	for pair := range slices.Chunk(pairs, 2) {
		if pair[0] != "" {
			return pair[1]
		}
	}
	return ""
}

// readDefinition reads a file with the definition of a guest.
func readDefinition(path string) (*libvirt.Definition, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return libvirt.ReadDefinition(xmlscan.NewFile(path, text))
}

// foretell is the forecast for a document in memory. valid tells whether the
// schema takes it, which the flag validate of libvirt turns on.
func (f *foreteller) foretell(file *source.File, valid func() bool) libvirt.Forecast {
	o := f.options
	o.SchemaValid = valid
	return libvirt.Foretell(xmltree.Parse(file, xmltree.Options{}), o)
}

// withForecast adds the forecast's diagnostics to those of validation, but
// says nothing twice: neither that a document is not well-formed or not valid,
// nor that libvirt is silent about what validation complains of.
func withForecast(found []*diag.Diagnostic, forecast libvirt.Forecast) []*diag.Diagnostic {
	all := slices.Clone(found)
	said := newCoverage(found)
	for _, d := range forecast.Diagnostics {
		if !said.has(d) {
			d.Foretold = true
			all = append(all, d)
		}
	}
	diag.Sort(all)
	return all
}

// inShort is what a report says of a forecast beside its diagnostics.
func inShort(f libvirt.Forecast) *diag.Forecast {
	return &diag.Forecast{Verdict: string(f.Verdict), Message: f.Message, Rule: f.Rule, Host: f.Host}
}

// A coverage is where validation has found errors.
type coverage struct {
	starts []int64 // of the errors, in order
	ends   []int64 // the furthest end of an error up to each of them
}

func newCoverage(found []*diag.Diagnostic) *coverage {
	c := &coverage{}
	errs := slices.DeleteFunc(slices.Clone(found), func(f *diag.Diagnostic) bool { return f.Severity != diag.Error })
	slices.SortFunc(errs, func(a, b *diag.Diagnostic) int { return cmp.Compare(a.Range.Start, b.Range.Start) })
	furthest := int64(0)
	for _, f := range errs {
		furthest = max(furthest, f.Range.End, f.Range.Start+1)
		c.starts, c.ends = append(c.starts, f.Range.Start), append(c.ends, furthest)
	}
	return c
}

// has reports whether validation has said what a diagnostic of the forecast
// says.
func (c *coverage) has(d *diag.Diagnostic) bool {
	switch d.Code {
	case "not-well-formed", "schema-invalid":
		return len(c.starts) > 0
	}
	if d.Severity != diag.Warning {
		return false
	}
	before, _ := slices.BinarySearch(c.starts, d.Range.Start+1)
	return before > 0 && d.Range.Start < c.ends[before-1]
}

// guestSchema puts libvirt's grammar of guest definitions into the built-in
// schema: from a folder that the user names, or from where libvirt's packages
// install it. The note says which grammar is used.
func guestSchema(schema *source.File, dir string) (grafted *source.File, note string, err error) {
	asked := dir != ""
	if !asked {
		dir = libvirt.SchemasDir
	}
	grafted, err = libvirt.Graft(schema, dir)
	switch {
	case err == nil:
		return grafted, "guest definitions are checked by libvirt's schemas in " + dir, nil
	case asked:
		return nil, "", fmt.Errorf("--libvirt-schemas: %w", err)
	}
	return schema, "guest definitions are not checked inside, as libvirt's schemas are not installed; --libvirt-schemas names a folder with them", nil
}
