package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/snapxml/snapxml/validate/config"
	"github.com/snapxml/snapxml/validate/diag"
	"github.com/snapxml/snapxml/validate/libxml2"
	"github.com/snapxml/snapxml/validate/suppress"
)

// Values of --engine.
const (
	engineNative  = "native"
	engineLibxml2 = "libxml2"
	engineBoth    = "both"
)

// engines are the values of --engine.
var engines = []string{engineNative, engineLibxml2, engineBoth}

// checkEngine says whether the engine is there, and which flags it cannot
// serve.
func (f *validateFlags) checkEngine() error {
	switch {
	case !slices.Contains(engines, f.engine):
		return fmt.Errorf("unknown engine %q%s; expected %s", f.engine, diag.DidYouMean(f.engine, engines), diag.OneOf(engines))
	case f.engine != engineNative && !libxml2.Built:
		return fmt.Errorf("--engine %s: %w", f.engine, libxml2.ErrNotBuilt)
	case f.engine != engineLibxml2:
		return nil
	}
	for _, c := range []struct {
		given bool
		name  string
	}{
		{f.checkIDs, "--check-ids"}, {f.defaults, "--report-defaults"}, {f.purpose != "none", "--purpose"},
		{f.explain, "--explain"}, {f.fix, "--fix"}, {f.diff, "--diff"},
	} {
		if c.given {
			return fmt.Errorf("%s does not go with --engine libxml2; libxml2 knows nothing of it, --engine both does", c.name)
		}
	}
	return nil
}

// workerCommandName is the hidden command in whose process libxml2 runs, so
// that what crashes it, or keeps it busy for ever, does so there.
const workerCommandName = "libxml2-worker"

func workerCommand() *cobra.Command {
	return &cobra.Command{
		Use: workerCommandName, Hidden: true, Args: cobra.NoArgs,
		Short: "answer questions of snapxml validate --engine libxml2",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return libxml2.Serve(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
}

// A secondEngine is libxml2 for the documents of one schema.
type secondEngine struct {
	schema *libxml2.Schema
	alone  bool // its verdict is the verdict; otherwise it is compared
}

// second is libxml2 with a schema, or nil where it is not asked.
func (v *validators) second(k schemaKey) (*secondEngine, error) {
	if v.engine == engineNative {
		return nil, nil
	}
	if made, ok := v.seconds[k]; ok {
		return made, nil
	}
	made, err := v.compileSecond(k)
	if err != nil {
		return nil, err
	}
	v.seconds[k] = made
	return made, nil
}

// compileSecond gives libxml2 the schema that the native engine has, which has
// found it correct.
func (v *validators) compileSecond(k schemaKey) (*secondEngine, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	o := libxml2.Options{Worker: []string{self, workerCommandName}, Schema: v.options.SyntaxOptions(), Limits: v.options.Limits, MaxDiagnostics: v.options.MaxDiagnostics}
	schema, faults, err := v.giveSecond(k, o)
	if err != nil {
		return nil, err
	}
	if err := printFaults(v.stderr, "schema", &diag.Report{Path: k.schema, Diagnostics: faults}); err != nil {
		fmt.Fprintf(v.stderr, "snapxml: the engine native finds it correct, libxml2 does not; %s\n", libxml2.WhyRefused(faults))
		return nil, err
	}
	return &secondEngine{schema: schema, alone: v.engine == engineLibxml2}, nil
}

// giveSecond gives libxml2 the text of a schema.
func (v *validators) giveSecond(k schemaKey, o libxml2.Options) (*libxml2.Schema, []*diag.Diagnostic, error) {
	switch {
	case k.schema == config.None:
		return libxml2.Compile(nil, o)
	case k.schema != config.BuiltIn && k.libvirt != "":
		return nil, nil, fmt.Errorf("--libvirt needs --engine native with a schema of your own; libxml2 does not read what annotations say of releases")
	case k.schema != config.BuiltIn:
		return libxml2.CompileFile(k.schema, o)
	}
	file, err := builtinSchema(k.libvirt)
	if err != nil {
		return nil, nil, err
	}
	if file, _, err = v.withGuest(file, k.libvirt); err != nil {
		return nil, nil, err
	}
	return libxml2.Compile(file, o)
}

// checkAlone has libxml2 alone judge the document.
func (d *document) checkAlone(c *checkers) ([]*diag.Diagnostic, error) {
	found, err := c.second.schema.Check(d.ctx, d.file)
	if err != nil {
		return nil, err
	}
	d.encoding = ""
	kept, n := suppress.FindIn(d.text, d.limits).Filter(found, false) // a comment may be meant for the other engine
	c.hidden += n
	return kept, nil
}

// compare asks libxml2 about a document that the native engine has judged. The
// diagnostic says that the two disagree; it is nil if they agree.
func (d *document) compare(c *checkers, native []*diag.Diagnostic) (*diag.Diagnostic, error) {
	found, err := c.second.schema.Check(d.ctx, d.file)
	if err != nil && d.ctx.Err() != nil {
		return nil, err
	}
	return c.second.schema.Compare(d.file, native, found, err), nil
}
