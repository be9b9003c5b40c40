package main

import (
	"cmp"
	"fmt"
	"io"

	"github.com/snapxml/snapxml/validate"
	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/rules"
	"github.com/snapxml/snapxml/validate/source"
)

// A schemaKey says which schema a document is checked against.
type schemaKey struct {
	schema  string // a path, config.None or config.BuiltIn
	libvirt string // the release that documents must be good for, or "" for the newest
}

// String is how to tell it to the user.
func (k schemaKey) String() string {
	switch {
	case k.schema == config.None:
		return "well-formedness only"
	case k.schema == config.BuiltIn && k.libvirt == "":
		return "the built-in schema"
	case k.schema == config.BuiltIn:
		return "the built-in schema as of libvirt " + k.libvirt
	case k.libvirt != "":
		return k.schema + " as of libvirt " + k.libvirt
	}
	return k.schema
}

// key is the schema for a document with some settings; flags count for more.
func (f *validateFlags) key(s config.Settings) schemaKey {
	k := schemaKey{schema: cmp.Or(f.schema, s.Schema, config.BuiltIn), libvirt: f.libvirt}
	if k.schema == config.BuiltIn {
		k.libvirt = cmp.Or(f.libvirt, s.Libvirt)
	}
	return k
}

// validators are the compiled schemas, each made when it is first asked for.
type validators struct {
	options validate.Options
	schemas string // folder with libvirt's schemas; "" for where they are installed, config.None for none
	verbose bool
	stderr  io.Writer
	engine  string
	made    map[schemaKey]*validate.Validator
	seconds map[schemaKey]*secondEngine
}

// get is the validator of a schema, whose faults are printed.
func (v *validators) get(k schemaKey) (*validate.Validator, error) {
	if made, ok := v.made[k]; ok {
		return made, nil
	}
	made, err := v.compile(k)
	if err != nil {
		return nil, err
	}
	v.made[k] = made
	return made, nil
}

func (v *validators) compile(k schemaKey) (*validate.Validator, error) {
	o := v.options
	if k.libvirt != "" {
		release, err := parseRelease(k.libvirt)
		if err != nil {
			return nil, err
		}
		o.Rules.Target = rules.Release(release.String())
	}
	switch k.schema {
	case config.None:
		return validate.WellFormed(o), nil
	case config.BuiltIn:
		return v.builtIn(k.libvirt, o)
	}
	made, faults, err := validate.CompileFile(k.schema, o)
	made, err = schemaResult(made, k.schema, faults, err, v.stderr)
	if err == nil && k.libvirt != "" && len(made.Releases()) == 0 {
		return nil, fmt.Errorf("schema %s says nothing of releases; --libvirt needs one that does", k.schema)
	}
	return made, err
}

// builtIn is the validator of the built-in schema, completed by libvirt's own
// of guest definitions where there is one. What is installed is of some release,
// so for a target it must be asked for.
func (v *validators) builtIn(release string, o validate.Options) (*validate.Validator, error) {
	file, err := builtinSchema("")
	if err != nil {
		return nil, err
	}
	file, note, err := v.withGuest(file, release)
	if err != nil {
		return nil, err
	}
	if v.verbose && note != "" {
		fmt.Fprintf(v.stderr, "snapxml: %s\n", note)
	}
	made, faults, err := validate.Compile(file, o)
	return schemaResult(made, file.Name(), faults, err, v.stderr)
}

// withGuest completes the built-in schema; the note says how.
func (v *validators) withGuest(file *source.File, release string) (whole *source.File, note string, err error) {
	if v.schemas == config.None || v.schemas == "" && release != "" {
		return file, "", nil
	}
	return guestSchema(file, v.schemas)
}

// schemaResult prints the faults of a schema; with errors among them there is
// no validator.
func schemaResult(v *validate.Validator, name string, faults []*diag.Diagnostic, err error, stderr io.Writer) (*validate.Validator, error) {
	if err != nil {
		return nil, err
	}
	return v, printFaults(stderr, "schema", &diag.Report{Path: name, Diagnostics: faults})
}

// printFaults prints what is wrong with a schema or another file that a
// command works by. The error makes the exit status 2 if it cannot be used.
func printFaults(stderr io.Writer, kind string, r *diag.Report) error {
	diag.Sort(r.Diagnostics)
	if err := diag.NewText(stderr).Report(r); err != nil {
		return err
	}
	if !r.Valid() {
		fmt.Fprintf(stderr, "snapxml: %s %s is not correct\n", kind, r.Path)
		return errPrinted
	}
	return nil
}
